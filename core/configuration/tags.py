"""Supervisors say which tags staff may put on tickets: on the page, and by /tags."""

from core.cards.send import show_dialog
from core.cards.views import marks as views
from core.model.audit import AuditKind
from core.model.configuration import Entry, EntryKind, Named
from core.model.find_text_keys import FindKey
from core.model.tags import LONGEST_TAG, MOST_TAGS, read_tags, tag_of, tag_word
from core.model.texts import DeskError
from core.ports import Work
from core.staff.access import supervisor

TAGS = Named(EntryKind.TAGS)


async def show_or_add_tag(work: Work, actor_id: int, words: str) -> None:
    """Add the tag that was written behind the command; show the list anew. Raises as `add_tag`."""
    await work.uow.steps.clear(actor_id)
    if words.strip():
        await add_tag(work, actor_id, words)
    await show_tags(work, actor_id, fresh=True)


async def show_tags(work: Work, actor_id: int, *, fresh: bool = False) -> None:
    """Show the desk's tags, with a button to take each off the list. Raises StaffOnly."""
    actor = await supervisor(work, actor_id)
    tags = await desk_tags(work)
    await show_dialog(work, actor_id, views.tags_list(tags, actor.language), fresh=fresh)


async def add_tag(work: Work, actor_id: int, words: str) -> None:
    """Make a tag. Raises StaffOnly, DeskError(TAG_WRONG, TAG_KNOWN, TAGS_FULL)."""
    await supervisor(work, actor_id)
    tag = tag_of(words)
    if not tag or len(tag) > LONGEST_TAG or not tag.isprintable():
        raise DeskError(FindKey.TAG_WRONG, most=LONGEST_TAG)
    revision = await work.uow.configuration.next_revision()
    tags = await desk_tags(work)
    if tag.casefold() in {each.casefold() for each in tags}:
        raise DeskError(FindKey.TAG_KNOWN)
    if len(tags) >= MOST_TAGS:
        raise DeskError(FindKey.TAGS_FULL, most=MOST_TAGS)
    await _set(work, actor_id, revision, tags, (*tags, tag))


async def drop_tag(work: Work, actor_id: int, word: str) -> None:
    """Take a tag off the list; tickets that have it keep it. Raises StaffOnly,
    DeskError(TAG_UNKNOWN)."""
    await supervisor(work, actor_id)
    revision = await work.uow.configuration.next_revision()
    tags = await desk_tags(work)
    left = tuple(tag for tag in tags if tag_word(tag) != word)
    if left == tags:
        raise DeskError(FindKey.TAG_UNKNOWN)
    await _set(work, actor_id, revision, tags, left)


async def drop_shown_tag(work: Work, actor_id: int, word: str) -> None:
    """The same by a button of the list, which is shown again. Raises as `drop_tag`."""
    await drop_tag(work, actor_id, word)
    await show_tags(work, actor_id)


async def desk_tags(work: Work) -> tuple[str, ...]:
    """Return the tags as this transaction sees them; the rules may be a second behind."""
    for entry in await work.uow.configuration.entries():
        if entry.name == TAGS:
            return read_tags(entry.value) or ()
    return ()


async def _set(
    work: Work, actor_id: int, revision: int, before: tuple[str, ...], after: tuple[str, ...]
) -> None:
    entry = Entry(TAGS.kind, TAGS.key, list(after), revision, work.now, actor_id)
    await work.uow.configuration.put(entry)
    work.audit(actor_id, AuditKind.TAGS, TAGS.key, list(before) or None, list(after))
