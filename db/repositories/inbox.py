"""Keeps updates until they are worked through: core.ports.Inbox."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    String,
    Text,
    bindparam,
    cast,
    delete,
    func,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql

from core.ports import HandledElsewhereError, InboxUpdate
from db.models import inbox
from db.models.base import WAITING_UPDATE
from db.repositories.base import Repository
from db.sql import one_of
from db.types import UtcDateTime, escape, to_json

_I = inbox.c

# What came together is one statement whatever its number, so that it is prepared once and no
# limit of parameters is met: the database itself unpacks lists. `position` keeps the order.
_STORE_POSTGRESQL = text(
    """
    INSERT INTO inbox (source, key, lane, payload, received_at, attempts, handled_at)
    SELECT :source, item.key, item.lane, CAST(item.payload AS json), :now, 0, :handled
    FROM unnest(:keys, :lanes, :payloads)
        WITH ORDINALITY AS item (key, lane, payload, position)
    ORDER BY item.position
    ON CONFLICT (source, key) DO NOTHING
    RETURNING id, key
    """
).bindparams(
    bindparam("source", type_=_I.source.type),
    bindparam("now", type_=UtcDateTime),
    bindparam("handled", type_=UtcDateTime),
    bindparam("keys", type_=postgresql.ARRAY(Text)),
    bindparam("lanes", type_=postgresql.ARRAY(Text)),
    bindparam("payloads", type_=postgresql.ARRAY(Text)),
)
# WHERE true tells SQLite's parser that ON CONFLICT is no join's ON.
_STORE_SQLITE = text(
    """
    INSERT INTO inbox (source, key, payload, lane, received_at, attempts, handled_at)
    SELECT :source, json_extract(value, '$[0]'), json_extract(value, '$[1]'),
        json_extract(value, '$[2]'), :now, 0, :handled
    FROM json_each(:items) WHERE true ORDER BY json_each.key
    ON CONFLICT (source, key) DO NOTHING
    RETURNING id, key
    """
).bindparams(bindparam("now", type_=UtcDateTime), bindparam("handled", type_=UtcDateTime))

_TAKE = (
    select(_I.id, _I.source, _I.key, _I.payload, _I.received_at, _I.attempts)
    .where(_I.source == bindparam("of"), text(WAITING_UPDATE))
    .order_by(_I.id)
    .limit(bindparam("most"))
)
_TURN = (
    func.row_number()
    .over(partition_by=func.coalesce(_I.lane, cast(_I.id, String)), order_by=_I.id)
    .label("turn")
)
_TURNS = select(_I.id, _TURN).where(_I.source == bindparam("of"), text(WAITING_UPDATE)).subquery()
_TAKE_ROUND = (
    select(_I.id, _I.source, _I.key, _I.payload, _I.received_at, _I.attempts)
    .join(_TURNS, _TURNS.c.id == _I.id)
    .where(_TURNS.c.turn <= bindparam("each"))
    .order_by(_TURNS.c.turn, _I.id)
    .limit(bindparam("most"))
)
_DONE = (
    update(inbox)
    .where(one_of(_I.id, "ids"), _I.handled_at.is_(None))
    .values(handled_at=bindparam("now"))
)
_FAILED = (
    update(inbox)
    .where(_I.id == bindparam("row"))
    .values(failed_at=bindparam("now"), error=bindparam("why"), attempts=_I.attempts + 1)
)
_SET_ASIDE = (_I.id == bindparam("row"), _I.failed_at.is_not(None), _I.handled_at.is_(None))
_AGAIN = update(inbox).where(*_SET_ASIDE).values(failed_at=None).returning(_I.source)
_DISCARD = update(inbox).where(*_SET_ASIDE).values(handled_at=bindparam("now"))
_PRUNE = delete(inbox).where(_I.handled_at < bindparam("before"))


class SqlInbox(Repository):
    """Keeps updates, which are stored before they are confirmed to Telegram."""

    __slots__ = ()

    async def store(
        self,
        source: str,
        updates: Sequence[tuple[str, Mapping[str, Any]]],
        now: datetime,
        lanes: Sequence[str] | None = None,
    ) -> int:
        named: Sequence[str | None] = lanes or [None] * len(updates)
        new = await self._store(source, updates, now, named, None)
        if new:
            self._transaction.woken.add(f"inbox:{source}")
        return len(new)

    async def store_taken(
        self,
        source: str,
        updates: Sequence[tuple[str, Mapping[str, Any]]],
        now: datetime,
        lanes: Sequence[str],
    ) -> list[InboxUpdate]:
        new = await self._store(source, updates, now, lanes, now)
        return [
            InboxUpdate(new[escape(key)], source, key, payload, now, 0)
            for key, payload in dict(updates).items()
            if escape(key) in new
        ]

    async def _store(
        self,
        source: str,
        updates: Sequence[tuple[str, Mapping[str, Any]]],
        now: datetime,
        lanes: Sequence[str | None],
        handled_at: datetime | None,
    ) -> dict[str, int]:
        """Return the ids of those that are new, by their keys."""
        if not updates:
            return {}
        values: dict[str, Any] = {"source": source, "now": now, "handled": handled_at}
        packed = [
            (escape(key), to_json(payload), lane)
            for (key, payload), lane in zip(updates, lanes, strict=True)
        ]
        if self._is_postgresql:
            values["keys"] = [key for key, _, _ in packed]
            values["payloads"] = [payload for _, payload, _ in packed]
            values["lanes"] = [lane for _, _, lane in packed]
            new = await self._execute(_STORE_POSTGRESQL, values)
        else:
            values["items"] = json.dumps(packed, ensure_ascii=False)
            new = await self._execute(_STORE_SQLITE, values)
        return {row.key: row.id for row in new}

    async def take(self, source: str, limit: int, of_each: int | None = None) -> list[InboxUpdate]:
        rows = await self._all(_TAKE, {"of": source, "most": limit})
        if len(rows) == limit and of_each is not None:
            values = {"of": source, "most": limit, "each": of_each}
            rows = await self._all(_TAKE_ROUND, values)
        return [InboxUpdate(*row) for row in rows]

    async def done(self, ids: Sequence[int], now: datetime) -> None:
        if not ids:
            return
        done = await self._execute(_DONE, {"ids": list(ids), "now": now})
        if done.rowcount != len(ids):
            raise HandledElsewhereError

    async def failed(self, update_id: int, error: str, now: datetime) -> None:
        await self._execute(_FAILED, {"row": update_id, "why": error, "now": now})

    async def again(self, update_id: int) -> bool:
        source = (await self._execute(_AGAIN, {"row": update_id})).scalar()
        if source is None:
            return False
        self._transaction.woken.add(f"inbox:{source}")
        return True

    async def discard(self, update_id: int, now: datetime) -> bool:
        return await self._changed(_DISCARD, {"row": update_id, "now": now})

    async def prune(self, before: datetime) -> int:
        return (await self._execute(_PRUNE, {"before": before})).rowcount
