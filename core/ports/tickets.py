"""Tickets, and those whose time has come: found by finders, and claimed once by conditional
changes."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

from core.model.moderation import Burst
from core.model.records import TicketEvent
from core.model.tickets import BEFORE_ALL, CloseReason, Silence, Ticket, TicketEventKind


class Tickets(Protocol):
    """Keeps tickets and their history."""

    async def get(self, ticket_id: int) -> Ticket | None: ...

    async def prepare(self, ticket_ids: Collection[int]) -> None:
        """Read all of them at once, for whoever asks for them one by one then."""

    async def prepare_rooms(self, chat_ids: Collection[int]) -> None:
        """Read at once the rooms with these ids and their tickets, and hold both."""

    async def open_of(self, customer_id: int) -> Ticket | None:
        """Return the customer's open ticket."""

    async def last_operators(
        self, people: Collection[int], since: datetime
    ) -> dict[int, int | None]:
        """Return who served the newest ticket that closed at or after `since`, by customer;
        customers without one are left out."""

    async def open(
        self, customer_id: int, topic: str, priority: int, now: datetime
    ) -> Ticket | None:
        """Add a queued ticket, by the link that the customer came by to ask, if there is one; None
        when they have an open ticket (held by the schema)."""

    async def queue(self, limit: int = 100) -> list[Ticket]:
        """Return queued tickets, by priority, then opened_at, then id. Those whose customer cannot
        come (they blocked the bot, or their account is gone) are left out."""

    async def queue_around(self, ticket_id: int) -> Sequence[Ticket]:
        """Return the first `NEAR` of the queue if that ticket is one of them; else nothing, and
        none of them is read."""

    async def handle_times(
        self, since: datetime, limit: int, *, held: bool = True
    ) -> list[timedelta]:
        """Return how long talks took, of the newest tickets that closed at or after `since` and
        were never opened again; without `held` also of those that no operator held."""

    async def held_by(self, operator_id: int) -> list[Ticket]:
        """Return the open tickets of an operator, oldest first."""

    async def offer(
        self, ticket_id: int, operator_id: int, now: datetime, deadline: datetime
    ) -> bool:
        """Change queued → offered."""

    async def set_place(self, ticket_id: int, place_id: int | None) -> None:
        """Keep where the ticket is talked about."""

    async def moves(self, ticket_id: int, frm: int | None, to: int | None) -> bool:
        """Move a ticket from one place (None: none) to another, while it is open and still
        there."""

    async def extend_offer(self, ticket_id: int, deadline: datetime) -> bool:
        """Put the deadline off, while offered."""

    async def joined(self, ticket_id: int, now: datetime) -> bool:
        """Note that the customer is in the room; once, while open."""

    async def activate(self, ticket_id: int, operator_id: int | None, now: datetime) -> bool:
        """Change queued or offered → active, held by that operator; by none: whoever sits in the
        staff group answers."""

    async def hold(self, ticket_id: int, operator_id: int) -> bool:
        """Let that operator hold an active ticket that nobody holds."""

    async def take_over(self, ticket_id: int, operator_id: int) -> bool:
        """Let another operator hold an active ticket."""

    async def requeue(self, ticket_id: int) -> bool:
        """Change offered or active → queued, without holder."""

    async def close(
        self,
        ticket_id: int,
        now: datetime,
        by: int,
        reason: CloseReason,
        place_id: int | None = None,
    ) -> bool:
        """Change any open status → closed. `place_id`: only while it is served there."""

    async def abandon(self, ticket_id: int, now: datetime, reason: CloseReason) -> bool:
        """Change queued or offered → abandoned."""

    async def reopen(self, ticket_id: int, now: datetime, spoke: datetime | None) -> bool:
        """Change closed → queued, without holder and place, unless its customer has another open
        ticket. `spoke`: when its customer asked for that."""

    async def without_place(self, limit: int = 100) -> list[Ticket]:
        """Return offered tickets that wait for a place, oldest first."""

    async def add_event(
        self,
        ticket_id: int,
        kind: TicketEventKind,
        now: datetime,
        actor_id: int | None = None,
        details: Mapping[str, Any] | None = None,
    ) -> None:
        """Write an event with the commit."""

    async def last_event(
        self, ticket_id: int, kinds: Collection[TicketEventKind]
    ) -> TicketEvent | None:
        """Return the newest event of those kinds, this transaction's among them."""

    async def pass_over(self, ticket_id: int, operator_id: int | None) -> None:
        """Keep whom the next choice leaves out, because they just had the ticket."""

    async def passing_over(self, operator_id: int) -> list[Ticket]:
        """Return queued tickets whose next choice leaves that operator out, oldest first."""

    async def of_customer(self, customer_id: int, since: datetime = BEFORE_ALL) -> list[Ticket]:
        """Return all tickets of a customer that were opened after `since`, oldest first."""


class Line(Protocol):
    """Reads the line of those who wait. Nothing here goes through all of it."""

    async def for_free(
        self, most: int, since: datetime, without: Collection[str] = ()
    ) -> list[tuple[Ticket, int | None]]:
        """Return of each topic that waits the first tickets (those whose customer cannot come are
        left out, as in `Tickets.queue`), each with who served the customer's newest ticket that
        closed at or after `since`; in no order. None, when no operator is free. `without`:
        topics that are left out."""

    async def for_desks(self, topics: Collection[str], limit: int = 100) -> list[Ticket]:
        """Return open tickets that a free desk may take: those of the topics that wait for a place,
        where there is any usable staff group, and those in the overflow group. Of each topic its
        first are looked at; of these, those that nobody has answered come first, then by
        opened_at."""

    async def length(self) -> int:
        """Return how many wait: exactly up to `NEAR`; beyond, those whose customer cannot come are
        among them."""

    async def ahead_of(self, ticket: Ticket) -> Mapping[str, int]:
        """Return about how many stand before a waiting ticket, by topic: those of a higher
        priority, and those of the same that were opened before."""

    async def is_unsettled(self) -> bool:
        """Tell whether anything came or went since what `length` and `ahead_of` count by was put
        together."""

    async def settle(self) -> None:
        """Put together what they count by, so that there is little to add up."""


class Deadlines(Protocol):
    """Keeps times in the rows of tickets. Finders return ids, the longest due first. A change takes
    effect only where the ticket is still as its caller believes it to be, and returns whether it
    did."""

    async def expect_answer(self, ticket_id: int, due: datetime) -> bool:
        """Set until when whoever holds an active ticket must answer. They are reminded anew."""

    async def answers_due(self, by: datetime) -> list[int]:
        """Find active tickets whose holder's time to answer ends at or before `by`."""

    async def answers_to_remind(self, by: datetime) -> list[int]:
        """Find those whose holder was not reminded yet."""

    async def answer_reminded(self, ticket_id: int, now: datetime) -> bool:
        """Note the reminder, once for each deadline."""

    async def lose(self, ticket_id: int, operator_id: int) -> bool:
        """Change active and held by that operator → queued in its old place, passing over them. The
        caller releases the assignment."""

    async def offers_due(self, by: datetime) -> list[int]:
        """Find offered tickets whose customer's time to come ends at or before `by`."""

    async def offers_to_remind(self, by: datetime) -> list[int]:
        """Find those whose customer was not reminded yet."""

    async def offer_reminded(self, ticket_id: int, now: datetime) -> bool:
        """Note the reminder, once for each offer."""

    async def customer_spoke(
        self, ticket_id: int, at: datetime, burst: Burst | None = None
    ) -> None:
        """Note that the customer spoke, which ends the silence. `burst`: how far the messages that
        they write in a row have come; None: as before."""

    async def staff_spoke(self, ticket_id: int, at: datetime) -> None:
        """Note that staff spoke, which ends the silence. The first message after the customer came
        counts as the answer."""

    async def answered_by_holder(self, ticket_id: int) -> None:
        """Note that no answer is due any more."""

    async def unanswered(self, since: datetime) -> list[int]:
        """Find active tickets whose customer spoke last, at or before `since`, and whose operator
        was not nudged."""

    async def silent(self, since: datetime) -> list[int]:
        """Find active tickets in which nobody has spoken after `since`, and whose customer was not
        asked yet."""

    async def asked(self, since: datetime) -> list[int]:
        """Find active tickets whose customer was asked at or before `since`."""

    async def set_silence(
        self, ticket_id: int, silence: Silence, now: datetime, *, frm: Silence
    ) -> bool:
        """Change the step of a silence."""

    async def left(self, ticket_id: int, at: datetime) -> bool:
        """Note that the customer left the room. Returns False when that, or something later, is
        known."""

    async def returned(self, ticket_id: int, at: datetime) -> bool:
        """Note that the customer is back. Returns False unless they were away."""

    async def away(self, since: datetime) -> list[int]:
        """Find open tickets whose customer left at or before `since` and did not come back."""

    async def unreachable(self, since: datetime) -> list[int]:
        """Find open tickets whose customer the bot could not write to since then or longer, and who
        came into no room, where they could be answered all the same."""
