"""What is measured against each other: the desk as its owner runs it, the Bot API that answers at
once, aiogram's relay that keeps nothing; and both databases.

The desk is the owner's command (`switchboard run`), the Bot API another process; all share the
machine's cores, with PostgreSQL too. Databases wait for the disk as in production.
"""

import asyncio
import json
import os
import re
import sys
import tempfile
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import text

from app.container import Container, open_container
from app.settings import Settings
from bench.null_bot_api import FIRST_DESK, TOKEN
from core.desks.desk import take_desk
from core.groups.lifecycle import add_group
from core.model.fallback import Cannot
from core.model.people import Person
from core.model.places import GroupUse
from core.ports import Work
from stories.apart import settings_environment
from stories.processes import Process, started
from stories.stage import story_settings
from tests.support.servers import postgres_server

CUSTOMERS = 50
LOOK_EVERY = 0.05
PATIENCE = 300.0
"""Seconds within which all has to be worked off."""
_END = 200
"""Bytes by which a file is known that was only added to."""
_LINE = 1 << 22  # bytes of the longest line of the server's
_MESSAGE = re.compile(rb'"type": ?"message"')
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Round:
    """What a round of texts took: seconds of the clock and of the processor."""

    texts: int
    seconds: float
    processor: float
    database: float = 0.0

    @property
    def rate(self) -> float:
        """Updates a second."""
        return self.texts / self.seconds

    @property
    def cost(self) -> float:
        """Seconds of the processor for a thousand updates."""
        return self.processor * 1000 / self.texts


class NullServer:
    """The Bot API that answers at once, in a process of its own."""

    def __init__(self, process: asyncio.subprocess.Process, port: int) -> None:
        self._process, self.port = process, port

    async def order(self, *words: object) -> Any:
        """Have updates arise, and wait until all are answered."""
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write((" ".join(map(str, words)) + "\n").encode())
        return json.loads(await process.stdout.readline())


@asynccontextmanager
async def null_server() -> AsyncIterator[NullServer]:
    """Run it, for the length of a `with`."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.null_bot_api", stdin=PIPE, stdout=PIPE, limit=_LINE
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        yield NullServer(process, int(await process.stdout.readline()))
    finally:
        process.stdin.close()
        await process.wait()


def processor_seconds(pid: int) -> float:
    """Return what a process has used so far, itself and the system for it (proc(5), 14 and 15)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def megabytes(pid: int, word: str = "VmRSS") -> float:
    """Return what a process has in memory, or had at most (`VmHWM`), as proc(5) tells it."""
    status = Path(f"/proc/{pid}/status").read_text().splitlines()
    line = next(each for each in status if each.startswith(f"{word}:"))
    return int(line.split()[1]) / 1024


class Bare:
    """The relay that keeps nothing."""

    def __init__(self, server: NullServer, pid: int) -> None:
        self._server, self._pid = server, pid

    async def relay(self, count: int) -> Round:
        """Relay as many texts that come at once."""
        before = processor_seconds(self._pid)
        got = await self._server.order("burst", count, CUSTOMERS)
        return Round(count, got["seconds"], processor_seconds(self._pid) - before)

    async def relay_steadily(self, count: int, rate: int) -> list[float]:
        """Relay as many texts, so many a second; returns the seconds that each took, sorted."""
        got = await self._server.order("steady", count, CUSTOMERS, rate)
        return list(got["took"])


@asynccontextmanager
async def bare_relay() -> AsyncIterator[Bare]:
    """Run it with a server of its own."""
    async with null_server() as server:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bench.bare_relay", str(server.port)
        )
        try:
            yield Bare(server, process.pid)
        finally:
            process.terminate()
            await process.wait()


@dataclass(frozen=True, slots=True)
class Premises:
    """What is there before a desk opens: a Bot API, a database, so many customers who have a ticket
    and a desk each."""

    home: Path
    server: NullServer
    container: Container
    customers: int


@asynccontextmanager
async def premises(home: Path, url: str, customers: int = CUSTOMERS) -> AsyncIterator[Premises]:
    """Make them in a folder and a database."""
    async with AsyncExitStack() as stack:
        server = await stack.enter_async_context(null_server())
        settings = _settings(home, url, server.port, customers)
        shared = await stack.enter_async_context(open_container(settings))
        async with shared.work() as work:
            await _at_desks(work, customers)
        yield Premises(home, server, shared, customers)


def _settings(home: Path, url: str, port: int, customers: int) -> Settings:
    lines = {"BOT_TOKEN": TOKEN, "BOT_API_URL": f"http://127.0.0.1:{port}", "BOT_RATE": "0"}
    desks = tuple(FIRST_DESK - number for number in range(1, customers + 1))
    return story_settings(home, lines, url, log_level="WARNING", desk_chat_ids=desks)


async def _at_desks(work: Work, customers: int) -> None:
    """Each customer has an open ticket, and a desk for it."""
    for number in range(1, customers + 1):
        await work.uow.customers.seen(Person(number, f"Customer {number}"), work.now)
        await work.uow.customers.register(number, f"+7999{number:07}", work.now)
        await add_group(work, FIRST_DESK - number, GroupUse.DESK, f"Desk {number}", None)
    for number in range(1, customers + 1):
        ticket = await work.uow.tickets.open(number, "general", 0, work.now)
        if ticket is None or isinstance(await take_desk(work, ticket), Cannot):
            raise RuntimeError(f"customer {number} has no desk")


class Desk:
    """The desk as its owner runs it. What was there before it opened counts for nothing."""

    def __init__(self, there: Premises, process: Process) -> None:
        self._there, self.pid, self.log = there, process.pid, process.log
        self._lines = Transcripts(there.container.settings.logs_dir)
        self._data: Path | None = None
        self._before = (0, 0, 0)
        self._said = 0

    async def relay(self, count: int) -> Round:
        """Relay as many texts that come at once, until all that follows is done; and count what was
        kept."""
        before, database = processor_seconds(self.pid), _of_postgres(self._data)
        began = perf_counter()
        await self.order("burst", count, self._there.customers)
        await self.settled(count)
        seconds = perf_counter() - began
        processor = processor_seconds(self.pid) - before
        took = Round(count, seconds, processor, _of_postgres(self._data) - database)
        await self._count()
        return took

    async def relay_steadily(self, count: int, rate: int) -> list[float]:
        """Relay as many texts, so many a second; returns the seconds until each was sent,
        sorted."""
        got = await self.order("steady", count, self._there.customers, rate)
        await self.settled(count)
        return list(got["took"])

    async def order(self, *words: object) -> Any:
        """Have other updates arise, see bench.null_bot_api."""
        return await self._there.server.order(*words)

    async def looked_at(self) -> None:
        """Take down what is there."""
        self._before = await self._kept()
        if self._there.container.database.is_postgresql:
            self._data = Path(await self._scalar("SHOW data_directory"))

    async def settled(self, count: int) -> None:
        """Wait until so many more texts are done with, and nothing else waits."""
        self._said += count
        async with asyncio.timeout(PATIENCE):
            while not await self._is_settled():  # noqa: ASYNC110 - of another process
                await asyncio.sleep(LOOK_EVERY)

    async def _is_settled(self) -> bool:
        waiting = await self._number("SELECT count(*) FROM outbox WHERE settled_at IS NULL")
        return not waiting and self._lines.count() - self._before[2] >= self._said

    async def _number(self, query: str) -> int:
        return int(await self._scalar(query))

    async def _scalar(self, query: str) -> Any:
        async with self._there.container.database.engine.connect() as connection:
            return (await connection.execute(text(query))).scalar_one()

    async def _kept(self) -> tuple[int, int, int]:
        rows = await self._number("SELECT count(*) FROM messages")
        copies = await self._number("SELECT count(*) FROM copies")
        return rows, copies, self._lines.count()

    async def _count(self) -> None:
        """Raise RuntimeError unless each text is a row, a copy and a line of its transcript."""
        now = await self._kept()
        rows, copies, lines = (there - was for there, was in zip(now, self._before, strict=True))
        if not rows == copies == lines == self._said:
            kept = f"{rows} rows, {copies} copies, {lines} lines"
            raise RuntimeError(f"{self._said} texts: {kept}")


class Transcripts:
    """Counts the messages of all transcripts; of a file that grew it reads what is new alone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[Path, _Read] = {}

    def count(self) -> int:
        """Return how many there are."""
        for file in self._folder.glob("*/transcript.jsonl"):
            before = self._read.get(file, _Read())
            if file.stat().st_size != before.size:
                self._read[file] = _read_on(file, before)
        return sum(each.messages for each in self._read.values())


@dataclass(frozen=True, slots=True)
class _Read:
    """How far a file was read: whole lines of so many bytes, their end, and messages in them."""

    size: int = 0
    end: bytes = b""
    messages: int = 0


def _read_on(file: Path, before: _Read) -> _Read:
    with file.open("rb") as opened:
        opened.seek(before.size - len(before.end))
        if opened.read(len(before.end)) != before.end:  # written anew
            before = _Read()
            opened.seek(0)
        new = opened.read()
    new = new[: new.rfind(b"\n") + 1]
    found = before.messages + len(_MESSAGE.findall(new))
    return _Read(before.size + len(new), (before.end + new)[-_END:], found)


@asynccontextmanager
async def at_work(there: Premises, **environment: str) -> AsyncIterator[Desk]:
    """Run the desk there, for the length of a `with`, with more in its environment."""
    lines = settings_environment(there.container.settings) | environment
    async with started("desk", there.home, lines, "run") as process:
        found = Desk(there, process)
        await found.looked_at()
        yield found


@asynccontextmanager
async def desk(home: Path, url: str) -> AsyncIterator[Desk]:
    """Run a new desk."""
    async with premises(home, url) as there, at_work(there) as found:
        yield found


DATABASES = ("SQLite", "PostgreSQL")


@contextmanager
def database(kind: str) -> Iterator[tuple[Path, str]]:
    """Make a folder, and an empty database of that kind whose address is returned beside it."""
    with tempfile.TemporaryDirectory(prefix="sw-bench-") as folder:
        home = Path(folder)
        if kind == "SQLite":
            yield home, f"sqlite:///{home / 'bench.db'}"
            return
        with postgres_server(durable=True) as address:
            yield home, address.render_as_string(hide_password=False)


def _of_postgres(data: Path | None) -> float:
    """Return the processor seconds of the PostgreSQL whose data are in that folder: of its
    processes that run, and of those that their fathers have waited for."""
    total = 0.0
    for process in Path("/proc").glob("[0-9]*") if data else ():
        try:
            if (process / "cwd").readlink() != data:
                continue
            fields = (process / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += sum(int(fields[at]) for at in (11, 12, 13, 14)) / _TICKS
    return total
