"""Reads the desk's present state: what waits, what failed, what was not delivered."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import bindparam, case, func, select, text

from core.model.audience_effects import RINGS_LATER
from core.model.board import Backlog, Backlogs, FailedEffect, SetAside
from core.model.records import TicketEvent
from core.ports import UnreadBox
from db.models import copies, inbox, outbox, ticket_events, tickets
from db.models.base import REJECTED_EFFECT, WAITING_UPDATE
from db.repositories.accounts import SqlAccountStates
from db.repositories.base import Repository
from db.repositories.rows import IS_OPEN, event_of
from db.sql import Latest, one_of

_E = ticket_events.c
_X = outbox.c
_HAPPENED = (
    select(_E.ticket_id, _E.kind, _E.at, _E.actor_id, _E.details)
    .join(tickets, tickets.c.id == _E.ticket_id)
    .where(IS_OPEN, _E.kind.in_(bindparam("kinds", expanding=True)))
    .order_by(_E.id)
)
_RELAYED = select(copies.c.from_chat_id, copies.c.from_message_id).where(
    one_of(copies.c.ticket_id, "tickets")
)
UPDATES_WAITING = (
    select(inbox.c.source, func.count(), func.min(inbox.c.received_at))
    .where(text(WAITING_UPDATE))
    .group_by(inbox.c.source)
)
UPDATES_SET_ASIDE = (
    select(inbox.c.id, inbox.c.source, inbox.c.failed_at, inbox.c.error)
    .where(inbox.c.failed_at.is_not(None), inbox.c.handled_at.is_(None))
    .order_by(inbox.c.id.desc())
    .limit(bindparam("most"))
)
# What was put off until its time has not waited yet; what was tried has.
_WAITS_FROM = case(
    (_X.attempts == 0, Latest(_X.created_at, func.coalesce(_X.not_before, _X.created_at))),
    else_=_X.created_at,
)
EFFECTS_WAITING = (
    select(_X.gateway, func.count(), func.min(_WAITS_FROM))
    # A bell that waits for its minute is no backlog.
    .where(_X.settled_at.is_(None), _X.destination != RINGS_LATER)
    .group_by(_X.gateway)
)
_EFFECTS_DUE = (
    select(
        _X.gateway,
        func.count(),
        # What is wanted later only has not waited yet.
        func.min(Latest(_X.created_at, func.coalesce(_X.not_before, _X.created_at))),
    )
    .where(_X.settled_at.is_(None), _X.destination != RINGS_LATER)
    .group_by(_X.gateway)
)
_EFFECTS_FAILED = (
    select(_X.id, _X.gateway, _X.kind, _X.destination, _X.ticket_id, _X.settled_at, _X.note)
    .where(text(REJECTED_EFFECT), _X.settled_at >= bindparam("since"))
    .order_by(_X.settled_at.desc(), _X.id.desc())
    .limit(bindparam("most"))
)


class SqlMoment(Repository):
    """Reads the present state."""

    __slots__ = ()

    async def happened(self, kinds: Collection[str]) -> list[TicketEvent]:
        rows = await self._all(_HAPPENED, {"kinds": sorted(kinds)})
        return [event_of(row) for row in rows]

    async def relayed(self, ticket_ids: Sequence[int]) -> set[tuple[int, int]]:
        rows = await self._all(_RELAYED, {"tickets": list(ticket_ids)}) if ticket_ids else ()
        return {(row.from_chat_id, row.from_message_id) for row in rows}

    async def backlogs(self) -> Backlogs:
        updates = await self._all(UPDATES_WAITING)
        effects = await self._all(_EFFECTS_DUE)
        return Backlogs(
            {source: Backlog(count, oldest) for source, count, oldest in updates},
            {str(gateway): Backlog(count, oldest) for gateway, count, oldest in effects},
        )

    async def failed_effects(self, since: datetime, limit: int) -> list[FailedEffect]:
        rows = await self._all(_EFFECTS_FAILED, {"since": since, "most": limit})
        return [FailedEffect(*row) for row in rows]

    async def set_aside(self, limit: int) -> list[SetAside]:
        rows = await self._all(UPDATES_SET_ASIDE, {"most": limit})
        return [SetAside(*row) for row in rows]

    async def unread_boxes(self) -> list[UnreadBox]:
        return await SqlAccountStates(self._transaction).unreadable()
