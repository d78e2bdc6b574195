"""core.ports.Statistics."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    case,
    func,
    null,
    or_,
    select,
)

from core.model.figures import Facts, Holding, Span, Staff, TicketLine
from core.model.messages import MessageKind, SenderRole
from db.models import (
    assignments,
    breaks,
    customers,
    feedback,
    messages,
    operators,
    places,
    resolutions,
    shifts,
    tickets,
)
from db.repositories.base import Repository

_T = tickets.c
_A = assignments.c
_SINCE, _UNTIL = (bindparam(name, type_=_T.opened_at.type) for name in ("since", "until"))


def _touches(start: ColumnElement[Any], end: ColumnElement[Any]) -> ColumnElement[bool]:
    """What began before the time was over, and was not over before it began."""
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
_TICKETS = (
    select(
        _T.id,
        _T.customer_id,
        customers.c.name,
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
        feedback.c.comment,
        places.c.kind,
        resolutions.c.solved,
    )
    .join(customers, customers.c.id == _T.customer_id)
    .outerjoin(feedback, feedback.c.ticket_id == _T.id)
    .outerjoin(places, places.c.id == _T.place_id)
    .outerjoin(resolutions, resolutions.c.ticket_id == _T.id)
    .where(_touches(_T.opened_at, _T.closed_at))
    .order_by(_T.id)
)
_HOLDINGS = (
    select(_A.ticket_id, _A.operator_id, _A.assigned_at, _A.released_at)
    .join(tickets, _T.id == _A.ticket_id)
    .where(_touches(_T.opened_at, _T.closed_at), _A.assigned_at < _UNTIL)
    .order_by(_A.ticket_id, _A.id)
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
    """Rows as they are, for the domain to compute with."""

    __slots__ = ()

    async def facts(self, since: datetime, until: datetime) -> Facts:
        when = {"since": since, "until": until}
        return Facts(
            since,
            until,
            tickets=[TicketLine(*row) for row in await self._all(_TICKETS, when)],
            holdings=[Holding(*row) for row in await self._all(_HOLDINGS, when)],
            shifts=[Span(*row) for row in await self._all(_SHIFTS, when)],
            breaks=[Span(*row) for row in await self._all(_BREAKS, when)],
            staff=[
                Staff(row.id, row.name, row.capacity, row.load, bool(row[-1]))
                for row in await self._all(_STAFF)
            ],
        )
