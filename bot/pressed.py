"""Reads a press of a button straight from the update: somebody waits for its answer, of which
aiogram's objects and its search for a route would be a good part."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.model.people import Person


@dataclass(frozen=True, slots=True)
class Pressed:
    """A press of a button below a message. Telegram does not always say below which, or where."""

    query_id: str
    person: Person
    data: str | None
    chat_id: int | None
    message_id: int | None

    @property
    def group(self) -> int | None:
        """The group in which that happened; groups have ids below zero (Bot API, Chat)."""
        return self.chat_id if self.chat_id is not None and self.chat_id < 0 else None


def pressed(update: Mapping[str, Any]) -> Pressed | None:
    """Return the press that an update tells of; None for every other update, and for a press that
    cannot be read."""
    match update:
        case {
            "callback_query": {
                "id": str(query_id),
                "from": {"id": int(who), "first_name": str(first)} as shown,
            } as query
        }:
            last = shown.get("last_name")
            name = f"{first} {last}" if last else first
            person = Person(who, name, shown.get("username"), shown.get("language_code"))
            return Pressed(query_id, person, query.get("data"), *_below(query))
    return None


def _below(query: Mapping[str, Any]) -> tuple[int | None, int | None]:
    """Return the chat and the message below which the button stands."""
    match query:
        case {"message": {"chat": {"id": int(chat_id)}, "message_id": int(message_id)}}:
            return chat_id, message_id
    return None, None
