"""Ledgers: what the record's chains had come to at the end of a day, in one signed statement."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.model.seals import Head


@dataclass(frozen=True, slots=True)
class Witness:
    """A message that says what a day's ledger has for a hash."""

    day: str
    hash: str
    chat_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """A day's ledger. `body`: what it says (core.transcripts.ledgers); `hash`: of that, which has
    the hash of the one before in it; `signature` by `key`, None where there is no key.
    `message_id` in `chat_id`: where it was posted, and is dated by Telegram; of those no hash
    knows."""

    day: date
    body: Mapping[str, Any]
    hash: bytes
    signature: bytes | None = None
    key: bytes | None = None
    chat_id: int | None = None
    message_id: int | None = None

    @property
    def witness(self) -> Witness | None:
        """Where it was posted."""
        if self.chat_id is None or self.message_id is None:
            return None
        return Witness(self.day.isoformat(), self.hash.hex(), self.chat_id, self.message_id)


@dataclass(frozen=True, slots=True)
class Moved:
    """What came since the last ledger: the chains' heads, how many entries, and how many of these
    tell of an erasure."""

    heads: list[Head]
    entries: int
    erased: int
