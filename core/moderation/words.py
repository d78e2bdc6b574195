"""Finds the words of a list in what somebody said, however they are written: in any case, with ё or
е, with marks and invisible letters in them, with letters of another script that look the same.
Pure."""

import unicodedata
from functools import lru_cache

from core.model.search import folded_words

_CYRILLIC, _AS_CYRILLIC = "авекмнорстухіјѕԁԛԝһ", "abekmhopctyxijsdqwh"
_GREEK, _AS_GREEK = "αεικνορτυχ", "aeikvoptux"
_ALIKE = str.maketrans(_CYRILLIC + _GREEK + "0", _AS_CYRILLIC + _AS_GREEK + "o")
_MIXED = "~"
"""Before what a word of several scripts looks like: no word begins so."""

_Part = tuple[str, str]
"""A listed word as it is, and as it looks to whoever writes it in several scripts."""
_Listed = tuple[tuple[_Part, ...], bool, str]
"""Its words, whether the last is only the beginning of one, and how it is listed."""


def found_word(listed: tuple[str, ...], text: str) -> str | None:
    """Return what of the list stands first in the text, as it is listed."""
    if not listed or not text:
        return None
    wanted = _wanted(listed)
    said = _forms(text)
    for first, word in enumerate(said):
        for parts, begins, written in wanted.get(word[0], ()):
            if _stands(said, first, parts, begins=begins):
                return written
    return None


def has_words(word: str) -> bool:
    """Whether there is anything in it that could be found."""
    return bool(_forms(word))


def _stands(said: tuple[str, ...], first: int, parts: tuple[_Part, ...], *, begins: bool) -> bool:
    *whole, last = parts
    end = first + len(whole)
    if end >= len(said) or any(said[first + n] not in part for n, part in enumerate(whole)):
        return False
    return said[end].startswith(last) if begins else said[end] in last


@lru_cache(maxsize=16)
def _wanted(listed: tuple[str, ...]) -> dict[str, list[_Listed]]:
    """Return what is listed by the first letters that it may begin with."""
    found: dict[str, list[_Listed]] = {}
    for written in listed:
        words = folded_words(_plain(written))
        parts = tuple((word, _MIXED + word.translate(_ALIKE)) for word in words)
        for start in parts[0] if parts else ():
            found.setdefault(start[0], []).append((parts, written.endswith("*"), written))
    return found


def _forms(text: str) -> tuple[str, ...]:
    return tuple(map(_form, folded_words(_plain(text))))


def _plain(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def _form(word: str) -> str:
    """Return a folded word, or what it looks like if it is of several scripts."""
    if word.isalpha() and word.isascii():
        return word
    scripts = {_script(each) for each in word if each.isalpha()}
    is_mixed = len(scripts) > 1 or (bool(scripts) and "0" in word)
    return _MIXED + word.translate(_ALIKE) if is_mixed else word


def _script(letter: str) -> str:
    if letter.isascii():
        return "latin"
    if "\u0400" <= letter <= "\u052f":
        return "cyrillic"
    return "greek" if "\u0370" <= letter <= "\u03ff" else "other"
