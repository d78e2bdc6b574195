"""What the desk keeps in rows, as use cases ask for it.

Claims are conditional updates that return whether they took effect: two callers can never both be
told yes. No method raises for "somebody else was faster".
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

from core.model.messages import Recorded, Said, SenderRole
from core.model.people import Customer, Operator, Person, Role, Standing
from core.model.records import TicketEvent
from core.model.tickets import CloseReason, Ticket, TicketEventKind


class Customers(Protocol):
    """People who write to the bot."""

    async def get(self, customer_id: int) -> Customer | None: ...

    async def standing(self, customer_id: int) -> Standing | None:
        """The customer, and what else there is of them, by one question."""

    async def prepare(self, customer_ids: Collection[int]) -> None:
        """Ask at once for the standing of all of them; it holds until the unit of work writes."""

    async def seen(self, person: Person, now: datetime) -> Customer:
        """Insert or bring up to date what Telegram shows of them; marks them reachable."""

    async def shown(self, person: Person) -> None:
        """Bring name, @name and, unless they chose one, language of a known one up to date."""

    async def choose_language(self, customer_id: int, language: str) -> None:
        """From now on Telegram's language does not matter."""

    async def register(self, customer_id: int, phone: str, now: datetime) -> None:
        """Keep the phone of their own contact, with a leading +."""

    async def set_reachable(self, customer_id: int, reachable: bool, now: datetime) -> bool:
        """Whether the bot can write to them; if not, since when. False when it is no news."""


class Operators(Protocol):
    """Staff, their shifts and loads."""

    async def get(self, operator_id: int) -> Operator | None:
        """Removed ones are not found."""

    async def all(self) -> list[Operator]:
        """Everyone on staff, by id."""

    async def on_shift(self) -> list[Operator]:
        """Who takes tickets now, by id."""

    async def next_with_load(self, after: int, limit: int, since: datetime) -> list[Operator]:
        """The first so many with a higher id than that, by id, of those on shift, and of those off
        it who hold tickets or gave the last away at or after `since`."""

    async def supervisors(self) -> list[Operator]:
        """On shift or not, by id."""

    async def next_supervisors(self, after: int, limit: int) -> list[Operator]:
        """The same of supervisors, on shift or not."""

    async def add(
        self,
        person: Person,
        *,
        role: Role,
        capacity: int,
        phone: str | None,
        skills: frozenset[str],
        now: datetime,
    ) -> None:
        """Add, or bring back one who was removed; role, capacity and skills are then the new
        ones."""

    async def remove(self, operator_id: int, now: datetime) -> bool:
        """Take off staff and end the shift; False for somebody unknown. Tickets held stay held."""

    async def set_capacity(self, operator_id: int, capacity: int) -> bool:
        """False for somebody unknown."""

    async def set_role(self, operator_id: int, role: Role) -> bool:
        """False for somebody unknown."""

    async def set_skills(self, operator_id: int, skills: Collection[str]) -> bool:
        """False for somebody unknown."""

    async def was_removed(self, operator_id: int) -> bool:
        """On staff once, and not now."""

    async def hold_supervisors(self) -> list[int]:
        """Who is a supervisor; nobody else changes that until this transaction ends."""

    async def cannot_be_told(self, operator_id: int) -> None:
        """The bot may not write to them, until they write to it again."""

    async def take_over(self, operator_id: int, ticket_id: int, now: datetime) -> int | None:
        """Give a ticket that somebody holds to another member of staff: load + 1 below capacity,
        on shift or not; the holder's load - 1. Returns who held it; None, and nothing changed,
        when there is no headroom or nobody else holds it."""

    async def seen(self, person: Person) -> None:
        """Bring up to date what Telegram shows, and that the bot may write to them."""

    async def set_started(self, operator_id: int, started: bool) -> None:
        """Whether the bot may write to them."""

    async def shown(self, person: Person) -> None:
        """Bring name, @name and, unless they chose one, language of a known one up to date."""

    async def choose_language(self, operator_id: int, language: str) -> None:
        """From now on Telegram's language does not matter."""

    async def start_shift(self, operator_id: int, now: datetime) -> bool:
        """False when already on shift."""

    async def end_shift(self, operator_id: int, now: datetime) -> bool:
        """False when not on shift."""

    async def reserve(self, operator_id: int, ticket_id: int, now: datetime) -> bool:
        """Give the ticket to the operator: load + 1, only while on shift and below capacity, and
        an assignment row, only while the ticket has no holder. All or nothing."""

    async def hand_over(
        self, ticket_id: int, frm: int, to: int, now: datetime, reason: str
    ) -> bool:
        """From one to the other, as `release` and `reserve` do, all or nothing: False when `frm`
        does not hold it, or `to` cannot take it."""

    async def start_break(self, operator_id: int, now: datetime) -> bool:
        """False when not on shift, or on a break already. A shift's end ends its break."""

    async def end_break(self, operator_id: int, now: datetime) -> bool:
        """False when not on a break."""

    async def release(self, ticket_id: int, now: datetime, reason: str) -> int | None:
        """End the ticket's assignment: load - 1, idle since now. Returns who held it; None when
        nobody did."""


class Tickets(Protocol):
    """Requests."""

    async def get(self, ticket_id: int) -> Ticket | None: ...

    async def open_of(self, customer_id: int) -> Ticket | None:
        """The one that is not ended."""

    async def last_operator_of(self, customer_id: int, since: datetime) -> int | None:
        """Who served this customer's newest ticket that closed at or after `since`."""

    async def open(
        self, customer_id: int, topic: str, priority: int, now: datetime
    ) -> Ticket | None:
        """A new queued ticket, or None when the customer has an open one (held by the schema)."""

    async def queue(self, limit: int = 100) -> list[Ticket]:
        """Queued tickets, served first comes first: priority, then opened_at, then id. Those whose
        customer cannot come (they blocked the bot, or their account is gone) are passed by."""

    async def queue_length(self) -> int:
        """How many wait."""

    async def handle_times(
        self, since: datetime, limit: int, *, held: bool = True
    ) -> list[timedelta]:
        """From the start of the talk to its end, of the newest tickets that closed at or after
        `since`; without `held` also of those that no operator held."""

    async def held_by(self, operator_id: int) -> list[Ticket]:
        """Open tickets of an operator, oldest first."""

    async def offer(
        self, ticket_id: int, operator_id: int, now: datetime, deadline: datetime
    ) -> bool:
        """queued → offered."""

    async def set_place(self, ticket_id: int, place_id: int | None) -> None:
        """Where the ticket's conversation is."""

    async def moves(self, ticket_id: int, frm: int | None, to: int | None) -> bool:
        """From one place (None: none) to another, while open and still there."""

    async def for_desks(self, topics: Collection[str], limit: int = 100) -> list[Ticket]:
        """Open tickets that a free desk may take: those of the topics that wait for a place, and
        those in the overflow group. Nobody's words to them yet first, then by opened_at."""

    async def extend_offer(self, ticket_id: int, deadline: datetime) -> bool:
        """While offered."""

    async def joined(self, ticket_id: int, now: datetime) -> bool:
        """The customer is in the room; once, while open."""

    async def activate(self, ticket_id: int, operator_id: int | None, now: datetime) -> bool:
        """queued or offered → active, held by that operator; by none: whoever sits in the staff's
        group answers."""

    async def hold(self, ticket_id: int, operator_id: int) -> bool:
        """While active and held by nobody: held by that operator."""

    async def take_over(self, ticket_id: int, operator_id: int) -> bool:
        """While active: held by another operator."""

    async def requeue(self, ticket_id: int) -> bool:
        """offered or active → queued, without holder."""

    async def close(
        self,
        ticket_id: int,
        now: datetime,
        by: int,
        reason: CloseReason,
        place_id: int | None = None,
    ) -> bool:
        """Any open status → closed; `place_id`: only while it is served there."""

    async def abandon(self, ticket_id: int, now: datetime, reason: CloseReason) -> bool:
        """queued or offered → abandoned."""

    async def without_place(self, limit: int = 100) -> list[Ticket]:
        """Offered tickets that wait for a place, oldest first."""

    async def overdue_offers(self, now: datetime) -> list[Ticket]:
        """Offers whose deadline has come, the earliest first."""

    async def add_event(
        self,
        ticket_id: int,
        kind: TicketEventKind,
        now: datetime,
        actor_id: int | None = None,
        details: Mapping[str, Any] | None = None,
    ) -> None:
        """Written with the commit."""

    async def last_event(
        self, ticket_id: int, kinds: Collection[TicketEventKind]
    ) -> TicketEvent | None:
        """The newest of those kinds, this transaction's among them."""

    async def pass_over(self, ticket_id: int, operator_id: int | None) -> None:
        """Whom the next choice leaves out, because they just had it."""

    async def passing_over(self, operator_id: int) -> list[Ticket]:
        """Queued tickets whose next choice leaves that one out, oldest first."""

    async def of_customer(self, customer_id: int) -> list[Ticket]:
        """All, oldest first."""


class Messages(Protocol):
    """What was said. Unique by (chat_id, message_id). No place: said to the bot before there was
    one."""

    async def get(self, chat_id: int, message_id: int) -> Recorded | None:
        """By its place in Telegram."""

    async def add(
        self, ticket_id: int, place_id: int | None, role: SenderRole, said: Said, now: datetime
    ) -> bool:
        """False when it is there already."""

    async def of_ticket(self, ticket_id: int, chat_id: int) -> list[Recorded]:
        """What was said of a ticket in one chat, as it was said (`in_order`)."""

    async def album_part(self, chat_id: int, album: str, message_id: int) -> Recorded | None:
        """A part of that album which is kept, near that message."""

    async def edit(self, chat_id: int, message_id: int, said: Said, now: datetime) -> bool:
        """Keep what stood before as a version; False when nothing differs or the message is
        unknown."""

    async def delete(self, chat_id: int, message_ids: Sequence[int], now: datetime) -> list[int]:
        """Mark as deleted (the row stays); returns the ids of tickets concerned."""

    async def media_saved(self, chat_id: int, message_id: int, path: str, size: int) -> None:
        """The file is there, `size` bytes long."""

    async def media_lost(self, chat_id: int, message_id: int, reason: str) -> None:
        """The file cannot be had."""

    async def of_customer(self, customer_id: int) -> list[Recorded]:
        """All tickets' messages, by ticket, and in each as they were said (`in_order`)."""


class Cards(Protocol):
    """Where a live card stands."""

    async def find(self, card: str) -> tuple[int, int] | None:
        """(chat_id, message_id)."""

    async def at(self, chat_id: int, message_id: int) -> str | None:
        """Which card stands there."""

    async def put(self, card: str, chat_id: int, message_id: int) -> None: ...

    async def remember(self, shown: Mapping[str, str]) -> dict[str, str | None]:
        """Remember what cards show from now on (card → a short word for it, at most 100
        characters), also before they stand anywhere, and memos. Returns those that had another
        word, with that (None: none)."""

    async def words(self, names: Collection[str]) -> dict[str, str]:
        """The words of those that have one."""


class Steps(Protocol):
    """The step a person is at in a talk with the bot (never the truth about a ticket). In the
    database, or in Redis."""

    async def get(self, person_id: int) -> str | None:
        """None for somebody who is at none."""

    async def set(self, person_id: int, step: str) -> None:
        """Replace the one before."""

    async def clear(self, person_id: int) -> None:
        """At none any more."""
