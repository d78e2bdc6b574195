"""Implements core.ports.tags."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, func, insert, select, update

from core.model.tags import CustomerNote
from db.models import customer_notes, customers, ticket_tags, tickets
from db.repositories.base import Repository, columns_of
from db.sql import Either

_G, _N, _T, _C = ticket_tags.c, customer_notes.c, tickets.c, customers.c
_NOW = bindparam("now", type_=_G.put_at.type)
_IS_ON = _G.taken_at.is_(None)
_OF = select(_G.tag).where(_G.ticket_id == bindparam("ticket"), _IS_ON).order_by(_G.id)
_PUT = Either(
    lambda insert: insert(ticket_tags).on_conflict_do_nothing(
        index_elements=[_G.ticket_id, _G.tag], index_where=_IS_ON
    )
)
_TAKE = (
    update(ticket_tags)
    .where(_G.ticket_id == bindparam("ticket"), _G.tag == bindparam("which"), _IS_ON)
    .values(taken_at=_NOW, taken_by=bindparam("by"))
)
_SINCE, _UNTIL = (bindparam(name, type_=_T.opened_at.type) for name in ("since", "until"))
_OPENED = (_IS_ON, _T.opened_at >= _SINCE, _T.opened_at < _UNTIL)
_THEN = (
    select(_G.ticket_id, _G.tag)
    .join(tickets, _T.id == _G.ticket_id)
    .where(*_OPENED)
    .order_by(_G.id)
)
_COUNTS = (
    select(_G.tag, func.count().label("number"))
    .join(tickets, _T.id == _G.ticket_id)
    .where(*_OPENED)
    .group_by(_G.tag)
    .order_by(func.count().desc(), _G.tag)
)

_NOTE = columns_of(customer_notes, CustomerNote)
_WHOSE = bindparam("customer", type_=_N.customer_id.type)
_NOTES = select(*_NOTE).where(_N.customer_id == _WHOSE).order_by(_N.id.desc())
_ONE = select(*_NOTE).where(_N.id == bindparam("note"))
_REMOVE = delete(customer_notes).where(_N.id == bindparam("note"))
_COUNT = (
    update(customers)
    .where(_C.id == _WHOSE)
    .values(
        notes=select(func.count())
        .select_from(customer_notes)
        .where(_N.customer_id == _WHOSE)
        .scalar_subquery()
    )
)


class SqlTags(Repository):
    """Keeps tags of tickets."""

    __slots__ = ()

    async def of(self, ticket_id: int) -> list[str]:
        return [row.tag for row in await self._all(_OF, {"ticket": ticket_id})]

    async def put(self, ticket_id: int, tag: str, by: int, now: datetime) -> bool:
        row = {"ticket_id": ticket_id, "tag": tag, "put_at": now, "put_by": by}
        return await self._changed(_PUT[self._is_postgresql], row)

    async def take(self, ticket_id: int, tag: str, by: int, now: datetime) -> bool:
        given = {"ticket": ticket_id, "which": tag, "now": now, "by": by}
        return await self._changed(_TAKE, given)

    async def of_opened(self, since: datetime, until: datetime) -> Sequence[tuple[int, str]]:
        found = await self._all(_THEN, {"since": since, "until": until})
        return [(row.ticket_id, row.tag) for row in found]

    async def counts(self, since: datetime, until: datetime) -> Sequence[tuple[str, int]]:
        found = await self._all(_COUNTS, {"since": since, "until": until})
        return [(row.tag, row.number) for row in found]


class SqlCustomerNotes(Repository):
    """Keeps notes on customers."""

    __slots__ = ()

    async def of(self, customer_id: int) -> list[CustomerNote]:
        found = await self._all(_NOTES, {"customer": customer_id})
        return [CustomerNote(*row) for row in found]

    async def write(self, customer_id: int, words: str, by: int, now: datetime) -> None:
        row = {"customer_id": customer_id, "words": words, "written_by": by, "written_at": now}
        await self._execute(insert(customer_notes), row)
        await self._execute(_COUNT, {"customer": customer_id})

    async def get(self, note_id: int) -> CustomerNote | None:
        row = await self._one(_ONE, {"note": note_id})
        return None if row is None else CustomerNote(*row)

    async def remove(self, note_id: int) -> bool:
        note = await self.get(note_id)
        if note is None or not await self._changed(_REMOVE, {"note": note_id}):
            return False
        await self._execute(_COUNT, {"customer": note.customer_id})
        return True
