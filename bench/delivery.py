"""How fast updates pass from the inbox to a gateway that answers at once: the durable way alone.

Each update is stored, worked through into one message, sent to nowhere and marked. Databases wait
for the disk as in production.
"""

import asyncio
import gc
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from bench.rows import Better, Row
from core.consequences.reactions import OpenWork
from core.delivery.rates import Unlimited
from core.delivery.relay import Relay
from core.delivery.worker import InboxWorker
from core.model.effects import Effect, Gateway, SendText
from core.model.outcomes import Outcome, Sent
from core.model.rules import Rules
from core.model.text_keys import TextKey
from core.model.texts import Text
from core.ports import InboxUpdate, OutboxEffect, Work
from db.database import SqlDatabase
from db.migrations import upgrade
from tests.support.servers import postgres_server

NAME = "delivery"
UPDATES = 5_000
CHATS = 50
AT_ONCE = 100
"""Updates in one long poll: as many as Telegram gives."""


class Nowhere:
    """A gateway that has sent everything at once."""

    def __init__(self) -> None:
        self.sent = 0
        self.changed = asyncio.Event()

    async def carry_out(self, _effect: Effect) -> Outcome:
        self.sent += 1
        self.changed.set()
        return Sent({"message_id": self.sent})


async def _answer(work: Work, update: InboxUpdate) -> None:
    text = Text(TextKey.THANKS, "en", {"ticket": update.id})
    await work.tell(SendText(update.payload["chat"], text))


async def _nothing_follows(_work: Work, _row: OutboxEffect, _outcome: Outcome) -> None:
    return


def _now() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def _running(database: SqlDatabase, gateway: Nowhere) -> AsyncIterator[None]:
    stop = asyncio.Event()
    opening, wakeup = OpenWork(database, Rules(), _now, lambda: "marker"), database.wakeup
    worker = InboxWorker(opening, wakeup, "bench", _answer)
    relay = Relay(opening, wakeup, Gateway.BOT, gateway, Unlimited(), _nothing_follows)
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(worker.run(stop))
        tasks.create_task(relay.run(stop))
        yield
        stop.set()


async def _store(database: SqlDatabase, first: int, count: int) -> None:
    updates = [
        (str(number), {"chat": number % CHATS + 1, "text": "x" * 400})
        for number in range(first, first + count)
    ]
    async with database.unit_of_work() as uow:
        await uow.inbox.store("bench", updates, _now())


async def _until(gateway: Nowhere, count: int) -> None:
    while gateway.sent < count:
        gateway.changed.clear()
        await gateway.changed.wait()


async def _measure(name: str, url: str) -> list[Row]:
    await upgrade(url)
    database = await SqlDatabase.connect(url)
    gateway = Nowhere()
    async with _running(database, gateway):
        started, cpu = time.perf_counter(), time.process_time()
        for first in range(0, UPDATES, AT_ONCE):
            await _store(database, first, AT_ONCE)
        await _until(gateway, UPDATES)
        rate = UPDATES / (time.perf_counter() - started)
        busy = (time.process_time() - cpu) / UPDATES * 1000
    await database.close()
    return [
        Row(NAME, name, "updates/s", rate, Better.MORE),
        Row(NAME, name, "processor s for 1,000", busy, Better.LESS),
    ]


async def measure() -> AsyncIterator[Row]:
    """Return updates a second through inbox, worker, outbox and relay, and the processor's time."""
    gc.freeze()
    gc.set_threshold(50_000, 50, 50)
    with tempfile.TemporaryDirectory(prefix="sw-bench-") as folder:
        for row in await _measure("SQLite", f"sqlite:///{Path(folder) / 'bench.db'}"):
            yield row
    with postgres_server(durable=True) as address:
        url = address.render_as_string(hide_password=False)
        for row in await _measure("PostgreSQL", url):
            yield row
