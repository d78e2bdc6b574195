"""A desk on SimPy's clock: customers, operators and time are made up, who gets what is decided by
the functions that decide it at work (`core.routing`), and the figures are those of /stats.

As at work: a slot is kept from the offer on; when the customer comes into the room the choice is
made again; an offer whose customer does not come is abandoned; whoever says no word in time loses
the ticket and is passed over until somebody else held it, or they show that they are there; at a
shift's end tickets stay with whoever holds them.
"""

from bisect import bisect_left, insort
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from math import inf
from typing import Any

from simpy import Environment
from simpy.events import Event, Timeout

from core.cards.lookup import MOST_CONSIDERED
from core.model.facts import Facts, Holding, Span, Staff, TicketLine
from core.model.people import Operator, Role
from core.model.tickets import CloseReason, Ticket, TicketStatus, place_in_line
from core.routing.choose import best
from core.routing.pool import Pool
from core.routing.turns import in_turn, relieved, with_one_more
from core.simulation.rules.plan import Case, Hours, Member, Plan

Steps = Generator[Event, Any, None]
Waiting = Generator[Event, Any, bool]


@dataclass(slots=True)
class _Record:
    """What becomes of a ticket; moments in seconds."""

    case: Case
    ticket: Ticket
    waited: float = 0.0
    joined: float | None = None
    active: float | None = None
    answered: float | None = None
    closed: float | None = None
    reason: CloseReason | None = None
    holder: int | None = None
    held: list[tuple[int, float, float | None]] = field(default_factory=list)


class SimulatedDesk:
    """Plays one run: `cases` in the order in which they come."""

    def __init__(self, plan: Plan, cases: Sequence[Case]) -> None:
        self._plan, self._cases = plan, cases
        self._env = Environment()
        self._staff = {member.id: _operator(member) for member in plan.members}
        self._pool = Pool(plan.policy)
        self._queue: list[tuple[int, datetime, int]] = []
        self._waiting: dict[int, Ticket] = {}
        self._offers: dict[int, Event] = {}
        self._records: list[_Record] = []
        self._served: dict[int, tuple[int, datetime]] = {}

    def run(self) -> Facts:
        """Play it to its end, and return the rows that a desk's database would have of it."""
        for member in self._plan.members:
            self._env.process(self._works(member))
        self._env.process(self._arrivals())
        self._env.run(until=self._plan.lasts)
        return self._facts()

    @property
    def _now(self) -> datetime:
        return self._at(self._env.now)

    def _at(self, moment: float) -> datetime:
        return self._plan.begin + timedelta(seconds=moment)

    # Operators

    def _works(self, member: Member) -> Steps:
        edges = {edge for hours in (*member.shifts, *member.breaks) for edge in hours}
        for moment in sorted(edges):
            if moment >= self._plan.lasts:
                return
            if moment > self._env.now:
                yield Timeout(self._env, moment - self._env.now)
            on_shift = _covers(member.shifts, moment)
            on_break = on_shift and _covers(member.breaks, moment)
            self._changes(member.id, on_shift=on_shift, on_break=on_break)

    def _changes(self, number: int, *, on_shift: bool, on_break: bool) -> None:
        one = self._staff[number]
        begins = on_shift and not one.on_shift
        idle = self._now if begins else one.idle_since
        self._keep(replace(one, on_shift=on_shift, on_break=on_break, idle_since=idle))
        if on_shift and not on_break:
            self._shows_up(number)
            self._pull()

    def _keep(self, operator: Operator) -> None:
        self._staff[operator.id] = operator
        self._pool.keep(operator)

    def _shows_up(self, number: int) -> None:
        """Let an operator be chosen again for what they lost."""
        for ticket in [one for one in self._waiting.values() if one.passed_over == number]:
            self._waiting[ticket.id] = replace(ticket, passed_over=None)

    def _back_later(self, number: int) -> Steps:
        yield Timeout(self._env, self._plan.away)
        self._shows_up(number)
        self._pull()

    # The queue

    def _arrivals(self) -> Steps:
        for number, case in enumerate(self._cases, start=1):
            if case.at > self._env.now:
                yield Timeout(self._env, case.at - self._env.now)
            self._env.process(self._ticket(number, case))

    def _pull(self) -> None:
        pool = self._pool
        if not self._queue or not pool.has_free(None):
            return
        line = [self._waiting[number] for *_, number in self._queue[:MOST_CONSIDERED]]
        for ticket in in_turn(line, self._skill_of, lambda skill: not pool.has_free(skill)):
            chosen = self._choose(ticket)
            if chosen is not None:
                self._keep(with_one_more(self._staff[chosen]))
                self._leave(ticket.id)
                self._offers.pop(ticket.id).succeed(chosen)

    def _wait(self, ticket: Ticket) -> None:
        self._waiting[ticket.id] = ticket
        insort(self._queue, place_in_line(ticket))

    def _leave(self, number: int) -> None:
        ticket = self._waiting.pop(number, None)
        if ticket is not None:
            del self._queue[bisect_left(self._queue, place_in_line(ticket))]

    def _skill_of(self, ticket: Ticket) -> str | None:
        return self._plan.topic(ticket.topic).skill

    def _choose(self, ticket: Ticket, holder: int | None = None) -> int | None:
        plan, skill = self._plan, self._skill_of(ticket)
        served = self._served.get(ticket.customer_id)
        last = served[0] if served and served[1] >= self._now - plan.returns_within else None
        few = self._pool.few(ticket, skill, last, holder)
        return best(few, ticket, skill, last, holder, plan.policy)

    def _release(self, record: _Record) -> None:
        number, start, _end = record.held[-1]
        record.held[-1] = (number, start, self._env.now)
        self._keep(relieved(self._staff[number], self._now))

    # A ticket

    def _ticket(self, number: int, case: Case) -> Steps:
        topic = self._plan.topic(case.topic)
        opened = self._at(case.at)
        ticket = Ticket(
            number, case.customer_id, case.topic, topic.priority, TicketStatus.QUEUED, opened
        )
        record = _Record(case, ticket)
        self._records.append(record)
        misses = case.misses
        while True:
            if not (yield from self._queues(record)):
                return
            if record.joined is None and not (yield from self._comes(record)):
                return
            if record.holder is None:
                continue
            record.active = self._env.now if record.active is None else record.active
            if not misses:
                break
            misses -= 1
            yield from self._loses(record)
        yield from self._talks(record)

    def _queues(self, record: _Record) -> Waiting:
        """Wait until an operator is reserved; False when patience ends before."""
        env, number = self._env, record.ticket.id
        since = env.now if record.held else record.case.at
        offer = self._offers[number] = Event(env)
        self._wait(record.ticket)
        self._pull()
        if number in self._waiting:
            left = record.case.patience - record.waited - (env.now - since)
            if left <= 0:
                self._gives_up(record, CloseReason.CANCELLED)
                return False
            if left < inf:
                gives_up = Timeout(env, left)
                gives_up.callbacks.append(lambda _: self._leaves_line(number, offer))
        record.holder = yield offer
        record.waited += env.now - since
        if record.holder is None:
            self._gives_up(record, CloseReason.CANCELLED)
            return False
        record.held.append((record.holder, env.now, None))
        return True

    def _leaves_line(self, number: int, offer: Event) -> None:
        if not offer.triggered:
            del self._offers[number]
            self._leave(number)
            offer.succeed(None)

    def _gives_up(self, record: _Record, reason: CloseReason) -> None:
        self._leave(record.ticket.id)
        self._offers.pop(record.ticket.id, None)
        record.closed, record.reason = self._env.now, reason

    def _comes(self, record: _Record) -> Waiting:
        """Come into the room, where the choice is made again; False when that is not in time."""
        comes, lasts = record.case.comes_after, self._plan.offer_lasts
        if comes > lasts:
            yield Timeout(self._env, lasts)
            self._gives_up(record, CloseReason.NEVER_CAME)
            self._release(record)
            self._pull()
            return False
        if comes:
            yield Timeout(self._env, comes)
        record.joined = self._env.now
        if not comes:  # nothing can have changed
            return True
        before = record.holder
        record.holder = self._choose(record.ticket, before)
        if record.holder != before:
            self._release(record)
            if record.holder is not None:
                self._keep(with_one_more(self._staff[record.holder]))
                record.held.append((record.holder, self._env.now, None))
            self._pull()
        return True

    def _loses(self, record: _Record) -> Steps:
        """Pass while the operator says no word, who loses the ticket then."""
        yield Timeout(self._env, self._plan.answer_within)
        loser = record.holder
        if loser is None:
            return
        self._release(record)
        record.ticket = replace(record.ticket, passed_over=loser)
        self._env.process(self._back_later(loser))

    def _talks(self, record: _Record) -> Steps:
        case = record.case
        record.answered = self._env.now + case.answers_after
        is_relayed = case.place.is_relayed
        yield Timeout(self._env, case.handle + (case.answers_after if is_relayed else 0.0))
        record.closed, record.reason = self._env.now, CloseReason.SOLVED
        self._release(record)
        if record.holder is not None:
            self._served[case.customer_id] = (record.holder, self._now)
            self._shows_up(record.holder)
        self._pull()

    # What came of it

    def _facts(self) -> Facts:
        plan = self._plan
        return Facts(
            plan.since,
            plan.until,
            tickets=[self._line(record) for record in self._records],
            holdings=[
                Holding(record.ticket.id, who, self._at(start), self._moment(end))
                for record in self._records
                for who, start, end in record.held
            ],
            shifts=self._spans({one.id: one.shifts for one in plan.members}),
            breaks=self._spans({one.id: one.breaks for one in plan.members}),
            staff=[
                Staff(one.id, one.name, one.capacity, self._staff[one.id].load)
                for one in plan.members
            ],
        )

    def _spans(self, hours: Mapping[int, Sequence[Hours]]) -> list[Span]:
        last = self._plan.lasts
        return [
            Span(number, self._at(start), self._at(min(end, last)))
            for number, spans in hours.items()
            for start, end in spans
            if start < last
        ]

    def _line(self, record: _Record) -> TicketLine:
        answered = record.answered
        if answered is not None and answered > self._plan.lasts:
            answered = None
        return TicketLine(
            record.ticket.id,
            record.case.customer_id,
            "",
            record.case.topic,
            _status(record),
            record.ticket.opened_at,
            self._moment(record.joined),
            self._moment(record.active),
            self._moment(answered),
            self._moment(record.closed),
            record.reason,
            record.holder,
            place=record.case.place,
        )

    def _moment(self, moment: float | None) -> datetime | None:
        return None if moment is None else self._at(moment)


def _covers(hours: Sequence[Hours], moment: float) -> bool:
    return any(start <= moment < end for start, end in hours)


def _operator(member: Member) -> Operator:
    return Operator(
        id=member.id,
        name=member.name,
        username=None,
        phone=None,
        language="en",
        role=Role.OPERATOR,
        capacity=member.capacity,
        load=0,
        on_shift=False,
        idle_since=None,
        skills=member.skills,
    )


def _status(record: _Record) -> TicketStatus:
    if record.reason is CloseReason.SOLVED:
        return TicketStatus.CLOSED
    if record.reason is not None:
        return TicketStatus.ABANDONED
    if record.active is not None:
        return TicketStatus.ACTIVE
    return TicketStatus.QUEUED if record.holder is None else TicketStatus.OFFERED
