"""What is left of a customer who asked to be forgotten: numbers, and no word of or about them."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.domain.tickets import Ticket


@dataclass(frozen=True, slots=True)
class Erasure:
    """A customer's wish to be forgotten, and what a supervisor decided."""

    id: int
    customer_id: int
    asked_at: datetime
    decided_at: datetime | None = None
    decided_by: int | None = None
    granted: bool | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """How much is kept about a customer."""

    tickets: int
    messages: int
    files: int
    ratings: int


def is_forgotten(ticket: Ticket, forgotten_at: datetime | None) -> bool:
    """Whether the ticket was there when its customer was forgotten: what comes of it later is
    not kept."""
    return forgotten_at is not None and ticket.opened_at <= forgotten_at


def hidden(fields: Mapping[str, Any], words: Collection[str]) -> dict[str, Any]:
    """A stored effect's fields with an ellipsis for each of `words` in the values of its texts, and
    in the title that a group or a topic is to have; all that is not a person's word stays."""
    return {
        name: _hidden_text(value, words) if isinstance(value, Mapping) or name == "title" else value
        for name, value in fields.items()
    }


def _hidden_text(kept: Any, words: Collection[str]) -> Any:
    match kept:
        case {"values": dict(values)}:
            shown = {name: _hidden_text(value, words) for name, value in values.items()}
            return {**kept, "values": shown}
        case list():
            return [_hidden_text(each, words) for each in kept]
        case str():
            for word in words:
                kept = kept.replace(word, "…")
    return kept


_WORDS_OF_OURS = frozenset(
    {"reason", "kind", "topic", "effect", "rung", "from", "to", "code", "skill"}
)
"""Keys under which an event's details have a word out of the desk's own list."""

_A_WORD = re.compile(r"[\w.-]{1,64}")


def forgotten_details(details: Mapping[str, Any]) -> dict[str, Any] | None:
    """An event's details without names, notes and whatever else a person may have written: numbers
    stay, and words that are our own. None when nothing is left."""
    kept = {key: value for key, value in _kept(details).items() if value not in ({}, [])}
    return kept or None


def _kept(details: Mapping[str, Any]) -> dict[str, Any]:
    return {key: _value(value) for key, value in details.items() if _may_stay(key, value)}


def _value(value: Any) -> Any:
    if isinstance(value, Mapping):
        return _kept(value)
    if isinstance(value, list | tuple):
        return [_value(each) for each in value if _may_stay("", each)]
    return value


def _may_stay(key: str, value: Any) -> bool:
    if isinstance(value, str):
        return key in _WORDS_OF_OURS and _A_WORD.fullmatch(value) is not None
    return True
