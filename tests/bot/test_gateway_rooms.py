"""What the gateway does at the doors of rooms, over the sandbox's Bot API."""

import pytest

from bot.gateway import BotGateway
from core.model.effects import SetTitle
from core.model.outcomes import Sent
from core.model.room_effects import ApproveJoin, CreateJoinLink, DeclineJoin, RevokeJoinLink
from sandbox.state.model import Chat, Refused, Standing, User
from sandbox.state.world import World


def knock(world: World, room: Chat, desk: User, person: User) -> None:
    link = world.create_link(desk.id, room.id, creates_join_request=True)
    with pytest.raises(Refused, match="INVITE_REQUEST_SENT"):
        world.use_link(person.id, link.url)


async def test_who_knocks_is_let_in_once(
    gateway: BotGateway, world: World, room: Chat, desk: User, customer: User
) -> None:
    knock(world, room, desk, customer)
    assert await gateway.carry_out(ApproveJoin(room.id, customer.id)) == Sent()
    member = world.member(room.id, customer.id)
    assert member is not None
    assert member.standing is Standing.MEMBER
    assert await gateway.carry_out(ApproveJoin(room.id, customer.id)) == Sent()


async def test_who_knocks_is_turned_away_once(
    gateway: BotGateway, world: World, room: Chat, desk: User, customer: User
) -> None:
    knock(world, room, desk, customer)
    assert await gateway.carry_out(DeclineJoin(room.id, customer.id)) == Sent()
    assert world.member(room.id, customer.id) is None
    assert await gateway.carry_out(DeclineJoin(room.id, customer.id)) == Sent()


async def test_a_link_asks_to_join_and_dies_once(
    gateway: BotGateway, world: World, room: Chat, desk: User
) -> None:
    outcome = await gateway.carry_out(CreateJoinLink(room.id, place_id=3))
    assert isinstance(outcome, Sent)
    url = str(outcome.value["url"])
    assert world.look_at_link(url)[1].creates_join_request
    assert await gateway.carry_out(RevokeJoinLink(room.id, url)) == Sent()
    with pytest.raises(Refused, match="INVITE_HASH_EXPIRED"):
        world.look_at_link(url)
    assert await gateway.carry_out(RevokeJoinLink(room.id, url)) == Sent()


async def test_a_title_is_cut_and_set_once(gateway: BotGateway, world: World, room: Chat) -> None:
    assert await gateway.carry_out(SetTitle(room.id, "№1 " + "я" * 200)) == Sent()
    assert len(world.chats[room.id].title) == 128
    assert await gateway.carry_out(SetTitle(room.id, "№1 " + "я" * 200)) == Sent()
