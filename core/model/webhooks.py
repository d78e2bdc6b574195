"""Webhooks: addresses of the owner's to which events are posted, signed as Standard Webhooks
describes (https://www.standardwebhooks.com)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

from core.model.effects import Effect, Gateway, effect
from core.model.events import Event
from core.model.report_text_keys import FailureKey
from core.model.tickets import TicketEventKind


class HookEvent(StrEnum):
    """What is posted, by the name that receivers read as `type`."""

    OPENED = "ticket.opened"
    ASSIGNED = "ticket.assigned"
    ANSWERED = "ticket.answered"
    CLOSED = "ticket.closed"
    REOPENED = "ticket.reopened"
    RATED = "ticket.rated"
    MESSAGE = "ticket.message"
    TEST = "webhook.test"  # of whoever tries it; nobody subscribes to that


SUBSCRIBABLE = tuple(kind for kind in HookEvent if kind is not HookEvent.TEST)
"""In the order in which they are listed."""

OF_HISTORY: Mapping[TicketEventKind, HookEvent] = {
    TicketEventKind.OPENED: HookEvent.OPENED,
    TicketEventKind.OFFERED: HookEvent.ASSIGNED,
    TicketEventKind.ASSIGNED: HookEvent.ASSIGNED,
    TicketEventKind.TAKEN: HookEvent.ASSIGNED,
    TicketEventKind.TAKEN_OVER: HookEvent.ASSIGNED,
    TicketEventKind.TRANSFERRED: HookEvent.ASSIGNED,
    TicketEventKind.CLOSED: HookEvent.CLOSED,
    TicketEventKind.ABANDONED: HookEvent.CLOSED,
    TicketEventKind.REOPENED: HookEvent.REOPENED,
    TicketEventKind.RATED: HookEvent.RATED,
    TicketEventKind.RESOLVED: HookEvent.RATED,
}
"""Which entries of a ticket's history are events for others."""

MOST_WEBHOOKS = 20
LONGEST_ADDRESS = 2_000
"""In characters."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """What an address wants: events, of these topics (none: of all); `with_text`: with what was
    said."""

    webhook_id: int
    events: frozenset[HookEvent]
    topics: frozenset[str] = frozenset()
    with_text: bool = False

    def wants(self, kind: HookEvent, topic: str) -> bool:
        """Tell whether it wants such an event of a ticket about that topic."""
        return kind in self.events and (not self.topics or topic in self.topics)


@dataclass(frozen=True, slots=True)
class Subscriptions:
    """All that are on. `wanted`: what any of them wants, so that nothing is done for what nobody
    wants."""

    each: tuple[Subscription, ...] = ()
    wanted: frozenset[HookEvent] = field(init=False)

    def __post_init__(self) -> None:
        kinds = (kind for one in self.each for kind in one.events)
        object.__setattr__(self, "wanted", frozenset(kinds))


NOBODY = Subscriptions()


@dataclass(frozen=True, slots=True)
class Webhook:
    """A webhook as it is kept. `seed`: what its secret is made of, with a key that is not in the
    database; `mark`: by which a secret is known to be the right one; the secret before it signs,
    too, until `old_until`. `failures`: calls in a row that failed, since `failing_since`; nothing
    is posted before `paused_until`. `off_reason`: why it was switched off by itself."""

    id: int
    address: str
    events: tuple[str, ...]
    topics: tuple[str, ...]
    with_text: bool
    is_on: bool
    made_at: datetime
    seed: str
    mark: str
    old_seed: str | None = None
    old_until: datetime | None = None
    failures: int = 0
    failing_since: datetime | None = None
    paused_until: datetime | None = None
    last_success_at: datetime | None = None
    off_reason: str | None = None

    @property
    def subscription(self) -> Subscription:
        """What it wants; events that this version does not know are left out."""
        known = {kind.value: kind for kind in SUBSCRIBABLE}
        events = frozenset(known[word] for word in self.events if word in known)
        return Subscription(self.id, events, frozenset(self.topics), self.with_text)


@dataclass(frozen=True, slots=True)
class FailedPost:
    """An event that could not be posted yet, or will not be any more (`next_at` None). `event_id`
    is the one that the receiver reads; `fields` are the effect's."""

    webhook_id: int
    event_id: str
    kind: str
    ticket_id: int | None
    tries: int
    at: datetime
    next_at: datetime | None
    reason: str
    fields: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reported(Event):
    """Something happened to a ticket that others' systems are told of. `about`: what of it is not
    the ticket's own; `message`: which one it was (chat, message)."""

    kind: HookEvent
    ticket_id: int
    about: Mapping[str, str | int | bool] = field(default_factory=dict)
    message: tuple[int, int] | None = None


@effect(FailureKey.MESSAGE)
class PostEvent(Effect):
    """Post an event to a webhook. `at`: when it happened; `data`: what it says, plain values;
    `message`: whose words are put beside them (chat, message) as they are when it is posted;
    `tries`: how often that failed."""

    gateway: ClassVar[Gateway] = Gateway.WEBHOOKS
    webhook_id: int
    event_id: str
    kind: HookEvent
    at: datetime
    data: dict[str, str | int | bool | None]
    message: tuple[int, int] | None = None
    tries: int = 0

    @property
    def destination(self) -> str:
        # A test waits behind nothing, nor for a receiver that fails.
        lane = webhook_lane(self.webhook_id)
        return f"{lane}:test" if self.kind is HookEvent.TEST else lane

    @property
    def supersedes(self) -> str | None:
        # When somebody has it posted at once, the one that waits for its time is not wanted.
        return f"event:{self.event_id}"

    @property
    def may_be_overtaken(self) -> bool:
        return True

    @property
    def was_tried(self) -> bool:
        return self.tries > 0


def webhook_lane(webhook_id: int) -> str:
    """Return the destination of what is posted to a webhook."""
    return f"webhook:{webhook_id}"


def subscriptions_of(webhooks: Iterable[Webhook]) -> Subscriptions:
    """Return what is subscribed to."""
    found = tuple(one.subscription for one in webhooks if one.is_on)
    return Subscriptions(found) if found else NOBODY
