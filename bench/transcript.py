"""A message of a customer who has said 100,000 already, beside the first ones of somebody new: the
processor time of recording it and of putting it into the files, and how long that takes from the
commit until its line stands there.

Both take turns in this process, message by message. The page is not part of it: it is rendered once
a minute at most, for a tenth of the time at most (`archive/page_writer.py`).
"""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from zoneinfo import ZoneInfo

from sqlalchemy import insert

from app.container import Container, open_container
from archive.transcript_files import LINES, TranscriptFiles
from archive.writer import TranscriptWriter
from bench.rows import Better, Row
from core.conversations.record import record_for
from core.model.journal import JournalKind
from core.model.messages import MessageKind, Said, SenderRole
from core.model.people import Person
from core.model.tickets import Ticket
from core.transcripts.journal import said as said_entry
from db.models import journal, messages, transcripts
from db.reads import Reads
from stories.stage import story_settings
from tests.support.servers import postgres_server

NAME = "transcript"
SAID = 100_000
"""Messages of the one who has said most."""
AT_ONCE = 5_000
TEXTS = 200
ROUNDS = 5
DELAYS = 30
"""Messages whose delay is measured, for each of the two."""
LOOK_EVERY = 0.005
PATIENCE = 30.0
OLD = 1
"""The customer who has said so much; those who are new have the numbers behind."""
WITHIN = 2.0
"""Seconds within which a line has to stand."""
FLAT = 1.2


class Archive:
    """A desk's recording and its archive, without anything else of it."""

    def __init__(self, container: Container) -> None:
        self.container = container
        settings = container.settings
        self.folder = settings.logs_dir
        files = TranscriptFiles(self.folder, ZoneInfo(settings.time_zone))
        records = Reads(container.database)
        self.writer = TranscriptWriter(files, container.open_work(), records)
        self._numbers = count(SAID + 1)

    async def opens(self, customer_id: int) -> Ticket:
        """Somebody new has a ticket."""
        async with self.container.work() as work:
            await work.uow.customers.seen(Person(customer_id, f"Customer {customer_id}"), work.now)
            ticket = await work.uow.tickets.open(customer_id, "general", 0, work.now)
            if ticket is None:
                raise RuntimeError(f"customer {customer_id} has a ticket")
            work.uow.journal.opened(ticket)
        await self.writer.catch_up()
        return ticket

    async def records(self, ticket: Ticket) -> None:
        """The customer says something."""
        async with self.container.work() as work:
            number = next(self._numbers)
            text = f"This is what I say, number {number} of all that I have to say"
            said = Said(
                ticket.customer_id, number, ticket.customer_id, "Customer",
                work.now.replace(microsecond=0), MessageKind.TEXT, text,
            )  # fmt: skip
            await record_for(work, ticket, None, SenderRole.CUSTOMER, said)

    async def cost(self, ticket: Ticket) -> float:
        """Return the processor's milliseconds for each of some messages."""
        began = process_time()
        for _ in range(TEXTS):
            await self.records(ticket)
            await self.writer.step()
        return (process_time() - began) * 1000 / TEXTS

    async def delay(self, ticket: Ticket) -> float:
        """Return the seconds from a message's commit until its line stands."""
        file = self.folder / str(ticket.customer_id) / LINES
        before = file.stat().st_size
        await self.records(ticket)
        began = perf_counter()
        async with asyncio.timeout(PATIENCE):
            while file.stat().st_size == before:  # noqa: ASYNC110 - a file tells nobody
                await asyncio.sleep(LOOK_EVERY)
        return perf_counter() - began


async def measure() -> AsyncIterator[Row]:
    """Return cost and delay, for both databases."""
    for kind in ("SQLite", "PostgreSQL"):
        with (
            tempfile.TemporaryDirectory(prefix="sw-bench-") as folder,
            _address(kind, Path(folder)) as url,
        ):
            settings = story_settings(Path(folder), {}, url, log_level="WARNING")
            async with open_container(settings) as container:
                for row in await _compare(kind, Archive(container)):
                    yield row


async def _compare(kind: str, archive: Archive) -> list[Row]:
    old = await archive.opens(OLD)
    await _said_much(archive, old)
    first, last = list[float](), list[float]()
    new = old
    for number in range(1, ROUNDS + 1):
        new = await archive.opens(OLD + number)
        first.append(await archive.cost(new))
        last.append(await archive.cost(old))
    delays = await _delays(archive, new, old)
    return [
        Row(
            NAME, f"{kind}, the 100,000th", "processor ms a message", median(last), Better.LESS,
            median(first), must=FLAT, aim=1.0,
        ),
        Row(
            NAME, f"{kind}, the 100,000th", "s until it stands, the longest", delays,
            Better.LESS, must=WITHIN,
        ),
    ]  # fmt: skip


async def _delays(archive: Archive, new: Ticket, old: Ticket) -> float:
    stop = asyncio.Event()
    running = asyncio.create_task(archive.writer.run(stop, archive.container.database.wakeup))
    try:
        found = [await archive.delay(each) for _ in range(DELAYS) for each in (new, old)]
    finally:
        stop.set()
        await running
    return max(found[1::2])


async def _said_much(archive: Archive, ticket: Ticket) -> None:
    """Put rows and entries into the database as if all that had been said, and have the files
    made."""
    now = archive.container.clock()
    for first in range(1, SAID + 1, AT_ONCE):
        numbers = range(first, first + AT_ONCE)
        rows, entries = [], []
        for number in numbers:
            at = (now - timedelta(seconds=SAID - number)).replace(microsecond=0)
            text = f"This is what I said, number {number}"
            said = Said(OLD, number, OLD, "Customer", at, MessageKind.TEXT, text)
            draft = said_entry(ticket.id, OLD, None, SenderRole.CUSTOMER, said, at)
            rows.append(
                {
                    "ticket_id": ticket.id, "role": SenderRole.CUSTOMER, "chat_id": OLD,
                    "message_id": number, "sender_id": OLD, "sender_name": "Customer",
                    "sent_at": at, "kind": MessageKind.TEXT, "text": text, "recorded_at": at,
                }
            )  # fmt: skip
            entries.append(
                {
                    "customer_id": OLD, "ticket_id": ticket.id, "at": at,
                    "kind": JournalKind.MESSAGE, "body": draft.body, "position": number + 2,
                }
            )  # fmt: skip
        async with archive.container.database.writing() as connection:
            await connection.execute(insert(messages), rows)
            await connection.execute(insert(journal), entries)
    async with archive.container.database.writing() as connection:
        known = transcripts.update().where(transcripts.c.customer_id == OLD)
        await connection.execute(known.values(position=SAID + 2, said_until=now))
    await archive.writer.rebuild([OLD])


@contextmanager
def _address(kind: str, home: Path) -> Iterator[str]:
    if kind == "SQLite":
        yield f"sqlite:///{home / 'bench.db'}"
        return
    with postgres_server(durable=True) as address:
        yield address.render_as_string(hide_password=False)
