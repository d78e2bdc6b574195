"""Carries out the effects on a customer's files."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta, tzinfo
from functools import partial
from pathlib import Path
from typing import Protocol

from archive.customer_list import CustomerList
from archive.erasing import erase, files_in
from archive.files import sweep, write_files
from archive.handed_over import HandedOver
from archive.page import Pages
from archive.page_writer import NAME as PAGE
from archive.printing import NotPrintedError
from archive.transcript_files import LINES, TEXT
from archive.zips import RECORD, write_zip, zip_name
from core.disk_errors import refused_by_disk
from core.model.effects import Effect
from core.model.outcomes import Outcome, Rejected, RetryAt, Sent
from core.model.records import Overwritten, OwnData
from core.model.room_effects import (
    EraseExpired,
    EraseTranscript,
    MakeFileAnew,
    OverwriteErased,
    WriteArchive,
    WriteConversation,
    WriteExport,
    WriteOwnData,
)
from core.ports import Clock, Records
from core.ports.effects import Carrier, carries
from core.privacy.views import own_data_json
from core.transcripts.chain import head_words
from core.transcripts.rules import part_of

MEDIA_PAUSE = timedelta(seconds=1)
MEDIA_PATIENCE = timedelta(hours=1)
"""So long after a ticket's end its zip waits for files that are still being saved. One that comes
later has the zip made again."""

DATABASE_PAUSE = timedelta(seconds=10)
"""Until the database's files are written over again, since they were in use."""

OWN_DATA = "own-data.json"


NOT_PROVED = (
    "So far the chain had come when this was made. Whether the record is what was sealed is"
    " proved by: switchboard transcripts verify {customer}"
)
HeadsOf = Callable[[Collection[int]], Awaitable[Sequence[tuple[int, int, bytes]]]]
"""Returns where tickets' chains end: ticket, number and hash of the last entry."""


async def no_heads(_tickets: Collection[int]) -> Sequence[tuple[int, int, bytes]]:
    """Know of none."""
    return ()


class Logs(Protocol):
    """Keeps what was said in customers' folders (`archive.writer.TranscriptWriter`)."""

    async def of_ticket(self, customer_id: int, ticket_id: int) -> tuple[bytes, bytes]:
        """Return one ticket's part of transcript.jsonl and of transcript.txt."""

    def erasing(self) -> AbstractAsyncContextManager[None]:
        """Let nothing be written while files are erased."""


class ErasesRows(Protocol):
    """Erases customers' rows (`core.privacy.erasing.Eraser`)."""

    async def erase(
        self, effect: EraseTranscript, erase_files: Callable[[], Awaitable[None]]
    ) -> None:
        """Erase rows, then files, then what came meanwhile."""

    async def erase_expired(
        self, customer_id: int, erase_files: Callable[[], Awaitable[None]]
    ) -> None:
        """Erase what was said in tickets whose time is over, then files."""


class FilesGateway(Carrier):
    """Writes zips of tickets that ended below `<folder>/<customer id>/archive/` and documents for
    customers, and takes away what was forgotten; what was said stands there by `logs`.

    `zone` is the owner's, for local times. One customer's files are written by one call at a time:
    effects of one destination are carried out one after the other. `heads` tells where tickets'
    chains end.
    """

    def __init__(
        self,
        folder: Path,
        records: Records,
        clock: Clock,
        logs: Logs,
        customers: CustomerList,
        pages: Pages,
        eraser: ErasesRows,
        handed_over: HandedOver,
        zone: tzinfo = UTC,
        heads: HeadsOf = no_heads,
    ) -> None:
        self._folder = folder
        self._records = records
        self._clock = clock
        self._logs = logs
        self._customers = customers
        self._zone = zone
        self._pages = pages
        self._eraser, self._handed_over, self._heads = eraser, handed_over, heads
        self._ways = self.ways()

    async def carry_out(self, effect: Effect) -> Outcome:
        """Sent when the files are there (or there is nobody to write about); RetryAt when the disk
        refuses."""
        way = self._ways.get(type(effect))
        if way is None:
            return Rejected(f"the archive cannot carry out {type(effect).__name__}")
        try:
            outcome: Outcome = await way(effect)
        except OSError as error:
            return refused_by_disk(error, self._clock())
        return outcome

    async def sweep(self) -> int:
        """Delete what killed processes left half made; how many files."""
        return await asyncio.to_thread(sweep, self._folder, self._clock())

    @carries(WriteArchive)
    async def _write_archive(self, effect: WriteArchive) -> Outcome:
        whole = await self._records.customer_record(effect.customer_id)
        record = None if whole is None else part_of(whole, {effect.ticket_id})
        if record is None or not record.tickets:
            return Sent()
        now = self._clock()
        ended = record.tickets[0].closed_at or now
        if now < ended + MEDIA_PATIENCE and any(row.awaits_file for row in record.messages):
            return RetryAt(now + MEDIA_PAUSE, "files are still being saved")
        name = zip_name(effect.ticket_id)
        lines, text = await self._logs.of_ticket(effect.customer_id, effect.ticket_id)
        page = self._pages.render(record, self._zone).encode(errors="backslashreplace")
        # The chain grows when the customer says later whether it is solved.
        ends = [head_words(*head) for head in await self._heads([effect.ticket_id])]
        told = "\n".join([*ends, NOT_PROVED.format(customer=effect.customer_id), ""]).encode()
        texts = {TEXT: text, LINES: lines, PAGE: page, RECORD: told}
        folder = self._folder / str(record.customer.id)
        size = await asyncio.to_thread(write_zip, folder, name, record, texts)
        return Sent({"path": f"{effect.customer_id}/{name}", "size": size})

    @carries(WriteExport)
    async def _write_export(self, effect: WriteExport) -> Outcome:
        try:
            path = await self._handed_over.make(effect)
        except NotPrintedError as error:
            return Rejected(str(error))
        if path is None:
            return Sent()
        size = (await asyncio.to_thread((self._folder / path).stat)).st_size
        return Sent({"path": path, "size": size})

    @carries(WriteConversation)
    async def _write_conversation(self, effect: WriteConversation) -> Outcome:
        try:
            made = await self._handed_over.make_conversation(effect)
        except NotPrintedError as error:
            return Rejected(str(error))
        return Sent() if made is None else Sent({"path": made[0], "text": made[1]})

    @carries(WriteOwnData)
    async def _write_own_data(self, effect: WriteOwnData) -> Outcome:
        data = await self._records.own_data(effect.customer_id)
        if data is None:
            return Sent()
        folder = self._folder / str(effect.customer_id)
        await asyncio.to_thread(_write_own_data, folder, data, self._clock())
        return Sent({"path": f"{effect.customer_id}/{OWN_DATA}"})

    @carries(EraseTranscript)
    async def _erase(self, effect: EraseTranscript) -> Outcome:
        await self._eraser.erase(effect, partial(self._erase_files, effect.customer_id))
        return Sent()

    @carries(EraseExpired)
    async def _erase_expired(self, effect: EraseExpired) -> Outcome:
        erase_files = partial(self._erase_files, effect.customer_id)
        await self._eraser.erase_expired(effect.customer_id, erase_files)
        return Sent()

    async def _erase_files(self, customer_id: int) -> None:
        folder = self._folder / str(customer_id)
        async with self._logs.erasing():  # what is left is written again
            listed = await asyncio.to_thread(files_in, folder)
            record = await self._records.customer_record(customer_id)
            await asyncio.to_thread(erase, folder, listed, record)
        await self._customers.forget(customer_id)

    @carries(OverwriteErased)
    async def _overwrite(self, _effect: OverwriteErased) -> Outcome:
        return self._overwritten(await self._records.overwrite_erased())

    @carries(MakeFileAnew)
    async def _make_anew(self, _effect: MakeFileAnew) -> Outcome:
        return self._overwritten(await self._records.make_file_anew())

    def _overwritten(self, how: Overwritten) -> Outcome:
        if how is Overwritten.IN_USE:
            return RetryAt(self._clock() + DATABASE_PAUSE, "the database is in use")
        return Sent({"copies": how is Overwritten.BUT_FOR_COPIES})


def _write_own_data(folder: Path, data: OwnData, now: datetime) -> None:
    write_files(folder, {OWN_DATA: own_data_json(data, now).encode()})
