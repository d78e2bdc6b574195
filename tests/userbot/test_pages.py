"""A short page is not the end: not of a history, of the list of chats, of a room's members, of an
administrator's links. The sandbox gives short ones now and then, as Telegram does.
"""

from datetime import timedelta
from typing import Any

import pytest
from pyrogram import raw

from core.model.outcomes import RetryAt, Sent
from core.model.places import PlaceState
from core.model.room_effects import CreateRoom, EmptyRoom, WipeRoom
from sandbox.faults import Face
from sandbox.state.model import Refused, Standing
from tests.userbot.conftest import Desk
from userbot.catch_up import history
from userbot.dialogs import pages, read_dialogs
from userbot.payload import message_in
from userbot.people import People


async def test_a_history_is_read_to_its_first_message(desk: Desk) -> None:
    account = await desk.account()
    chat = desk.world.create_supergroup(desk.owner.id, "Long")
    said = [desk.say(chat.id, f"message {number}", desk.owner).id for number in range(230)]
    messages, _ = await history(account.call, await account.channel(chat.id))
    assert [each.id for each in messages] == [1, *said]


async def test_a_history_whose_first_message_is_gone_ends_with_two_empty_pages(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While messages are being deleted Telegram may answer with an empty page in the midst."""
    account = await desk.account()
    chat = desk.world.create_supergroup(desk.owner.id, "Long")
    for number in range(5):
        desk.say(chat.id, f"message {number}", desk.owner)
    channel = await account.channel(chat.id)
    answers = 0

    async def call(query: Any) -> Any:
        nonlocal answers
        answers += 1
        page = await account.call(query)
        if answers == 2:
            page.messages = []
        return page

    messages, _ = await history(call, channel)
    assert [each.id for each in messages] == [1, 2, 3, 4, 5, 6]


async def many_chats(desk: Desk, count: int) -> set[int]:
    """Groups of the owner in each of which something was said, a minute apart."""
    made = set()
    for _ in range(count):
        made.add(desk.world.create_supergroup(desk.owner.id, "Group").id)
        desk.world.pass_time(timedelta(minutes=1))
    return made


async def pin(account: Any, chat_id: int) -> None:
    peer = raw.types.InputDialogPeer(peer=await account.peer(chat_id))
    await account.call(raw.functions.messages.ToggleDialogPin(peer=peer, pinned=True))


async def test_hundreds_of_chats_are_all_read(desk: Desk) -> None:
    account = await desk.account()
    made = await many_chats(desk, 230)
    assert await read_dialogs(account.call, account.peer) == len(made)
    for chat_id in made:
        assert await account.peer(chat_id)


async def test_pinned_chats_are_old_and_stand_first(desk: Desk) -> None:
    account = await desk.account()
    made = await many_chats(desk, 40)
    await read_dialogs(account.call, account.peer)
    for chat_id in sorted(made)[-5:]:  # the oldest: marked ids are negative
        await pin(account, chat_id)
    assert await read_dialogs(account.call, account.peer) == len(made)
    for chat_id in made:  # nothing but pinned ones on the first page
        await pin(account, chat_id)
    desk.world.create_supergroup(desk.owner.id, "Not pinned")
    assert await read_dialogs(account.call, account.peer) == len(made) + 1


async def test_a_chat_that_moves_up_while_the_list_is_read_hides_no_other(desk: Desk) -> None:
    account = await desk.account()
    made = await many_chats(desk, 150)
    met: list[int] = []
    async for page in pages(account.call, account.peer):
        met += [raw_id(dialog) for dialog in page.dialogs]
        desk.say(met[-1], "up again", desk.owner)
    assert set(met) == made
    assert len(met) == len(made)


def raw_id(dialog: Any) -> int:
    return -(10**12) - int(dialog.peer.channel_id)


async def test_a_room_that_was_made_is_found_behind_a_short_page(desk: Desk) -> None:
    """Its answer was lost, and others were talked in since: it is not made twice."""
    account = await desk.account()
    gateway = desk.gateway(account)
    place = await desk.place()
    desk.faults.lose_answer(Face.MTPROTO, "channels.createChannel")
    desk.faults.error(Face.MTPROTO, "messages.getDialogs", 500, "INTERNAL", times=1)
    effect = CreateRoom(place.id, place.marker, place.title)
    assert isinstance(await gateway.carry_out(effect), RetryAt)
    await account.stop()
    for number in range(60):
        desk.world.create_supergroup(desk.owner.id, f"Own {number}")
    outcome = await desk.gateway(await desk.account()).carry_out(effect)
    assert isinstance(outcome, Sent)
    rooms = [each for each in desk.world.chats.values() if each.about == place.marker]
    assert [each.id for each in rooms] == [outcome.value["chat_id"]]


async def test_more_than_two_hundred_members_are_read_and_put_out(desk: Desk) -> None:
    account = await desk.account()
    room = await desk.room(account)
    chat_id = room.chat_id or 0
    crowd = {desk.world.add_person(f"Member {number}").id for number in range(205)}
    link = desk.world.create_link(desk.owner.id, chat_id)
    for person in sorted(crowd):
        desk.world.use_link(person, link.url)
    found = await People(account).participants(chat_id)
    assert found == crowd | {desk.owner.id, desk.bot.id, desk.customer.id}
    await desk.move(room, PlaceState.EMPTYING)
    assert await desk.gateway(account).carry_out(EmptyRoom(room.id, chat_id)) == Sent()
    inside = {
        each.user_id
        for each in desk.world.chats[chat_id].members.values()
        if each.standing not in (Standing.LEFT, Standing.KICKED)
    }
    assert inside == {desk.owner.id, desk.bot.id}


async def test_all_that_was_said_is_swept_behind_a_short_page(desk: Desk) -> None:
    account = await desk.account()
    room = await desk.room(account)
    chat_id = room.chat_id or 0
    said = [f"message {number}" for number in range(12)]
    for text in said:
        desk.say(chat_id, text)
    await desk.move(room, PlaceState.EMPTYING)
    assert await desk.gateway(account).carry_out(EmptyRoom(room.id, chat_id)) == Sent()
    swept = [each for each in await desk.inbox(account) if each.key.startswith("sweep:")]
    texts = [getattr(message_in(each.payload), "message", "") for each in swept]
    assert [text for text in texts if text] == said


async def test_a_hundred_and_more_links_are_all_ended(desk: Desk) -> None:
    account = await desk.account()
    room = await desk.room(account)
    chat_id = room.chat_id or 0
    urls = [
        desk.world.create_link(desk.bot.id, chat_id, creates_join_request=True).url
        for _ in range(120)
    ]
    await desk.move(room, PlaceState.EMPTYING)
    gateway = desk.gateway(account)
    assert await gateway.carry_out(EmptyRoom(room.id, chat_id)) == Sent()
    await desk.move(room, PlaceState.WIPING)
    assert await gateway.carry_out(WipeRoom(room.id, chat_id, "Support")) == Sent({"clean": True})
    for url in urls:
        with pytest.raises(Refused, match="INVITE_HASH"):
            desk.world.use_link(desk.operator.id, url)
