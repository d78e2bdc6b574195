"""Who gets a ticket."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.model.people import Operator, Role
from core.model.tickets import Ticket, TicketStatus
from core.routing.choose import Reason, ReasonCode, choose, reason_of

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
    codes = {number: reason.code for number, reason in decision.reasons.items()}
    lacks = ReasonCode.LACKS_SKILL
    assert codes == {1: ReasonCode.OFF_SHIFT, 2: lacks, 3: lacks, 4: ReasonCode.FITS}
    assert decision.reasons[3].skill == "billing"
    assert decision.reasons[4] == Reason(ReasonCode.FITS, 2, 6, 60, chosen=True)
    (full,) = choose([operator(2, 6)], TICKET, None, NOW).reasons.values()
    assert (full.code, full.load, full.capacity) == (ReasonCode.NO_HEADROOM, 6, 6)


def test_reasons_are_the_same_after_they_were_kept() -> None:
    one_at_break = replace(operator(5), on_break=True)
    candidates = [operator(1, on_shift=False), operator(2, 6), operator(3, idle=None), one_at_break]
    decision = choose([*candidates, operator(4, 1)], TICKET, None, NOW, last_operator=4, holder=3)
    kept = json.loads(json.dumps(decision.details()))
    assert kept["operator"] == 4
    read = {int(key): reason_of(value) for key, value in kept["reasons"].items()}
    told = {number for number, why in read.items() if why == decision.reasons[number]}
    assert told == {2, 3, 4}
    assert read[1] == Reason(ReasonCode.OFF_SHIFT)
    assert read[5] == Reason(ReasonCode.ON_BREAK)


def test_reasons_of_the_first_versions_stay_readable() -> None:
    assert reason_of("no headroom: 6 of 6") == "no headroom: 6 of 6"
    assert reason_of({"code": "of a later version", "x": 1}) == "code: of a later version, x: 1"


def test_one_who_was_filled_meanwhile_stays_among_the_reasons() -> None:
    first = choose([operator(1), operator(2, 3)], TICKET, None, NOW)
    second = choose([operator(2, 3)], TICKET, None, NOW).after({1: first.reasons[1]})
    assert second.operator_id == 2
    assert second.reasons[1].code is ReasonCode.FILLED
    assert not second.reasons[1].chosen


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
