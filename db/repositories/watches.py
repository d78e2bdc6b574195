"""Implements core.ports.watches."""

from sqlalchemy import bindparam, delete, exists, insert, select

from core.model.messages import MessageKind, Recorded, Said, in_order
from core.model.people import Role
from core.model.watching import OURS, Mirrored, Watch, Watcher
from db.models import messages, mirrored, operators, tickets, watches
from db.repositories.base import columns_of
from db.repositories.rows import CHANGE_TICKET, TicketRows
from db.sql import Either

_W, _M, _O, _T = watches.c, mirrored.c, operators.c, tickets.c
_WATCH = columns_of(watches, Watch)
_TICKET = bindparam("ticket", type_=_T.id.type)
_SUPERVISOR = bindparam("supervisor", type_=_W.supervisor_id.type)
_THIS = (_W.ticket_id == _TICKET, _W.supervisor_id == _SUPERVISOR)
_BEGIN = Either(
    lambda insert: insert(watches).on_conflict_do_nothing(
        index_elements=[_W.ticket_id, _W.supervisor_id]
    )
)
_END = delete(watches).where(*_THIS).returning(*_WATCH)
_END_ALL = delete(watches).where(_W.ticket_id == _TICKET).returning(*_WATCH)
_COUNT = CHANGE_TICKET.where(_T.id == _TICKET).values(
    watched=exists().where(_W.ticket_id == _TICKET)
)
_BY = select(*_WATCH).where(_W.supervisor_id == _SUPERVISOR).order_by(_W.since, _W.ticket_id)
_WATCHERS = (
    select(_W.supervisor_id, _W.chat_id, _W.thread_id, _O.language)
    .join(operators, _O.id == _W.supervisor_id)
    .where(_W.ticket_id == _TICKET, _O.role == Role.SUPERVISOR, _O.removed_at.is_(None))
    .order_by(_W.supervisor_id)
)
_S = messages.c
_SAID_LAST = (
    select(
        _S.id, _S.ticket_id, _S.role,
        _S.chat_id, _S.message_id, _S.sender_id, _S.sender_name, _S.sent_at, _S.kind, _S.text,
    )
    .where(
        _S.ticket_id == _TICKET,
        _S.kind != MessageKind.SERVICE,
        _S.role.not_in(OURS),
        _S.deleted_at.is_(None),
    )
    .order_by(_S.id.desc())
    .limit(bindparam("most"))
)  # fmt: skip
_FORGET = delete(mirrored).where(
    _M.ticket_id == _TICKET, _M.chat_id == bindparam("chat", type_=_M.chat_id.type)
)
_FORGET_ALL = delete(mirrored).where(_M.ticket_id == _TICKET)
_AT = select(*columns_of(mirrored, Mirrored)).where(
    _M.chat_id == bindparam("chat"), _M.message_id == bindparam("number")
)


class SqlWatches(TicketRows):
    """Keeps who watches which ticket."""

    __slots__ = ()

    async def begin(self, watch: Watch) -> bool:
        row = {
            "ticket_id": watch.ticket_id,
            "supervisor_id": watch.supervisor_id,
            "chat_id": watch.chat_id,
            "thread_id": watch.thread_id,
            "since": watch.since,
        }
        if not await self._changed(_BEGIN[self._is_postgresql], row):
            return False
        await self._count(watch.ticket_id)
        return True

    async def end(self, ticket_id: int, supervisor_id: int) -> bool:
        given = {"ticket": ticket_id, "supervisor": supervisor_id}
        row = await self._one(_END, given)
        if row is None:
            return False
        await self._execute(_FORGET, {"ticket": ticket_id, "chat": row.chat_id})
        await self._count(ticket_id)
        return True

    async def end_of(self, ticket_id: int) -> list[Watch]:
        rows = await self._all(_END_ALL, {"ticket": ticket_id})
        await self._execute(_FORGET_ALL, {"ticket": ticket_id})
        await self._count(ticket_id)
        return sorted((Watch(*row) for row in rows), key=lambda watch: watch.supervisor_id)

    async def by(self, supervisor_id: int) -> list[Watch]:
        return [Watch(*row) for row in await self._all(_BY, {"supervisor": supervisor_id})]

    async def watchers(self, ticket_id: int) -> list[Watcher]:
        return [Watcher(*row) for row in await self._all(_WATCHERS, {"ticket": ticket_id})]

    async def said_last(self, ticket_id: int, most: int) -> list[Recorded]:
        rows = await self._all(_SAID_LAST, {"ticket": ticket_id, "most": most})
        return in_order(
            Recorded(number, ticket, role, Said(*said)) for number, ticket, role, *said in rows
        )

    async def mirrored(self, message: Mirrored) -> None:
        row = {
            "chat_id": message.chat_id,
            "message_id": message.message_id,
            "ticket_id": message.ticket_id,
            "supervisor_id": message.supervisor_id,
        }
        await self._execute(insert(mirrored), row)

    async def at(self, chat_id: int, message_id: int) -> Mirrored | None:
        row = await self._one(_AT, {"chat": chat_id, "number": message_id})
        return None if row is None else Mirrored(*row)

    async def _count(self, ticket_id: int) -> None:
        await self._changes(_COUNT, {"ticket": ticket_id})
