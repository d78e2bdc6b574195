"""How a room is emptied, read to its end, wiped, proved clean, and deleted."""

from unittest.mock import Mock

import pytest

from core.model.outcomes import Sent
from core.model.places import Place, PlaceState
from core.model.room_effects import DeleteRoom, EmptyRoom, RemoveFromRoom, WipeRoom
from sandbox.state.model import Content, Refused, Standing
from tests.userbot.conftest import Desk, invite, new_texts, rooms
from userbot.gateway import UserbotGateway
from userbot.payload import message_in


async def test_whoever_is_put_out_may_come_again(desk: Desk) -> None:
    account = await desk.account()
    room = await desk.room(account)
    chat_id = room.chat_id or 0
    effect = RemoveFromRoom(room.id, chat_id, desk.customer.id)
    gateway = desk.gateway(account)
    assert await gateway.carry_out(effect) == Sent()
    with pytest.raises(Refused):
        desk.world.chat(desk.customer.id, chat_id)
    assert await gateway.carry_out(effect) == Sent()  # they are out
    link = desk.world.create_link(desk.owner.id, chat_id)
    assert desk.world.use_link(desk.customer.id, link.url).id == chat_id


async def test_an_emptied_room_is_read_to_its_end_before_it_is_swept(desk: Desk) -> None:
    account = await desk.account()
    room = await desk.room(account)
    chat_id = room.chat_id or 0
    gateway = desk.gateway(account)
    await gateway.carry_out(invite(desk, room, username="olga_helps"))
    said = [f"message {number}" for number in range(130)]
    last = [desk.say(chat_id, text) for text in said][-1]
    desk.world.edit(desk.customer.id, chat_id, last.id, Content(text="the last word"))
    knocking = desk.world.add_person("Knocking")
    link = desk.world.create_link(desk.bot.id, chat_id, creates_join_request=True)
    with pytest.raises(Refused, match="INVITE_REQUEST_SENT"):
        desk.world.use_link(knocking.id, link.url)

    await desk.move(room, PlaceState.EMPTYING)
    assert await gateway.carry_out(EmptyRoom(room.id, chat_id)) == Sent()

    chat = desk.world.chats[chat_id]
    inside = {
        member.user_id
        for member in chat.members.values()
        if member.standing not in (Standing.LEFT, Standing.KICKED)
    }
    assert inside == {desk.owner.id, desk.bot.id}
    assert chat.requests == {}
    updates = await desk.inbox(account)
    assert updates[-1].payload == {"type": "swept", "place_id": room.id}
    assert [update.payload["type"] for update in updates].count("swept") == 1
    swept = [update for update in updates if update.key.startswith("sweep:")]
    texts = [getattr(message_in(each.payload), "message", "") for each in swept]
    assert [text for text in texts if text] == [*said[:-1], "the last word"]
    # Everything that was pushed came before the sweep.
    assert new_texts(updates[: updates.index(swept[0])])[-1] in {said[-1], "the last word"}
    # Once more, as after a crash: nothing doubles.
    assert await gateway.carry_out(EmptyRoom(room.id, chat_id)) == Sent()
    assert len(await desk.inbox(account)) == len(updates)


async def emptied(desk: Desk, room: Place, gateway: UserbotGateway) -> None:
    await desk.move(room, PlaceState.EMPTYING)
    assert await gateway.carry_out(EmptyRoom(room.id, room.chat_id or 0)) == Sent()
    await desk.move(room, PlaceState.WIPING)


async def test_a_wiped_room_is_proved_clean(desk: Desk) -> None:
    account = await desk.account()
    room = await desk.room(account)
    chat_id = room.chat_id or 0
    gateway = desk.gateway(account)
    pinned = [desk.say(chat_id, text) for text in ("a", "b")][-1]
    desk.world.pin(desk.owner.id, chat_id, pinned.id)
    desk.world.set_title(desk.bot.id, chat_id, "Ticket 7")
    old = [
        desk.world.create_link(desk.bot.id, chat_id, creates_join_request=True).url,
        desk.world.create_link(desk.owner.id, chat_id).url,
        desk.world.create_link(desk.owner.id, chat_id, primary=True).url,
        desk.world.create_link(desk.bot.id, chat_id, primary=True).url,
    ]
    await emptied(desk, room, gateway)
    stored = len(await desk.inbox(account))
    assert await gateway.carry_out(WipeRoom(room.id, chat_id, "Support")) == Sent({"clean": True})

    chat = desk.world.chats[chat_id]
    assert (chat.title, chat.about, chat.pinned) == ("Support", room.marker, [])
    left = desk.world.history(desk.owner.id, chat_id)
    assert all(message.content.service is not None for message in left)
    for url in old:
        with pytest.raises(Refused, match="INVITE_HASH"):
            desk.world.use_link(desk.customer.id, url)
    await account.pump.settled(chat_id)
    assert not [
        update
        for update in (await desk.inbox(account))[stored:]
        if update.payload["type"] == "delete"
    ]
    # Used again: everything new is heard.
    await desk.move(room, PlaceState.READY)
    link = desk.world.create_link(desk.owner.id, chat_id)
    desk.world.use_link(desk.customer.id, link.url)
    desk.say(chat_id, "the next ticket")
    await desk.said(account, lambda keys: len(keys) > stored)
    await account.pump.settled(chat_id)
    assert new_texts(await desk.inbox(account))[-1] == "the next ticket"


async def test_a_room_in_which_somebody_is_left_is_not_clean(desk: Desk) -> None:
    account = await desk.account()
    room = await desk.room(account)
    gateway = desk.gateway(account)
    await emptied(desk, room, gateway)
    desk.world.invite(desk.owner.id, room.chat_id or 0, [desk.operator.id])
    outcome = await gateway.carry_out(WipeRoom(room.id, room.chat_id or 0, "Support"))
    assert outcome == Sent({"clean": False})


async def test_a_wipe_that_telegram_does_not_do_is_not_clean(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer alone proves nothing."""
    account = await desk.account()
    room = await desk.room(account)
    gateway = desk.gateway(account)
    await emptied(desk, room, gateway)
    monkeypatch.setattr(desk.world, "wipe", Mock())
    outcome = await gateway.carry_out(WipeRoom(room.id, room.chat_id or 0, "Support"))
    assert outcome == Sent({"clean": False})


async def test_a_deleted_room_is_gone_however_often(desk: Desk) -> None:
    account = await desk.account()
    room = await desk.room(account)
    gateway = desk.gateway(account)
    effect = DeleteRoom(room.id, room.chat_id or 0)
    assert await gateway.carry_out(effect) == Sent()
    assert rooms(desk) == []
    assert await gateway.carry_out(effect) == Sent()
