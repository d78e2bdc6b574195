"""Whose turn it is."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.model.tickets import in_order
from core.routing.choose import Policy, choose
from core.routing.turns import in_sight, in_turn, relieved, with_one_more, without_one
from tests.core.routing.test_routing import NOW, TICKET, operator

SKILLS = {"billing": "money"}
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

    def is_spent(_skill: str | None) -> bool:
        return not any(one.headroom for one in staff.values())

    for ticket in in_turn(in_order(waiting), lambda _: None, is_spent):
        chosen = choose(staff.values(), ticket, None, NOW).operator_id
        assert chosen is not None
        staff[chosen] = with_one_more(staff[chosen])
        served.append(ticket)
    assert served == in_order(waiting)[: sum(capacities)]
    assert all(one.load <= one.capacity for one in staff.values())


def test_whom_nobody_free_can_serve_holds_up_nobody() -> None:
    first, second = replace(TICKET, id=1, topic="billing"), replace(TICKET, id=2)
    turns = in_turn(
        [first, second], lambda ticket: SKILLS.get(ticket.topic), lambda skill: skill == "money"
    )
    assert list(turns) == [second]


@given(tickets, st.integers(1, 4))
def test_of_what_was_read_the_beginning_is_in_sight(waiting, most):  # type: ignore[no-untyped-def]
    waiting = [replace(each, topic="even" if each.id % 2 else "odd") for each in waiting]
    whole = in_order(waiting)
    read = [
        each
        for topic in ("even", "odd")
        for each in [one for one in whole if one.topic == topic][:most]
    ]
    seen = in_sight(read, most)
    assert seen == whole[: len(seen)], "nobody who was not read is before them"
    assert len(seen) >= min(most, len(whole))


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
