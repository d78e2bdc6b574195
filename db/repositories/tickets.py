"""core.ports.Tickets."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    and_,
    bindparam,
    exists,
    func,
    insert,
    null,
    select,
    text,
)

from core.model.places import Place, PlaceKind, PlaceState
from core.model.records import TicketEvent
from core.model.tickets import (
    BEFORE_ALL,
    NEAR,
    OPEN,
    REOPENED_FROM,
    REOPENED_TO,
    CloseReason,
    Silence,
    Ticket,
    TicketEventKind,
    TicketStatus,
)
from db.models import customers, places, steps, ticket_events, tickets
from db.models.base import OPEN_TICKET, PLACELESS, TALKED
from db.repositories.rows import (
    CHANGE_TICKET,
    CUSTOMER,
    IN_ORDER,
    IS_OPEN,
    IS_QUEUED,
    PLACE,
    TICKET,
    WHOLE_TICKET,
    TicketRows,
    becomes,
    event_of,
    is_here,
)
from db.sql import Either, one_of

_T = tickets.c
_ANY = select(*TICKET)
_GET = WHOLE_TICKET.where(_T.id == bindparam("ticket"))
_GET_ALL = WHOLE_TICKET.where(one_of(_T.id, "tickets"))
# Rows that are locked are the transaction's own. Always in the same order, see customers.
_ROOMS = (
    places.c.ticket_id == tickets.c.id,
    one_of(places.c.chat_id, "chats"),
    places.c.kind == PlaceKind.ROOM,
    places.c.state != PlaceState.DELETED,
)
_HOLD_ROOMS = (
    select(_T.id, places.c.id.label("room_id"))
    .where(*_ROOMS)
    .order_by(tickets.c.id)
    .with_for_update(of=(tickets, places), key_share=True)
)
_WHOLE_ROOMS = (
    select(*TICKET, *PLACE, *CUSTOMER, steps.c.step)
    .join_from(tickets, places, and_(*_ROOMS))
    .join(customers, customers.c.id == tickets.c.customer_id)
    .outerjoin(steps, steps.c.person_id == customers.c.id)
)
_OPEN_OF = WHOLE_TICKET.where(_T.customer_id == bindparam("customer"), IS_OPEN)
_OF_CUSTOMER = _ANY.where(
    _T.customer_id == bindparam("customer"), _T.opened_at > bindparam("since")
).order_by(_T.id)
_HELD_BY = _ANY.where(_T.operator_id == bindparam("operator"), IS_OPEN).order_by(
    _T.opened_at, _T.id
)
_QUEUE = _ANY.where(IS_QUEUED, is_here()).order_by(*IN_ORDER).limit(bindparam("most"))
_FIRST = _QUEUE.with_only_columns(_T.id).subquery("first")
_QUEUE_AROUND = _ANY.where(
    bindparam("ticket", type_=_T.id.type).in_(select(_FIRST.c.id)), _T.id.in_(select(_FIRST.c.id))
).order_by(*IN_ORDER)
_WITHOUT_PLACE = _ANY.where(text(PLACELESS)).order_by(_T.offered_at, _T.id).limit(bindparam("most"))
_LAST_OPERATORS = (
    select(_T.customer_id, _T.operator_id)
    .where(
        one_of(_T.customer_id, "people"),
        _T.status == TicketStatus.CLOSED,
        _T.closed_at >= bindparam("since"),
    )
    .order_by(_T.id)
)
_TALKED = (
    select(_T.active_at, _T.closed_at)
    .where(text(TALKED), _T.closed_at >= bindparam("since"), _T.reopened_at.is_(None))
    .order_by(_T.closed_at.desc(), _T.id.desc())
    .limit(bindparam("most"))
)
_HANDLED = _TALKED.where(_T.operator_id.is_not(None))
_CAME_BY = (
    select(customers.c.came_by)
    .where(customers.c.id == bindparam("whose", type_=customers.c.id.type))
    .scalar_subquery()
)
_OPEN_NEW = Either(
    lambda insert: (
        insert(tickets)
        .values(source=_CAME_BY)
        .on_conflict_do_nothing(index_elements=[_T.customer_id], index_where=text(OPEN_TICKET))
        .returning(*TICKET)
    )
)
_ADD_EVENT = insert(ticket_events)
NO_CLOCK = {
    "answer_due": null(),
    "answer_reminded_at": null(),
    "silence": Silence.NONE,
    "silence_at": null(),
}
"""What runs only while somebody is at work on the ticket."""
AFTER_AN_END = (
    "operator_id", "place_id", "offered_at", "offer_reminded_at", "joined_at", "closed_at",
    "closed_by", "close_reason", "passed_over", "staff_spoke_at", "left_at", "returned_at",
)  # fmt: skip
"""What is as if it had never been once a ticket goes on; when its talk began, and when it was
answered first, stays."""
_E = ticket_events.c
_LAST_EVENT = (
    select(_E.ticket_id, _E.kind, _E.at, _E.actor_id, _E.details)
    .where(_E.ticket_id == bindparam("ticket"), _E.kind.in_(bindparam("kinds", expanding=True)))
    .order_by(_E.id.desc())
    .limit(1)
)
_PASS_OVER = CHANGE_TICKET.where(_T.id == bindparam("ticket")).values(
    passed_over=bindparam("operator")
)

_PASSING_OVER = _ANY.where(IS_QUEUED, _T.passed_over == bindparam("operator")).order_by(
    _T.opened_at, _T.id
)


_THIS = CHANGE_TICKET.where(_T.id == bindparam("ticket"))
_ACTIVE = _THIS.where(_T.status == TicketStatus.ACTIVE)
_OFFER = becomes(TicketStatus.OFFERED).values(
    operator_id=bindparam("operator"),
    offered_at=bindparam("now"),
    deadline=bindparam("until"),
    offer_reminded_at=null(),
    passed_over=null(),
)
_SET_PLACE = _THIS.values(place_id=bindparam("place"))
_MOVES = _THIS.where(IS_OPEN).values(place_id=bindparam("to"))
_MOVES_FROM = _MOVES.where(_T.place_id == bindparam("frm"))
_MOVES_FROM_NONE = _MOVES.where(_T.place_id.is_(None))
_EXTEND_OFFER = _THIS.where(_T.status == TicketStatus.OFFERED).values(
    deadline=bindparam("until"), offer_reminded_at=null()
)
_JOINED = _THIS.where(IS_OPEN).where(_T.joined_at.is_(None)).values(joined_at=bindparam("now"))
_ACTIVATE = becomes(TicketStatus.ACTIVE).values(
    operator_id=bindparam("operator"),
    active_at=func.coalesce(_T.active_at, bindparam("now", type_=_T.active_at.type)),
    deadline=null(),
    passed_over=null(),
)
_HOLD = _ACTIVE.where(_T.operator_id.is_(None)).values(operator_id=bindparam("operator"))
_TAKE_OVER = _ACTIVE.values(operator_id=bindparam("operator"))
_REQUEUE = becomes(TicketStatus.QUEUED).values(
    operator_id=null(),
    offered_at=null(),
    deadline=null(),
    **NO_CLOCK,
)
_CLOSE = becomes(TicketStatus.CLOSED).values(
    deadline=null(),
    **NO_CLOCK,
    closed_at=bindparam("now"),
    closed_by=bindparam("who"),
    close_reason=bindparam("why"),
)
_CLOSE_THERE = _CLOSE.where(_T.place_id == bindparam("there"))
_OTHER = tickets.alias("other")
_REOPEN = (
    CHANGE_TICKET.where(
        _T.id == bindparam("ticket"),
        _T.status == REOPENED_FROM,
        ~exists().where(_OTHER.c.customer_id == _T.customer_id, _OTHER.c.status.in_(sorted(OPEN))),
    )
    .values(
        status=REOPENED_TO,
        reopened_at=bindparam("now"),
        prefers=_T.operator_id,
        customer_spoke_at=bindparam("spoke"),
    )
    .values(dict.fromkeys(AFTER_AN_END, null()))
)
# Whoever opens a ticket of theirs holds its customer's row as a key: this waits for that, and that
# for this.
_HOLD_CUSTOMER = (
    select(customers.c.id)
    .join(tickets, _T.customer_id == customers.c.id)
    .where(_T.id == bindparam("ticket"))
    .with_for_update(of=customers)
)
_ABANDON = becomes(TicketStatus.ABANDONED).values(
    deadline=null(),
    closed_at=bindparam("now"),
    close_reason=bindparam("why"),
)


class SqlTickets(TicketRows):
    """Keeps tickets and their history."""

    __slots__ = ()

    async def get(self, ticket_id: int) -> Ticket | None:
        known = self._memory.tickets.get(ticket_id)
        return known or await self._ticket(_GET, {"ticket": ticket_id})

    async def prepare(self, ticket_ids: Collection[int]) -> None:
        for row in await self._all(_GET_ALL, {"tickets": list(ticket_ids)}):
            self._saw_ticket(row)

    async def prepare_rooms(self, chat_ids: Collection[int]) -> None:
        chats = {"chats": list(chat_ids)}
        held = {row.id: row.room_id for row in await self._all(_HOLD_ROOMS, chats)}
        self._memory.waited()
        for row in await self._all(_WHOLE_ROOMS, chats):
            ticket = self._saw_ticket(row, held)
            room = Place(*row[len(TICKET) : len(TICKET) + len(PLACE)])
            if held.get(ticket.id) == room.id:
                self._memory.places.held.setdefault(room.id, room)

    async def open_of(self, customer_id: int) -> Ticket | None:
        standing = self._memory.standings.get(customer_id)  # nothing was written since
        if standing is not None and not standing.has_ticket:
            return None
        known = self._memory.tickets.find(
            lambda ticket: ticket.customer_id == customer_id and ticket.is_open
        )
        return known or await self._ticket(_OPEN_OF, {"customer": customer_id})

    async def last_operators(
        self, people: Collection[int], since: datetime
    ) -> dict[int, int | None]:
        values = {"people": sorted(people), "since": since}
        rows = await self._all(_LAST_OPERATORS, values) if people else []
        return {row.customer_id: row.operator_id for row in rows}

    async def open(
        self, customer_id: int, topic: str, priority: int, now: datetime
    ) -> Ticket | None:
        values = {
            "customer_id": customer_id,
            "whose": customer_id,
            "topic": topic,
            "priority": priority,
            "status": TicketStatus.QUEUED,
            "opened_at": now,
        }
        row = await self._written(_OPEN_NEW[self._is_postgresql], values)
        if row is None:
            self._memory.waited()
            return None
        ticket = Ticket(*row)
        self._memory.changed(self._memory.tickets, ticket.id, ticket)
        return ticket

    async def queue(self, limit: int = 100) -> list[Ticket]:
        known = self._memory.queues
        if limit not in known:
            known[limit] = await self._tickets(_QUEUE, {"most": limit})
        return list(known[limit])

    async def queue_around(self, ticket_id: int) -> list[Ticket]:
        known = self._memory.queues.get(NEAR)
        if known is None:
            found = await self._tickets(_QUEUE_AROUND, {"ticket": ticket_id, "most": NEAR})
            if found:
                self._memory.queues[NEAR] = found
            return found
        return list(known) if any(each.id == ticket_id for each in known) else []

    async def handle_times(
        self, since: datetime, limit: int, *, held: bool = True
    ) -> list[timedelta]:
        statement = _HANDLED if held else _TALKED
        rows = await self._all(statement, {"since": since, "most": limit})
        return [row.closed_at - row.active_at for row in rows]

    async def held_by(self, operator_id: int) -> list[Ticket]:
        return await self._tickets(_HELD_BY, {"operator": operator_id})

    async def offer(
        self, ticket_id: int, operator_id: int, now: datetime, deadline: datetime
    ) -> bool:
        values = {"ticket": ticket_id, "operator": operator_id, "now": now, "until": deadline}
        return await self._changes(_OFFER, values)

    async def set_place(self, ticket_id: int, place_id: int | None) -> None:
        await self._changes(_SET_PLACE, {"ticket": ticket_id, "place": place_id})

    async def moves(self, ticket_id: int, frm: int | None, to: int | None) -> bool:
        values: dict[str, int | None] = {"ticket": ticket_id, "to": to}
        if frm is None:
            return await self._changes(_MOVES_FROM_NONE, values)
        return await self._changes(_MOVES_FROM, {**values, "frm": frm})

    async def extend_offer(self, ticket_id: int, deadline: datetime) -> bool:
        return await self._changes(_EXTEND_OFFER, {"ticket": ticket_id, "until": deadline})

    async def joined(self, ticket_id: int, now: datetime) -> bool:
        return await self._changes(_JOINED, {"ticket": ticket_id, "now": now})

    async def hold(self, ticket_id: int, operator_id: int) -> bool:
        return await self._changes(_HOLD, {"ticket": ticket_id, "operator": operator_id})

    async def activate(self, ticket_id: int, operator_id: int | None, now: datetime) -> bool:
        # `active_at` keeps the first time after a requeue.
        values = {"ticket": ticket_id, "operator": operator_id, "now": now}
        return await self._changes(_ACTIVATE, values)

    async def take_over(self, ticket_id: int, operator_id: int) -> bool:
        return await self._changes(_TAKE_OVER, {"ticket": ticket_id, "operator": operator_id})

    async def requeue(self, ticket_id: int) -> bool:
        return await self._changes(_REQUEUE, {"ticket": ticket_id})

    async def close(
        self,
        ticket_id: int,
        now: datetime,
        by: int,
        reason: CloseReason,
        place_id: int | None = None,
    ) -> bool:
        values = {"ticket": ticket_id, "now": now, "who": by, "why": reason}
        if place_id is None:
            closed = await self._changes(_CLOSE, values)
        else:
            closed = await self._changes(_CLOSE_THERE, {**values, "there": place_id})
        if closed:  # it was open
            self._memory.keep(self._memory.tickets.held[ticket_id])
        return closed

    async def abandon(self, ticket_id: int, now: datetime, reason: CloseReason) -> bool:
        return await self._changes(_ABANDON, {"ticket": ticket_id, "now": now, "why": reason})

    async def reopen(self, ticket_id: int, now: datetime, spoke: datetime | None) -> bool:
        await self._all(_HOLD_CUSTOMER, {"ticket": ticket_id})
        self._memory.waited()
        return await self._changes(_REOPEN, {"ticket": ticket_id, "now": now, "spoke": spoke})

    async def without_place(self, limit: int = 100) -> list[Ticket]:
        return await self._tickets(_WITHOUT_PLACE, {"most": limit})

    async def add_event(
        self,
        ticket_id: int,
        kind: TicketEventKind,
        now: datetime,
        actor_id: int | None = None,
        details: Mapping[str, Any] | None = None,
    ) -> None:
        row = {
            "ticket_id": ticket_id,
            "kind": kind,
            "at": now,
            "actor_id": actor_id,
            "details": None if details is None else dict(details),
        }
        self._transaction.write_later(_ADD_EVENT, row)

    async def last_event(
        self, ticket_id: int, kinds: Collection[TicketEventKind]
    ) -> TicketEvent | None:
        row = await self._one(_LAST_EVENT, {"ticket": ticket_id, "kinds": list(kinds)})
        return None if row is None else event_of(row)

    async def pass_over(self, ticket_id: int, operator_id: int | None) -> None:
        await self._changes(_PASS_OVER, {"ticket": ticket_id, "operator": operator_id})

    async def passing_over(self, operator_id: int) -> list[Ticket]:
        if self._memory.passed_over.get(operator_id) is False:  # nothing was written since
            return []
        return await self._tickets(_PASSING_OVER, {"operator": operator_id})

    async def of_customer(self, customer_id: int, since: datetime = BEFORE_ALL) -> list[Ticket]:
        return await self._tickets(_OF_CUSTOMER, {"customer": customer_id, "since": since})

    async def _ticket(self, statement: Any, values: Mapping[str, Any]) -> Ticket | None:
        row = await self._one(statement, values)
        return None if row is None else self._saw_ticket(row)

    async def _tickets(self, statement: Any, values: Mapping[str, Any]) -> list[Ticket]:
        return [Ticket(*row) for row in await self._all(statement, values)]
