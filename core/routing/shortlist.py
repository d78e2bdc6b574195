"""The few among whom a ticket's winner is, and who is there in numbers. Pure: what the database
finds by index and keeps as sums is what is found here among all."""

from collections.abc import Collection, Iterable
from itertools import combinations

from core.model.people import Operator
from core.model.staffing import MOST_COUNTED, MOST_NAMED, Shortlist, Staffed, Staffing
from core.model.tickets import Ticket
from core.routing.choose import NONE, Others, Policy, ReasonCode, rank_by
from core.routing.outlook import fits


def concerned(
    ticket: Ticket, last_operator: int | None = None, holder: int | None = None
) -> frozenset[int]:
    """Return whom something about the ticket itself speaks for or against."""
    people = (ticket.customer_id, ticket.passed_over, last_operator, holder)
    return frozenset(person for person in people if person is not None)


def shortlist(
    operators: Iterable[Operator],
    skill: str | None,
    people: Collection[int],
    policy: Policy = Policy.LEAST_LOAD,
) -> Shortlist:
    """Return the shortlist, found among all operators: for two of them at most (who is the
    customer, who lost the last offer) a ticket asks for the next one."""
    on_shift = [one for one in operators if one.on_shift and not one.removed]
    able = [one for one in on_shift if fits(one, skill)]
    free = [one for one in able if is_free(one)]
    free.sort(key=lambda one: rank_by(one, policy))
    named = {one.id for one in free[:MOST_NAMED]} | set(people)
    if len(on_shift) <= MOST_NAMED:
        named |= {one.id for one in on_shift}
    return Shortlist(
        sorted((one for one in on_shift if one.id in named), key=lambda one: one.id),
        staffed(on_shift),
        staffed(able),
        min(len(free), MOST_COUNTED),
    )


def is_free(operator: Operator) -> bool:
    """Whether they may be given a ticket."""
    return operator.on_shift and not operator.on_break and operator.headroom > 0


def staffed(operators: Iterable[Operator]) -> Staffed:
    """Add up."""
    on_shift = [one for one in operators if one.on_shift]
    at_work = [one for one in on_shift if not one.on_break]
    return Staffed(len(on_shift), len(at_work), sum(one.capacity for one in at_work))


def staffing(operators: Iterable[Operator], skills: Collection[str | None]) -> Staffing:
    """Return who is there for those who ask for these skills."""
    on_shift = [one for one in operators if one.on_shift and not one.removed]
    able = {skill: [one for one in on_shift if fits(one, skill)] for skill in skills}
    free = {skill: [one.headroom for one in each if is_free(one)] for skill, each in able.items()}
    return Staffing(
        {skill: staffed(each) for skill, each in able.items()},
        {skill: sum(each[:MOST_COUNTED]) for skill, each in free.items()},
        frozenset(
            frozenset(pair)
            for pair in combinations(sorted(skill for skill in skills if skill is not None), 2)
            if any(one.skills.issuperset(pair) for one in on_shift)
        ),
    )


def others(found: Shortlist, skill: str | None) -> Others:
    """Return how many are not named, by what speaks for or against them; those off shift are not
    counted."""
    named = found.operators
    at_work = [one for one in named if not one.on_break]
    able = [one for one in at_work if fits(one, skill)]
    on_break = found.everybody.on_shift - found.everybody.at_work - (len(named) - len(at_work))
    lacking = found.everybody.at_work - found.able.at_work - (len(at_work) - len(able))
    free = found.free - sum(is_free(one) for one in able)
    counts = {
        ReasonCode.FITS: free,
        ReasonCode.NO_HEADROOM: found.able.at_work - len(able) - free if found.is_counted else 0,
        ReasonCode.LACKS_SKILL: lacking,
        ReasonCode.ON_BREAK: on_break,
    }
    known = {code: number for code, number in counts.items() if number > 0}
    return Others(known, or_more=not found.is_counted) if known else NONE
