"""The MTProto face as one thing to start and stop."""

from __future__ import annotations

import time
from collections.abc import Callable

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
from sandbox.mtproto.server import MTProtoServer
from sandbox.mtproto.updates import Feed
from sandbox.state.world import World


class MTProtoFace:
    """Serves a world over MTProto.

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
        self.services = Services(
            world, self.feed, keys, Logins(), Passwords(), Uploads(), ("127.0.0.1", 0)
        )
        self.services.ledger.limits = limits
        self.api = TelegramApi(self.services)
        self.server = MTProtoServer(self.api, server_key, keys, faults=faults, clock=self.clock)
        self.feed.sessions_of = self.server.sessions_of

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> tuple[str, int]:
        """Listen; port 0 takes a free one. Returns the address that clients are to be given."""
        self.services.address = await self.server.start(host, port)
        return self.services.address

    async def stop(self) -> None:
        """Drop everybody and stop listening to the state."""
        self.feed.stop()
        await self.server.stop()
