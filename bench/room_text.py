"""What is said in a room, on the whole way: MTProto, inbox, row and transcript; beside a handler of
kurigram's own that only hears it, alternating with it in the same run.

The desk is the owner's command, its bot and its user account in one process; the Telegram of this
machine is in the process that measures, and says as fast as it can: where it is the slowest of
all, only the processor time tells the difference.
"""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from statistics import median
from time import perf_counter

from app.container import open_container
from bench.desk import DATABASES, LOOK_EVERY, PATIENCE, Round, Transcripts, database
from bench.desk import processor_seconds as processor
from bench.rows import Better, Row
from sandbox.people import Person
from stories import acts
from stories.apart import settings_environment
from stories.processes import started
from stories.stage import Premises, Stage, log_in_to, premises, story_settings

NAME = "a room's text"
ROOMS = 4
TEXTS = 600
"""Texts of one round."""
ROUNDS = 3
WARM = 100


class Rooms:
    """Groups and who speaks there, in turn."""

    def __init__(self, speakers: Sequence[tuple[Person, int]]) -> None:
        self._speakers = speakers

    async def say(self, count: int) -> None:
        """Say as many texts, as fast as they are taken."""
        for number in range(count):
            person, room = self._speakers[number % len(self._speakers)]
            await person.say(room, f"Where is my parcel? It is number {number}.")


class Bare:
    """The handler that keeps nothing."""

    def __init__(self, process: Process, rooms: Rooms) -> None:
        self._process, self._rooms = process, rooms

    async def hear(self, count: int) -> Round:
        """Hear as many texts."""
        before, began = processor(self._process.pid), perf_counter()
        await self._rooms.say(count)
        assert self._process.stdin is not None
        self._process.stdin.write(f"{count}\n".encode())
        await self.says(b"heard")
        seconds = perf_counter() - began
        return Round(count, seconds, processor(self._process.pid) - before)

    async def says(self, word: bytes) -> None:
        """Wait for a line of that word; the library prints some of its own."""
        assert self._process.stdout is not None
        while (line := await self._process.stdout.readline()).strip() != word:
            if not line:
                raise RuntimeError(f"the bare account ended before it said {word!r}")


class Desk:
    """The desk: each text is a row and a line of a transcript."""

    def __init__(self, pid: int, stage: Stage, rooms: Rooms) -> None:
        self._pid, self._stage, self._rooms = pid, stage, rooms
        self._transcripts = Transcripts(stage.settings.logs_dir)

    async def hear(self, count: int) -> Round:
        """Hear as many texts, until all that follows is done."""
        rows, lines = await self._rows(), self._transcripts.count()
        before, began = processor(self._pid), perf_counter()
        await self._rooms.say(count)
        await self._stage.is_quiet(PATIENCE)
        async with asyncio.timeout(PATIENCE):
            while not await self._has(rows + count, lines + count):  # noqa: ASYNC110 - of another process
                await asyncio.sleep(LOOK_EVERY)
        return Round(count, perf_counter() - began, processor(self._pid) - before)

    async def _has(self, rows: int, lines: int) -> bool:
        return await self._rows() >= rows and self._transcripts.count() >= lines

    async def _rows(self) -> int:
        (found,) = await self._stage.rows("SELECT count(*) AS number FROM messages")
        return int(found["number"])


async def measure() -> AsyncIterator[Row]:
    """Return texts a second and processor time, for both databases."""
    for kind in DATABASES:
        for row in await _compare(kind):
            yield row


async def _compare(kind: str) -> list[Row]:
    floor, ours = [], []
    with database(kind) as (home, url):
        async with premises(home, url) as there, _bare(there) as bare, _desk(there) as desk:
            for each in (bare, desk):
                await each.hear(WARM)
            for _ in range(ROUNDS):
                floor.append(await bare.hear(TEXTS))
                ours.append(await desk.hear(TEXTS))
    return [
        Row(
            NAME, kind, "updates/s", median(each.rate for each in ours), Better.MORE,
            median(each.rate for each in floor), must=0.5, aim=0.8,
        ),
        Row(
            NAME, kind, "processor s for 1,000", median(each.cost for each in ours), Better.LESS,
            median(each.cost for each in floor),
        ),
    ]  # fmt: skip


@asynccontextmanager
async def _bare(there: Premises) -> AsyncIterator[Bare]:
    account = await there.sandbox.people.add("Bare account")
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bench.bare_account",
        there.lines["MTPROTO_SERVER"], there.lines["MTPROTO_PUBLIC_KEY"],
        account.account.phone or "", there.sandbox.login_code, stdin=PIPE, stdout=PIPE,
    )  # fmt: skip
    assert process.stdin is not None
    speakers: list[tuple[Person, int]] = []
    bare = Bare(process, Rooms(speakers))
    try:
        await bare.says(b"ready")
        for number in range(ROOMS):
            person = await there.sandbox.people.add(f"Person {number}")
            speakers.append((person, await person.create_group(f"Group {number}", [account.id])))
        yield bare
    finally:
        process.stdin.close()
        await process.wait()


@asynccontextmanager
async def _desk(there: Premises) -> AsyncIterator[Desk]:
    settings = story_settings(there.home, there.lines, there.database_url, log_level="WARNING")
    await log_in_to(settings, there.userbot.account.phone or "", there.sandbox.login_code)
    environment = settings_environment(settings)
    async with (
        open_container(settings) as container,
        started("desk", there.home, environment, "run") as process,
    ):
        people = there.sandbox.people
        stage = Stage(people, there.userbot, container, there.sandbox)
        operator = await people.add("Operator", username="operator_of_rooms")
        await stage.add_operator(operator, ROOMS)
        await acts.start_shift(operator)
        speakers = []
        for number in range(ROOMS):
            customer = await people.add(f"Customer {number}")
            room = await acts.enter_room(customer, await acts.come(customer))
            await acts.operator_in_room(customer, room, [operator])
            speakers.append((customer, room))
        await stage.is_quiet(PATIENCE)
        yield Desk(process.pid, stage, Rooms(speakers))
