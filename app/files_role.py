"""Runs the archive's relay: transcripts are written whatever becomes of the user accounts."""

import asyncio
from collections.abc import Callable
from zoneinfo import ZoneInfo

import structlog

from app.container import Container
from archive.gateway import FilesGateway
from core.model.effects import Gateway
from core.ports import UNDISPUTED, Right
from db.reads import Reads

log = structlog.get_logger(__name__)


def files_of(container: Container) -> FilesGateway:
    """Return the gateway to the disk; exactly one for a desk."""
    settings = container.settings
    rules = settings.rules()

    def title(key: str) -> str:
        topics = container.live.rules(rules).topics
        found = (topic.titled(rules.desk_language) for topic in topics if topic.key == key)
        return next(found, key)

    return FilesGateway(
        settings.logs_dir,
        Reads(container.database),
        container.clock,
        ZoneInfo(settings.time_zone),
        title,
    )


class FilesRole:
    """Writes what belongs into LOGS_DIR."""

    def __init__(self, container: Container, right: Right = UNDISPUTED) -> None:
        self._container, self._right = container, right

    async def run(self, stop: asyncio.Event, ready: Callable[[], None]) -> None:
        """Work until `stop` is set."""
        files = files_of(self._container)
        relay = self._container.relay(Gateway.ARCHIVE, files, self._right)
        swept = await files.sweep()
        if swept:
            log.info("files left half made are swept", files=swept)
        ready()
        listing = asyncio.create_task(files.customers.keep(stop))
        try:
            await relay.run(stop)
        finally:
            listing.cancel()
            await asyncio.gather(listing, return_exceptions=True)
