"""Keeps the journal, and how far transcripts are: core.ports.journal."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, delete, false, func, or_, select, update

from core.model.journal import (
    JOURNAL,
    Arrived,
    Draft,
    Earlier,
    JournalEntry,
    JournalKind,
    Transcript,
)
from core.model.messages import MessageKey, Said, SenderRole
from core.model.seals import Links
from core.model.tickets import Ticket, TicketEventKind
from core.transcripts import journal as entries
from db.models import customers, journal, tickets, transcripts
from db.prepared import AnyRow
from db.repositories.base import Repository, columns_of
from db.repositories.chains import HAS_CONTENT, SqlChains
from db.sql import Either, one_of

_J = journal.c
_T = transcripts.c
_C = customers.c
_ENTRY = columns_of(journal, JournalEntry)
_TRANSCRIPT = columns_of(transcripts, Transcript)
_WHO = (_C.name, _C.username, _C.phone, _C.language)
_IS_NEW = _J.position.is_(None)
_IS_FORGOTTEN = or_(tickets.c.opened_at <= _C.forgotten_at, tickets.c.expired_at.is_not(None))
_ARRIVED = (
    select(*_ENTRY, and_(_IS_FORGOTTEN, _J.kind != JournalKind.ERASED).label("is_forgotten"))
    .join(customers, _C.id == _J.customer_id)
    .outerjoin(tickets, tickets.c.id == _J.ticket_id)
    .outerjoin(transcripts, _T.customer_id == _J.customer_id)
    .where(_IS_NEW, or_(_T.customer_id.is_(None), _T.is_whole))
    .order_by(_J.id)
    .limit(bindparam("most"))
    # Else an erasure might delete what is given its place in a chain.
    .with_for_update(of=journal)
)
_THEIRS = (
    select(_C.id, *_WHO, *(column.label(f"its_{column.name}") for column in _TRANSCRIPT))
    .outerjoin_from(customers, transcripts, _T.customer_id == _C.id)
    .where(one_of(_C.id, "people"))
)
_DROP = delete(journal).where(_IS_NEW, one_of(_J.id, "ids"))


def _come(insert: Any) -> Any:
    new = insert(transcripts)
    moved = {
        name: new.excluded[name] for name in ("position", "said_until", "customer", "is_whole")
    }
    return new.on_conflict_do_update(index_elements=[_T.customer_id], set_=moved)


_COME = Either(_come)
_AT_ONCE = update(transcripts).where(one_of(_T.customer_id, "people")).values(shown=0)
_NOT_WHOLE = (
    select(_T.customer_id)
    .where(_T.is_whole == false())
    .order_by(_T.customer_id)
    .limit(bindparam("most"))
)
_NOT_WHOLE_AND_NEW = _NOT_WHOLE.join(journal, _J.customer_id == _T.customer_id).where(_IS_NEW)
_HOLD_CUSTOMER = (
    select(_C.forgotten_at).where(_C.id == bindparam("customer")).with_for_update(of=customers)
)
_WHO_IS = select(*_WHO).where(_C.id == bindparam("customer"))
_UNWRITTEN = (
    select(*_TRANSCRIPT)
    .where(_T.written < _T.position)
    .order_by(_T.customer_id)
    .limit(bindparam("most"))
)
_THESE = select(*_TRANSCRIPT).where(one_of(_T.customer_id, "people"))
# What is forgotten stands there until it is erased.
_KEPT = (
    select(*_ENTRY)
    .join(customers, _C.id == _J.customer_id)
    .outerjoin(tickets, tickets.c.id == _J.ticket_id)
    .where(
        _J.customer_id == bindparam("customer"),
        _J.kind != JournalKind.ERASED,
        HAS_CONTENT,
        or_(_C.forgotten_at.is_(None), func.coalesce(tickets.c.opened_at, _J.at) > _C.forgotten_at),
    )
)
_BEHIND = (
    _KEPT.where(_J.position > bindparam("after")).order_by(_J.position).limit(bindparam("most"))
)
_OF_TICKET = _KEPT.where(
    _J.position.is_not(None),
    or_(_J.ticket_id == bindparam("ticket"), _J.ticket_id.is_(None)),
).order_by(_J.position)
_WRITTEN = (
    update(transcripts)
    .where(
        _T.customer_id == bindparam("person"),
        _T.position >= bindparam("to"),
        _T.written == bindparam("was"),
    )
    .values(written=bindparam("to"), lines_size=bindparam("lines"), text_size=bindparam("texts"))
)
_ANEW = (
    update(transcripts)
    .where(or_(_T.position > 0, _T.is_whole == false()))
    .values(written=0, lines_size=0, text_size=0, shown=0)
)
_THESE_ANEW = _ANEW.where(one_of(_T.customer_id, "people"))
_COUNT_BEHIND = (
    select(func.count())
    .select_from(transcripts)
    .where(
        or_(
            _T.written < _T.position,
            and_(_T.shown == 0, _T.position > 0),
            _T.is_whole == false(),
        )
    )
)
_COUNT_THESE_BEHIND = _COUNT_BEHIND.where(one_of(_T.customer_id, "people"))
_UNSHOWN = (
    select(_T.customer_id, _T.position, (_T.shown == 0).label("at_once"))
    .where(
        _T.shown < _T.position,
        or_(_T.shown == 0, _T.shown_at.is_(None), _T.shown_at <= bindparam("before")),
    )
    .order_by(_T.shown != 0, _T.shown_at)
    .limit(bindparam("most"))
)
_SHOWN = (
    update(transcripts)
    .where(
        _T.customer_id == bindparam("person"),
        # Asked for once more, since there is more by now: it stays so.
        or_(_T.shown != 0, _T.position == bindparam("to")),
    )
    .values(shown=bindparam("to"), shown_at=bindparam("now"))
)
_SHOW = update(transcripts).where(_T.customer_id == bindparam("person")).values(shown=0)


class SqlJournal(Repository):
    """Keeps the journal. Entries are written with the commit."""

    __slots__ = ()

    def opened(self, ticket: Ticket) -> None:
        self._add(entries.opened(ticket))

    def ended(self, ticket: Ticket, now: datetime) -> None:
        self._add(entries.ended(ticket, now))

    def said(
        self, ticket: Ticket, place_id: int | None, role: SenderRole, said: Said, now: datetime
    ) -> None:
        self._add(entries.said(ticket.id, ticket.customer_id, place_id, role, said, now))

    def edited(self, ticket_id: int, before: Said, said: Said, now: datetime) -> None:
        self._add(entries.edited(ticket_id, before, said, now))

    def deleted(
        self, ticket_id: int, chat_id: int, message_ids: Sequence[int], now: datetime
    ) -> None:
        for message_id in message_ids:
            self._add(entries.deleted(ticket_id, (chat_id, message_id), now))

    def missed(self, ticket_id: int, key: MessageKey, now: datetime) -> None:
        self._add(entries.missed(ticket_id, key, now))

    def file_kept(
        self, ticket_id: int, customer_id: int, key: MessageKey, path: str, size: int,
        now: datetime, digest: str | None = None,
    ) -> None:  # fmt: skip
        self._add(entries.file_kept(ticket_id, customer_id, key, path, size, now, digest))

    def file_lost(
        self, ticket_id: int, customer_id: int, key: MessageKey, reason: str, now: datetime
    ) -> None:
        self._add(entries.file_lost(ticket_id, customer_id, key, reason, now))

    def delivered(
        self,
        ticket_id: int,
        from_chat_id: int,
        to_chat_id: int,
        pairs: Sequence[tuple[int, int]],
        now: datetime,
    ) -> None:
        for pair in pairs:
            self._add(entries.delivered(ticket_id, from_chat_id, to_chat_id, pair, now))

    def happened(
        self,
        ticket_id: int,
        kind: TicketEventKind,
        now: datetime,
        actor_id: int | None,
        details: Mapping[str, Any],
    ) -> None:
        self._add(entries.happened(ticket_id, kind, now, actor_id, details))

    def _add(self, draft: Draft | None) -> None:
        if draft is not None:
            self._transaction.drafts.add(draft)
            self._transaction.woken.add(JOURNAL)


class SqlTranscripts(SqlChains):
    """Takes entries into transcripts, and keeps how far the files are."""

    __slots__ = ()

    async def arrived(self, limit: int) -> list[Arrived]:
        rows = await self._all(_ARRIVED, {"most": limit})
        people = sorted({row.customer_id for row in rows})
        # Of each customer once, since one of them may have said all of it.
        theirs = (
            {row.id: row for row in await self._all(_THEIRS, {"people": people})} if rows else {}
        )
        known = {each: (_transcript(row), _who(each, row)) for each, row in theirs.items()}
        return [
            Arrived(JournalEntry(*row[:-1]), *known[row.customer_id], bool(row.is_forgotten))
            for row in rows
        ]

    async def drop(self, ids: Sequence[int]) -> None:
        await self._execute(_DROP, {"ids": list(ids)})

    async def seal(
        self,
        entries: Sequence[JournalEntry],
        links: Links,
        transcripts: Collection[Transcript],
    ) -> None:
        await self.link(entries, links)
        rows = [
            {
                "customer_id": each.customer_id,
                "position": each.position,
                "said_until": each.said_until,
                "customer": each.customer,
                "is_whole": True,
            }
            for each in transcripts
        ]
        if rows:
            await self._execute(_COME[self._is_postgresql], rows)
        people = {each.customer_id for each in entries if each.kind is JournalKind.TICKET}
        if people:
            await self._execute(_AT_ONCE, {"people": sorted(people)})

    async def not_whole(self, limit: int) -> list[int]:
        values = {"most": limit}
        rows = await self._all(_NOT_WHOLE_AND_NEW, values) or await self._all(_NOT_WHOLE, values)
        return [*{row.customer_id: None for row in rows}]

    async def seal_earlier(
        self,
        earlier: Earlier,
        entries: Sequence[JournalEntry],
        links: Links,
        transcript: Transcript,
    ) -> bool:
        row = await self._one(_HOLD_CUSTOMER, {"customer": earlier.customer_id})
        if row is None or row.forgotten_at != earlier.forgotten_at:
            return False
        await self.drop(earlier.ids)
        await self.seal(entries, links, [transcript])
        return True

    async def who(self, customer_id: int) -> Mapping[str, Any]:
        row = await self._one(_WHO_IS, {"customer": customer_id})
        return {} if row is None else _who(customer_id, row)

    async def unwritten(self, limit: int) -> list[Transcript]:
        return [Transcript(*row) for row in await self._all(_UNWRITTEN, {"most": limit})]

    async def get(self, customer_ids: Collection[int]) -> list[Transcript]:
        rows = await self._all(_THESE, {"people": sorted(customer_ids)})
        return [Transcript(*row) for row in rows]

    async def entries(self, customer_id: int, after: int, limit: int) -> list[JournalEntry]:
        values = {"customer": customer_id, "after": after, "most": limit}
        return [JournalEntry(*row) for row in await self._all(_BEHIND, values)]

    async def of_ticket(self, customer_id: int, ticket_id: int) -> list[JournalEntry]:
        values = {"customer": customer_id, "ticket": ticket_id}
        return [JournalEntry(*row) for row in await self._all(_OF_TICKET, values)]

    async def written(self, files: Sequence[tuple[int, Transcript]]) -> None:
        rows = [
            {
                "person": each.customer_id,
                "was": was,
                "to": each.written,
                "lines": each.lines_size,
                "texts": each.text_size,
            }
            for was, each in files
        ]
        if rows:
            await self._execute(_WRITTEN, rows)

    async def write_anew(self, customer_ids: Collection[int] | None) -> int:
        self._transaction.woken.add(JOURNAL)
        if customer_ids is None:
            return (await self._execute(_ANEW)).rowcount
        return (await self._execute(_THESE_ANEW, {"people": sorted(customer_ids)})).rowcount

    async def behind(self, customer_ids: Collection[int] | None) -> int:
        if customer_ids is None:
            return int((await self._execute(_COUNT_BEHIND)).scalar_one())
        values = {"people": sorted(customer_ids)}
        return int((await self._execute(_COUNT_THESE_BEHIND, values)).scalar_one())

    async def unshown(self, before: datetime, limit: int) -> list[tuple[int, int, bool]]:
        rows = await self._all(_UNSHOWN, {"before": before, "most": limit})
        return [(row.customer_id, row.position, bool(row.at_once)) for row in rows]

    async def shown(self, customer_id: int, position: int, now: datetime) -> None:
        await self._execute(_SHOWN, {"person": customer_id, "to": position, "now": now})

    async def show(self, customer_id: int) -> None:
        await self._execute(_SHOW, {"person": customer_id})


def _transcript(row: AnyRow) -> Transcript:
    its = row[-len(_TRANSCRIPT) :]
    return Transcript(row.id) if its[0] is None else Transcript(*its)


def _who(customer_id: int, row: AnyRow) -> dict[str, Any]:
    who = {
        "id": customer_id,
        "name": row.name,
        "username": row.username,
        "phone": row.phone,
        "language": row.language,
    }
    return {name: value for name, value in who.items() if value is not None}
