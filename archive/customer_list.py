"""Keeps the list of customers in LOGS_DIR, from which a browser leads to their pages."""

import asyncio
import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta, tzinfo
from pathlib import Path

import structlog

from archive.files import write_files, written_whole
from archive.page import Pages
from core.files import private_folder
from core.model.records import CustomerContact
from core.ports import DatabaseBusyError, Records
from core.transcripts.views.customers import customer_lines

log = structlog.get_logger(__name__)

NAME = "index.html"
MOST = 5_000
"""Customers in the list, the newest; a browser shows as many at once without effort."""
EVERY = timedelta(minutes=1)
"""From one writing to the next at least, however much changes."""


class CustomerList:
    """The file `<folder>/index.html`. It is made of rows, so whatever was missed comes with the
    next change, or the next start."""

    def __init__(
        self,
        folder: Path,
        records: Records,
        pages: Pages,
        zone: tzinfo,
        every: timedelta = EVERY,
    ) -> None:
        self._folder, self._records, self._pages = folder, records, pages
        self._zone, self._every = zone, every
        self._changed = asyncio.Event()
        self._writing = asyncio.Lock()

    def changed(self) -> None:
        """Somebody's files were written."""
        self._changed.set()

    async def write(self) -> None:
        """Make the file anew. Raises OSError, DatabaseBusyError."""
        async with self._writing:  # what was read before an erasure is not written after it
            contacts, total = await self._records.newest_contacts(MOST)
            await asyncio.to_thread(self._write, contacts, total)

    async def forget(self, customer_id: int) -> None:
        """Take a customer off the list, at once; all else about it comes with the next change.
        Raises OSError, DatabaseBusyError."""
        async with self._writing:
            is_off = await asyncio.to_thread(self._take_off, customer_id)
        if not is_off:
            await self.write()
        self.changed()

    async def keep(self, stop: asyncio.Event) -> None:
        """Write it now, and again after changes, until `stop` is set. What a full disk or a busy
        database refuses is tried again with the next change: transcripts tell of such troubles."""
        await self._try()
        while True:
            await _first(self._changed, stop)
            if stop.is_set():
                return
            self._changed.clear()
            await self._try()
            with suppress(TimeoutError):
                async with asyncio.timeout(self._every.total_seconds()):
                    await stop.wait()

    async def _try(self) -> None:
        try:
            await self.write()
        except (OSError, DatabaseBusyError) as error:
            log.info("the list of customers is not written", reason=str(error))

    def _take_off(self, customer_id: int) -> bool:
        """Return False when it is not known how the file names them."""
        try:
            page = (self._folder / NAME).read_bytes()
        except FileNotFoundError:
            return True
        link = f'<a href="{customer_id}/'.encode()
        left = re.sub(rb"<tr><td>" + re.escape(link) + rb".*?</tr>\n", b"", page, flags=re.DOTALL)
        if left != page:
            write_files(self._folder, {NAME: left})
        return link not in left

    def _write(self, contacts: Sequence[CustomerContact], total: int) -> None:
        lines = customer_lines(contacts, self._zone)
        private_folder(self._folder)
        with written_whole(self._folder / NAME) as out:
            for piece in self._pages.list_pieces(lines, len(contacts), total):
                out.write(piece.encode(errors="backslashreplace"))


async def _first(*events: asyncio.Event) -> None:
    waiting = [asyncio.ensure_future(event.wait()) for event in events]
    try:
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for each in waiting:
            each.cancel()
