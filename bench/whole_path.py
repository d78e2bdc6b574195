"""The bot's whole way: getUpdates, inbox, worker, outbox, relay, sendMessage.

The bot is the owner's own process (`switchboard run --only bot`), the Bot API another one that
answers at once; both share the machine's cores with PostgreSQL. Every update is a message that the
bot does not understand, and its answer points to the buttons. Databases wait for the disk as in
production.
"""

import asyncio
import json
import os
import platform
import sys
import tempfile
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from app.container import open_container
from core.model.people import Person
from stories.apart import TOKEN, settings_environment
from stories.processes import Process, started
from stories.stage import story_settings
from tests.support.servers import postgres_server

CUSTOMERS = 50
UPDATES = 5_000
REPEATS = 3
RATE = 30
STEADY = 300
"""Updates at that rate."""
_LINE = 1 << 22  # bytes of the longest line of the server's

Server = asyncio.subprocess.Process


@asynccontextmanager
async def _null_bot_api() -> AsyncIterator[tuple[Server, int]]:
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.null_bot_api", stdin=PIPE, stdout=PIPE, limit=_LINE
    )
    assert server.stdin is not None
    assert server.stdout is not None
    try:
        yield server, int(await server.stdout.readline())
    finally:
        server.stdin.close()
        await server.wait()


async def _order(server: Server, *words: object) -> Any:
    assert server.stdin is not None
    assert server.stdout is not None
    server.stdin.write((" ".join(map(str, words)) + "\n").encode())
    return json.loads(await server.stdout.readline())


@asynccontextmanager
async def _bot(home: Path, port: int, url: str) -> AsyncIterator[Process]:
    """The bot at work for customers who are registered."""
    lines = {
        "BOT_TOKEN": TOKEN,
        "BOT_API_URL": f"http://127.0.0.1:{port}",
        "BOT_RATE": "0",
    }
    settings = story_settings(home, lines, url, log_level="WARNING")
    async with open_container(settings) as container, container.work() as work:
        for number in range(1, CUSTOMERS + 1):
            await work.uow.customers.seen(Person(number, f"Customer {number}"), work.now)
            await work.uow.customers.register(number, f"+7999{number:07}", work.now)
    async with started(
        "bot", home, settings_environment(settings), "run", "--only", "bot"
    ) as process:
        yield process


def _processor_seconds(process: Process) -> float:
    """Of a process so far, its own and the system's for it (proc(5), fields 14 and 15)."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _share(took: Sequence[float], share: float) -> float:
    """Milliseconds within which that share was answered."""
    return took[min(len(took) - 1, int(len(took) * share))] * 1000


async def measure_bot(name: str, url: str) -> None:
    """Print one line of the table."""
    with tempfile.TemporaryDirectory(prefix="sw-bench-") as folder:
        home = Path(folder)
        async with (
            _null_bot_api() as (server, port),
            _bot(home, port, url or _file(home)) as bot,
        ):
            await _order(server, "burst", UPDATES // 5, CUSTOMERS)  # to warm up
            rates, costs = [], []
            for _ in range(REPEATS):
                before = _processor_seconds(bot)
                got = await _order(server, "burst", UPDATES, CUSTOMERS)
                rates.append(UPDATES / got["seconds"])
                costs.append((_processor_seconds(bot) - before) * 1000 / UPDATES)
            took = (await _order(server, "steady", STEADY, CUSTOMERS, RATE))["took"]
    print(
        f"{name:<12}{median(rates):>11,.0f}{min(rates):>9,.0f}{max(rates):>9,.0f}"
        f"{median(costs):>12.2f}{_share(took, 0.5):>13.1f}{_share(took, 0.99):>8.1f}",
        flush=True,
    )


def _file(home: Path) -> str:
    return f"sqlite:///{home / 'bench.db'}"


async def measure() -> None:
    """Print a table: updates/s, the processor's seconds, how long one takes at 30 a second."""
    print(
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, Python {platform.python_version()}"
    )
    print(
        f"{'':<12}{'updates/s':>11}{'min':>9}{'max':>9}{'CPU s/1000':>12}{'p50 ms':>13}{'p99':>8}"
    )
    await measure_bot("SQLite", "")
    with postgres_server(durable=True) as address:
        await measure_bot("PostgreSQL", address.render_as_string(hide_password=False))


if __name__ == "__main__":
    asyncio.run(measure())
