"""Keeps the figures of days that are over: core.ports.records.KeptFigures."""

from collections.abc import Collection
from dataclasses import astuple
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, func, select, union_all, update

from core.model.day_figures import Basis, DayFigures, QueueSum
from db.models import day_figures, feedback, resolutions, shifts, tickets
from db.repositories.base import Repository
from db.sql import Either

_D = day_figures.c
_T = tickets.c
_THESE = (
    _D.day.between(bindparam("first"), bindparam("last")),
    _D.zone == bindparam("zone"),
    _D.service_level == bindparam("service_level"),
)
_DAYS = select(_D.day, _D.figures).where(*_THESE).order_by(_D.day)
_LOOKED_AT = select(_D.day, _D.looked_at).where(*_THESE)
_SINCE, _BEFORE = (bindparam(name, type_=_T.opened_at.type) for name in ("since", "before"))
_CHANGED = union_all(
    select(_T.opened_at).where(_T.closed_at >= _SINCE, _T.opened_at < _BEFORE),
    select(_T.opened_at).where(_T.reopened_at >= _SINCE, _T.opened_at < _BEFORE),
    *(
        select(_T.opened_at)
        .join(given, given.c.ticket_id == _T.id)
        .where(given.c.given_at >= _SINCE, _T.opened_at < _BEFORE)
        for given in (feedback, resolutions)
    ),
)
_BEGUN = union_all(select(func.min(_T.opened_at)), select(func.min(shifts.c.started_at)))
_LOOKED = (
    update(day_figures)
    .where(_D.zone == bindparam("of_zone"), _D.service_level == bindparam("of_level"))
    .values(looked_at=bindparam("now"))
)


def _keep(insert: Any) -> Any:
    new = insert(day_figures)
    columns = ("zone", "service_level", "figures", "looked_at")
    return new.on_conflict_do_update(
        index_elements=[_D.day], set_={name: new.excluded[name] for name in columns}
    )


_KEEP = Either(_keep)


class SqlDayFigures(Repository):
    """Keeps them, each day as one document of sums."""

    __slots__ = ()

    async def days(self, first: date, last: date, basis: Basis) -> dict[date, DayFigures]:
        rows = await self._all(_DAYS, _of(first, last, basis))
        return {day: _read(day, figures) for day, figures in rows}

    async def looked_at(self, first: date, last: date, basis: Basis) -> dict[date, datetime]:
        rows = await self._all(_LOOKED_AT, _of(first, last, basis))
        return {row.day: row.looked_at for row in rows}

    async def changed(self, since: datetime, before: datetime) -> list[datetime]:
        rows = await self._execute(_CHANGED, {"since": since, "before": before})
        return list(rows.scalars())

    async def begun(self) -> datetime | None:
        found = (await self._execute(_BEGUN)).scalars()
        return min((moment for moment in found if moment is not None), default=None)

    async def keep(
        self,
        days: Collection[DayFigures],
        basis: Basis,
        looked_at: datetime,
        *,
        others_too: bool,
    ) -> None:
        rows = [
            {
                "day": one.day,
                "zone": basis.zone,
                "service_level": basis.service_level,
                "figures": _written(one),
                "looked_at": looked_at,
            }
            for one in days
        ]
        if rows:
            await self._execute(_KEEP[self._is_postgresql], rows)
        if others_too:
            its = {"of_zone": basis.zone, "of_level": basis.service_level, "now": looked_at}
            await self._execute(_LOOKED, its)


def _of(first: date, last: date, basis: Basis) -> dict[str, Any]:
    return {
        "first": first, "last": last, "zone": basis.zone, "service_level": basis.service_level,
    }  # fmt: skip


def _written(one: DayFigures) -> dict[str, Any]:
    return {
        "hours": {str(hour): sums for hour, sums in one.hours.items()},
        "topics": dict(one.topics),
        "operators": {str(who): sums for who, sums in one.operators.items()},
        "stars": one.stars,
        "course": [one.waiting, one.load, one.on_shift],
        "queue": {str(hour): astuple(queue) for hour, queue in one.queue.items()},
    }


def _read(day: date, kept: dict[str, Any]) -> DayFigures:
    waiting, load, on_shift = kept["course"]
    return DayFigures(
        day=day,
        hours={int(hour): tuple(sums) for hour, sums in kept["hours"].items()},
        topics={topic: tuple(sums) for topic, sums in kept["topics"].items()},
        operators={int(who): tuple(sums) for who, sums in kept["operators"].items()},
        stars=tuple(kept["stars"]),
        waiting=waiting,
        load=load,
        on_shift=on_shift,
        queue={int(hour): QueueSum(*queue) for hour, queue in kept["queue"].items()},
    )
