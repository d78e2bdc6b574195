"""A room is clean when it is proved so, and not when Telegram answered yes."""

from typing import Any

import pytest

from core.model.outcomes import Outcome, Sent
from core.model.places import Place, PlaceState
from core.model.room_effects import EmptyRoom, WipeRoom
from sandbox.state.model import Content
from tests.userbot.conftest import Desk
from userbot.account import Account
from userbot.gateway import UserbotGateway

CLEAN, NOT_CLEAN = Sent({"clean": True}), Sent({"clean": False})


class Emptied:
    """A room that was emptied and is to be wiped."""

    def __init__(self, desk: Desk, account: Account, room: Place, gateway: UserbotGateway) -> None:
        self.desk, self.account, self.room, self._gateway = desk, account, room, gateway
        self.chat_id = room.chat_id or 0

    async def wipe(self) -> Outcome:
        return await self._gateway.carry_out(WipeRoom(self.room.id, self.chat_id, "Support"))


@pytest.fixture
async def emptied(desk: Desk) -> Emptied:
    account = await desk.account()
    room = await desk.room(account)
    gateway = desk.gateway(account)
    desk.say(room.chat_id or 0, "the last word")
    await desk.move(room, PlaceState.EMPTYING)
    assert await gateway.carry_out(EmptyRoom(room.id, room.chat_id or 0)) == Sent()
    await desk.move(room, PlaceState.WIPING)
    return Emptied(desk, account, room, gateway)


async def test_a_room_whose_old_link_lives_on_is_not_clean(
    emptied: Emptied, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also a primary one, although every administrator has one."""
    world = emptied.desk.world
    old = world.create_link(emptied.desk.bot.id, emptied.chat_id, primary=True)

    revoke = world.revoke_link

    def not_done(actor: int, chat_id: int, url: str) -> Any:
        return old if url == old.url else revoke(actor, chat_id, url)

    monkeypatch.setattr(world, "revoke_link", not_done)
    assert await emptied.wipe() == NOT_CLEAN
    assert not old.is_revoked


async def test_a_room_that_got_another_link_meanwhile_is_not_clean(
    emptied: Emptied, monkeypatch: pytest.MonkeyPatch
) -> None:
    world, wipe = emptied.desk.world, emptied.desk.world.wipe

    def wipe_and_invite(*args: Any, **more: Any) -> None:
        wipe(*args, **more)
        world.create_link(emptied.desk.bot.id, emptied.chat_id, creates_join_request=True)

    monkeypatch.setattr(world, "wipe", wipe_and_invite)
    assert await emptied.wipe() == NOT_CLEAN


async def test_what_is_said_while_a_room_is_wiped_is_recorded_and_wiped_by_another_round(
    emptied: Emptied, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bot may still have had something to say there."""
    desk, wipe = emptied.desk, emptied.desk.world.wipe
    late: list[str] = ["said too late"]

    def wipe_and_speak(*args: Any, **more: Any) -> None:
        wipe(*args, **more)
        if late:
            desk.world.send(desk.bot.id, emptied.chat_id, Content(text=late.pop()))

    monkeypatch.setattr(desk.world, "wipe", wipe_and_speak)
    assert await emptied.wipe() == CLEAN
    left = desk.world.history(desk.owner.id, emptied.chat_id)
    assert [each for each in left if each.content.service is None] == []
    await desk.texts(emptied.account, ["the last word", "said too late"])
