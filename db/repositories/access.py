"""Implements core.ports.access."""

from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select, update

from core.model.access import Way
from core.ports.access import CHANGED
from db.models import operators, sign_in_links, web_sessions
from db.repositories.base import Repository
from db.sql import Either, one_of

_L = sign_in_links.c
_S = web_sessions.c
_O = operators.c
_AT = bindparam("at", type_=_L.used_at.type)

_OFFER = Either(
    lambda insert: insert(sign_in_links).on_conflict_do_nothing(index_elements=[_L.key])
)
_USE = (
    update(sign_in_links)
    .where(
        _L.key == bindparam("of"),
        _L.used_at.is_(None),
        _L.expires_at > _AT,
    )
    .values(used_at=_AT)
    .returning(_L.person_id)
)
_WITHDRAW = (
    update(sign_in_links)
    .where(_L.person_id == bindparam("person"), _L.used_at.is_(None))
    .values(used_at=_AT)
)
_BEGIN = insert(web_sessions)
_END = (
    update(web_sessions)
    .where(_S.id == bindparam("session"), _S.ended_at.is_(None))
    .values(ended_at=_AT)
    .returning(_S.person_id, _S.way)
)
_END_ALL = (
    update(web_sessions)
    .where(_S.person_id == bindparam("person"), _S.ended_at.is_(None))
    .values(ended_at=_AT)
    .returning(_S.person_id, _S.way)
)
_PRUNE_LINKS = delete(sign_in_links).where(_L.expires_at < bindparam("before"))
_PRUNE_SESSIONS = delete(web_sessions).where(_S.expires_at < bindparam("before"))
_HOLDS = (
    _S.ended_at.is_(None),
    _S.expires_at > bindparam("now"),
    _O.removed_at.is_(None),
)
_JOINED = web_sessions.join(operators, _O.id == _S.person_id)
SESSION_OF = (
    select(_S.id, _S.person_id, _O.name, _O.role, _O.language, _S.way, _S.expires_at)
    .select_from(_JOINED)
    .where(_S.key == bindparam("of"), *_HOLDS)
)
HOLDING = select(_S.id).select_from(_JOINED).where(one_of(_S.id, "ids"), *_HOLDS)


class SqlAccess(Repository):
    """Keeps links to the page and sessions there."""

    __slots__ = ()

    async def offer(self, key: str, person_id: int, now: datetime, expires_at: datetime) -> None:
        row = {
            "key": key,
            "person_id": person_id,
            "made_at": now,
            "expires_at": expires_at,
            "used_at": None,
        }
        await self._execute(_OFFER[self._is_postgresql], row)

    async def use(self, key: str, now: datetime) -> int | None:
        row = await self._one(_USE, {"of": key, "at": now})
        return None if row is None else int(row.person_id)

    async def begin(
        self, key: str, person_id: int, way: Way, now: datetime, expires_at: datetime
    ) -> None:
        row = {
            "key": key,
            "person_id": person_id,
            "way": way,
            "begun_at": now,
            "expires_at": expires_at,
            "ended_at": None,
        }
        await self._execute(_BEGIN, row)

    async def end(self, session_id: int, now: datetime) -> list[tuple[int, Way]]:
        self._transaction.woken.add(CHANGED)
        ended = await self._all(_END, {"session": session_id, "at": now})
        return [(row.person_id, row.way) for row in ended]

    async def end_all(self, person_id: int, now: datetime) -> list[tuple[int, Way]]:
        values = {"person": person_id, "at": now}
        await self._execute(_WITHDRAW, values)
        rows = await self._all(_END_ALL, values)
        ended = [(row.person_id, row.way) for row in rows]
        if ended:
            self._transaction.woken.add(CHANGED)
        return ended

    async def prune(self, before: datetime) -> int:
        values = {"before": before}
        links = (await self._execute(_PRUNE_LINKS, values)).rowcount
        return links + (await self._execute(_PRUNE_SESSIONS, values)).rowcount
