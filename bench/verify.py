"""How long `switchboard transcripts verify` takes for a million entries in ten thousand chains,
with their files, and what it has in memory then, beside the same for one customer."""

import asyncio
import os
import secrets
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import asdict
from time import perf_counter
from zoneinfo import ZoneInfo

from sqlalchemy import insert

from app.container import Container, open_container
from archive.files import write_files
from archive.transcript_files import LINES, TEXT, TranscriptFiles
from bench import history
from bench.desk import DATABASES, database, megabytes
from bench.rows import Better, Row
from core.model.journal import JournalEntry, JournalKind
from core.model.messages import MessageKind, Said, SenderRole
from core.transcripts.chain import linked
from core.transcripts.journal import said as said_entry
from core.transcripts.sealing import sealed_whole
from db.models import chains, journal, transcripts
from stories.apart import settings_environment
from stories.stage import story_settings

NAME = "verify"
CUSTOMERS, MESSAGES, FIRST = 10_000, 99, 1_000
"""Each customer has a ticket, whose chain begins with who they are."""
AT_ONCE = 100
"""Customers that are written in a transaction."""


async def measure() -> AsyncIterator[Row]:
    """Return both, for both databases."""
    for kind in DATABASES:
        with database(kind) as (home, url):
            settings = story_settings(home, {}, url, log_level="WARNING")
            lines = settings_environment(settings)
            async with open_container(settings) as container:
                await history.open_tickets(container.database, container.clock(), FIRST, CUSTOMERS)
                for first in range(FIRST, FIRST + CUSTOMERS, AT_ONCE):
                    await _recorded(container, first)
                await history.vacuum(container.database)
            _, floor = await _verified(lines, str(FIRST))
            seconds, memory = await _verified(lines)
        entries = CUSTOMERS * (MESSAGES + 1)
        what = f"{kind}, {entries:,} entries of {CUSTOMERS:,} chains, and files"
        yield Row(NAME, what, "s", seconds, Better.LESS, must=600, aim=180)
        yield Row(NAME, what, "MB", memory, Better.LESS, floor, must=1.5, aim=1.1)


async def _recorded(container: Container, first: int) -> None:
    """Have some customers' records written, sealed, and put into files."""
    settings = container.settings
    files = TranscriptFiles(settings.logs_dir, ZoneInfo(settings.time_zone))
    entries, heads, told = [], [], []
    for customer in range(first, first + AT_ONCE):
        placed, transcript = sealed_whole(
            customer, {"id": customer, "name": "Customer"}, _said(container, customer),
            container.clock(),
        )  # fmt: skip
        links = linked(placed, {}, secrets.token_bytes, earlier=False)
        for entry, link in zip(placed, links.links, strict=True):
            row = asdict(entry) | asdict(link)
            del row["id"]
            entries.append(row)
        heads += [asdict(each) for each in links.heads]
        lines, text = files.contents(placed)
        write_files(files.folder_of(customer), {LINES: lines, TEXT: text})
        sizes = {"lines_size": len(lines), "text_size": len(text)}
        told.append(asdict(transcript) | sizes | {"written": transcript.position})
    async with container.database.writing() as connection:
        await connection.execute(insert(journal), entries)
        await connection.execute(insert(chains), heads)
        await connection.execute(insert(transcripts), told)


def _said(container: Container, customer: int) -> list[JournalEntry]:
    now, found = container.clock().replace(microsecond=0), []
    for number in range(MESSAGES):
        text = f"{history.SAID} I ask for the time number {number}."
        said = Said(customer, number, customer, "Customer", now, MessageKind.TEXT, text)
        draft = said_entry(customer, customer, None, SenderRole.CUSTOMER, said, now)
        found.append(JournalEntry(JournalKind.MESSAGE, now, customer, customer, draft.body))
    return found


async def _verified(lines: dict[str, str], *customers: str) -> tuple[float, float]:
    """Return the seconds that it took, and the most megabytes that it had."""
    before = perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "app", "transcripts", "verify", *customers,
        env={**os.environ, **lines}, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    most = 0.0
    watching = asyncio.create_task(process.communicate())
    while not watching.done():
        # What ended meanwhile tells nothing any more.
        with suppress(OSError, StopIteration):
            most = max(most, megabytes(process.pid, "VmHWM"))
        await asyncio.wait([watching], timeout=0.1)
    told, _ = await watching
    if process.returncode or b"consistent" not in told:
        raise RuntimeError(f"not verified: {told.decode()}")
    return perf_counter() - before, most
