"""Writes what cards and memos say from now on: all of a transaction at once, at its end. What
depends on what they said before is decided then."""

import json
from collections.abc import Callable, Collection, Sequence

from sqlalchemy import Boolean, Text, bindparam, text
from sqlalchemy.dialects import postgresql

from core.model.cards import RowName
from core.model.memos import Changed, Word
from db.executor import Executor
from db.types import SafeText, escape

# Of two transactions that write the same at once only one hears that it was new. The order is that
# of names, so that two who write the same ones do not wait for each other.
_INSERT = """
    INSERT INTO cards_shown (card, word)
    SELECT {card}, {word} FROM {items}
    WHERE NOT EXISTS (SELECT 1 FROM cards_shown AS other WHERE other.card = {unless})
        AND (NOT {known} OR EXISTS (SELECT 1 FROM cards_shown AS it WHERE it.card = {card}))
    ORDER BY {card}
    ON CONFLICT (card) DO UPDATE SET "before" = cards_shown.word, word = excluded.word
    WHERE cards_shown.word <> excluded.word
    RETURNING card, "before"
"""
_POSTGRESQL = (
    text(
        _INSERT.format(
            items="unnest(:names, :words, :unless, :known) AS item (name, word, unless, known)",
            card="item.name",
            word="item.word",
            unless="item.unless",
            known="item.known",
        )
    )
    .bindparams(
        *(bindparam(each, type_=postgresql.ARRAY(Text)) for each in ("names", "words", "unless")),
        bindparam("known", type_=postgresql.ARRAY(Boolean)),
    )
    .columns(card=SafeText, before=SafeText)
)
_SQLITE = text(
    _INSERT.format(
        items="json_each(:items)",
        card="json_extract(value, '$[0]')",
        word="json_extract(value, '$[1]')",
        unless="json_extract(value, '$[2]')",
        known="json_extract(value, '$[3]')",
    )
).columns(card=SafeText, before=SafeText)


class Shown:
    """What a transaction shows, before it is written."""

    __slots__ = ("_decisions", "_executor", "_is_postgresql", "_words")

    def __init__(self, executor: Executor, is_postgresql: bool) -> None:
        self._executor = executor
        self._is_postgresql = is_postgresql
        self._words: dict[str, Word] = {}
        self._decisions: list[Callable[[Changed], None]] = []

    async def later(
        self, words: Sequence[Word], decide: Callable[[Changed], None] | None = None
    ) -> None:
        """Have words written. `decide` is called then, with what the words were that changed."""
        await self.written([word.name for word in words])  # what was said of them before goes first
        self._words |= {word.name: word for word in words}
        if decide is not None:
            self._decisions.append(decide)

    async def written(self, names: Collection[str]) -> None:
        """Write all, if any of these names is among it: somebody is about to read it back."""
        if not self._words.keys().isdisjoint(names):
            await self.write()

    async def written_of(self, *kinds: RowName) -> None:
        """Write all, if any name of these kinds is among it."""
        if any(name.partition(":")[0] in kinds for name in self._words):
            await self.write()

    async def write(self) -> None:
        """Write all, and decide what depends on it."""
        words, decisions = list(self._words.values()), self._decisions
        self._words, self._decisions = {}, []
        if not words:
            return
        changed = await self._changed(words)
        for decide in decisions:
            decide(changed)

    async def _changed(self, words: Sequence[Word]) -> Changed:
        if self._is_postgresql:
            values = {
                "names": [escape(each.name) for each in words],
                "words": [escape(each.word) for each in words],
                "unless": [each.unless for each in words],
                "known": [each.if_known for each in words],
            }
            rows = await self._executor.execute(_POSTGRESQL, values)
        else:
            items = [
                (escape(each.name), escape(each.word), each.unless, each.if_known) for each in words
            ]
            rows = await self._executor.execute(_SQLITE, {"items": json.dumps(items)})
        return {row.card: row.before for row in rows}
