"""Nothing that is said in a room is lost, doubled or put out of order."""

import asyncio

from core.domain.effects import CreateRoom
from sandbox.faults import Way
from tests.support.waiting import eventually
from tests.userbot.conftest import Desk, new_texts


async def test_what_is_said_is_in_the_inbox_in_order(desk: Desk) -> None:
    account = await desk.account()
    room = await desk.room(account)
    assert room.chat_id is not None
    said = [f"message {number}" for number in range(50)]
    for text in said:
        desk.say(room.chat_id, text)
    await desk.texts(account, said)


async def test_a_cut_while_twenty_messages_arrive_loses_none(desk: Desk) -> None:
    account = await desk.account()
    room = await desk.room(account)
    assert room.chat_id is not None
    said = [f"message {number}" for number in range(20)]
    for number, text in enumerate(said):
        if number == 5:
            desk.cut()
        desk.say(room.chat_id, text)
        await asyncio.sleep(0)
    await desk.texts(account, said)
