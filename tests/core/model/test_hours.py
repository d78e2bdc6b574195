"""Working hours: what is open when, over nights and clock changes, and how an opening is told."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.model.rules import Opening, Span, WorkingHours, opening
from tests.support.present import present

KYIV = "Europe/Kyiv"
QUARTER = timedelta(minutes=15)
WEEKDAYS = WorkingHours(KYIV, {day: ((time(9), time(18)),) for day in range(5)})


def at(text: str, zone: str = KYIV) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("now", "is_open"),
    [
        ("2026-11-20T08:59", False),
        ("2026-11-20T09:00", True),
        ("2026-11-20T17:59:59", True),
        ("2026-11-20T18:00", False),
        ("2026-11-21T12:00", False),  # a Saturday
    ],
)
def test_from_is_inside_and_to_is_not(now: str, is_open: bool) -> None:
    assert WEEKDAYS.is_open(at(now)) is is_open


def test_it_is_the_desks_clock_that_counts() -> None:
    assert WEEKDAYS.is_open(datetime(2026, 11, 20, 7, 0, tzinfo=UTC))
    assert not WEEKDAYS.is_open(datetime(2026, 11, 20, 16, 0, tzinfo=UTC))


def test_midnight_ends_the_day() -> None:
    late = WorkingHours("UTC", {4: ((time(22), time()),)})
    assert late.is_open(at("2026-11-20T23:59:59", "UTC"))
    assert not late.is_open(at("2026-11-21T00:00", "UTC"))


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ("2026-11-20T07:00", Opening(0, "09:00", "EET")),
        ("2026-11-19T19:00", Opening(1, "09:00", "EET")),
        ("2026-11-20T19:00", Opening(2, "09:00", "EET")),  # Friday evening: on Monday
        ("2026-07-31T19:00", Opening(2, "09:00", "EEST")),
    ],
)
def test_an_opening_is_told_from_where_one_stands(now: str, told: Opening) -> None:
    assert opening(WEEKDAYS, at(now)) == told


def test_the_same_weekday_again_is_told_by_its_name() -> None:
    fridays = WorkingHours("UTC", {4: ((time(9), time(10)),)})
    assert opening(fridays, at("2026-11-20T10:00", "UTC")) == Opening(6, "09:00", "UTC")


@pytest.mark.parametrize(
    ("zone", "told"), [("Asia/Dubai", "UTC+4"), ("Asia/Kathmandu", "UTC+5:45"), ("UTC", "UTC")]
)
def test_a_zone_without_letters_is_told_by_its_distance(zone: str, told: str) -> None:
    hours = WorkingHours(zone, {4: ((time(9), time(10)),)})
    found = present(opening(hours, at("2026-11-19T10:00", zone)))
    assert found.zone == told


CHRISTMAS = date(2026, 12, 25)  # a Friday
HOLIDAYS = WorkingHours(
    KYIV,
    WEEKDAYS.days,
    {date(2026, 12, 24): ((time(10), time(12)),), CHRISTMAS: ()}
    | {CHRISTMAS + timedelta(days=days): () for days in range(1, 9)},
)


@pytest.mark.parametrize(
    ("now", "is_open"),
    [
        ("2026-12-23T09:30", True),
        ("2026-12-24T09:30", False),
        ("2026-12-24T10:30", True),
        ("2026-12-24T12:00", False),
        ("2026-12-25T10:30", False),
        ("2027-01-04T10:30", True),
    ],
)
def test_a_dates_hours_hold_in_place_of_its_weekdays(now: str, is_open: bool) -> None:
    assert HOLIDAYS.is_open(at(now)) is is_open


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ("2026-12-24T08:00", Opening(0, "10:00", "EET")),
        ("2026-12-24T13:00", Opening(9, "09:00", "EET", date(2027, 1, 4))),
        ("2026-12-27T13:00", Opening(9, "09:00", "EET", date(2027, 1, 4))),
        ("2026-12-28T13:00", Opening(2, "09:00", "EET")),
        ("2027-01-03T13:00", Opening(1, "09:00", "EET")),
    ],
)
def test_after_many_holidays_an_opening_is_told_by_its_date(now: str, told: Opening) -> None:
    assert opening(HOLIDAYS, at(now)) == told


def test_a_single_day_far_away_is_an_opening_too() -> None:
    once = WorkingHours("UTC", {}, {date(2027, 3, 28): ((time(9), time(10)),)})
    far = Opening(9, "09:00", "UTC", date(2027, 3, 28))
    assert opening(once, at("2026-11-20T10:00", "UTC")) == far
    assert opening(once, at("2027-03-28T10:00", "UTC")) is None


def test_no_hours_at_all_open_never() -> None:
    assert opening(WorkingHours("UTC", {}), at("2026-11-20T10:00", "UTC")) is None


CLOCKS = st.integers(0, 95).map(lambda quarter: time(quarter // 4, quarter % 4 * 15))


@st.composite
def spans(draw: st.DrawFn) -> tuple[Span, ...]:
    """Up to two spans, in order and apart."""
    marks = sorted(draw(st.sets(CLOCKS, max_size=4)))
    pairs = list(zip(marks[::2], marks[1::2], strict=False))
    return tuple(pairs) or ((time(), time()),)


DAYS = st.dictionaries(st.integers(0, 6), spans(), min_size=1, max_size=7)
# Clocks change there, by an hour or by half of one, also at midnight, or never.
ZONES = st.sampled_from(
    ["UTC", KYIV, "America/New_York", "Australia/Lord_Howe", "America/Havana", "Asia/Kolkata"]
)
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)


def quarters(begin: datetime, days: int) -> st.SearchStrategy[datetime]:
    """Any quarter of an hour within so many days."""
    return st.integers(0, days * 96).map(lambda number: begin + number * QUARTER)


# Any time of the year, and around its changes: 8 and 29 March, 5 April, 4 and 25 October, 1
# November.
CHANGES = [(3, 8), (3, 28), (4, 4), (10, 3), (10, 24), (10, 31)]
MOMENTS = st.one_of(
    quarters(NEW_YEAR, 365),
    st.sampled_from(CHANGES).flatmap(
        lambda day: quarters(datetime(2026, day[0], day[1], tzinfo=UTC), 2)
    ),
)


@st.composite
def hours_with_dates(draw: st.DrawFn) -> tuple[WorkingHours, datetime]:
    """Hours of which some dates about a moment are closed or other ones, and that moment."""
    now = draw(MOMENTS)
    near = st.integers(-2, 12).map(lambda days: now.date() + timedelta(days=days))
    dates = draw(st.dictionaries(near, st.one_of(st.just(()), spans()), max_size=12))
    return WorkingHours(draw(ZONES), draw(DAYS), dates), now


MONDAYS = WorkingHours(
    "UTC", {0: ((time(9), time(18)),)}, {date(2026, 1, 5): (), date(2026, 1, 12): ()}
)


@settings(max_examples=60, deadline=None)
@given(hours_with_dates())
@example((MONDAYS, datetime(2026, 1, 1, tzinfo=UTC)))
def test_the_next_opening_is_the_first_moment_at_which_it_is_open(
    given: tuple[WorkingHours, datetime],
) -> None:
    hours, now = given
    if hours.is_open(now):
        return
    looked, first = now, None
    while first is None and looked < now + timedelta(days=22):
        looked += QUARTER
        first = looked if hours.is_open(looked) else None
    assert hours.next_opening(now) == first
