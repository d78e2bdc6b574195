"""Whose turn it is."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.model.tickets import in_order
from core.routing.choose import Policy, choose
from core.routing.turns import in_turn, relieved, with_one_more, without_one
from tests.core.routing.test_routing import NOW, TICKET, operator

tickets = st.lists(
    st.builds(
        lambda number, priority, minute: replace(
            TICKET, id=number, priority=priority, opened_at=NOW - timedelta(minutes=minute)
        ),
        st.integers(1, 30),
        st.integers(0, 2),
        st.integers(0, 9),
    ),
    max_size=12,
    unique_by=lambda ticket: ticket.id,
)


@given(tickets, st.lists(st.integers(0, 3), max_size=4))
def test_the_first_in_line_get_what_capacity_there_is(waiting, capacities):  # type: ignore[no-untyped-def]
    staff = {one: operator(one, capacity=most) for one, most in enumerate(capacities, start=1)}
    served = []
    for ticket in in_turn(waiting, staff):
        chosen = choose(staff.values(), ticket, None, NOW).operator_id
        assert chosen is not None
        staff[chosen] = with_one_more(staff[chosen])
        served.append(ticket)
    assert served == in_order(waiting)[: sum(capacities)]
    assert all(one.load <= one.capacity for one in staff.values())


def test_a_ticket_that_comes_and_goes_leaves_an_operator_as_free_and_idle_since_then() -> None:
    one = operator(1, 2)
    assert without_one(with_one_more(one)) == one
    assert relieved(with_one_more(one), NOW) == replace(one, idle_since=NOW)
    assert without_one(operator(1, 0)).load == 0


def test_each_policy_prefers_somebody_else() -> None:
    staff = [
        operator(1, 1, capacity=2, idle=5),
        operator(2, 2, capacity=9, idle=50),
        operator(3, 3, capacity=6, idle=500),
    ]
    chosen = {each: choose(staff, TICKET, None, NOW, policy=each).operator_id for each in Policy}
    assert chosen == {
        Policy.LEAST_LOAD: 1,
        Policy.LEAST_FULL: 2,
        Policy.LONGEST_IDLE: 3,
        Policy.FILL_UP: 3,
    }
    back = {
        choose(staff, TICKET, None, NOW, last_operator=2, policy=each).operator_id
        for each in Policy
    }
    assert back == {2}  # who returns goes to whoever knows them, by each
