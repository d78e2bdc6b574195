"""Implements core.ports.fields."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, select

from core.model.fields import Asking
from db.models import customer_fields, field_questions
from db.repositories.base import Repository
from db.sql import Either, one_of

_F, _Q = customer_fields.c, field_questions.c
_OF = select(_F.key, _F.value).where(_F.customer_id == bindparam("customer"), _F.value != "")
_OF_ALL = select(_F.customer_id, _F.key, _F.value).where(
    one_of(_F.customer_id, "customers"), _F.value != ""
)


def _put(insert: Any) -> Any:
    new = insert(customer_fields)
    return new.on_conflict_do_update(
        index_elements=[_F.customer_id, _F.key],
        set_={
            "value": new.excluded.value,
            "given_at": new.excluded.given_at,
            "given_by": new.excluded.given_by,
            "changes": _F.changes + 1,
        },
    )


_PUT = Either(_put)


def _ask(insert: Any) -> Any:
    new = insert(field_questions)
    changed = {name: new.excluded[name] for name in ("topic", "field", "skipped", "asked_at")}
    return new.on_conflict_do_update(index_elements=[_Q.customer_id], set_=changed)


_ASK = Either(_ask)
_ASKING = select(_Q.topic, _Q.field, _Q.skipped).where(_Q.customer_id == bindparam("customer"))
_STOP = delete(field_questions).where(_Q.customer_id == bindparam("customer"))


class SqlCustomerFields(Repository):
    """Keeps values of fields, and questions."""

    __slots__ = ()

    async def of(self, customer_id: int) -> dict[str, str]:
        return {row.key: row.value for row in await self._all(_OF, {"customer": customer_id})}

    async def of_all(self, customer_ids: Collection[int]) -> Mapping[int, dict[str, str]]:
        found: dict[int, dict[str, str]] = {}
        for row in await self._all(_OF_ALL, {"customers": list(customer_ids)}):
            found.setdefault(row.customer_id, {})[row.key] = row.value
        return found

    async def put(
        self, customer_id: int, key: str, value: str, now: datetime, by: int | None = None
    ) -> None:
        row = {
            "customer_id": customer_id,
            "key": key,
            "value": value,
            "given_at": now,
            "given_by": by,
            "changes": 1,
        }
        await self._execute(_PUT[self._is_postgresql], row)

    async def asking(self, customer_id: int) -> Asking | None:
        row = await self._one(_ASKING, {"customer": customer_id})
        return None if row is None else Asking(row.topic, row.field, tuple(row.skipped))

    async def ask(self, customer_id: int, asking: Asking, now: datetime) -> None:
        row = {
            "customer_id": customer_id,
            "topic": asking.topic,
            "field": asking.field,
            "skipped": list(asking.skipped),
            "asked_at": now,
        }
        await self._execute(_ASK[self._is_postgresql], row)

    async def stop(self, customer_id: int) -> bool:
        return await self._changed(_STOP, {"customer": customer_id})
