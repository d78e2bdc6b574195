"""Bad days as unmodified clients live through them, let in through the face's hooks."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pyrogram
import pytest
from pyrogram.errors import FloodWait, PeerFlood
from pyrogram.raw import functions
from pyrogram.raw.core import TLObject

from sandbox.mtproto.errors import CutConnectionError, RpcError
from sandbox.mtproto.faults import Fate, NoFaults
from sandbox.mtproto.session import Session
from sandbox.state.model import Content
from tests.sandbox.mtproto.conftest import Town
from tests.sandbox.mtproto.ears import Ear, room
from tests.support.waiting import eventually


class Weather(NoFaults):
    """Says what happens to one method, and to pushes."""

    def __init__(self, method: str = "") -> None:
        self.method = method
        self.error: Exception | None = None
        self.fate = Fate.PASS
        self.doubled = False
        self.held: list[TLObject[Any]] | None = None
        self.connect = Fate.PASS

    def on_connect(self) -> Fate:
        return self.connect

    async def before_rpc(self, session: Session, method: str) -> None:
        if method == self.method and self.error is not None:
            error, self.error = self.error, None
            raise error

    async def after_rpc(self, session: Session, method: str) -> Fate:
        if method != self.method:
            return Fate.PASS
        fate, self.fate = self.fate, Fate.PASS
        return fate

    def on_push(self, session: Session, updates: TLObject[Any]) -> Sequence[TLObject[Any]]:
        if self.held is not None:
            self.held.append(updates)
            if len(self.held) < 2:
                return ()
            return tuple(reversed(self.held))
        return (updates, updates) if self.doubled else (updates,)


async def test_refusals_by_method(town: Town) -> None:
    ann = await town.sign_in(town.ann)
    chat_id = await room(town, ann)
    weather = town.face.server.faults = Weather("channels.inviteToChannel")
    weather.error = RpcError(400, "PEER_FLOOD")
    with pytest.raises(PeerFlood):
        await ann.add_chat_members(chat_id, ["bob_reads"])
    weather.error = RpcError(420, "FLOOD_WAIT_3600")
    with pytest.raises(FloodWait) as caught:
        await ann.add_chat_members(chat_id, ["bob_reads"])
    assert caught.value.value == 3600
    assert town.bob.id not in town.world.chats[chat_id].members


async def test_a_lost_answer_has_been_carried_out(town: Town) -> None:
    """What makes kurigram's own create_supergroup make two rooms."""
    ann = await town.sign_in(town.ann)
    weather = town.face.server.faults = Weather("channels.createChannel")
    weather.fate = Fate.LOSE
    query = functions.channels.CreateChannel(title="Lost", about="", megagroup=True)
    with pytest.raises(TimeoutError):
        await ann.invoke(query, retries=1, retry_delay=0, timeout=0.2)
    assert [chat.title for chat in town.world.chats.values()] == ["Lost"]


async def test_a_cut_before_the_request_leaves_nothing_behind(town: Town) -> None:
    ann = await town.sign_in(town.ann)
    weather = town.face.server.faults = Weather("channels.createChannel")
    weather.error = CutConnectionError()
    (before,) = town.face.server.connections
    query = functions.channels.CreateChannel(title="Cut", about="", megagroup=True)
    with pytest.raises(TimeoutError):
        await ann.invoke(query, retries=1, retry_delay=0, timeout=0.2)
    assert not town.world.chats
    await eventually(lambda: before not in town.face.server.connections)
    await eventually(lambda: town.face.server.sessions_of(town.ann.id))
    assert (await ann.get_me()).id == town.ann.id


async def test_pushes_come_twice_or_out_of_order(town: Town) -> None:
    bob = await town.sign_in(town.bob)
    ear = Ear(bob)
    weather = town.face.server.faults = Weather()
    weather.doubled = True
    town.world.send(town.ann.id, town.bob.id, Content("one"))
    await eventually(lambda: len(ear.texts()) >= 1)
    weather.doubled, weather.held = False, []
    town.world.send(town.ann.id, town.bob.id, Content("two"))
    town.world.send(town.ann.id, town.bob.id, Content("three"))
    await eventually(lambda: ear.texts()[-2:] == ["three", "two"])


async def test_nobody_is_let_in(town: Town) -> None:
    ann = await town.sign_in(town.ann)
    weather = town.face.server.faults = Weather()
    weather.connect = Fate.CUT
    for session in town.face.server.sessions_of(town.ann.id):
        assert session.link is not None
        session.link.cut()
    await eventually(lambda: not town.face.server.connections)
    weather.connect = Fate.PASS
    await asyncio.wait_for(until_back(ann), 15)


async def until_back(client: Any) -> None:
    while True:
        try:
            await client.invoke(functions.updates.GetState(), retries=1, retry_delay=0, timeout=1)
        except (TimeoutError, OSError, pyrogram.errors.RPCError):
            continue
        return
