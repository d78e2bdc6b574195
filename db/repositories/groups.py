"""core.ports.StaffGroups."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, null, or_, select, update

from core.model.people import Person
from core.model.places import GroupUse, StaffGroup
from db.models import colleagues, staff_groups
from db.repositories.base import Repository
from db.sql import Either

_G = staff_groups.c
_COLUMNS = (
    _G.chat_id,
    _G.use,
    _G.title,
    _G.added_at,
    _G.added_by,
    _G.gone_at,
    _G.trouble,
    _G.former_chat_id,
)
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
    """The groups that staff answers from."""

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
