"""Supervisors who watch a ticket, and the messages by which they do."""

from dataclasses import dataclass
from datetime import datetime

from core.model.messages import MessageKind, Said, SenderRole

MOST_BEFORE = 20
"""So many of the messages that were said before are shown when somebody begins to watch."""

LONGEST_WHISPER = 1000
"""Characters, as of every note of staff's."""


OURS = frozenset({SenderRole.BOT, SenderRole.USERBOT})
"""In a room the bot's card is recorded, and whenever that changes."""


def is_mirrored(role: SenderRole, said: Said) -> bool:
    """Whether somebody said it: what happens in a chat, and what our accounts show there, is not
    mirrored."""
    return said.kind is not MessageKind.SERVICE and role not in OURS


@dataclass(frozen=True, slots=True)
class Watch:
    """A supervisor who watches a ticket, since when, and in which chat (and topic of it)."""

    ticket_id: int
    supervisor_id: int
    chat_id: int
    thread_id: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Watcher:
    """Where what is said is mirrored, for whom, in their language."""

    supervisor_id: int
    chat_id: int
    thread_id: int
    language: str


@dataclass(frozen=True, slots=True)
class Mirrored:
    """A message of the bot's that mirrors a ticket for a supervisor, or carries their whisper:
    a Reply to it is about that ticket."""

    chat_id: int
    message_id: int
    ticket_id: int
    supervisor_id: int
