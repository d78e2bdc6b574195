"""Keeps staff groups, and which messages have to be deleted there: core.ports.StaffGroups and
Traces."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, null, or_, select, update

from core.model.messages import Trace
from core.model.people import Person
from core.model.places import GroupUse, Place, PlaceKind, PlaceState, StaffGroup
from db.models import colleagues, places, staff_groups, traces
from db.repositories.base import Repository, columns_of
from db.repositories.rows import PLACE
from db.sql import Either

_G = staff_groups.c
_COLUMNS = columns_of(staff_groups, StaffGroup)
_IT = _G.chat_id == bindparam("chat")

_ALL = select(*_COLUMNS).order_by(_G.added_at, _G.chat_id)
_GET = select(*_COLUMNS).where(_IT)
_USABLE = _ALL.where(_G.gone_at.is_(None))
_TAKE_OUT = (
    update(staff_groups)
    .where(_IT, or_(_G.gone_at.is_(None), _G.trouble != bindparam("why")))
    .values(gone_at=func.coalesce(_G.gone_at, bindparam("now", type_=_G.gone_at.type)))
    .values(trouble=bindparam("why"))
)
_TITLED = update(staff_groups).where(_IT).values(title=bindparam("name"))
_MIGRATED = (
    update(staff_groups)
    .where(_IT)
    .values(chat_id=bindparam("new"), former_chat_id=bindparam("former"))
)
_ONCE = select(*_COLUMNS).where(_G.former_chat_id == bindparam("chat"))
_DROP = delete(staff_groups).where(_IT)


def _put(insert: Any) -> Any:
    new = insert(staff_groups)
    return new.on_conflict_do_update(
        index_elements=[_G.chat_id],
        set_={
            "use": new.excluded.use,
            "title": new.excluded.title,
            "added_by": func.coalesce(new.excluded.added_by, _G.added_by),
            "gone_at": null(),
            "trouble": null(),
        },
        where=or_(_G.use != new.excluded.use, _G.gone_at.is_not(None)),
    )


def _met(insert: Any) -> Any:
    new = insert(colleagues)
    known, shown = colleagues.c, new.excluded
    return new.on_conflict_do_update(
        index_elements=[known.id],
        set_={"name": shown.name, "username": shown.username},
        where=or_(known.name != shown.name, known.username.is_distinct_from(shown.username)),
    )


_PUT = Either(_put)
_MET = Either(_met)


class SqlStaffGroups(Repository):
    """Keeps the groups that staff answers from."""

    __slots__ = ()

    async def get(self, chat_id: int) -> StaffGroup | None:
        row = await self._one(_GET, {"chat": chat_id})
        return None if row is None else StaffGroup(*row)

    async def all(self) -> list[StaffGroup]:
        return [StaffGroup(*row) for row in await self._all(_ALL)]

    async def usable(self, use: GroupUse) -> list[StaffGroup]:
        if self._memory.groups is None:
            self._memory.groups = [StaffGroup(*row) for row in await self._all(_USABLE)]
        return [group for group in self._memory.groups if group.use is use]

    async def put(
        self, chat_id: int, use: GroupUse, title: str, now: datetime, added_by: int | None
    ) -> bool:
        values = {
            "chat_id": chat_id,
            "use": use,
            "title": title,
            "added_at": now,
            "added_by": added_by,
            "gone_at": None,
            "trouble": None,
        }
        return await self._changed(_PUT[self._is_postgresql], values)

    async def take_out(self, chat_id: int, trouble: str, now: datetime) -> bool:
        return await self._changed(_TAKE_OUT, {"chat": chat_id, "why": trouble, "now": now})

    async def titled(self, chat_id: int, title: str) -> None:
        await self._execute(_TITLED, {"chat": chat_id, "name": title})

    async def migrated(self, chat_id: int, new_chat_id: int) -> bool:
        # Where the new one was added by itself, that one stays.
        if await self.get(chat_id) is None:
            return False
        frm = chat_id
        if await self.get(new_chat_id) is not None:
            await self._execute(_DROP, {"chat": chat_id})
            frm = new_chat_id
        values = {"chat": frm, "new": new_chat_id, "former": chat_id}
        await self._execute(_MIGRATED, values)
        return True

    async def met(self, person: Person) -> bool:
        values = {"id": person.id, "name": person.name, "username": person.username}
        return await self._changed(_MET[self._is_postgresql], values)

    async def once(self, chat_id: int) -> StaffGroup | None:
        row = await self._one(_ONCE, {"chat": chat_id})
        return None if row is None else StaffGroup(*row)


_T = traces.c
_LEAVE = Either(lambda insert: insert(traces).on_conflict_do_nothing())
_LEAVE_IN_DESK = Either(
    lambda insert: (
        insert(traces)
        .from_select(
            (_T.chat_id, _T.message_id, _T.seen_at, _T.place_id),
            select(
                places.c.chat_id,
                bindparam("message", type_=_T.message_id.type),
                bindparam("seen", type_=_T.seen_at.type),
                places.c.id,
            ).where(
                places.c.chat_id == bindparam("chat"),
                places.c.kind == PlaceKind.DESK,
                places.c.state != PlaceState.DELETED,
            ),
        )
        .on_conflict_do_nothing()
    )
)
_OF_PLACE = (
    select(_T.chat_id, _T.message_id, _T.seen_at)
    .where(_T.place_id == bindparam("place"))
    .order_by(_T.message_id)
)
_TO_EMPTY = (
    select(*PLACE, _T.chat_id, _T.message_id, _T.seen_at)
    .outerjoin_from(places, traces, _T.place_id == places.c.id)
    .where(places.c.id == bindparam("place"), places.c.state == PlaceState.EMPTYING)
    .order_by(_T.message_id)
)
_DROP_TRACES = delete(traces).where(
    _T.place_id == bindparam("place"), _T.message_id.in_(bindparam("messages", expanding=True))
)
_GONE = delete(traces).where(_T.place_id == bindparam("place"))
_FORGET_CHAT = delete(traces).where(_T.chat_id == bindparam("chat"))


class SqlTraces(Repository):
    """Keeps which messages have to be deleted when a ticket ends. They are written with the commit,
    or before anything is read."""

    __slots__ = ()

    _put_off = (_LEAVE, _LEAVE_IN_DESK)

    async def leave(
        self, place_id: int, chat_id: int, message_ids: Sequence[int], now: datetime
    ) -> None:
        for message_id in message_ids:
            self._memory.traces.clear()
            values = {
                "place_id": place_id,
                "chat_id": chat_id,
                "message_id": message_id,
                "seen_at": now,
            }
            self._transaction.write_later(_LEAVE[self._is_postgresql], values)

    async def leave_in_desk(self, chat_id: int, message_ids: Sequence[int], now: datetime) -> None:
        for message_id in message_ids:
            self._memory.traces.clear()
            values = {"chat": chat_id, "message": message_id, "seen": now}
            self._transaction.write_later(_LEAVE_IN_DESK[self._is_postgresql], values)

    async def of_place(self, place_id: int) -> list[Trace]:
        known = self._memory.traces
        if place_id not in known:
            rows = await self._all(_OF_PLACE, {"place": place_id})
            known[place_id] = [Trace(*row) for row in rows]
        return list(known[place_id])

    async def emptying(self, place_id: int) -> Place | None:
        rows = await self._all(_TO_EMPTY, {"place": place_id})
        if not rows:
            return None
        place = Place(*rows[0][: len(PLACE)])
        self._memory.saw_place(place)
        self._memory.traces[place_id] = [
            Trace(*row[len(PLACE) :]) for row in rows if row.message_id is not None
        ]
        return place

    async def gone(self, place_id: int) -> None:
        await self._execute(_GONE, {"place": place_id})

    async def drop(self, place_id: int, message_ids: Sequence[int]) -> None:
        await self._execute(_DROP_TRACES, {"place": place_id, "messages": list(message_ids)})

    async def forget(self, chat_id: int) -> int:
        return (await self._execute(_FORGET_CHAT, {"chat": chat_id})).rowcount
