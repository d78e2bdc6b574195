"""Days of the desk's time zone."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core.statistics.rules import periods
from core.statistics.rules.periods import Period

NOW = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)  # the 21st in Kyiv
KYIV = "Europe/Kyiv"


def read(words: str) -> tuple[date, date] | None:
    found = periods.read(words, NOW, KYIV)
    return None if found is None else (found.first, found.last)


def test_today_is_the_desks_own_day() -> None:
    assert read("") == (date(2026, 11, 21), date(2026, 11, 21))
    assert periods.today(NOW, "UTC") == date(2026, 11, 20)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("today", 21, 21),
        ("Yesterday", 20, 20),
        ("week", 15, 21),
        ("2026-11-05", 5, 5),
        ("2026-11-01 2026-11-15", 1, 15),
        ("2026-11-15 - 2026-11-01", 1, 15),
        ("  2026-11-01 – 2026-11-15 ", 1, 15),
        ("2026-11-18 2026-12-24", 18, 21),
    ],
)
def test_what_is_written_behind_the_command(words: str, first: int, last: int) -> None:
    assert read(words) == (date(2026, 11, first), date(2026, 11, last))


def test_a_month_is_thirty_days() -> None:
    assert read("month") == (date(2026, 10, 23), date(2026, 11, 21))


@pytest.mark.parametrize(
    "words",
    [
        "tomorrow",
        "2026-11-31",
        "2026-11-22",
        "20261101 20261102",
        "2025-11-01 2026-11-15",
        "2026-11-01 2026-11-02 2026-11-03",
        "2026-W01 2026-W02",
        "0000-00-00",
        "٢٠٢٦-١١-٠١",
        "x" * 4000,
    ],
)
def test_what_is_no_day_is_not_guessed_at(words: str) -> None:
    assert read(words) is None


def test_buttons_carry_days() -> None:
    period = Period(date(2026, 11, 1), date(2026, 11, 15), KYIV)
    assert periods.of_words(period.words, NOW, KYIV) == period
    for words in ([], ["20261101"], ["20261101", "x"], ["20261301", "20261101"], ["1", "2"]):
        assert periods.of_words(words, NOW, KYIV) is None


def test_a_day_begins_and_ends_at_the_desks_midnight() -> None:
    period = Period(date(2026, 11, 21), date(2026, 11, 21), KYIV)
    assert period.since == datetime(2026, 11, 20, 22, tzinfo=UTC)
    assert period.until - period.since == timedelta(days=1)
    assert len(period.edges) == 49
    assert period.labels[:2] == ("00:00", "00:30")
    assert period.labels[-1] == "23:30"


@pytest.mark.parametrize(
    ("day", "parts"), [(date(2026, 3, 29), 46), (date(2026, 10, 25), 50), (date(2026, 5, 1), 48)]
)
def test_a_day_on_which_the_clocks_change(day: date, parts: int) -> None:
    period = Period(day, day, KYIV)
    assert len(period.edges) == parts + 1
    assert period.edges[0] == period.since
    assert period.edges[-1] == period.until
    assert len(period.labels) == parts


def test_a_longer_time_is_told_by_its_days() -> None:
    period = Period(date(2026, 10, 23), date(2026, 10, 27), KYIV)
    assert period.labels == ("23.10", "24.10", "25.10", "26.10", "27.10")
    lengths = {b - a for a, b in zip(period.edges, period.edges[1:], strict=False)}
    assert lengths == {timedelta(hours=24), timedelta(hours=25)}
