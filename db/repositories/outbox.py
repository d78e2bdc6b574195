"""Keeps effects, and reads who carries them out: core.ports.Outbox and Parts."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy import (
    String,
    bindparam,
    cast,
    delete,
    func,
    not_,
    select,
    update,
)

from core.model import effect_rows
from core.model.desk_effects import PostAnswer
from core.model.effects import Effect, EffectState, FetchFile, Gateway, Priority
from core.model.memos import Changed, Word
from core.ports import FilesFolder, OutboxEffect
from db.models import files_folders, leases, outbox
from db.prepared import AnyRow
from db.repositories.base import Repository
from db.repositories.new_effects import NewEffect
from db.sql import Either, one_of
from db.types import Names

_O = outbox.c
_WAITING = _O.settled_at.is_(None)

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
    .where(_O.gateway == bindparam("by"), _WAITING)
    .where(_O.id > bindparam("after"), not_(one_of(_O.id, "without")))
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
        new = NewEffect(now, priority, ticket_id, effect, not_before, expires_at)
        self._transaction.ask(new)

    async def add_by(
        self,
        words: Sequence[Word],
        effect_of: Callable[[Changed], Effect | None],
        *,
        now: datetime,
        priority: Priority = Priority.REPLY,
        ticket_id: int | None = None,
    ) -> None:
        new = NewEffect(now, priority, ticket_id)

        def decide(changed: Changed) -> None:
            new.effect = effect_of(
                {each.name: changed[each.name] for each in words if each.name in changed}
            )

        await self._transaction.shown.later(words, decide)
        self._transaction.ask(new)

    async def waiting(
        self,
        gateway: Gateway,
        limit: int,
        skip: Sequence[int] = (),
        full: Sequence[str] = (),
        after: int = 0,
    ) -> list[OutboxEffect]:
        values = {"by": gateway, "without": list(skip), "most": limit, "after": after}
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


_F = files_folders.c
_FOLDERS = select(_F.folder, _F.host, _F.since).order_by(_F.since.desc())


def _write_to(insert: Any) -> Any:
    new = insert(files_folders)
    return new.on_conflict_do_update(
        index_elements=[_F.folder],
        set_={"host": new.excluded.host, "since": new.excluded.since},
    )


_WRITE_TO = Either(_write_to)
_FORGET_FOLDERS = delete(files_folders).where(_F.folder != bindparam("but"))


class SqlParts(Repository):
    """Reads leases, for parts that do not hold them, and keeps where files are written."""

    __slots__ = ()

    async def is_absent(self, part: str) -> bool:
        return await self._one(_AT_WORK, {"part": part}) is None

    async def folders(self) -> list[FilesFolder]:
        return [FilesFolder(*row) for row in await self._all(_FOLDERS)]

    async def write_to(self, folder: FilesFolder) -> None:
        await self._execute(_WRITE_TO[self._is_postgresql], asdict(folder))

    async def forget_folders_but(self, folder: str) -> None:
        await self._execute(_FORGET_FOLDERS, {"but": folder})
