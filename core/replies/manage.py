"""Supervisors look through canned replies, change and remove them: in the bot by /replies, and on
the page. Anybody else: StaffOnly."""

from core.cards.send import PROMPT_LASTS, show_dialog
from core.model.actions import clipped
from core.model.replies import CannedReply
from core.model.reply_text_keys import ReplyKey
from core.model.texts import LANGUAGES, DeskError
from core.ports import Work
from core.replies import views
from core.replies.keep import checked, log_change, topic_named
from core.replies.rules import shortcut_of
from core.staff.access import supervisor

_WORDS = "reply-words"
"""The step of who is asked for other words: the reply follows, and until when."""


async def show_kept(work: Work, actor_id: int, page: int = 0, *, fresh: bool = False) -> None:
    """List all canned replies, a page at a time. Raises StaffOnly."""
    actor = await supervisor(work, actor_id)
    await work.uow.steps.clear(actor_id)
    known = await work.uow.replies.all()
    language = actor.language
    lines = [(each, topic_named(work, each.topic, language)) for each in known]
    shown = views.kept_list(lines, clipped(page, len(lines)), language)
    await show_dialog(work, actor_id, shown, fresh=fresh)


async def show_one(work: Work, actor_id: int, reply_id: int, *, fresh: bool = False) -> None:
    """Show one with its words, how often it was said, and what may be done. Raises StaffOnly,
    DeskError(REPLY_GONE)."""
    actor = await supervisor(work, actor_id)
    await work.uow.steps.clear(actor_id)
    reply = await _kept(work, reply_id)
    topic = topic_named(work, reply.topic, actor.language)
    await show_dialog(work, actor_id, views.kept_card(reply, topic, actor.language), fresh=fresh)


async def ask_words(work: Work, actor_id: int, reply_id: int) -> None:
    """Ask for other words; what they write then is what it says. Raises StaffOnly,
    DeskError(REPLY_GONE)."""
    actor = await supervisor(work, actor_id)
    reply = await _kept(work, reply_id)
    until = int((work.now + PROMPT_LASTS).timestamp())
    await work.uow.steps.set(actor_id, f"{_WORDS}:{reply_id}:{until}")
    await show_dialog(work, actor_id, views.ask_words(reply, actor.language))


async def take_words(work: Work, actor_id: int, words: str) -> bool:
    """Take the words that were asked for. False when none were, or too long ago. Raises as
    `change_reply`."""
    match (await work.uow.steps.get(actor_id) or "").split(":"):
        case (step, reply_id, until) if step == _WORDS:
            pass
        case _:
            return False
    if work.now.timestamp() > int(until):
        return False
    await change_reply(work, actor_id, int(reply_id), words)
    await show_one(work, actor_id, int(reply_id), fresh=True)
    return True


async def ask_to_remove(work: Work, actor_id: int, reply_id: int) -> None:
    """Ask whether to remove one. Raises StaffOnly, DeskError(REPLY_GONE)."""
    actor = await supervisor(work, actor_id)
    reply = await _kept(work, reply_id)
    await show_dialog(work, actor_id, views.sure_to_remove(reply, actor.language))


async def remove_from_list(work: Work, actor_id: int, reply_id: int) -> None:
    """Remove one, and show what is left. Raises StaffOnly."""
    await remove_reply(work, actor_id, reply_id)
    await show_kept(work, actor_id)


async def add_reply(
    work: Work, actor_id: int, shortcut: str, topic: str, language: str, words: str
) -> None:
    """Keep words under a shortcut, for a topic ("": for all) and in a language.

    Raises StaffOnly; DeskError for what is no shortcut, topic or language, for words that cannot be
    an answer, and where there is one already.
    """
    await supervisor(work, actor_id)
    named = shortcut_of(shortcut.strip())
    if named is None:
        raise DeskError(ReplyKey.SAVE_WRONG, word=shortcut)
    if topic and all(each.key != topic for each in work.rules.topics):
        raise DeskError(ReplyKey.SAVE_WRONG, word=topic)
    if language not in LANGUAGES:
        raise DeskError(ReplyKey.SAVE_WRONG, word=language)
    kept = checked(words)
    if not await work.uow.replies.add(named, topic, language, kept, actor_id, work.now):
        raise DeskError(ReplyKey.REPLY_TAKEN, shortcut=named)
    log_change(work, actor_id, (named, topic, language), None, kept)


async def change_reply(work: Work, actor_id: int, reply_id: int, words: str) -> None:
    """Let one say other words. Raises StaffOnly; DeskError for words that cannot be an answer, and
    for one that was removed."""
    await supervisor(work, actor_id)
    kept, reply = checked(words), await _kept(work, reply_id)
    if not await work.uow.replies.change(reply_id, kept, actor_id, work.now):
        raise DeskError(ReplyKey.REPLY_GONE)
    log_change(work, actor_id, _named(reply), reply.words, kept)


async def remove_reply(work: Work, actor_id: int, reply_id: int) -> None:
    """Remove one; once more changes nothing. Raises StaffOnly."""
    await supervisor(work, actor_id)
    reply = await work.uow.replies.get(reply_id)
    if reply is not None and await work.uow.replies.remove(reply_id):
        log_change(work, actor_id, _named(reply), reply.words, None)


def _named(reply: CannedReply) -> tuple[str, str, str]:
    return reply.shortcut, reply.topic, reply.language


async def _kept(work: Work, reply_id: int) -> CannedReply:
    reply = await work.uow.replies.get(reply_id)
    if reply is None:
        raise DeskError(ReplyKey.REPLY_GONE)
    return reply
