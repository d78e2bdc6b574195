"""Reads conversations to replay, and compares what was said with what was kept."""

import json
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.model.places import PlaceKind
from core.staff.rules import CUSTOMER, IN_ROOM, SUPERVISOR, command_of, looks_like_command

SPEAKERS = ("customer", "operator")
_DROPPED = re.compile("[\r\u2028-\u202e]")
_BLANKED = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f]")
LONGEST = 4096  # characters of one message: https://core.telegram.org/bots/api#sendmessage


@dataclass(frozen=True, slots=True)
class Turn:
    """One message: `by` is customer or operator."""

    by: str
    text: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation that is played as one ticket."""

    id: str
    turns: tuple[Turn, ...]
    line: int = 0  # of the file that it stands in


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that holds no conversation, and why."""

    number: int
    reason: str


def as_kept(text: str) -> str:
    """Convert a text to the form in which two are compared: Telegram trims its ends, leaves out
    separators of lines that are no newline, and makes other control characters blanks (TDLib,
    `clean_input_string`) or not, by who writes and with what."""
    return _BLANKED.sub(" ", _DROPPED.sub("", text)).strip()


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
    _whole(text, "a turn")
    return Turn(by, text)


def _whole(text: str, what: str) -> None:
    """Check a text. Raises ValueError for one that nobody can write or send."""
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ValueError(f"{what} has half a character (a lone surrogate)")


def _conversation(line: bytes, number: int) -> Conversation:
    value = json.loads(line.decode("utf-8-sig"))
    if not isinstance(value, dict):
        raise TypeError("not an object")
    turns = value.get("turns")
    if not isinstance(turns, list) or not turns:
        raise ValueError("no turns")
    name = str(value.get("id", number))
    _whole(name, "the id")
    return Conversation(name, tuple(_turn(turn) for turn in turns), number)


def read_conversations(whole: bytes) -> tuple[list[Conversation], list[BadLine]]:
    """Return the conversations of a file, one on each line, and the lines that hold none; empty
    ones are passed over. Only a newline ends a line: a text may have other separators in it."""
    good: list[Conversation] = []
    bad: list[BadLine] = []
    for number, line in enumerate(whole.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            good.append(_conversation(line, number))
        except UnicodeDecodeError as error:
            bad.append(BadLine(number, f"not UTF-8 (byte {error.start + 1})"))
        except json.JSONDecodeError as error:
            bad.append(BadLine(number, f"not JSON ({error.msg})"))
        except RecursionError:
            bad.append(BadLine(number, "not JSON (too deep)"))
        except (TypeError, ValueError) as error:
            bad.append(BadLine(number, str(error)))
    return good, bad


def is_command_there(turn: Turn, place: PlaceKind, internal_prefix: str) -> bool:
    """Tell whether the bot takes it for a command there, or it stays among staff: it cannot be said
    as words of the talk, however it is written."""
    command = command_of(turn.text.strip())
    if place is PlaceKind.ROOM:
        return turn.by == "operator" and command in IN_ROOM
    if turn.by == "customer":
        return command in {*CUSTOMER, *SUPERVISOR}
    inside = place is PlaceKind.THREAD and bool(internal_prefix)
    text = turn.text.strip()
    return looks_like_command(text) or (inside and text.startswith(internal_prefix))


def without_commands(
    conversations: Sequence[Conversation], place: PlaceKind, internal_prefix: str
) -> tuple[list[Conversation], list[str]]:
    """Return what can be played there as words, and what had to be left out of it: the lines, with
    the numbers of their turns."""
    left_out: list[str] = []
    playable: list[Conversation] = []
    for each in conversations:
        numbers = [
            number
            for number, turn in enumerate(each.turns, 1)
            if is_command_there(turn, place, internal_prefix)
        ]
        if numbers:
            turns = "turn" if len(numbers) == 1 else "turns"
            left_out.append(f"line {each.line} ({turns} {', '.join(map(str, numbers))})")
        kept = tuple(turn for number, turn in enumerate(each.turns, 1) if number not in numbers)
        if kept:
            playable.append(replace(each, turns=kept))
    return playable, left_out


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
    """Count missing and duplicated turns; reordered: the fewest to move into order, of those which
    were both said and kept.

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
