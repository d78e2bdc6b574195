"""A server key made once, and servers that answer a few requests."""

import time
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from pyrogram.raw import functions

from sandbox.mtproto.dispatch import Registry
from sandbox.mtproto.errors import RpcError
from sandbox.mtproto.keys import MemoryKeyStore
from sandbox.mtproto.rpc.config import config
from sandbox.mtproto.rsa import ServerKey
from sandbox.mtproto.server import MTProtoServer
from sandbox.mtproto.session import Session
from tests.sandbox.mtproto.clients import Address, trust


@pytest.fixture(scope="session")
def server_key() -> ServerKey:
    key = ServerKey.generate()
    trust(key)
    return key


@pytest.fixture
def keys() -> MemoryKeyStore:
    return MemoryKeyStore()


class Bare:
    """A server of the protocol alone: it knows help.getConfig and what a test adds."""

    def __init__(self, server_key: ServerKey, keys: MemoryKeyStore) -> None:
        self.api = Registry()
        self.api.add(functions.help.GetConfig, self._config)
        self.api.add(functions.users.GetUsers, self._nobody)
        self.keys = keys
        self.server = MTProtoServer(self.api, server_key, keys)
        self.address: Address = ("", 0)

    async def _config(self, session: Session, query: Any) -> Any:
        return config(int(time.time()), *self.address)

    async def _nobody(self, session: Session, query: Any) -> Any:
        raise RpcError(401, "AUTH_KEY_UNREGISTERED")


@pytest_asyncio.fixture
async def bare(server_key: ServerKey, keys: MemoryKeyStore) -> AsyncIterator[Bare]:
    made = Bare(server_key, keys)
    made.address = await made.server.start()
    yield made
    await made.server.stop()
