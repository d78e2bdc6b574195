"""Searches what was said: SQLite by FTS5, PostgreSQL by a tsvector. Both get words of ours
(`core.model.search`), so that both find the same."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    bindparam,
    cast,
    column,
    func,
    literal_column,
    or_,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from core.model.board import MOST_COUNTED, Hit, SearchFilter
from core.model.search import Phrase, Wish, marked
from db.models import customers, feedback, messages, tickets
from db.prepared import AnyRow
from db.repositories.base import Repository
from db.repositories.board_tickets import has_tag, may_see

_M = messages.c
_T = tickets.c
_INDEX = table("message_words", column("rowid"))
_ROWID = _INDEX.c.rowid
_HAS_WORDS = _M.words.op("@@")(cast(bindparam("wish"), TSQUERY))
_IS_WISHED = literal_column("message_words").op("MATCH")(bindparam("wish"))

LOOKED_THROUGH = 20_000
"""Rows of SQLite's index, the newest, that are looked through before all that are allowed are."""


def in_fts5(wish: Wish) -> str:
    """Write a search in the form of https://www.sqlite.org/fts5.html#full_text_query_syntax."""

    def one(phrase: Phrase) -> str:
        return f'"{" ".join(phrase.words)}"{" *" if phrase.begins else ""}'

    return " AND ".join(f"({' OR '.join(map(one, phrases))})" for phrases in wish.all_of)


def in_tsquery(wish: Wish) -> str:
    """Write a search in the form of
    https://www.postgresql.org/docs/current/datatype-textsearch.html."""

    def one(phrase: Phrase) -> str:
        *before, last = (f"'{word}'" for word in phrase.words)
        return "<->".join((*before, f"{last}:*" if phrase.begins else last))

    return "&".join(f"({'|'.join(map(one, phrases))})" for phrases in wish.all_of)


class SqlSaid(Repository):
    """Searches what was said."""

    __slots__ = ()

    async def search(
        self, wish: Wish, where: SearchFilter, before: int | None, limit: int
    ) -> tuple[list[Hit], int]:
        looking = self._in_tsvector if self._is_postgresql else self._in_index
        ids, count = await looking(wish, where, before, limit)
        rows = await self._all(_HITS, {"ids": ids}) if ids else ()
        if len(rows) < len(ids) and not where.only_kept:
            # Somebody was forgotten whose words are not erased yet. That passes in a second, so
            # nobody else's search has to look for them.
            return await self.search(wish, replace(where, only_kept=True), before, limit)
        return [_hit(found, wish) for found in rows], count

    async def said_around(self, wish: Wish, message_row: int, beside: int) -> list[Hit]:
        before = await self._all(_BEFORE, {"row": message_row, "limit": beside})
        behind = await self._all(_FROM, {"row": message_row, "limit": beside + 1})
        return [_hit(said, wish) for said in (*reversed(before), *behind)]

    async def _in_tsvector(
        self, wish: Wish, where: SearchFilter, before: int | None, limit: int
    ) -> tuple[list[int], int]:
        words = in_tsquery(wish)
        allowed = _narrowed(select(_M.id).select_from(messages), where).where(_HAS_WORDS)
        some = allowed.limit(MOST_COUNTED + 1).subquery()
        [count] = await self._numbers(select(func.count()).select_from(some), words)
        if not count:
            return [], 0
        # It looks for few among all messages, the newest first, unless it is kept from it.
        in_order = _M.id + 0 if count <= MOST_COUNTED else _M.id
        page = allowed if before is None else allowed.where(_M.id < before)
        return await self._numbers(page.order_by(in_order.desc()).limit(limit), words), count

    async def _in_index(
        self, wish: Wish, where: SearchFilter, before: int | None, limit: int
    ) -> tuple[list[int], int]:
        words = in_fts5(wish)
        newest = await self._newest(words, where, None, MOST_COUNTED + 1)
        ids = [row for row in newest if before is None or row < before][:limit]
        if len(ids) < limit and before is not None and len(newest) > MOST_COUNTED:
            ids = await self._newest(words, where, before, limit)
        return ids, len(newest)

    async def _newest(
        self, words: str, where: SearchFilter, before: int | None, limit: int
    ) -> list[int]:
        """Return messages in which the words stand, the newest first."""
        if not _conditions(where):
            return await self._numbers(_indexed(before, limit), words)
        some = await self._numbers(_among_newest(where, before, limit), words)
        if len(some) == limit or not await self._are_more(before, words):
            return some
        return await self._numbers(_among_allowed(where, before, limit), words)

    async def _are_more(self, before: int | None, words: str) -> bool:
        """Whether the index has more messages with these words than are looked through first."""
        counted = select(func.count()).select_from(_indexed(before, LOOKED_THROUGH + 1).subquery())
        number: int = (await self._execute(counted, {"wish": words})).scalar_one()
        return number > LOOKED_THROUGH

    async def _numbers(self, query: Select[Any], words: str) -> list[int]:
        return list((await self._execute(query, {"wish": words})).scalars())


def _indexed(before: int | None, limit: int) -> Select[Any]:
    """Of SQLite: the newest rows of the index in which the words stand."""
    query = select(_ROWID).where(_IS_WISHED)
    if before is not None:
        query = query.where(before > _ROWID)
    return query.order_by(_ROWID.desc()).limit(limit)


def _among_newest(where: SearchFilter, before: int | None, limit: int) -> Select[Any]:
    """Of SQLite: the same, narrowed, as far as they are among the newest ones."""
    newest = _indexed(before, LOOKED_THROUGH).subquery("newest")
    found = select(newest.c.rowid).select_from(newest.join(messages, _M.id == newest.c.rowid))
    return _narrowed(found, where).order_by(newest.c.rowid.desc()).limit(limit)


def _among_allowed(where: SearchFilter, before: int | None, limit: int) -> Select[Any]:
    """Of SQLite: the same among all, of which the allowed ones are looked up first: to look at
    each message in which a common word stands takes four times as long."""
    allowed = _narrowed(select(_M.id).select_from(messages), where)
    # The sign keeps SQLite from asking the index anew for each that is allowed.
    return _indexed(before, limit).where(literal_column("+message_words.rowid").in_(allowed))


def _narrowed(query: Select[Any], where: SearchFilter) -> Select[Any]:
    query = query.join(tickets, _T.id == _M.ticket_id)
    if where.stars:
        query = query.join(feedback, feedback.c.ticket_id == _T.id)
    if where.only_kept:
        query = query.join(customers, customers.c.id == _T.customer_id)
    return query.where(*_conditions(where))


_IS_KEPT = or_(customers.c.forgotten_at.is_(None), _T.opened_at > customers.c.forgotten_at)
_HIT = (
    _M.id,
    _M.ticket_id,
    _T.customer_id,
    customers.c.name.label("customer"),
    _T.topic,
    _T.status,
    _M.role,
    _M.sender_name,
    _M.sent_at,
    _M.kind,
    _M.text,
    _M.edited_at,
    _M.deleted_at,
)
_KEPT_HITS = (
    select(*_HIT)
    .join(tickets, _T.id == _M.ticket_id)
    .join(customers, customers.c.id == _T.customer_id)
    .where(_IS_KEPT)
)
_HITS = _KEPT_HITS.where(_M.id.in_(bindparam("ids", expanding=True))).order_by(_M.id.desc())
_FOUND = messages.alias("found").c
_ITS_TICKET = select(_FOUND.ticket_id).where(_FOUND.id == bindparam("row")).scalar_subquery()
_OF_ITS_TICKET = _KEPT_HITS.where(_M.ticket_id == _ITS_TICKET).limit(bindparam("limit"))
_BEFORE = _OF_ITS_TICKET.where(_M.id < bindparam("row")).order_by(_M.id.desc())
_FROM = _OF_ITS_TICKET.where(_M.id >= bindparam("row")).order_by(_M.id)


def _conditions(where: SearchFilter) -> Sequence[ColumnElement[bool]]:
    equal = (
        (_T.topic, where.topic),
        (_T.operator_id, where.operator_id),
        (_T.customer_id, where.customer_id),
        (_T.source, where.source),
        (_M.ticket_id, where.ticket_id),
    )
    conditions = [column == wanted for column, wanted in equal if wanted is not None]
    if where.statuses:
        conditions.append(_T.status.in_(sorted(where.statuses)))
    if where.stars:
        conditions.append(feedback.c.stars.in_(sorted(where.stars)))
    if where.since is not None:
        conditions.append(_M.sent_at >= where.since)
    if where.until is not None:
        conditions.append(_M.sent_at < where.until)
    if where.tag is not None:
        conditions.append(has_tag(where.tag))
    if where.only_kept:
        conditions.append(_IS_KEPT)
    if where.only_of is not None:
        conditions.append(may_see(where.only_of))
    return conditions


def _hit(row: AnyRow, wish: Wish) -> Hit:
    return replace(Hit(*row), marked=marked(row.text, wish) or ())
