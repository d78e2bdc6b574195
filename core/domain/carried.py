"""What became of messages that the bot carried from one chat to another, looked up in a customer's
record."""

from collections.abc import Sequence
from datetime import datetime

from core.domain.copies import Copy, message_of
from core.domain.messages import Recorded
from core.domain.places import Place
from core.domain.tickets import TicketEventKind
from core.domain.transcripts import CustomerRecord

Key = tuple[int, int]
"""A chat, and a message of it."""


class Carried:
    """Where messages of a record went, and what they answer in the chat that they came from."""

    def __init__(self, record: CustomerRecord) -> None:
        self._customer = record.customer.id
        self._rows = {(row.said.chat_id, row.said.message_id): row for row in record.messages}
        self._places = {place.id: place for place in record.places}
        self._origins: dict[Key, Key] = {}
        self._copies: dict[Key, list[Copy]] = {}
        for copy in record.copies:
            source = (copy.from_chat_id, copy.from_message_id)
            origin = (copy.from_chat_id, message_of(copy.from_message_id))
            self._origins[copy.to_chat_id, copy.to_message_id] = origin
            self._copies.setdefault(source, []).append(copy)
        self._failed: dict[Key, str] = {}
        for event in record.events:
            if event.kind is TicketEventKind.UNDELIVERED:
                chat, message = event.details.get("chat"), event.details.get("message")
                if isinstance(chat, int) and isinstance(message, int):
                    self._failed[chat, message] = str(event.details.get("reason", ""))

    def answered(self, row: Recorded) -> Recorded | None:
        """The message that it answers: whoever answers a copy means what it is a copy of."""
        if row.said.reply_to is None:
            return None
        there = (row.said.chat_id, row.said.reply_to)
        return self._rows.get(there) or self._rows.get(self._origins.get(there, there))

    def place(self, row: Recorded) -> Place | None:
        """Where the ticket was talked about when it was said."""
        return None if row.place_id is None else self._places.get(row.place_id)

    def copies(self, row: Recorded) -> Sequence[Copy]:
        """Where it was said again, oldest first."""
        return self._copies.get((row.said.chat_id, row.said.message_id), ())

    def deleted_at(self, row: Recorded) -> datetime | None:
        """Since when it is gone; an answer also when it was taken back out of the customer's
        chat."""
        if row.deleted_at is not None or row.said.chat_id == self._customer:
            return row.deleted_at
        shown = [copy for copy in self.copies(row) if copy.to_chat_id == self._customer]
        taken_back = [copy.withdrawn_at for copy in shown if copy.withdrawn_at is not None]
        return max(taken_back) if taken_back and len(taken_back) == len(shown) else None

    def undelivered(self, row: Recorded) -> str | None:
        """Why it reached nobody on the other side; None when it did, or is still on its way."""
        if self.copies(row):
            return None
        return self._failed.get((row.said.chat_id, row.said.message_id))
