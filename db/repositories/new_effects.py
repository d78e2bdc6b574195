"""Writes the effects of a transaction, all at once at its end, and tells which they are: who
carries them out in this process need not look for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Integer, Text, bindparam, insert, text
from sqlalchemy.dialects import postgresql, sqlite

from core.model import effect_rows
from core.model.effects import Effect, EffectState, Priority
from core.ports import OutboxEffect
from db.executor import Executor
from db.models import outbox
from db.repositories.shown import Shown
from db.types import UtcDateTime, to_json

_ONE = insert(outbox).returning(outbox.c.id)

_COLUMNS: Mapping[str, Any] = {
    "gateway": Text,
    "destination": Text,
    "kind": Text,
    "fields": Text,
    "priority": Integer,
    "ticket_id": BigInteger,
    "created_at": UtcDateTime,
    "not_before": UtcDateTime,
    "expires_at": UtcDateTime,
}
# Both databases count up in the order of `position`.
_MANY = f"""
    INSERT INTO outbox ({", ".join(_COLUMNS)}, attempts, state)
    SELECT {{columns}}, 0, '{EffectState.WAITING.value}'
    FROM {{items}} ORDER BY {{position}}
    RETURNING id
"""  # noqa: S608 - the names above
_POSTGRESQL = text(
    _MANY.format(
        columns=", ".join(
            "CAST(fields AS json)" if name == "fields" else name for name in _COLUMNS
        ),
        items=f"unnest({', '.join(f':{name}' for name in _COLUMNS)})"
        f" WITH ORDINALITY AS item ({', '.join(_COLUMNS)}, position)",
        position="item.position",
    )
).bindparams(*(bindparam(name, type_=postgresql.ARRAY(kind)) for name, kind in _COLUMNS.items()))
_SQLITE = text(
    _MANY.format(
        columns=", ".join(f"json_extract(value, '$[{at}]')" for at in range(len(_COLUMNS))),
        items="json_each(:items)",
        position="json_each.key",
    )
)
_as_sqlite_has_it = UtcDateTime().dialect_impl(sqlite.dialect()).bind_processor(sqlite.dialect())


@dataclass(slots=True)
class NewEffect:
    """An effect to be written; None for one of which is decided that it is not wanted."""

    now: datetime
    priority: Priority
    ticket_id: int | None
    effect: Effect | None = None
    not_before: datetime | None = None
    expires_at: datetime | None = None

    def row(self, effect: Effect) -> dict[str, Any]:
        """Return its columns."""
        expires_at = self.expires_at
        if expires_at is None and effect.lasts is not None:
            expires_at = max(filter(None, (self.now, self.not_before))) + effect.lasts
        return {
            "gateway": effect.gateway,
            "destination": effect.destination,
            "kind": type(effect).__name__,
            "fields": effect_rows.to_json(effect),
            "priority": int(self.priority),
            "ticket_id": self.ticket_id,
            "created_at": self.now,
            "not_before": self.not_before,
            "expires_at": expires_at,
        }


@dataclass(slots=True)
class NewEffects:
    """The effects that one transaction asks for, in the order of asking. `woken`: whom to wake
    after it; `are_known`: whether `stored` has all that it stored, as it is."""

    executor: Executor
    is_postgresql: bool
    shown: Shown
    woken: set[str]
    waiting: list[NewEffect] = field(default_factory=list)
    stored: list[OutboxEffect] = field(default_factory=list)
    are_known: bool = True

    async def write(self) -> None:
        """Write what was asked for until now."""
        if any(each.effect is None for each in self.waiting):
            await self.shown.write()  # some of them are told, or not, by what was shown before
        wanted = [(each.effect, each) for each in self.waiting if each.effect is not None]
        self.waiting = []
        rows = [each.row(effect) for effect, each in wanted]
        for (effect, each), row, id_ in zip(wanted, rows, await self._written(rows), strict=True):
            self.woken.add(_topic(effect))
            since = max(filter(None, (each.now, each.not_before)))
            self.stored.append(
                OutboxEffect(
                    id_, effect, each.priority, each.ticket_id, each.not_before,
                    row["expires_at"], 0, since,
                )
            )  # fmt: skip

    def changed(self) -> None:
        """Take in that others of the outbox's rows are changed, which may be these."""
        self.are_known = self.are_known and not self.stored

    def by_topic(self) -> dict[str, list[OutboxEffect]]:
        """Return what is stored by the topic of who carries it out, unless it is not known."""
        found: dict[str, list[OutboxEffect]] = {}
        for each in self.stored if self.are_known else ():
            found.setdefault(_topic(each.effect), []).append(each)
        return found

    async def _written(self, rows: Sequence[Mapping[str, Any]]) -> list[int]:
        if len(rows) <= 1:
            more = {"attempts": 0, "state": EffectState.WAITING}
            return [
                (await self.executor.execute(_ONE, {**row, **more})).scalar_one() for row in rows
            ]
        packed = [{**row, "fields": to_json(row["fields"])} for row in rows]
        if self.is_postgresql:
            columns = {name: [row[name] for row in packed] for name in _COLUMNS}
            found = await self.executor.execute(_POSTGRESQL, columns)
        else:
            items = to_json([[_plain(row[name]) for name in _COLUMNS] for row in packed])
            found = await self.executor.execute(_SQLITE, {"items": items})
        return sorted(found.scalars())


def _plain(value: Any) -> Any:
    return _as_sqlite_has_it(value) if isinstance(value, datetime) and _as_sqlite_has_it else value


def _topic(effect: Effect) -> str:
    return f"outbox:{effect.gateway}"
