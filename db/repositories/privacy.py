"""Keeps requests to be forgotten, and erases: core.ports.Erasures."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    Select,
    String,
    Update,
    bindparam,
    cast,
    delete,
    false,
    func,
    literal,
    null,
    or_,
    select,
    update,
)

from core.model.effects import EffectState
from core.model.places import PlaceState
from core.model.records import Erasure, Kept
from core.model.texts import LANGUAGES
from core.privacy.rules import anonymous_details, redacted
from db.models import (
    archives,
    cards,
    colleagues,
    copies,
    customer_blocks,
    customers,
    erasures,
    feedback,
    inbox,
    journal,
    message_versions,
    messages,
    outbox,
    places,
    staff_groups,
    ticket_events,
    tickets,
    traces,
    transcripts,
)
from db.prepared import AnyRow
from db.repositories.base import Repository, columns_of
from db.sql import Either, has_within
from db.types import to_json

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
_FORGOTTEN_TICKETS = (
    select(tickets.c.id)
    .join(customers, customers.c.id == tickets.c.customer_id)
    .where(tickets.c.customer_id == _ID, tickets.c.opened_at <= customers.c.forgotten_at)
    .scalar_subquery()
)
_THEIR_MESSAGES = select(messages.c.id).where(messages.c.ticket_id.in_(_FORGOTTEN_TICKETS))
_STAFFS = select(staff_groups.c.chat_id).scalar_subquery()
_THEIR_CHATS = (
    select(messages.c.chat_id)
    .where(messages.c.ticket_id.in_(_THEIR_TICKETS))
    .union(
        select(places.c.chat_id)
        .join(tickets, tickets.c.place_id == places.c.id)
        .where(tickets.c.customer_id == _ID, places.c.chat_id.is_not(None))
    )
    .subquery()
)
_THEIR_ROOMS = select(_THEIR_CHATS.c.chat_id).where(_THEIR_CHATS.c.chat_id.not_in(_STAFFS))
_STAFF_CHATS = select(_THEIR_CHATS.c.chat_id).where(_THEIR_CHATS.c.chat_id.in_(_STAFFS))
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
_FORGET_VERSIONS = delete(message_versions).where(
    message_versions.c.message_row_id.in_(_THEIR_MESSAGES.scalar_subquery())
)
_M = messages.c
_TEXTS = (_M.sender_name, _M.text)
_OTHER_NAMES = "entities media reply_to album details media_path media_size media_lost"
_OTHERS = [_M[name] for name in _OTHER_NAMES.split()]
# Those that are empty already are let be: all is done once more after what was under way.
_FORGET_MESSAGES = (
    update(messages)
    .where(
        _M.ticket_id.in_(_FORGOTTEN_TICKETS),
        or_(*(one != "" for one in _TEXTS), *(one.is_not(None) for one in _OTHERS)),
    )
    .values(
        {"words": "", **{one.name: "" for one in _TEXTS}, **{one.name: null() for one in _OTHERS}}
    )
)
_FORGET_COMMENTS = update(feedback).where(feedback.c.customer_id == _ID).values(comment=null())
_FORGET_WHY = (
    update(customer_blocks).where(customer_blocks.c.customer_id == _ID).values(reason=""),
    update(erasures).where(_R.customer_id == _ID).values(reason=null()),
)
_FORGET_ARCHIVES = delete(archives).where(archives.c.ticket_id.in_(_THEIR_TICKETS))
_FORGOTTEN_ENTRIES = delete(journal).where(
    journal.c.customer_id == _ID,
    or_(journal.c.ticket_id.is_(None), journal.c.ticket_id.in_(_FORGOTTEN_TICKETS)),
)
_FORGET_JOURNAL = (  # each along an index of its own
    _FORGOTTEN_ENTRIES.where(journal.c.position.is_not(None)),
    _FORGOTTEN_ENTRIES.where(journal.c.position.is_(None)),
)
# What is left keeps its positions, and its files are written anew.
_FORGET_FILES = (
    update(transcripts)
    .where(transcripts.c.customer_id == _ID)
    .values(customer=null(), written=0, lines_size=0, text_size=0, shown=0)
)
_FORGET_COPIES = delete(copies).where(copies.c.ticket_id.in_(_FORGOTTEN_TICKETS))
_GONE_THREADS = (places.c.customer_id == _ID, places.c.state == PlaceState.DELETED)
_FORGET_TRACES = delete(traces).where(
    traces.c.place_id.in_(select(places.c.id).where(*_GONE_THREADS).scalar_subquery())
)
_FORGET_THREADS = update(places).where(*_GONE_THREADS).values(title="", customer_id=null())
_CARRYING = ("CopyMessage", "EditCopy", "ReactToCounterpart", "ShapeTopic")
_CARRY_NO_MORE = (
    update(outbox)
    .where(
        outbox.c.settled_at.is_(None),
        outbox.c.kind.in_(_CARRYING),
        outbox.c.ticket_id.in_(_FORGOTTEN_TICKETS),
    )
    .values(state=EffectState.EXPIRED, settled_at=bindparam("now"), fields={}, note=null())
)
_SHARED = select(places.c.chat_id).where(places.c.is_shared).scalar_subquery()
_LEFT_THERE = (
    select(messages.c.chat_id, messages.c.message_id)
    .where(messages.c.ticket_id.in_(_THEIR_TICKETS), messages.c.chat_id.in_(_SHARED))
    .union(
        select(copies.c.to_chat_id, copies.c.to_message_id).where(
            copies.c.ticket_id.in_(_THEIR_TICKETS), copies.c.to_chat_id.in_(_SHARED)
        ),
        select(cards.c.chat_id, cards.c.message_id).where(
            cards.c.chat_id.in_(_SHARED),
            cards.c.card.in_(
                select(literal("desk:") + cast(tickets.c.id, String)).where(
                    tickets.c.customer_id == _ID
                )
            ),
        ),
    )
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
_DETAILS = select(ticket_events.c.id, ticket_events.c.details).where(
    ticket_events.c.ticket_id.in_(_FORGOTTEN_TICKETS), ticket_events.c.details.is_not(None)
)
_SET_DETAILS = (
    update(ticket_events)
    .where(ticket_events.c.id == bindparam("row"))
    .values(details=bindparam("left"))
)
_SET_FIELDS = update(outbox).where(outbox.c.id == bindparam("row")).values(fields=bindparam("left"))
_FORGET_EFFECTS_OF_TICKETS = (
    update(outbox)
    .where(outbox.c.settled_at.is_not(None), outbox.c.ticket_id.in_(_THEIR_TICKETS))
    .values(fields={}, note=null())
)


_FORGET = (
    _FORGET_VERSIONS,
    _FORGET_MESSAGES,
    *_FORGET_JOURNAL,
    _FORGET_FILES,
    _FORGET_COPIES,
    _FORGET_TRACES,
    _FORGET_THREADS,
)


class SqlErasures(Repository):
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
        needles = [word for word in (known.name, known.username, known.phone) if word]
        await self._scrub(customer_id, now, needles)
        await self._hide_what_waits(needles)
        await self._execute(_FORGET_PERSON, {**their, "now": now})
        for statement in (_FORGET_COLLEAGUE, _FORGET_COMMENTS, _FORGET_ARCHIVES, *_FORGET_WHY):
            await self._execute(statement, their)
        await self._execute(_CARRY_NO_MORE, {**their, "now": now})
        await self._forget_words(their)

    async def left_in_groups(self, customer_id: int) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for row in await self._all(_LEFT_THERE, {"customer": customer_id}):
            found.setdefault(row.chat_id, []).append(row.message_id)
        return {chat_id: sorted(numbers) for chat_id, numbers in sorted(found.items())}

    async def forget_late(
        self, customer_id: int, now: datetime, needles: Sequence[str] = ()
    ) -> None:
        await self._transaction.flush()  # what came late came perhaps in this very transaction
        await self._scrub(customer_id, now, needles)
        await self._forget_words({"customer": customer_id})

    async def _forget_words(self, their: dict[str, Any]) -> None:
        for statement in _FORGET:
            await self._execute(statement, their)
        changes = [
            {"row": row.id, "left": left}
            for row in await self._all(_DETAILS, their)
            if (left := anonymous_details(row.details)) != row.details
        ]
        if changes:
            await self._execute(_SET_DETAILS, changes)

    async def _hide_what_waits(self, words: Sequence[str]) -> None:
        """Take the name out of what is still to be said to others (a list, a card)."""
        for row in await self._all(_waiting_with(words)) if words else ():
            left = redacted(row.fields, words)
            if left != row.fields:
                await self._execute(_SET_FIELDS, {"row": row.id, "left": left})

    async def _scrub(self, customer_id: int, now: datetime, needles: Sequence[str] = ()) -> None:
        """Empty what was worked through or sent and has one of these words in it.

        Rooms are used again, and staff groups serve many, so an update of somebody else may be
        emptied with theirs: it has been worked through, and nobody reads it again. What of a staff
        group could not be worked through is let be, for the sake of the others.
        """
        their = {"customer": customer_id}
        rooms = [row.chat_id for row in await self._all(_THEIR_ROOMS, their)]
        groups = [row.chat_id for row in await self._all(_STAFF_CHATS, their)]
        await self._execute(_FORGET_EFFECTS_OF_TICKETS, their)
        words = {_as_stored(word) for word in (customer_id, *rooms, *needles)}
        await self._execute(_forget_updates(words, now))
        await self._execute(_forget_effects(words))
        if groups:
            await self._execute(_forget_handled({_as_stored(chat) for chat in groups}))


def _forget_handled(words: Iterable[str]) -> Update:
    return (
        update(inbox)
        .where(
            inbox.c.handled_at.is_not(None),
            or_(*(has_within(inbox.c.payload, word) for word in words)),
        )
        .values(payload={}, error=null())
    )


def _forget_updates(words: Iterable[str], now: datetime) -> Update:
    """Mark updates that could not be worked through as done, too: nothing of them is left to try
    again."""
    return (
        update(inbox)
        .where(
            or_(inbox.c.handled_at.is_not(None), inbox.c.failed_at.is_not(None)),
            or_(*(has_within(inbox.c.payload, word) for word in words)),
        )
        .values(
            payload={},
            error=null(),
            handled_at=func.coalesce(inbox.c.handled_at, literal(now, inbox.c.handled_at.type)),
        )
    )


def _waiting_with(words: Iterable[str]) -> Select[*tuple[Any, ...]]:
    return select(outbox.c.id, outbox.c.fields).where(
        outbox.c.settled_at.is_(None),
        or_(*(has_within(outbox.c.fields, _as_stored(word)) for word in words)),
    )


def _forget_effects(words: Iterable[str]) -> Update:
    return (
        update(outbox)
        .where(
            outbox.c.settled_at.is_not(None),
            or_(*(has_within(outbox.c.fields, word) for word in words)),
        )
        .values(fields={}, note=null())
    )


def _as_stored(word: str | int) -> str:
    """Return the word as it is within stored JSON."""
    return to_json(str(word))[1:-1]


def _erasure(row: AnyRow) -> Erasure:
    return Erasure(*row)
