"""What staff is shown of canned replies."""

from collections.abc import Sequence

from core.model.actions import Verb, button, page_buttons, part
from core.model.replies import CannedReply
from core.model.reply_text_keys import ReplyKey
from core.model.texts import Rows, Shown, Text, text

WORDS = 80
"""Letters of a reply in a list."""


def choice(ticket_id: int, replies: Sequence[CannedReply], page: int, language: str) -> Shown:
    """A page of the replies that fit a ticket, a button each."""
    done = (button(ReplyKey.BUTTON_REPLIES_DONE, Verb.REPLIES_DONE, ticket_id),)
    if not replies:
        return Shown(text(ReplyKey.REPLIES_NONE, language, ticket=ticket_id), (done,))
    here = part(replies, page)
    listed = tuple(_line(each, language) for each in here)
    buttons = [
        button(ReplyKey.BUTTON_REPLY, Verb.REPLY, ticket_id, each.id, shortcut=each.shortcut)
        for each in here
    ]
    rows: Rows = tuple(tuple(buttons[first : first + 2]) for first in range(0, len(buttons), 2))
    turns = page_buttons(page, len(replies), Verb.REPLIES, ticket_id)
    shown = text(ReplyKey.REPLIES_WHICH, language, ticket=ticket_id, list=listed)
    return Shown(shown, (*rows, *turns, done))


def short(words: str) -> str:
    """Return the first words, in one line."""
    line = " ".join(words.split())
    return line if len(line) <= WORDS else line[:WORDS].rstrip() + "…"


def _line(reply: CannedReply, language: str) -> Text:
    return text(ReplyKey.REPLY_LINE, language, shortcut=reply.shortcut, words=short(reply.words))
