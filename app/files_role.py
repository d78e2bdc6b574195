"""The archive's relay: transcripts are written whatever becomes of the user accounts."""

import asyncio
from collections.abc import Callable

from app.container import Container, new_marker
from app.files import files_of
from core.delivery.rates import Unlimited
from core.delivery.relay import Relay
from core.domain.effects import Gateway
from core.ports import UNDISPUTED, Right
from core.usecases.settle_effect import settle_effect


class FilesRole:
    """Writes LOGS_DIR."""

    def __init__(self, container: Container, right: Right = UNDISPUTED) -> None:
        self._container, self._right = container, right

    async def run(self, stop: asyncio.Event, ready: Callable[[], None]) -> None:
        """Work until `stop` is set."""
        shared = self._container
        relay = Relay(
            shared.database,
            shared.database.wakeup,
            Gateway.ARCHIVE,
            files_of(shared),
            Unlimited(),
            settle_effect,
            shared.settings.rules(),
            shared.clock,
            new_marker,
            right=self._right,
        )
        ready()
        await relay.run(stop)
