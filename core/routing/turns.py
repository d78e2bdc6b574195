"""Whose turn it is when capacity meets those who wait, and what a ticket makes of an operator's
load. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from core.model.people import Operator
from core.model.tickets import Ticket, in_order


def anybody_has_headroom(operators: Mapping[int, Operator]) -> bool:
    """Tell whether anybody could take a ticket."""
    return any(operator.headroom for operator in operators.values())


def in_turn(waiting: Iterable[Ticket], operators: Mapping[int, Operator]) -> Iterator[Ticket]:
    """Yield waiting tickets in the queue's order, for as long as anybody has headroom. `operators`
    is looked at anew before each: whoever gives one away keeps it up.

    A ticket that nobody's skill fits waits on without holding up those behind it.
    """
    if not anybody_has_headroom(operators):
        return
    for ticket in in_order(waiting):
        if not anybody_has_headroom(operators):
            return
        yield ticket


def with_one_more(operator: Operator) -> Operator:
    """Return the operator with one more ticket."""
    return replace(operator, load=operator.load + 1)


def without_one(operator: Operator) -> Operator:
    """Return the operator as a choice sees them that is about a ticket which they hold already."""
    return replace(operator, load=max(0, operator.load - 1))


def relieved(operator: Operator, now: datetime) -> Operator:
    """Return the operator after a ticket left them: idle from now on."""
    return replace(operator, load=max(0, operator.load - 1), idle_since=now)
