"""What somebody in the queue can be told of their wait."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.domain.estimate import UNKNOWN, Wait, estimate, fits, wait_for_desk
from core.domain.hours import Opening, opening
from core.domain.people import Operator
from core.domain.rules import Topic
from core.domain.tickets import Ticket


@dataclass(frozen=True, slots=True)
class Outlook:
    """`position` from 1; `opening` when it is outside working hours; `somebody_there`: anyone who
    could answer is on shift."""

    position: int = 0
    wait: Wait = UNKNOWN
    opening: Opening | None = None
    somebody_there: bool = True

    @property
    def is_open(self) -> bool:
        """Whether the desk works for this topic now."""
        return self.opening is None and self.somebody_there

    @property
    def word(self) -> str:
        """Differs when what is told differs."""
        where = self.opening
        told = "" if where is None else f"{where.day} {where.clock} {where.zone}"
        there = "+" if self.somebody_there else "-"
        return f"{self.position}:{self.wait.hours}h{self.wait.minutes}m{there}{told}"


def outlook(
    topic: Topic,
    at: datetime,
    staff: Sequence[Operator],
    handled: Sequence[timedelta],
    ahead: int = 0,
    position: int = 0,
) -> Outlook:
    """The outlook of a ticket with `ahead` others before it that ask for the same people."""
    closed = topic.hours is not None and not topic.hours.is_open(at)
    return Outlook(
        position,
        estimate(ahead, staff, topic.skill, handled),
        opening(topic.hours, at) if closed and topic.hours is not None else None,
        any(one.on_shift and fits(one, topic.skill) for one in staff),
    )


def desk_outlook(
    topic: Topic, at: datetime, desks: int, handled: Sequence[timedelta], position: int
) -> Outlook:
    """The outlook of a ticket that waits for one of so many desks, all of which are busy. Whoever
    sits in a desk answers, so nobody's shift matters."""
    closed = topic.hours is not None and not topic.hours.is_open(at)
    return Outlook(
        position,
        wait_for_desk(position, desks, handled),
        opening(topic.hours, at) if closed and topic.hours is not None else None,
    )


def outlooks(
    waiting: Iterable[Ticket],
    topics: Mapping[str, Topic],
    at: datetime,
    staff: Sequence[Operator],
    handled: Sequence[timedelta],
) -> dict[int, Outlook]:
    """Ticket id → outlook, for the whole queue in its order; `topics` by ticket's topic.

    Who waits for people that one cannot get anyway stands before one in the line, and holds one up
    by nothing.
    """
    able: dict[str, frozenset[int]] = {}
    before: dict[frozenset[int], int] = {}
    seen: dict[int, Outlook] = {}
    for position, ticket in enumerate(waiting, start=1):
        topic = topics[ticket.topic]
        if ticket.topic not in able:
            able[ticket.topic] = frozenset(one.id for one in staff if fits(one, topic.skill))
        mine = able[ticket.topic]
        ahead = sum(count for people, count in before.items() if people & mine)
        seen[ticket.id] = outlook(topic, at, staff, handled, ahead, position)
        before[mine] = before.get(mine, 0) + 1
    return seen
