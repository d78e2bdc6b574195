"""Keeps rooms, desks, shares of the overflow group, and threads: core.ports.Places."""

from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, delete, exists, func, insert, null, or_, select, update

from core.model.accounts import Trouble
from core.model.places import USABLE, GroupUse, Place, PlaceKind, PlaceState
from db.models import accounts, cards, places, staff_groups, tickets, traces
from db.repositories.rows import (
    CHANGE_PLACE,
    IS_OPEN,
    PLACE,
    PlaceRows,
    may_become,
    place_becomes,
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


_GET = select(*PLACE).where(_P.id == bindparam("place"))
_BY_CHAT = select(*PLACE).where(
    _P.chat_id == bindparam("chat"),
    _P.thread_id == bindparam("thread"),
    _LIVE,
    ~_P.is_shared,
)
_GIVEN_UP = (
    select(_P.id)
    .where(
        _P.chat_id == bindparam("chat"),
        _P.kind == PlaceKind.ROOM,
        _P.state.in_([PlaceState.DELETING, PlaceState.DELETED]),
    )
    .limit(1)
)
_LEFT = select(_P.id).where(
    _P.ticket_id == bindparam("ticket"),
    _P.state.in_([PlaceState.EMPTYING, PlaceState.WIPING, PlaceState.DELETING]),
)
_ALL_LIVE = select(*PLACE).where(_P.chat_id.is_not(None), _LIVE).order_by(_P.id)
_LIVE_OF_KIND = _ALL_LIVE.where(_P.kind == bindparam("of"))
_STRANDED = (
    select(_P.id)
    .join(tickets, tickets.c.id == _P.ticket_id)
    .where(
        _P.state == PlaceState.READY,
        or_(
            ~IS_OPEN,
            tickets.c.place_id.is_(None),
            tickets.c.place_id != _P.id,
        ),
    )
    .order_by(_P.id)
)
_CREATE = insert(places).returning(*PLACE)
_FIRST_CLEAN = (
    select(_P.id)
    .where(
        _P.kind == bindparam("of"),
        _P.state == PlaceState.CLEAN,
        # Nobody would hear what is said in a room whose account is away.
        ~exists().where(accounts.c.name == _P.account, accounts.c.trouble == Trouble.AWAY.value),
    )
    .order_by(_P.id)
    .limit(1)
    # On PostgreSQL the second of two who ask at once goes on to the next room; SQLite, which knows
    # no such clause, lets one writer in at a time.
    .with_for_update(skip_locked=True, of=places)
    .scalar_subquery()
)
_CLAIM = (
    place_becomes(PlaceState.PREPARING, PlaceState.CLEAN)
    .where(_P.id == _FIRST_CLEAN)
    .values(ticket_id=bindparam("holder"), uses=_P.uses + 1)
)
_RENAME = CHANGE_PLACE.where(_THIS).values(title=bindparam("name"))
_OF_KIND = select(func.count()).select_from(places).where(_P.kind == bindparam("of"))
_AHEAD = _OF_KIND.where(
    or_(
        _P.state.in_([PlaceState.CLEAN, PlaceState.EMPTYING, PlaceState.WIPING]),
        and_(_P.state.in_([PlaceState.CREATING, PlaceState.PREPARING]), _P.ticket_id.is_(None)),
    )
)
_IN_THE_MAKING = _OF_KIND.where(_P.state == PlaceState.CREATING)
_REFUSED = _OF_KIND.where(
    _P.state == PlaceState.DELETED, _P.chat_id.is_(None), _P.changed_at >= bindparam("since")
)
_CREATED = (
    place_becomes(PlaceState.PREPARING, PlaceState.CREATING)
    .where(_THIS)
    .values(chat_id=bindparam("chat"))
)
_READY = (
    place_becomes(PlaceState.READY, PlaceState.PREPARING).where(_THIS).values(link=bindparam("url"))
)
_SET_LINK = CHANGE_PLACE.where(_THIS, _P.state == PlaceState.READY, _P.link.is_(None)).values(
    link=bindparam("url")
)
_CLEAR_LINK = CHANGE_PLACE.where(
    _THIS, _P.state == PlaceState.READY, _P.link == bindparam("known")
).values(link=null())
_MOVES = {state: place_becomes(state).where(_THIS) for state in PlaceState} | {
    state: place_becomes(state).where(_THIS).values(link=null(), ticket_id=null())
    for state in (PlaceState.CLEAN, PlaceState.DELETED)
}
_CLEARED = _MOVES[PlaceState.CLEAN].where(
    _P.state == PlaceState.EMPTYING, ~exists().where(traces.c.place_id == _P.id)
)
_OTHER = places.alias("other")


def _has_place(chat: str) -> Any:
    """Return the condition that there is a place of its own in that chat, in the same thread."""
    its = (_OTHER.c.chat_id == bindparam(chat), _OTHER.c.thread_id == _P.thread_id)
    return exists().where(*its, _OTHER.c.state != PlaceState.DELETED, ~_OTHER.c.is_shared)


_GIVE_WAY = (
    update(places)
    .where(_P.chat_id == bindparam("new"), ~_P.is_shared, _P.ticket_id.is_(None))
    .where(may_become(PlaceState.DELETED))
    .where(_has_place("old"))
    .values(state=PlaceState.DELETED)
)
_MIGRATED = (
    update(places)
    .where(_P.chat_id == bindparam("old"), _LIVE, or_(_P.is_shared, ~_has_place("new")))
    .values(chat_id=bindparam("new"))
)
_ADOPT = (
    update(places)
    .where(_P.account.is_(None), _P.kind == PlaceKind.ROOM)
    .values(account=bindparam("name"))
)
_FORGET_CARDS = delete(cards).where(cards.c.chat_id == bindparam("old"))


class SqlPlaces(PlaceRows):
    """Keeps rooms, desks and threads."""

    __slots__ = ()

    async def get(self, place_id: int) -> Place | None:
        return self._memory.place(place_id) or await self._place(_GET, {"place": place_id})

    async def by_chat(self, chat_id: int, thread_id: int = 0) -> Place | None:
        known = self._memory.place_in(chat_id, thread_id)
        return known or await self._place(_BY_CHAT, {"chat": chat_id, "thread": thread_id})

    async def is_given_up(self, chat_id: int) -> bool:
        return await self._one(_GIVEN_UP, {"chat": chat_id}) is not None

    async def add(
        self,
        kind: PlaceKind,
        state: PlaceState,
        marker: str,
        title: str,
        chat_id: int | None,
        now: datetime,
        *,
        is_shared: bool = False,
        ticket_id: int | None = None,
        customer_id: int | None = None,
    ) -> Place:
        values = {
            "kind": kind,
            "state": state,
            "marker": marker,
            "title": title,
            "chat_id": chat_id,
            "ticket_id": ticket_id,
            "uses": 0 if ticket_id is None else 1,
            "created_at": now,
            "changed_at": now,
            "is_shared": is_shared,
            "customer_id": customer_id,
        }
        return await self._makes(_CREATE, values)

    async def rename(self, place_id: int, title: str) -> None:
        await self._changes(_RENAME, {"place": place_id, "name": title})

    async def all_live(self, kind: PlaceKind | None = None) -> list[Place]:
        if kind is None:
            return [Place(*row) for row in await self._all(_ALL_LIVE)]
        return [Place(*row) for row in await self._all(_LIVE_OF_KIND, {"of": kind})]

    async def stranded(self) -> list[int]:
        return [row.id for row in await self._all(_STRANDED)]

    async def create(
        self,
        kind: PlaceKind,
        marker: str,
        title: str,
        ticket_id: int | None,
        now: datetime,
        account: str | None = None,
    ) -> Place:
        values = {
            "kind": kind,
            "state": PlaceState.CREATING,
            "marker": marker,
            "title": title,
            "ticket_id": ticket_id,
            "uses": 0 if ticket_id is None else 1,
            "account": account,
            "created_at": now,
            "changed_at": now,
        }
        return await self._makes(_CREATE, values)

    async def claim_clean(self, kind: PlaceKind, ticket_id: int, now: datetime) -> Place | None:
        return await self._takes(_CLAIM, {"of": kind, "holder": ticket_id, "now": now})

    async def ahead(self, kind: PlaceKind) -> int:
        return await self._counted(_AHEAD, of=kind)

    async def in_the_making(self, kind: PlaceKind) -> int:
        return await self._counted(_IN_THE_MAKING, of=kind)

    async def refused(self, kind: PlaceKind, since: datetime) -> int:
        return await self._counted(_REFUSED, of=kind, since=since)

    async def _counted(self, statement: Any, **values: Any) -> int:
        count: int = (await self._execute(statement, values)).scalar_one()
        return count

    async def created(self, place_id: int, chat_id: int, now: datetime) -> bool:
        return await self._changes(_CREATED, {"place": place_id, "chat": chat_id, "now": now})

    async def ready(self, place_id: int, link: str, now: datetime) -> bool:
        return await self._changes(_READY, {"place": place_id, "url": link, "now": now})

    async def set_link(self, place_id: int, link: str) -> bool:
        return await self._changes(_SET_LINK, {"place": place_id, "url": link})

    async def clear_link(self, place_id: int, link: str) -> bool:
        return await self._changes(_CLEAR_LINK, {"place": place_id, "known": link})

    async def move(
        self, place_id: int, to: PlaceState, now: datetime, *, frm: PlaceState | None = None
    ) -> bool:
        statement = _MOVES[to] if frm is None else _MOVES[to].where(_P.state == frm)
        return await self._changes(statement, {"place": place_id, "now": now})

    async def cleared(self, place_id: int, now: datetime) -> bool:
        return await self._changes(_CLEARED, {"place": place_id, "now": now})

    async def migrated(self, chat_id: int, new_chat_id: int) -> None:
        await self._execute(_GIVE_WAY, {"old": chat_id, "new": new_chat_id})
        await self._execute(_MIGRATED, {"old": chat_id, "new": new_chat_id})
        await self._execute(_FORGET_CARDS, {"old": chat_id})

    async def adopt(self, account: str) -> int:
        return (await self._execute(_ADOPT, {"name": account})).rowcount

    async def serving(self, ticket_id: int) -> Place | None:
        ticket = self._memory.tickets.get(ticket_id)
        known = None if ticket is None else self._memory.place(ticket.place_id or 0)
        if known is not None and known.ticket_id == ticket_id and known.state in USABLE:
            return known
        return await self._place(_SERVING, {"ticket": ticket_id})

    async def is_left(self, ticket_id: int) -> bool:
        return await self._one(_LEFT, {"ticket": ticket_id}) is not None

    async def in_chat(self, chat_id: int) -> list[Place]:
        return [Place(*row) for row in await self._all(_IN_CHAT, {"chat": chat_id})]

    async def thread_of(self, customer_id: int, chat_id: int) -> Place | None:
        return await self._place(_THREAD_OF, {"customer": customer_id, "chat": chat_id})

    async def threads_of(self, customer_id: int) -> list[Place]:
        return [Place(*row) for row in await self._all(_THREADS_OF, {"customer": customer_id})]

    async def threads_titled(self, title: str) -> list[Place]:
        return [Place(*row) for row in await self._all(_THREADS_TITLED, {"name": title})]

    async def inherit(self, place_id: int, ticket_id: int) -> bool:
        return await self._changes(_INHERIT, {"place": place_id, "heir": ticket_id})

    async def take_desk(self, ticket_id: int | None, now: datetime) -> Place | None:
        return await self._takes(_TAKE_DESK, {"holder": ticket_id, "now": now})

    async def assign(self, place_id: int, ticket_id: int) -> bool:
        return await self._changes(_GIVE, {"place": place_id, "holder": ticket_id})

    async def release(self, place_id: int) -> None:
        await self._changes(_LET_GO, {"place": place_id})

    async def keep_emptying(self, place_id: int, now: datetime) -> None:
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
