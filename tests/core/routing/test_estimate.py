"""An estimate is made from what was measured, is rounded honestly, and is none where nothing is
known."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.people import Operator, Role
from core.model.tickets import NEAR
from core.routing import outlook
from core.routing.outlook import (
    FEWEST_HANDLED,
    HORIZON,
    UNKNOWN,
    Outlook,
    Wait,
    about,
    from_afar,
    rounded,
)
from core.routing.shortlist import staffing

MINUTE = timedelta(minutes=1)
TEN = [timedelta(minutes=10)] * 3


def operator(
    number: int = 1,
    *,
    capacity: int = 1,
    load: int = 1,
    on_shift: bool = True,
    on_break: bool = False,
    skills: frozenset[str] = frozenset(),
) -> Operator:
    return Operator(
        id=number,
        name=f"Op {number}",
        username=None,
        phone=None,
        language="en",
        role=Role.OPERATOR,
        capacity=capacity,
        load=load,
        on_shift=on_shift,
        idle_since=None,
        skills=skills,
        on_break=on_break,
    )


def estimate(
    ahead: int, staff: Sequence[Operator], skill: str | None, handled: Sequence[timedelta]
) -> Wait:
    """Whom these operators leave waiting."""
    return outlook.estimate(ahead, staffing(staff, {skill}), skill, handled)


@pytest.mark.parametrize(
    ("ahead", "staff", "minutes"),
    [
        (0, [operator()], 10),
        (1, [operator()], 20),
        (1, [operator(1), operator(2)], 10),
        (3, [operator(capacity=4, load=4)], 10),
        (0, [operator(capacity=2, load=1)], 1),  # somebody is free: at once
        (2, [operator(capacity=2, load=1)], 10),  # one goes in at once, two slots for the others
    ],
)
def test_slots_become_free_as_fast_as_tickets_are_handled(
    ahead: int, staff: Sequence[Operator], minutes: int
) -> None:
    assert estimate(ahead, staff, None, TEN) == Wait(minutes=minutes)


def test_without_enough_handled_tickets_nothing_is_known() -> None:
    assert FEWEST_HANDLED == 3
    assert estimate(0, [operator()], None, TEN[:2]) == UNKNOWN


@pytest.mark.parametrize(
    "staff",
    [
        [],
        [operator(on_shift=False)],
        [operator(on_break=True)],
        [operator(skills=frozenset({"billing"}))],
        [operator(capacity=0, load=0)],
    ],
)
def test_without_anybody_who_could_answer_nothing_is_known(staff: Sequence[Operator]) -> None:
    assert estimate(0, staff, "delivery", TEN) == UNKNOWN


def test_one_ticket_left_open_over_night_changes_nothing() -> None:
    handled = [*TEN, timedelta(hours=14)]
    assert estimate(0, [operator()], None, handled) == Wait(minutes=10)


@pytest.mark.parametrize(
    ("wait", "told"),
    [
        (timedelta(0), Wait(minutes=1)),
        (timedelta(seconds=61), Wait(minutes=2)),
        (timedelta(minutes=10), Wait(minutes=10)),
        (timedelta(minutes=10, seconds=1), Wait(minutes=15)),
        (timedelta(minutes=55), Wait(minutes=55)),
        (timedelta(minutes=56), Wait(hours=1)),
        (timedelta(minutes=61), Wait(hours=2)),
        (HORIZON, Wait(hours=12)),
        (HORIZON + MINUTE, UNKNOWN),
    ],
)
def test_rounding(wait: timedelta, told: Wait) -> None:
    assert rounded(wait) == told


TIMES = st.lists(
    st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=2)), min_size=3, max_size=20
)
STAFF = st.lists(
    st.integers(1, 9).flatmap(
        lambda capacity: st.builds(
            operator, st.integers(1, 9), capacity=st.just(capacity), load=st.integers(0, capacity)
        )
    ),
    min_size=1,
    max_size=5,
)


def length(wait: Wait) -> timedelta:
    """For comparing: what is not known is the longest."""
    return timedelta(minutes=wait.minutes, hours=wait.hours) if wait != UNKNOWN else timedelta.max


@given(st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=1)))
def test_what_is_told_is_never_less_and_not_much_more(wait: timedelta) -> None:
    told = rounded(wait)
    assert (told != UNKNOWN) == (wait <= HORIZON)
    if told != UNKNOWN:
        assert not (told.minutes and told.hours)
        assert wait <= length(told) <= max(MINUTE, wait * 2 + MINUTE)


@given(st.integers(0, 50), STAFF, TIMES)
def test_who_stands_further_back_never_waits_less(
    ahead: int, staff: list[Operator], handled: list[timedelta]
) -> None:
    mine = estimate(ahead, staff, None, handled)
    assert length(mine) <= length(estimate(ahead + 1, staff, None, handled))


@given(st.integers(0, 50), STAFF, TIMES)
def test_one_operator_more_never_makes_it_longer(
    ahead: int, staff: list[Operator], handled: list[timedelta]
) -> None:
    more = [*staff, operator(99, capacity=1, load=1)]
    assert length(estimate(ahead, more, None, handled)) <= length(
        estimate(ahead, staff, None, handled)
    )


@given(st.integers(0, 50), STAFF, TIMES)
def test_the_order_of_what_was_measured_does_not_matter(
    ahead: int, staff: list[Operator], handled: list[timedelta]
) -> None:
    assert estimate(ahead, staff, None, handled) == estimate(
        ahead, staff[::-1], None, sorted(handled)
    )


def test_a_position_is_exact_near_the_beginning_and_rounded_behind() -> None:
    near = Outlook(position=NEAR)
    assert from_afar(near) == near
    far = from_afar(Outlook(position=12_346))
    assert (far.ahead, far.word.partition(":")[0]) == (12_000, "~12000")
    assert [about(each) for each in (101, 149, 1_250, 99_600)] == [100, 150, 1_200, 100_000]
