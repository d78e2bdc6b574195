"""core.ports.Boards."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, select, update

from core.model.tickets import TicketStatus
from db.models import boards, tickets
from db.repositories.base import Repository
from db.sql import Either

_B = boards.c


def _ask(insert: Any) -> Any:
    new = insert(boards)
    return new.on_conflict_do_update(
        index_elements=[_B.operator_id],
        set_={"asked_at": new.excluded.asked_at, "looked_at": new.excluded.looked_at},
        where=_B.asked_at <= bindparam("repeat_since", type_=_B.asked_at.type),
    )


_ASK = Either(_ask)
_STOP = delete(boards).where(_B.operator_id == bindparam("supervisor"))
# Who is looked at by another transaction just now is not waited for (PostgreSQL; SQLite has one
# writer at a time).
_DUE = (
    select(_B.operator_id)
    .where(_B.looked_at <= bindparam("last_before"))
    .with_for_update(skip_locked=True)
)
_LOOK = (
    update(boards)
    .where(_B.operator_id.in_(_DUE), _B.looked_at <= bindparam("last_before"))
    .values(looked_at=bindparam("now"))
    .returning(_B.operator_id)
)
_ACTIVE = select(func.count()).select_from(tickets).where(tickets.c.status == TicketStatus.ACTIVE)


class SqlBoards(Repository):
    """Who sees a live board."""

    __slots__ = ()

    async def ask(self, supervisor_id: int, now: datetime, repeat_since: datetime) -> bool:
        values = {
            "operator_id": supervisor_id,
            "asked_at": now,
            "looked_at": now,
            "repeat_since": repeat_since,
        }
        return await self._changed(_ASK[self._is_postgresql], values)

    async def stop(self, supervisor_id: int) -> bool:
        return await self._changed(_STOP, {"supervisor": supervisor_id})

    async def active_tickets(self) -> int:
        count: int = (await self._execute(_ACTIVE)).scalar_one()
        return count

    async def look(self, now: datetime, last_before: datetime) -> list[int]:
        rows = await self._execute(_LOOK, {"now": now, "last_before": last_before})
        return sorted(rows.scalars())
