"""Decides what of stored words may stay when a customer is forgotten: numbers, and words of our
own."""

import re
from collections.abc import Collection, Mapping
from typing import Any


def redacted(fields: Mapping[str, Any], words: Collection[str]) -> dict[str, Any]:
    """Return a stored effect's fields with an ellipsis for each of `words` in the values of its
    texts, and in the title that a group or a topic is to get. All that is not a person's word
    stays."""
    return {
        name: _redacted_text(value, words)
        if isinstance(value, Mapping) or name == "title"
        else value
        for name, value in fields.items()
    }


def _redacted_text(kept: Any, words: Collection[str]) -> Any:
    match kept:
        case {"values": dict(values)}:
            shown = {name: _redacted_text(value, words) for name, value in values.items()}
            return {**kept, "values": shown}
        case list():
            return [_redacted_text(each, words) for each in kept]
        case str():
            for word in words:
                kept = kept.replace(word, "…")
    return kept


_WORDS_OF_OURS = frozenset(
    {"reason", "kind", "topic", "effect", "rung", "from", "to", "code", "skill"}
)
"""Keys under which an event's details have a word out of the desk's own list."""


_A_WORD = re.compile(r"[\w.-]{1,64}")


def anonymous_details(details: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return an event's details without names, notes and all else that a person may have written.
    Numbers and words of our own stay. None when nothing is left."""
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
