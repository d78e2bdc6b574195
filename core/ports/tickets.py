"""Tickets, and those whose time has come: found, and each claimed once."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol

from core.model.records import TicketEvent
from core.model.tickets import CloseReason, Silence, Ticket, TicketEventKind


class Tickets(Protocol):
    """Requests."""

    async def get(self, ticket_id: int) -> Ticket | None: ...

    async def open_of(self, customer_id: int) -> Ticket | None:
        """The one that is not ended."""

    async def last_operators(
        self, people: Collection[int], since: datetime
    ) -> dict[int, int | None]:
        """Who served the newest ticket that closed at or after `since`, by customer; without those
        who have none."""

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


class Deadlines(Protocol):
    """Times in the rows of tickets. Finders give ids, the longest due first; a change takes effect
    only where the ticket is still as its caller believes it to be, and says so."""

    async def expect_answer(self, ticket_id: int, due: datetime) -> bool:
        """While active: whoever holds it must speak until then; a reminder is to come anew."""

    async def answers_due(self, by: datetime) -> list[int]:
        """Active, and the holder's time to speak ends at or before `by`."""

    async def answers_to_remind(self, by: datetime) -> list[int]:
        """The same, and the holder was not reminded yet."""

    async def answer_reminded(self, ticket_id: int, now: datetime) -> bool:
        """Once for each deadline."""

    async def lose(self, ticket_id: int, operator_id: int) -> bool:
        """Active and held by that one → queued in its old place, and passed over for them. The
        caller releases the assignment."""

    async def offers_due(self, by: datetime) -> list[int]:
        """Offered, and the customer's time to come ends at or before `by`."""

    async def offers_to_remind(self, by: datetime) -> list[int]:
        """The same, and the customer was not reminded yet."""

    async def offer_reminded(self, ticket_id: int, now: datetime) -> bool:
        """Once for each offer."""

    async def customer_spoke(self, ticket_id: int, at: datetime) -> None:
        """Ends the silence."""

    async def staff_spoke(self, ticket_id: int, at: datetime) -> None:
        """Ends the silence; the first word after the customer came is the answer."""

    async def answered_by_holder(self, ticket_id: int) -> None:
        """No answer is due any more."""

    async def unanswered(self, since: datetime) -> list[int]:
        """Active, the customer spoke last, at or before `since`, and nobody was nudged."""

    async def silent(self, since: datetime) -> list[int]:
        """Active, nobody has spoken after `since`, and the customer was not asked yet."""

    async def asked(self, since: datetime) -> list[int]:
        """Active, and the customer was asked at or before `since`."""

    async def set_silence(
        self, ticket_id: int, silence: Silence, now: datetime, *, frm: Silence
    ) -> bool:
        """From one step to another."""

    async def left(self, ticket_id: int, at: datetime) -> bool:
        """The customer left the room. False when that, or something later, is known."""

    async def returned(self, ticket_id: int, at: datetime) -> bool:
        """The customer is back. False unless they were away."""

    async def away(self, since: datetime) -> list[int]:
        """Open, and the customer left at or before `since` and did not come back."""

    async def unreachable(self, since: datetime) -> list[int]:
        """Open, the bot can write to the customer no more since then or longer, and they came into
        no room, where they could be spoken with all the same."""
