"""Reads customers and staff as lists show them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, or_, select, tuple_

from core.model.board import (
    CustomerCursor,
    CustomerFilter,
    ListedCustomer,
    Presence,
)
from core.model.people import LARGEST_ID, Customer, Person
from core.model.search import folded_words
from db.models import breaks, customers, shifts, tickets
from db.prepared import AnyRow
from db.repositories.base import Repository
from db.repositories.rows import CUSTOMER, IS_OPEN
from db.repositories.supervision import SqlOversight
from db.sql import has_within, one_of

_C = customers.c
_T = tickets.c
_FEWEST_DIGITS = 3  # of a number that is looked for

_SEEN = select(_C.first_seen_at).where(_C.id == bindparam("customer"))
_TICKETS = (
    select(
        _T.customer_id,
        func.count(),
        func.max(_T.id),
        func.max(_T.opened_at),
        func.count().filter(IS_OPEN),
    )
    .where(one_of(_T.customer_id, "people"))
    .group_by(_T.customer_id)
)
_PRESENCES = (
    select(shifts.c.operator_id, shifts.c.started_at, breaks.c.started_at)
    .outerjoin(
        breaks, and_(breaks.c.operator_id == shifts.c.operator_id, breaks.c.ended_at.is_(None))
    )
    .where(shifts.c.ended_at.is_(None))
)


class SqlPeople(Repository):
    """Reads customers and staff."""

    __slots__ = ()

    async def customers(
        self, where: CustomerFilter, after: CustomerCursor | None, limit: int
    ) -> list[ListedCustomer]:
        query = _filtered(select(*CUSTOMER, _C.first_seen_at), where)
        if after is not None:
            here = tuple_(_C.first_seen_at, _C.id)
            query = query.where(here < tuple_(after.first_seen_at, after.customer_id))
        rows = await self._all(query.order_by(_C.first_seen_at.desc(), _C.id.desc()).limit(limit))
        ids = [row.id for row in rows]
        found = {row[0]: row for row in await self._all(_TICKETS, {"people": ids})} if ids else {}
        return [_listed(row, found.get(row.id)) for row in rows]

    async def count_customers(self, where: CustomerFilter) -> int:
        counted = _filtered(select(func.count()).select_from(customers), where)
        number: int = (await self._execute(counted)).scalar_one()
        return number

    async def first_seen(self, customer_id: int) -> datetime | None:
        row = await self._one(_SEEN, {"customer": customer_id})
        return None if row is None else row.first_seen_at

    async def presences(self) -> dict[int, Presence]:
        return {row[0]: Presence(row[1], row[2]) for row in await self._all(_PRESENCES)}

    async def people(self, ids: Collection[int]) -> list[Person]:
        return await SqlOversight(self._transaction).people(list(ids))


def _listed(row: AnyRow, found: AnyRow | None) -> ListedCustomer:
    *customer, first_seen_at = row
    if found is None:
        return ListedCustomer(Customer(*customer), first_seen_at, 0, None, None, False)
    _, count, last, opened_at, is_open = found
    return ListedCustomer(Customer(*customer), first_seen_at, count, last, opened_at, is_open > 0)


def _filtered(query: Select[Any], where: CustomerFilter) -> Select[Any]:
    if where.unreachable:
        query = query.where(_C.reachable.is_(False))
    if where.blocked:
        query = query.where(_C.blocked_at.is_not(None))
    return query.where(*_named(where.words))


def _named(words: str) -> Sequence[ColumnElement[bool]]:
    """Return the condition for a search by name: a number by its digits, an @name by its beginning;
    else each word begins one of the name's, or is the beginning of the @name."""
    wanted = words.strip()
    digits = "".join(filter(str.isdecimal, wanted))
    if digits and not any(map(str.isalpha, wanted)):
        number = _C.id == min(int(digits), LARGEST_ID)
        if len(digits) < _FEWEST_DIGITS:
            return [number]
        return [or_(number, has_within(func.coalesce(_C.phone, ""), digits))]
    if wanted.startswith("@"):
        return [_username(wanted[1:])]
    folded = folded_words(wanted)
    if len(folded) == 1 and wanted.isascii():
        return [or_(has_within(_C.name_words, f" {folded[0]}"), _username(wanted))]
    return [has_within(_C.name_words, f" {word}") for word in folded]


def _username(beginning: str) -> ColumnElement[bool]:
    return func.lower(_C.username).startswith(beginning.lower(), autoescape=True)
