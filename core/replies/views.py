"""What staff is shown of canned replies."""

from collections.abc import Sequence

from core.model.actions import Doing, Verb, button, page_buttons, part
from core.model.replies import CannedReply
from core.model.reply_text_keys import ReplyKey
from core.model.text_keys import TextKey
from core.model.texts import Button, Rows, Shown, Text, Value, text

WORDS = 80
"""Letters of a reply in a list."""


def choice(ticket_id: int, replies: Sequence[CannedReply], page: int, language: str) -> Shown:
    """A page of the replies that fit a ticket, a button each, for its staff group."""
    done = (button(ReplyKey.BUTTON_REPLIES_DONE, Verb.REPLIES_DONE, ticket_id),)
    return _choice(ticket_id, replies, page, language, done)


def choice_in_private(
    ticket_id: int, replies: Sequence[CannedReply], page: int, language: str
) -> Shown:
    """The same for whoever holds the ticket."""
    back = (button(TextKey.BUTTON_BACK, Verb.CHATS, Doing.ALL.value, 0),)
    return _choice(ticket_id, replies, page, language, back)


def to_copy(ticket_id: int, reply: CannedReply, words: str, language: str) -> Shown:
    """A reply with the names in it, to be copied into a room."""
    back = (button(TextKey.BUTTON_BACK, Verb.REPLIES, ticket_id, 0),)
    values: dict[str, Value] = {"ticket": ticket_id, "shortcut": reply.shortcut, "words": words}
    return Shown(text(ReplyKey.REPLY_TO_COPY, language, **values), (back,))


def kept_list(lines: Sequence[tuple[CannedReply, str | Text]], page: int, language: str) -> Shown:
    """A page of all that is kept, each with the name of its topic, and a button each."""
    if not lines:
        return Shown(text(ReplyKey.KEPT_NONE, language))
    here = part(lines, page)
    listed = tuple(text(ReplyKey.KEPT_LINE, language, **_values(*each)) for each in here)
    buttons = [
        button(
            ReplyKey.BUTTON_KEPT,
            Verb.KEPT_REPLY,
            reply.id,
            shortcut=reply.shortcut,
            code=reply.language,
        )
        for reply, _ in here
    ]
    rows: Rows = tuple(tuple(buttons[first : first + 2]) for first in range(0, len(buttons), 2))
    shown = text(ReplyKey.KEPT_LIST, language, count=len(lines), list=listed)
    return Shown(shown, (*rows, *page_buttons(page, len(lines), Verb.KEPT_REPLIES)))


def kept_card(reply: CannedReply, topic: str | Text, language: str) -> Shown:
    """One, with what a supervisor may do."""
    buttons: Rows = (
        (
            button(ReplyKey.BUTTON_KEPT_WORDS, Verb.KEPT_WORDS, reply.id),
            button(ReplyKey.BUTTON_KEPT_REMOVE, Verb.KEPT_REMOVE, reply.id),
        ),
        (button(TextKey.BUTTON_BACK, Verb.KEPT_REPLIES, 0),),
    )
    values = _values(reply, topic)
    return Shown(text(ReplyKey.KEPT_CARD, language, words=reply.words, **values), buttons)


def ask_words(reply: CannedReply, language: str) -> Shown:
    """Ask for other words."""
    shown = text(
        ReplyKey.KEPT_ASK_WORDS,
        language,
        shortcut=reply.shortcut,
        customer="{customer}",
        operator="{operator}",
    )
    return Shown(shown, (_back_to(reply),))


def sure_to_remove(reply: CannedReply, language: str) -> Shown:
    """Ask whether to remove one."""
    yes = (button(ReplyKey.BUTTON_KEPT_YES, Verb.KEPT_GONE, reply.id),)
    shown = text(ReplyKey.KEPT_SURE, language, shortcut=reply.shortcut, words=short(reply.words))
    return Shown(shown, (yes, _back_to(reply)))


def short(words: str) -> str:
    """Return the first words, in one line."""
    line = " ".join(words.split())
    return line if len(line) <= WORDS else line[:WORDS].rstrip() + "…"


def _line(reply: CannedReply, language: str) -> Text:
    return text(ReplyKey.REPLY_LINE, language, shortcut=reply.shortcut, words=short(reply.words))


def _choice(
    ticket_id: int,
    replies: Sequence[CannedReply],
    page: int,
    language: str,
    last: tuple[Button, ...],
) -> Shown:
    if not replies:
        return Shown(text(ReplyKey.REPLIES_NONE, language, ticket=ticket_id), (last,))
    here = part(replies, page)
    listed = tuple(_line(each, language) for each in here)
    buttons = [
        button(ReplyKey.BUTTON_REPLY, Verb.REPLY, ticket_id, each.id, shortcut=each.shortcut)
        for each in here
    ]
    rows: Rows = tuple(tuple(buttons[first : first + 2]) for first in range(0, len(buttons), 2))
    turns = page_buttons(page, len(replies), Verb.REPLIES, ticket_id)
    shown = text(ReplyKey.REPLIES_WHICH, language, ticket=ticket_id, list=listed)
    return Shown(shown, (*rows, *turns, last))


def _values(reply: CannedReply, topic: str | Text) -> dict[str, Value]:
    return {
        "shortcut": reply.shortcut,
        "topic": topic,
        "code": reply.language,
        "count": reply.uses,
    }


def _back_to(reply: CannedReply) -> tuple[Button, ...]:
    return (button(TextKey.BUTTON_BACK, Verb.KEPT_REPLY, reply.id),)
