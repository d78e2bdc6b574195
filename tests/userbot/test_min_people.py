"""People whom a push shows only in passing: their access hash serves nowhere else
(https://core.telegram.org/api/min).
"""

import pytest
from pyrogram import raw
from pyrogram.errors import UserIdInvalid

from core.model.outcomes import Sent, Unreachable
from core.model.places import Place
from core.model.room_effects import InviteOperator, RemoveFromRoom
from sandbox.mtproto.tl.view import View
from sandbox.state.model import Refused, User
from tests.userbot.conftest import Desk
from userbot.account import Account
from userbot.payload import Name, names_in


async def with_newcomer(desk: Desk) -> tuple[Account, Place, User]:
    """Somebody comes into a room that was read before, and speaks."""
    account = await desk.account()
    room = await desk.room(account)
    nina = desk.world.add_person("Nina", last_name="B", username="nina_b", phone="99966000099")
    link = desk.world.create_link(desk.owner.id, room.chat_id or 0)
    desk.world.use_link(nina.id, link.url)
    desk.say(room.chat_id or 0, "hello", nina)
    await desk.texts(account, ["hello"])
    return account, room, nina


async def test_a_push_shows_strangers_with_a_hash_of_no_use(desk: Desk) -> None:
    account, _, nina = await with_newcomer(desk)
    view = View(desk.world, desk.owner.id, in_passing=True)
    shown = view.user(nina.id)
    assert (shown.min, shown.first_name, shown.username, shown.phone) == (
        True,
        "Nina",
        "nina_b",
        None,
    )
    other = await desk.room(account, "marker-2")
    stranger = raw.types.InputUser(user_id=nina.id, access_hash=shown.access_hash)
    with pytest.raises(UserIdInvalid):
        await account.call(
            raw.functions.channels.InviteToChannel(
                channel=await account.channel(other.chat_id or 0), users=[stranger]
            )
        )


async def test_who_was_only_pushed_is_named_and_put_out(desk: Desk) -> None:
    account, room, nina = await with_newcomer(desk)
    with pytest.raises(KeyError):
        await account.peer(nina.id)
    last = (await desk.inbox(account))[-1]
    assert names_in(last.payload)[nina.id] == Name("Nina B", "nina_b")
    chat_id = room.chat_id or 0
    effect = RemoveFromRoom(room.id, chat_id, nina.id)
    assert await desk.gateway(account).carry_out(effect) == Sent()
    with pytest.raises(Refused):
        desk.world.chat(nina.id, chat_id)


async def test_an_operator_who_was_only_pushed_is_looked_up_by_name(desk: Desk) -> None:
    account = await desk.account()
    first, second = await desk.room(account, "marker-1"), await desk.room(account, "marker-2")
    desk.world.invite(desk.owner.id, first.chat_id or 0, [desk.operator.id])
    desk.say(first.chat_id or 0, "here I am", desk.operator)
    await desk.texts(account, ["here I am"])
    gateway = desk.gateway(account)
    effect = InviteOperator(second.id, 1, second.chat_id or 0, desk.operator.id)
    assert isinstance(await gateway.carry_out(effect), Unreachable)
    named = InviteOperator(
        second.id, 1, second.chat_id or 0, desk.operator.id, username="olga_helps"
    )
    assert await gateway.carry_out(named) == Sent()
