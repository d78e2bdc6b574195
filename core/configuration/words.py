"""Supervisors, and the owner at the command line, keep the lists of words that are held back."""

from core.model.audit import OWNER, AuditKind
from core.model.configuration import Entry, EntryKind, Named
from core.model.moderation import (
    LISTS,
    LONGEST_WORD,
    MOST_WORDS,
    PATTERNS,
    WordList,
    WordRules,
    read_words,
    word_of,
)
from core.model.moderation_text_keys import HeldKey
from core.model.texts import DeskError
from core.moderation.words import has_words
from core.ports import Work
from core.staff.access import supervisor


async def add_word(work: Work, actor_id: int | None, which: WordList, words: str) -> None:
    """Put a word on a list; None: the owner does. Raises StaffOnly, DeskError(WORD_WRONG,
    WORD_KNOWN, WORDS_FULL, PATTERN_UNKNOWN)."""
    revision = await _allowed(work, actor_id)
    word = word_of(words)
    if which is WordList.PATTERNS and word not in PATTERNS:
        raise DeskError(HeldKey.PATTERN_UNKNOWN, list=", ".join(PATTERNS))
    if len(word) > LONGEST_WORD or not word.isprintable() or not has_words(word):
        raise DeskError(HeldKey.WORD_WRONG, most=LONGEST_WORD)
    known = (await desk_words(work)).on(which)
    if word.casefold() in {each.casefold() for each in known}:
        raise DeskError(HeldKey.WORD_KNOWN)
    if len(known) >= MOST_WORDS:
        raise DeskError(HeldKey.WORDS_FULL, most=MOST_WORDS)
    await _set(work, actor_id, which, revision, known, (*known, word))


async def drop_word(work: Work, actor_id: int | None, which: WordList, words: str) -> None:
    """Take a word off a list. Raises StaffOnly, DeskError(WORD_UNKNOWN)."""
    revision = await _allowed(work, actor_id)
    known = (await desk_words(work)).on(which)
    left = tuple(each for each in known if each.casefold() != word_of(words).casefold())
    if left == known:
        raise DeskError(HeldKey.WORD_UNKNOWN)
    await _set(work, actor_id, which, revision, known, left)


async def desk_words(work: Work) -> WordRules:
    """Return the lists as this transaction sees them; the rules may be a second behind."""
    found = {
        entry.key: read_words(entry.value) or ()
        for entry in await work.uow.configuration.entries()
        if entry.kind is EntryKind.WORDS and entry.key in LISTS
    }
    return WordRules(**found)


async def _allowed(work: Work, actor_id: int | None) -> int:
    if actor_id is not None:
        await supervisor(work, actor_id)
    return await work.uow.configuration.next_revision()


async def _set(
    work: Work,
    actor_id: int | None,
    which: WordList,
    revision: int,
    before: tuple[str, ...],
    after: tuple[str, ...],
) -> None:
    name = Named(EntryKind.WORDS, which.value)
    by = OWNER if actor_id is None else actor_id
    entry = Entry(name.kind, name.key, list(after), revision, work.now, by)
    await work.uow.configuration.put(entry)
    work.audit(actor_id, AuditKind.WORDS, name.key, list(before) or None, list(after))
