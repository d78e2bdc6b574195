"""What cards and memos say from now on, written at a transaction's end, and what is told because of
that."""

import asyncio
from collections.abc import Callable

from core.model.effects import Effect, Gateway, SendText
from core.model.memos import Changed, Word
from core.model.text_keys import TextKey
from core.model.texts import Text
from core.ports import UnitOfWork
from db.database import SqlDatabase
from tests.support.desk import NOW

ANN, BORIS = 5, 6


def _text(chat_id: int) -> SendText:
    return SendText(chat_id, Text(TextKey.THANKS, "en", {"ticket": "x"}))


def if_new(chat_id: int, *heard: list[Changed]) -> Callable[[Changed], Effect | None]:
    """Tell somebody who was not shown that."""

    def decide(changed: Changed) -> Effect | None:
        for each in heard:
            each.append(changed)
        return _text(chat_id) if changed else None

    return decide


async def told(database: SqlDatabase) -> list[str]:
    async with database.unit_of_work() as uow:
        rows = await uow.outbox.waiting(Gateway.BOT, 100)
        return [row.effect.destination for row in rows]


async def show(uow: UnitOfWork, card: str, word: str, chat_id: int) -> None:
    await uow.outbox.add_by([Word(card, word)], if_new(chat_id), now=NOW)


async def test_each_is_told_once_and_in_its_place(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        await show(uow, "b", "x", ANN)
        await uow.outbox.add(_text(7), now=NOW)
        await show(uow, "a", "x", BORIS)
        await uow.outbox.add(_text(8), now=NOW)
    async with database.unit_of_work() as uow:
        await show(uow, "b", "x", ANN)
        await show(uow, "a", "y", BORIS)
    assert await told(database) == ["chat:5", "chat:7", "chat:6", "chat:8", "chat:6"]


async def test_what_the_transaction_shows_it_reads_back(database: SqlDatabase) -> None:
    heard: list[Changed] = []
    async with database.unit_of_work() as uow:
        for word in ("x", "y", "y"):
            words = [Word("card", word), Word("other", word)]
            await uow.outbox.add_by(words, if_new(ANN, heard), now=NOW)
        await uow.cards.replace("nothing", "-")
        assert await uow.cards.words(["card", "nothing"]) == {"card": "y"}
        assert await uow.cards.remember({"other": "z"}) == {"other": "y"}
    assert heard == [{"card": None, "other": None}, {"card": "x", "other": "x"}, {}]
    assert await told(database) == ["chat:5", "chat:5"]


async def test_words_that_hang_on_others(database: SqlDatabase) -> None:
    for number in (1, 2):
        async with database.unit_of_work() as uow:
            words = [Word("card", "x"), Word("first", str(number), unless="card")]
            await uow.outbox.add_by(words, if_new(ANN), now=NOW)
            await uow.cards.replace("card", f"{number}")
            await uow.cards.replace("unknown", "-")
        async with database.unit_of_work() as uow:
            found = await uow.cards.words(["card", "first", "unknown"])
            assert found == {"card": str(number), "first": "1"}


async def test_of_two_who_show_the_same_one_tells(database: SqlDatabase) -> None:
    async def one(chat_id: int) -> None:
        async with database.unit_of_work() as uow:
            for card in ("a", "b", "c") if chat_id == ANN else ("c", "b", "a"):
                await show(uow, card, "x", chat_id)

    await asyncio.gather(one(ANN), one(BORIS))
    assert len(await told(database)) == 3


async def test_what_is_told_by_it_is_read_back_too(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        await show(uow, "a", "x", ANN)
        await uow.outbox.add(_text(7), now=NOW)
        found = await uow.outbox.overdue(SendText, NOW)
        assert [row.effect.destination for row in found] == ["chat:5", "chat:7"]
        await show(uow, "a", "x", ANN)
    assert await told(database) == ["chat:5", "chat:7"]
