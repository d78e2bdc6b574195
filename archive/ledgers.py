"""Makes a ledger of each day that is over, soon after midnight."""

import asyncio
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import structlog

from archive.files import write_files
from core.consequences.reactions import OpenWork
from core.delivery.trouble import always
from core.ports import UNDISPUTED, Right
from core.transcripts.ledgers import (
    FOLDER,
    Signer,
    ledger_due,
    ledger_file,
    ledger_name,
    make_ledger,
)

log = structlog.get_logger(__name__)

LOOK_EVERY = 60.0
"""Seconds between looks at the clock, which may be set; the database is asked when a day is over
by it."""


class Ledgers:
    """Keeps the ledgers of the record, in the database and as files below `folder`.

    Args:
        signer: has the key; without it ledgers are not signed.
        right: while it does not hold, nothing is begun.
    """

    def __init__(
        self,
        folder: Path,
        open_work: OpenWork,
        signer: Signer | None = None,
        right: Right = UNDISPUTED,
    ) -> None:
        self._folder, self._open_work = folder, open_work
        self._signer, self._right = signer, right
        self._due: datetime | None = None

    async def run(self, stop: asyncio.Event) -> None:
        """Look whether a day is over until `stop` is set."""

        async def turn() -> None:
            await self.step()
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_EVERY):
                    await stop.wait()

        await always(turn, "the day's ledger is not made", stop)

    async def step(self) -> bool:
        """Make the ledger that is due. Returns whether one was. Raises OSError."""
        if not self._right.holds() or not self._is_due():
            return False
        async with self._open_work() as work:
            due = await ledger_due(work)
            is_due = due <= work.now
            ledger = await make_ledger(work, self._signer) if is_due else None
            if ledger is not None:
                file = {ledger_name(ledger.day): ledger_file(ledger)}
                # Before the commit: whoever posts it finds it.
                await asyncio.to_thread(write_files, self._folder / FOLDER, file)
            if is_due:
                due = await ledger_due(work)
        self._due = due
        if ledger is not None:
            log.info("the record's ledger is made", day=str(ledger.day), hash=ledger.hash.hex())
        return ledger is not None

    def _is_due(self) -> bool:
        return self._due is None or self._due <= self._open_work.clock()
