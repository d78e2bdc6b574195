"""The few among whom the winner is: the choice among them is the choice among all."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.people import Operator
from core.model.staffing import MOST_COUNTED, MOST_NAMED, Shortlist
from core.model.tickets import Ticket
from core.routing.choose import Decision, Policy, ReasonCode, best, choose
from core.routing.pool import Pool
from core.routing.shortlist import concerned, others, shortlist
from core.routing.turns import without_one
from tests.core.routing.test_routing import NOW, TICKET, operator

SKILLS = ("billing", "tech")
SOMEBODY = st.none() | st.integers(1, 30)


@dataclass(frozen=True)
class Asked:
    """A choice that is to be made."""

    staff: Sequence[Operator]
    ticket: Ticket
    skill: str | None
    last: int | None
    holder: int | None

    @property
    def people(self) -> frozenset[int]:
        return concerned(self.ticket, self.last, self.holder)

    def decided_among(
        self, few: Sequence[Operator], policy: Policy = Policy.LEAST_LOAD
    ) -> Decision:
        """The holder's load is given without the ticket."""
        seen = [without_one(one) if one.id == self.holder else one for one in few]
        return choose(seen, self.ticket, self.skill, NOW, self.last, self.holder, policy)


@st.composite
def staffs(draw: st.DrawFn) -> list[Operator]:
    """Many of whom hardly one is like the other, or nearly all are."""
    numbers = draw(st.lists(st.integers(1, 30), unique=True, max_size=25))
    return [
        replace(
            operator(
                number,
                draw(st.integers(0, 3)),
                capacity=draw(st.integers(0, 3)),
                on_shift=draw(st.integers(0, 4)) > 0,
                idle=draw(st.none() | st.integers(-2, 3)),
                skills=draw(st.frozensets(st.sampled_from(SKILLS))),
            ),
            on_break=draw(st.integers(0, 5)) == 5,
        )
        for number in numbers
    ]


@st.composite
def choices(draw: st.DrawFn) -> Asked:
    """Whoever holds the ticket has a load of one at least."""
    staff, holder = draw(staffs()), draw(SOMEBODY)
    staff = [replace(one, load=max(1, one.load)) if one.id == holder else one for one in staff]
    ticket = replace(TICKET, customer_id=draw(SOMEBODY) or 900, passed_over=draw(SOMEBODY))
    return Asked(staff, ticket, draw(st.sampled_from([None, *SKILLS])), draw(SOMEBODY), holder)


def is_same(asked: Asked, found: Shortlist) -> None:
    """The winner and the reasons of those who are named are those of a choice among all, and the
    others are counted by what it says of them."""
    among_all = asked.decided_among([one for one in asked.staff if one.on_shift])
    among_few = asked.decided_among(found.operators)
    assert among_few.operator_id == among_all.operator_id
    assert among_few.reasons == {one: among_all.reasons[one] for one in among_few.reasons}
    unnamed = among_all.reasons.keys() - among_few.reasons.keys()
    counts = Counter(among_all.reasons[one].code for one in unnamed)
    assert others(found, asked.skill).counts == counts


@given(choices())
def test_the_choice_among_the_few_is_the_choice_among_all(asked: Asked) -> None:
    found = shortlist(asked.staff, asked.skill, asked.people)
    is_same(asked, found)
    assert len(found.operators) <= MOST_NAMED + len(asked.people)


@pytest.mark.parametrize("policy", Policy)
@given(asked=choices(), changed=staffs())
def test_a_pool_that_is_kept_up_has_the_winner_by_each_policy(
    policy: Policy, asked: Asked, changed: Sequence[Operator]
) -> None:
    pool = Pool(policy)
    staff = {one.id: one for one in (*changed, *asked.staff)}
    for one in (*changed, *asked.staff):
        pool.keep(one)
    few = pool.few(asked.ticket, asked.skill, asked.last, asked.holder)
    chosen = best(few, asked.ticket, asked.skill, asked.last, asked.holder, policy)
    on_shift = [one for one in staff.values() if one.on_shift]
    assert chosen == asked.decided_among(on_shift, policy).operator_id
    assert len(few) <= 8
    found = shortlist(staff.values(), asked.skill, ())
    assert pool.has_free(asked.skill) == (found.free > 0)


def test_of_many_who_are_free_it_is_said_that_there_are_more() -> None:
    staff = [operator(number) for number in range(1, MOST_COUNTED + 50)]
    left = others(shortlist(staff, None, ()), None)
    assert left.counts == {ReasonCode.FITS: MOST_COUNTED - MOST_NAMED}
    assert left.or_more


def test_what_is_kept_of_a_choice_among_ten_thousand_is_small() -> None:
    staff = [
        operator(10**12 + number, number % 7, idle=number, skills=frozenset({"billing"}))
        for number in range(10_000)
    ]
    ticket = replace(TICKET, customer_id=10**12, passed_over=10**12 + 1)
    found = shortlist(staff, "billing", concerned(ticket, 10**12 + 2))
    decision = choose(found.operators, ticket, "billing", NOW + timedelta(days=9), 10**12 + 2)
    kept = replace(decision, others=others(found, "billing")).details()
    assert len(str(kept)) < 4096
