"""The desk on SimPy's clock keeps the rules of the desk at work."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import inf
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.simulation.desk import SimulatedDesk
from core.model.facts import Facts, TicketLine
from core.model.rules import Rules, Topic
from core.model.tickets import CloseReason, TicketStatus
from core.simulation.rules.chance import Demand, Spans, cases
from core.simulation.rules.figures import run_of
from core.simulation.rules.plan import Case, Member, Plan
from core.simulation.rules.replay import plan_of, replay

BEGIN = datetime(2026, 11, 2, tzinfo=UTC)
HOUR = 3600.0
MINUTE = timedelta(minutes=1)
BILLING = Topic("billing", "Billing", skill="billing", priority=1)
ANN, BEN = Member(1, "Ann", 1), Member(2, "Ben", 1)


def plan(*members: Member, lasts: float = 8 * HOUR) -> Plan:
    return Plan(BEGIN, lasts, members, {"billing": BILLING})


def case(at: float, handle: float = 600.0, customer: int = 0) -> Case:
    return Case(at, customer or 1000 + int(at), "general", handle)


def played(which: Plan, *given: Case) -> list[TicketLine]:
    return list(SimulatedDesk(which, given).run().tickets)


def minutes(moment: datetime | None) -> float | None:
    return None if moment is None else (moment - BEGIN) / MINUTE


def told(lines: list[TicketLine]) -> list[tuple[int | None, float | None, float | None]]:
    """Who had each ticket, and from when to when."""
    return [(one.operator_id, minutes(one.active_at), minutes(one.closed_at)) for one in lines]


def test_who_waits_is_served_in_the_queues_order() -> None:
    urgent = replace(case(120), topic="billing")
    lines = played(plan(replace(ANN, skills=frozenset({"billing"}))), case(0), case(60), urgent)
    assert told(lines) == [(1, 0, 10), (1, 20, 30), (1, 10, 20)]


def test_who_lacks_the_skill_gets_no_such_ticket_and_others_pass_it() -> None:
    asked = replace(case(60), topic="billing")
    lines = played(plan(ANN), case(0), asked, case(120))
    assert told(lines) == [(1, 0, 10), (None, None, None), (1, 10, 20)]
    assert lines[1].status is TicketStatus.QUEUED


def test_patience_ends_where_nobody_is_free() -> None:
    gone, stays = replace(case(60), patience=300.0), replace(case(70), patience=1000.0)
    lines = played(plan(ANN), case(0), gone, stays)
    assert told(lines)[1:] == [(None, None, 6), (1, 10, 20)]
    assert lines[1].is_abandoned
    assert lines[1].close_reason is CloseReason.CANCELLED


def test_a_customer_comes_into_the_room_or_loses_it() -> None:
    late, slow = replace(case(0), comes_after=901.0), replace(case(60), comes_after=120.0)
    lines = played(plan(ANN), late, slow)
    assert told(lines) == [(1, None, 15), (1, 17, 27)]
    assert lines[0].close_reason is CloseReason.NEVER_CAME
    assert lines[1].wait == 16 * MINUTE


def test_the_choice_is_made_again_when_the_customer_comes() -> None:
    """Ann was free when it was offered, and has two others by the time they come; Ben none."""
    big, small = replace(ANN, capacity=3), replace(BEN, shifts=((500.0, inf),))
    coming = replace(case(0), comes_after=600.0)
    lines = played(plan(big, small), coming, case(60), case(120))
    assert told(lines)[0] == (2, 10, 20)


def test_who_says_no_word_in_time_loses_the_ticket_to_another() -> None:
    lines = played(plan(ANN, BEN), replace(case(0), misses=1))
    assert told(lines) == [(2, 0, 13)]
    alone = played(plan(ANN), replace(case(0), misses=1))
    assert minutes(alone[0].closed_at) == 3 + 10 + 10  # shows up after ten minutes, and has it
    sooner = played(plan(replace(ANN, capacity=2)), case(0, 300.0), replace(case(0), misses=1))
    assert minutes(sooner[1].closed_at) == 5 + 10  # closes another one before: is there


def test_a_shift_ends_with_what_is_held_and_without_anything_new() -> None:
    day = replace(ANN, shifts=((0.0, 300.0), (3600.0, inf)), breaks=((3600.0, 4200.0),))
    lines = played(plan(day), case(0), case(60))
    assert told(lines) == [(1, 0, 10), (1, 70, 80)]


def test_who_returns_within_a_day_goes_to_whoever_knows_them() -> None:
    given = (case(0, customer=7), case(10, 60), case(1000, customer=7))
    assert [one.operator_id for one in played(plan(ANN, BEN), *given)] == [1, 2, 1]
    without = replace(plan(ANN, BEN), returns_within=timedelta())
    assert [one.operator_id for one in played(without, *given)] == [1, 2, 2]


staffs = st.lists(
    st.builds(
        lambda capacity, start, works, skills: (capacity, ((start, start + works),), skills),
        st.integers(1, 3),
        st.floats(0, 4 * HOUR),
        st.floats(HOUR, 8 * HOUR),
        st.sampled_from((frozenset(), frozenset({"billing"}))),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=30)
@given(staffs, st.integers(0, 2**32))
def test_whatever_comes_no_rule_is_broken(staff, seed: int) -> None:  # type: ignore[no-untyped-def]
    members = [
        Member(number, f"Op {number}", capacity, skills, shifts)
        for number, (capacity, shifts, skills) in enumerate(staff, start=1)
    ]
    demand = Demand(
        (20.0,),
        Spans(900),
        Spans(1200),
        Spans(200),
        topics={"general": 0.7, "billing": 0.3},
        misses=0.1,
        returning=0.2,
    )
    which = plan(*members)
    given = cases(demand, which.lasts, Random(seed))
    facts = SimulatedDesk(which, given).run()
    assert len(facts.tickets) == len(given)
    assert facts == SimulatedDesk(which, given).run()  # nothing else has a say in it
    for member in members:
        held = [one for one in facts.holdings if one.operator_id == member.id]
        _never_more_than(member.capacity, held, which)
        (start, end), *_ = [(one.start, one.end) for one in facts.shifts][member.id - 1 :]
        assert all(start <= one.start <= (end or which.until) for one in held)
        assert all(
            facts.tickets[one.ticket_id - 1].topic == "general" or "billing" in member.skills
            for one in held
        )
    for line, came in zip(facts.tickets, given, strict=True):
        wait = line.wait
        if wait is not None and not came.misses:
            assert wait >= timedelta(seconds=came.comes_after) - timedelta(milliseconds=1)
        if line.close_reason is CloseReason.CANCELLED and line.closed_at is not None:
            waited = line.closed_at - line.opened_at
            assert waited >= timedelta(seconds=came.patience) - timedelta(milliseconds=1)


def _never_more_than(capacity: int, held, which: Plan) -> None:  # type: ignore[no-untyped-def]
    # What ends at a moment ends before what begins then.
    steps = sorted(step for one in held for step in ((one.end or which.until, -1), (one.start, 1)))
    load = 0
    for _moment, change in steps:
        load += change
        assert load <= capacity


@settings(max_examples=15)
@given(st.integers(0, 2**32), st.integers(1, 4), st.integers(1, 3))
def test_days_of_which_all_is_known_are_played_again_as_they_were(
    seed: int, staff: int, capacity: int
) -> None:
    members = [Member(one, f"Op {one}", capacity) for one in range(1, staff + 1)]
    which = plan(*members, lasts=48 * HOUR)
    came = cases(Demand((15.0,), Spans(900), Spans(1800)), 40 * HOUR, Random(seed))
    was = SimulatedDesk(which, came).run()
    rules = Rules()
    again = SimulatedDesk(
        plan_of(was, [], rules, which.until),
        replay(was, rules, which.until).cases(which, Random(1)),
    ).run()
    assert _times(again) == _times(was)
    first, second = (run_of(one, MINUTE, which.until).figures for one in (was, again))
    assert second.service_level == pytest.approx(first.service_level)


def _times(facts: Facts) -> list[tuple[object, ...]]:
    """To the millisecond: what is added up in microseconds is rounded."""

    def near(moment: datetime | None) -> int | None:
        return None if moment is None else round((moment - BEGIN).total_seconds() * 1000)

    return [
        (near(one.opened_at), near(one.active_at), near(one.closed_at), one.close_reason)
        for one in facts.tickets
        if one.closed_at is not None
    ]
