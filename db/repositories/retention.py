"""Keeps until when words are kept, and which tickets are held: core.ports.retention."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    and_,
    bindparam,
    delete,
    exists,
    false,
    func,
    null,
    or_,
    select,
    update,
)

from core.model.retention import Agreed, Hold, Preview, Terms
from core.ports import Archived
from db.models import (
    archives,
    customers,
    feedback,
    messages,
    reminders,
    retention,
    ticket_holds,
    tickets,
)
from db.models.retention import ONLY
from db.repositories.base import Repository, columns_of
from db.sql import Either, one_of

_R = retention.c
_H = ticket_holds.c
_T = tickets.c
AGREED = select(*columns_of(retention, Agreed)).where(_R.id == ONLY)


def _put(insert: Any) -> Any:
    new = insert(retention)
    names = ("shown", "agreed", "agreed_at", "agreed_by", "run_at", "gone")
    set_ = {name: new.excluded[name] for name in names}
    return new.on_conflict_do_update(index_elements=[_R.id], set_=set_)


def _hold(insert: Any) -> Any:
    new = insert(ticket_holds)
    set_ = {name: new.excluded[name] for name in ("held_at", "held_by", "reason")}
    return new.on_conflict_do_update(index_elements=[_H.ticket_id], set_=set_)


_PUT, _HOLD = Either(_put), Either(_hold)
_RELEASE = delete(ticket_holds).where(_H.ticket_id == bindparam("ticket"))
_HOLDS = select(*columns_of(ticket_holds, Hold))
_HELD = _HOLDS.order_by(_H.held_at.desc(), _H.ticket_id.desc()).limit(bindparam("most"))
_HOLD_OF = _HOLDS.where(_H.ticket_id == bindparam("ticket"))
_IS_HELD = exists().where(_H.ticket_id == _T.id)
_IS_FORGOTTEN = exists().where(
    customers.c.id == _T.customer_id, _T.opened_at <= customers.c.forgotten_at
)
"""Nothing of it is left: what was erased by its customer's wish is nobody's to agree on."""
_ZIPS = select(*columns_of(archives, Archived)).where(one_of(archives.c.ticket_id, "tickets"))
_EXPIRE = (
    update(tickets)
    .where(one_of(_T.id, "tickets"), _T.expired_at.is_(None))
    .values(expired_at=bindparam("now"))
)
_NO_ZIPS = delete(archives).where(one_of(archives.c.ticket_id, "tickets"))
_NO_REMINDERS = delete(reminders).where(one_of(reminders.c.ticket_id, "tickets"))
_NO_COMMENTS = (
    update(feedback).where(one_of(feedback.c.ticket_id, "tickets")).values(comment=null())
)


class SqlRetention(Repository):
    """Keeps until when words are kept."""

    __slots__ = ()

    async def agreed(self) -> Agreed:
        row = await self._one(AGREED, {})
        return Agreed() if row is None else Agreed(*row)

    async def show(self, terms: str) -> None:
        await self._set(shown=terms)

    async def agree(self, terms: str, by: int | None, now: datetime) -> None:
        await self._set(agreed=terms, agreed_at=now, agreed_by=by, run_at=None)

    async def ran(self, at: datetime, gone: int) -> None:
        await self._set(run_at=at, gone=gone)

    async def _set(self, **changed: Any) -> None:
        values = {**asdict(await self.agreed()), **changed, "id": ONLY}
        await self._execute(_PUT[self._is_postgresql], values)

    async def preview(self, terms: Terms, now: datetime) -> Preview:
        over = _over(terms, now)
        counted = select(
            func.count(), func.count(_T.customer_id.distinct()), func.min(_T.closed_at)
        ).where(over, ~_IS_HELD)
        said = (
            select(func.count(), func.count(messages.c.media_path))
            .select_from(messages)
            .join(tickets, _T.id == messages.c.ticket_id)
            .where(over, ~_IS_HELD)
        )
        held = select(func.count()).select_from(tickets).where(over, _IS_HELD)
        count, customers, since = (await self._execute(counted)).one()
        words, files = (await self._execute(said)).one()
        stay = (await self._execute(held)).scalar_one()
        return Preview(count, customers, words, files, stay, since)

    async def due(self, terms: Terms, now: datetime, limit: int) -> list[tuple[int, int]]:
        query = (
            select(_T.id, _T.customer_id)
            .where(_over(terms, now), ~_IS_HELD)
            .order_by(_T.closed_at, _T.id)
            .limit(limit)
        )
        return [(row.id, row.customer_id) for row in await self._all(query)]

    async def expire(self, ticket_ids: Collection[int], now: datetime) -> list[Archived]:
        these: dict[str, Any] = {"tickets": sorted(ticket_ids)}
        zips = [Archived(*row) for row in await self._all(_ZIPS, these)]
        await self._execute(_EXPIRE, {**these, "now": now})
        for statement in (_NO_ZIPS, _NO_COMMENTS, _NO_REMINDERS):
            await self._execute(statement, these)
        return zips

    async def hold(self, hold: Hold) -> None:
        await self._execute(_HOLD[self._is_postgresql], asdict(hold))

    async def release(self, ticket_id: int) -> bool:
        return await self._changed(_RELEASE, {"ticket": ticket_id})

    async def held(self, limit: int) -> list[Hold]:
        return [Hold(*row) for row in await self._all(_HELD, {"most": limit})]

    async def hold_of(self, ticket_id: int) -> Hold | None:
        row = await self._one(_HOLD_OF, {"ticket": ticket_id})
        return None if row is None else Hold(*row)


def _over(terms: Terms, now: datetime) -> ColumnElement[bool]:
    """Return the condition that a ticket ended longer ago than its words are kept."""
    ways = [
        and_(_T.topic == key, _T.closed_at <= now - timedelta(days=days))
        for key, days in sorted(terms.of_topics.items())
        if days
    ]
    if terms.days:
        others = _T.topic.not_in(sorted(terms.of_topics))
        ways.append(and_(others, _T.closed_at <= now - timedelta(days=terms.days)))
    return and_(
        _T.closed_at.is_not(None), _T.expired_at.is_(None), ~_IS_FORGOTTEN, or_(false(), *ways)
    )
