"""Keeps many operators in the order in which a policy prefers them, so that the few who can win a
ticket are at hand: in memory what the database does by its indexes."""

from bisect import bisect_left, insort
from collections import defaultdict
from datetime import datetime

from core.model.people import Operator
from core.model.tickets import Ticket
from core.routing.choose import Policy, rank_by
from core.routing.shortlist import concerned, is_free
from core.routing.turns import Skill, without_one

_FIRST = 4
"""Of the first in order two may be left out (who is the customer, who lost the last offer), and one
may hold the ticket already: the next one is the best of all others."""


class Pool:
    """Operators on shift, by skill (None: all)."""

    def __init__(self, policy: Policy = Policy.LEAST_LOAD) -> None:
        self._policy = policy
        self._operators: dict[int, Operator] = {}
        self._free: defaultdict[Skill, list[tuple[float, datetime, int]]] = defaultdict(list)

    def keep(self, operator: Operator) -> None:
        """Take in how an operator is now; one who is off shift is left out."""
        before = self._operators.pop(operator.id, None)
        if before is not None and is_free(before):
            rank = rank_by(before, self._policy)
            for skill in (None, *before.skills):
                del self._free[skill][bisect_left(self._free[skill], rank)]
        if operator.on_shift:
            self._operators[operator.id] = operator
        if is_free(operator):
            rank = rank_by(operator, self._policy)
            for skill in (None, *operator.skills):
                insort(self._free[skill], rank)

    def has_free(self, skill: Skill) -> bool:
        """Whether anybody is free who has that skill."""
        return bool(self._free[skill])

    def few(
        self,
        ticket: Ticket,
        skill: Skill,
        last_operator: int | None = None,
        holder: int | None = None,
    ) -> list[Operator]:
        """Return those among whom the winner is, as a choice wants them: the holder without this
        ticket."""
        people = {number for *_, number in self._free[skill][:_FIRST]}
        people |= concerned(ticket, last_operator, holder) & self._operators.keys()
        found = [self._operators[number] for number in people]
        if holder in people:
            return [without_one(one) if one.id == holder else one for one in found]
        return found
