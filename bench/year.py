"""A desk after a year, on both databases: how long its heaviest questions and changes take, and how
long a transaction of the bot's waits that comes beside them, 30 times a second.

All is done in one process and one event loop, as `switchboard run` has it: so whatever holds up the
loop is seen, too. What the bot says is taken by nobody; the archive's files are written.
"""

import asyncio
import math
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import ExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from sqlalchemy import func, select

from app.collector import tune_collector
from app.container import Container, open_container
from app.files_role import Archive
from app.statistics_lookup import StatisticsInDatabase
from app.turns import take_short_turns
from bench.board_rows import RARE
from bench.rows import Better, Row
from bench.year_load import postgres_year, sqlite_year
from bench.year_rows import BIGGEST, FIRST_OPERATOR, NOW, USUAL
from core.board.questions import Questions
from core.model.board import SearchFilter, TicketFilter, TicketOrder, TicketSort
from core.model.effects import Effect, Gateway, SendChart, ShowCard
from core.model.memos import Memo
from core.model.outcomes import Outcome, Sent
from core.model.people import Person
from core.model.room_effects import EraseTranscript, OverwriteErased, WriteOwnData
from core.model.statistics_effects import ReadStatistics
from core.model.tickets import TicketStatus
from core.ports import UNDISPUTED
from core.privacy.requests import confirm_forget, grant_erasure, send_own_data
from core.statistics.kept import renew
from core.statistics.reports import ask_board, show_statistics
from core.statistics.rules import periods
from db.board import SqlBoard
from db.models import outbox
from stories.apart import TOKEN
from stories.stage import story_settings

NAME = "a year"
BOSS = FIRST_OPERATOR
MUST, AIM = 1.0, 0.3
"""Seconds for each."""
HELD_UP = 50.0
"""Milliseconds that 99 of a hundred transactions beside it may wait beyond what they wait beside
nothing."""
LIKE_A_COPY = 1.25
"""Times as long as the file takes that is copied while nobody looks what it says."""
BESIDE_A_SECOND = 30
TRIES = 3
AT_LEAST = 2.0
"""Seconds that a question is asked again and again, so that enough comes beside it."""
AT_MOST = 10.0
"""Seconds after which it is not asked again."""
PATIENCE = 120.0
YEAR = "2025-11-02 2026-11-01"
CLOSED = TicketFilter(statuses=frozenset({TicketStatus.CLOSED}))
COMMON = "where"
BY_LAST_WORD = TicketOrder(TicketSort.LAST_WORD)

DAY = timedelta(days=1)

Done = Callable[[], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds of each try, and milliseconds that each transaction beside them waited."""

    seconds: list[float]
    waits: list[float]


class Beside:
    """Transactions as those of the bot, at a steady rate whatever else goes on."""

    def __init__(self, container: Container) -> None:
        self._container = container
        self.waits: list[float] = []
        self._under_way: set[asyncio.Task[None]] = set()

    async def keep_on(self) -> None:
        """Begin one after the other until cancelled, each at its time."""
        begun, number = perf_counter(), 0
        while True:
            due = begun + number / BESIDE_A_SECOND
            await asyncio.sleep(max(0.0, due - perf_counter()))
            task = asyncio.create_task(self._commit(number, due))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)
            number += 1

    async def _commit(self, number: int, due: float) -> None:
        async with self._container.work() as work:
            await work.once(Memo.ASKED, "bench", number % 100, word=str(number))
        self.waits.append((perf_counter() - due) * 1_000)

    async def end(self) -> None:
        """Wait for those that are under way."""
        while self._under_way:
            await asyncio.wait(self._under_way)


class Bot:
    """Takes what the bot is to say, and says it to nobody."""

    def __init__(self, statistics: StatisticsInDatabase) -> None:
        self._statistics = statistics
        self._seen: dict[type[Effect], asyncio.Event] = {}

    async def carry_out(self, effect: Effect) -> Outcome:
        """It is said; what is read for it is read."""
        if isinstance(effect, ReadStatistics):
            return Sent(then=await self._statistics.shown(effect))
        self.event(type(effect)).set()
        return Sent({"chat_id": getattr(effect, "chat_id", 0), "message_id": 1, "thread_id": 1})

    def event(self, kind: type[Effect]) -> asyncio.Event:
        """Is set once an effect of the kind was said."""
        return self._seen.setdefault(kind, asyncio.Event())


class Year:
    """A desk at work, and what is asked of it."""

    def __init__(self, container: Container, bot: Bot) -> None:
        self.container, self._bot = container, bot
        rules = container.settings.rules()
        self._rules = rules
        self._zone = rules.time_zone
        self.usual = 0.0  # ms that transactions wait beside nothing
        self.ask = Questions(SqlBoard(container.database), lambda: rules, container.clock)

    def rows(self, kind: str, name: str, took: Took) -> list[Row]:
        """How long it takes, and how long others wait."""
        seconds = median(took.seconds)
        print(f"{kind}, {name}: {seconds:.2f} s")
        time = Row(NAME, f"{kind}: {name}", "s", seconds, Better.LESS, must=MUST, aim=AIM)
        return [time, self.waited(kind, name, took)]

    def waited(self, kind: str, name: str, took: Took) -> Row:
        """How long others wait beyond what they wait beside nothing."""
        beyond = max(0.0, _p99(took) - self.usual)
        what = f"{kind}: transactions beside {name}"
        return Row(NAME, what, "p99 ms more", beyond, Better.LESS, must=HELD_UP)

    async def time(self, what: Done, *, tries: int = TRIES, at_least: float = AT_LEAST) -> Took:
        """Do it that often at least, with transactions beside."""
        seconds: list[float] = []
        async with self.beside() as waits:
            begun = perf_counter()
            end = begun
            while end < begun + at_least or (len(seconds) < tries and end < begun + AT_MOST):
                start = perf_counter()
                await what()
                end = perf_counter()
                seconds.append(end - start)
        return Took(seconds, waits)

    @asynccontextmanager
    async def beside(self) -> AsyncIterator[list[float]]:
        """Have transactions go on beside; what they waited."""
        beside = Beside(self.container)
        going = asyncio.create_task(beside.keep_on())
        try:
            yield beside.waits
        finally:
            going.cancel()
            with suppress(asyncio.CancelledError):
                await going
            await beside.end()

    async def nothing(self) -> None:
        """Wait, to see what transactions take by themselves."""
        await asyncio.sleep(0.1)

    async def statistics(self, words: str) -> None:
        """From /stats until card and picture are to be sent."""
        said = [self._bot.event(kind) for kind in (ShowCard, SendChart)]
        for event in said:
            event.clear()
        async with self.container.work() as work:
            await show_statistics(work, BOSS, words)
        for event in said:
            await event.wait()

    async def board(self) -> None:
        """/board."""
        async with self.container.work() as work:
            await ask_board(work, BOSS)

    async def report(self, words: str) -> None:
        """The page's figures."""
        period = periods.read(words, self.container.clock(), self._zone)
        assert period is not None
        await self.ask.report(BOSS, period)

    async def own_data(self, customer_id: int) -> None:
        """From /mydata until the document is written; once for each try."""
        async with self.container.work() as work:
            await work.uow.cards.replace(Memo.OWN_DATA.of(customer_id), "0")
        async with self.container.work() as work:
            await send_own_data(work, Person(customer_id, "Somebody"))
        await self._settled(WriteOwnData)

    async def granted(self, customer_id: int) -> None:
        """The transaction in which a supervisor grants that somebody is forgotten."""
        async with self.container.work() as work:
            erasure = await work.uow.erasures.waiting_of(customer_id)
            assert erasure is not None
            await grant_erasure(work, BOSS, erasure.id)

    async def asked(self, customer_id: int) -> None:
        """/forget."""
        async with self.container.work() as work:
            await confirm_forget(work, customer_id)

    async def erased(self) -> None:
        """Until rows and files are erased."""
        await self._settled(EraseTranscript)

    async def overwritten(self) -> None:
        """Until index and log of the database have nothing left of it."""
        await self._settled(OverwriteErased)

    async def _settled(self, kind: type[Effect]) -> None:
        waiting = select(func.count()).where(
            outbox.c.settled_at.is_(None), outbox.c.kind == kind.__name__
        )
        async with asyncio.timeout(PATIENCE):
            while True:
                async with self.container.database.reading() as transaction:
                    if not (await transaction.connection.execute(waiting)).scalar_one():
                        return
                await asyncio.sleep(0.005)


def _questions(year: Year) -> dict[str, Done]:
    """What is asked, by name."""
    found = partial(year.ask.search, BOSS)
    listed = partial(year.ask.tickets, BOSS)
    narrowed = SearchFilter(CLOSED.statuses, frozenset({5}), "money", since=NOW - DAY * 300)
    return {
        "/stats of a month": partial(year.statistics, "month"),
        "/stats of a year": partial(year.statistics, YEAR),
        "report of a month": partial(year.report, "month"),
        "report of a year": partial(year.report, YEAR),
        "/board": year.board,
        "now": partial(year.ask.now, BOSS),
        "tickets": listed,
        "closed tickets by last word": partial(listed, CLOSED, BY_LAST_WORD),
        "the biggest customer": partial(year.ask.customer, BOSS, BIGGEST),
        "search: a rare word": partial(found, RARE),
        "search: a common word": partial(found, COMMON),
        "search: a common word, narrowed": partial(found, COMMON, narrowed),
        "search: a common word, on a day": partial(
            found, COMMON, SearchFilter(since=NOW - DAY * 200, until=NOW - DAY * 199)
        ),
        "/mydata, usual": partial(year.own_data, USUAL),
        "/mydata, biggest": partial(year.own_data, BIGGEST),
    }


async def _erase(year: Year, kind: str, who: str, customer_id: int) -> list[Row]:
    await year.asked(customer_id)
    granted = await year.time(partial(year.granted, customer_id), tries=1, at_least=0)
    erased = await year.time(year.erased, tries=1, at_least=0)
    both = Took([granted.seconds[0] + erased.seconds[0]], granted.waits + erased.waits)
    what = f"{kind}: the transaction that grants an erasure, {who}"
    held = Row(NAME, what, "ms", granted.seconds[0] * 1_000, Better.LESS, must=HELD_UP)
    return [*year.rows(kind, f"erasure, {who}", both), held]


async def _questioned(kind: str, container: Container, bot: Bot) -> list[Row]:
    year = Year(container, bot)
    while await renew(container.looking, container.work):  # as the scheduler has done
        pass
    year.usual = _p99(await year.time(year.nothing))
    usual = f"{kind}: transactions beside nothing"
    rows = [Row(NAME, usual, "p99 ms", year.usual, Better.LESS)]
    for name, what in _questions(year).items():
        await what()  # what is read for the first time is not what is measured
        rows += year.rows(kind, name, await year.time(what))
    if kind == "SQLite":
        rows += await _back_up(year, container)
    rows += await _erase(year, kind, "usual", USUAL)
    rows += await _erase(year, kind, "biggest", BIGGEST)
    after = await year.time(year.overwritten, tries=1, at_least=0)
    rows.append(year.waited(kind, "what follows an erasure", after))
    if kind == "SQLite":
        night = await year.time(container.database.make_file_anew, tries=1, at_least=0)
        took = Row(NAME, "SQLite: its file made anew, at night", "s", night.seconds[0], Better.LESS)
        rows.append(took)
    return rows


def _p99(took: Took) -> float:
    waits = sorted(took.waits)
    return waits[math.ceil(0.99 * len(waits)) - 1]


async def _back_up(year: Year, container: Container) -> list[Row]:
    """As `switchboard db backup` does it, and the file by itself, in turns: each by a process that
    uses the database for nothing else, and until it is on the disk."""
    path = Path(str(container.database.url.database))
    seconds: dict[str, list[float]] = {each: [] for each in _COPIES}
    async with year.beside() as waits:
        for _ in range(TRIES):
            for name, how in _COPIES.items():
                copying = await asyncio.create_subprocess_exec(
                    sys.executable, "-c", f"{_COPYING}{how}{_TOLD}", path, path.with_name("copy"),
                    stdout=subprocess.PIPE,
                )  # fmt: skip
                told, _none = await copying.communicate()
                seconds[name].append(float(told))
    rows = year.rows("SQLite", "backup", Took(seconds["backup"], waits))
    what = "SQLite: backup, and its file copied plainly"
    taken, floor = median(seconds["backup"]), median(seconds["plain"])
    return [*rows, Row(NAME, what, "s", taken, Better.LESS, floor=floor, must=LIKE_A_COPY)]


_COPIES = {
    "plain": "shutil.copyfile(source, target)\nos.fsync(os.open(target, os.O_RDONLY))",
    "backup": "copy_beside_writers(Path(source), Path(target))",
}
_COPYING = """
import os, shutil, sys
from pathlib import Path
from time import perf_counter
from db.sqlite_copy import copy_beside_writers
source, target = sys.argv[1:]
begun = perf_counter()
"""
_TOLD = """
print(perf_counter() - begun)
os.unlink(target)
"""


async def measure() -> list[Row]:
    """Return the times for both databases."""
    rows = []
    for kind, year in (("SQLite", sqlite_year), ("PostgreSQL", postgres_year)):
        with tempfile.TemporaryDirectory(prefix="sw-bench-") as folder:
            home = Path(folder)
            opened = await asyncio.to_thread(_opened, year, home)
            with opened[0]:
                rows += await _measure(kind, home, opened[1])
    return rows


def _opened(year: Callable[[Path], Any], home: Path) -> tuple[ExitStack, str]:
    stack = ExitStack()
    return stack, stack.enter_context(year(home))


async def _measure(kind: str, home: Path, url: str) -> list[Row]:
    settings = story_settings(home, {"BOT_TOKEN": TOKEN}, url)
    begun = perf_counter()

    def clock() -> datetime:
        return NOW + timedelta(seconds=perf_counter() - begun)

    async with open_container(settings) as container:
        container.clock = clock
        tune_collector()  # this and the next as `switchboard run` has it
        take_short_turns()
        bot, stop = Bot(StatisticsInDatabase(container)), asyncio.Event()
        relays = [
            container.relay(Gateway.ARCHIVE, Archive(container).gateway, UNDISPUTED).run(stop),
            container.relay(Gateway.BOT, bot, UNDISPUTED).run(stop),
        ]
        running = [asyncio.create_task(relay) for relay in relays]
        try:
            return await _questioned(kind, container, bot)
        finally:
            stop.set()
            await asyncio.gather(*running)
