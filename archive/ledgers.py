"""Makes a ledger of each day that is over, soon after midnight."""

import asyncio
from contextlib import suppress
from pathlib import Path

import structlog

from archive.files import write_files
from core.consequences.reactions import OpenWork
from core.delivery.trouble import always
from core.ports import UNDISPUTED, Right
from core.transcripts.ledgers import FOLDER, Signer, ledger_file, ledger_name, make_ledger

log = structlog.get_logger(__name__)

LOOK_EVERY = 60.0


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
        if not self._right.holds():
            return False
        async with self._open_work() as work:
            ledger = await make_ledger(work, self._signer)
            if ledger is not None:
                file = {ledger_name(ledger.day): ledger_file(ledger)}
                # Before the commit: whoever posts it finds it.
                await asyncio.to_thread(write_files, self._folder / FOLDER, file)
        if ledger is not None:
            log.info("the record's ledger is made", day=str(ledger.day), hash=ledger.hash.hex())
        return ledger is not None
