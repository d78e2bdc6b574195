"""Implements core.ports.sources."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, select, union

from core.model.sources import Link
from db.models import customers, links, tickets
from db.repositories.base import Repository
from db.sql import Either

_L, _C, _T = links.c, customers.c, tickets.c
_MAKE = Either(lambda insert: insert(links).on_conflict_do_nothing(index_elements=[_L.source]))
_PEOPLE = (
    select(_C.source, func.count().label("people"))
    .where(_C.source.is_not(None))
    .group_by(_C.source)
    .subquery("came")
)
_ASKED = (
    select(_T.source, func.count().label("asked"))
    .where(_T.source.is_not(None))
    .group_by(_T.source)
    .subquery("asked")
)
_KNOWN = union(
    *(select(column) for column in (_L.source, _PEOPLE.c.source, _ASKED.c.source))
).subquery("known")
_COUNT_OF_PEOPLE, _COUNT_OF_ASKED = (
    func.coalesce(count, 0) for count in (_PEOPLE.c.people, _ASKED.c.asked)
)
_ALL = (
    select(_KNOWN.c.source, _L.made_at, _COUNT_OF_PEOPLE, _COUNT_OF_ASKED)
    .select_from(_KNOWN)
    .outerjoin(links, _L.source == _KNOWN.c.source)
    .outerjoin(_PEOPLE, _PEOPLE.c.source == _KNOWN.c.source)
    .outerjoin(_ASKED, _ASKED.c.source == _KNOWN.c.source)
    .order_by(
        _L.made_at.is_(None),
        _L.made_at.desc(),
        (_COUNT_OF_PEOPLE + _COUNT_OF_ASKED).desc(),
        _KNOWN.c.source,
    )
    .limit(bindparam("most"))
)
_SINCE, _UNTIL = (bindparam(name, type_=_T.opened_at.type) for name in ("since", "until"))
_COUNTS = (
    select(_T.source, func.count().label("number"))
    .where(_T.source.is_not(None), _T.opened_at >= _SINCE, _T.opened_at < _UNTIL)
    .group_by(_T.source)
    .order_by(func.count().desc(), _T.source)
)


class SqlLinks(Repository):
    """Keeps links, and counts who came by them."""

    __slots__ = ()

    async def make(self, source: str, by: int | None, now: datetime) -> bool:
        row = {"source": source, "made_at": now, "made_by": by}
        return await self._changed(_MAKE[self._is_postgresql], row)

    async def all(self, limit: int) -> Sequence[Link]:
        return [Link(*row) for row in await self._all(_ALL, {"most": limit})]

    async def counts(self, since: datetime, until: datetime) -> Sequence[tuple[str, int]]:
        found = await self._all(_COUNTS, {"since": since, "until": until})
        return [(row.source, row.number) for row in found]
