"""Notifies supervisors at once of a database that takes no writes, since no notice can be written
then; logs a Redis that is away."""

from functools import partial
from typing import TYPE_CHECKING

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError

from app.container import Container
from bot.scrub import scrub
from bot.texts import Texts
from core.cards.send import notify_supervisors
from core.delivery.trouble import patiently, steps
from core.model.memos import Memo
from core.model.notice_keys import NoticeKey
from core.model.texts import Text
from core.ports import DatabaseBusyError
from db.repositories.base import Transaction
from db.repositories.staff import SqlOperators

if TYPE_CHECKING:
    # Loaded where Redis is set.
    from db.steps import RedisSteps

log = structlog.get_logger(__name__)

PAUSES = steps(0.5, 1.0, 2.0, 5.0)
"""Seconds between tries to write. The first try, at once, tells a failover, after which new
connections lead to the server that writes, from a disk that is full."""

REDIS_LINE = "Redis does not answer: questions to people wait for it"
REDIS_PAUSES = steps(0.2, 0.5, 1.0, 2.0, 5.0)
"""Seconds between tries to reach it."""


class DatabaseWatch:
    """Waits for the first refused write, tells supervisors past the outbox, and tells them again
    through it once the database can be written."""

    def __init__(self, container: Container, bot: Bot, texts: Texts) -> None:
        self._container, self._bot, self._texts = container, bot, texts

    async def run(self) -> None:
        """Watch until cancelled."""
        refused = self._container.database.refused
        while True:
            await refused.wait()
            try:
                await self._write()
            except DatabaseBusyError:
                await self._tell()
                await patiently(partial(self._write, is_over=True), pauses=PAUSES)
            refused.clear()

    async def _write(self, *, is_over: bool = False) -> None:
        async with self._container.work() as work:
            await work.once(Memo.DATABASE, word=work.now.isoformat())
            if is_over:
                await notify_supervisors(work, NoticeKey.DATABASE_WRITES)

    async def _tell(self) -> None:
        try:
            async with self._container.database.reading() as transaction:
                supervisors = await self._supervisors(transaction)
        except DatabaseBusyError as error:
            log.warning("supervisors cannot be looked up", reason=str(error))
            return
        log.error("the database takes no writes", supervisors=len(supervisors))
        for person_id, language in supervisors:
            text = self._texts.html(Text(NoticeKey.DATABASE_REFUSES, language, {}))
            try:
                await self._bot.send_message(person_id, text)
            except AiogramError as error:
                log.warning("a supervisor is not told", reason=scrub(str(error)))

    async def _supervisors(self, transaction: Transaction) -> list[tuple[int, str]]:
        found = await SqlOperators(transaction).supervisors()
        return [(each.id, each.language) for each in found if each.started_bot]


async def watch_steps(kept: "RedisSteps") -> None:
    """Look at Redis once at the start, and whenever it has refused something; until cancelled."""
    while True:
        kept.refused.clear()
        await patiently(partial(kept.get, 0), REDIS_LINE, pauses=REDIS_PAUSES)
        await kept.refused.wait()
