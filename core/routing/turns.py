"""Whose turn it is when capacity meets those who wait, and what a ticket makes of an operator's
load. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from core.model.people import Operator
from core.model.tickets import Ticket, in_order

Skill = str | None


def in_turn(
    waiting: Iterable[Ticket],
    skill_of: Callable[[Ticket], Skill],
    is_spent: Callable[[Skill], bool],
) -> Iterator[Ticket]:
    """Yield tickets that wait, in their order, for as long as anybody is free. `is_spent`: whether
    nobody is free who has that skill (None: nobody at all); it is asked anew before each, so
    whoever gives one away or finds nobody keeps it up.

    A ticket that nobody's skill fits waits on without holding up those behind it.
    """
    for ticket in waiting:
        if is_spent(None):
            return
        if not is_spent(skill_of(ticket)):
            yield ticket


def in_sight(line: Iterable[Ticket], most: int) -> list[Ticket]:
    """Return, in order, those of whom it is known that nobody is before them: of each topic at most
    `most` were read, and behind the last of so many there may be more."""
    ordered = in_order(line)
    counts = Counter(ticket.topic for ticket in ordered)
    seen: Counter[str] = Counter()
    for number, ticket in enumerate(ordered, start=1):
        seen[ticket.topic] += 1
        if seen[ticket.topic] == counts[ticket.topic] >= most:
            return ordered[:number]
    return ordered


def with_one_more(operator: Operator) -> Operator:
    """Return the operator with one more ticket."""
    return replace(operator, load=operator.load + 1)


def without_one(operator: Operator) -> Operator:
    """Return the operator as a choice sees them that is about a ticket which they hold already."""
    return replace(operator, load=max(0, operator.load - 1))


def relieved(operator: Operator, now: datetime) -> Operator:
    """Return the operator after a ticket left them: idle from now on."""
    return replace(operator, load=max(0, operator.load - 1), idle_since=now)
