"""Reads a plain text in private straight from the update: the most frequent update of all, of which
aiogram's objects would cost more than all that the desk does with it.

Whatever has more than the fields named here (marks, a reply, a forward, a file) is none, and is
read as every other update is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from core.model.messages import MessageKind, Said
from core.model.people import Person

_PLAIN = {"message_id", "date", "chat", "from", "text"}


@dataclass(frozen=True, slots=True)
class PlainText:
    """Words that somebody wrote to the bot, as Telegram shows their author right now."""

    person: Person
    said: Said


def plain_text(update: Mapping[str, Any]) -> PlainText | None:
    """Return the words of a plain text; None for a command, and for every other update."""
    match update:
        case {
            "message": {
                "message_id": int(number),
                "date": int(date),
                "chat": {"type": "private", "id": int(chat)},
                "from": {"id": int(author), "is_bot": False, "first_name": str(first)} as shown,
                "text": str(text),
            } as message
        } if message.keys() <= _PLAIN and chat == author and text and not text.startswith("/"):
            last, username = shown.get("last_name"), shown.get("username")
            person = Person(
                author, f"{first} {last}" if last else first, username, shown.get("language_code")
            )
            said = Said(
                chat_id=chat,
                message_id=number,
                sender_id=author,
                sender_name=person.name or str(author),
                sent_at=datetime.fromtimestamp(date, UTC),
                kind=MessageKind.TEXT,
                text=text,
                sender_username=username,
            )
            return PlainText(person, said)
    return None
