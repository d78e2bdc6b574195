"""Keeps zips of tickets that ended: core.ports.Archives."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, insert, null, or_, select, update

from core.ports import Archived
from db.models import archives, customers, places, tickets
from db.repositories.base import Repository, columns_of

_A = archives.c
_T = tickets.c

_COLUMNS = columns_of(archives, Archived)
_GET = select(*_COLUMNS).where(_A.ticket_id == bindparam("ticket"))
_NEW = insert(archives)
_AGAIN = (
    update(archives)
    .where(_A.ticket_id == bindparam("ticket"))
    .values(path=bindparam("where"), size=bindparam("bytes"), made_at=bindparam("now"))
)
_SENT = (
    update(archives)
    .where(_A.ticket_id == bindparam("ticket"), _A.sent_at.is_(None))
    .values(sent_at=bindparam("now"), chat_id=bindparam("chat"), message_id=bindparam("number"))
)
_UNSENT = (
    update(archives)
    .where(_A.ticket_id == bindparam("ticket"))
    .values(sent_at=null(), chat_id=null(), message_id=null())
)
_SENT_OF = (
    select(*_COLUMNS)
    .join(tickets, _T.id == _A.ticket_id)
    .where(_T.customer_id == bindparam("customer"), _A.sent_at.is_not(None))
    .order_by(_A.ticket_id)
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
        or_(_A.ticket_id.is_(None), _A.made_at < _T.reopened_at),
        places.c.id.is_(None),
        _T.expired_at.is_(None),
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

    async def sent(
        self, ticket_id: int, now: datetime, chat_id: int | None, message_id: int | None
    ) -> None:
        values = {"ticket": ticket_id, "now": now, "chat": chat_id, "number": message_id}
        await self._execute(_SENT, values)

    async def unsent(self, ticket_id: int) -> None:
        await self._execute(_UNSENT, {"ticket": ticket_id})

    async def sent_of(self, customer_id: int) -> list[Archived]:
        rows = await self._all(_SENT_OF, {"customer": customer_id})
        return [Archived(*row) for row in rows]

    async def missing(
        self, closed_before: datetime, closed_since: datetime, limit: int
    ) -> list[tuple[int, int]]:
        values = {"before": closed_before, "since": closed_since, "most": limit}
        return [(row.id, row.customer_id) for row in await self._all(_MISSING, values)]
