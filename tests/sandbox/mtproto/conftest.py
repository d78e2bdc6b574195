"""A server key made once, and servers that answer a few requests."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pyrogram
import pytest
import pytest_asyncio
from pyrogram.raw import functions
from pyrogram.raw.core import TLObject

from sandbox.mtproto.dispatch import Query, Result, method_name, not_found
from sandbox.mtproto.errors import RpcError
from sandbox.mtproto.face import MTProtoFace
from sandbox.mtproto.faults import NoFaults
from sandbox.mtproto.keys import MemoryKeyStore
from sandbox.mtproto.rpc.config import config
from sandbox.mtproto.rsa import ServerKey
from sandbox.mtproto.server import MTProtoServer
from sandbox.mtproto.session import Session
from sandbox.state.model import User
from sandbox.state.world import World
from tests.sandbox.mtproto.clients import Address, kurigram, trust


@pytest.fixture(scope="session")
def server_key() -> ServerKey:
    key = ServerKey.generate()
    trust(key)
    return key


@pytest.fixture
def keys() -> MemoryKeyStore:
    return MemoryKeyStore()


class Handlers:
    """Answers requests by their type."""

    def __init__(self) -> None:
        self._handlers: dict[type[Query], Callable[[Session, Any], Awaitable[Result]]] = {}

    def add(self, kind: type[Query], handler: Callable[[Session, Any], Awaitable[Result]]) -> None:
        self._handlers[kind] = handler

    async def __call__(self, session: Session, query: Query) -> Result:
        handler = self._handlers.get(type(query))
        if handler is None:
            raise not_found(method_name(query))
        return await handler(session, query)


class Bare:
    """A server of the protocol alone: it knows help.getConfig and what a test adds."""

    def __init__(self, server_key: ServerKey, keys: MemoryKeyStore) -> None:
        self.api = Handlers()
        self.api.add(functions.help.GetConfig, self._config)
        self.api.add(functions.users.GetUsers, self._nobody)
        self.keys = keys
        self.server = MTProtoServer(self.api, server_key, keys)
        self.address: Address = ("", 0)

    async def _config(self, session: Session, query: Any) -> Any:
        return config(int(time.time()), {2: self.address}, 2)

    async def _nobody(self, session: Session, query: Any) -> Any:
        raise RpcError(401, "AUTH_KEY_UNREGISTERED")


@pytest_asyncio.fixture
async def bare(server_key: ServerKey, keys: MemoryKeyStore) -> AsyncIterator[Bare]:
    made = Bare(server_key, keys)
    made.address = await made.server.start()
    yield made
    await made.server.stop()


def read_back(written: TLObject[Any]) -> None:
    """What is written must be read as the same: kurigram writes an empty optional list, or one of
    two fields that share a flag, in a way that nobody can read.
    """
    assert TLObject.read(BytesIO(written.write())).write() == written.write(), written


class ReadBack(NoFaults):
    """Looks at every push."""

    def on_push(self, session: Session, updates: TLObject[Any]) -> tuple[TLObject[Any], ...]:
        read_back(updates)
        return (updates,)


class Town:
    """A world served over MTProto, with two people and a bot in it, and clients for them."""

    def __init__(self, face: MTProtoFace, folder: Path) -> None:
        self.face, self.world, self.folder = face, face.services.world, folder
        answer = face.api.__call__

        async def checked(session: Session, query: TLObject[Any]) -> Any:
            result = await answer(session, query)
            if isinstance(result, TLObject):
                read_back(result)
            return result

        face.server._api = checked
        self.address: Address = ("", 0)
        self.ann = self.world.add_person("Ann", username="ann_types", phone="99966000001")
        self.bob = self.world.add_person("Боб", username="bob_reads", phone="99966000002")
        self.bot = self.world.add_bot("Desk", "desk_bot")
        self.clients: list[pyrogram.Client] = []

    async def sign_in(self, person: User, **options: Any) -> Any:
        """A started kurigram client of this person, or of the bot.

        Any: kurigram's answers are unions of all that a method may answer to all callers.
        """
        if person.is_bot:
            options["bot_token"] = person.token
        else:
            options |= {"phone_number": person.phone, "phone_code": self.world.login_code}
        client = kurigram(
            self.address, f"c{len(self.clients)}", password=person.password, **options
        )
        self.clients.append(client)
        await client.start()
        return client


@pytest_asyncio.fixture
async def town(server_key: ServerKey, tmp_path: Path) -> AsyncIterator[Town]:
    face = MTProtoFace(World(lambda: datetime.now(UTC)), server_key, faults=ReadBack())
    made = Town(face, tmp_path)
    made.address = await face.start()
    yield made
    for client in made.clients:
        if client.is_connected:
            await client.stop()
    await face.stop()
