"""Reads which customers were in contact last, without looking at all tickets."""

from sqlalchemy import Integer, and_, bindparam, func, literal, or_, select, text, union_all

from core.model.records import CustomerContact
from db.models import customers, tickets
from db.models.base import OPEN_TICKET
from db.repositories.base import Transaction
from db.sql import one_of

ALL = 2**62

_T = tickets.c
_C = customers.c
_KEPT = and_(
    _C.id == _T.customer_id, or_(_C.forgotten_at.is_(None), _T.opened_at > _C.forgotten_at)
)
_OPEN = (
    select(_T.customer_id, _T.opened_at.label("at"), literal(1, Integer).label("is_open"))
    .join(customers, _KEPT)
    .where(text(OPEN_TICKET))
)
_ENDED = (
    select(_T.customer_id, _T.closed_at.label("at"), literal(0, Integer).label("is_open"))
    .join(customers, _KEPT)
    .where(_T.closed_at.is_not(None))
    .order_by(_T.closed_at.desc())
    .limit(bindparam("looked"))
    .subquery()
)
_NEAR = union_all(_OPEN, select(_ENDED)).subquery()
_IS_OPEN, _LAST_AT = func.max(_NEAR.c.is_open), func.max(_NEAR.c.at)
_NEWEST = (
    select(_NEAR.c.customer_id, _IS_OPEN, _LAST_AT)
    .group_by(_NEAR.c.customer_id)
    .order_by(_IS_OPEN.desc(), _LAST_AT.desc(), _NEAR.c.customer_id.desc())
    .limit(bindparam("most"))
)
_WHO = select(
    _C.id,
    _C.name,
    _C.username,
    select(func.count()).select_from(tickets).where(_KEPT).correlate(customers).scalar_subquery(),
).where(one_of(_C.id, "people"))
_COUNT = (
    select(func.count())
    .select_from(customers)
    .where(select(_T.id).where(_KEPT).correlate(customers).exists())
)


async def newest_contacts(transaction: Transaction, most: int) -> tuple[list[CustomerContact], int]:
    """Customers by their last contact, whoever has an open ticket first; at most `most` of them,
    and how many there are. Of many tickets those that ended last are looked at."""
    execute = transaction.connection.execute
    total: int = (await execute(_COUNT)).scalar_one()
    newest = (await execute(_NEWEST, {"looked": 2 * most, "most": most})).all()
    if len(newest) < min(most, total):
        newest = (await execute(_NEWEST, {"looked": ALL, "most": most})).all()
    people = [row.customer_id for row in newest]
    who = {row.id: row for row in await execute(_WHO, {"people": people})}
    found = [
        CustomerContact(number, *who[number][1:], bool(is_open), last_at)
        for number, is_open, last_at in newest
    ]
    return found, total
