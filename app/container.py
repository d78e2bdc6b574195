"""Makes what all parts of the desk share, once, from the settings."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import structlog

from app.clock import clock_of
from app.errors import CommandError, SettingsError
from app.live import Live
from app.settings import Settings
from bot.texts import Texts
from core.consequences.reactions import OpenWork
from core.consequences.settlements import prepare_settlements, settle_effect
from core.delivery.rates import Rates, Unlimited
from core.delivery.relay import SLOTS, Relay
from core.delivery.worker import (
    CaughtUp,
    InboxWorker,
    Prepare,
    nothing_to_await,
    nothing_to_prepare,
)
from core.model.effects import Gateway
from core.model.rules import Rules
from core.ports import Clock, DatabaseBusyError, EffectGateway, Handler, Right, Work
from core.ports.board import BoardRows, Look
from db.board import SqlBoard
from db.database import SqlDatabase
from db.dsn import parse
from db.engine import Sessions
from db.errors import DatabaseUnavailableError, is_passing
from db.migrations import is_there, upgrade
from db.wakeup import make_wakeup

if TYPE_CHECKING:
    # Loaded where Redis is set.
    from db.steps import RedisSteps

log = structlog.get_logger(__name__)

T = TypeVar("T")

START_PAUSE = 0.25
NOBODY_PATIENCE = 2.0
"""Seconds for a server of which nothing is there: between its end and its start nothing listens."""


def new_holder() -> str:
    """Make a unique word, by which a process holds leases."""
    return secrets.token_hex(16)


def new_marker() -> str:
    """Make a unique word, to find again what was made."""
    return secrets.token_hex(8)


class Container:
    """Holds settings, clock and database of one process, and wires what works on them."""

    def __init__(self, settings: Settings, database: SqlDatabase, holder: str = "") -> None:
        self.settings = settings
        self.holder = holder
        self.database = database
        self.clock: Clock = clock_of(settings)
        self.live = Live(settings.ground, settings.topics)

    def open_work(self, rules: Rules | None = None) -> OpenWork:
        """Return what opens transactions, for a part that opens many."""
        given = rules or self.settings.rules()
        return OpenWork(self.database, given, self.clock, new_marker, self.live.rules)

    @cached_property
    def texts(self) -> Texts:
        """The desk's words, with the owner's own."""
        texts = Texts()
        self.live.told(texts.use)
        return texts

    def work(self, rules: Rules | None = None) -> AbstractAsyncContextManager[Work]:
        """Open one transaction for use cases, committed at the end."""
        return self.open_work(rules)()

    @asynccontextmanager
    async def looking(self) -> AsyncIterator[Work]:
        """Open one consistent reading for use cases that only read; no writer waits for it.

        Raises:
            DatabaseBusyError: not just now; from entering or from within.
        """
        async with SqlBoard(self.database).looking() as look:
            yield self._reading(look)

    async def apart(self, ask: Callable[[Work], Awaitable[T]]) -> T:
        """Return what a use case that reads much answers, from a reading beside this loop.

        Raises:
            DatabaseBusyError: not just now.
        """
        return await SqlBoard(self.database).apart(lambda look: ask(self._reading(look)))

    async def rows_apart(self, ask: Callable[[Work, BoardRows], Awaitable[T]]) -> T:
        """As `apart`, for what is made of rows as lists show them."""
        board = SqlBoard(self.database)
        return await board.apart(lambda look: ask(self._reading(look), look.rows))

    def _reading(self, look: Look) -> Work:
        rules = self.live.rules(self.settings.rules())
        return Work(look.uow, self.clock(), rules, new_marker)

    def worker(
        self,
        source: str,
        handler: Handler,
        right: Right,
        prepare: Prepare = nothing_to_prepare,
        rules: Rules | None = None,
        caught_up: CaughtUp = nothing_to_await,
    ) -> InboxWorker:
        """Make what works the updates of that source through."""
        opening, wakeup = self.open_work(rules), self.database.wakeup
        return InboxWorker(
            opening, wakeup, source, handler, prepare=prepare, caught_up=caught_up, right=right
        )

    def relay(
        self,
        name: Gateway,
        gateway: EffectGateway,
        right: Right,
        rates: Rates | None = None,
        slots: int = SLOTS,
        rules: Rules | None = None,
    ) -> Relay:
        """Make what carries the outbox's effects to that gateway; as fast as it takes them unless
        `rates` are given."""
        opening, wakeup = self.open_work(rules), self.database.wakeup
        rates = rates or Unlimited()
        return Relay(
            opening,
            wakeup,
            name,
            gateway,
            rates,
            settle_effect,
            prepare=prepare_settlements,
            slots=slots,
            right=right,
        )


def steps_of(settings: Settings) -> "RedisSteps | None":
    """Return where steps are kept, when that is not the database. Raises SettingsError."""
    if settings.redis_url is None:
        return None
    from db.steps import RedisSteps

    try:
        return RedisSteps(settings.redis_url.get_secret_value())
    except ValueError:
        # Its text may hold the password.
        line = "REDIS_URL is wrong: its host, its port or one of its parameters cannot be used"
        raise SettingsError([line]) from None


def check_direct_database(settings: Settings) -> None:
    """Check DATABASE_DIRECT_URL. Raises SettingsError when it does not lead to the same database as
    DATABASE_URL, DatabaseUnavailableError when that one is wrong."""
    if settings.database_direct_url is None:
        return
    on_sqlite = parse(settings.database).on_sqlite
    try:
        direct = parse(settings.direct_database)
    except DatabaseUnavailableError as error:
        raise SettingsError([f"DATABASE_DIRECT_URL: {error}"]) from None
    if direct.on_sqlite or on_sqlite:
        line = "DATABASE_DIRECT_URL is for a PostgreSQL behind a pooler, which DATABASE_URL names"
        raise SettingsError([line])


@asynccontextmanager
async def open_container(
    settings: Settings, patience: float = 0, sessions: Sessions | None = None
) -> AsyncIterator[Container]:
    """Open the shared parts, with the database open and its schema up to date.

    A server that is being started, or stopped, is waited for for `patience` seconds. `sessions`: of
    a process that may be taken over from.

    Raises DatabaseUnavailableError when the database cannot be used, SettingsError for addresses
    that are none.
    """
    check_direct_database(settings)
    steps = steps_of(settings)

    async def open_database() -> SqlDatabase:
        await upgrade(settings.database)
        wakeup = make_wakeup(settings.direct_database)
        return await SqlDatabase.connect(settings.database, wakeup, steps, sessions)

    database = await _in_time(open_database, patience)
    try:
        container = Container(settings, database, sessions.holder if sessions else new_holder())
        with suppress(DatabaseBusyError):  # whoever serves looks again
            await container.live.look(database)
        yield container
    finally:
        await database.close()


@asynccontextmanager
async def open_existing(settings: Settings) -> AsyncIterator[Container]:
    """The same for who only looks, or changes what is there: makes no database.

    Raises CommandError where there is none yet, and as `open_container`.
    """
    if not await is_there(settings.database):
        where = settings.database.removeprefix("sqlite:///")
        line = "There is no desk in the database of DATABASE_URL yet"
        if where != settings.database:
            line = f"There is no database yet: {where}"
        raise CommandError(f"{line}. `switchboard run` makes it.", code=1)
    async with open_container(settings) as container:
        yield container


async def _in_time(attempt: Callable[[], Awaitable[T]], patience: float) -> T:
    loop = asyncio.get_running_loop()
    begun = loop.time()
    deadline, logged = begun + patience, False
    while True:
        try:
            return await attempt()
        except DatabaseUnavailableError as error:
            nobody_there = isinstance(error.__cause__, ConnectionRefusedError | FileNotFoundError)
            until = min(deadline, begun + NOBODY_PATIENCE) if nobody_there else deadline
            if loop.time() >= until or not is_passing(error):
                raise
            if not logged and not nobody_there:
                logged = True
                log.warning("waiting for the database", seconds=patience, reason=str(error))
            await asyncio.sleep(START_PAUSE)
