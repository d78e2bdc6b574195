"""Renders customers' pages: when a ticket begins or ends, when somebody asks, and else once a
minute at most while a talk goes on. A page costs what the whole history costs; a line of the logs
does not."""

import asyncio
import time
from collections.abc import Callable
from datetime import timedelta, tzinfo

import structlog

from archive.page import Pages
from archive.writer import TranscriptWriter
from core.consequences.reactions import OpenWork
from core.consequences.settlements import disk_refuses
from core.delivery.trouble import always
from core.disk_errors import PAUSE, refused_by_disk
from core.ports import UNDISPUTED, Records, Right

log = structlog.get_logger(__name__)

NAME = "index.html"
EVERY = timedelta(minutes=1)
LOOK_EVERY = 0.5
SHARE = 50
"""Of the time at most one part in so many goes into pages that nobody asked for."""
PIECE, REST = 0.001, 0.02
"""Seconds for which a page is worked on without a pause, and for which others go on then: in a
thread it would take the interpreter from them for five milliseconds at a time
(https://docs.python.org/3/library/sys.html#sys.setswitchinterval)."""


class PageWriter:
    """Keeps each customer's index.html.

    Args:
        writer: what puts files into customers' folders.
        now: seconds of a clock that cannot be set.
    """

    def __init__(
        self,
        writer: TranscriptWriter,
        open_work: OpenWork,
        records: Records,
        pages: Pages,
        zone: tzinfo,
        right: Right = UNDISPUTED,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._writer, self._open_work, self._records = writer, open_work, records
        self._pages, self._zone, self._right, self._now = pages, zone, right, now
        self._rests_until = 0.0

    async def run(self, stop: asyncio.Event) -> None:
        """Render what is due until `stop` is set."""

        async def turn() -> None:
            try:
                if not await self.step():
                    await asyncio.sleep(LOOK_EVERY)
            except OSError as error:
                async with self._open_work() as work:
                    await disk_refuses(work, refused_by_disk(error, work.now).reason)
                await asyncio.sleep(PAUSE.total_seconds())

        await always(turn, "pages not written", stop)

    async def step(self, rest: float = REST) -> bool:
        """Render one page that is due, with pauses of so many seconds. Returns whether there may be
        more. Raises OSError."""
        if not self._right.holds():
            return False
        async with self._open_work() as work:
            due = await work.uow.transcripts.unshown(work.now - EVERY, 1)
        for customer_id, position, at_once in due:
            if not at_once and self._now() < self._rests_until:
                return False
            took = await self._render(customer_id, position, rest)
            self._rests_until = self._now() + (SHARE - 1) * took
        return bool(due)

    async def catch_up(self) -> None:
        """Render all that is to be rendered at once. Raises OSError."""
        while await self.step(rest=0.0):
            pass

    async def _render(self, customer_id: int, position: int, rest: float) -> float:
        """Returns the seconds that it took, but for the pauses."""
        pauses = _Pauses(self._now, rest)
        erasures = self._writer.erasures
        record = await self._records.customer_record(customer_id, pauses.after_rows)
        if record is not None and record.tickets:
            page = bytearray()
            for piece in self._pages.pieces(record, self._zone, is_listed=True):
                page += piece.encode(errors="backslashreplace")
                await pauses.after_piece()
            if not await self._writer.put(customer_id, {NAME: page}, erasures):
                return pauses.worked  # it is read again
        async with self._open_work() as work:
            await work.uow.transcripts.shown(customer_id, position, work.now)
        return pauses.worked


class _Pauses:
    """Lets others go on while a page is made."""

    def __init__(self, now: Callable[[], float], rest: float) -> None:
        self._now, self._rest = now, rest
        self._since = now()
        self._before = 0.0

    @property
    def worked(self) -> float:
        """Seconds but for the pauses."""
        return self._before + self._now() - self._since

    async def after_rows(self) -> None:
        """Pause."""
        self._before = self.worked
        await asyncio.sleep(self._rest)
        self._since = self._now()

    async def after_piece(self) -> None:
        """Pause when it is time to."""
        if self._now() - self._since >= PIECE:
            await self.after_rows()
