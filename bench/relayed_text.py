"""A customer's text that is relayed to the staff, on the whole way: getUpdates, inbox, worker, the
row that is kept, the copy at the desk, where it stands, and the transcript; beside a relay of
aiogram's own that keeps nothing, alternating with it in the same run.

The desk is the owner's command (`switchboard run`), the Bot API another process that answers at
once; all share the machine's cores, with PostgreSQL too. Time and processor run until nothing is
unsettled and the transcripts stand. Databases wait for the disk as in production.
"""

import asyncio
import json
import os
import re
import sys
import tempfile
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from sqlalchemy import text

from app.container import Container, open_container
from app.settings import Settings
from bench.null_bot_api import FIRST_DESK, TOKEN
from bench.rows import Better, Row
from core.desks.desk import take_desk
from core.groups.lifecycle import add_group
from core.model.fallback import Cannot
from core.model.people import Person
from core.model.places import GroupUse
from core.ports import Work
from stories.apart import settings_environment
from stories.processes import started
from stories.stage import story_settings
from tests.support.servers import postgres_server

NAME = "relayed text"
CUSTOMERS = 50
TEXTS = 3_000
"""Texts of one round."""
ROUNDS = 3
WARM = 500
LOOK_EVERY = 0.05
PATIENCE = 300.0
"""Seconds within which a round has to be over."""
_LINE = 1 << 22  # bytes of the longest line of the server's
_MESSAGE = re.compile(rb'"type": ?"message"')
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Round:
    """What one round took: seconds of the clock and of the processor."""

    seconds: float
    processor: float
    database: float = 0.0

    @property
    def rate(self) -> float:
        """Updates a second."""
        return TEXTS / self.seconds

    @property
    def cost(self) -> float:
        """Seconds of the processor for a thousand updates."""
        return self.processor * 1000 / TEXTS


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


class Bare:
    """The relay that keeps nothing."""

    def __init__(self, server: NullServer, pid: int) -> None:
        self._server, self._pid = server, pid

    async def relay(self, count: int) -> Round:
        """Relay as many texts."""
        before = processor_seconds(self._pid)
        got = await self._server.order("burst", count, CUSTOMERS)
        return Round(got["seconds"], processor_seconds(self._pid) - before)


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


class Desk:
    """The desk as its owner runs it."""

    def __init__(self, server: NullServer, container: Container, pid: int) -> None:
        self._server, self._container, self._pid = server, container, pid
        self._said = 0

    async def relay(self, count: int) -> Round:
        """Relay as many texts, until all that follows is done; and count what was kept."""
        before, database = processor_seconds(self._pid), _of_postgres()
        began = perf_counter()
        await self._server.order("burst", count, CUSTOMERS)
        self._said += count
        await self._settled()
        seconds = perf_counter() - began
        took = Round(seconds, processor_seconds(self._pid) - before, _of_postgres() - database)
        await self._count()
        return took

    async def _settled(self) -> None:
        async with asyncio.timeout(PATIENCE):
            while not await self._is_settled():  # noqa: ASYNC110 - of another process
                await asyncio.sleep(LOOK_EVERY)

    async def _is_settled(self) -> bool:
        waiting = await self._number("SELECT count(*) FROM outbox WHERE settled_at IS NULL")
        return not waiting and self._lines() >= self._said

    async def _number(self, query: str) -> int:
        async with self._container.database.engine.connect() as connection:
            return int((await connection.execute(text(query))).scalar_one())

    async def _count(self) -> None:
        """Raise RuntimeError unless each text is a row, a copy and a line of its transcript."""
        rows = await self._number("SELECT count(*) FROM messages")
        copies = await self._number("SELECT count(*) FROM copies")
        if not rows == copies == self._lines() == self._said:
            lines = self._lines()
            raise RuntimeError(f"{self._said} texts: {rows} rows, {copies} copies, {lines} lines")

    def _lines(self) -> int:
        files = self._container.settings.logs_dir.glob("*/transcript.jsonl")
        return sum(len(_MESSAGE.findall(file.read_bytes())) for file in files)


def _of_postgres() -> float:
    """Return the processor seconds of all PostgreSQL processes of this machine that still run, and
    of those that their fathers have waited for."""
    total = 0.0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            head, _, tail = stat.read_text().rpartition(")")
        except OSError:
            continue
        if head.endswith("(postgres"):
            fields = tail.split()
            total += sum(int(fields[at]) for at in (11, 12, 13, 14)) / _TICKS
    return total


@asynccontextmanager
async def desk(home: Path, url: str) -> AsyncIterator[Desk]:
    """Run the desk for customers who have a ticket and a desk each."""
    async with null_server() as server:
        settings = _settings(home, url, server.port)
        async with open_container(settings) as container:
            async with container.work() as work:
                await _at_desks(work)
            environment = settings_environment(settings)
            async with started("desk", home, environment, "run") as process:
                yield Desk(server, container, process.pid)


def _settings(home: Path, url: str, port: int) -> Settings:
    lines = {"BOT_TOKEN": TOKEN, "BOT_API_URL": f"http://127.0.0.1:{port}", "BOT_RATE": "0"}
    desks = tuple(FIRST_DESK - number for number in range(1, CUSTOMERS + 1))
    return story_settings(home, lines, url, log_level="WARNING", desk_chat_ids=desks)


async def _at_desks(work: Work) -> None:
    """Each customer has an open ticket, and a desk for it."""
    for number in range(1, CUSTOMERS + 1):
        await work.uow.customers.seen(Person(number, f"Customer {number}"), work.now)
        await work.uow.customers.register(number, f"+7999{number:07}", work.now)
        await add_group(work, FIRST_DESK - number, GroupUse.DESK, f"Desk {number}", None)
    for number in range(1, CUSTOMERS + 1):
        ticket = await work.uow.tickets.open(number, "general", 0, work.now)
        if ticket is None or isinstance(await take_desk(work, ticket), Cannot):
            raise RuntimeError(f"customer {number} has no desk")


@contextmanager
def _address(kind: str, home: Path) -> Iterator[str]:
    if kind == "SQLite":
        yield f"sqlite:///{home / 'bench.db'}"
        return
    with postgres_server(durable=True) as address:
        yield address.render_as_string(hide_password=False)


async def measure() -> list[Row]:
    """Return updates a second and processor time, for both databases."""
    rows: list[Row] = []
    for kind in ("SQLite", "PostgreSQL"):
        with tempfile.TemporaryDirectory(prefix="sw-bench-") as folder:
            home = Path(folder)
            with _address(kind, home) as url:
                rows += await _compare(kind, home, url)
    return rows


async def _compare(kind: str, home: Path, url: str) -> list[Row]:
    floor, ours = [], []
    async with bare_relay() as bare, desk(home, url) as whole:
        for each in (bare, whole):
            await each.relay(WARM)
        for _ in range(ROUNDS):
            floor.append(await bare.relay(TEXTS))
            ours.append(await whole.relay(TEXTS))
    rate = Row(
        NAME, kind, "updates/s", median(each.rate for each in ours), Better.MORE,
        median(each.rate for each in floor), must=0.8, aim=1.0,
    )  # fmt: skip
    cost = Row(
        NAME, kind, "processor s for 1,000", median(each.cost for each in ours), Better.LESS,
        median(each.cost for each in floor), must=1.4, aim=1.0,
    )  # fmt: skip
    beside = median(each.database for each in ours) * 1000 / TEXTS
    database = Row(NAME, f"{kind}'s own processes", cost.unit, beside, Better.LESS)
    return [rate, cost] if kind == "SQLite" else [rate, cost, database]
