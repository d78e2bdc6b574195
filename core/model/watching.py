"""Supervisors who watch a ticket, and the messages by which they do."""

from dataclasses import dataclass
from datetime import datetime

MOST_BEFORE = 20
"""So many of the messages that were said before are shown when somebody begins to watch."""

LONGEST_WHISPER = 1000
"""Characters, as of every note of staff's."""


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
