"""What time asks of tickets: finding those whose time has come, and claiming each of them once."""

from datetime import datetime
from typing import Protocol

from core.model.tickets import Silence


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
