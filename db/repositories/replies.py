"""Implements core.ports.replies."""

from datetime import datetime

from sqlalchemy import bindparam, delete, func, insert, select, update

from core.model.replies import CannedReply
from db.models import canned_replies, reply_uses
from db.repositories.base import Repository, columns_of
from db.sql import Either

_C, _U = canned_replies.c, reply_uses.c
_OF = _C.id == bindparam("of")
_AT = bindparam("at", type_=_C.used_at.type)

_ALL = select(*columns_of(canned_replies, CannedReply)).order_by(_C.shortcut, _C.topic, _C.language)
_GET = select(*columns_of(canned_replies, CannedReply)).where(_OF)
_ADD = Either(
    lambda insert: insert(canned_replies).on_conflict_do_nothing(
        index_elements=[_C.shortcut, _C.topic, _C.language]
    )
)
_CHANGE = (
    update(canned_replies)
    .where(_OF)
    .values(words=bindparam("says"), changed_at=_AT, changed_by=bindparam("by"))
)
_REMOVE = delete(canned_replies).where(_OF)
_USED = update(canned_replies).where(_OF).values(uses=_C.uses + 1, used_at=_AT)
_USE = insert(reply_uses).from_select(["shortcut", "at"], select(_C.shortcut, _AT).where(_OF))
_SINCE, _UNTIL = (bindparam(name, type_=_U.at.type) for name in ("since", "until"))
_COUNTS = (
    select(_U.shortcut, func.count().label("number"))
    .where(_U.at >= _SINCE, _U.at < _UNTIL)
    .group_by(_U.shortcut)
    .order_by(func.count().desc(), _U.shortcut)
)


class SqlReplies(Repository):
    """Keeps canned replies."""

    __slots__ = ()

    async def all(self) -> list[CannedReply]:
        return [CannedReply(*row) for row in await self._all(_ALL)]

    async def get(self, reply_id: int) -> CannedReply | None:
        row = await self._one(_GET, {"of": reply_id})
        return None if row is None else CannedReply(*row)

    async def add(
        self, shortcut: str, topic: str, language: str, words: str, by: int, now: datetime
    ) -> bool:
        row = {
            "shortcut": shortcut,
            "topic": topic,
            "language": language,
            "words": words,
            "changed_at": now,
            "changed_by": by,
        }
        return await self._changed(_ADD[self._is_postgresql], row)

    async def change(self, reply_id: int, words: str, by: int, now: datetime) -> bool:
        return await self._changed(_CHANGE, {"of": reply_id, "says": words, "at": now, "by": by})

    async def remove(self, reply_id: int) -> bool:
        return await self._changed(_REMOVE, {"of": reply_id})

    async def used(self, reply_id: int, now: datetime) -> None:
        await self._execute(_USED, {"of": reply_id, "at": now})
        await self._execute(_USE, {"of": reply_id, "at": now})

    async def counts(self, since: datetime, until: datetime) -> list[tuple[str, int]]:
        rows = await self._all(_COUNTS, {"since": since, "until": until})
        return [(row.shortcut, row.number) for row in rows]
