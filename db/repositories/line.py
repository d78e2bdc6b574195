"""The line of those who wait, read from its beginning: core.ports.Line."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Select,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    text,
    true,
    tuple_,
    union_all,
)

from core.model.places import PlaceState
from core.model.tickets import NEAR, Ticket, TicketStatus
from db.models import operators, places, queue_counts, staff_groups, tickets
from db.models.base import FREE
from db.models.tickets import BLOCK
from db.repositories.rows import IN_ORDER, IS_OPEN, IS_QUEUED, TICKET, TicketRows, is_here
from db.sql import one_of
from db.types import Names

_T = tickets.c
_P = places.c
_Q = queue_counts.c
_EARLIER = tickets.alias("earlier")


def _topics() -> Any:
    """Return the topics of waiting tickets, one after the other by index: as many steps as topics,
    however many wait."""
    first = select(func.min(_T.topic).label("topic")).where(IS_QUEUED)
    known = first.cte("topics", recursive=True)
    following = select(func.min(_T.topic)).where(IS_QUEUED, _T.topic > known.c.topic)
    step = select(following.scalar_subquery()).where(known.c.topic.is_not(None))
    return known.union_all(step)


_FIRST_FREE = select(operators.c.id).where(text(FREE)).order_by(operators.c.load).limit(1)
_ANYBODY_FREE = _FIRST_FREE.scalar_subquery().is_not(None)
"""In an order, so that SQLite takes the index of those who are free."""


def _each_first(is_postgresql: bool, *where: Any) -> tuple[Any, Any, Any]:
    """Make what reads each topic's first tickets: the topics, the tickets, and both joined. SQLite
    has no LATERAL, and PostgreSQL would try every ticket against the list of a topic's first."""
    topics = _topics()
    of_topic = (
        select(*TICKET)
        .where(IS_QUEUED, _T.topic == topics.c.topic, is_here(), *where)
        .order_by(*IN_ORDER)
        .limit(bindparam("most"))
        .correlate(topics)
    )
    if is_postgresql:
        line: Any = of_topic.lateral("waiting")
        return topics, line, topics.join(line, true())
    line = tickets.alias("waiting")
    return topics, line, topics.join(line, line.c.id.in_(of_topic.with_only_columns(_T.id)))


def _ticket_of(line: Any) -> list[Any]:
    return [line.c[column.name] for column in TICKET]


def _for_free(is_postgresql: bool) -> Select[Any]:
    topics, line, both = _each_first(is_postgresql)
    last = (
        select(_EARLIER.c.operator_id)
        .where(
            _EARLIER.c.customer_id == line.c.customer_id,
            _EARLIER.c.status == TicketStatus.CLOSED,
            _EARLIER.c.closed_at >= bindparam("since"),
        )
        .order_by(_EARLIER.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    wanted = ~one_of(topics.c.topic, "without", Names)
    return select(*_ticket_of(line), last).select_from(both).where(_ANYBODY_FREE, wanted)


def _for_desks(is_postgresql: bool) -> Any:
    """Make the statement that reads who waits for a desk: in no place yet, and in the overflow
    group."""
    in_a_place = exists().where(_P.id == _T.place_id, _P.ticket_id == _T.id)
    topics, line, both = _each_first(is_postgresql, ~in_a_place)
    any_group = exists().where(staff_groups.c.gone_at.is_(None))
    waiting = (
        select(*_ticket_of(line))
        .select_from(both)
        .where(one_of(topics.c.topic, "topics", Names), any_group)
    )
    shared = (
        select(*TICKET)
        .join(places, and_(_P.id == _T.place_id, _P.ticket_id == _T.id))
        .where(IS_OPEN, is_here(), _P.is_shared, _P.state == PlaceState.READY)
        .order_by(_T.answered_at.is_not(None), _T.opened_at, _T.id)
        .limit(bindparam("most"))
        .subquery("shared")
    )
    return union_all(waiting, select(*_ticket_of(shared)))


_FOR_DESKS = {of: _for_desks(of) for of in (False, True)}
_FOR_FREE = {of: _for_free(of) for of in (False, True)}

_NEAR = (
    select(_T.id)
    .where(IS_QUEUED, is_here())
    .order_by(*IN_ORDER)  # along the index, not through all that ever was
    .limit(NEAR + 1)
    .subquery("near")
)
_COUNTED = select(func.count().label("near")).select_from(_NEAR).subquery("counted")
_ALL = select(func.coalesce(func.sum(_Q.change), 0)).scalar_subquery()
QUEUE_LENGTH = select(case((_COUNTED.c.near <= NEAR, _COUNTED.c.near), else_=_ALL))
_BLOCK = bindparam("block", type_=_Q.block.type)
_PRIORITY = bindparam("priority", type_=_Q.priority.type)
_WAITS_HERE = case((and_(IS_QUEUED, _T.priority == _PRIORITY), 1), else_=0)
_AHEAD_BY_TOPIC = union_all(
    select(_Q.topic, func.sum(_Q.change).label("waits"))
    .where(or_(_Q.priority > _PRIORITY, and_(_Q.priority == _PRIORITY, _Q.block < _BLOCK)))
    .group_by(_Q.topic),
    # Each is looked at by its id: an index of those that wait would be gone through to its end.
    select(_T.topic, func.sum(_WAITS_HERE))
    .where(_T.id >= _BLOCK * BLOCK, _T.id < bindparam("ticket"))
    .group_by(_T.topic),
)
"""Both parts summed up by themselves: sorting their rows together took as long as reading them."""
_GROUP = (_Q.topic, _Q.priority, _Q.block)
_UNSETTLED = (
    select(*_GROUP).group_by(*_GROUP).having(or_(func.count() > 1, func.sum(_Q.change) == 0))
)
_TAKE_UNSETTLED = (
    delete(queue_counts).where(tuple_(*_GROUP).in_(_UNSETTLED)).returning(*_GROUP, _Q.change)
)
_SETTLE = insert(queue_counts)


class SqlLine(TicketRows):
    """Reads the line of those who wait."""

    __slots__ = ()

    async def for_free(
        self, most: int, since: datetime, without: Collection[str] = ()
    ) -> list[tuple[Ticket, int | None]]:
        values = {"most": most, "since": since, "without": sorted(without)}
        rows = await self._all(_FOR_FREE[self._is_postgresql], values)
        return [(Ticket(*ticket), last) for *ticket, last in rows]

    async def for_desks(self, topics: Collection[str], limit: int = 100) -> list[Ticket]:
        values = {"most": limit, "topics": sorted(topics)}
        rows = await self._all(_FOR_DESKS[self._is_postgresql], values)
        found = [Ticket(*row) for row in rows]
        found.sort(key=lambda each: (each.is_answered, each.opened_at, each.id))
        return found[:limit]

    async def length(self) -> int:
        known = self._memory.queue_length
        if known is None:
            known = int((await self._execute(QUEUE_LENGTH)).scalar_one())
            self._memory.queue_length = known
        return known

    async def ahead_of(self, ticket: Ticket) -> dict[str, int]:
        block = {"ticket": ticket.id, "block": ticket.id // BLOCK, "priority": ticket.priority}
        ahead: Counter[str] = Counter()
        for topic, waits in await self._all(_AHEAD_BY_TOPIC, block):
            ahead[topic] += int(waits)
        return +ahead

    async def is_unsettled(self) -> bool:
        return bool(await self._all(_UNSETTLED.limit(1)))

    async def settle(self) -> None:
        sums: Counter[tuple[str, int, int]] = Counter()
        for *group, change in await self._all(_TAKE_UNSETTLED):
            sums[tuple(group)] += change
        names = ("topic", "priority", "block")
        rows = [
            dict(zip(names, group, strict=True)) | {"change": change}
            for group, change in sums.items()
            if change
        ]
        if rows:
            await self._execute(_SETTLE, rows)
