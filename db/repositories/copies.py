"""core.ports.Copies and core.ports.Traces."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, bindparam, delete, select, update
from sqlalchemy.sql.expression import Executable

from core.model.messages import Copy, Trace
from db.models import copies, traces
from db.repositories.base import Repository
from db.sql import Either

_C = copies.c
COPIED = (
    _C.ticket_id,
    _C.from_chat_id,
    _C.from_message_id,
    _C.to_chat_id,
    _C.to_message_id,
    _C.copied_at,
    _C.withdrawn_at,
)
_FROM = (_C.from_chat_id == bindparam("chat"), _C.from_message_id == bindparam("message"))
_TO = (_C.to_chat_id == bindparam("chat"), _C.to_message_id == bindparam("message"))

_ADD = Either(lambda insert: insert(copies).on_conflict_do_nothing())
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
_OF_TICKET = (
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

_T = traces.c
_LEAVE = Either(lambda insert: insert(traces).on_conflict_do_nothing())
_OF_PLACE = (
    select(_T.chat_id, _T.message_id, _T.seen_at)
    .where(_T.place_id == bindparam("place"))
    .order_by(_T.message_id)
)
_DROP = delete(traces).where(
    _T.place_id == bindparam("place"), _T.message_id.in_(bindparam("messages", expanding=True))
)
_GONE = delete(traces).where(_T.place_id == bindparam("place"))
_FORGET_CHAT = delete(traces).where(_T.chat_id == bindparam("chat"))


class SqlCopies(Repository):
    """What the bot said again elsewhere. Written with the commit, or before anything is asked."""

    __slots__ = ()

    async def _execute(
        self,
        statement: Executable,
        values: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None,
    ) -> CursorResult[*tuple[Any, ...]]:
        await self._transaction.write_now(_ADD[self._is_postgresql])
        return await super()._execute(statement, values)

    async def add(
        self,
        ticket_id: int,
        from_chat_id: int,
        to_chat_id: int,
        pairs: Sequence[tuple[int, int]],
        now: datetime,
    ) -> None:
        for there, here in pairs:
            values = {
                "ticket_id": ticket_id,
                "from_chat_id": from_chat_id,
                "from_message_id": there,
                "to_chat_id": to_chat_id,
                "to_message_id": here,
                "copied_at": now,
                "withdrawn_at": None,
            }
            self._transaction.write_later(_ADD[self._is_postgresql], values)

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
        rows = await self._all(_OF_TICKET, {"ticket": ticket_id, "there": to_chat_id})
        return [Copy(*row) for row in rows]

    async def forget(self, ticket_id: int, chat_id: int) -> None:
        await self._execute(_FORGET, {"ticket": ticket_id, "there": chat_id})

    async def withdrawn(
        self, chat_id: int, message_id: int, to_chat_id: int, now: datetime
    ) -> bool:
        values = {"chat": chat_id, "message": message_id, "there": to_chat_id, "now": now}
        return await self._changed(_WITHDRAWN, values)


class SqlTraces(Repository):
    """What has to go when a ticket ends. Written with the commit, or before anything is asked."""

    __slots__ = ()

    async def _execute(
        self,
        statement: Executable,
        values: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None,
    ) -> CursorResult[*tuple[Any, ...]]:
        await self._transaction.write_now(_LEAVE[self._is_postgresql])
        return await super()._execute(statement, values)

    async def leave(
        self, place_id: int, chat_id: int, message_ids: Sequence[int], now: datetime
    ) -> None:
        for message_id in message_ids:
            values = {
                "place_id": place_id,
                "chat_id": chat_id,
                "message_id": message_id,
                "seen_at": now,
            }
            self._transaction.write_later(_LEAVE[self._is_postgresql], values)

    async def of_place(self, place_id: int) -> list[Trace]:
        return [Trace(*row) for row in await self._all(_OF_PLACE, {"place": place_id})]

    async def gone(self, place_id: int) -> None:
        await self._execute(_GONE, {"place": place_id})

    async def drop(self, place_id: int, message_ids: Sequence[int]) -> None:
        await self._execute(_DROP, {"place": place_id, "messages": list(message_ids)})

    async def forget(self, chat_id: int) -> int:
        return (await self._execute(_FORGET_CHAT, {"chat": chat_id})).rowcount
