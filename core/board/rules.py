"""What needs a person, and in which order. Pure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum

from core.model.accounts import LOWEST_HEALTH, AccountBudget, Rest, Trouble, health_at
from core.model.board import Backlogs, FailedEffect, SetAside
from core.model.people import Operator
from core.model.places import WANTED, StaffGroup
from core.model.records import Erasure, TicketEvent
from core.model.rules import Budget
from core.model.targets import Target
from core.model.tickets import Ticket, TicketEventKind

STALE = timedelta(minutes=1)
"""What waits for a part for longer shows that the part is not at work."""

PROPOSED = "proposed"
"""The reason of an erasure that a supervisor, and not the customer, wants."""

CONSIDERED = (
    TicketEventKind.UNDELIVERED,
    TicketEventKind.WITHDRAWN,
    TicketEventKind.SUPERVISOR_CALLED,
    TicketEventKind.SUPERVISOR_ENTERED,
    TicketEventKind.TAKEN_OVER,
    TicketEventKind.TRANSFERRED,
)
"""What of the history of open tickets `needs` wants to know."""

_ATTENDED = frozenset(
    {
        TicketEventKind.SUPERVISOR_ENTERED,
        TicketEventKind.TAKEN_OVER,
        TicketEventKind.TRANSFERRED,
    }
)


class NeedKind(IntEnum):
    """What for; the lower, the sooner."""

    CALLED = 1  # a supervisor was called to a ticket, and none came
    UNDELIVERED = 2  # an answer that did not reach its reader
    PART_AWAY = 3  # what waits for a part is not worked through
    GROUP_LOST = 4  # a staff group cannot be used
    ACCOUNT = 5  # a user account is limited, banned or full
    NOBODY_ON_SHIFT = 6  # and somebody waits
    WAIT_OVER_TARGET = 7
    TARGET_MISSED = 8  # the first answer, or the end, is late
    EFFECT_FAILED = 9  # what was to be told was refused for good
    UPDATE_SET_ASIDE = 10
    BOX_UNREAD = 11  # what is said in a room does not get into the transcripts
    ERASURE = 12  # a customer waits for a decision


@dataclass(frozen=True, slots=True)
class Need:
    """Something for a person to do, since when, and about what: a ticket, or a name (of a part, a
    group, an account, an effect's kind). `reason` is somebody's word for it; `count` of them are
    told as one."""

    kind: NeedKind
    since: datetime | None
    ticket_id: int | None = None
    about: str = ""
    reason: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class Troubles:
    """What may need a person, as it was read at `now`."""

    now: datetime
    waiting: Sequence[Ticket]
    on_shift: Sequence[Operator]
    target: timedelta  # a longer wait is one too long
    missed: Sequence[Target] = ()
    events: Sequence[TicketEvent] = ()  # of open tickets, those of `CONSIDERED`
    relayed: Collection[tuple[int, int]] = frozenset()  # messages that were said again elsewhere
    backlogs: Backlogs = field(default_factory=Backlogs)
    groups: Sequence[StaffGroup] = ()
    accounts: Sequence[AccountBudget] = ()
    budget: Budget = field(default_factory=Budget)
    failed: Sequence[FailedEffect] = ()
    set_aside: Sequence[SetAside] = ()
    unread: Sequence[tuple[str, int, datetime, str]] = ()  # account, box, since when, why
    erasures: Sequence[Erasure] = ()


def needs(seen: Troubles) -> tuple[Need, ...]:
    """The most urgent first, and of a kind what has waited longest."""
    found = [
        *_called(seen.events),
        *_undelivered(seen.events, seen.relayed),
        *_parts_away(seen.backlogs, seen.now),
        *_groups_lost(seen.groups),
        *(need for one in seen.accounts for need in _account(one, seen.budget, seen.now)),
        *_waits(seen),
        *(
            Need(NeedKind.TARGET_MISSED, one.due_at, one.ticket_id, reason=one.kind.value)
            for one in seen.missed
        ),
        *_failed(seen.failed),
        *(
            Need(NeedKind.UPDATE_SET_ASIDE, one.at, about=one.source, reason=one.error)
            for one in seen.set_aside
        ),
        *(
            Need(NeedKind.BOX_UNREAD, since, about=f"{account} {box}", reason=why)
            for account, box, since, why in seen.unread
        ),
        *(
            Need(
                NeedKind.ERASURE,
                one.asked_at,
                about=str(one.customer_id),
                reason="" if one.asked_by is None else PROPOSED,
            )
            for one in seen.erasures
        ),
    ]
    return tuple(sorted(found, key=lambda need: (need.kind, need.since or seen.now)))


def _called(events: Iterable[TicketEvent]) -> Iterable[Need]:
    called: dict[int, datetime] = {}
    for event in events:
        if event.kind is TicketEventKind.SUPERVISOR_CALLED:
            called.setdefault(event.ticket_id, event.at)
        elif event.kind in _ATTENDED:
            called.pop(event.ticket_id, None)
    return [Need(NeedKind.CALLED, at, ticket) for ticket, at in called.items()]


def _undelivered(
    events: Iterable[TicketEvent], relayed: Collection[tuple[int, int]]
) -> Iterable[Need]:
    """One for each ticket: who looks at it sees them all."""
    lost: dict[tuple[int, object], TicketEvent] = {}
    for event in events:
        about = (event.details.get("chat"), event.details.get("message"))
        if event.kind is TicketEventKind.UNDELIVERED and about not in relayed:
            lost[event.ticket_id, about] = event
        elif event.kind is TicketEventKind.WITHDRAWN:
            lost.pop((event.ticket_id, about), None)
    by_ticket: dict[int, list[TicketEvent]] = {}
    for event in lost.values():
        by_ticket.setdefault(event.ticket_id, []).append(event)
    return [
        Need(
            NeedKind.UNDELIVERED,
            theirs[0].at,
            ticket,
            reason=str(theirs[-1].details.get("reason", "")),
            count=len(theirs),
        )
        for ticket, theirs in by_ticket.items()
    ]


def _parts_away(backlogs: Backlogs, now: datetime) -> Iterable[Need]:
    return [
        Need(NeedKind.PART_AWAY, backlog.oldest, about=part, count=backlog.count)
        for part, backlog in {**backlogs.updates, **backlogs.effects}.items()
        if now - backlog.oldest > STALE
    ]


def _groups_lost(groups: Iterable[StaffGroup]) -> Iterable[Need]:
    return [
        Need(NeedKind.GROUP_LOST, one.gone_at, about=one.title, reason=one.trouble or "")
        for one in groups
        if one.cause is not None and one.cause not in WANTED
    ]


def _account(account: AccountBudget, budget: Budget, now: datetime) -> Iterable[Need]:
    def need(reason: str) -> Iterable[Need]:
        return [Need(NeedKind.ACCOUNT, account.seen_at, about=account.name, reason=reason)]

    if account.trouble is Trouble.AWAY:
        return need(Trouble.AWAY.value)
    if account.resting(now) is not Rest.NONE or health_at(account, now) < LOWEST_HEALTH:
        return need("" if account.trouble is None else account.trouble.value)
    if account.chats >= budget.alarm_share * budget.chats:
        return need(Trouble.TOO_MANY_CHATS.value)
    return []


def _waits(seen: Troubles) -> Iterable[Need]:
    """Of many who wait too long there is one: the list has them all."""
    late = [one for one in seen.waiting if seen.now - one.waits_since > seen.target]
    first = min(seen.waiting, key=lambda one: one.waits_since, default=None)
    found = []
    if first is not None and not seen.on_shift:
        count = len(seen.waiting)
        found.append(Need(NeedKind.NOBODY_ON_SHIFT, first.waits_since, first.id, count=count))
    if late:
        oldest = min(late, key=lambda one: one.waits_since)
        kind = NeedKind.WAIT_OVER_TARGET
        found.append(Need(kind, oldest.waits_since, oldest.id, count=len(late)))
    return found


def _failed(failed: Sequence[FailedEffect]) -> Iterable[Need]:
    """One for each ticket and kind."""
    alike: dict[tuple[int | None, str], list[FailedEffect]] = {}
    for one in failed:
        alike.setdefault((one.ticket_id, one.kind), []).append(one)
    return [
        Need(
            NeedKind.EFFECT_FAILED,
            min(one.at for one in some),
            ticket,
            kind,
            some[0].reason or "",
            len(some),
        )
        for (ticket, kind), some in alike.items()
    ]
