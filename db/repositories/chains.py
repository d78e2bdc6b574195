"""Keeps the chains in which the record is sealed: core.ports.chains."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from core.model.journal import JournalEntry
from core.model.seals import Head, Link, Links
from db.models import chains, journal
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
