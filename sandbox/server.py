"""The whole sandbox: one Telegram, both of its faces on this machine, people and faults."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from functools import cache
from types import TracebackType

from sandbox.bot_api.kind import TELEGRAM, ServerKind
from sandbox.bot_api.server import BotApiServer
from sandbox.control import ControlServer
from sandbox.faults import Face, Faults
from sandbox.mtproto.face import MTProtoFace
from sandbox.mtproto.keys import KeyStore
from sandbox.mtproto.limits import TELEGRAMS, Limits
from sandbox.mtproto.rsa import ServerKey
from sandbox.mtproto.server import Connection
from sandbox.people import Operations, People, Ref
from sandbox.people.views import Addresses
from sandbox.state.world import World

LOOPBACK = "127.0.0.1"


def utc_now() -> datetime:
    """Return the machine's time, for a sandbox without a clock of its own."""
    return datetime.now(UTC)


@cache
def _key_of_this_process() -> ServerKey:
    # Making one takes some tenths of a second; sandboxes of one process may share it.
    return ServerKey.generate()


class Sandbox:
    """A Telegram to use as `async with Sandbox() as sandbox`.

    Args:
        clock: gives UTC now to the state; MTProto itself always goes by the machine's clock.
        seed: makes ids, hashes and tokens repeatable.
        host: where both faces listen; the control API is always on 127.0.0.1.
        bot_api_port, mtproto_port: 0 takes a free one.
        control_port: of the control API; None: there is none.
        server_key: the MTProto server's; made when it is not given.
        keys: where MTProto logins are kept; forgotten with the sandbox when not given.
        login_code: the sign-in code of every account, which also comes as a message from Telegram.
        bot: whom people address when they name no bot.
        server: which Bot API server it plays.
        limits: how often a person's account may do what Telegram counts (`sandbox.mtproto.limits`).
    """

    def __init__(
        self,
        *,
        clock: Callable[[], datetime] = utc_now,
        seed: int = 1,
        host: str = LOOPBACK,
        bot_api_port: int = 0,
        mtproto_port: int = 0,
        control_port: int | None = None,
        server_key: ServerKey | None = None,
        keys: KeyStore | None = None,
        login_code: str = "12345",
        bot: Ref | None = None,
        server: ServerKind = TELEGRAM,
        limits: Limits = TELEGRAMS,
    ) -> None:
        self.world = World(clock, seed)
        self.world.login_code = login_code
        self.faults = Faults()
        self._operations = Operations(self.world)
        self.people = People(self._operations, bot)
        self.server_key = server_key or _key_of_this_process()
        self.bot_api = BotApiServer(
            self.world, self.faults.bot_api, host, bot_api_port, kind=server
        )
        self.mtproto = MTProtoFace(
            self.world, self.server_key, keys=keys, faults=self.faults.mtproto, limits=limits
        )
        self.control: ControlServer | None = None
        if control_port is not None:
            self.control = ControlServer(
                self._operations, self.faults, self.addresses, LOOPBACK, control_port
            )
        self.mtproto_address: tuple[str, int] = (host, mtproto_port)
        self.faults.on_cut(Face.BOT_API, self.bot_api.cut)
        self.faults.on_cut(Face.MTPROTO, self._cut)
        self.faults.on_deafen(self._deafen)
        self.faults.on_renew(self.mtproto.forget_sessions)
        self.faults.on_clock(self._set_clock)
        self._running = AsyncExitStack()

    @property
    def bot_api_url(self) -> str:
        """What `BOT_API_URL` is to be set to."""
        return self.bot_api.url

    @property
    def public_key_pem(self) -> bytes:
        """What MTProto clients must know of the server: an RSA PUBLIC KEY in PEM."""
        return self.server_key.public_pem()

    @property
    def login_code(self) -> str:
        """The sign-in code of every account; may be set."""
        return self.world.login_code

    @login_code.setter
    def login_code(self, code: str) -> None:
        self.world.login_code = code

    def addresses(self) -> Addresses:
        """Return where clients find everything."""
        address, port = self.mtproto_address
        pem = self.public_key_pem.decode()
        return Addresses(self.bot_api_url, address, port, pem, self.login_code)

    async def start(self) -> None:
        """Listen. Raises OSError when an address is taken; then nothing of it is left running."""
        async with AsyncExitStack() as stack:
            stack.callback(self._operations.close)
            stack.push_async_callback(self.bot_api.stop)
            await self.bot_api.start()
            stack.push_async_callback(self.mtproto.stop)
            self.mtproto_address = await self.mtproto.start(*self.mtproto_address)
            if self.control is not None:
                stack.push_async_callback(self.control.stop)
                await self.control.start()
            self._running = stack.pop_all()

    async def stop(self) -> None:
        """Stop every server."""
        await self._running.aclose()

    async def __aenter__(self) -> Sandbox:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()

    def _connections(self, who: int | None) -> list[Connection]:
        return [
            connection
            for connection in self.mtproto.connections
            if who is None or any(session.user_id == who for session in connection.sessions)
        ]

    def _set_clock(self, ahead: float) -> None:
        self.mtproto.clock.ahead = ahead

    def _cut(self, who: int | None) -> int:
        connections = self._connections(who)
        for connection in connections:
            connection.cut()
        return len(connections)

    def _deafen(self, who: int | None) -> int:
        connections = self._connections(who)
        for connection in connections:
            connection.deaf = True
        return len(connections)
