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


def parts_of(message_id: int) -> tuple[int, int]:
    """Under which numbers the copies of one message are kept: its own, and one for what would not
    go into the first of them, as a caption that is longer than a bot's may be."""
    return message_id, -message_id


def message_of(number: int) -> int:
    """The message whose copy is kept under one of these numbers."""
    return abs(number)
