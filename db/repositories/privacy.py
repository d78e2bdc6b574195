"""Keeps requests to be forgotten, and erases: core.ports.Erasures."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    Select,
    bindparam,
    delete,
    false,
    func,
    null,
    or_,
    select,
    update,
)

from core.model.effects import EffectState
from core.model.records import Erasure, Kept
from core.model.texts import LANGUAGES
from core.privacy.rules import redacted
from db.models import (
    archives,
    colleagues,
    customer_blocks,
    customer_fields,
    customer_notes,
    customers,
    erasures,
    feedback,
    field_questions,
    messages,
    outbox,
    reminders,
    ticket_holds,
    tickets,
    transcripts,
)
from db.prepared import AnyRow
from db.repositories.base import columns_of
from db.repositories.erasing import FORGET_THREADS, FORGOTTEN_TICKETS, SqlErasing, as_stored
from db.sql import Either, has_within

_R = erasures.c
_COLUMNS = columns_of(erasures, Erasure)

_PROPOSE = Either(
    lambda insert: (
        insert(erasures)
        .on_conflict_do_nothing(
            index_elements=[_R.customer_id], index_where=_R.decided_at.is_(None)
        )
        .returning(*_COLUMNS)
    )
)


def _ask(insert: Any) -> Any:
    new = insert(erasures)
    return new.on_conflict_do_update(
        index_elements=[_R.customer_id],
        index_where=_R.decided_at.is_(None),
        set_={"asked_at": new.excluded.asked_at, "asked_by": null(), "reason": null()},
        where=_R.asked_by.is_not(None),
    ).returning(*_COLUMNS)


_ASK = Either(_ask)
_WAITING_OF = select(*_COLUMNS).where(
    _R.customer_id == bindparam("customer"), _R.decided_at.is_(None)
)
_GET = select(*_COLUMNS).where(_R.id == bindparam("row"))
_WAITING = select(*_COLUMNS).where(_R.decided_at.is_(None)).order_by(_R.id).limit(bindparam("most"))
_DECIDE = (
    update(erasures)
    .where(_R.id == bindparam("row"), _R.decided_at.is_(None))
    .values(decided_at=bindparam("now"), decided_by=bindparam("who"), granted=bindparam("yes"))
)

_ID: BindParameter[int] = bindparam("customer")
_THEIR_TICKETS = select(tickets.c.id).where(tickets.c.customer_id == _ID).scalar_subquery()
_NAMES = select(
    customers.c.name, customers.c.username, customers.c.phone, customers.c.forgotten_at
).where(customers.c.id == _ID)

_FORGET_PERSON = (
    update(customers)
    .where(customers.c.id == _ID)
    .values(
        name="",
        name_words="",
        username=null(),
        phone=null(),
        registered_at=null(),
        language=LANGUAGES[0],
        language_chosen=false(),
        forgotten_at=bindparam("now"),
    )
)
_FORGET_COLLEAGUE = delete(colleagues).where(colleagues.c.id == _ID)
_FORGET_COMMENTS = update(feedback).where(feedback.c.customer_id == _ID).values(comment=null())
_FORGET_WHY = (
    update(customer_blocks).where(customer_blocks.c.customer_id == _ID).values(reason=""),
    update(erasures).where(_R.customer_id == _ID).values(reason=null()),
)
_FORGET_ARCHIVES = delete(archives).where(archives.c.ticket_id.in_(_THEIR_TICKETS))
_FORGET_HOLDS = delete(ticket_holds).where(ticket_holds.c.ticket_id.in_(_THEIR_TICKETS))
_FORGET_REMINDERS = delete(reminders).where(reminders.c.ticket_id.in_(_THEIR_TICKETS))
_FORGET_WHO = update(transcripts).where(transcripts.c.customer_id == _ID).values(customer=null())
_CARRYING = ("CopyMessage", "EditCopy", "ReactToCounterpart", "ShapeTopic")
_CARRY_NO_MORE = (
    update(outbox)
    .where(
        outbox.c.settled_at.is_(None),
        outbox.c.kind.in_(_CARRYING),
        outbox.c.ticket_id.in_(FORGOTTEN_TICKETS),
    )
    .values(state=EffectState.EXPIRED, settled_at=bindparam("now"), fields={}, note=null())
)
_SAID = (
    select(func.count(), func.count(messages.c.media_path))
    .select_from(messages)
    .join(tickets, tickets.c.id == messages.c.ticket_id)
    .join(customers, customers.c.id == tickets.c.customer_id)
    .where(
        tickets.c.customer_id == _ID,
        or_(customers.c.forgotten_at.is_(None), tickets.c.opened_at > customers.c.forgotten_at),
    )
)
_TICKETS = select(func.count()).select_from(tickets).where(tickets.c.customer_id == _ID)
_RATINGS = select(func.count()).select_from(feedback).where(feedback.c.customer_id == _ID)
_SET_FIELDS = update(outbox).where(outbox.c.id == bindparam("row")).values(fields=bindparam("left"))
_NOTES_ON = select(customer_notes.c.words).where(customer_notes.c.customer_id == _ID)
_FORGET_NOTES = (
    delete(customer_notes).where(customer_notes.c.customer_id == _ID),
    update(customers).where(customers.c.id == _ID).values(notes=0),
)
_FORGET_SOURCES = (
    update(customers).where(customers.c.id == _ID).values(source=null(), came_by=null()),
    update(tickets).where(tickets.c.customer_id == _ID).values(source=null()),
)
_FORGET_FIELDS = (
    delete(customer_fields).where(customer_fields.c.customer_id == _ID),
    delete(field_questions).where(field_questions.c.customer_id == _ID),
)
_VALUES_OF = select(customer_fields.c.value).where(customer_fields.c.customer_id == _ID)
_LONG = 4
"""Characters: a shorter value stands in words that are nobody's."""
_FORGET = (
    _FORGET_COLLEAGUE,
    _FORGET_COMMENTS,
    _FORGET_ARCHIVES,
    _FORGET_HOLDS,
    _FORGET_REMINDERS,
    *_FORGET_WHY,
    _FORGET_WHO,
    *_FORGET_NOTES,
    *_FORGET_SOURCES,
    *_FORGET_FIELDS,
    *FORGET_THREADS,
)


class SqlErasures(SqlErasing):
    """Keeps requests to be forgotten, and erases."""

    __slots__ = ()

    async def ask(
        self, customer_id: int, now: datetime, by: int | None = None, reason: str | None = None
    ) -> Erasure | None:
        statement = (_ASK if by is None else _PROPOSE)[self._is_postgresql]
        values = {"customer_id": customer_id, "asked_at": now, "asked_by": by, "reason": reason}
        row = await self._one(statement, values)
        return None if row is None else _erasure(row)

    async def waiting_of(self, customer_id: int) -> Erasure | None:
        row = await self._one(_WAITING_OF, {"customer": customer_id})
        return None if row is None else _erasure(row)

    async def get(self, erasure_id: int) -> Erasure | None:
        row = await self._one(_GET, {"row": erasure_id})
        return None if row is None else _erasure(row)

    async def waiting(self, limit: int) -> list[Erasure]:
        return [_erasure(row) for row in await self._all(_WAITING, {"most": limit})]

    async def decide(self, erasure_id: int, by: int, granted: bool, now: datetime) -> bool:
        values = {"row": erasure_id, "who": by, "yes": granted, "now": now}
        return await self._changed(_DECIDE, values)

    async def forgotten_at(self, customer_id: int) -> datetime | None:
        row = await self._one(_NAMES, {"customer": customer_id})
        return None if row is None else row.forgotten_at

    async def kept(self, customer_id: int) -> Kept:
        their = {"customer": customer_id}
        said, files = (await self._execute(_SAID, their)).one()
        tickets_of_theirs = (await self._execute(_TICKETS, their)).scalar_one()
        ratings = (await self._execute(_RATINGS, their)).scalar_one()
        return Kept(tickets_of_theirs, said, files, ratings)

    async def forget(self, customer_id: int, now: datetime) -> None:
        await self._transaction.flush()  # events and effects of this very transaction, too
        their: dict[str, Any] = {"customer": customer_id}
        known = await self._one(_NAMES, their)
        if known is None:
            return
        names = [word for word in (known.name, known.username, known.phone) if word]
        notes = [row.words for row in await self._all(_NOTES_ON, their)]
        values = [
            row.value for row in await self._all(_VALUES_OF, their) if len(row.value) >= _LONG
        ]
        await self._hide_what_waits([*names, *notes, *values])
        await self._execute(_FORGET_PERSON, {**their, "now": now})
        for statement in _FORGET:
            await self._execute(statement, their)
        await self._execute(_CARRY_NO_MORE, {**their, "now": now})

    async def _hide_what_waits(self, words: Sequence[str]) -> None:
        """Take the name out of what is still to be said to others (a list, a card)."""
        for row in await self._all(_waiting_with(words)) if words else ():
            left = redacted(row.fields, words)
            if left != row.fields:
                await self._execute(_SET_FIELDS, {"row": row.id, "left": left})


def _waiting_with(words: Iterable[str]) -> Select[*tuple[Any, ...]]:
    return select(outbox.c.id, outbox.c.fields).where(
        outbox.c.settled_at.is_(None),
        or_(*(has_within(outbox.c.fields, as_stored(word)) for word in words)),
    )


def _erasure(row: AnyRow) -> Erasure:
    return Erasure(*row)
