"""Ledgers: what the record's chains had come to at the end of a day, in one signed statement."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.model.seals import Head


@dataclass(frozen=True, slots=True)
class Ledger:
    """A day's ledger. `body`: what it says (core.transcripts.ledgers); `hash`: of that, which has
    the hash of the one before in it; `signature` by `key`, None where there is no key."""

    day: date
    body: Mapping[str, Any]
    hash: bytes
    signature: bytes | None = None
    key: bytes | None = None


@dataclass(frozen=True, slots=True)
class Moved:
    """What came since the last ledger: the chains' heads, how many entries, and how many of these
    tell of an erasure."""

    heads: list[Head]
    entries: int
    erased: int
