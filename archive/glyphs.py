"""Tells which characters our fonts can draw: DejaVu Sans draws letters, Noto Emoji pictures. What
neither has is written as its number, never left out."""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

_SELECTOR, _JOINER, _KEYCAP = "\ufe0f", "\u200d", "\u20e3"
_PICTURES_FROM = 0x1F000
"""From here on Noto Emoji draws what both fonts have."""
_OVERRIDES = frozenset("\u202d\u202e")
"""What makes letters stand in another order than they were written in: shown as numbers, so that
nothing reads as something else."""
_ISOLATES = frozenset("\u2066\u2067\u2068\u2069")
"""Nothing is drawn of these: they keep the direction of a name apart from that of the line."""


def _one_of(characters: Set[int]) -> str:
    return "[" + "".join(re.escape(chr(each)) for each in sorted(characters)) + "]"


@dataclass(frozen=True)
class Piece:
    """A part of a text that one font draws."""

    text: str
    is_picture: bool


class Glyphs:
    """What can be drawn by two fonts, given by the code points that each of them has."""

    def __init__(self, letters: Set[int], pictures: Set[int]) -> None:
        self._drawn = ({chr(each) for each in letters | pictures} | _ISOLATES) - _OVERRIDES
        both = {each for each in pictures if each > 0xFF and chr(each) not in "\u200d\ufe0f\u20e3"}
        plain = {each for each in both if each >= _PICTURES_FROM or each not in letters}
        part = rf"(?:{_one_of(both)}{_SELECTOR}?{_KEYCAP}?)"
        begin = rf"(?:{_one_of(plain)}|{_one_of(both | {0xA9, 0xAE})}{_SELECTOR})"
        keycap = f"[0-9#*]{_SELECTOR}?{_KEYCAP}"
        sequence = rf"(?:{begin}{_SELECTOR}?(?:{_JOINER}{part}|{_one_of(plain)})*|{keycap})"
        self._sequences = re.compile(rf"({sequence}+)")

    def drawable(self, text: str) -> str:
        """Return the text with the number in place of every character that neither font has."""
        if self._drawn.issuperset(text):
            return text
        return "".join(each if each in self._drawn else f"<U+{ord(each):04X}>" for each in text)

    def pieces(self, text: str) -> Iterator[Piece]:
        """Take a text apart by the font that draws it; what is joined into one picture stays
        together."""
        for number, part in enumerate(self._sequences.split(text)):
            if part:
                yield Piece(part, is_picture=bool(number % 2))
