"""core.ports.Steps, in the database."""

from typing import Any

from sqlalchemy import bindparam, delete, select

from db.models import steps
from db.repositories.base import Repository
from db.sql import Either

_GET = select(steps.c.step).where(steps.c.person_id == bindparam("person"))
_CLEAR = delete(steps).where(steps.c.person_id == bindparam("person"))


def _set(insert: Any) -> Any:
    new = insert(steps)
    return new.on_conflict_do_update(
        index_elements=[steps.c.person_id], set_={"step": new.excluded.step}
    )


_SET = Either(_set)


class SqlSteps(Repository):
    """The step a person is at in a talk with the bot."""

    __slots__ = ()

    async def get(self, person_id: int) -> str | None:
        known = self._memory.steps
        if person_id not in known:
            row = await self._one(_GET, {"person": person_id})
            known[person_id] = None if row is None else row.step
        return known[person_id]

    async def set(self, person_id: int, step: str) -> None:
        await self._execute(_SET[self._is_postgresql], {"person_id": person_id, "step": step})

    async def clear(self, person_id: int) -> None:
        await self._execute(_CLEAR, {"person": person_id})
