"""The order of those who wait."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.model.tickets import Ticket, TicketStatus, in_order, positions

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


def waiting(number: int, minutes: int, priority: int = 0) -> Ticket:
    opened = NOW - timedelta(minutes=minutes)
    return Ticket(number, number, "general", priority, TicketStatus.QUEUED, opened)


def test_priority_then_waiting_time_then_id() -> None:
    tickets = [waiting(1, 5), waiting(2, 9), waiting(3, 1, priority=2), waiting(4, 5)]
    assert [ticket.id for ticket in in_order(tickets)] == [3, 2, 1, 4]
    assert positions(tickets) == {3: 1, 2: 2, 1: 3, 4: 4}


TICKETS = st.lists(
    st.builds(waiting, st.integers(1, 50), st.integers(0, 90), st.integers(0, 3)),
    unique_by=lambda ticket: ticket.id,
)


@given(TICKETS)
def test_positions_are_one_to_n_and_follow_the_order(tickets: list[Ticket]) -> None:
    places = positions(tickets)
    assert sorted(places.values()) == list(range(1, len(tickets) + 1))
    for before, after in zip(in_order(tickets), in_order(tickets)[1:], strict=False):
        assert places[before.id] < places[after.id]
        assert before.priority >= after.priority
