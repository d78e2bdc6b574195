"""core.ports.Announcements."""

from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, exists, func, insert, select, update

from core.model.effects import Gateway, SendAnnouncement
from core.model.records import Announcement, AnnouncementState, Audience
from db.models import announcements, customers, operators, outbox
from db.repositories.base import Repository, columns_of

_A = announcements.c
_C = customers.c
_O = operators.c
_COLUMNS = columns_of(announcements, Announcement)

_ADD = insert(announcements).returning(*_COLUMNS)
_GET = select(*_COLUMNS).where(_A.id == bindparam("announcement"))
_SENDING = select(*_COLUMNS).where(_A.state == AnnouncementState.SENDING).order_by(_A.id)


def _while(*states: AnnouncementState) -> Any:
    """Make a change of one announcement that takes effect only in these states."""
    return update(announcements).where(_A.id == bindparam("announcement"), _A.state.in_(states))


_CHOOSE = _while(AnnouncementState.DRAFT).values(audience=bindparam("to"))
_BEGIN = _while(AnnouncementState.DRAFT).values(
    state=AnnouncementState.SENDING, started_at=bindparam("now"), total=bindparam("people")
)
_STOP = _while(AnnouncementState.DRAFT, AnnouncementState.SENDING).values(
    state=AnnouncementState.STOPPED, ended_at=bindparam("now")
)
_DONE = _while(AnnouncementState.SENDING).values(
    state=AnnouncementState.DONE, ended_at=bindparam("now")
)
_ADVANCE = (
    _while(AnnouncementState.SENDING)
    .where(_A.last_id == bindparam("frm"))
    .values(last_id=bindparam("to"))
)
_COUNTED = (
    update(announcements)
    .where(_A.id == bindparam("announcement"))
    .values(sent=_A.sent + bindparam("told"), failed=_A.failed + bindparam("lost"))
)
_ON_THE_WAY = (
    select(func.count())
    .select_from(outbox)
    .where(
        outbox.c.gateway == Gateway.BOT,
        outbox.c.kind == SendAnnouncement.__name__,
        outbox.c.settled_at.is_(None),
    )
)
_ON_STAFF = exists().where(_O.id == _C.id, _O.removed_at.is_(None))
_WHO = {
    Audience.CUSTOMERS: (
        _C.id,
        and_(
            _C.reachable,
            _C.blocked_at.is_(None),
            # Forgotten, and not come back since: whoever writes anew has a name again.
            _C.name != "",
            _C.first_seen_at <= bindparam("since"),
            _C.id != bindparam("author"),
            ~_ON_STAFF,
        ),
    ),
    Audience.OPERATORS: (
        _O.id,
        and_(
            _O.removed_at.is_(None),
            _O.added_at <= bindparam("since"),
            _O.id != bindparam("author"),
        ),
    ),
}
_RECIPIENTS = {
    audience: select(person)
    .where(told, person > bindparam("after"))
    .order_by(person)
    .limit(bindparam("most"))
    for audience, (person, told) in _WHO.items()
}
_SIZES = {
    audience: select(func.count(person)).where(told) for audience, (person, told) in _WHO.items()
}


class SqlAnnouncements(Repository):
    """Keeps announcements, and how far each has come."""

    __slots__ = ()

    async def draft(self, author_id: int, text: str, now: datetime) -> Announcement:
        values = {
            "author_id": author_id,
            "audience": Audience.OPERATORS,
            "text": text,
            "state": AnnouncementState.DRAFT,
            "created_at": now,
            "last_id": 0,
            "total": 0,
            "sent": 0,
            "failed": 0,
        }
        return Announcement(*(await self._execute(_ADD, values)).one())

    async def get(self, announcement_id: int) -> Announcement | None:
        row = await self._one(_GET, {"announcement": announcement_id})
        return None if row is None else Announcement(*row)

    async def sending(self) -> list[Announcement]:
        return [Announcement(*row) for row in await self._all(_SENDING)]

    async def choose(self, announcement_id: int, audience: Audience) -> bool:
        return await self._changed(_CHOOSE, {"announcement": announcement_id, "to": audience})

    async def begin(self, announcement_id: int, total: int, now: datetime) -> bool:
        values = {"announcement": announcement_id, "people": total, "now": now}
        return await self._changed(_BEGIN, values)

    async def stop(self, announcement_id: int, now: datetime) -> bool:
        return await self._changed(_STOP, {"announcement": announcement_id, "now": now})

    async def done(self, announcement_id: int, now: datetime) -> bool:
        return await self._changed(_DONE, {"announcement": announcement_id, "now": now})

    async def advance(self, announcement_id: int, frm: int, to: int) -> bool:
        values = {"announcement": announcement_id, "frm": frm, "to": to}
        return await self._changed(_ADVANCE, values)

    async def counted(self, announcement_id: int, *, sent: int = 0, failed: int = 0) -> None:
        # Also of one that was stopped: what was on its way arrives.
        values = {"announcement": announcement_id, "told": sent, "lost": failed}
        await self._execute(_COUNTED, values)

    async def recipients(
        self, audience: Audience, author_id: int, known_since: datetime, after: int, limit: int
    ) -> list[int]:
        values = {"author": author_id, "since": known_since, "after": after, "most": limit}
        return [row[0] for row in await self._all(_RECIPIENTS[audience], values)]

    async def audience_size(self, audience: Audience, author_id: int, known_since: datetime) -> int:
        values = {"author": author_id, "since": known_since}
        count: int = (await self._execute(_SIZES[audience], values)).scalar_one()
        return count

    async def on_the_way(self) -> int:
        count: int = (await self._execute(_ON_THE_WAY)).scalar_one()
        return count
