"""The user account: a connection that is watched, and a pump that loses nothing it hears."""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pyrogram import raw
from pyrogram.errors import AuthKeyDuplicated, ChannelInvalid, RPCError, Unauthorized
from pyrogram.raw.core import TLObject
from pyrogram.session import Session
from pyrogram.session.session import SessionState

from core.ports import Clock, Database
from userbot.catch_up import CatchUp, channel_of
from userbot.client import TIMEOUT, DeskClient
from userbot.dialogs import Dialogs
from userbot.failures import SOON, NoAnswer, NotConnected, NotLoggedIn, reason
from userbot.pauses import Pause
from userbot.pump import Pauses, Pump
from userbot.resting import Rests, method_of
from userbot.server import Delays, Server, connection_factory
from userbot.sessions import cancelled, failure_of, put_down, whoami
from userbot.storage import SessionStorage

log = logging.getLogger(__name__)

Answer = TypeVar("Answer")

COUNTED = 3
"""Attempts to count the account's chats: what it has to do does not wait for that."""


@dataclass(frozen=True, slots=True)
class Timings:
    """Seconds. `look`: between two proofs that the connection is alive; `proof`: for such a proof
    to be answered; `again`: between two readings of all boxes although nothing seems to be missing;
    `patience`: how long a call waits for a connection; `answer`: how long for its answer;
    `reconnect`: the second attempt to connect after the first, each later one waits twice as long;
    `retry`: until an effect that could not be told is tried again, doubling; `pauses`: those of the
    way to the inbox.
    """

    look: float = 30.0
    proof: float = 10.0
    again: float = 3600.0
    patience: float = 5.0
    answer: float = TIMEOUT
    reconnect: float = 0.5
    retry: float = SOON.total_seconds()
    pauses: Pauses = field(default_factory=Pauses)


class Account:
    """The desk's user account.

    Args:
        session_file: as `switchboard login` made it.
        server: None for Telegram's own.
        database: inbox and how far updates were read.
        clock: UTC now.
        now: seconds of a monotonic clock.
    """

    def __init__(
        self,
        *,
        api_id: int,
        api_hash: str,
        session_file: Path,
        server: Server | None,
        database: Database,
        clock: Clock,
        now: Callable[[], float] = time.monotonic,
        timings: Timings = Timings(),
    ) -> None:
        self.storage = SessionStorage(session_file)
        self._connections = connection_factory(server, Delays(timings.reconnect))
        self._client = DeskClient(
            api_id=api_id,
            api_hash=api_hash,
            storage=self.storage,
            connections=self._connections,
            heard=self._heard,
            told=self._told,
            up=self._up,
            down=self._down,
        )
        self._database, self._clock, self._now = database, clock, now
        self.timings = timings
        self.rests = Rests(clock)
        self._pump: Pump | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._ended: asyncio.Future[None] | None = None
        self._id = 0
        self._dialogs = Dialogs(self.call, self.peer, now, timings.pauses.again)
        self._file_lock = asyncio.Lock()
        self._begun = asyncio.Event()

    # what it is ----------------------------------------------------------------------------------
    @property
    def id(self) -> int:
        """The account's Telegram id; 0 before `start`."""
        return self._id

    @property
    def source(self) -> str:
        """The name of its updates in the inbox."""
        return source_of(self._id)

    @property
    def name(self) -> str:
        """How the desk calls it in its rows."""
        return str(self._id)

    @property
    def pump(self) -> Pump:
        """The way to the inbox. Raises NotConnected before `start`."""
        if self._pump is None:
            raise NotConnected("the account is not started")
        return self._pump

    # life ----------------------------------------------------------------------------------------
    async def start(self) -> None:
        """Connect, however long that takes, and begin to follow the desk's rooms.

        Raises:
            NotLoggedIn: the session has no login, or Telegram ended it.
        """
        self._ended = asyncio.get_running_loop().create_future()
        if not await self._is_logged_in():
            raise NotLoggedIn(f"no login in {self.storage.file}: run `switchboard login`")
        try:
            await self._client.connect()
        except (Unauthorized, AuthKeyDuplicated) as error:
            await self.stop()
            raise NotLoggedIn(f"Telegram ended the login ({reason(error)})") from error
        self._id = int(await self.storage.user_id())
        self._pump = Pump(
            self.name,
            self.source,
            self._database,
            CatchUp(self),
            self._clock,
            self._now,
            self.timings.pauses,
        )
        try:
            await self._until_answered()
        except (NotLoggedIn, asyncio.CancelledError):
            await self.stop()
            raise
        self._spawn(self._pump.run())
        self._spawn(self._keep())
        self._pump.look_again()

    async def stop(self) -> None:
        """Disconnect. What was heard and not stored yet is asked for again at the next start."""
        await cancelled(self._tasks)
        if self._pump is not None:
            self._pump.close()
        sessions = [*self._client.media_sessions.values(), *self._client.sessions.values()]
        self._client.media_sessions.clear()
        self._client.sessions.clear()
        for session in (*sessions, self._client.session):
            if session is not None:
                await put_down(session)
        self._client.is_connected, self._client.session = False, None
        if self.storage.is_open:
            await self.storage.close()

    async def ended(self) -> None:
        """Wait until Telegram ends the login, if ever. Raises NotLoggedIn then."""
        if self._ended is not None:
            await asyncio.shield(self._ended)

    async def _is_logged_in(self) -> bool:
        if not self.storage.file.exists():
            return False
        await self.storage.open()
        known = await self.storage.user_id() and await self.storage.auth_key()
        await self.storage.close()
        return bool(known)

    async def _until_answered(self) -> None:
        """Ask until Telegram says who we are and where the boxes stand. The connection itself says
        when it cannot be made.
        """
        pause = Pause(self.timings.reconnect)
        while True:
            try:
                if not await self.pump.load(None):
                    state: Any = await self.call(raw.functions.updates.GetState())
                    await self.pump.load(state)
                await self._greet()
            except NotConnected:
                await self._renew_if_dead()
            except NoAnswer:
                await asyncio.sleep(pause.fail(self._now()))
                await self._renew_if_dead()
            else:
                return

    async def _greet(self) -> None:
        user = await whoami(self.call)
        if user is None or user.id != self._id:
            raise NotLoggedIn("the session belongs to another account than it says")
        await self._client.fetch_peers([user])
        log.info("user account %d is connected", self._id)

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
        await self._ready()
        try:
            async with self.rests.turn(query):
                return await self._client.invoke(query, timeout=timeout or self.timings.answer)
        except (TimeoutError, OSError) as error:
            if self._pump is not None:
                self._pump.unanswered(query)
            raise NoAnswer(f"no answer to {method_of(query)}") from error
        except (Unauthorized, AuthKeyDuplicated) as error:
            if reason(error) == "SESSION_PASSWORD_NEEDED":
                raise
            raise self._end(reason(error)) from error

    def _end(self, why: str) -> NotLoggedIn:
        """Tell whoever waits for it that the login is over."""
        failure = NotLoggedIn(f"Telegram ended the login ({why}): run `switchboard login`")
        if self._ended is not None and not self._ended.done():
            log.error("%s", failure)
            self._ended.set_exception(failure)
            self._ended.exception()  # whoever waits is told; nobody needs to
        return failure

    async def _ready(self) -> Session:
        session = self._client.session
        if not self._client.is_connected or session is None:
            raise NotConnected("the account is not connected")
        try:
            async with asyncio.timeout(self.timings.patience):
                while not session.is_started.is_set():
                    # Perhaps another one comes in its place.
                    self._begun.clear()
                    await self._begun.wait()
                    session = self._client.session or session
        except TimeoutError:
            raise NotConnected("no connection to Telegram") from None
        return session

    async def peer(self, id_: int) -> Any:
        """How a person or chat that was met before is addressed. Raises KeyError for one who was
        not.
        """
        return await self.storage.get_peer_by_id(id_)

    async def channel(self, chat_id: int) -> raw.types.InputChannel:
        """How a room is addressed. Raises RPCError (PEER_ID_INVALID, …) for one that this account
        does not know.
        """
        for look in (self._dialogs.learn, None):
            try:
                return channel_of(await self.peer(chat_id))
            except KeyError:
                if look is not None:
                    await look()
        raise ChannelInvalid

    async def chats(self) -> int:
        """How many groups and channels the account is in, 0 where Telegram does not say."""
        for attempt in range(COUNTED):
            try:
                return await self._dialogs.count()
            except (NotConnected, NoAnswer):
                await asyncio.sleep(self.timings.retry * 2**attempt)
            except RPCError as error:
                log.warning("chats are not counted: %s", reason(error))
                return 0
        log.warning("chats are not counted: Telegram does not answer")
        return 0

    async def file_session(self, dc_id: int) -> Session:
        """A connection for files of that data centre. Raises NotConnected or RPCError."""
        await self._ready()
        try:
            async with self._file_lock:  # two at once would make two, and lose one
                session: Session = await self._client.get_session(dc_id, is_media=True)
            async with asyncio.timeout(self.timings.patience):
                await session.is_started.wait()
        except (TimeoutError, OSError) as error:
            await self.drop_file_session(dc_id)
            raise NotConnected("no connection for files") from error
        return session

    async def drop_file_session(self, dc_id: int) -> None:
        """Close a connection for files that stalls; the next file makes a new one."""
        session = self._client.media_sessions.pop(dc_id, None)
        if session is not None:
            await put_down(session)

    # watching ------------------------------------------------------------------------------------
    def _heard(self, updates: TLObject[Any]) -> None:
        if self._pump is not None:
            self._pump.heard(updates)

    def _told(self, query: TLObject[Any], answer: Any) -> None:
        if self._pump is not None:
            self._pump.told(query, answer)

    async def _up(self, session: Session) -> None:
        if session.is_media:
            return
        # The client learns of a new one only after this: calls would go on waiting for the old.
        self._client.session = session
        self._begun.set()
        if self._pump is not None:
            self._pump.look_again()

    async def _down(self, session: Session) -> None:
        """Nobody will answer what was asked on a connection that is gone: say so now rather than
        after a time-out.
        """
        for result in tuple(session.results.values()):
            result.event.set()

    async def _keep(self) -> None:
        """Prove again and again that the connection is alive: after some errors kurigram believes
        in a dead one.
        """
        read_at = self._now()
        while True:
            await asyncio.sleep(self.timings.look)
            try:
                await self._prove()
            except NotLoggedIn:
                return
            if self._now() - read_at >= self.timings.again:
                read_at = self._now()
                self.pump.look_again()

    async def _prove(self) -> None:
        try:
            state: Any = await self.call(
                raw.functions.updates.GetState(), timeout=self.timings.proof
            )
        except (NotConnected, NoAnswer):
            await self._renew_if_dead()
        except RPCError as error:
            log.info("the account's state was refused: %s", reason(error))
        else:
            self.pump.compare(state)

    async def _renew_if_dead(self) -> None:
        """A new session in place of one that does not answer, unless it is being connected at this
        moment.
        """
        if self._connections.key_is_unknown:
            raise self._end("AUTH_KEY_UNREGISTERED")
        old = self._client.session
        failure = None if old is None else failure_of(old)
        if old is not None and old.state is SessionState.STARTING and failure is None:
            return
        log.warning("the connection to Telegram is dead; making a new one")
        if old is not None:
            await put_down(old)
        try:
            self._client.session = await self._client.get_session(
                server_address=await self.storage.server_address(),
                port=await self.storage.port(),
                export_authorization=False,
                temporary=True,
            )
        except (Unauthorized, AuthKeyDuplicated) as error:
            raise self._end(reason(error)) from error
        except OSError as error:
            log.warning("no new connection: %s", error)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def source_of(account_id: int) -> str:
    """The name under which a user account's updates are in the inbox."""
    return f"userbot:{account_id}"
