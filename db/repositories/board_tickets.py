"""Lists tickets: filtered, sorted, page by page."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    case,
    func,
    literal,
    or_,
    select,
    tuple_,
)

from core.model.board import Cursor, Listed, TicketFilter, TicketOrder, TicketSort
from core.model.places import PlaceKind
from core.model.tickets import TicketStatus
from db.models import customers, feedback, operators, places, ticket_tags, tickets
from db.prepared import AnyRow
from db.repositories.base import Repository
from db.sql import Latest, MillisecondsBetween

_T = tickets.c
_G = ticket_tags.c
_TAGS = (
    select(_G.ticket_id, _G.tag)
    .where(_G.ticket_id.in_(bindparam("ids", expanding=True)), _G.taken_at.is_(None))
    .order_by(_G.id)
)
_NEVER = literal(datetime(9999, 1, 1, tzinfo=UTC), _T.closed_at.type)
# As `facts.TicketLine.met_at` has it.
_MET = case(
    (
        and_(_T.active_at.is_not(None), places.c.kind.in_([PlaceKind.DESK, PlaceKind.THREAD])),
        _T.answered_at,
    ),
    else_=_T.active_at,
)
_LAST_WORD = Latest(
    _T.opened_at,
    func.coalesce(_T.customer_spoke_at, _T.opened_at),
    func.coalesce(_T.staff_spoke_at, _T.opened_at),
)
_LISTED = (
    _T.id,
    _T.customer_id,
    customers.c.name.label("customer"),
    _T.topic,
    _T.status,
    _T.opened_at,
    _MET.label("met_at"),
    _T.closed_at,
    _T.close_reason,
    _T.operator_id,
    operators.c.name.label("operator"),
    feedback.c.stars,
    places.c.kind,
    _LAST_WORD.label("last_word_at"),
    _T.source,
)


class SqlTicketList(Repository):
    """Lists tickets."""

    __slots__ = ()

    async def tickets(
        self,
        where: TicketFilter,
        order: TicketOrder,
        after: Cursor | None,
        limit: int,
        now: datetime,
    ) -> list[tuple[Listed, Cursor]]:
        as_of = now if after is None else after.as_of
        by = _sorted_by(order.by, as_of)
        page = _filtered(
            select(_T.id, by.label("sorted_by"))
            .outerjoin(feedback, feedback.c.ticket_id == _T.id)
            .outerjoin(places, places.c.id == _T.place_id),
            where,
        )
        if after is not None:
            here = tuple_(by, _T.id)
            there = tuple_(literal(after.value, by.type), literal(after.ticket_id, _T.id.type))
            page = page.where(here > there if order.ascending else here < there)
        page = page.order_by(*_in_order(by, _T.id, order)).limit(limit)
        # Names and the like are looked up for those of the page alone, and not to be sorted.
        chosen = page.subquery("page")
        query = (
            select(*_LISTED, chosen.c.sorted_by)
            .select_from(chosen.join(tickets, _T.id == chosen.c.id))
            .join(customers, customers.c.id == _T.customer_id)
            .outerjoin(operators, operators.c.id == _T.operator_id)
            .outerjoin(feedback, feedback.c.ticket_id == _T.id)
            .outerjoin(places, places.c.id == _T.place_id)
            .order_by(*_in_order(chosen.c.sorted_by, _T.id, order))
        )
        found = await self._all(query)
        ids = [row.id for row in found]
        tags: dict[int, list[str]] = {}
        for row in await self._all(_TAGS, {"ids": ids}) if ids else ():
            tags.setdefault(row.ticket_id, []).append(row.tag)
        return [_listed(row, tuple(tags.get(row.id, ())), as_of) for row in found]

    async def count(self, where: TicketFilter) -> int:
        counted = select(func.count()).select_from(tickets)
        if where.stars:
            counted = counted.join(feedback, feedback.c.ticket_id == _T.id)
        if where.place is not None:
            counted = counted.join(places, places.c.id == _T.place_id)
        number: int = (await self._execute(_filtered(counted, where))).scalar_one()
        return number


def may_see(operator_id: int) -> ColumnElement[bool]:
    """Return the condition for tickets that an operator may see: their own, and those that wait."""
    return or_(_T.operator_id == operator_id, _T.status == TicketStatus.QUEUED)


def has_tag(tag: str) -> ColumnElement[bool]:
    """Return the condition for tickets that have that tag now."""
    its = select(_G.ticket_id).where(_G.tag == tag, _G.taken_at.is_(None))
    return _T.id.in_(its)


def _listed(row: AnyRow, tags: tuple[str, ...], as_of: datetime) -> tuple[Listed, Cursor]:
    *shown, value = row
    return replace(Listed(*shown), tags=tags), Cursor(row.id, value, as_of)


def _in_order(
    by: ColumnElement[Any], number: ColumnElement[Any], order: TicketOrder
) -> Sequence[ColumnElement[Any]]:
    return (by.asc(), number.asc()) if order.ascending else (by.desc(), number.desc())


def _sorted_by(sort: TicketSort, now: datetime) -> ColumnElement[Any]:
    match sort:
        case TicketSort.OPENED:
            return _T.opened_at
        case TicketSort.CLOSED:
            return func.coalesce(_T.closed_at, _NEVER)
        case TicketSort.LAST_WORD:
            return _LAST_WORD
        case TicketSort.WAITED:
            until = literal(now, _T.closed_at.type)
            return MillisecondsBetween(_T.opened_at, func.coalesce(_MET, _T.closed_at, until))


def _filtered(query: Select[Any], where: TicketFilter) -> Select[Any]:
    return query.where(*_conditions(where))


def _conditions(where: TicketFilter) -> Sequence[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if where.statuses:
        conditions.append(_T.status.in_(sorted(where.statuses)))
    if where.topic is not None:
        conditions.append(_T.topic == where.topic)
    if where.operator_id is not None:
        conditions.append(_T.operator_id == where.operator_id)
    if where.customer_id is not None:
        conditions.append(_T.customer_id == where.customer_id)
    if where.since is not None:
        conditions.append(_T.opened_at >= where.since)
    if where.until is not None:
        conditions.append(_T.opened_at < where.until)
    if where.stars:
        conditions.append(feedback.c.stars.in_(sorted(where.stars)))
    if where.place is not None:
        conditions.append(places.c.kind == where.place)
    if where.tag is not None:
        conditions.append(has_tag(where.tag))
    if where.source is not None:
        conditions.append(_T.source == where.source)
    if where.only_of is not None:
        conditions.append(may_see(where.only_of))
    return conditions
