"""Who gets a ticket: a pure policy from candidates to a decision with its reasons.

On shift, with the topic's skill, with headroom. A customer who returns within a day goes to
whoever served them; else the least load, then the longest idle, then the lower id.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from core.domain.people import Operator
from core.domain.tickets import Ticket

RETURNS_WITHIN = timedelta(days=1)
"""How long after a ticket closed its operator is the first choice for the same customer."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The operator chosen, or None, and for each candidate why (operator id → words for the
    ticket's history)."""

    operator_id: int | None
    reasons: Mapping[int, str] = field(default_factory=dict)


def choose(
    candidates: Iterable[Operator],
    ticket: Ticket,
    skill: str | None,
    now: datetime,
    last_operator: int | None = None,
    holder: int | None = None,
) -> Decision:
    """Choose for a ticket that asks for `skill` (None: anybody's).

    `holder` has the ticket reserved already: its candidate's load is given without that
    reservation, headroom is not asked of it, and it wins a tie of load, because a change that
    gains nothing only costs an operator's attention.
    """
    reasons: dict[int, str] = {}
    fitting: list[Operator] = []
    for candidate in sorted(candidates, key=lambda operator: operator.id):
        refusal = _refusal(candidate, ticket, skill, holder)
        if refusal is None:
            fitting.append(candidate)
        else:
            reasons[candidate.id] = refusal
    if not fitting:
        return Decision(None, reasons)

    def rank(operator: Operator) -> tuple[bool, int, bool, float, int]:
        return (
            operator.id != last_operator,
            operator.load,
            operator.id != holder,
            -_idle_seconds(operator, now),
            operator.id,
        )

    chosen = min(fitting, key=rank)
    for candidate in fitting:
        reasons[candidate.id] = _praise(candidate, now, last_operator, holder)
    reasons[chosen.id] = f"chosen: {reasons[chosen.id]}"
    return Decision(chosen.id, reasons)


def _refusal(
    operator: Operator, ticket: Ticket, skill: str | None, holder: int | None
) -> str | None:
    if operator.removed or not operator.on_shift:
        return "not on shift"
    if operator.on_break:
        return "on a break"
    if operator.id == ticket.customer_id:
        return "is the customer"
    if operator.id == ticket.passed_over:
        return "lost the last offer of this ticket"
    if skill is not None and skill not in operator.skills:
        return f"lacks the skill {skill}"
    if operator.headroom == 0 and operator.id != holder:
        return f"no headroom: {operator.load} of {operator.capacity}"
    return None


def _praise(
    operator: Operator, now: datetime, last_operator: int | None, holder: int | None
) -> str:
    idle = _idle_seconds(operator, now)
    words = [
        f"load {operator.load} of {operator.capacity}",
        "never busy" if idle == float("inf") else f"idle for {idle:.0f} s",
    ]
    if operator.id == last_operator:
        words.append("served this customer last")
    if operator.id == holder:
        words.append("holds the offer")
    return ", ".join(words)


def _idle_seconds(operator: Operator, now: datetime) -> float:
    if operator.idle_since is None:
        return float("inf")
    return max(0.0, (now - operator.idle_since).total_seconds())
