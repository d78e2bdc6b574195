"""Keeping canned replies: by a Reply to the words in a staff group."""

from collections.abc import Sequence

from core.conversations.copies import answer_at
from core.conversations.page_answers import LONGEST_ANSWER
from core.model.audit import AuditKind
from core.model.effects import SendText
from core.model.messages import Said, utf16_length
from core.model.people import Role
from core.model.reply_text_keys import ReplyKey
from core.model.texts import LANGUAGES, DeskError, Text, text
from core.ports import Work
from core.replies.rules import shortcut_of


async def save_reply(
    work: Work, said: Said, arguments: str, words: Said | None, thread_id: int = 0
) -> None:
    """Answer /save in a staff group: keep what it replies to under the shortcut that it names, for
    a topic and in a language if these follow. Whoever answers there may keep something new; what a
    shortcut says already is changed by supervisors alone. Elsewhere nothing happens.

    `words`: the message that it replies to.
    """
    if await work.group(said.chat_id) is None:
        return
    try:
        shown = await _save(work, said, arguments.split(), words)
    except DeskError as refusal:
        shown = Text(refusal.key, work.rules.desk_language, refusal.values)
    await work.tell(SendText(said.chat_id, shown, reply_to=said.message_id, thread_id=thread_id))


async def _save(work: Work, said: Said, named: Sequence[str], words: Said | None) -> Text:
    if not named or words is None:
        raise DeskError(ReplyKey.SAVE_HOW, customer="{customer}", operator="{operator}")
    shortcut = shortcut_of(named[0])
    if shortcut is None:
        raise DeskError(ReplyKey.SAVE_WRONG, word=named[0])
    if await work.uow.copies.origin(words.chat_id, words.message_id) is not None:
        raise DeskError(ReplyKey.SAVE_NOT_OURS)
    recorded = await work.uow.messages.get(words.chat_id, words.message_id)
    known = await answer_at(work, words.chat_id, words.message_id)
    kept = checked((words if known is None else known.said).text)
    topic, language = _for_what(work, named[1:])
    if language is None:
        ticket = None if recorded is None else await work.ticket(recorded.ticket_id)
        customer = None if ticket is None else await work.customer(ticket.customer_id)
        language = work.rules.desk_language if customer is None else customer.language
    shown = {
        "shortcut": shortcut,
        "code": language,
        "topic": topic_named(work, topic, work.rules.desk_language),
    }
    by = said.sender_id
    if await work.uow.replies.add(shortcut, topic, language, kept, by, work.now):
        log_change(work, by, (shortcut, topic, language), None, kept)
        return text(ReplyKey.REPLY_SAVED, work.rules.desk_language, **shown)
    actor = await work.operator(by)
    if actor is None or actor.role is not Role.SUPERVISOR:
        return text(ReplyKey.REPLY_KNOWN, work.rules.desk_language, **shown)
    for each in await work.uow.replies.all():
        if (each.shortcut, each.topic, each.language) == (shortcut, topic, language):
            await work.uow.replies.change(each.id, kept, by, work.now)
            log_change(work, by, (shortcut, topic, language), each.words, kept)
    return text(ReplyKey.REPLY_CHANGED, work.rules.desk_language, **shown)


def log_change(
    work: Work, actor_id: int, which: tuple[str, str, str], before: str | None, after: str | None
) -> None:
    """Write into the audit log who changed a reply, named by its shortcut, topic and language."""
    shortcut, topic, language = which
    key = " ".join(filter(None, (f"!{shortcut}", language, topic)))
    work.audit(actor_id, AuditKind.REPLY, key, before, after)


def checked(words: str) -> str:
    """Return the words as they are kept. Raises DeskError for what cannot be an answer."""
    found = words.replace("\r\n", "\n").strip()
    if not found:
        raise DeskError(ReplyKey.SAVE_NO_WORDS)
    if utf16_length(found) > LONGEST_ANSWER:
        raise DeskError(ReplyKey.REPLY_TOO_LONG)
    return found


def topic_named(work: Work, topic: str, language: str) -> str | Text:
    """Return how staff reads for which topic a reply is."""
    if not topic:
        return text(ReplyKey.ALL_TOPICS, language)
    known = (each for each in work.rules.topics if each.key == topic)
    return next((each.titled(language) for each in known), topic)


def _for_what(work: Work, named: Sequence[str]) -> tuple[str, str | None]:
    """Return the topic and the language that the words name. Raises DeskError for a word that is
    neither."""
    topics = {topic.key.casefold(): topic.key for topic in work.rules.topics}
    topic, language = "", None
    for word in named:
        if word.casefold() in LANGUAGES:
            language = word.casefold()
        elif word.casefold() in topics:
            topic = topics[word.casefold()]
        else:
            raise DeskError(ReplyKey.SAVE_WRONG, word=word)
    return topic, language
