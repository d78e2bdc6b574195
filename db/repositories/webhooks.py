"""Implements core.ports.webhooks."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, null, or_, select, update

from core.model.effects import EffectState, Gateway
from core.model.webhooks import FailedPost, Webhook, webhook_lane
from db.models import customers, messages, outbox, tickets, webhook_failures, webhooks
from db.prepared import AnyRow
from db.repositories.base import Repository, columns_of
from db.sql import Either

_W, _F, _O = webhooks.c, webhook_failures.c, outbox.c
_M, _T, _C = messages.c, tickets.c, customers.c
_COLUMNS = columns_of(webhooks, Webhook)
_FAILED = columns_of(webhook_failures, FailedPost)
_OF = _W.id == bindparam("of")
_FROM = _F.webhook_id == bindparam("of")
_NOW = bindparam("now", type_=_W.made_at.type)
_UNTIL = bindparam("until", type_=_W.made_at.type)

_ALL = select(*_COLUMNS).order_by(_W.id)
_GET = select(*_COLUMNS).where(_OF)
_ADD = insert(webhooks).returning(*_COLUMNS)
_SET_SECRET = (
    update(webhooks)
    .where(_OF)
    .values(
        seed=bindparam("new_seed"),
        mark=bindparam("new_mark"),
        old_seed=bindparam("before"),
        old_until=_UNTIL,
    )
)
_NOTHING_FAILED = {"failures": 0, "failing_since": null(), "paused_until": null()}
_SWITCH = (
    update(webhooks)
    .where(_OF)
    .values(is_on=bindparam("to"), off_reason=bindparam("why"), **_NOTHING_FAILED)
)
_WORKED = update(webhooks).where(_OF).values(last_success_at=_NOW, **_NOTHING_FAILED)
_COUNT_FAILURE = (
    update(webhooks)
    .where(_OF)
    .values(
        failures=_W.failures + 1,
        failing_since=func.coalesce(_W.failing_since, _NOW),
        paused_until=_UNTIL,
    )
)
_RESUME = update(webhooks).where(_OF).values(paused_until=null())
_FORGET = delete(webhook_failures).where(_FROM, _F.event_id == bindparam("event"))
_FORGET_ALL = delete(webhook_failures).where(_FROM)
_FORGET_WAITING = _FORGET_ALL.where(_F.next_at.is_not(None))
_REMOVE = delete(webhooks).where(_OF)
_NEWEST = select(*_FAILED).order_by(_F.at.desc(), _F.event_id).limit(bindparam("most"))
_THEIRS = select(*_FAILED).where(_FROM).order_by(_F.at, _F.event_id)
_PRUNE = delete(webhook_failures).where(_F.next_at.is_(None), _F.at < bindparam("before"))
_DROP = (
    update(outbox)
    .where(
        _O.gateway == Gateway.WEBHOOKS,
        _O.destination == bindparam("lane"),
        _O.settled_at.is_(None),
    )
    .values(state=EffectState.EXPIRED, settled_at=_NOW, note=bindparam("why"))
)
# What was forgotten, or is kept no more, is still being erased for a while.
_WORDS = (
    select(_M.text)
    .join(tickets, _T.id == _M.ticket_id)
    .join(customers, _C.id == _T.customer_id)
    .where(
        _M.chat_id == bindparam("chat"),
        _M.message_id == bindparam("message"),
        _M.deleted_at.is_(None),
        _T.expired_at.is_(None),
        or_(_C.forgotten_at.is_(None), _T.opened_at > _C.forgotten_at),
    )
)


def _keep(insert_into: Any) -> Any:
    new = insert_into(webhook_failures)
    names = ("tries", "at", "next_at", "reason", "fields")
    changed = {name: new.excluded[name] for name in names}
    return new.on_conflict_do_update(index_elements=[_F.webhook_id, _F.event_id], set_=changed)


_KEEP = Either(_keep)


class SqlWebhooks(Repository):
    """Keeps webhooks, and what could not be posted to them."""

    __slots__ = ()

    async def all(self) -> list[Webhook]:
        return [_webhook(row) for row in await self._all(_ALL)]

    async def get(self, webhook_id: int) -> Webhook | None:
        row = await self._one(_GET, {"of": webhook_id})
        return None if row is None else _webhook(row)

    async def add(
        self,
        address: str,
        events: Sequence[str],
        topics: Sequence[str],
        seed: str,
        mark: str,
        now: datetime,
        *,
        with_text: bool,
    ) -> Webhook:
        row = {
            "address": address,
            "events": list(events),
            "topics": list(topics),
            "with_text": with_text,
            "is_on": True,
            "made_at": now,
            "seed": seed,
            "mark": mark,
        }
        return _webhook((await self._execute(_ADD, row)).one())

    async def set_secret(
        self, webhook_id: int, seed: str, mark: str, old_seed: str, old_until: datetime
    ) -> None:
        values = {"of": webhook_id, "new_seed": seed, "new_mark": mark, "before": old_seed}
        await self._execute(_SET_SECRET, {**values, "until": old_until})

    async def switch(self, webhook_id: int, *, is_on: bool, reason: str | None = None) -> None:
        await self._execute(_SWITCH, {"of": webhook_id, "to": is_on, "why": reason})

    async def remove(self, webhook_id: int) -> None:
        await self._execute(_FORGET_ALL, {"of": webhook_id})
        await self._execute(_REMOVE, {"of": webhook_id})

    async def worked(self, webhook_id: int, event_id: str, now: datetime) -> None:
        await self._execute(_WORKED, {"of": webhook_id, "now": now})
        await self._execute(_FORGET, {"of": webhook_id, "event": event_id})

    async def failed(self, webhook_id: int, now: datetime, until: datetime) -> None:
        await self._execute(_COUNT_FAILURE, {"of": webhook_id, "now": now, "until": until})

    async def resume(self, webhook_id: int) -> None:
        await self._execute(_RESUME, {"of": webhook_id})

    async def keep_failed(self, failed: FailedPost) -> None:
        await self._execute(_KEEP[self._is_postgresql], asdict(failed))

    async def failures(self, webhook_id: int | None, limit: int) -> list[FailedPost]:
        asked, values = _NEWEST, {"most": limit}
        if webhook_id is not None:
            asked, values = asked.where(_FROM), {**values, "of": webhook_id}
        return [FailedPost(*row) for row in await self._all(asked, values)]

    async def take_failed(self, webhook_id: int) -> list[FailedPost]:
        found = [FailedPost(*row) for row in await self._all(_THEIRS, {"of": webhook_id})]
        await self._execute(_FORGET_ALL, {"of": webhook_id})
        return found

    async def drop(self, webhook_id: int, now: datetime, note: str) -> int:
        await self._execute(_FORGET_WAITING, {"of": webhook_id})
        values = {"lane": webhook_lane(webhook_id), "now": now, "why": note}
        return (await self._execute(_DROP, values)).rowcount

    async def words(self, chat_id: int, message_id: int) -> str | None:
        row = await self._one(_WORDS, {"chat": chat_id, "message": message_id})
        return None if row is None else str(row.text)

    async def prune(self, before: datetime) -> int:
        return (await self._execute(_PRUNE, {"before": before})).rowcount


def _webhook(row: AnyRow) -> Webhook:
    found = Webhook(*row)
    return replace(found, events=tuple(found.events), topics=tuple(found.topics))
