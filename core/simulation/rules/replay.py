"""Plays days again that really were: the same customers come at the same moments with the same
requests, to other people.

What is not known of a ticket is drawn, from what is known of the others: for how long somebody
would have waited who was answered before (their patience is cut by the answer, `survival`), how
long a request would have taken that nobody took up or that is still open, how long somebody would
have taken to come into the room. What a run draws differs from run to run; what is known does not.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import inf
from random import Random

from core.model.facts import ZERO, Facts, Holding, Span, TicketLine
from core.model.people import Operator
from core.model.places import PlaceKind
from core.model.rules import Rules
from core.model.tickets import CloseReason
from core.simulation.rules.plan import Case, Hours, Member, Plan
from core.simulation.rules.survival import Seen, Survival, survival
from core.simulation.rules.teams import joined

OF_ITS_OWN = 20
"""So many requests of a topic that were seen to their end, and it has handle times of its own."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a ticket, in seconds; None for what is not. `waited`, `worked`: so long at
    least. `is_held`: somebody had it when the days began."""

    at: float
    customer_id: int
    topic: str
    place: PlaceKind
    waited: float
    patience: float | None
    worked: float
    handle: float | None
    comes: float | None
    answers: float | None
    is_held: bool = False


@dataclass(frozen=True, slots=True)
class Replay:
    """Days that were. `handles`: by topic; all topics' under ""."""

    known: tuple[Known, ...]
    patience: Survival
    handles: Mapping[str, Survival]
    comes: tuple[float, ...]
    answers: tuple[float, ...]

    def cases(self, _plan: Plan, random: Random) -> list[Case]:
        """Return the tickets, with what is not known drawn."""
        patience, handle, comes, answers = (Random(random.getrandbits(64)) for _ in range(4))
        return [self._case(one, patience, handle, comes, answers) for one in self.known]

    def _case(
        self, one: Known, patience: Random, handle: Random, comes: Random, answers: Random
    ) -> Case:
        # Each draws for every ticket: those behind it stay the same whatever is known of it.
        lucks = 1 - patience.random(), 1 - handle.random()
        came, answered = _one_of(self.comes, comes), _one_of(self.answers, answers)
        known_patience, known_handle = one.patience, one.handle
        if known_patience is None:
            known_patience = self.patience.draw(lucks[0], one.waited)
        if known_handle is None:
            handles = self.handles.get(one.topic) or self.handles[""]
            drawn = handles.draw(lucks[1], one.worked or None)
            known_handle = handles.longest if drawn == inf else drawn
        if one.at < 0 and one.is_held:  # what was done before is done
            return Case(
                one.at, one.customer_id, one.topic, known_handle - one.worked, place=one.place
            )
        is_relayed = one.place.is_relayed
        return Case(
            one.at,
            one.customer_id,
            one.topic,
            known_handle,
            known_patience,
            0.0 if is_relayed else came if one.comes is None else one.comes,
            answered if one.answers is None else one.answers,
            place=one.place,
        )


def _one_of(values: Sequence[float], random: Random) -> float:
    luck = random.random()
    return values[int(luck * len(values))] if values else 0.0


def replay(facts: Facts, rules: Rules, now: datetime) -> Replay:
    """Read the tickets that were open between `facts.since` and `facts.until`, as far as that has
    come."""
    until = min(facts.until, now)
    held: dict[int, list[Holding]] = defaultdict(list)
    for one in facts.holdings:
        held[one.ticket_id].append(one)
    known = [
        _known(ticket, held.get(ticket.id, ()), facts.since, until, rules)
        for ticket in facts.tickets
        if ticket.opened_at < until
    ]
    known.sort(key=lambda one: (not one.is_held, one.at))
    spans: dict[str, list[Seen]] = defaultdict(list)
    for each in known:
        span = _handled(each)
        if span is not None:
            spans[each.topic].append(span)
    handles = {
        topic: survival(seen)
        for topic, seen in spans.items()
        if sum(one.ended for one in seen) >= OF_ITS_OWN
    }
    handles[""] = survival(one for seen in spans.values() for one in seen)
    return Replay(
        tuple(known),
        survival(
            Seen(one.waited, ended=False) if one.patience is None else Seen(one.patience)
            for one in known
            if not one.is_held
        ),
        handles,
        tuple(one.comes for one in known if one.comes is not None),
        tuple(one.answers for one in known if one.answers is not None and one.place.is_relayed),
    )


def _handled(one: Known) -> Seen | None:
    if one.handle is not None:
        return Seen(one.handle)
    return Seen(one.worked, ended=False) if one.worked else None


def _known(
    ticket: TicketLine,
    holdings: Sequence[Holding],
    since: datetime,
    until: datetime,
    rules: Rules,
) -> Known:
    begin = min((one.start for one in holdings), default=None)
    end = min(ticket.closed_at or until, until)
    is_over = ticket.closed_at is not None and ticket.closed_at <= until
    is_held = any(one.start < since and (one.end is None or one.end > since) for one in holdings)
    place = ticket.place or rules.topic(ticket.topic).place
    answers = ticket.first_response
    met = ticket.met_at
    worked = ZERO
    if met is not None:
        worked = sum((_after(one, met, until) for one in holdings), ZERO)
    if is_held and ticket.opened_at < since:
        done = sum((_after(one, met or until, since) for one in holdings), ZERO)
        worked, whole = done, worked
    else:
        whole = worked
    waited = max(ZERO, (min(begin, end) if begin is not None else end) - ticket.opened_at)
    return Known(
        (ticket.opened_at - since).total_seconds(),
        ticket.customer_id,
        ticket.topic,
        place,
        waited.total_seconds(),
        _patience(ticket, waited, rules) if is_over else None,
        worked.total_seconds(),
        whole.total_seconds() if is_over and met is not None else None,
        _comes(ticket, begin),
        None if answers is None else answers.total_seconds(),
        is_held and ticket.opened_at < since,
    )


def _after(held: Holding, moment: datetime, until: datetime) -> timedelta:
    """How much of a holding lies between two moments."""
    return max(ZERO, min(held.end or until, until) - max(held.start, moment))


def _comes(ticket: TicketLine, begin: datetime | None) -> float | None:
    if begin is None or ticket.joined_at is None or ticket.joined_at < begin:
        return None
    return (ticket.joined_at - begin).total_seconds()


def _patience(ticket: TicketLine, waited: timedelta, rules: Rules) -> float | None:
    """After how long they gave up; None for who did not. Who never came to an offer had gone by
    then, nobody knows when: it counts as the end. Who left the room went `Rules.close_after` before
    that was taken for their end."""
    if not ticket.is_abandoned or ticket.closed_at is None:
        return None
    whole = ticket.closed_at - ticket.opened_at
    match ticket.close_reason:
        case CloseReason.NEVER_CAME:
            whole = waited
        case CloseReason.CUSTOMER_LEFT:
            whole = max(ZERO, whole - rules.close_after)
    return whole.total_seconds()


def plan_of(facts: Facts, staff: Collection[Operator], rules: Rules, now: datetime) -> Plan:
    """Return who worked when, with today's capacities and skills. Whoever left the staff since had
    all skills."""
    since, until = facts.since, min(facts.until, now)
    skills = {one.id: one.skills for one in staff}
    shifts, breaks = _hours(facts.shifts, since, until), _hours(facts.breaks, since, until)
    return Plan(
        since,
        max(0.0, (until - since).total_seconds()),
        [
            Member(
                one.id,
                one.name,
                one.capacity,
                skills.get(one.id, frozenset(rules.skills)),
                shifts[one.id],
                breaks.get(one.id, ()),
            )
            for one in facts.staff
            if one.id in shifts
        ],
        {topic.key: topic for topic in rules.topics},
        offer_lasts=rules.offer_lasts.total_seconds(),
        answer_within=rules.answer_within.total_seconds(),
    )


def _hours(spans: Iterable[Span], since: datetime, until: datetime) -> dict[int, tuple[Hours, ...]]:
    found: dict[int, list[Hours]] = defaultdict(list)
    for one in spans:
        start, end = max(one.start, since), min(one.end or until, until)
        if start < end:
            found[one.operator_id].append(
                ((start - since).total_seconds(), (end - since).total_seconds())
            )
    return {number: joined(hours) for number, hours in found.items()}


def routed(facts: Facts, of_desks: Collection[str]) -> Facts:
    """Leave out what no routing decides: tickets of topics that wait for a desk."""
    return replace(facts, tickets=[one for one in facts.tickets if one.topic not in of_desks])
