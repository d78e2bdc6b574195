"""Which words a shortcut stands for, and with whose names."""

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from core.model.replies import LONGEST_SHORTCUT, CannedReply
from core.model.texts import LANGUAGES

_TYPED = re.compile(rf"!([^\W_][\w-]{{0,{LONGEST_SHORTCUT - 1}}})\s*")
_SHORTCUT = re.compile(rf"!?([^\W_][\w-]{{0,{LONGEST_SHORTCUT - 1}}})")
_PLACEHOLDER = re.compile(r"\{\s*(customer|operator)\s*\}", re.IGNORECASE)
_LIKE_ENOUGH = 0.6
_MOST_LIKE = 3


def typed(words: str) -> str | None:
    """Return the shortcut that is all that somebody wrote, as `!refund`; None for other words."""
    found = _TYPED.fullmatch(words)
    return None if found is None else found[1].casefold()


def shortcut_of(word: str) -> str | None:
    """Return a shortcut as it is kept; None for what cannot be one: it begins with a letter or a
    digit, and has only these, hyphens and low lines."""
    found = _SHORTCUT.fullmatch(word)
    return None if found is None else found[1].casefold()


def fitting(
    replies: Iterable[CannedReply], shortcut: str, topic: str, languages: Sequence[str]
) -> CannedReply | None:
    """Return what a shortcut stands for at a ticket of that topic; None when nothing fits. First
    comes the language (the customer's, the desk's, then any): words have to be understood. Of one
    language those for this topic come before those for all."""

    def rank(reply: CannedReply) -> tuple[int, bool, int]:
        return _rank(reply.language, languages), reply.topic != topic, reply.id

    able = [each for each in replies if each.shortcut == shortcut and each.topic in (topic, "")]
    return min(able, key=rank, default=None)


def offered(
    replies: Iterable[CannedReply], topic: str, languages: Sequence[str]
) -> list[CannedReply]:
    """Return what fits a ticket, one for each shortcut, in their order."""
    known = list(replies)
    shortcuts = sorted({each.shortcut for each in known})
    found = (fitting(known, shortcut, topic, languages) for shortcut in shortcuts)
    return [each for each in found if each is not None]


def nearest(shortcut: str, known: Iterable[str]) -> list[str]:
    """Return the shortcuts that may have been meant, the likeliest first."""
    able = sorted(set(known))
    begun = [each for each in able if each.startswith(shortcut) or shortcut.startswith(each)]
    like = get_close_matches(shortcut, able, _MOST_LIKE, _LIKE_ENOUGH)
    return list(dict.fromkeys([*like, *begun]))[:_MOST_LIKE]


def filled(words: str, customer: str, operator: str) -> str:
    """Put the names in. A name is never read for further placeholders."""
    names = {"customer": customer, "operator": operator}
    return _PLACEHOLDER.sub(lambda found: names[found[1].lower()], words)


def names_customer(words: str) -> bool:
    """Whether the customer's name is to be put in."""
    return any(found[1].lower() == "customer" for found in _PLACEHOLDER.finditer(words))


def _rank(language: str, languages: Sequence[str]) -> int:
    wanted = [*languages, *LANGUAGES]
    return wanted.index(language) if language in wanted else len(wanted)
