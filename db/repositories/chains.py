"""Keeps the chains in which the record is sealed: core.ports.chains."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import and_, bindparam, func, insert, or_, select, update

from core.model.journal import JournalEntry, JournalKind
from core.model.ledgers import Ledger, Moved
from core.model.seals import Head, Link, Links
from db.models import chains, journal, ledger_due, ledgers
from db.models.journal import ONLY
from db.repositories.base import Repository, columns_of
from db.sql import Either, one_of

_J = journal.c
_ENTRY = columns_of(journal, JournalEntry)
_ADD = insert(journal)
_LINK: dict[str, Any] = {
    name: bindparam(f"its_{name}") for name in ("chain", "number", "salt", "content", "hash")
}
_PLACE = (
    update(journal)
    .where(_J.id == bindparam("row"))
    .values(position=bindparam("at_position"), is_late=bindparam("late"), **_LINK)
)
_HEADS = select(*columns_of(chains, Head)).where(one_of(chains.c.chain, "wanted"))
_TICKETS = select(_J.ticket_id).where(
    _J.customer_id == bindparam("person"), _J.ticket_id.is_not(None)
)
# As they stand in each transcript: so they stand in each chain, too.
_UNSEALED = (
    select(*_ENTRY)
    .where(_J.position.is_not(None), _J.hash.is_(None))
    .order_by(_J.customer_id, _J.position)
    .limit(bindparam("most"))
    .with_for_update(of=journal)
)
_TICKET_BEHIND = _TICKETS.where(_J.position > bindparam("place")).order_by(_J.position).limit(1)
_TICKET_BEFORE = (
    _TICKETS.where(_J.position < bindparam("place")).order_by(_J.position.desc()).limit(1)
)


def _move(insert: Any) -> Any:
    new = insert(chains)
    moved = {name: new.excluded[name] for name in ("number", "hash", "earlier")}
    return new.on_conflict_do_update(index_elements=[chains.c.chain], set_=moved)


_MOVE = Either(_move)
_MOVED = chains.c.ledgered < chains.c.number
_MOVED_HEADS = (
    select(*columns_of(chains, Head), chains.c.ledgered).where(_MOVED).order_by(chains.c.chain)
)
_ERASURES_SINCE = (
    select(func.count())
    .select_from(chains)
    .join(journal, and_(_J.chain == chains.c.chain, _J.number > chains.c.ledgered))
    .where(_MOVED, _J.kind == JournalKind.ERASED)
)
_LEDGERED = (
    update(chains)
    .where(chains.c.chain == bindparam("its_chain"))
    .values(ledgered=bindparam("up_to"))
)
_LAST_LEDGER = select(*columns_of(ledgers, Ledger)).order_by(ledgers.c.day.desc()).limit(1)
_LEDGERS = (
    select(*columns_of(ledgers, Ledger)).order_by(ledgers.c.day.desc()).limit(bindparam("most"))
)
_ADD_LEDGER = insert(ledgers)
_POSTED = (
    update(ledgers)
    .where(ledgers.c.day == bindparam("its_day"))
    .values(chat_id=bindparam("there"), message_id=bindparam("number"))
)
_DUE = select(ledger_due.c.due_at)


def _put_due(insert: Any) -> Any:
    new = insert(ledger_due).values(id=ONLY)
    return new.on_conflict_do_update(
        index_elements=[ledger_due.c.id], set_={"due_at": new.excluded.due_at}
    )


_PUT_DUE = Either(_put_due)
HAS_CONTENT = or_(_J.hash.is_(None), _J.salt.is_not(None))
"""Of an entry: it was not erased."""


class SqlChains(Repository):
    """Keeps the chains."""

    __slots__ = ()

    async def heads(self, chains: Collection[int]) -> dict[int, Head]:
        rows = await self._all(_HEADS, {"wanted": sorted(chains)})
        return {row.chain: Head(*row) for row in rows}

    async def unsealed(self, limit: int) -> list[JournalEntry]:
        entries = [JournalEntry(*row) for row in await self._all(_UNSEALED, {"most": limit})]
        return [replace(each, chain=await self._chain_of(each)) for each in entries]

    async def _chain_of(self, entry: JournalEntry) -> int | None:
        if entry.ticket_id is not None:
            return entry.ticket_id
        values = {"person": entry.customer_id, "place": entry.position}
        found = await self._all(_TICKET_BEHIND, values) or await self._all(_TICKET_BEFORE, values)
        return found[0].ticket_id if found else None

    async def link(self, entries: Sequence[JournalEntry], links: Links) -> None:
        linked = [*zip(entries, links.links, strict=True)]
        if known := [_place(each, link) for each, link in linked if each.id]:
            await self._execute(_PLACE, known)
        if added := [{**_row(each), **_link(link)} for each, link in linked if not each.id]:
            await self._execute(_ADD, added)
        if links.heads:
            moved = [asdict(each) for each in links.heads]
            await self._execute(_MOVE[self._is_postgresql], moved)

    async def last_ledger(self) -> Ledger | None:
        rows = await self._all(_LAST_LEDGER)
        return Ledger(*rows[0]) if rows else None

    async def moved(self) -> Moved:
        rows = await self._all(_MOVED_HEADS)
        erased = (await self._execute(_ERASURES_SINCE)).scalar_one()
        entries = sum(row.number - row.ledgered for row in rows)
        return Moved([Head(*row[:-1]) for row in rows], entries, erased)

    async def ledgers(self, limit: int) -> list[Ledger]:
        return [Ledger(*row) for row in await self._all(_LEDGERS, {"most": limit})]

    async def ledger_posted(self, day: date, chat_id: int, message_id: int) -> None:
        await self._execute(_POSTED, {"its_day": day, "there": chat_id, "number": message_id})

    async def ledger_due(self) -> datetime | None:
        rows = await self._all(_DUE)
        return rows[0].due_at if rows else None

    async def put_ledger_due(self, at: datetime) -> None:
        await self._execute(_PUT_DUE[self._is_postgresql], {"due_at": at})

    async def add_ledger(self, ledger: Ledger, heads: Sequence[Head]) -> None:
        values = {field: getattr(ledger, field) for field in Ledger.__slots__}
        await self._execute(_ADD_LEDGER, values)
        # Those that stand in it, not those that there are by now.
        rows = [{"its_chain": head.chain, "up_to": head.number} for head in heads]
        await self._execute(_LEDGERED, rows)


def _row(entry: JournalEntry) -> dict[str, Any]:
    values = asdict(entry)
    del values["id"]
    return values


def _place(entry: JournalEntry, link: Link) -> dict[str, Any]:
    return {
        "row": entry.id,
        "at_position": entry.position,
        "late": entry.is_late,
        **{f"its_{name}": value for name, value in _link(link).items()},
    }


def _link(link: Link) -> dict[str, Any]:
    return {name: getattr(link, name) for name in _LINK}
