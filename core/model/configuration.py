"""What supervisors set on the page: topics, hours, holidays, tags, fields and texts, entry by
entry. One that is not there is the file's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from core.model.moderation import NO_WORDS, WordRules
from core.model.text_keys import Key

Table = Mapping[str, Any]
"""A table as `topics.toml` has it."""


class EntryKind(StrEnum):
    """What an entry is about."""

    TOPIC = "topic"  # of a topic all but its hours and holidays; the key is the topic's
    ORDER = "order"  # keys of topics, as customers see them
    HOURS = "hours"  # of a topic; of the whole desk without a key
    HOLIDAYS = "holidays"  # likewise
    TAGS = "tags"  # all that staff may put on tickets
    WORDS = "words"  # that are held back; the key is the list's (`core.model.moderation.WordList`)
    FIELDS = "fields"  # all that is asked of customers
    TEXT = "text"  # the key is `text_entry`'s


@dataclass(frozen=True, slots=True)
class Named:
    """Which entry: its kind and its key within that."""

    kind: EntryKind
    key: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the page. `value` is what would stand in the file; `revision` grows with each
    change of anything, and is the entry's last."""

    kind: EntryKind
    key: str
    value: Any
    revision: int
    at: datetime
    actor_id: int

    @property
    def name(self) -> Named:
        """Which it is."""
        return Named(self.kind, self.key)


@dataclass(frozen=True, slots=True)
class Ground:
    """What holds without the page: the file's tables, or the delivered ones (`is_file` False);
    `zone` is that of all hours. `texts`: the file's by language and key."""

    topics: Sequence[Table]
    zone: str
    hours: Any = None
    holidays: Any = None
    is_file: bool = False
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    words: WordRules = NO_WORDS
    fields: Any = None


def text_entry(language: str, key: str) -> str:
    """Return the key of a text's entry."""
    return f"{language}:{key}"


class Mistake(ValueError):
    """What is written cannot be used. Its text is the line for whoever wrote the file; `key` and
    `values` are the same for a person of any language."""

    def __init__(self, key: Key, line: str, /, **values: str | int) -> None:
        super().__init__(line)
        self.key = key
        self.values = values
