"""Keeps updates and effects: core.ports.Inbox, Outbox and Parts."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import (
    String,
    Text,
    bindparam,
    cast,
    delete,
    func,
    insert,
    not_,
    select,
    text,
    update,
)
from sqlalchemy.dialects import postgresql

from core.model import effect_rows
from core.model.desk_effects import PostAnswer
from core.model.effects import Effect, EffectState, FetchFile, Gateway, Priority
from core.model.memos import Changed, Word
from core.ports import InboxUpdate, OutboxEffect
from db.models import inbox, leases, outbox
from db.models.base import WAITING_UPDATE
from db.repositories.base import AnyRow, Repository
from db.sql import one_of
from db.types import Names, UtcDateTime, escape, to_json

_I = inbox.c

# What came together is one statement whatever its number, so that it is prepared once and no
# limit of parameters is met: the database itself unpacks lists. `position` keeps the order.
_STORE_POSTGRESQL = text(
    """
    INSERT INTO inbox (source, key, lane, payload, received_at, attempts)
    SELECT :source, item.key, item.lane, CAST(item.payload AS json), :now, 0
    FROM unnest(:keys, :lanes, :payloads)
        WITH ORDINALITY AS item (key, lane, payload, position)
    ORDER BY item.position
    ON CONFLICT (source, key) DO NOTHING
    """
).bindparams(
    bindparam("source", type_=_I.source.type),
    bindparam("now", type_=UtcDateTime),
    bindparam("keys", type_=postgresql.ARRAY(Text)),
    bindparam("lanes", type_=postgresql.ARRAY(Text)),
    bindparam("payloads", type_=postgresql.ARRAY(Text)),
)
# WHERE true tells SQLite's parser that ON CONFLICT is no join's ON.
_STORE_SQLITE = text(
    """
    INSERT INTO inbox (source, key, payload, lane, received_at, attempts)
    SELECT :source, json_extract(value, '$[0]'), json_extract(value, '$[1]'),
        json_extract(value, '$[2]'), :now, 0
    FROM json_each(:items) WHERE true ORDER BY json_each.key
    ON CONFLICT (source, key) DO NOTHING
    """
).bindparams(bindparam("now", type_=UtcDateTime))

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
_DONE = update(inbox).where(one_of(_I.id, "ids")).values(handled_at=bindparam("now"))
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
        if not updates:
            return 0
        values: dict[str, Any] = {"source": source, "now": now}
        named: Sequence[str | None] = lanes or [None] * len(updates)
        packed = [
            (escape(key), to_json(payload), lane)
            for (key, payload), lane in zip(updates, named, strict=True)
        ]
        if self._is_postgresql:
            values["keys"] = [key for key, _, _ in packed]
            values["payloads"] = [payload for _, payload, _ in packed]
            values["lanes"] = [lane for _, _, lane in packed]
            new = (await self._execute(_STORE_POSTGRESQL, values)).rowcount
        else:
            values["items"] = json.dumps(packed, ensure_ascii=False)
            new = (await self._execute(_STORE_SQLITE, values)).rowcount
        if new:
            self._transaction.woken.add(f"inbox:{source}")
        return new

    async def take(self, source: str, limit: int, of_each: int | None = None) -> list[InboxUpdate]:
        rows = await self._all(_TAKE, {"of": source, "most": limit})
        if len(rows) == limit and of_each is not None:
            values = {"of": source, "most": limit, "each": of_each}
            rows = await self._all(_TAKE_ROUND, values)
        return [InboxUpdate(*row) for row in rows]

    async def done(self, ids: Sequence[int], now: datetime) -> None:
        if ids:
            await self._execute(_DONE, {"ids": list(ids), "now": now})

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


_O = outbox.c
_WAITING = _O.settled_at.is_(None)

_ADD = insert(outbox)
_COLUMNS = (
    _O.id,
    _O.kind,
    _O.fields,
    _O.priority,
    _O.ticket_id,
    _O.not_before,
    _O.expires_at,
    _O.attempts,
    _O.created_at,
    _O.waits_since,
)
_OLDEST = (
    select(*_COLUMNS)
    .where(_O.gateway == bindparam("by"), _WAITING, not_(one_of(_O.id, "without")))
    .order_by(_O.id)
    .limit(bindparam("most"))
)
_QUEUE = _O.destination + "#" + cast(func.coalesce(_O.ticket_id, 0), String)
_OLDEST_OF_OTHERS = _OLDEST.where(
    not_(one_of(_O.destination, "full", Names)), not_(one_of(_QUEUE, "full", Names))
)
_ALL_TO_CHAT = select(*_COLUMNS).where(_O.gateway == bindparam("by"), _WAITING)
_SETTLE = (
    update(outbox)
    .where(one_of(_O.id, "ids"), _WAITING)
    .values(state=bindparam("to"), settled_at=bindparam("now"), note=bindparam("why"))
)
_REJECT = (
    update(outbox)
    .where(one_of(_O.id, "ids"))
    .values(state=EffectState.REJECTED, settled_at=func.now(), note=bindparam("why"))
)
_RETRY = (
    update(outbox)
    .where(_O.id == bindparam("row"), _WAITING)
    .values(
        not_before=bindparam("at"),
        note=bindparam("why"),
        attempts=_O.attempts + 1,
        waits_since=func.coalesce(_O.waits_since, bindparam("since", type_=_O.waits_since.type)),
    )
)
_SINCE = func.coalesce(_O.waits_since, _O.not_before, _O.created_at)
_OVERDUE = (
    select(*_COLUMNS)
    .where(
        _O.kind == bindparam("kind"),
        _WAITING,
        bindparam("before", type_=_O.created_at.type) >= _SINCE,
    )
    .order_by(_O.id)
)
_WITH_UPLOADS = select(_O.fields).where(
    _O.kind.in_((PostAnswer.__name__, FetchFile.__name__)), _WAITING
)
_HELD = select(*_COLUMNS).where(_O.id == bindparam("row"), _WAITING).with_for_update()
_READDRESS = (
    update(outbox)
    .where(_O.id == bindparam("row"))
    .values(fields=bindparam("as_fields"), destination=bindparam("to"))
)
_PRUNE_EFFECT = delete(outbox).where(_O.settled_at < bindparam("before"))

_log = structlog.get_logger(__name__)


class SqlOutbox(Repository):
    """Keeps effects, written with the state that asks for them."""

    __slots__ = ()

    async def add(
        self,
        effect: Effect,
        *,
        now: datetime,
        priority: Priority = Priority.REPLY,
        ticket_id: int | None = None,
        expires_at: datetime | None = None,
        not_before: datetime | None = None,
    ) -> None:
        row = self._row(effect, now, priority, ticket_id, expires_at, not_before)
        self._transaction.write_later(_ADD, row)

    async def add_by(
        self,
        words: Sequence[Word],
        effect_of: Callable[[Changed], Effect | None],
        *,
        now: datetime,
        priority: Priority = Priority.REPLY,
        ticket_id: int | None = None,
    ) -> None:
        row: dict[str, Any] = {}

        def decide(changed: Changed) -> None:
            effect = effect_of(
                {each.name: changed[each.name] for each in words if each.name in changed}
            )
            if effect is not None:
                row.update(self._row(effect, now, priority, ticket_id))

        await self._transaction.shown.later(words, decide)
        self._transaction.write_later(_ADD, row)

    def _row(
        self,
        effect: Effect,
        now: datetime,
        priority: Priority,
        ticket_id: int | None,
        expires_at: datetime | None = None,
        not_before: datetime | None = None,
    ) -> dict[str, Any]:
        """Return the row of an effect for whose gateway somebody is woken then."""
        if expires_at is None and effect.lasts is not None:
            expires_at = max(filter(None, (now, not_before))) + effect.lasts
        self._transaction.woken.add(f"outbox:{effect.gateway}")
        return {
            "gateway": effect.gateway,
            "destination": effect.destination,
            "kind": type(effect).__name__,
            "fields": effect_rows.to_json(effect),
            "priority": int(priority),
            "ticket_id": ticket_id,
            "created_at": now,
            "not_before": not_before,
            "expires_at": expires_at,
            "attempts": 0,
            "state": EffectState.WAITING,
        }

    async def waiting(
        self,
        gateway: Gateway,
        limit: int,
        skip: Sequence[int] = (),
        full: Sequence[str] = (),
    ) -> list[OutboxEffect]:
        values = {"by": gateway, "without": list(skip), "most": limit}
        statement = _OLDEST
        if full:
            statement, values = _OLDEST_OF_OTHERS, {**values, "full": list(full)}
        effects: list[OutboxEffect] = []
        for row in await self._all(statement, values):
            try:
                effects.append(effect_of(row))
            except (KeyError, TypeError, ValueError) as error:
                # Left by another version of the desk; it must not hold back what stands behind it.
                _log.exception("effect cannot be read", effect=row.id, kind=row.kind)
                await self._reject(row.id, error)
        return effects

    async def settle(
        self, ids: Sequence[int], state: EffectState, now: datetime, note: str | None = None
    ) -> None:
        if ids:
            values = {"ids": list(ids), "to": state, "now": now, "why": note}
            await self._execute(_SETTLE, values)

    async def retry(
        self, effect_id: int, at: datetime, note: str, since: datetime | None = None
    ) -> None:
        values = {"row": effect_id, "at": at, "why": note, "since": since}
        await self._execute(_RETRY, values)

    async def overdue(self, kind: type[Effect], before: datetime) -> list[OutboxEffect]:
        values = {"kind": kind.__name__, "before": before}
        return [effect_of(row) for row in await self._all(_OVERDUE, values)]

    async def waits(self, effect_id: int) -> OutboxEffect | None:
        row = await self._one(_HELD, {"row": effect_id})
        return None if row is None else effect_of(row)

    async def uploads(self) -> set[str]:
        await self._transaction.flush()
        found: set[str] = set()
        for (fields,) in await self._all(_WITH_UPLOADS, {}):
            found.update(str(file["stored"]) for file in fields.get("files") or ())
            if fields.get("upload"):
                found.add(str(fields["upload"]))
        return found

    async def migrated(self, chat_id: int, new_chat_id: int) -> None:
        for gateway in Gateway:
            for row in await self._all(_ALL_TO_CHAT, {"by": gateway}):
                waiting = effect_of(row).effect
                if row.fields.get("chat_id") != chat_id or not waiting.follows_migration:
                    continue
                effect: Any = replace(waiting, chat_id=new_chat_id)  # type: ignore[call-arg]
                values = {
                    "row": row.id,
                    "as_fields": effect_rows.to_json(effect),
                    "to": effect.destination,
                }
                await self._execute(_READDRESS, values)

    async def prune(self, before: datetime) -> int:
        return (await self._execute(_PRUNE_EFFECT, {"before": before})).rowcount

    async def _reject(self, effect_id: int, error: Exception) -> None:
        note = f"cannot be read: {type(error).__name__}"
        await self._execute(_REJECT, {"ids": [effect_id], "why": note})


def effect_of(row: AnyRow) -> OutboxEffect:
    """Read the effect of a row. Raises KeyError, TypeError or ValueError when it cannot be read."""
    return OutboxEffect(
        id=row.id,
        effect=effect_rows.from_json(row.kind, row.fields),
        priority=Priority(row.priority),
        ticket_id=row.ticket_id,
        not_before=row.not_before,
        expires_at=row.expires_at,
        attempts=row.attempts,
        waits_since=row.waits_since or _wanted_at(row),
    )


def _wanted_at(row: AnyRow) -> datetime:
    """Return when an effect was to be carried out, as long as it was never tried."""
    wanted: datetime = max(filter(None, (row.created_at, row.not_before)))
    return wanted


_AT_WORK = select(leases.c.part).where(
    leases.c.part == bindparam("part"),
    # Its lease was not given back and did not run out, and it has no trouble.
    leases.c.until >= func.now(),
    leases.c.trouble.is_(None),
)


class SqlParts(Repository):
    """Reads leases, for parts that do not hold them."""

    __slots__ = ()

    async def is_absent(self, part: str) -> bool:
        return await self._one(_AT_WORK, {"part": part}) is None
