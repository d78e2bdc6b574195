"""Implements core.ports.reminders."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select

from core.model.reminders import Asked, Reminder
from db.models import reminders, tickets
from db.repositories.base import Repository, columns_of

_R = reminders.c
_REMINDER = columns_of(reminders, Reminder)
_ALL = select(*_REMINDER).order_by(_R.due_at, _R.id)
_OF = _ALL.where(_R.ticket_id == bindparam("ticket"))
_SOME = _ALL.limit(bindparam("most"))
_HELD = _SOME.join(tickets, tickets.c.id == _R.ticket_id).where(
    tickets.c.operator_id == bindparam("operator")
)
_DUE = (
    select(_R.id)
    .where(_R.due_at <= bindparam("now", type_=_R.due_at.type))
    .order_by(_R.due_at, _R.id)
    .limit(bindparam("most"))
)
_GET = select(*_REMINDER).where(_R.id == bindparam("row"))
_TAKE = delete(reminders).where(_R.id == bindparam("row")).returning(*_REMINDER)


class SqlReminders(Repository):
    """Keeps reminders."""

    __slots__ = ()

    async def add(self, ticket_id: int, asked: Asked, by: int | None, now: datetime) -> None:
        row = {"ticket_id": ticket_id, "set_by": by, "set_at": now, **asdict(asked)}
        await self._execute(insert(reminders), row)

    async def of(self, ticket_id: int) -> list[Reminder]:
        return [Reminder(*row) for row in await self._all(_OF, {"ticket": ticket_id})]

    async def held_by(self, operator_id: int, limit: int) -> list[Reminder]:
        found = await self._all(_HELD, {"operator": operator_id, "most": limit})
        return [Reminder(*row) for row in found]

    async def all(self, limit: int) -> list[Reminder]:
        return [Reminder(*row) for row in await self._all(_SOME, {"most": limit})]

    async def due(self, now: datetime, limit: int) -> list[int]:
        return [row.id for row in await self._all(_DUE, {"now": now, "most": limit})]

    async def take(self, reminder_id: int) -> Reminder | None:
        row = await self._one(_TAKE, {"row": reminder_id})
        return None if row is None else Reminder(*row)

    async def get(self, reminder_id: int) -> Reminder | None:
        row = await self._one(_GET, {"row": reminder_id})
        return None if row is None else Reminder(*row)
