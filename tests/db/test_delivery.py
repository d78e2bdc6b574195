"""Inbox and outbox."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from core.model.board import Backlog
from core.model.desk_effects import React
from core.model.effects import (
    EFFECTS,
    AnswerPress,
    Effect,
    EffectState,
    FetchFile,
    Gateway,
    Priority,
    SendText,
    ShowCard,
)
from core.model.room_effects import CreateRoom, RemoveFromRoom
from core.model.text_keys import TextKey
from core.model.texts import Button, Text
from core.ports import HandledElsewhereError, InboxUpdate, OutboxEffect
from db.database import SqlDatabase
from db.models import outbox
from db.reads import Reads
from tests.support.desk import NOW

MINUTE = timedelta(minutes=1)


def _text(chat_id: int = 5, word: str = "x") -> SendText:
    return SendText(chat_id, Text(TextKey.THANKS, "en", {"ticket": word}))


async def _store(database: SqlDatabase, *keys: str, source: str = "bot") -> int:
    async with database.unit_of_work() as uow:
        return await uow.inbox.store(source, [(key, {"key": key}) for key in keys], NOW)


async def _take(database: SqlDatabase, limit: int = 1_000) -> list[InboxUpdate]:
    async with database.unit_of_work() as uow:
        return await uow.inbox.take("bot", limit)


async def _add(database: SqlDatabase, *effects: Effect, **more: Any) -> None:
    async with database.unit_of_work() as uow:
        for effect in effects:
            await uow.outbox.add(effect, now=NOW, **more)


async def _waiting(
    database: SqlDatabase, gateway: Gateway = Gateway.BOT, limit: int = 1_000, skip: Any = ()
) -> list[OutboxEffect]:
    async with database.unit_of_work() as uow:
        return await uow.outbox.waiting(gateway, limit, skip)


async def test_updates_are_kept_once_in_order(database: SqlDatabase) -> None:
    assert await _store(database, "3", "1", "2", "1") == 3
    assert await _store(database, "2", "4", "3") == 1
    assert await _store(database) == 0
    assert await _store(database, "1", source="userbot") == 1
    assert [update.key for update in await _take(database)] == ["3", "1", "2", "4"]
    assert [update.key for update in await _take(database, 2)] == ["3", "1"]


async def test_an_update_comes_back_as_it_came(database: SqlDatabase) -> None:
    payload = {"text": "a\x00\ud800\x10 'ї' \\u0000", "n": [1.5, None, True, 2**60], "\x00": {}}
    async with database.unit_of_work() as uow:
        assert await uow.inbox.store("bot", [("k\x00'", payload)], NOW) == 1
    async with database.unit_of_work() as uow:
        assert await uow.inbox.store("bot", [("k\x00'", payload)], NOW) == 0
    [update] = await _take(database)
    assert update == InboxUpdate(update.id, "bot", update.key, payload, NOW, 0)


async def test_many_updates_are_one_statement(database: SqlDatabase) -> None:
    keys = [str(number) for number in range(20_000)]
    assert await _store(database, *keys) == 20_000
    assert [update.key for update in await _take(database, 30_000)] == keys


async def test_the_same_updates_stored_at_once_are_kept_once(database: SqlDatabase) -> None:
    keys = [str(number) for number in range(50)]
    assert sum(await asyncio.gather(*(_store(database, *keys) for _ in range(8)))) == 50
    assert [update.key for update in await _take(database)] == keys


async def test_done_and_failed_updates_are_not_taken_again(database: SqlDatabase) -> None:
    await _store(database, "1", "2", "3")
    first, second, third = await _take(database)
    async with database.unit_of_work() as uow:
        await uow.inbox.done([first.id], NOW)
        await uow.inbox.done([], NOW)
        await uow.inbox.failed(second.id, "KeyError: \x00", NOW)
    assert await _take(database) == [third]
    [failed] = await Reads(database).failed_updates()
    assert (failed.id, failed.at) == (second.id, NOW)
    async with database.unit_of_work() as uow:
        assert await uow.inbox.prune(NOW) == 0
        assert await uow.inbox.prune(NOW + MINUTE) == 1, "the failed one stays"
    overview = await Reads(database).overview()
    assert overview.updates == {"bot": Backlog(1, NOW)}


async def test_what_another_process_handled_is_not_done_once_more(database: SqlDatabase) -> None:
    await _store(database, "1", "2")
    first, second = await _take(database)
    async with database.unit_of_work() as uow:
        await uow.inbox.done([first.id], NOW)
    with pytest.raises(HandledElsewhereError):
        async with database.unit_of_work() as uow:
            await uow.inbox.done([first.id, second.id], NOW)
    assert await _take(database) == [second]


async def test_an_update_set_aside_is_tried_again_or_let_be(database: SqlDatabase) -> None:
    await _store(database, "1", "2", "3")
    first, second, third = await _take(database)
    async with database.unit_of_work() as uow:
        await uow.inbox.failed(first.id, "KeyError", NOW)
        await uow.inbox.failed(second.id, "KeyError", NOW)
        assert not await uow.inbox.again(third.id), "it was not set aside"
        assert not await uow.inbox.discard(third.id, NOW)
        assert await uow.inbox.again(first.id)
        assert await uow.inbox.discard(second.id, NOW)
        assert not await uow.inbox.again(second.id), "it is done with"
    assert [(update.id, update.attempts) for update in await _take(database)] == [
        (first.id, 1),
        (third.id, 0),
    ]
    assert await Reads(database).failed_updates() == []


async def test_effects_wait_in_order_for_their_gateway(database: SqlDatabase) -> None:
    await _add(database, _text(1), _text(2), CreateRoom(1, "m", "t"), _text(3))
    rows = await _waiting(database)
    assert [row.effect for row in rows] == [_text(1), _text(2), _text(3)]
    assert [row.effect for row in await _waiting(database, Gateway.USERBOT)] == [
        CreateRoom(1, "m", "t")
    ]
    assert len(await _waiting(database, limit=2)) == 2
    assert [row.effect for row in await _waiting(database, skip=[rows[0].id, rows[2].id])] == [
        _text(2)
    ]


async def test_an_effect_comes_back_as_it_was_asked_for(database: SqlDatabase) -> None:
    card = ShowCard(
        -5,
        "ticket:1",
        Text(TextKey.CARD_READY, "uk", {"ticket": 1, "name": "a\x00\ud800<b>"}),
        ((Button(TextKey.BUTTON_CANCEL, action="cancel:1"),),),
        fresh=True,
    )
    times = {"expires_at": NOW + MINUTE, "not_before": NOW}
    await _add(database, card, priority=Priority.BOARD, **times)
    [row] = await _waiting(database)
    assert row == OutboxEffect(row.id, card, Priority.BOARD, None, NOW, NOW + MINUTE, 0)


async def test_settled_effects_never_come_back(database: SqlDatabase) -> None:
    await _add(database, _text(1), _text(2), _text(3))
    first, second, third = await _waiting(database)
    async with database.unit_of_work() as uow:
        await uow.outbox.settle([first.id, second.id], EffectState.SENT, NOW)
        await uow.outbox.settle([], EffectState.SENT, NOW)
        await uow.outbox.settle([first.id], EffectState.REJECTED, NOW, "too late")
        await uow.outbox.retry(first.id, NOW, "too late")
        await uow.outbox.retry(third.id, NOW + MINUTE, "flood wait of 60 s")
    async with database.reading() as transaction:
        kept = select(outbox.c.state, outbox.c.note).where(outbox.c.id == first.id)
        assert tuple((await transaction.connection.execute(kept)).one()) == ("sent", None)
    [row] = await _waiting(database)
    assert (row.id, row.not_before, row.attempts) == (third.id, NOW + MINUTE, 1)
    async with database.unit_of_work() as uow:
        assert await uow.outbox.prune(NOW) == 0
        assert await uow.outbox.prune(NOW + MINUTE) == 2
    assert (await Reads(database).overview()).effects == {"bot": Backlog(1, NOW)}


async def test_what_is_asked_for_is_seen_within_the_transaction(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        await uow.outbox.add(_text(1), now=NOW)
        [row] = await uow.outbox.waiting(Gateway.BOT, 10)
        assert row.effect == _text(1)
        await uow.outbox.add(_text(2), now=NOW)
    assert [row.effect for row in await _waiting(database)] == [_text(1), _text(2)]


async def test_a_wrong_state_is_refused(database: SqlDatabase) -> None:
    await _add(database, _text())
    [row] = await _waiting(database)
    with pytest.raises(IntegrityError):
        async with database.unit_of_work() as uow:
            await uow.outbox.settle([row.id], EffectState.WAITING, NOW)


async def test_what_waits_for_a_migrated_chat_follows(database: SqlDatabase) -> None:
    await _add(database, _text(-5), _text(-6), AnswerPress("q"), RemoveFromRoom(1, -5, 7))
    file = FetchFile(-5, 7, "AgAC", "9/media/5-7.jpg")
    await _add(database, file, React(-5, 7, "👀"))
    async with database.unit_of_work() as uow:
        await uow.outbox.migrated(-5, -1_000_000_000_005)
    assert [row.effect.destination for row in await _waiting(database)] == [
        "chat:-1000000000005",
        "chat:-6",
        "press:q",
        "file:-5",
        "reactions:-5",
    ]
    # The message that they name stays in the old group.
    assert [row.effect for row in (await _waiting(database))[-2:]] == [file, React(-5, 7, "👀")]
    [removal] = await _waiting(database, Gateway.USERBOT)
    assert removal.effect == RemoveFromRoom(1, -1_000_000_000_005, 7)


async def test_an_effect_of_another_version_holds_nothing_back(database: SqlDatabase) -> None:
    await _add(database, _text(1), _text(2), _text(3))
    first, second, third = await _waiting(database)
    async with database.engine.begin() as connection:
        for row, values in ((first, {"kind": "Teleport"}), (second, {"fields": {"a": 1}})):
            await connection.execute(update(outbox).where(outbox.c.id == row.id).values(values))
    assert await _waiting(database) == [third]
    assert (await Reads(database).overview()).effects["bot"].count == 1
    assert "Teleport" not in EFFECTS
