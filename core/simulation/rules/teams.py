"""Who works when: teams with hours of the day on days of the week, and changes to those who
worked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from core.model.people import LARGEST_ID
from core.routing.choose import Policy
from core.simulation.rules.plan import Hours, Member, Plan

EVERY_DAY = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class Team:
    """So many operators alike. `start` and `end`: local, an end not after the start is on the next
    day; both midnight: all day. `days`: of the week on which their shifts begin, 0 is Monday."""

    count: int
    capacity: int
    start: time = time()
    end: time = time()
    days: frozenset[int] = EVERY_DAY
    skills: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be otherwise than it was. `capacity`: of everybody, None as it was. `left_out`:
    who does not work. `alone`: nobody does but the teams."""

    capacity: int | None = None
    left_out: frozenset[int] = frozenset()
    teams: tuple[Team, ...] = ()
    alone: bool = False
    policy: Policy = Policy.LEAST_LOAD


def members_of(
    teams: Iterable[Team], begin: datetime, lasts: float, zone: str, first_id: int = 1
) -> list[Member]:
    """Return the teams' operators with their shifts within `lasts` seconds from `begin`."""
    members: list[Member] = []
    for number, team in enumerate(teams, start=1):
        shifts = _shifts(team, begin, lasts, ZoneInfo(zone))
        for one in range(1, team.count + 1):
            members.append(
                Member(
                    first_id + len(members),
                    f"{number}.{one}",
                    team.capacity,
                    team.skills,
                    shifts,
                )
            )
    return members


def changed(plan: Plan, change: Change, zone: str) -> Plan:
    """Return the plan under that change; whoever comes in addition has ids above everybody's."""
    stay = () if change.alone else plan.members
    kept = [
        one if change.capacity is None else replace(one, capacity=change.capacity)
        for one in stay
        if one.id not in change.left_out
    ]
    more = members_of(change.teams, plan.begin, plan.lasts, zone, LARGEST_ID + 1)
    return replace(plan, members=(*kept, *more), policy=change.policy)


def _shifts(team: Team, begin: datetime, lasts: float, zone: ZoneInfo) -> tuple[Hours, ...]:
    day = begin.astimezone(zone).date() - timedelta(days=1)
    end = begin + timedelta(seconds=lasts)
    shifts: list[Hours] = []
    while (starts := _utc(day, team.start, zone)) < end:
        closes = day if team.end > team.start else day + timedelta(days=1)
        ends = _utc(closes, team.end, zone)
        if day.weekday() in team.days and ends > begin:
            hours = ((starts - begin).total_seconds(), (ends - begin).total_seconds())
            shifts.append((max(0.0, hours[0]), hours[1]))
        day += timedelta(days=1)
    return joined(shifts)


def _utc(day: date, clock: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, clock, zone).astimezone(UTC)


def joined(hours: Sequence[Hours]) -> tuple[Hours, ...]:
    """Merge what touches: who works round the clock has one shift."""
    whole: list[Hours] = []
    for start, end in sorted(hours):
        if whole and start <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(whole[-1][1], end))
        else:
            whole.append((start, end))
    return tuple(whole)
