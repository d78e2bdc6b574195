"""What the bot carried from one chat to another: customer to staff, and back."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Copy:
    """A message and where the bot said it again. The first was written by a person, the second is
    the bot's."""

    ticket_id: int
    from_chat_id: int
    from_message_id: int
    to_chat_id: int
    to_message_id: int
    copied_at: datetime
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """A message of a staff group that has to go when its ticket ends."""

    chat_id: int
    message_id: int
    seen_at: datetime
