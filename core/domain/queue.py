"""The queue's order: by priority, then by waiting time, then by id."""

from collections.abc import Iterable

from core.domain.tickets import Ticket


def in_order(waiting: Iterable[Ticket]) -> list[Ticket]:
    """Who is served first comes first."""
    return sorted(waiting, key=lambda ticket: (-ticket.priority, ticket.opened_at, ticket.id))


def positions(waiting: Iterable[Ticket]) -> dict[int, int]:
    """Ticket id → place in the queue, from 1."""
    return {ticket.id: number for number, ticket in enumerate(in_order(waiting), start=1)}
