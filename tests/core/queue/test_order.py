"""The order of those who wait."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.model.tickets import Ticket, TicketStatus, in_order

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


def waiting(number: int, minutes: int, priority: int = 0) -> Ticket:
    opened = NOW - timedelta(minutes=minutes)
    return Ticket(number, number, "general", priority, TicketStatus.QUEUED, opened)


def test_priority_then_waiting_time_then_id() -> None:
    tickets = [waiting(1, 5), waiting(2, 9), waiting(3, 1, priority=2), waiting(4, 5)]
    assert [ticket.id for ticket in in_order(tickets)] == [3, 2, 1, 4]


TICKETS = st.lists(
    st.builds(waiting, st.integers(1, 50), st.integers(0, 90), st.integers(0, 3)),
    unique_by=lambda ticket: ticket.id,
)


@given(TICKETS)
def test_nobody_comes_before_a_higher_priority_or_a_longer_wait(tickets: list[Ticket]) -> None:
    ordered = in_order(tickets)
    assert sorted(each.id for each in ordered) == sorted(each.id for each in tickets)
    for before, after in pairwise(ordered):
        assert (-before.priority, before.opened_at) <= (-after.priority, after.opened_at)
