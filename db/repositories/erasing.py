"""Finds what is left of a customer who was forgotten, and erases it: what grows with all that they
said, and is therefore done a little at a time."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    String,
    Text,
    and_,
    bindparam,
    cast,
    delete,
    exists,
    false,
    func,
    literal,
    null,
    or_,
    select,
    text,
    update,
)

from core.model.journal import JournalKind
from core.model.places import PlaceState
from core.model.remains import Clues, Newest, Remains, Standing
from core.privacy.rules import anonymous_details
from db.models import (
    cards,
    cards_shown,
    copies,
    customers,
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
from db.repositories.base import Repository
from db.repositories.chains import HAS_CONTENT
from db.repositories.erased_entries import SqlErasedEntries
from db.sql import has_within, one_of
from db.types import to_json

MOST = 10_000
"""Rows of a table that are found together."""

_ID: BindParameter[int] = bindparam("customer")
_T = tickets.c
FORGOTTEN_TICKETS = (
    select(_T.id)
    .join(customers, customers.c.id == _T.customer_id)
    .where(
        _T.customer_id == _ID,
        or_(_T.opened_at <= customers.c.forgotten_at, _T.expired_at.is_not(None)),
    )
    .scalar_subquery()
)
"""Those that existed when the customer was forgotten, or whose words are kept no more."""

_IS_FORGOTTEN = exists().where(customers.c.id == _ID, customers.c.forgotten_at.is_not(None))

# ------------------------------------------------------------------------------------- what is left
_STAFFS = select(staff_groups.c.chat_id).scalar_subquery()
_THEIRS = _T.customer_id == _ID
_CHATS = (
    select(messages.c.chat_id)
    .join(tickets, _T.id == messages.c.ticket_id)
    .where(_THEIRS)
    .union(
        select(places.c.chat_id)
        .join(tickets, _T.place_id == places.c.id)
        .where(_THEIRS, places.c.chat_id.is_not(None))
    )
    .subquery()
)
_THEIR_CHATS = select(_CHATS.c.chat_id, _CHATS.c.chat_id.in_(_STAFFS).label("is_staffs"))

_M = messages.c
_TEXTS = (_M.sender_name, _M.text)
_OTHER_NAMES = "entities media reply_to album details media_path media_size media_lost"
_OTHERS = [_M[name] for name in _OTHER_NAMES.split()]
_OF_THEIRS = _M.ticket_id.in_(FORGOTTEN_TICKETS)
_MESSAGES = select(_M.id).where(
    _OF_THEIRS, or_(*(one != "" for one in _TEXTS), *(one.is_not(None) for one in _OTHERS))
)
_VERSIONS = select(message_versions.c.id).where(one_of(message_versions.c.message_row_id, "ids"))
_FORGOTTEN_ENTRIES = select(journal.c.id).where(
    journal.c.customer_id == _ID,
    journal.c.kind != JournalKind.ERASED,
    HAS_CONTENT,
    or_(
        and_(journal.c.ticket_id.is_(None), _IS_FORGOTTEN),
        journal.c.ticket_id.in_(FORGOTTEN_TICKETS),
    ),
)
_ENTRIES = (  # each along an index of its own
    _FORGOTTEN_ENTRIES.where(journal.c.position.is_not(None)),
    _FORGOTTEN_ENTRIES.where(journal.c.position.is_(None)),
)
_COPIES = select(copies.c.id).where(copies.c.ticket_id.in_(FORGOTTEN_TICKETS))
_E = ticket_events.c
_EVENTS = (
    select(_E.id)
    .where(
        _E.ticket_id.in_(FORGOTTEN_TICKETS),
        _E.details.is_not(None),
        _E.id > bindparam("after"),
    )
    .order_by(_E.id)
)
_IS_DONE = inbox.c.handled_at.is_not(None)
_IS_OVER = or_(_IS_DONE, inbox.c.failed_at.is_not(None))
_IS_SETTLED = outbox.c.settled_at.is_not(None)
_HAS_PAYLOAD = cast(inbox.c.payload, Text) != "{}"
_HAS_FIELDS = or_(cast(outbox.c.fields, Text) != "{}", outbox.c.note.is_not(None))
_SHARED = select(places.c.chat_id).where(places.c.is_shared).distinct()
_GROUP_CARDS = (
    select(cards.c.chat_id, cards.c.message_id)
    .join(tickets, cards.c.card == literal("desk:") + cast(_T.id, String))
    .where(_THEIRS, one_of(cards.c.chat_id, "chats"))
)
_OPERATOR_CARDS = (
    select(_T.id)
    .join(
        cards_shown,
        cards_shown.c.card
        == literal("operator:") + cast(_T.id, String) + ":" + cast(_T.operator_id, String),
    )
    .where(_THEIRS)
    .order_by(_T.id)
)

# ---------------------------------------------------------------------------------------- erasing
_EMPTY_MESSAGES = (
    update(messages)
    .where(one_of(_M.id, "ids"))
    .values(
        {"words": "", **{one.name: "" for one in _TEXTS}, **{one.name: null() for one in _OTHERS}}
    )
)
_EMPTY_UPDATES = (
    update(inbox)
    .where(one_of(inbox.c.id, "ids"), _IS_OVER)
    .values(
        payload={},
        error=null(),
        # Nothing is left to try again of what could not be worked through.
        handled_at=func.coalesce(
            inbox.c.handled_at, bindparam("now", type_=inbox.c.handled_at.type)
        ),
    )
)
_EMPTY_EFFECTS = (
    update(outbox).where(one_of(outbox.c.id, "ids"), _IS_SETTLED).values(fields={}, note=null())
)
_DELETE = {
    "versions": delete(message_versions).where(one_of(message_versions.c.id, "ids")),
    "entries": delete(journal).where(one_of(journal.c.id, "ids"), journal.c.number.is_(None)),
    "copies": delete(copies).where(one_of(copies.c.id, "ids")),
}
_EMPTY_ENTRIES = (
    update(journal)
    .where(one_of(journal.c.id, "ids"), journal.c.number.is_not(None))
    .values(body={}, salt=null())
)
_CHANGE = {"messages": _EMPTY_MESSAGES, "effects": _EMPTY_EFFECTS, "entries": _EMPTY_ENTRIES}
_DETAILS = select(_E.id, _E.details).where(one_of(_E.id, "ids"), _E.details.is_not(None))
_SET_DETAILS = (
    update(ticket_events).where(_E.id == bindparam("row")).values(details=bindparam("left"))
)
_SAID_THERE = select(_M.chat_id, _M.message_id).where(
    one_of(_M.id, "ids"), one_of(_M.chat_id, "chats")
)
_COPIED_THERE = select(copies.c.to_chat_id, copies.c.to_message_id).where(
    one_of(copies.c.id, "ids"), one_of(copies.c.to_chat_id, "chats")
)
_GONE_THREADS = (places.c.customer_id == _ID, places.c.state == PlaceState.DELETED)
FORGET_THREADS = (
    delete(traces).where(
        traces.c.place_id.in_(select(places.c.id).where(*_GONE_THREADS).scalar_subquery())
    ),
    update(places).where(*_GONE_THREADS).values(title="", customer_id=null()),
)
# What is left keeps its positions, and its files are written anew.
_WRITE_ANEW = (
    update(transcripts)
    .where(transcripts.c.customer_id == _ID)
    .values(customer=null(), written=0, lines_size=0, text_size=0, shown=0)
)
_NO_HURRY = text("SET LOCAL synchronous_commit TO OFF")
"""https://www.postgresql.org/docs/current/wal-async-commit.html"""
_NEWEST = select(
    select(func.coalesce(func.max(inbox.c.id), 0)).scalar_subquery().label("update"),
    select(func.coalesce(func.max(outbox.c.id), 0)).scalar_subquery().label("effect"),
)
_AWAITED = (
    select(literal(1))
    .select_from(inbox)
    .where(inbox.c.handled_at.is_(None), inbox.c.failed_at.is_(None))
)


class SqlErasing(Repository):
    """Finds what is left of a customer who was forgotten, and erases it."""

    __slots__ = ()

    async def clues(self, customer_id: int, names: Collection[str]) -> Clues:
        """Return by what updates and effects about them are known."""
        found = await self._all(_THEIR_CHATS, {"customer": customer_id})
        rooms = [row.chat_id for row in found if not row.is_staffs]
        groups = [row.chat_id for row in found if row.is_staffs]
        return Clues(
            frozenset(map(as_stored, (customer_id, *rooms, *names))),
            frozenset(map(as_stored, groups)),
        )

    async def newest(self) -> Newest:
        """Return the newest update and effect."""
        update, effect = (await self._execute(_NEWEST)).one()
        return Newest(update, effect)

    async def left_of_tickets(self, customer_id: int, after: int) -> Remains:
        """Return what is to be erased of their tickets, some of it if it is much; of events those
        behind `after`."""
        their = {"customer": customer_id}
        said = await self._ids(_MESSAGES, their)
        # All of these messages: once they are empty, nobody looks for what they said before.
        before = list((await self._execute(_VERSIONS, {"ids": said})).scalars()) if said else []
        return Remains(
            versions=before,
            messages=said,
            entries=[row for query in _ENTRIES for row in await self._ids(query, their)],
            copies=await self._ids(_COPIES, their),
            events=await self._ids(_EVENTS, {**their, "after": after}),
        )

    async def left_on_the_way(self, customer_id: int, clues: Clues, until: Newest) -> Remains:
        """Return what is to be erased of updates and effects, some of it if it is much."""
        return Remains(
            updates=await self._ids(_updates_with(clues, until), {}),
            effects=await self._ids(_effects_with(clues, until), {"customer": customer_id}),
        )

    async def awaits(self, clues: Clues) -> bool:
        """Tell whether updates about them are still to be worked through."""
        query = _AWAITED.where(_has_any(inbox.c.payload, clues.words)).limit(1)
        return bool(await self._all(query))

    async def standing(self, customer_id: int) -> Standing:
        """Return what stands in Telegram of their tickets."""
        their = {"customer": customer_id}
        held = await self._all(_OPERATOR_CARDS, their)
        chats = await self._shared_groups()
        there = await self._all(_GROUP_CARDS, {**their, "chats": chats}) if chats else ()
        return Standing([row.id for row in held], _by_chat(there))

    async def erase(self, part: Remains, now: datetime) -> dict[int, list[int]]:
        """Erase these rows. Returns what stood of them in staff groups that are never cleared:
        message ids by chat."""
        if self._is_postgresql:
            # What a power cut takes of it is found again: nobody has to wait for the disk.
            await self._execute(_NO_HURRY)
        there = await self._in_groups(part)
        for statements in (_DELETE, _CHANGE):
            for name, statement in statements.items():
                if ids := getattr(part, name):
                    await self._execute(statement, {"ids": list(ids)})
        if part.entries:
            await SqlErasedEntries(self._transaction).tell_of(part.entries, now)
        if part.updates:
            await self._execute(_EMPTY_UPDATES, {"ids": list(part.updates), "now": now})
        if part.events:
            await self._make_anonymous(part.events)
        return there

    async def erased(self, customer_id: int, effect_id: int) -> None:
        """Note that rows and files are erased: what is left is written again; topics that were
        deleted since, and the effect itself, name nobody."""
        for statement in (_WRITE_ANEW, *FORGET_THREADS):
            await self._execute(statement, {"customer": customer_id})
        await self._execute(_EMPTY_EFFECTS, {"ids": [effect_id]})

    async def _ids(self, query: Select[Any], values: Mapping[str, Any]) -> list[int]:
        return list((await self._execute(query.limit(MOST), values)).scalars())

    async def _make_anonymous(self, events: Sequence[int]) -> None:
        changes = [
            {"row": row.id, "left": left}
            for row in await self._all(_DETAILS, {"ids": list(events)})
            if (left := anonymous_details(row.details)) != row.details
        ]
        if changes:
            await self._execute(_SET_DETAILS, changes)

    async def _in_groups(self, part: Remains) -> dict[int, list[int]]:
        chats = await self._shared_groups() if part.messages or part.copies else []
        if not chats:
            return {}
        said = await self._all(_SAID_THERE, {"ids": list(part.messages), "chats": chats})
        copied = await self._all(_COPIED_THERE, {"ids": list(part.copies), "chats": chats})
        return _by_chat([*said, *copied])

    async def _shared_groups(self) -> list[int]:
        return [row.chat_id for row in await self._all(_SHARED) if row.chat_id is not None]


def _by_chat(rows: Collection[Any]) -> dict[int, list[int]]:
    found: dict[int, set[int]] = {}
    for chat_id, message_id in rows:
        found.setdefault(chat_id, set()).add(message_id)
    return {chat_id: sorted(numbers) for chat_id, numbers in sorted(found.items())}


def _has_any(column: Any, words: Collection[str]) -> ColumnElement[bool]:
    return or_(false(), *(has_within(column, word) for word in sorted(words)))


def _updates_with(clues: Clues, until: Newest) -> Select[Any]:
    """Updates that were worked through, or set aside, and name them.

    Rooms are used again, and staff groups serve many, so an update of somebody else may be emptied
    with theirs: it has been worked through, and nobody reads it again. What of a staff group could
    not be worked through is let be, for the sake of the others.
    """
    return select(inbox.c.id).where(
        inbox.c.id <= until.update,
        _HAS_PAYLOAD,
        or_(
            and_(_IS_OVER, _has_any(inbox.c.payload, clues.words)),
            and_(_IS_DONE, _has_any(inbox.c.payload, clues.groups)),
        ),
    )


def _effects_with(clues: Clues, until: Newest) -> Select[Any]:
    """Effects that were carried out, of their tickets or naming them."""
    return select(outbox.c.id).where(
        outbox.c.id <= until.effect,
        _IS_SETTLED,
        _HAS_FIELDS,
        or_(
            outbox.c.ticket_id.in_(select(_T.id).where(_THEIRS).scalar_subquery()),
            _has_any(outbox.c.fields, clues.words),
        ),
    )


def as_stored(word: str | int) -> str:
    """Return the word as it is within stored JSON."""
    return to_json(str(word))[1:-1]
