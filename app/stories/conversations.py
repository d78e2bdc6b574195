"""Conversations to replay: reading them, and comparing what was said with what was kept."""

import json
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SPEAKERS = ("customer", "operator")
LONGEST = 4096  # characters of one message: https://core.telegram.org/bots/api#sendmessage


@dataclass(frozen=True, slots=True)
class Turn:
    """One message: `by` is customer or operator."""

    by: str
    text: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """One ticket to be."""

    id: str
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that holds no conversation, and why."""

    number: int
    reason: str


def _turn(value: object) -> Turn:
    if not isinstance(value, dict):
        raise TypeError("a turn is not an object")
    by, text = value.get("by"), value.get("text")
    if by not in SPEAKERS:
        raise ValueError("a turn's `by` is neither customer nor operator")
    if not isinstance(text, str) or not text.strip():
        raise ValueError("a turn has no text")
    if len(text) > LONGEST:
        raise ValueError(f"a turn has more than {LONGEST} characters")
    return Turn(by, text)


def _conversation(line: str, number: int) -> Conversation:
    value = json.loads(line)
    if not isinstance(value, dict):
        raise TypeError("not an object")
    turns = value.get("turns")
    if not isinstance(turns, list) or not turns:
        raise ValueError("no turns")
    return Conversation(str(value.get("id", number)), tuple(_turn(turn) for turn in turns))


def read_conversations(lines: Iterable[str]) -> tuple[list[Conversation], list[BadLine]]:
    """The conversations, and the lines that hold none; empty lines are passed over."""
    good: list[Conversation] = []
    bad: list[BadLine] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            good.append(_conversation(line, number))
        except json.JSONDecodeError as error:
            bad.append(BadLine(number, f"not JSON ({error.msg})"))
        except (TypeError, ValueError) as error:
            bad.append(BadLine(number, str(error)))
    return good, bad


@dataclass(frozen=True, slots=True)
class Difference:
    """How a transcript differs from what was said, in messages."""

    missing: int = 0
    duplicated: int = 0
    reordered: int = 0

    def __add__(self, other: "Difference") -> "Difference":
        return Difference(
            self.missing + other.missing,
            self.duplicated + other.duplicated,
            self.reordered + other.reordered,
        )

    @property
    def none(self) -> bool:
        return self == Difference()


def compare(said: Sequence[Turn], kept: Sequence[Turn]) -> Difference:
    """Missing and duplicated by count of equal turns; reordered: the fewest to move into order, of
    those which were both said and kept.

    Whatever was kept beyond what was said counts as duplicated, whoever invented it.
    """
    wanted, found = Counter(said), Counter(kept)
    missing = sum((wanted - found).values())
    duplicated = sum((found - wanted).values())
    places: dict[Turn, list[int]] = defaultdict(list)
    for index, turn in enumerate(said):
        places[turn].append(index)
    # Hunt and Szymanski: the longest rising run through all places at which each may stand is the
    # longest part that both have in the same order. A repetition is taken for the one that fits.
    rising: list[int] = []
    for turn in kept:
        for index in reversed(places[turn]):
            at = bisect_left(rising, index)
            rising[at : at + 1] = [index]
    return Difference(missing, duplicated, len(said) - missing - len(rising))
