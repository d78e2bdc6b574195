"""The archive's relay: transcripts are written whatever becomes of the user accounts."""

import asyncio
from collections.abc import Callable

import structlog

from app.container import Container
from app.files import files_of
from core.consequences.settlements import settle_effect
from core.delivery.rates import Unlimited
from core.delivery.relay import Relay
from core.model.effects import Gateway
from core.ports import UNDISPUTED, Right

log = structlog.get_logger(__name__)


class FilesRole:
    """Writes LOGS_DIR."""

    def __init__(self, container: Container, right: Right = UNDISPUTED) -> None:
        self._container, self._right = container, right

    async def run(self, stop: asyncio.Event, ready: Callable[[], None]) -> None:
        """Work until `stop` is set."""
        shared = self._container
        files = files_of(shared)
        relay = Relay(
            shared.open_work(),
            shared.database.wakeup,
            Gateway.ARCHIVE,
            files,
            Unlimited(),
            settle_effect,
            right=self._right,
        )
        swept = await files.sweep()
        if swept:
            log.info("files left half made are swept", files=swept)
        ready()
        await relay.run(stop)
