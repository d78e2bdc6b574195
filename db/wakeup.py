"""Implements core.ports.Wakeup: whoever waits for work is notified that there is some."""

import asyncio
import contextlib
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import structlog

from core.delivery.trouble import Trouble, steps
from core.ports import OutboxEffect
from db.dsn import connect, parse
from db.errors import GONE

CHANNEL = "switchboard"
RECONNECT_AFTER = steps(0.2, 0.5, 1.0, 2.0, 5.0)
"""Seconds between tries to listen again; the last one is repeated."""
MOST_KEPT = 1_000
"""Effects that are kept for whoever carries them out, and is busy."""
STILL_THERE_EVERY = 15.0
"""Seconds between looks at a silent connection: a half-open one never says that it is dead."""

POOLED = (
    "DATABASE_URL leads through a pooler that keeps no sessions: notices do not come, and work of"
    " other processes is looked for every half second. Name the server itself in"
    " DATABASE_DIRECT_URL, and let DATABASE_URL end with prepared_statement_cache_size=0"
)
NOTIFIED_WITHIN = 2.0
"""Seconds in which a notice of our own must come back, where a pooler may swallow it."""

_log = structlog.get_logger(__name__)


class LocalWakeup:
    """Wakes within this process; what other processes store is found when a wait times out."""

    def __init__(self) -> None:
        self._events: dict[str, asyncio.Event] = {}
        self._here: Counter[str] = Counter()
        self._stored: dict[str, list[OutboxEffect] | None] = {}

    @contextlib.contextmanager
    def served_here(self, topic: str) -> Iterator[None]:
        """Say, for the length of a `with`, that nobody waits for that topic in other processes."""
        self._here[topic] += 1
        try:
            yield
        finally:
            self._here[topic] -= 1
            self._stored.pop(topic, None)

    async def wait(self, topic: str, timeout: float) -> bool:
        """Return at once if woken since the last wait, else when woken or after `timeout` s. Tells
        whether it was woken."""
        event = self._event(topic)
        if not event.is_set():
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(timeout):
                    await event.wait()
        was_woken = event.is_set()
        event.clear()
        return was_woken

    def wake(self, topic: str) -> None:
        """Notify that something new may be there."""
        self.keep(topic, None)
        self.notify(topic)

    def keep(self, topic: str, stored: Sequence[OutboxEffect] | None) -> None:
        """Take down what was stored for a topic that is served here: all of it, or None. Of more
        than MOST_KEPT it is only known that there is some."""
        if not self._here[topic]:
            return
        known = self._stored.setdefault(topic, [])
        if known is None:
            return
        if stored is None or len(known) + len(stored) > MOST_KEPT:
            self._stored[topic] = None
        else:
            known.extend(stored)

    def notify(self, topic: str) -> None:
        """Notify of what was taken down."""
        self._event(topic).set()

    def is_awake(self, topic: str) -> bool:
        """Tell whether a wait would return at once."""
        return self._event(topic).is_set()

    def stored(self, topic: str) -> Sequence[OutboxEffect] | None:
        """See core.ports.Wakeup."""
        return self._stored.pop(topic, [])

    def _event(self, topic: str) -> asyncio.Event:
        return self._events.setdefault(topic, asyncio.Event())


class PostgresWakeup(LocalWakeup):
    """Wakes within this process at once, and across processes by LISTEN/NOTIFY.

    The notice is sent by the transaction that stored the work (db.uow), so that it can neither be
    early nor be forgotten. Listening takes a connection of its own. While that is down nothing is
    lost: waits time out, and after a reconnect everybody looks once.
    """

    def __init__(self, url: str) -> None:
        super().__init__()
        self._address = parse(url)
        self._sender = uuid.uuid4().hex[:12]
        self._probed = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def announcement(self, topics: set[str]) -> str | None:
        """Return the notice's payload: who sends it, and about what; None when nobody elsewhere
        waits for any of it."""
        elsewhere = sorted(topic for topic in topics if not self._here[topic])
        return " ".join((self._sender, *elsewhere)) if elsewhere else None

    async def start(self) -> None:
        """Listen from now on, until `close`."""
        if self._task is None:
            self._task = asyncio.create_task(self._listen(), name="wakeup")

    async def close(self) -> None:
        """Listen no more."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    def _on_notify(self, _connection: object, _pid: int, _channel: str, payload: str) -> None:
        sender, *topics = payload.split(" ")
        if topics == [self._sender]:
            self._probed.set()
        if sender != self._sender:  # we woke our own at the commit
            for topic in topics:
                self.wake(topic)

    async def _is_listening(self) -> bool:
        """Tell whether a notice that is sent elsewhere comes here."""
        self._probed.clear()
        other = await connect(self._address, statement_cache_size=0)
        try:
            await other.execute(f"NOTIFY {CHANNEL}, '- {self._sender}'")
            async with asyncio.timeout(NOTIFIED_WITHIN):
                await self._probed.wait()
        except TimeoutError:
            return False
        finally:
            other.terminate()
        return True

    async def _listen(self) -> None:
        trouble = Trouble(RECONNECT_AFTER)
        while True:
            try:
                await self._listen_once()
                trouble.over()  # it listened until the line was cut
            except GONE as error:
                trouble.failed("not told of other processes' work", error)
            await trouble.pause()

    async def _listen_once(self) -> None:
        connection = await connect(self._address, statement_cache_size=0)
        try:
            lost = asyncio.Event()
            connection.add_termination_listener(lambda _: lost.set())
            await connection.add_listener(CHANNEL, self._on_notify)
            if await _is_pooled(connection) and not await self._is_listening():
                _log.warning(POOLED)
                connection.terminate()
                await asyncio.Event().wait()  # everybody looks every half second
            for topic in list(self._events):
                self.wake(topic)  # what was told meanwhile went past us
            while not lost.is_set():
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(STILL_THERE_EVERY):
                        await lost.wait()
                if not lost.is_set():
                    await connection.execute("SELECT 1", timeout=STILL_THERE_EVERY)
        finally:
            connection.terminate()


async def _is_pooled(connection: Any) -> bool:
    """Tell whether a pooler answers in the server's place: it gives a process number of its own."""
    async with connection.transaction():
        pid = await connection.fetchval("SELECT pg_backend_pid()")
    return bool(pid != connection.get_server_pid())


def make_wakeup(url: str) -> LocalWakeup:
    """Make what suits the database: notices on PostgreSQL; on SQLite only this process is
    notified."""
    if parse(url).on_sqlite:
        return LocalWakeup()
    return PostgresWakeup(url)
