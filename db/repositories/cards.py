"""core.ports.Cards."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, String, bindparam, cast, literal, or_, select

from core.model.cards import RowName
from core.model.memos import Word
from db.models import cards, cards_shown
from db.repositories.base import Repository
from db.sql import Either, one_of
from db.types import Names

_FIND = select(cards.c.chat_id, cards.c.message_id).where(cards.c.card == bindparam("name"))
_POSITIONS = select(cards.c.card, cards.c.chat_id, cards.c.message_id).where(
    one_of(cards.c.card, "names", Names)
)


def _put(insert: Any) -> Any:
    new = insert(cards)
    return new.on_conflict_do_update(
        index_elements=[cards.c.card],
        set_={"chat_id": new.excluded.chat_id, "message_id": new.excluded.message_id},
        where=or_(
            cards.c.chat_id != new.excluded.chat_id, cards.c.message_id != new.excluded.message_id
        ),
    ).returning(cards.c.card)


def _show(insert: Any) -> Any:
    new = insert(cards_shown)
    # Of two transactions that write the same at once only one hears that it was new.
    return new.on_conflict_do_update(
        index_elements=[cards_shown.c.card],
        set_={"before": cards_shown.c.word, "word": new.excluded.word},
        where=cards_shown.c.word != new.excluded.word,
    ).returning(cards_shown.c.card, cards_shown.c.before)


_AT = (
    select(cards.c.card)
    .where(cards.c.chat_id == bindparam("chat"), cards.c.message_id == bindparam("message"))
    .limit(1)
)
_PUT = Either(_put)
_SHOW = Either(_show)
_SHOWN = select(cards_shown.c.card, cards_shown.c.word).where(
    one_of(cards_shown.c.card, "names", Names)
)


def word_of(name: RowName, key: ColumnElement[Any] | None = None) -> ColumnElement[Any]:
    """Return an expression: the word remembered last for whatever has that name and that key."""
    whole = literal(name.of()) if key is None else literal(name.of("")) + cast(key, String)
    return select(cards_shown.c.word).where(cards_shown.c.card == whole).scalar_subquery()


FEW = 3


class SqlCards(Repository):
    """Keeps where live cards stand."""

    __slots__ = ()

    async def find(self, card: str) -> tuple[int, int] | None:
        known = self._memory.cards
        if card not in known:
            row = await self._one(_FIND, {"name": card})
            known[card] = None if row is None else (row.chat_id, row.message_id)
        return known[card]

    async def positions(self, cards: Collection[str]) -> dict[str, tuple[int, int]]:
        rows = await self._all(_POSITIONS, {"names": list(cards)})
        return {row.card: (row.chat_id, row.message_id) for row in rows}

    async def at(self, chat_id: int, message_id: int) -> str | None:
        row = await self._one(_AT, {"chat": chat_id, "message": message_id})
        return None if row is None else row.card

    async def put(self, card: str, chat_id: int, message_id: int) -> bool:
        values = {"card": card, "chat_id": chat_id, "message_id": message_id}
        return await self._one(_PUT[self._is_postgresql], values) is not None

    async def remember(self, shown: Mapping[str, str]) -> dict[str, str | None]:
        if len(shown) > FEW:  # most of a long queue's cards show it already: no row is locked
            known = await self.words(shown)
            shown = {card: word for card, word in shown.items() if known.get(card) != word}
        if not shown:
            return {}
        await self._transaction.shown.written(shown)
        # In order, so that two who write the same cards do not wait for each other.
        rows = [{"card": card, "word": word} for card, word in sorted(shown.items())]
        found = await self._execute(_SHOW[self._is_postgresql], rows)
        return {row.card: row.before for row in found}

    async def remember_later(self, shown: Mapping[str, str]) -> None:
        await self._transaction.shown.later([Word(name, word) for name, word in shown.items()])

    async def replace(self, name: str, word: str) -> None:
        await self._transaction.shown.later([Word(name, word, if_known=True)])

    async def words(self, names: Collection[str]) -> dict[str, str]:
        await self._transaction.shown.written(names)
        rows = await self._all(_SHOWN, {"names": list(names)}) if names else []
        return {row.card: row.word for row in rows}
