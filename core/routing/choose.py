"""Who gets a ticket: a pure policy from candidates to a decision with its reasons.

On shift, with the topic's skill, with headroom. A customer who returns within a day goes to
whoever served them; else the least load, then the longest idle, then the lower id.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from core.model.people import Operator
from core.model.tickets import Ticket

RETURNS_WITHIN = timedelta(days=1)
"""How long after a ticket closed its operator is the first choice for the same customer."""


_NEVER = datetime.min.replace(tzinfo=UTC)


class Policy(StrEnum):
    """By what somebody is preferred among those who fit, after whoever served a returning customer.
    The desk's is LEAST_LOAD; what another one would do is tried by `switchboard simulate`."""

    LEAST_LOAD = "least-load"  # then the longest idle
    LEAST_FULL = "least-full"  # the smallest share of their capacity, then the longest idle
    LONGEST_IDLE = "longest-idle"  # whatever their load
    FILL_UP = "fill-up"  # the most load, so that others are free for what only they can do


class ReasonCode(StrEnum):
    """Why a candidate fits a ticket, or does not."""

    FITS = "fits"
    OFF_SHIFT = "off_shift"
    ON_BREAK = "on_break"
    IS_CUSTOMER = "is_customer"
    LOST_OFFER = "lost_offer"  # the last offer of this ticket
    LACKS_SKILL = "lacks_skill"
    NO_HEADROOM = "no_headroom"
    FILLED = "filled"  # fitted, and was filled or left before the ticket could be given to them


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason, as values; the words are made where somebody reads them.

    `idle`: whole seconds since the last ticket ended, None for one who had none. `served_last`:
    this customer, within `RETURNS_WITHIN`. `holds`: the ticket was reserved for them before.
    """

    code: ReasonCode
    load: int = 0
    capacity: int = 0
    idle: int | None = None
    skill: str | None = None
    served_last: bool = False
    holds: bool = False
    chosen: bool = False

    def to_json(self) -> dict[str, Any]:
        """Return it as the ticket's history keeps it, without what is as usual."""
        values: dict[str, Any] = {"code": self.code.value}
        if self.code in (ReasonCode.FITS, ReasonCode.NO_HEADROOM, ReasonCode.FILLED):
            values |= {"load": self.load, "capacity": self.capacity, "idle": self.idle}
        if self.skill is not None:
            values["skill"] = self.skill
        flags = {"served_last": self.served_last, "holds": self.holds, "chosen": self.chosen}
        return values | {name: True for name, is_so in flags.items() if is_so}


def reason_of(kept: object) -> Reason | str:
    """Read a reason from the history. Rows of the first versions have English words, which are
    returned as they are."""
    if not isinstance(kept, Mapping):
        return str(kept)
    try:
        return Reason(**{**kept, "code": ReasonCode(kept["code"])})
    except (KeyError, TypeError, ValueError):
        return ", ".join(f"{name}: {value}" for name, value in kept.items())


@dataclass(frozen=True, slots=True)
class Others:
    """How many candidates are not named, by what speaks for or against them. `or_more`: at least so
    many fit, and how many have no headroom was not counted."""

    counts: Mapping[ReasonCode, int] = field(default_factory=dict)
    or_more: bool = False

    def told(self) -> list[tuple[ReasonCode, str]]:
        """Return them as they are shown."""
        least = "≥ " if self.or_more else ""
        return [
            (code, f"{least if code is ReasonCode.FITS else ''}{number}")
            for code, number in self.counts.items()
        ]

    def to_json(self) -> dict[str, Any]:
        """Return it as the ticket's history keeps it."""
        counts: dict[str, Any] = {code.value: number for code, number in self.counts.items()}
        return {**counts, "or_more": True} if self.or_more else counts


NONE = Others()


def others_of(kept: object) -> Others:
    """Read them from the history; what a later version counts is left out."""
    if not isinstance(kept, Mapping):
        return NONE
    counts = {code: int(kept[code.value]) for code in ReasonCode if kept.get(code.value)}
    return Others(counts, bool(kept.get("or_more")))


@dataclass(frozen=True, slots=True)
class Decision:
    """The operator chosen, or None, and for each candidate that is named why (by operator id).
    `others`: how many are not named."""

    operator_id: int | None
    reasons: Mapping[int, Reason] = field(default_factory=dict)
    others: Others = NONE

    def details(self) -> dict[str, Any]:
        """Return what the ticket's history keeps of it: `operator`, `reasons` and `others`."""
        reasons = {str(key): reason.to_json() for key, reason in self.reasons.items()}
        kept = {"operator": self.operator_id, "reasons": reasons}
        return kept if self.others == NONE else {**kept, "others": self.others.to_json()}

    def after(self, filled: Mapping[int, Reason]) -> "Decision":
        """Return the same decision, with those who fitted at first and were filled meanwhile."""
        known = {
            key: replace(why, code=ReasonCode.FILLED, chosen=False) for key, why in filled.items()
        }
        return Decision(self.operator_id, {**known, **self.reasons}, self.others)


def choose(
    candidates: Iterable[Operator],
    ticket: Ticket,
    skill: str | None,
    now: datetime,
    last_operator: int | None = None,
    holder: int | None = None,
    policy: Policy = Policy.LEAST_LOAD,
) -> Decision:
    """Choose for a ticket that asks for `skill` (None: anybody's).

    `holder` has the ticket reserved already: its candidate's load is given without that
    reservation, headroom is not asked of it, and it wins a tie of load, because a change that
    gains nothing only costs an operator's attention.
    """
    reasons: dict[int, Reason] = {}
    fitting: list[Operator] = []
    for candidate in sorted(candidates, key=lambda operator: operator.id):
        code = _code(candidate, ticket, skill, holder)
        reasons[candidate.id] = _reason(candidate, code, skill, now, last_operator, holder)
        if code is ReasonCode.FITS:
            fitting.append(candidate)
    chosen = _first(fitting, last_operator, holder, policy)
    if chosen is None:
        return Decision(None, reasons)
    reasons[chosen] = replace(reasons[chosen], chosen=True)
    return Decision(chosen, reasons)


def best(
    candidates: Iterable[Operator],
    ticket: Ticket,
    skill: str | None,
    last_operator: int | None = None,
    holder: int | None = None,
    policy: Policy = Policy.LEAST_LOAD,
) -> int | None:
    """Return whom `choose` chooses, for whoever asks for no reasons."""
    fitting = [one for one in candidates if _code(one, ticket, skill, holder) is ReasonCode.FITS]
    return _first(fitting, last_operator, holder, policy)


def _first(
    fitting: Sequence[Operator], last_operator: int | None, holder: int | None, policy: Policy
) -> int | None:
    """Return who is preferred of those who fit."""

    def rank(operator: Operator) -> tuple[bool, float, bool, datetime, int]:
        weight, idle_since, number = rank_by(operator, policy)
        return (number != last_operator, weight, number != holder, idle_since, number)

    return min(fitting, key=rank).id if fitting else None


def rank_by(operator: Operator, policy: Policy) -> tuple[float, datetime, int]:
    """Return what somebody is preferred by, the lowest first, when nothing about the ticket speaks
    for them. Whoever looks for the best among many keeps them in this order (`db.models.people`,
    `core.routing.pool`)."""
    return _WEIGHTS[policy](operator), operator.idle_since or _NEVER, operator.id


_WEIGHTS: Mapping[Policy, Callable[[Operator], float]] = {
    Policy.LEAST_LOAD: lambda operator: operator.load,
    Policy.LEAST_FULL: lambda operator: operator.load / max(1, operator.capacity),
    Policy.LONGEST_IDLE: lambda _: 0,
    Policy.FILL_UP: lambda operator: -operator.load,
}


def _code(operator: Operator, ticket: Ticket, skill: str | None, holder: int | None) -> ReasonCode:
    if operator.removed or not operator.on_shift:
        return ReasonCode.OFF_SHIFT
    if operator.on_break:
        return ReasonCode.ON_BREAK
    if operator.id == ticket.customer_id:
        return ReasonCode.IS_CUSTOMER
    if operator.id == ticket.passed_over:
        return ReasonCode.LOST_OFFER
    if skill is not None and skill not in operator.skills:
        return ReasonCode.LACKS_SKILL
    if operator.headroom == 0 and operator.id != holder:
        return ReasonCode.NO_HEADROOM
    return ReasonCode.FITS


def _reason(
    operator: Operator,
    code: ReasonCode,
    skill: str | None,
    now: datetime,
    last_operator: int | None,
    holder: int | None,
) -> Reason:
    idle = _idle_seconds(operator, now)
    return Reason(
        code,
        load=operator.load,
        capacity=operator.capacity,
        idle=None if idle == float("inf") else int(idle),
        skill=skill if code is ReasonCode.LACKS_SKILL else None,
        served_last=operator.id == last_operator,
        holds=operator.id == holder,
    )


def _idle_seconds(operator: Operator, now: datetime) -> float:
    if operator.idle_since is None:
        return float("inf")
    return max(0.0, (now - operator.idle_since).total_seconds())
