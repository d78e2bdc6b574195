"""Wraps kurigram's client without its dispatcher: updates are handed on as they are, and nothing
sleeps or retries unseen."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, TypeVar

from pyrogram import Client, raw
from pyrogram.errors import (
    AuthBytesInvalid,
    AuthKeyDuplicated,
    NetworkMigrate,
    PhoneMigrate,
    RPCError,
    Unauthorized,
    UserMigrate,
    rpc_error,
)
from pyrogram.raw.core import TLObject
from pyrogram.session.auth import Auth

from userbot.protocol import DeskSession, Route
from userbot.pump import Pump
from userbot.server import Credentials, DeskConnection
from userbot.server_time import ServerTime
from userbot.sessions import put_down
from userbot.storage import SessionStorage

Answer = TypeVar("Answer")

TIMEOUT = 15.0
"""Seconds to wait for an answer."""

START_TIMEOUT = 10.0
"""Seconds in which a new connection must be answered; kurigram's two are fewer than a slow line and
a busy machine need.
"""

IMPORTS = 3
"""How often an authorization is carried to another data centre until it is taken."""


class Wandering(ConnectionError):
    """Data centres send us from one to another, without end."""


class DeskClient(Client):
    """A user account's connections.

    One session is the main one: the account's own data centre, not for files. Updates come by it,
    and what it says of the login counts. Those of other data centres and for files are made when
    they are needed, authorized by the main one, and say nothing about the login.

    Args:
        updates: whether Telegram shall push updates to this client.
        up: is told when the main session has begun.
        time: what is known of the server's.
        start_timeout: seconds in which a new connection must be answered.
    """

    def __init__(
        self,
        credentials: Credentials,
        storage: SessionStorage,
        *,
        connections: type[DeskConnection],
        up: Callable[[DeskSession], Awaitable[None]] | None = None,
        updates: bool = True,
        time: ServerTime | None = None,
        start_timeout: float = START_TIMEOUT,
    ) -> None:
        _keep_unknown_errors_in(storage.file.parent)
        super().__init__(
            "userbot",
            api_id=credentials.api_id,
            api_hash=credentials.api_hash,
            app_version="Switchboard",
            workdir=str(storage.file.parent),
            storage_engine=storage,
            connection_factory=connections,
            no_updates=not updates,
            skip_updates=False,
            sleep_threshold=0,
            workers=1,
            fetch_replies=False,
            fetch_topics=False,
            fetch_stories=False,
            fetch_stickers=False,
        )
        self.pump: Pump | None = None  # is told of all pushes, answers and losses
        self._up = up
        self._time = time or ServerTime()
        self._start_timeout = start_timeout
        self._own_storage, self._connections = storage, connections
        self._keys: dict[int, bytes] = {}
        self._authorized: set[int] = set()
        self._locks: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

        async def begun(_client: Client, session: DeskSession) -> None:
            if session.is_main and up is not None:
                await up(session)

        self.connect_handler = begun

    # time ----------------------------------------------------------------------------------------
    @property
    def server_time(self) -> float:
        """Unix time of the server, by which messages are numbered."""
        return self._time.now()

    def _set_server_time(self, msg_id: int) -> None:
        """Sessions do that, with every message rather than with some."""

    @property
    def main(self) -> DeskSession | None:
        """The main session."""
        session: Any = self.session
        found: DeskSession | None = session
        return found

    # sessions ------------------------------------------------------------------------------------
    async def load_session(self) -> None:
        """Open the session file, or make it. Raises NotLoggedIn when it cannot be used."""
        if not self._own_storage.is_open:
            await self._own_storage.open()
        dc_id, address = await self.storage.dc_id(), await self.storage.server_address()
        if address:
            self._connections.learn_address(dc_id, address, await self.storage.port())
        await self._own_storage.close()
        await super().load_session()  # type: ignore[no-untyped-call]

    async def get_session(
        self,
        dc_id: int | None = None,
        is_media: bool = False,
        is_cdn: bool = False,  # noqa: ARG002 - nobody asks for such files
        business_connection_id: str | None = None,  # noqa: ARG002 - a user account has none
        export_authorization: bool = True,
        server_address: str | None = None,
        port: int | None = None,
        temporary: bool = False,
    ) -> Any:
        """Give a session of that data centre (None: the account's own), the kept one unless
        `temporary`. A temporary one that is not for files is a main session: whoever asks puts it
        in its place.

        Raises:
            ConnectionError: it cannot be made, or the data centre does not take our authorization.
            RPCError: the main session refuses to have another one authorized.
        """
        home = await self.storage.dc_id()
        dc_id = dc_id or home
        if temporary and not is_media:
            return await self._main_session(dc_id, server_address, port)
        if dc_id == home and not is_media:
            return self.session
        async with self._locks[dc_id]:  # two at once would make two, and lose one
            kept = self.media_sessions if is_media else self.sessions
            session = kept.get(dc_id)
            if session is None or temporary or not session.is_usable:
                session = await self._other_session(dc_id, is_media, export_authorization)
                if not temporary:
                    kept[dc_id] = session
            return session

    async def _main_session(self, dc_id: int, address: str | None, port: int | None) -> DeskSession:
        if not address or not port:
            option = await self.get_dc_option(dc_id, ipv6=self.ipv6)
            address, port = option.ip_address, option.port
        if dc_id == await self.storage.dc_id():
            key = await self.storage.auth_key()
        else:
            key = await self._new_key(dc_id, address, port)
        session = self._session(await self._route(dc_id, address, port, key), is_main=True)
        await session.start()  # type: ignore[no-untyped-call]
        return session

    async def _other_session(self, dc_id: int, is_media: bool, export: bool) -> DeskSession:
        option = await self.get_dc_option(dc_id, is_media=is_media, ipv6=self.ipv6)
        at_home = dc_id == await self.storage.dc_id()
        if at_home:
            key = await self.storage.auth_key()
        elif dc_id not in self._keys:
            key = self._keys[dc_id] = await self._new_key(dc_id, option.ip_address, option.port)
        else:
            key = self._keys[dc_id]
        route = await self._route(dc_id, option.ip_address, option.port, key, is_media)
        session = self._session(route, is_main=False)
        try:
            await self._begin(session)
            if export and not at_home and dc_id not in self._authorized:
                await self._authorize(session)
        except BaseException:
            await put_down(session)
            if session.key_refusals:
                self.forget_key(dc_id)
            raise
        return session

    async def _begin(self, session: DeskSession) -> None:
        try:
            await session.start()  # type: ignore[no-untyped-call]
        except (Unauthorized, AuthKeyDuplicated) as error:
            raise ConnectionError(f"data centre {session.dc_id} refuses us: {error.ID}") from error
        if not session.is_usable:
            raise ConnectionError(f"data centre {session.dc_id} does not answer")

    async def _authorize(self, session: DeskSession) -> None:
        """Authorize at another data centre: the main session vouches for us
        (https://core.telegram.org/api/datacenter#authorization-transfer)."""
        for _ in range(IMPORTS):
            exported = await self.invoke(
                raw.functions.auth.ExportAuthorization(dc_id=session.dc_id)
            )
            query = raw.functions.auth.ImportAuthorization(id=exported.id, bytes=exported.bytes)
            try:
                await session.invoke(query, retries=1, retry_delay=0)
            except AuthBytesInvalid:
                continue
            except RPCError as error:
                self.forget_key(session.dc_id)
                why = f"data centre {session.dc_id} does not take our authorization"
                raise ConnectionError(f"{why}: {error.ID}") from error
            self._authorized.add(session.dc_id)
            return
        raise ConnectionError(f"data centre {session.dc_id} does not take our authorization")

    def forget_key(self, dc_id: int) -> None:
        """Forget another data centre's key, since it does not know us any more; a new one is made
        the next time."""
        self._keys.pop(dc_id, None)
        self._authorized.discard(dc_id)

    def _session(self, route: Route, *, is_main: bool) -> DeskSession:
        return DeskSession(
            self,
            route,
            is_main=is_main,
            time=self._time,
            start_timeout=self._start_timeout,
            lost=self.look_again,
        )

    async def _route(
        self, dc_id: int, address: str, port: int, key: bytes, is_media: bool = False
    ) -> Route:
        return Route(dc_id, address, port, key, await self.storage.test_mode(), is_media)

    async def _new_key(self, dc_id: int, address: str, port: int) -> bytes:
        auth = Auth(self, dc_id, address, port, await self.storage.test_mode())
        try:
            key: bytes = await auth.create()  # type: ignore[no-untyped-call]
        except OSError:
            raise
        except Exception as error:
            # kurigram's handshake raises plain exceptions for whatever is not as it should be: it
            # becomes what whoever connects expects, with its reason.
            raise ConnectionError(f"no key is made with data centre {dc_id}: {error}") from error
        return key

    async def _move(self, dc_id: int) -> None:
        """Follow the account to another data centre, whose session is the main one from now on, as
        TDLib has it (net/NetQueryDispatcher.cpp, try_fix_migrate)."""
        option = await self.get_dc_option(dc_id, ipv6=self.ipv6)
        address, port = option.ip_address, option.port
        key = await self._new_key(dc_id, address, port)
        session = self._session(await self._route(dc_id, address, port, key), is_main=False)
        try:
            await self._begin(session)
            if await self.storage.user_id():
                await self._authorize(session)
        except BaseException:
            await put_down(session)
            raise
        old, self.session, session.is_main = self.session, session, True
        await self._own_storage.move(dc_id, address, port, key)
        if self._up is not None:
            await self._up(session)
        if old is not None:
            await put_down(old)

    def look_again(self) -> None:
        """Have all boxes checked, since pushes may have been lost: the connection is new, or the
        server began a new session."""
        if self.pump is not None:
            self.pump.look_again()

    async def handle_updates(self, updates: TLObject[Any]) -> None:
        """Hand on a pushed object before anything can fail; then keep its access hashes."""
        if self.pump is not None:
            self.pump.received(updates)
        await self.fetch_peers(getattr(updates, "users", []))
        await self.fetch_peers(getattr(updates, "chats", []))

    async def invoke(
        self,
        query: TLObject[Answer],
        retries: int = 1,
        timeout: float = TIMEOUT,
        sleep_threshold: float | None = 0,
        retry_delay: float = 0,
        recaptcha_token: str | None = None,
        business_connection_id: str | None = None,
    ) -> Answer:
        """Call once. kurigram would repeat a call that was not answered, and so make two rooms.

        Raises:
            RPCError: Telegram refused.
            TimeoutError: no answer came, or a server's error.
            Wandering: data centres send us from one to another.
        """
        options = (retries, timeout, sleep_threshold, retry_delay)
        more = (recaptcha_token, business_connection_id)
        try:
            answer = await super().invoke(query, *options, *more)
        except (PhoneMigrate, NetworkMigrate, UserMigrate) as error:
            # Nothing was done, and once is enough: no account lives at two data centres.
            await self._move(int(str(error.value)))
            try:
                answer = await super().invoke(query, *options, *more)
            except (PhoneMigrate, NetworkMigrate, UserMigrate) as again:
                raise Wandering(f"{error.ID} {error.value}, then {again.value}") from again
        if self.pump is not None:
            self.pump.answered(query, answer)
        inner = getattr(answer, "updates", None)
        await self.fetch_peers(getattr(inner, "users", []))
        await self.fetch_peers(getattr(inner, "chats", []))
        return answer


def _keep_unknown_errors_in(folder: Path) -> None:
    """Let kurigram note errors that it has no class for beside the session, not in the working
    folder.

    There the note would litter, and in a read-only folder its OSError would pass for a lost
    connection.
    """
    rpc_error.Path = lambda name: folder / name  # type: ignore[assignment,misc]
