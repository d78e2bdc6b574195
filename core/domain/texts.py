"""What the desk says, by key: the words themselves are Fluent files, the rendering is the
gateway's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import BeforeValidator

from core.domain.failure_keys import FailureKey
from core.domain.relay_keys import RelayKey
from core.domain.stats_keys import StatsKey
from core.domain.text_keys import Key, TextKey
from core.domain.trouble_keys import TroubleKey

__all__ = [
    "KEYS",
    "LANGUAGES",
    "Button",
    "FailureKey",
    "Key",
    "RelayKey",
    "Rows",
    "StatsKey",
    "Text",
    "TextKey",
    "TroubleKey",
    "Value",
    "key_of",
    "language_of",
]

KEYS: tuple[Key, ...] = (*TextKey, *RelayKey, *StatsKey, *TroubleKey, *FailureKey)
"""Every text there is."""

_BY_WORD = {key.value: key for key in KEYS}

LANGUAGES = ("en", "uk", "ru")


def key_of(word: str) -> Key:
    """The key of that word. Raises KeyError for a text that this version does not have."""
    return _BY_WORD[word]


AnyKey = Annotated[Key, BeforeValidator(key_of)]
"""A key that its word is read as, wherever rows are read."""


def language_of(code: str | None) -> str:
    """The desk's language for a Telegram language code (`uk`, `ru-RU`, None …); English unless one
    of ours."""
    short = (code or "en").split("-")[0].lower()
    return short if short in LANGUAGES else "en"


@dataclass(frozen=True, slots=True)
class Text:
    """A text by key with its values and language; values are data and are escaped where they are
    put in. A value may be a text itself, or several: those stand one below the other."""

    key: AnyKey
    language: str
    values: Mapping[str, "Value"] = field(default_factory=dict)


Value = str | int | Text | tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Button:
    """One button: an `action` (what a press means, at most 64 bytes, as `close:12`), or a `url`,
    or asks for the own contact. `values` are put into the label, as into a text."""

    label: AnyKey
    action: str | None = None
    url: str | None = None
    asks_contact: bool = False
    values: Mapping[str, str | int] = field(default_factory=dict)


Rows = tuple[tuple[Button, ...], ...]
