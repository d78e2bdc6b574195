"""What an owner wants to know of customers beside their name: an order's number, a plan. Fields are
asked for before a ticket about one of their topics, and their values are kept with the customer."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from core.model.messages import in_one_line
from core.model.people import read_phone

LONGEST_VALUE = 200
"""Characters of what a customer gives."""

MOST_FIELDS = 20
MOST_CHOICES = 20

_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


class FieldType(StrEnum):
    """What a value is, which says how it is read."""

    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    PHONE = "phone"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class CustomerField:
    """A field. `labels`: by language, where they differ; `choices`: of a choice, as they are shown;
    `pattern`: what the whole of a text has to be like; `topics`: of these alone, none: of all."""

    key: str
    label: str
    labels: Mapping[str, str] = field(default_factory=dict)
    type: FieldType = FieldType.TEXT
    choices: tuple[str, ...] = ()
    pattern: str | None = None
    required: bool = False
    topics: tuple[str, ...] = ()

    def labelled(self, language: str) -> str:
        """Return the label in that language."""
        return self.labels.get(language, self.label)

    def is_for(self, topic: str) -> bool:
        """Whether it is asked for before a ticket about that topic."""
        return not self.topics or topic in self.topics

    def read(self, words: str) -> str | None:
        """Return the value that somebody means, in one line; None for what cannot be one."""
        given = in_one_line(" ".join(words.split()))
        if not given or len(given) > LONGEST_VALUE:
            return None
        match self.type:
            case FieldType.NUMBER:
                digits = given.replace(" ", "")
                return digits if _NUMBER.fullmatch(digits) else None
            case FieldType.CHOICE:
                same = (one for one in self.choices if one.casefold() == given.casefold())
                return next(same, None)
            case FieldType.PHONE:
                return read_phone(given)
            case FieldType.EMAIL:
                return given if _EMAIL.fullmatch(given) else None
            case FieldType.TEXT:
                fits = self.pattern is None or re.fullmatch(self.pattern, given)
                return given if fits else None


@dataclass(frozen=True, slots=True)
class Asking:
    """Which field a customer is asked for, before a ticket about `topic`; `skipped`: which ones
    they would rather not give this time."""

    topic: str
    field: str
    skipped: tuple[str, ...] = ()


def field_of(fields: tuple[CustomerField, ...], key: str) -> CustomerField | None:
    """Return the field of that key."""
    return next((each for each in fields if each.key == key), None)


MOST_REPEATS = 3
"""Of a pattern, and none of a group: what is longer than a moment to try holds up everybody."""


def is_quick(pattern: str) -> bool:
    """Whether trying a pattern takes a moment whatever is given: no group is repeated, and few
    characters are."""
    # An escaped character and a class each count as one character.
    bare = re.sub(r"\[\^?\]?(?:\\.|[^\]\\])*\]", "x", re.sub(r"\\.", "x", pattern))
    repeats = re.findall(r"[*+?]|\{[0-9]*,[0-9]*\}|\{[0-9]+\}", bare.replace("(?", "("))
    of_groups = re.search(r"\)(?:[*+?]|\{)", bare)
    return of_groups is None and len(repeats) <= MOST_REPEATS and "(?" not in bare
