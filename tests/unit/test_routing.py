"""Who gets a ticket."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.domain.people import Operator, Role
from core.domain.routing import choose
from core.domain.tickets import Ticket, TicketStatus

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
TICKET = Ticket(1, 900, "general", 0, TicketStatus.QUEUED, NOW)


def operator(
    number: int,
    load: int = 0,
    *,
    capacity: int = 6,
    on_shift: bool = True,
    idle: int | None = 60,
    skills: frozenset[str] = frozenset(),
) -> Operator:
    since = None if idle is None else NOW - timedelta(seconds=idle)
    return Operator(
        number,
        f"Op {number}",
        None,
        None,
        "en",
        Role.OPERATOR,
        capacity,
        load,
        on_shift,
        since,
        skills,
    )


def test_least_load_comes_first() -> None:
    decision = choose([operator(1, 2), operator(2, 1), operator(3, 3)], TICKET, None, NOW)
    assert decision.operator_id == 2


def test_of_equal_load_the_longest_idle_then_the_lower_id() -> None:
    assert choose([operator(1, idle=5), operator(2, idle=50)], TICKET, None, NOW).operator_id == 2
    assert choose([operator(1, idle=5), operator(2, idle=None)], TICKET, None, NOW).operator_id == 2
    assert choose([operator(7), operator(3)], TICKET, None, NOW).operator_id == 3


def test_off_shift_full_and_unskilled_are_not_chosen_and_it_is_said_why() -> None:
    candidates = [
        operator(1, on_shift=False),
        operator(2, 6),
        operator(3),
        operator(4, 2, skills=frozenset({"billing"})),
    ]
    decision = choose(candidates, TICKET, "billing", NOW)
    assert decision.operator_id == 4
    assert decision.reasons[1] == "not on shift"
    assert decision.reasons[2] == "lacks the skill billing"
    assert decision.reasons[3] == "lacks the skill billing"
    assert decision.reasons[4].startswith("chosen: load 2 of 6")
    assert choose([operator(2, 6)], TICKET, None, NOW).reasons == {2: "no headroom: 6 of 6"}


def test_somebody_who_returns_goes_to_who_served_them_if_that_one_is_free() -> None:
    candidates = [operator(1), operator(2, 4)]
    assert choose(candidates, TICKET, None, NOW, last_operator=2).operator_id == 2
    away = [operator(1), operator(2, 4, on_shift=False)]
    assert choose(away, TICKET, None, NOW, last_operator=2).operator_id == 1
    full = [operator(1), operator(2, 6)]
    assert choose(full, TICKET, None, NOW, last_operator=2).operator_id == 1


def test_the_holder_keeps_the_ticket_unless_another_has_less_load() -> None:
    tie = [operator(1, 1, idle=900), operator(2, 1, idle=1)]
    assert choose(tie, TICKET, None, NOW, holder=2).operator_id == 2
    better = [operator(1, 0), operator(2, 1)]
    assert choose(better, TICKET, None, NOW, holder=2).operator_id == 1
    lowered = [operator(2, 3, capacity=2)]
    assert choose(lowered, TICKET, None, NOW, holder=2).operator_id == 2
    gone = [operator(2, 0, on_shift=False)]
    assert choose(gone, TICKET, None, NOW, holder=2).operator_id is None


def test_nobody_serves_themselves() -> None:
    mine = replace(TICKET, customer_id=1)
    assert choose([operator(1)], mine, None, NOW).operator_id is None


OPERATORS = st.lists(
    st.builds(
        operator,
        st.integers(1, 30),
        st.integers(0, 8),
        capacity=st.integers(1, 8),
        on_shift=st.booleans(),
        idle=st.none() | st.integers(0, 10_000),
        skills=st.frozensets(st.sampled_from(["billing", "cards"])),
    ),
    unique_by=lambda candidate: candidate.id,
    max_size=8,
)
SKILLS = st.none() | st.sampled_from(["billing", "cards"])


@given(OPERATORS, SKILLS, st.none() | st.integers(1, 30))
def test_the_chosen_one_always_fits_and_nobody_fits_better(
    candidates: list[Operator], skill: str | None, last: int | None
) -> None:
    decision = choose(candidates, TICKET, skill, NOW, last)
    fitting = [
        one
        for one in candidates
        if one.on_shift and one.headroom and (skill is None or skill in one.skills)
    ]
    assert set(decision.reasons) == {one.id for one in candidates}
    if not fitting:
        assert decision.operator_id is None
        return
    chosen = next(one for one in candidates if one.id == decision.operator_id)
    assert chosen in fitting
    if chosen.id != last:
        assert all(one.id != last for one in fitting)
        assert chosen.load == min(one.load for one in fitting)


@given(OPERATORS, SKILLS)
def test_the_order_of_candidates_does_not_matter(
    candidates: list[Operator], skill: str | None
) -> None:
    assert choose(candidates, TICKET, skill, NOW) == choose(candidates[::-1], TICKET, skill, NOW)
