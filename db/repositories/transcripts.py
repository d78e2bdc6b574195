"""Keeps zips of tickets that ended: core.ports.Archives."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, insert, or_, select, update

from core.ports import Archived
from db.models import archives, customers, places, tickets
from db.repositories.base import Repository

_A = archives.c
_T = tickets.c

_GET = select(_A.ticket_id, _A.path, _A.size, _A.made_at, _A.sent_at).where(
    _A.ticket_id == bindparam("ticket")
)
_NEW = insert(archives)
_AGAIN = (
    update(archives)
    .where(_A.ticket_id == bindparam("ticket"))
    .values(path=bindparam("where"), size=bindparam("bytes"), made_at=bindparam("now"))
)
_SENT = (
    update(archives)
    .where(_A.ticket_id == bindparam("ticket"), _A.sent_at.is_(None))
    .values(sent_at=bindparam("now"))
)
_COUNT_SENT = (
    select(func.count())
    .select_from(archives)
    .join(tickets, _T.id == _A.ticket_id)
    .where(_T.customer_id == bindparam("customer"), _A.sent_at.is_not(None))
)
_MISSING = (
    select(_T.id, _T.customer_id)
    .join(customers, customers.c.id == _T.customer_id)
    .outerjoin(archives, _A.ticket_id == _T.id)
    .outerjoin(places, places.c.ticket_id == _T.id)
    .where(
        _T.closed_at < bindparam("before"),
        _T.closed_at >= bindparam("since"),
        _T.joined_at.is_not(None),
        _A.ticket_id.is_(None),
        places.c.id.is_(None),
        or_(customers.c.forgotten_at.is_(None), _T.opened_at > customers.c.forgotten_at),
    )
    .order_by(_T.id)
    .limit(bindparam("most"))
)


class SqlArchives(Repository):
    """Keeps zips of tickets that ended."""

    __slots__ = ()

    async def get(self, ticket_id: int) -> Archived | None:
        row = await self._one(_GET, {"ticket": ticket_id})
        return None if row is None else Archived(*row)

    async def put(self, ticket_id: int, path: str, size: int, now: datetime) -> bool:
        values: dict[str, Any] = {"ticket": ticket_id, "where": path, "bytes": size, "now": now}
        if await self._changed(_AGAIN, values):
            return False
        row = {"ticket_id": ticket_id, "path": path, "size": size, "made_at": now}
        await self._execute(_NEW, row)
        return True

    async def sent(self, ticket_id: int, now: datetime) -> None:
        await self._execute(_SENT, {"ticket": ticket_id, "now": now})

    async def count_sent(self, customer_id: int) -> int:
        count: int = (await self._execute(_COUNT_SENT, {"customer": customer_id})).scalar_one()
        return count

    async def missing(
        self, closed_before: datetime, closed_since: datetime, limit: int
    ) -> list[tuple[int, int]]:
        values = {"before": closed_before, "since": closed_since, "most": limit}
        return [(row.id, row.customer_id) for row in await self._all(_MISSING, values)]
