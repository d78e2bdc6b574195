"""The MTProto face as one thing to start and stop."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AsyncExitStack

from sandbox.mtproto.clock import ServerClock
from sandbox.mtproto.faults import Faults
from sandbox.mtproto.keys import KeyStore, MemoryKeyStore
from sandbox.mtproto.limits import TELEGRAMS, Limits
from sandbox.mtproto.rpc.api import TelegramApi
from sandbox.mtproto.rpc.base import Services
from sandbox.mtproto.rpc.logins import Logins
from sandbox.mtproto.rpc.passwords import Passwords
from sandbox.mtproto.rpc.uploads import Uploads
from sandbox.mtproto.rsa import ServerKey
from sandbox.mtproto.server import Connection, MTProtoServer
from sandbox.mtproto.session import Session
from sandbox.mtproto.updates import Feed
from sandbox.state.model import HOME_DC
from sandbox.state.world import World

DATA_CENTRES = range(1, 6)


class MTProtoFace:
    """Serves a world over MTProto: five data centres, one server each.

    Args:
        world: the state; it may be served by other faces at the same time.
        server_key: whose public half clients must know.
        keys: where auth keys live; forgotten with the face unless given.
        faults: bad days; may be set anew on `server.faults` at any time.
        clock: unix time for the protocol itself (message ids are checked against it), which
            `self.clock.ahead` moves. The state has its own clock, which may stand still or run
            ahead.
        limits: how often an account may do what Telegram counts.
    """

    def __init__(
        self,
        world: World,
        server_key: ServerKey,
        *,
        keys: KeyStore | None = None,
        faults: Faults | None = None,
        clock: Callable[[], float] = time.time,
        limits: Limits = TELEGRAMS,
    ) -> None:
        keys = keys if keys is not None else MemoryKeyStore()
        self.clock = ServerClock(clock)
        self.feed = Feed(world)
        self.services = Services(world, self.feed, keys, Logins(), Passwords(), Uploads(), {})
        self.services.ledger.limits = limits
        self.api = TelegramApi(self.services)
        self.servers = {
            dc: MTProtoServer(
                self.api,
                server_key,
                keys if dc == HOME_DC else MemoryKeyStore(),
                faults=faults,
                clock=self.clock,
                dc=dc,
            )
            for dc in DATA_CENTRES
        }
        self.server = self.servers[HOME_DC]
        self.feed.sessions_of = self._sessions_of

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> tuple[str, int]:
        """Listen: the data centre where clients begin at this port (0 takes a free one), the others
        at free ones. Returns the address that clients are to be given. Raises OSError when it is
        taken; then nothing is left running.
        """
        async with AsyncExitStack() as stack:
            stack.push_async_callback(self.stop)
            addresses = self.services.addresses
            addresses[HOME_DC] = await self.server.start(host, port)
            for dc, server in self.servers.items():
                if dc != HOME_DC:
                    addresses[dc] = await server.start(host)
            stack.pop_all()
        return addresses[HOME_DC]

    async def stop(self) -> None:
        """Drop everybody and stop listening to the state."""
        self.feed.stop()
        for server in self.servers.values():
            await server.stop()

    @property
    def connections(self) -> list[Connection]:
        """Those of all data centres."""
        return [each for server in self.servers.values() for each in server.connections]

    def forget_sessions(self, user_id: int | None = None) -> int:
        """Lose the sessions of a person (None: all), at every data centre; returns how many."""
        return sum(server.forget_sessions(user_id) for server in self.servers.values())

    def _sessions_of(self, user_id: int) -> list[Session]:
        return self.servers[self.services.world.users[user_id].dc].sessions_of(user_id)
