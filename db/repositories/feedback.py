"""core.ports.Feedbacks."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, cast, delete, func, null, select, union_all, update

from core.model.records import Feedback, Opinion, Resolution
from db.models import customers, feedback, operators, resolutions, tickets
from db.repositories.base import Repository, columns_of
from db.sql import Either

_F = feedback.c
_R = resolutions.c
_COLUMNS = columns_of(feedback, Feedback)

_GET = select(*_COLUMNS).where(_F.ticket_id == bindparam("ticket"))
_OF_CUSTOMER = (
    select(*_COLUMNS).where(_F.customer_id == bindparam("customer")).order_by(_F.ticket_id)
)
_COUNT = select(
    select(func.count()).select_from(feedback).scalar_subquery()
    + select(func.count()).select_from(resolutions).scalar_subquery()
)
_GIVEN = union_all(
    select(*_COLUMNS, cast(null(), _R.solved.type).label("solved")),
    select(
        _R.ticket_id,
        _R.customer_id,
        cast(null(), _F.stars.type),
        cast(null(), _F.comment.type),
        _R.given_at,
        _R.solved,
    ),
).subquery()
_LATEST = (
    select(_GIVEN, customers.c.name, operators.c.name)
    .join(customers, customers.c.id == _GIVEN.c.customer_id)
    .join(tickets, tickets.c.id == _GIVEN.c.ticket_id)
    .outerjoin(operators, operators.c.id == tickets.c.operator_id)
    .order_by(_GIVEN.c.given_at.desc(), _GIVEN.c.ticket_id.desc())
    .limit(bindparam("most"))
    .offset(bindparam("after"))
)
_COMMENT = (
    update(feedback)
    .where(_F.ticket_id == bindparam("ticket"), _F.comment.is_(None))
    .values(comment=bindparam("words"))
)


def _rate(insert: Any) -> Any:
    new = insert(feedback)
    return new.on_conflict_do_update(
        index_elements=[_F.ticket_id],
        set_={"stars": new.excluded.stars},
        where=(
            _F.comment.is_(None)
            & (_F.given_at > bindparam("since", type_=_F.given_at.type))
            & (_F.stars != new.excluded.stars)
        ),
    )


def _resolve(insert: Any) -> Any:
    new = insert(resolutions)
    return new.on_conflict_do_update(
        index_elements=[_R.ticket_id],
        set_={"solved": new.excluded.solved},
        where=(
            (_R.given_at > bindparam("since", type_=_R.given_at.type))
            & (_R.solved != new.excluded.solved)
        ),
    )


_TAKE_BACK = tuple(
    delete(table).where(table.c.ticket_id == bindparam("ticket"))
    for table in (feedback, resolutions)
)
_RATE = Either(_rate)
_RESOLVE = Either(_resolve)
_RESOLUTIONS_OF = (
    select(_R.ticket_id, _R.customer_id, _R.solved, _R.given_at)
    .where(_R.customer_id == bindparam("customer"))
    .order_by(_R.ticket_id)
)
_RESOLUTION = select(_R.ticket_id, _R.customer_id, _R.solved, _R.given_at).where(
    _R.ticket_id == bindparam("ticket")
)


def _opinion(
    ticket_id: int,
    customer_id: int,
    stars: int | None,
    comment: str | None,
    given_at: datetime,
    solved: bool | None,
) -> Feedback | Resolution:
    if stars is None:
        return Resolution(ticket_id, customer_id, bool(solved), given_at)
    return Feedback(ticket_id, customer_id, stars, comment, given_at)


class SqlFeedbacks(Repository):
    """Keeps stars, comments and answers."""

    __slots__ = ()

    async def take_back(self, ticket_id: int) -> None:
        for statement in _TAKE_BACK:
            await self._execute(statement, {"ticket": ticket_id})

    async def get(self, ticket_id: int) -> Feedback | None:
        row = await self._one(_GET, {"ticket": ticket_id})
        return None if row is None else Feedback(*row)

    async def rate(
        self, ticket_id: int, customer_id: int, stars: int, now: datetime, since: datetime
    ) -> bool:
        values = {
            "ticket_id": ticket_id,
            "customer_id": customer_id,
            "stars": stars,
            "comment": None,
            "given_at": now,
            "since": since,
        }
        return await self._changed(_RATE[self._is_postgresql], values)

    async def comment(self, ticket_id: int, comment: str) -> bool:
        return await self._changed(_COMMENT, {"ticket": ticket_id, "words": comment})

    async def of_customer(self, customer_id: int) -> list[Feedback]:
        return [Feedback(*row) for row in await self._all(_OF_CUSTOMER, {"customer": customer_id})]

    async def resolve(
        self, ticket_id: int, customer_id: int, solved: bool, now: datetime, since: datetime
    ) -> bool:
        values = {
            "ticket_id": ticket_id,
            "customer_id": customer_id,
            "solved": solved,
            "given_at": now,
            "since": since,
        }
        return await self._changed(_RESOLVE[self._is_postgresql], values)

    async def resolution(self, ticket_id: int) -> Resolution | None:
        row = await self._one(_RESOLUTION, {"ticket": ticket_id})
        return None if row is None else Resolution(*row)

    async def resolutions_of(self, customer_id: int) -> list[Resolution]:
        """Return a customer's answers whether the question was solved, by ticket."""
        rows = await self._all(_RESOLUTIONS_OF, {"customer": customer_id})
        return [Resolution(*row) for row in rows]

    async def count(self) -> int:
        count: int = (await self._execute(_COUNT)).scalar_one()
        return count

    async def latest(self, limit: int, offset: int = 0) -> list[Opinion]:
        rows = await self._all(_LATEST, {"most": limit, "after": offset})
        return [
            Opinion(_opinion(*kept), customer, operator)
            for *kept, customer, operator in (tuple(row) for row in rows)
        ]
