"""Implements core.ports.targets."""

from collections.abc import Collection, Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, or_, select, update

from core.model.targets import Target, TargetKind
from core.model.tickets import TicketStatus
from db.models import ticket_targets, tickets
from db.repositories.base import Repository, columns_of
from db.repositories.rows import IS_OPEN
from db.sql import Either, one_of

_G, _T = ticket_targets.c, tickets.c
_TARGET = columns_of(ticket_targets, Target)
_OF = select(*_TARGET).where(one_of(_G.ticket_id, "tickets")).order_by(_G.ticket_id, _G.due_at)
_NOT_MET = or_(_G.kind == TargetKind.RESOLUTION, _T.answered_at.is_(None))
_IS_SERVED = or_(
    _T.operator_id.is_not(None), and_(_T.status == TicketStatus.ACTIVE, _T.joined_at.is_not(None))
)


def _find(*where: Any) -> Select[Any]:
    return (
        select(_G.ticket_id, _G.kind)
        .join(tickets, _T.id == _G.ticket_id)
        .where(_G.missed_at.is_(None), IS_OPEN, _NOT_MET, *where)
        .order_by(_G.due_at, _G.ticket_id)
    )


_PENDING = (
    select(*_TARGET)
    .join(tickets, _T.id == _G.ticket_id)
    .where(IS_OPEN, _NOT_MET)
    .order_by(_G.due_at, _G.ticket_id)
)
_NOW = bindparam("now", type_=_G.due_at.type)
_NEAR = _find(
    _G.warn_at <= _NOW,
    _G.due_at > _NOW,
    _IS_SERVED,
    or_(_G.warned.is_(None), _G.warned != func.coalesce(_T.operator_id, 0)),
)
_MISSED = _find(_G.warn_at <= _NOW, _G.due_at <= _NOW)
_THIS = and_(_G.ticket_id == bindparam("ticket"), _G.kind == bindparam("which", type_=_G.kind.type))
_WARNED = (
    update(ticket_targets)
    .where(_THIS, or_(_G.warned.is_(None), _G.warned != bindparam("who")))
    .values(warned=bindparam("who"))
)
_NOTE_MISSED = (
    update(ticket_targets).where(_THIS, _G.missed_at.is_(None)).values(missed_at=bindparam("now"))
)


def _put(insert: Any) -> Any:
    new = insert(ticket_targets)
    names = ("due_at", "warn_at", "warned", "missed_at")
    return new.on_conflict_do_update(
        index_elements=[_G.ticket_id, _G.kind], set_={name: new.excluded[name] for name in names}
    )


_PUT = Either(_put)


class SqlTargets(Repository):
    """Keeps targets."""

    __slots__ = ()

    async def put(self, targets: Iterable[Target]) -> None:
        rows = [asdict(each) for each in targets]
        if rows:
            await self._execute(_PUT[self._is_postgresql], rows)

    async def of(self, ticket_ids: Collection[int]) -> list[Target]:
        found = await self._all(_OF, {"tickets": list(ticket_ids)}) if ticket_ids else ()
        return [Target(*row) for row in found]

    async def pending(self) -> list[Target]:
        return [Target(*row) for row in await self._all(_PENDING)]

    async def near(self, now: datetime) -> list[tuple[int, TargetKind]]:
        return [(row.ticket_id, row.kind) for row in await self._all(_NEAR, {"now": now})]

    async def missed(self, now: datetime) -> list[tuple[int, TargetKind]]:
        return [(row.ticket_id, row.kind) for row in await self._all(_MISSED, {"now": now})]

    async def warned(self, ticket_id: int, kind: TargetKind, who: int) -> bool:
        values = {"ticket": ticket_id, "which": kind, "who": who}
        return await self._changed(_WARNED, values)

    async def note_missed(self, ticket_id: int, kind: TargetKind, now: datetime) -> bool:
        values = {"ticket": ticket_id, "which": kind, "now": now}
        return await self._changed(_NOTE_MISSED, values)
