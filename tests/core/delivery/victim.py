"""A desk's delivery in a process of its own, to be killed. Each line of its log is a message at the
moment of its sending."""

import asyncio
import os

from core.delivery.rates import Unlimited
from core.delivery.relay import Relay
from core.delivery.worker import InboxWorker
from core.model.effects import Effect, Gateway, SendText
from core.model.outcomes import Outcome, Sent
from core.ports import InboxUpdate, Work
from db.database import SqlDatabase
from tests.core.delivery.support import Followed, message, number_of, opening


class Writing:
    """A gateway to a file: what is written is sent, whatever becomes of this process."""

    def __init__(self, path: str) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND)

    async def carry_out(self, effect: Effect) -> Outcome:
        """Send, and be answered a little later."""
        assert isinstance(effect, SendText)
        os.write(self._file, f"{effect.chat_id} {number_of(effect)}\n".encode())
        await asyncio.sleep(0.001)
        return Sent()


async def _handle(work: Work, update: InboxUpdate) -> None:
    effect = message(update.payload["chat"], update.payload["number"])
    await work.uow.outbox.add(effect, now=work.now)


def deliver(url: str, path: str) -> None:
    """Until killed."""
    asyncio.run(_deliver(url, path))


async def _deliver(url: str, path: str) -> None:
    database = await SqlDatabase.connect(url)
    forever = asyncio.Event()
    wakeup, open_work = database.wakeup, opening(database)
    async with asyncio.TaskGroup() as tasks:
        worker = InboxWorker(open_work, wakeup, "bot", _handle)
        tasks.create_task(worker.run(forever))
        gateway = Writing(path)
        relay = Relay(open_work, wakeup, Gateway.BOT, gateway, Unlimited(), Followed())
        tasks.create_task(relay.run(forever))
