"""What is held back of what people say, and why; the owner's lists that say what. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any


class Held(StrEnum):
    """Why a message was recorded and not passed on."""

    FLOOD = "flood"  # the customer writes faster than anybody can read
    WORD = "word"  # the customer's words have one that never passes
    # words of the staff, until somebody says that they go
    STAFF_WORD = "staff-word"
    CARD = "card"
    WALLET = "wallet"


HELD_WORDS = {
    Held.FLOOD: "too many messages at once",
    Held.WORD: "a word of the desk's list",
    Held.STAFF_WORD: "a word of the staff's list",
    Held.CARD: "a card number",
    Held.WALLET: "a wallet's address",
}
"""Why, in a transcript."""


@dataclass(frozen=True, slots=True)
class Burst:
    """Messages in a row: which one of them the last was, and when the first came; once there are
    too many: when the last one came."""

    number: int = 0
    since: datetime | None = None

    def next(self, at: datetime, most: int, within: timedelta) -> "Burst":
        """Count a message. After `most` of them within that time the row ends only when nothing
        comes for as long."""
        if self.since is None or at - self.since > within:
            return Burst(1, at)
        return Burst(self.number + 1, max(at, self.since) if self.number >= most else self.since)


class WordList(StrEnum):
    """A list that supervisors and the owner keep; its value is its entry's key."""

    CUSTOMERS = "customers"  # words of customers that never pass
    STAFF = "staff"  # words of the staff that are asked about
    PATTERNS = "patterns"  # what else of the staff's is asked about: `PATTERNS`
    OWN = "own"  # cards and wallets of the desk's own, which nobody is asked about


PATTERNS = (Held.CARD.value, Held.WALLET.value)


LISTS = frozenset(each.value for each in WordList)


@dataclass(frozen=True, slots=True)
class WordRules:
    """What is on the lists. A word is several words, perhaps; one that ends with * is the
    beginning of one."""

    customers: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    own: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is on any list."""
        return self == NO_WORDS

    def on(self, which: WordList) -> tuple[str, ...]:
        """Return what is on a list."""
        found: tuple[str, ...] = getattr(self, which.value)
        return found


NO_WORDS = WordRules()


MOST_WORDS, LONGEST_WORD = 500, 100
"""On a list; characters of each."""


def word_of(words: str) -> str:
    """Return a word as it is kept: in one line."""
    return " ".join(words.split())


def read_words(value: Any) -> tuple[str, ...] | None:
    """Read a list of words; None for what is none."""
    if not isinstance(value, list | tuple) or len(value) > MOST_WORDS:
        return None
    for word in value:
        if not isinstance(word, str) or not word or word_of(word) != word:
            return None
        if len(word) > LONGEST_WORD:
            return None
    return tuple(dict.fromkeys(value))
