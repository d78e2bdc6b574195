"""Words as search knows them, the same for both databases: what is kept of a text, how a wish is
read, and where in a text its words stand. Pure.

A word is kept folded (NFC, casefold, ё as е, one apostrophe, no stress marks) and, where a stemmer
for its language exists (https://snowballstem.org), by its stem. For Ukrainian there is none: its
words are told by their letters, kept whole behind a mark, and found by their beginnings.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from snowballstemmer.english_stemmer import EnglishStemmer
from snowballstemmer.russian_stemmer import RussianStemmer

Range = tuple[int, int]
"""Of a text, in characters: from (inclusive) to (exclusive)."""

_APOSTROPHE = "\u02bc"  # a letter, so that databases take it for a part of its word
_APOSTROPHES = "'`\u00b4\u02b9\u02bc\u2018\u2019\u2032\uff07"
_INVISIBLE = "\u00ad\u200b-\u200d\u2060"  # hyphens and joiners that nobody sees
_MARKS = "\u0300-\u036f"
_WORD = re.compile(
    rf"[^\W_](?:[{_MARKS}{_INVISIBLE}]*[{_APOSTROPHES}]?[{_INVISIBLE}]*[^\W_]|[{_MARKS}])*"
)
_DROPPED = re.compile(f"[{_MARKS}{_INVISIBLE}]")
_FOLDED = str.maketrans({"ё": "е", **dict.fromkeys(_APOSTROPHES, _APOSTROPHE)})
_LONGEST = 60  # letters that are kept of a word

_UKRAINIAN = re.compile(f"[іїєґ{_APOSTROPHE}]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_OF_UKRAINIAN = _APOSTROPHE  # before a word: no word begins so
_BEGINNING = 4  # letters, at least: shorter ones begin too many words
_ENDING = re.compile(
    "(?:ями|ами|[оеє]ві|[оь]го|[оь]му|[иії]ми|[оеє]ю|[иії]й|[иії]х|[ії]в|[ая]м|[ая]х|[оеє]м|[ії]"
    "|[аяоеєиуюьй])$"
)
_DOUBLED = re.compile(r"(.)\1$")
_SOFTENED = re.compile("[цзс]і$")  # до рук-и, в руц-і

_ENGLISH, _RUSSIAN = EnglishStemmer(), RussianStemmer()
_PARTS = re.compile(r'"([^"]*)"(\*)?|([^\s"]+)')
_QUOTES = str.maketrans(dict.fromkeys("«»„“”", '"'))


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that follow one another; `begins`: the last of them is only the beginning of a word."""

    words: tuple[str, ...]
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """A search: of each of `all_of` at least one phrase must be found."""

    all_of: tuple[tuple[Phrase, ...], ...]


def kept(text: str) -> str:
    """Return the text's words as the index keeps them, separated by spaces."""
    return " ".join(form for form, _where in _forms(text))


def folded_words(text: str) -> tuple[str, ...]:
    """Return the text's words folded and whole, as names are found by their beginnings."""
    return tuple(_folded(match[0]) for match in _WORD.finditer(text))


def read_wish(words: str) -> Wish | None:
    """Parse a search: words in any order, a "phrase in quotes", a beginn*. None when there is no
    word in it."""
    found = []
    for quoted, quoted_begins, plain in _PARTS.findall(words.translate(_QUOTES)):
        begins = bool(quoted_begins) or plain.endswith("*")
        folded = [_folded(match[0]) for match in _WORD.finditer(quoted or plain)]
        if folded:
            found.append(_phrases(folded, begins=begins, is_exact=bool(quoted)))
    return Wish(tuple(found)) if found else None


def marked(text: str, wish: Wish) -> tuple[Range, ...] | None:
    """Return where the words of a search stand in a text, in order and apart from each other; None
    when not all of them do."""
    forms = list(_forms(text))
    ranges: set[Range] = set()
    for phrases in wish.all_of:
        found = {where for phrase in phrases for where in _standing(forms, phrase)}
        if not found:
            return None
        ranges |= found
    return _apart(sorted(ranges))


def _forms(text: str) -> Iterator[tuple[str, Range]]:
    for match in _WORD.finditer(text):
        yield _form_of(match[0]), match.span()


@lru_cache(maxsize=50_000)
def _form_of(word: str) -> str:
    return _form(_folded(word))


def _folded(word: str) -> str:
    if word.isascii():
        return word.lower().replace("'", _APOSTROPHE).replace("`", _APOSTROPHE)[:_LONGEST]
    folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", word).casefold())
    return _DROPPED.sub("", folded).translate(_FOLDED)[:_LONGEST]


def _form(folded: str) -> str:
    """Return a folded word as the index keeps it."""
    if _CYRILLIC.search(folded):
        is_ukrainian = _UKRAINIAN.search(folded) is not None
        return _OF_UKRAINIAN + folded if is_ukrainian else str(_RUSSIAN.stemWord(folded))
    plain = folded.replace(_APOSTROPHE, "'")
    if plain.isascii() and not plain.isdigit():
        return str(_ENGLISH.stemWord(plain)).rstrip("'").replace("'", _APOSTROPHE)
    return folded


def _phrases(folded: Sequence[str], *, begins: bool, is_exact: bool) -> tuple[Phrase, ...]:
    """Return what a part of a search may stand for."""
    *before, last = folded
    forms = tuple(map(_form, before))
    whole = Phrase((*forms, _form(last)))
    is_cyrillic = _CYRILLIC.search(last) is not None
    if begins:
        ends = (last, _OF_UKRAINIAN + last) if is_cyrillic else (last,)
        return (whole, *(Phrase((*forms, end), begins=True) for end in ends))
    if is_exact or before or not is_cyrillic:
        return (whole,)
    if not _UKRAINIAN.search(last):
        return (whole, *_beginning(_OF_UKRAINIAN, _form(last)))
    ending = _SOFTENED if _SOFTENED.search(last) else _ENDING
    beginning = _DOUBLED.sub(r"\1", ending.sub("", last))
    if len(beginning) < _BEGINNING:
        beginning = last
    in_russian = () if _UKRAINIAN.search(beginning) else _beginning("", beginning)
    return (whole, *_beginning(_OF_UKRAINIAN, beginning), *in_russian)


def _beginning(mark: str, word: str) -> tuple[Phrase, ...]:
    return (Phrase((mark + word,), begins=True),) if len(word) >= _BEGINNING else ()


def _standing(forms: Sequence[tuple[str, Range]], phrase: Phrase) -> Iterator[Range]:
    *before, last = phrase.words
    for first in range(len(forms) - len(before)):
        end, where = forms[first + len(before)]
        if (end.startswith(last) if phrase.begins else end == last) and all(
            forms[first + number][0] == word for number, word in enumerate(before)
        ):
            yield forms[first][1][0], where[1]


def _apart(ranges: Sequence[Range]) -> tuple[Range, ...]:
    apart: list[Range] = []
    for start, end in ranges:
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return tuple(apart)
