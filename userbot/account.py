"""Runs a user account: a connection that is watched, and a pump that loses no update."""

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from pyrogram import raw
from pyrogram.errors import ChannelInvalid, RPCError
from pyrogram.raw.core import TLObject

from core.delivery.trouble import Trouble, doubling
from core.ports import Clock, Database, Right
from userbot.catch_up import CatchUp, channel_of
from userbot.client import DeskClient
from userbot.dialogs import Dialogs
from userbot.failures import NoAnswer, NotConnected, NotLoggedIn, reason
from userbot.file_sessions import FileSessions
from userbot.notices import TELEGRAM
from userbot.pauses import Pause
from userbot.payload import SOURCE
from userbot.pump import Pump
from userbot.resting import Rests
from userbot.server import Credentials
from userbot.server_time import ServerTime
from userbot.sessions import cancelled, whoami
from userbot.storage import SessionStorage
from userbot.timings import Timings
from userbot.transport import Transport

__all__ = ["Account", "Timings", "source_of"]

log = logging.getLogger(__name__)

Answer = TypeVar("Answer")

COUNTED = 3
"""Attempts to count the account's chats: its work does not wait for that."""

DEFAULT = Timings()
LONGEST_PAUSE = 60.0
"""Seconds after which a watch that failed again and again is taken up once more."""


class Account:
    """The desk's user account.

    Args:
        credentials: the session as `switchboard login` made it.
        database: inbox and how far updates were read.
        clock: UTC now.
        now: seconds of a monotonic clock.
    """

    def __init__(
        self,
        credentials: Credentials,
        *,
        database: Database,
        clock: Clock,
        now: Callable[[], float] = time.monotonic,
        timings: Timings = DEFAULT,
    ) -> None:
        self.storage = SessionStorage(credentials.session_file)
        self.timings = timings
        self.rests = Rests(clock)
        self._transport = Transport(
            credentials,
            self.storage,
            timings=timings,
            rests=self.rests,
            time=ServerTime(now),
        )
        self._files = FileSessions(self._transport, now)
        self._database, self._clock, self._now = database, clock, now
        self._tasks: set[asyncio.Task[None]] = set()
        self._id = 0
        self._dialogs = Dialogs(self.call, self.peer, now, timings.pauses.again)

    @property
    def _client(self) -> DeskClient:
        return self._transport.client

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
    def is_connected(self) -> bool:
        """Whether Telegram answers, as far as is known."""
        return self._transport.is_connected

    @property
    def right(self) -> Right:
        """The right to be the only process that works with it, checked before each call."""
        return self._transport.right

    @right.setter
    def right(self, right: Right) -> None:
        self._transport.right = right

    @property
    def pump(self) -> Pump:
        """The pump into the inbox. Raises NotConnected before `start`."""
        if self._client.pump is None:
            raise NotConnected("the account is not started")
        return self._client.pump

    # life ----------------------------------------------------------------------------------------
    async def start(self) -> None:
        """Connect, however long that takes, and begin to follow the desk's rooms.

        Raises:
            NotLoggedIn: the session has no login, or Telegram ended it (LoginEnded).
            SessionInUse: another process works with it.
        """
        try:
            await self._transport.connect()
            self._id = int(await self.storage.user_id())
            self._client.pump = Pump(
                self.name,
                self.source,
                self._database,
                CatchUp(self),
                self._clock,
                self._now,
                self.timings.pauses,
            )
            await self._until_answered()
        except BaseException:
            await self.stop()
            raise
        self._spawn(self.pump.run())
        self._spawn(self._keep())
        self.pump.look_again()

    def cut(self) -> None:
        """Disconnect at once, before what is under way has come to its end."""
        self._transport.cut()

    async def stop(self) -> None:
        """Disconnect. Updates that are not stored yet are asked for again at the next start."""
        await cancelled(self._tasks)
        if self._client.pump is not None:
            self._client.pump.close()
        await self._transport.stop()

    async def ended(self) -> None:
        """Wait until Telegram ends the login, if ever. Raises NotLoggedIn then, or what ended the
        work otherwise.
        """
        await self._transport.ended()

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
                await self._transport.renew_if_dead()
            except NoAnswer:
                await asyncio.sleep(pause.fail(self._now()))
                await self._transport.renew_if_dead()
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
        return await self._transport.call(query, timeout)

    async def ask_for_file(self, dc_id: int, query: TLObject[Answer], timeout: float) -> Answer:
        """Call once on a connection for files of that data centre. Raises what `call` raises, and
        NoFileConnection when that data centre does not serve us for now.
        """
        return await self._files.ask(dc_id, query, timeout)

    async def peer(self, id_: int) -> Any:
        """Return the address of a person or chat that was met before. Raises KeyError for one who
        was not."""
        return await self.storage.get_peer_by_id(id_)

    async def channel(self, chat_id: int) -> raw.types.InputChannel:
        """Return the address of a room. Raises RPCError (PEER_ID_INVALID, …) for one that this
        account does not know."""
        for look in (self._dialogs.learn, None):
            try:
                return channel_of(await self.peer(chat_id))
            except KeyError:
                if look is not None:
                    await look()
        raise ChannelInvalid

    async def telegram(self) -> Any:
        """Return the address of Telegram's own account; None when it never wrote to this one."""
        for look in (self._dialogs.learn, None):
            try:
                return await self.peer(TELEGRAM)
            except KeyError:
                if look is not None:
                    await look()
        return None

    async def chats(self) -> int:
        """Return how many groups and channels the account is in, 0 where Telegram does not say."""
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

    # watching ------------------------------------------------------------------------------------
    async def _keep(self) -> None:
        """Prove again and again that the connection is alive."""
        read_at = self._now()
        trouble = Trouble(doubling(self.timings.look, LONGEST_PAUSE))
        while True:
            await asyncio.sleep(self.timings.look)
            try:
                state = await self._transport.state()
            except NotLoggedIn:
                return
            except Exception as error:  # noqa: BLE001 - logged once
                # The outermost guard: without this watch a connection could die unnoticed.
                trouble.failed("the connection was not proved", error, is_bug=True)
                await trouble.pause()
                continue
            trouble.over()
            if state is not None:
                self.pump.compare(state)
            if self._now() - read_at >= self.timings.again:
                read_at = self._now()
                self.pump.look_again()

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._over)

    def _over(self, task: asyncio.Task[None]) -> None:
        """End the account when a watch ends by an error."""
        self._tasks.discard(task)
        failure = None if task.cancelled() else task.exception()
        if isinstance(failure, Exception):
            log.error("the account's work has failed", exc_info=failure)
            self._transport.fail(failure)


def source_of(account_id: int) -> str:
    """Return the name under which a user account's updates are in the inbox."""
    return f"{SOURCE}{account_id}"
