"""Calls Telegram on one main connection, which is proved and made anew.

What the main connection says of the login counts; no other one can end it.
"""

import asyncio
import logging
from typing import Any, TypeVar

from pyrogram import raw
from pyrogram.errors import RPCError
from pyrogram.raw.core import TLObject
from pyrogram.session.session import SessionState

from core.ports import UNDISPUTED, Right
from userbot.client import DeskClient
from userbot.failures import LoginEnded, NoAnswer, NotConnected, NotLoggedIn, ends_login, reason
from userbot.protocol import DeskSession
from userbot.resting import Rests, method_of
from userbot.server import SILENT, Credentials, connection_factory
from userbot.server_time import ServerTime
from userbot.sessions import cut, failure_of, put_down
from userbot.storage import SessionStorage
from userbot.timings import Timings

log = logging.getLogger(__name__)

Answer = TypeVar("Answer")


class Transport:
    """Calls on the main connection.

    Args:
        rests: what the account was refused and leaves alone.
        time: what is known of the server's.
    """

    def __init__(
        self,
        credentials: Credentials,
        storage: SessionStorage,
        *,
        timings: Timings,
        rests: Rests,
        time: ServerTime | None = None,
    ) -> None:
        self.client = DeskClient(
            credentials,
            storage,
            connections=connection_factory(credentials.server, timings.reconnect, self._may_speak),
            up=self._up,
            time=time,
            start_timeout=timings.start,
        )
        self._storage, self._timings, self._rests = storage, timings, rests
        self.right: Right = UNDISPUTED  # asked before each call; given before `connect`
        self._begun = asyncio.Event()
        self._ended: asyncio.Future[None] | None = None

    def _may_speak(self) -> bool:
        return self.right.holds()

    # life ----------------------------------------------------------------------------------------
    async def connect(self) -> None:
        """Open the session file and begin to connect.

        Raises:
            NotLoggedIn: there is no login, or Telegram ended it (LoginEnded).
            SessionInUse: another process works with the file.
        """
        self._ended = asyncio.get_running_loop().create_future()
        if not await self._storage.owner():
            raise NotLoggedIn(f"no login in {self._storage.file}: run `switchboard login`")
        try:
            await self.client.connect()
        except RPCError as error:
            if not ends_login(error):
                raise
            raise LoginEnded.because(reason(error)) from error

    @property
    def is_connected(self) -> bool:
        """Whether Telegram answers, as far as is known."""
        session = self.client.session
        return bool(self.client.is_connected and session and session.is_started.is_set())

    def cut(self) -> None:
        """Cut all connections at once. None is made again while the right does not hold."""
        client = self.client
        for session in (*client.media_sessions.values(), *client.sessions.values(), client.session):
            if session is not None:
                cut(session)

    async def stop(self) -> None:
        """Close all connections."""
        client = self.client
        sessions = [*client.media_sessions.values(), *client.sessions.values()]
        client.media_sessions.clear()
        client.sessions.clear()
        for session in (*sessions, client.session):
            if session is not None:
                await put_down(session)
        client.is_connected, client.session = False, None
        if self._storage.is_open:
            await self._storage.close()

    async def ended(self) -> None:
        """Wait until Telegram ends the login, if ever. Raises NotLoggedIn then, or what ended the
        account's work otherwise.
        """
        if self._ended is not None:
            await asyncio.shield(self._ended)

    def end(self, why: str) -> NotLoggedIn:
        """Tell whoever waits for it that the login is over."""
        failure = LoginEnded.because(why)
        if self._ended is None or not self._ended.done():
            log.error("%s", failure)
        self.fail(failure)
        return failure

    def fail(self, failure: Exception) -> None:
        """Tell whoever waits for the account's end that it has come."""
        if self._ended is not None and not self._ended.done():
            self._ended.set_exception(failure)
            self._ended.exception()  # whoever waits is told; nobody needs to

    # calls ---------------------------------------------------------------------------------------
    async def call(self, query: TLObject[Answer], timeout: float | None = None) -> Answer:
        """Call once on the main connection.

        Raises:
            RPCError: Telegram refused (a flood wait too: nothing sleeps here).
            NotConnected: nothing was sent.
            NoAnswer: it may have been done.
            NotLoggedIn: Telegram ended the login.
            AccountRests: it was refused before; nothing was sent.
        """
        await self.ready()
        try:
            async with self._rests.turn(query):
                return await self.client.invoke(query, timeout=timeout or self._timings.answer)
        except (TimeoutError, OSError) as error:
            if self.client.pump is not None:
                self.client.pump.unanswered(query)
            raise NoAnswer(f"no answer to {method_of(query)}") from error
        except RPCError as error:
            if not ends_login(error):
                raise
            raise self.end(reason(error)) from error

    async def ready(self) -> None:
        """Wait until the main connection stands. Raises NotConnected when it does not in time, or
        when another process may have one.
        """
        if not self.right.holds():
            raise NotConnected(SILENT)
        session = self.client.session
        if not self.client.is_connected or session is None:
            raise NotConnected("the account is not connected")
        try:
            async with asyncio.timeout(self._timings.patience):
                while not session.is_started.is_set():
                    # Perhaps another one comes in its place.
                    self._begun.clear()
                    await self._begun.wait()
                    session = self.client.session or session
        except TimeoutError:
            raise NotConnected("no connection to Telegram") from None

    async def _up(self, session: DeskSession) -> None:
        # The client learns of a new one only after this: calls would go on waiting for the old.
        self.client.session = session
        self._begun.set()
        self.client.look_again()

    # watching ------------------------------------------------------------------------------------
    async def state(self) -> raw.types.updates.State | None:
        """Prove that the connection is alive, by a call: after some errors kurigram believes in a
        dead one, which is then replaced. None when there was no answer, or a refusal. Raises
        NotLoggedIn.
        """
        query = raw.functions.updates.GetState()
        try:
            state: Any = await self.call(query, timeout=self._timings.proof)
        except (NotConnected, NoAnswer):
            await self.renew_if_dead()
        except RPCError as error:
            log.info("the account's state was refused: %s", reason(error))
        else:
            found: raw.types.updates.State = state
            return found
        return None

    async def renew_if_dead(self) -> None:
        """Make a new session in place of one that does not answer, unless it is being connected at
        this moment. Raises NotLoggedIn.

        A key that the server says not to know (-404) is asked about once more, on a connection of
        its own: Telegram says so on bad days too, and TDLib ends a login only after a call that was
        made to see (net/Session.cpp, on_closed).
        """
        if not self.right.holds():
            return
        old = self.client.main
        suspected = old is not None and old.key_refusals > 0
        if old is not None and _is_starting(old) and not suspected:
            return
        log.warning("the connection to Telegram is dead; making a new one")
        if old is not None:
            await put_down(old)
        try:
            session = await self.client.get_session(
                server_address=await self._storage.server_address(),
                port=await self._storage.port(),
                export_authorization=False,
                temporary=True,
            )
        except RPCError as error:
            if not ends_login(error):
                raise
            raise self.end(reason(error)) from error
        except OSError as error:
            log.warning("no new connection: %s", error)
            return
        self.client.session = session
        if suspected and session.key_refusals:
            raise self.end("AUTH_KEY_UNREGISTERED")


def _is_starting(session: DeskSession) -> bool:
    return session.state is SessionState.STARTING and failure_of(session) is None
