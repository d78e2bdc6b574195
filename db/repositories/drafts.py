"""Writes the journal's entries of a transaction, all at once at its end: what they name is looked
up for all of them together, and not at all where nothing is named."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import JSON, BigInteger, bindparam, insert, select, text
from sqlalchemy.dialects import postgresql

from core.model.journal import Draft
from core.model.messages import MessageKey, MessageKind, SenderRole
from core.model.people import Person
from core.model.places import Place
from core.transcripts.journal import named, placed, shown
from db.executor import Executor
from db.memory import Memory
from db.models import journal, places, tickets
from db.repositories.known_people import PEOPLE, known_people
from db.sql import one_of
from db.types import Json, SafeText, UtcDateTime

_ADD = insert(journal)
_CUSTOMERS = select(tickets.c.id, tickets.c.customer_id).where(one_of(tickets.c.id, "tickets"))
_PLACES = select(places.c.id, places.c.kind, places.c.title).where(one_of(places.c.id, "places"))

# Whoever answers a copy means what it is a copy of. A copy of what did not fit into the first one
# is kept under the message's negative number (core.model.messages.parts_of).
_MESSAGES = """
    SELECT {chat} AS chat, {number} AS number, it.chat_id, it.message_id, it.role, it.sender_name,
        it.sent_at, it.kind, it.text, it.details
    FROM {wanted} JOIN messages AS it ON it.chat_id = {chat} AND it.message_id = {number}
    UNION ALL
    SELECT {chat}, {number}, it.chat_id, it.message_id, it.role, it.sender_name,
        it.sent_at, it.kind, it.text, it.details
    FROM {wanted} JOIN copies ON copies.to_chat_id = {chat} AND copies.to_message_id = {number}
    JOIN messages AS it
        ON it.chat_id = copies.from_chat_id AND it.message_id = abs(copies.from_message_id)
"""
_COLUMNS: Mapping[str, Any] = {
    "sender_name": SafeText,
    "sent_at": UtcDateTime,
    "text": SafeText,
    "details": Json,
}
_POSTGRESQL = (
    text(
        _MESSAGES.format(
            wanted="unnest(:chats, :numbers) AS wanted (chat, number)",
            chat="wanted.chat",
            number="wanted.number",
        )
    )
    .bindparams(
        *(bindparam(each, type_=postgresql.ARRAY(BigInteger)) for each in ("chats", "numbers"))
    )
    .columns(**_COLUMNS)
)
_SQLITE = (
    text(
        _MESSAGES.format(
            wanted="json_each(:keys) AS wanted",
            chat="json_extract(wanted.value, '$[0]')",
            number="json_extract(wanted.value, '$[1]')",
        )
    )
    .bindparams(bindparam("keys", type_=JSON))
    .columns(**_COLUMNS)
)


class Drafts:
    """The entries of a transaction, before they are written."""

    __slots__ = ("_executor", "_is_postgresql", "_memory", "_waiting")

    def __init__(self, executor: Executor, memory: Memory, is_postgresql: bool) -> None:
        self._executor, self._memory = executor, memory
        self._is_postgresql = is_postgresql
        self._waiting: list[Draft] = []

    def add(self, draft: Draft) -> None:
        """Have an entry written, behind those that were added before."""
        self._waiting.append(draft)

    async def write(self) -> None:
        """Write all, in order."""
        drafts, self._waiting = self._waiting, []
        if not drafts:
            return
        customers = await self._customers({it.ticket_id for it in drafts if it.customer_id is None})
        there = await self._places({it.place_id for it in drafts if it.place_id is not None})
        people = await self._people({person for it in drafts for person in it.people})
        keys = {key for it in drafts for key in (it.about, it.reply_to) if key is not None}
        messages = await self._messages(keys)
        rows = [
            {
                "kind": draft.kind,
                "at": draft.at,
                "ticket_id": draft.ticket_id,
                "customer_id": draft.customer_id or customers[draft.ticket_id],
                "body": {**draft.body, **_named(draft, there, people, messages)},
            }
            for draft in drafts
        ]
        await self._executor.execute(_ADD, rows)

    async def _customers(self, wanted: set[int]) -> dict[int, int]:
        known = {each: self._memory.tickets.get(each) for each in wanted}
        found = {each: it.customer_id for each, it in known.items() if it is not None}
        if missing := sorted(wanted - found.keys()):
            rows = await self._executor.execute(_CUSTOMERS, {"tickets": missing})
            found |= {row.id: row.customer_id for row in rows}
        return found

    async def _places(self, wanted: set[int]) -> dict[int, dict[str, str]]:
        known = {each: self._memory.place(each) or self._memory.seen.get(each) for each in wanted}
        found = {each: placed(place) for each, place in known.items() if isinstance(place, Place)}
        if missing := sorted(wanted - found.keys()):
            rows = await self._executor.execute(_PLACES, {"places": missing})
            found |= {row.id: {"kind": row.kind.value, "title": row.title} for row in rows}
        return found

    async def _people(self, wanted: set[int]) -> dict[int, Person]:
        if not wanted:
            return {}
        rows = await self._executor.execute(PEOPLE, {"people": sorted(wanted)})
        return {each.id: each for each in known_people(rows.all())}

    async def _messages(self, wanted: set[MessageKey]) -> dict[MessageKey, dict[str, Any]]:
        if not wanted:
            return {}
        keys = sorted(wanted)
        values: dict[str, Any] = {"keys": keys}
        if self._is_postgresql:
            values = {
                "chats": [chat for chat, _ in keys],
                "numbers": [number for _, number in keys],
            }
        statement = _POSTGRESQL if self._is_postgresql else _SQLITE
        found: dict[MessageKey, dict[str, Any]] = {}
        for row in await self._executor.execute(statement, values):
            key = (row.chat_id, row.message_id)
            role, kind = SenderRole(row.role), MessageKind(row.kind)
            name = named(key, role, row.sender_name, row.sent_at, kind, row.text, row.details or {})
            found.setdefault((row.chat, row.number), name)
        return found


def _named(
    draft: Draft,
    there: Mapping[int, Any],
    people: Mapping[int, Person],
    messages: Mapping[MessageKey, Any],
) -> dict[str, Any]:
    wanted = {
        "place": there.get(draft.place_id or 0),
        "people": shown([people[each] for each in draft.people if each in people]),
        "about": None if draft.about is None else messages.get(draft.about),
        "answers": None if draft.reply_to is None else messages.get(draft.reply_to),
    }
    return {name: value for name, value in wanted.items() if value}
