"""Keeps what was said, and where it was copied: core.ports.Messages, Copies and Traces."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from itertools import chain
from typing import Any

from sqlalchemy import Select, bindparam, delete, exists, func, insert, select, update

from core.model.messages import (
    Copy,
    Media,
    Recorded,
    Said,
    SenderRole,
    Version,
    in_order,
    is_held,
)
from core.model.search import kept
from core.model.tickets import BEFORE_ALL
from core.ports import Rest
from db.models import copies, message_versions, messages, tickets
from db.prepared import AnyRow
from db.repositories.base import Repository, columns_of
from db.sql import Either, one_of

_M = messages.c
_V = message_versions.c
_ONE = (_M.chat_id == bindparam("chat"), _M.message_id == bindparam("number"))

# What is kept for search alone is read by search alone. `_recorded` takes them in this order.
_READ = (
    "id ticket_id place_id role chat_id message_id sender_id sender_name sent_at kind text"
    " entities media reply_to album edited_at details recorded_at deleted_at media_path media_size"
    " media_lost"
)
_MESSAGES = select(*(_M[name] for name in _READ.split()))
_GET = _MESSAGES.where(*_ONE)
_VERSIONS = select(_V.message_row_id, _V.text, _V.until).order_by(_V.id)
_VERSIONS_OF = _VERSIONS.where(_V.message_row_id == bindparam("row"))
_OF_THEIRS = (
    tickets.c.customer_id == bindparam("customer"),
    tickets.c.opened_at > bindparam("since"),
)
_OF_CUSTOMER = _MESSAGES.join(tickets, tickets.c.id == _M.ticket_id).where(*_OF_THEIRS)
_VERSIONS_OF_CUSTOMER = (
    _VERSIONS.join(messages, _M.id == _V.message_row_id)
    .join(tickets, tickets.c.id == _M.ticket_id)
    .where(*_OF_THEIRS)
)
_OF_TICKET = _MESSAGES.where(_M.ticket_id == bindparam("ticket"), _M.chat_id == bindparam("chat"))
_FIRST_OF = select(func.min(_M.message_id).label("first")).where(
    _M.ticket_id == bindparam("ticket"), _M.chat_id == bindparam("chat")
)
_ALBUM_PART = (
    _MESSAGES.where(
        _M.chat_id == bindparam("chat"),
        # Parts of an album come one after the other; others may write between them.
        _M.message_id.between(bindparam("first"), bindparam("last")),
        _M.album == bindparam("grouped"),
    )
    .order_by(_M.message_id)
    .limit(1)
)
_ALBUM_LEFT = _MESSAGES.where(
    _M.chat_id == bindparam("chat"),
    _M.message_id.between(bindparam("first"), bindparam("last")),
    _M.album == bindparam("grouped"),
    _M.deleted_at.is_(None),
    ~exists().where(
        copies.c.from_chat_id == _M.chat_id,
        copies.c.from_message_id == _M.message_id,
        copies.c.to_chat_id == bindparam("there"),
        copies.c.withdrawn_at.is_(None),
    ),
).order_by(_M.message_id)
_VERSIONS_OF_TICKET = _VERSIONS.join(messages, _M.id == _V.message_row_id).where(
    _M.ticket_id == bindparam("ticket"), _M.chat_id == bindparam("chat")
)
_OF_WHOLE_TICKET = _MESSAGES.where(_M.ticket_id == bindparam("ticket"))
_VERSIONS_OF_WHOLE_TICKET = _VERSIONS.join(messages, _M.id == _V.message_row_id).where(
    _M.ticket_id == bindparam("ticket")
)
_ADD = Either(
    lambda insert: insert(messages).on_conflict_do_nothing(
        index_elements=[_M.chat_id, _M.message_id]
    )
)
_ADD_NEW = insert(messages)
_ANY_KNOWN = (
    select(_M.id).where(one_of(_M.chat_id, "chats"), one_of(_M.message_id, "numbers")).limit(1)
)
_ADD_VERSION = insert(message_versions)
_EDIT = (
    update(messages)
    .where(_M.id == bindparam("row"))
    .values(
        kind=bindparam("as_kind"),
        text=bindparam("as_text"),
        words=bindparam("as_words"),
        entities=bindparam("as_entities"),
        media=bindparam("as_media"),
        details=bindparam("as_details"),
        edited_at=bindparam("at"),
    )
)
_DELETE = (
    update(messages)
    .where(_M.chat_id == bindparam("chat"), one_of(_M.message_id, "numbers"))
    .where(_M.deleted_at.is_(None))
    .values(deleted_at=bindparam("now"))
    .returning(_M.ticket_id)
)
_MEDIA_SAVED = (
    update(messages)
    .where(*_ONE)
    .values(media_path=bindparam("path"), media_size=bindparam("bytes"), media_lost=None)
)
_MEDIA_LOST = update(messages).where(*_ONE).values(media_lost=bindparam("why"))


def _plain(media: Media) -> dict[str, Any]:
    """Leave a file's handle out where there is none, as in rows from before there were handles."""
    values = asdict(media)
    if media.file_id is None:
        del values["file_id"]
    return values


ALBUM_SPREAD = 1_000
"""An album's parts come within a second, however many others write in between. Without that bound
all that was ever said in a group would be looked through."""


def _content(said: Said) -> dict[str, Any]:
    """Return the columns that an edit can change; nothing is kept as NULL."""
    return {
        "kind": said.kind,
        "text": said.text,
        "words": kept(said.text),
        "entities": [dict(entity) for entity in said.entities] or None,
        "media": None if said.media is None else _plain(said.media),
        "details": dict(said.details) or None,
    }


def _standing(said: Said) -> tuple[Any, ...]:
    """Return what an edit changes; a file's handle is no part of it (`Media`)."""
    marks = [dict(entity) for entity in said.entities]
    return said.kind, said.text, marks, said.media, dict(said.details)


def _said(row: AnyRow) -> Said:
    return _recorded(row, ()).said


def _recorded(row: AnyRow, versions: Sequence[Version]) -> Recorded:
    # Taken apart at once: of some customers there are ten thousand.
    (
        id_, ticket_id, place_id, role, chat_id, message_id, sender_id, sender_name, sent_at, kind,
        text, entities, media, reply_to, album, edited_at, details, _recorded_at, deleted_at,
        media_path, _media_size, media_lost,
    ) = row  # fmt: skip
    said = Said(
        chat_id, message_id, sender_id, sender_name, sent_at, kind, text,
        tuple(entities or ()), None if media is None else Media(**media), reply_to, album,
        edited_at, details or {},
    )  # fmt: skip
    return Recorded(
        id_, ticket_id, role, said, tuple(versions), deleted_at, media_path, media_lost, place_id
    )


class SqlMessages(Repository):
    """Keeps what was said."""

    __slots__ = ()

    async def get(self, chat_id: int, message_id: int) -> Recorded | None:
        row = await self._one(_GET, {"chat": chat_id, "number": message_id})
        if row is None:
            return None
        return (await self._with_versions([row], _VERSIONS_OF, {"row": row.id}))[0]

    async def add(
        self, ticket_id: int, place_id: int | None, role: SenderRole, said: Said, now: datetime
    ) -> bool:
        values = {
            "ticket_id": ticket_id,
            "place_id": place_id,
            "role": role,
            "chat_id": said.chat_id,
            "message_id": said.message_id,
            "sender_id": said.sender_id,
            "sender_name": said.sender_name,
            "sent_at": said.sent_at,
            "reply_to": said.reply_to,
            "album": said.album,
            "edited_at": said.edited_at,
            "recorded_at": now,
            **_content(said),
        }
        if self._memory.is_new_expected:
            self._transaction.write_later(_ADD_NEW, values)
            return True
        return await self._changed(_ADD[self._is_postgresql], values)

    async def any_known(self, said: Collection[tuple[int, int]]) -> bool:
        chats, numbers = zip(*said, strict=True) if said else ((), ())
        values = {"chats": list(set(chats)), "numbers": list(set(numbers))}
        return (await self._one(_ANY_KNOWN, values)) is not None

    def expect_new(self) -> None:
        self._memory.is_new_expected = True

    async def edit(self, chat_id: int, message_id: int, said: Said, now: datetime) -> bool:
        row = await self._one(_GET, {"chat": chat_id, "number": message_id})
        if row is None:
            return False
        new = _content(said)
        if _standing(_said(row)) == _standing(said):
            return False
        at = said.edited_at or now
        await self._execute(_ADD_VERSION, {"message_row_id": row.id, "text": row.text, "until": at})
        values = {f"as_{column}": value for column, value in new.items()}
        return await self._changed(_EDIT, {**values, "row": row.id, "at": at})

    async def delete(self, chat_id: int, message_ids: Sequence[int], now: datetime) -> list[int]:
        values = {"chat": chat_id, "numbers": list(message_ids), "now": now}
        return sorted({row.ticket_id for row in await self._all(_DELETE, values)})

    async def media_saved(self, chat_id: int, message_id: int, path: str, size: int) -> None:
        values = {"chat": chat_id, "number": message_id, "path": path, "bytes": size}
        await self._execute(_MEDIA_SAVED, values)

    async def media_lost(self, chat_id: int, message_id: int, reason: str) -> None:
        await self._execute(_MEDIA_LOST, {"chat": chat_id, "number": message_id, "why": reason})

    async def of_ticket(self, ticket_id: int, chat_id: int) -> list[Recorded]:
        values = {"ticket": ticket_id, "chat": chat_id}
        rows = await self._all(_OF_TICKET, values)
        return in_order(await self._with_versions(rows, _VERSIONS_OF_TICKET, values))

    async def of_whole_ticket(self, ticket_id: int) -> list[Recorded]:
        """Return what was said of a ticket in whatever chat, in order (`in_order`)."""
        values = {"ticket": ticket_id}
        rows = await self._all(_OF_WHOLE_TICKET, values)
        return in_order(await self._with_versions(rows, _VERSIONS_OF_WHOLE_TICKET, values))

    async def first_of(self, ticket_id: int, chat_id: int) -> int | None:
        row = await self._one(_FIRST_OF, {"ticket": ticket_id, "chat": chat_id})
        return None if row is None else row.first

    async def album_part(self, chat_id: int, album: str, message_id: int) -> Recorded | None:
        near = {"first": message_id - ALBUM_SPREAD, "last": message_id + ALBUM_SPREAD}
        row = await self._one(_ALBUM_PART, {"chat": chat_id, "grouped": album, **near})
        return None if row is None else _recorded(row, ())

    async def album_left(self, chat_id: int, album: str, near: int, to_chat: int) -> list[Recorded]:
        """Return the parts of an album that were not copied to another chat yet, by message id;
        without their earlier versions, and without what is held back. `near` is one of them."""
        values = {
            "chat": chat_id,
            "first": near - ALBUM_SPREAD,
            "last": near + ALBUM_SPREAD,
            "grouped": album,
            "there": to_chat,
        }
        found = [_recorded(row, ()) for row in await self._all(_ALBUM_LEFT, values)]
        return [each for each in found if not is_held(each.said)]

    async def of_customer(
        self, customer_id: int, since: datetime = BEFORE_ALL, rest: Rest | None = None
    ) -> list[Recorded]:
        values = {"customer": customer_id, "since": since}
        parts = [
            rows async for rows in self._transaction.executor.in_parts(_OF_CUSTOMER, values, rest)
        ]
        versions = await self._versions(chain(*parts), _VERSIONS_OF_CUSTOMER, values)
        found: list[Recorded] = []
        for rows in parts:
            found += [_recorded(row, versions.get(row.id, ())) for row in rows]
            if rest is not None:
                await rest()
        return in_order(found)

    async def _with_versions(
        self, rows: Sequence[AnyRow], statement: Select[*tuple[Any, ...]], values: Mapping[str, Any]
    ) -> list[Recorded]:
        versions = await self._versions(rows, statement, values)
        return [_recorded(row, versions.get(row.id, ())) for row in rows]

    async def _versions(
        self, rows: Iterable[AnyRow], statement: Select[*tuple[Any, ...]], values: Mapping[str, Any]
    ) -> dict[int, list[Version]]:
        """Return what messages said before, by row, as the statement finds it."""
        versions: dict[int, list[Version]] = {}
        # Nearly no message is edited, and an edit leaves its time.
        if any(row.edited_at is not None for row in rows):
            for row_id, text, until in await self._all(statement, values):
                versions.setdefault(row_id, []).append(Version(text, until))
        return versions


_C = copies.c
COPIED = columns_of(copies, Copy)
_FROM = (_C.from_chat_id == bindparam("chat"), _C.from_message_id == bindparam("message"))
_TO = (_C.to_chat_id == bindparam("chat"), _C.to_message_id == bindparam("message"))

_ADD_COPY = Either(lambda insert: insert(copies).on_conflict_do_nothing())
_COPIED_NOW = COPIED[:-1]  # it was not taken back
_OF = select(*COPIED).where(*_FROM).order_by(_C.id.desc())
_ORIGIN = select(*COPIED).where(*_TO).order_by(_C.id.desc()).limit(1)
_COPY_IN = (
    select(_C.to_message_id)
    .where(*_FROM, _C.to_chat_id == bindparam("there"))
    .order_by(_C.id.desc())
    .limit(1)
)
_ORIGIN_IN = (
    select(_C.from_message_id)
    .where(*_TO, _C.from_chat_id == bindparam("there"))
    .order_by(_C.id.desc())
    .limit(1)
)
_COPIES_OF = (
    select(*COPIED)
    .where(_C.ticket_id == bindparam("ticket"), _C.to_chat_id == bindparam("there"))
    .order_by(_C.id)
)
_FORGET = delete(copies).where(
    _C.ticket_id == bindparam("ticket"), _C.to_chat_id == bindparam("there")
)
_WITHDRAWN = (
    update(copies)
    .where(*_FROM, _C.to_chat_id == bindparam("there"), _C.withdrawn_at.is_(None))
    .values(withdrawn_at=bindparam("now"))
)


def _copied(
    ticket_id: int, from_chat_id: int, there: int, to_chat_id: int, here: int, now: datetime
) -> dict[str, Any]:
    values = (ticket_id, from_chat_id, there, to_chat_id, here, now)
    return {column.name: value for column, value in zip(_COPIED_NOW, values, strict=True)}


class SqlCopies(Repository):
    """Keeps copies. They are written with the commit, or before anything is read."""

    __slots__ = ()

    _put_off = (_ADD_COPY,)

    async def add(
        self,
        ticket_id: int,
        from_chat_id: int,
        to_chat_id: int,
        pairs: Sequence[tuple[int, int]],
        now: datetime,
    ) -> None:
        for there, here in pairs:
            values = _copied(ticket_id, from_chat_id, there, to_chat_id, here, now)
            self._transaction.write_later(_ADD_COPY[self._is_postgresql], values)

    async def of(self, chat_id: int, message_id: int) -> list[Copy]:
        rows = await self._all(_OF, {"chat": chat_id, "message": message_id})
        return [Copy(*row) for row in rows]

    async def origin(self, chat_id: int, message_id: int) -> Copy | None:
        row = await self._one(_ORIGIN, {"chat": chat_id, "message": message_id})
        return None if row is None else Copy(*row)

    async def counterpart(self, chat_id: int, message_id: int, in_chat: int) -> int | None:
        values = {"chat": chat_id, "message": message_id, "there": in_chat}
        row = await self._one(_COPY_IN, values) or await self._one(_ORIGIN_IN, values)
        return None if row is None else int(row[0])

    async def of_ticket(self, ticket_id: int, to_chat_id: int) -> list[Copy]:
        rows = await self._all(_COPIES_OF, {"ticket": ticket_id, "there": to_chat_id})
        return [Copy(*row) for row in rows]

    async def forget(self, ticket_id: int, chat_id: int) -> None:
        await self._execute(_FORGET, {"ticket": ticket_id, "there": chat_id})

    async def withdrawn(
        self, chat_id: int, message_id: int, to_chat_id: int, now: datetime
    ) -> bool:
        values = {"chat": chat_id, "message": message_id, "there": to_chat_id, "now": now}
        return await self._changed(_WITHDRAWN, values)
