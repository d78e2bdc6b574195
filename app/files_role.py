"""Runs the archive: transcripts are written whatever becomes of the user accounts."""

import asyncio
from collections.abc import Callable, Collection
from zoneinfo import ZoneInfo

import structlog

from app.container import Container
from app.records_key import load_key
from app.roles import FILES
from archive.customer_list import CustomerList
from archive.exports import Exports, JournalLogs
from archive.gateway import FilesGateway
from archive.handed_over import HandedOver
from archive.ledgers import Ledgers
from archive.page import Pages
from archive.page_writer import PageWriter
from archive.transcript_files import TranscriptFiles
from archive.writer import TranscriptWriter
from core.model.effects import Gateway
from core.model.texts import Text
from core.ports import UNDISPUTED, Right
from core.privacy.erasing import Eraser
from core.transcripts.ledgers import Signer
from db.leases import Leases
from db.reads import Reads
from db.remains import SqlRemaining

log = structlog.get_logger(__name__)

LOOK_EVERY = 0.5
"""Seconds between looks whether another process has made the files again."""


def title_of(container: Container) -> Callable[[str], str]:
    """Return what gives a topic's title by its key, as the desk calls it now."""
    rules = container.settings.rules()

    def title(key: str) -> str:
        topics = container.live.rules(rules).topics
        found = (topic.titled(rules.desk_language) for topic in topics if topic.key == key)
        return next(found, key)

    return title


def said_by(container: Container) -> Callable[[Text], str]:
    """Return what writes the desk's texts; they are loaded when the first one is wanted."""

    def say(text: Text) -> str:
        return container.texts.plain(text)

    return say


class Archive:
    """What writes into LOGS_DIR; exactly one for a desk."""

    def __init__(
        self, container: Container, right: Right = UNDISPUTED, signer: Signer | None = None
    ) -> None:
        settings, title = container.settings, title_of(container)
        folder, zone = settings.logs_dir, ZoneInfo(settings.time_zone)
        records, pages, open_work = Reads(container.database), Pages(title), container.open_work()
        self.customers = CustomerList(folder, records, pages, zone)
        files = TranscriptFiles(folder, zone)
        self.writer = TranscriptWriter(files, open_work, records, self.customers.changed, right)
        self.ledgers = Ledgers(folder, open_work, signer, right)
        self.pages = PageWriter(self.writer, open_work, records, pages, zone, right)
        eraser = Eraser(open_work, SqlRemaining(container.database))
        logs = JournalLogs(open_work, zone, self.writer.bring_up)

        async def verify(people: Collection[int], tickets: Collection[int]) -> str:
            # What proves the record is loaded when somebody has it proved.
            from app.verified import verified

            return await verified(container, people, tickets)

        exports = Exports(
            folder, records, logs, zone, settings.time_zone, said_by(container), title, verify
        )
        handed_over = HandedOver(folder, exports, container.clock)
        self.gateway = FilesGateway(
            folder, records, container.clock, self.writer, self.customers, pages, eraser,
            handed_over, zone, records.heads,
        )  # fmt: skip

    async def rebuild(self, customer_ids: Collection[int] | None = None) -> int:
        """Make the files of these customers again, or of all; how many have any. Zips stay as they
        are. Raises OSError."""
        count = await self.writer.rebuild(customer_ids)
        await self.pages.catch_up()
        await self.customers.write()
        return count


async def rebuild(container: Container, customer_ids: Collection[int] | None) -> int:
    """Have the files of these customers made again, or of all; how many have any. It is done here,
    or by the process that writes files anyway, since only one may. Raises OSError."""
    async with Leases(container.settings.direct_database) as leases:
        lease = await leases.attempt(FILES)
        if lease is not None:
            return await Archive(container, lease).rebuild(customer_ids)
    async with container.work() as work:
        count = await work.uow.transcripts.write_anew(customer_ids)
    while True:
        async with container.work() as work:
            if not await work.uow.transcripts.behind(customer_ids):
                return count
        await asyncio.sleep(LOOK_EVERY)


async def catch_up(container: Container) -> None:
    """Have the journal hold all that is recorded by now: it is done here, or by the process that
    writes files anyway. Raises OSError."""
    begun = container.clock()
    async with Leases(container.settings.direct_database) as leases:
        lease = await leases.attempt(FILES)
        if lease is not None:
            await Archive(container, lease).writer.catch_up()
            return
    while True:
        oldest = await Reads(container.database).oldest_entry_waiting()
        if oldest is None or oldest > begun:
            return
        await asyncio.sleep(LOOK_EVERY)


class FilesRole:
    """Writes what belongs into LOGS_DIR."""

    def __init__(self, container: Container, right: Right = UNDISPUTED) -> None:
        self._container, self._right = container, right

    async def run(self, stop: asyncio.Event, ready: Callable[[], None]) -> None:
        """Work until `stop` is set."""
        # Not before it runs: other parts need no key.
        signer = load_key(self._container.settings.records_key_file)
        archive = Archive(self._container, self._right, signer)
        relay = self._container.relay(Gateway.ARCHIVE, archive.gateway, self._right)
        swept = await archive.gateway.sweep()
        if swept:
            log.info("files left half made are swept", files=swept)
        ready()
        beside = [
            asyncio.create_task(archive.customers.keep(stop)),
            asyncio.create_task(archive.writer.run(stop, self._container.database.wakeup)),
            asyncio.create_task(archive.pages.run(stop)),
            asyncio.create_task(archive.ledgers.run(stop)),
        ]
        try:
            await relay.run(stop)
        finally:
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)
