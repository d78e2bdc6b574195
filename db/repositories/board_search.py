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
    select,
    table,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from core.model.board import MOST_COUNTED, Hit, SearchFilter
from core.model.search import Phrase, Wish, marked
from db.models import customers, messages, tickets
from db.repositories.base import AnyRow, Repository
from db.repositories.board_tickets import may_see

_M = messages.c
_T = tickets.c
_INDEX = table("message_words", column("rowid"))
_IS_WISHED = {
    False: literal_column("message_words").op("MATCH")(bindparam("wish")),
    True: _M.words.op("@@")(cast(bindparam("wish"), TSQUERY)),
}
_ROW = {False: _INDEX.c.rowid, True: _M.id}


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
        some = self._looking(where, _M.id).limit(MOST_COUNTED + 1).subquery()
        counted = select(func.count()).select_from(some)
        count: int = (await self._execute(counted, self._wished(wish))).scalar_one()
        row = _ROW[self._is_postgresql]
        # PostgreSQL looks for few among all messages, the newest first, unless it is kept from it.
        in_order = row + 0 if self._is_postgresql and count <= MOST_COUNTED else row
        query = self._looking(where).order_by(in_order.desc()).limit(limit)
        if before is not None:
            query = query.where(row < before)
        rows = await self._all(query, self._wished(wish)) if count else ()
        return [_hit(found, wish) for found in rows], count

    def _wished(self, wish: Wish) -> dict[str, str]:
        return {"wish": in_tsquery(wish) if self._is_postgresql else in_fts5(wish)}

    def _looking(self, where: SearchFilter, *columns: ColumnElement[Any]) -> Select[Any]:
        looking = select(*(columns or _HIT))
        if self._is_postgresql:
            looking = looking.select_from(messages)
        else:
            # Whatever else is asked for, the index is searched first.
            looking = looking.select_from(_INDEX.join(messages, _M.id == _INDEX.c.rowid))
        looking = looking.join(tickets, _T.id == _M.ticket_id)
        if not columns:
            looking = looking.join(customers, customers.c.id == _T.customer_id)
        return looking.where(_IS_WISHED[self._is_postgresql], *_conditions(where))


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


def _conditions(where: SearchFilter) -> Sequence[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if where.topic is not None:
        conditions.append(_T.topic == where.topic)
    if where.operator_id is not None:
        conditions.append(_T.operator_id == where.operator_id)
    if where.customer_id is not None:
        conditions.append(_T.customer_id == where.customer_id)
    if where.ticket_id is not None:
        conditions.append(_M.ticket_id == where.ticket_id)
    if where.since is not None:
        conditions.append(_M.sent_at >= where.since)
    if where.until is not None:
        conditions.append(_M.sent_at < where.until)
    if where.only_of is not None:
        conditions.append(may_see(where.only_of))
    return conditions


def _hit(row: AnyRow, wish: Wish) -> Hit:
    return replace(Hit(*row), marked=marked(row.text, wish) or ())
