"""How long `switchboard run` takes until the first update is answered, on a database that is up to
date, without the page; beside a Python that imports the same libraries, alternating. And what
commands cost that are to be quick.
"""

import asyncio
import os
import resource
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.desk import DATABASES, Premises, at_work, database, premises, processor_seconds
from bench.libraries import imported, libraries_of
from bench.rows import Better, Row
from stories.apart import settings_environment
from stories.processes import start

NAME = "start"
ROUNDS = 5
MUST, AIM = 1.3, 1.1
WITHIN = 0.5
"""Seconds for what is asked often."""


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds of the clock and of the processor."""

    seconds: float
    processor: float


async def measure() -> AsyncIterator[Row]:
    """Return the start for both databases, and the quick commands."""
    for kind in DATABASES:
        for row in await _starts(kind):
            yield row
    for row in await _commands():
        yield row


async def _starts(kind: str) -> list[Row]:
    floor, ours = [], []
    with database(kind) as (home, url):
        async with premises(home, url) as there:
            libraries = await libraries_of(there)
            for _ in range(ROUNDS):
                floor.append(await _imports(libraries))
                ours.append(await _answers(there))
    return [
        Row(
            NAME, f"{kind}, until the first answer", "s", median(each.seconds for each in ours),
            Better.LESS, median(each.seconds for each in floor), must=MUST, aim=AIM,
        ),
        Row(
            NAME, f"{kind}, until the first answer", "processor s",
            median(each.processor for each in ours), Better.LESS,
            median(each.processor for each in floor), must=MUST, aim=AIM,
        ),
    ]  # fmt: skip


async def _imports(libraries: Path) -> Took:
    async with imported(libraries) as process:
        return Took(process.seconds, processor_seconds(process.pid))


async def _answers(there: Premises) -> Took:
    answered = asyncio.create_task(there.server.order("burst", 1))
    await asyncio.sleep(0)  # so that it is asked for
    began = perf_counter()
    environment = settings_environment(there.container.settings)
    process = await start("desk", there.home, environment, "run")
    try:
        seconds = (await answered)["last"] - began
        return Took(seconds, processor_seconds(process.pid))
    finally:
        await process.stop()


async def _commands() -> list[Row]:
    with database("SQLite") as (home, url):
        async with premises(home, url) as there, at_work(there):
            lines = settings_environment(there.container.settings)
            helped = [_command(home, lines, "--help") for _ in range(ROUNDS)]
            alive = [
                _command(home, lines, "doctor", "--quiet", "--only", "bot") for _ in range(ROUNDS)
            ]
            asked = [_command(home, lines, "doctor", "--quiet") for _ in range(ROUNDS)]
    return [
        _quick("--help", "s", [each.seconds for each in helped]),
        _quick("doctor --quiet --only bot", "processor s", [each.processor for each in alive]),
        Row(
            NAME,
            "doctor --quiet, everything",
            "processor s",
            median(each.processor for each in asked),
            Better.LESS,
        ),
    ]


def _quick(what: str, unit: str, took: list[float]) -> Row:
    return Row(NAME, what, unit, median(took), Better.LESS, must=WITHIN)


def _command(home: Path, lines: dict[str, str], *words: str) -> Took:
    """Run a command to its end; there is only one at a time."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(Path.cwd()), **lines}
    subprocess.run(
        [sys.executable, "-m", "app", *words],
        cwd=home, env=environment, capture_output=True, check=False,
    )  # fmt: skip
    seconds = perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Took(seconds, used)
