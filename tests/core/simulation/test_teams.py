"""Who works when."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from core.model.people import LARGEST_ID
from core.simulation.rules.plan import Member, Plan
from core.simulation.rules.teams import Change, Team, changed, members_of

KYIV = "Europe/Kyiv"
clocks = st.builds(time, st.integers(0, 23), st.sampled_from((0, 30)))


@given(
    clocks,
    clocks,
    st.frozensets(st.integers(0, 6)),
    st.datetimes(datetime(2026, 3, 1), datetime(2026, 11, 30)),  # noqa: DTZ001 - given a zone below
)
def test_they_work_by_the_clock_on_the_wall(
    start: time, end: time, days: frozenset[int], begin: datetime
) -> None:
    """Also over the nights in which the clocks are changed."""
    begin = begin.replace(minute=0, second=0, microsecond=0, tzinfo=UTC)
    (one,) = members_of([Team(1, 6, start, end, days)], begin, 9 * 86_400, KYIV)
    for hour in range(9 * 24):
        moment = begin + timedelta(hours=hour, minutes=15)
        local = moment.astimezone(ZoneInfo(KYIV))
        clock = local.time().replace(fold=0)
        today, before = local.weekday() in days, (local.weekday() - 1) % 7 in days
        wanted = (
            today and start <= clock < end
            if start < end
            else (today and clock >= start) or (before and clock < end)
        )
        at = hour * 3600 + 900
        if local.hour != 3:  # it comes twice, or never, in those nights
            assert any(a <= at < b for a, b in one.shifts) == wanted, local


def test_what_is_changed_is_changed_and_nothing_else() -> None:
    begin = datetime(2026, 11, 2, tzinfo=UTC)
    staff = [Member(1, "Ann", 6), Member(2, "Ben", 4, frozenset({"billing"}))]
    plan = Plan(begin, 86_400.0, staff)
    assert changed(plan, Change(), "UTC") == Plan(begin, 86_400.0, tuple(staff))
    fewer = changed(plan, Change(capacity=2, left_out=frozenset({1})), "UTC")
    assert fewer.members == (Member(2, "Ben", 2, frozenset({"billing"})),)
    more = changed(plan, Change(teams=(Team(2, 3, time(9), time(17)),)), "UTC").members[2:]
    assert [(one.id > LARGEST_ID, one.capacity, one.shifts) for one in more] == [
        (True, 3, ((9 * 3600.0, 17 * 3600.0),))
    ] * 2
    alone = changed(plan, Change(teams=(Team(1, 3),), alone=True), "UTC").members
    assert [one.shifts for one in alone] == [((0.0, 86_400.0),)]
