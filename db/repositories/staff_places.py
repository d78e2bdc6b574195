"""Part of core.ports.Places: desks, shares of the overflow group, and threads."""

from datetime import datetime

from sqlalchemy import and_, bindparam, exists, null, or_, select

from core.model.places import USABLE, GroupUse, Place, PlaceKind, PlaceState
from db.models import places, staff_groups, tickets
from db.repositories.rows import (
    CHANGE_PLACE,
    IS_OPEN,
    PLACE,
    PlaceRows,
    place_becomes,
    place_of,
)

_P = places.c
_LIVE = _P.state != PlaceState.DELETED
_IN_CHAT = select(*PLACE).where(_P.chat_id == bindparam("chat"), _LIVE).order_by(_P.id)
_SERVING = (
    select(*PLACE)
    .join(tickets, and_(tickets.c.place_id == _P.id, tickets.c.id == _P.ticket_id))
    .where(tickets.c.id == bindparam("ticket"), _P.state.in_(list(USABLE)))
)
_THREAD_OF = (
    select(*PLACE)
    .where(
        _P.customer_id == bindparam("customer"),
        _P.kind == PlaceKind.THREAD,
        or_(
            and_(_P.chat_id == bindparam("chat"), _P.state == PlaceState.CLEAN),
            _P.state == PlaceState.CREATING,
        ),
    )
    .order_by(_P.id.desc())
    .limit(1)
)
_THREADS_OF = (
    select(*PLACE)
    .where(_P.customer_id == bindparam("customer"), _P.kind == PlaceKind.THREAD, _LIVE)
    .order_by(_P.id)
)
_THREADS_TITLED = (
    select(*PLACE).where(_P.kind == PlaceKind.THREAD, _P.title == bindparam("name")).order_by(_P.id)
)
_THIS = _P.id == bindparam("place")
_INHERIT = CHANGE_PLACE.where(
    _THIS,
    _P.state == PlaceState.CREATING,
    ~exists().where(tickets.c.id == _P.ticket_id, IS_OPEN),
).values(ticket_id=bindparam("heir"), uses=_P.uses + 1)
_OF_USABLE_GROUP = exists().where(
    staff_groups.c.chat_id == _P.chat_id,
    staff_groups.c.use == GroupUse.DESK,
    staff_groups.c.gone_at.is_(None),
)
_FIRST_FREE_DESK = (
    select(_P.id)
    .where(_P.kind == PlaceKind.DESK, _P.state == PlaceState.CLEAN, _OF_USABLE_GROUP)
    .order_by(_P.changed_at, _P.id)
    .limit(1)
    .with_for_update(skip_locked=True, of=places)  # as of clean rooms
    .scalar_subquery()
)
_TAKE = place_becomes(PlaceState.READY, PlaceState.CLEAN).values(
    ticket_id=bindparam("holder"), uses=_P.uses + 1
)
_TAKE_DESK = _TAKE.where(_P.id == _FIRST_FREE_DESK)
_TAKE_THIS = _TAKE.where(_THIS)
_GIVE = CHANGE_PLACE.where(_THIS, _P.state == PlaceState.READY, _P.ticket_id.is_(None)).values(
    ticket_id=bindparam("holder")
)
_IS_EMPTYING = CHANGE_PLACE.where(_THIS, _P.state == PlaceState.EMPTYING)
_LET_GO = _IS_EMPTYING.values(ticket_id=null())
_STILL_EMPTYING = _IS_EMPTYING.values(changed_at=bindparam("now"))
_DESKS_EMPTYING = (
    select(_P.id)
    .where(
        _P.kind == PlaceKind.DESK,
        _P.state == PlaceState.EMPTYING,
        _P.changed_at <= bindparam("since"),
    )
    .order_by(_P.id)
)
_THREAD_CREATED = (
    place_becomes(PlaceState.READY, PlaceState.CREATING)
    .where(_THIS)
    .values(chat_id=bindparam("chat"), thread_id=bindparam("thread"))
)


class StaffPlaces(PlaceRows):
    """Where customers are answered who stay in the bot's chat."""

    __slots__ = ()

    async def serving(self, ticket_id: int) -> Place | None:
        ticket = self._memory.tickets.get(ticket_id)
        known = None if ticket is None else self._memory.place(ticket.place_id or 0)
        if known is not None and known.ticket_id == ticket_id and known.state in USABLE:
            return known
        return await self._place(_SERVING, {"ticket": ticket_id})

    async def in_chat(self, chat_id: int) -> list[Place]:
        return [place_of(row) for row in await self._all(_IN_CHAT, {"chat": chat_id})]

    async def thread_of(self, customer_id: int, chat_id: int) -> Place | None:
        return await self._place(_THREAD_OF, {"customer": customer_id, "chat": chat_id})

    async def threads_of(self, customer_id: int) -> list[Place]:
        return [place_of(row) for row in await self._all(_THREADS_OF, {"customer": customer_id})]

    async def threads_titled(self, title: str) -> list[Place]:
        return [place_of(row) for row in await self._all(_THREADS_TITLED, {"name": title})]

    async def inherit(self, place_id: int, ticket_id: int) -> bool:
        return await self._changes(_INHERIT, {"place": place_id, "heir": ticket_id})

    async def take_desk(self, ticket_id: int | None, now: datetime) -> Place | None:
        return await self._takes(_TAKE_DESK, {"holder": ticket_id, "now": now})

    async def give(self, place_id: int, ticket_id: int) -> bool:
        return await self._changes(_GIVE, {"place": place_id, "holder": ticket_id})

    async def let_go(self, place_id: int) -> None:
        await self._changes(_LET_GO, {"place": place_id})

    async def still_emptying(self, place_id: int, now: datetime) -> None:
        await self._changes(_STILL_EMPTYING, {"place": place_id, "now": now})

    async def desks_emptying(self, since: datetime) -> list[int]:
        return [row.id for row in await self._all(_DESKS_EMPTYING, {"since": since})]

    async def take(self, place_id: int, ticket_id: int, now: datetime) -> Place | None:
        return await self._takes(_TAKE_THIS, {"place": place_id, "holder": ticket_id, "now": now})

    async def thread_created(
        self, place_id: int, chat_id: int, thread_id: int, now: datetime
    ) -> bool:
        values = {"place": place_id, "chat": chat_id, "thread": thread_id, "now": now}
        return await self._changes(_THREAD_CREATED, values)
