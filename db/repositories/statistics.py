"""Reads what statistics are made of, and keeps who sees a live board: core.ports.Statistics and
Boards."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    case,
    delete,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
    update,
)

from core.model.facts import Facts, Holding, Span, Staff, TicketLine
from core.model.messages import MessageKind, SenderRole
from core.model.targets import TargetKind
from core.model.tickets import TicketEventKind, TicketStatus
from db.models import (
    assignments,
    boards,
    breaks,
    customers,
    feedback,
    messages,
    operators,
    places,
    resolutions,
    shifts,
    ticket_events,
    ticket_targets,
    tickets,
)
from db.repositories.base import Repository
from db.repositories.rows import IS_OPEN
from db.sql import Either, one_of

_T = tickets.c
_A = assignments.c
_SINCE, _UNTIL = (bindparam(name, type_=_T.opened_at.type) for name in ("since", "until"))


def _touches(start: ColumnElement[Any], end: ColumnElement[Any]) -> ColumnElement[bool]:
    """Return the condition for what began before the period was over, and was not over before it
    began."""
    return and_(start < _UNTIL, or_(end.is_(None), end >= _SINCE))


# Rows from before the column was kept have their first word among the messages.
_FIRST_WORD = (
    select(func.min(messages.c.sent_at))
    .where(
        messages.c.ticket_id == _T.id,
        messages.c.role.in_([SenderRole.OPERATOR, SenderRole.SUPERVISOR]),
        messages.c.kind != MessageKind.SERVICE,
    )
    .scalar_subquery()
)


_TARGETS = {kind: ticket_targets.alias(kind.value) for kind in TargetKind}


def _lines(*, words: bool) -> Select[Any]:
    query = select(
        _T.id,
        _T.customer_id,
        customers.c.name if words else literal(""),
        _T.topic,
        _T.status,
        _T.opened_at,
        _T.joined_at,
        _T.active_at,
        case(
            (_T.answered_at.is_not(None), _T.answered_at),
            (_T.active_at.is_(None), null()),
            else_=_FIRST_WORD,
        ),
        _T.closed_at,
        _T.close_reason,
        _T.operator_id,
        feedback.c.stars,
        feedback.c.comment if words else null(),
        places.c.kind,
        resolutions.c.solved,
        _T.source,
        _T.reopened_at,
        *(one.c.due_at for one in _TARGETS.values()),
    ).select_from(tickets)
    if words:
        query = query.join(customers, customers.c.id == _T.customer_id)
    for kind, one in _TARGETS.items():
        query = query.outerjoin(one, and_(one.c.ticket_id == _T.id, one.c.kind == kind))
    return (
        query.outerjoin(feedback, feedback.c.ticket_id == _T.id)
        .outerjoin(places, places.c.id == _T.place_id)
        .outerjoin(resolutions, resolutions.c.ticket_id == _T.id)
        .order_by(_T.id)
    )


# The same as `_touches`, as three looks along indexes: a desk's tickets are many. Of those that are
# open the index of opening is kept away, since that of open ones is far shorter.
_THEN = union_all(
    select(_T.id).where(_T.opened_at >= _SINCE, _T.opened_at < _UNTIL),
    select(_T.id).where(_T.opened_at < _SINCE, _T.closed_at >= _SINCE),
    select(_T.id).where(func.coalesce(_T.opened_at, _SINCE) < _SINCE, IS_OPEN),
)
_TICKETS, _TICKETS_ALONE = (_lines(words=words).where(_T.id.in_(_THEN)) for words in (True, False))
_ENTERED = _lines(words=True).where(_T.opened_at >= _SINCE, _T.opened_at < _UNTIL)
_STILL_OPEN = _lines(words=False).where(IS_OPEN, _T.opened_at >= _SINCE, _T.opened_at < _UNTIL)
_HOLDINGS = (
    select(_A.ticket_id, _A.operator_id, _A.assigned_at, _A.released_at)
    .where(_A.ticket_id.in_(_THEN), _A.assigned_at < _UNTIL)
    .order_by(_A.ticket_id, _A.id)
)


_RESTS = (
    select(ticket_events.c.ticket_id, ticket_events.c.at, ticket_events.c.details)
    .where(
        one_of(ticket_events.c.ticket_id, "tickets"),
        ticket_events.c.kind == TicketEventKind.REOPENED,
    )
    .order_by(ticket_events.c.id)
)


def _spans(table: Any) -> Select[Any]:
    return (
        select(table.c.operator_id, table.c.started_at, table.c.ended_at)
        .where(_touches(table.c.started_at, table.c.ended_at))
        .order_by(table.c.id)
    )


_SHIFTS, _BREAKS = _spans(shifts), _spans(breaks)
_STAFF = select(
    operators.c.id,
    operators.c.name,
    operators.c.capacity,
    operators.c.load,
    operators.c.removed_at.is_not(None),
).order_by(operators.c.id)


class SqlStatistics(Repository):
    """Reads rows as they are; `core.statistics` computes."""

    __slots__ = ()

    async def facts(self, since: datetime, until: datetime, *, words: bool = True) -> Facts:
        when = {"since": since, "until": until}
        opened = _TICKETS if words else _TICKETS_ALONE
        return Facts(
            since,
            until,
            tickets=await self._tickets(opened, when),
            holdings=[Holding(*row) for row in await self._all(_HOLDINGS, when)],
            shifts=[Span(*row) for row in await self._all(_SHIFTS, when)],
            breaks=[Span(*row) for row in await self._all(_BREAKS, when)],
            staff=await self.staff(),
        )

    async def entered(self, since: datetime, until: datetime) -> list[TicketLine]:
        when = {"since": since, "until": until}
        return await self._tickets(_ENTERED, when)

    async def still_open(self, since: datetime, until: datetime) -> list[TicketLine]:
        when = {"since": since, "until": until}
        return await self._tickets(_STILL_OPEN, when)

    async def _tickets(self, statement: Any, when: Mapping[str, Any]) -> list[TicketLine]:
        found = [TicketLine(*row) for row in await self._all(statement, when)]
        again = [line.id for line in found if line.reopened_at is not None]
        rests: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
        for row in await self._all(_RESTS, {"tickets": again}) if again else ():
            ended = (row.details or {}).get("ended")
            if ended is not None:
                rests[row.ticket_id].append((datetime.fromisoformat(ended), row.at))
        return [
            replace(line, rests=tuple(rests[line.id])) if line.id in rests else line
            for line in found
        ]

    async def staff(self) -> list[Staff]:
        return [
            Staff(row.id, row.name, row.capacity, row.load, bool(row[-1]))
            for row in await self._all(_STAFF)
        ]


_B = boards.c


def _ask(insert: Any) -> Any:
    new = insert(boards)
    return new.on_conflict_do_update(
        index_elements=[_B.operator_id],
        set_={"asked_at": new.excluded.asked_at, "looked_at": new.excluded.looked_at},
        where=_B.asked_at <= bindparam("repeat_since", type_=_B.asked_at.type),
    )


_ASK = Either(_ask)
_STOP = delete(boards).where(_B.operator_id == bindparam("supervisor"))
# Who is looked at by another transaction just now is not waited for (PostgreSQL; SQLite has one
# writer at a time).
_DUE = (
    select(_B.operator_id)
    .where(_B.looked_at <= bindparam("last_before"))
    .with_for_update(skip_locked=True)
)
_LOOK = (
    update(boards)
    .where(_B.operator_id.in_(_DUE), _B.looked_at <= bindparam("last_before"))
    .values(looked_at=bindparam("now"))
    .returning(_B.operator_id)
)
_ACTIVE = select(func.count()).select_from(tickets).where(tickets.c.status == TicketStatus.ACTIVE)


class SqlBoards(Repository):
    """Keeps who sees a live board."""

    __slots__ = ()

    async def begin(self, supervisor_id: int, now: datetime, repeat_since: datetime) -> bool:
        values = {
            "operator_id": supervisor_id,
            "asked_at": now,
            "looked_at": now,
            "repeat_since": repeat_since,
        }
        return await self._changed(_ASK[self._is_postgresql], values)

    async def stop(self, supervisor_id: int) -> bool:
        return await self._changed(_STOP, {"supervisor": supervisor_id})

    async def active_tickets(self) -> int:
        count: int = (await self._execute(_ACTIVE)).scalar_one()
        return count

    async def take_due(self, now: datetime, last_before: datetime) -> list[int]:
        rows = await self._execute(_LOOK, {"now": now, "last_before": last_before})
        return sorted(rows.scalars())
