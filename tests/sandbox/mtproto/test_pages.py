"""Lists come in pages that are shorter than was asked for, and never empty before their end."""

from collections.abc import Callable
from typing import Any

import pytest
from pyrogram import raw

from sandbox.mtproto.rpc.pages import ShortPages
from tests.sandbox.mtproto.conftest import Town
from tests.sandbox.mtproto.ears import room


@pytest.mark.parametrize("length", [0, 1, 2, 3, 100])
def test_a_page_lacks_its_end_now_and_then(length: int) -> None:
    pages, page = ShortPages(), list(range(length))
    shown = [pages.shown(page) for _ in range(4)]
    assert all(list(each) == page[: len(each)] for each in shown)
    assert all(bool(each) == bool(page) for each in shown)
    assert any(len(each) < length for each in shown) is (length > 1)
    assert any(len(each) == length for each in shown)


async def test_every_list_is_read_to_its_end_by_who_goes_on_until_an_empty_page(
    town: Town,
) -> None:
    client = await town.sign_in(town.ann)
    world = town.world
    group = world.chats[await room(town, client)]
    people = [world.add_person(f"Member {number}").id for number in range(9)]
    world.invite(town.ann.id, group.id, people)
    peer = await client.resolve_peer(group.id)
    channel = raw.types.InputChannel(channel_id=peer.channel_id, access_hash=peer.access_hash)
    short = 0

    async def read(ask: Callable[[int], Any], part: str, most: int) -> list[object]:
        nonlocal short
        found: list[object] = []
        while True:
            page = getattr(await client.invoke(ask(len(found))), part)
            if not page:
                return found
            short += len(page) < min(most, len(page) + 1)
            found += page

    def members(start: int) -> Any:
        recent = raw.types.ChannelParticipantsRecent()
        return raw.functions.channels.GetParticipants(
            channel=channel, filter=recent, offset=start, limit=200, hash=0
        )

    def history(start: int) -> Any:
        return raw.functions.messages.GetHistory(
            peer=peer,
            offset_id=0,
            offset_date=0,
            add_offset=start,
            limit=100,
            max_id=0,
            min_id=0,
            hash=0,
        )

    assert len(await read(members, "participants", 200)) == len(people) + 1
    assert len(await read(history, "messages", 100)) == len(world.history(town.ann.id, group.id))
    assert short >= 2
