"""Hands over what was said as one file, to whoever asks for it outside of the desk: a PDF to read
and print, or a zip with everything."""

import asyncio
import io
import zipfile
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from pathlib import Path
from typing import BinaryIO, Protocol

from archive.files import written_whole
from archive.page import Pages
from archive.page_writer import NAME as PAGE
from archive.pdf_parts import CustomerPart, Foot, Head, Part, TicketPart, Words
from archive.pdf_words import Say, words_in
from archive.plain_talk import PlainTalk
from archive.printing import print_pdf
from archive.transcript_files import LINES, TEXT, TranscriptFiles
from archive.zips import RECORD, pack, put_text
from core.consequences.reactions import OpenWork
from core.model.journal import JournalEntry
from core.model.records import CustomerRecord, Form
from core.ports import Records
from core.privacy.views import own_conversation
from core.transcripts.rules import part_of
from core.transcripts.views.page import (
    Page,
    PageDay,
    PageEntry,
    TitleOf,
    transcript_page,
)
from core.transcripts.views.text import local

ENTRIES = 2_000
"""Entries of the journal that are read together."""

NOT_VERIFIED = "not verified"

Verify = Callable[[Collection[int], Collection[int]], Awaitable[str]]
"""Says in words whether the record of these customers is what was sealed, and where the chains of
these tickets end."""

MOST_HEADS = 50

BringUp = Callable[[int], Awaitable[None]]


class NothingKeptError(Exception):
    """Nothing is kept of what is wanted."""


@dataclass(frozen=True, slots=True)
class Share:
    """What is wanted of one customer: these tickets, or all of them."""

    customer_id: int
    tickets: frozenset[int] | None = None

    def of(self, record: CustomerRecord) -> CustomerRecord:
        """Return the part of the record that is wanted."""
        return record if self.tickets is None else part_of(record, self.tickets)


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be handed over, under which title; `made_by` is who asks for it."""

    title: str
    shares: tuple[Share, ...]
    made_by: str
    verified: str = NOT_VERIFIED


@dataclass(slots=True)
class Count:
    """How much is in it."""

    customers: int = 0
    tickets: int = 0
    messages: int = 0

    def add(self, record: CustomerRecord) -> None:
        """Count what is in the record as well."""
        self.customers += 1
        self.tickets += len(record.tickets)
        self.messages += len(record.messages)


@dataclass(slots=True)
class Wanted:
    """Whose record it is, and of which tickets."""

    people: list[int] = field(default_factory=list)
    tickets: list[int] = field(default_factory=list)

    def add(self, record: CustomerRecord) -> None:
        """Add whose this is."""
        self.people.append(record.customer.id)
        self.tickets += [ticket.id for ticket in record.tickets]


class Logs(Protocol):
    """Reads what transcripts say."""

    async def of_tickets(
        self, customer_id: int, tickets: Collection[int] | None
    ) -> tuple[bytes, bytes]:
        """Return the part of transcript.jsonl and of transcript.txt that is about these tickets, or
        all of it."""


class JournalLogs:
    """Reads them from the journal, as far as its entries have their places; `bring_up` gives these
    to a customer's."""

    def __init__(self, open_work: OpenWork, zone: tzinfo, bring_up: BringUp | None = None) -> None:
        self._open_work, self._bring_up = open_work, bring_up
        self._files = TranscriptFiles(Path(), zone)

    async def of_tickets(
        self, customer_id: int, tickets: Collection[int] | None
    ) -> tuple[bytes, bytes]:
        """See Logs."""
        if self._bring_up is not None:
            await self._bring_up(customer_id)
        lines, text, position = io.BytesIO(), io.BytesIO(), 0
        while entries := await self._after(customer_id, position):
            position = entries[-1].position or 0
            wanted = [each for each in entries if tickets is None or _is_about(each, tickets)]
            more_lines, more_text = await asyncio.to_thread(self._files.contents, wanted)
            lines.write(more_lines)
            text.write(more_text)
        return lines.getvalue(), text.getvalue()

    async def _after(self, customer_id: int, position: int) -> list[JournalEntry]:
        async with self._open_work() as work:
            return await work.uow.transcripts.entries(customer_id, position, ENTRIES)


def _is_about(entry: JournalEntry, tickets: Collection[int]) -> bool:
    """Whether the entry is of one of these tickets, or says who the customer is."""
    return entry.ticket_id is None or entry.ticket_id in tickets


class Exports:
    """Makes those files.

    Args:
        folder: where customers' folders are.
        zone: the owner's, for local times, and `zone_name` is what it is called.
        say: writes the desk's texts, of what customers are given.
    """

    def __init__(
        self, folder: Path, records: Records, logs: Logs, zone: tzinfo, zone_name: str, say: Say,
        title_of: TitleOf = str,
        verify: Verify | None = None,
    ) -> None:  # fmt: skip
        self._folder, self._records, self._logs = folder, records, logs
        self._zone, self._zone_name, self._title_of = zone, zone_name, title_of
        self._pages, self._verify, self._say = Pages(title_of), verify, say

    async def write(self, order: Order, form: Form, target: Path, now: datetime) -> Count:
        """Write the file, whole or not at all; how much is in it. Raises NothingKeptError,
        NotPrintedError, OSError."""
        with written_whole(target) as out:
            make = self.pdf if form is Form.PDF else self.zip
            count = await make(order, out, now)
            if not count.tickets:
                raise NothingKeptError
            return count

    async def conversation(
        self, customer_id: int, ticket_id: int, language: str, target: Path, now: datetime
    ) -> Path:
        """Write a PDF of a ticket for its customer, and the same as text beside it, each whole or
        not at all: what was said with them and nothing else. Returns where the text is. Raises
        NothingKeptError, NotPrintedError, OSError."""
        data = await self._records.own_data(customer_id)
        record = None if data is None else own_conversation(data, ticket_id)
        if record is None or not record.tickets:
            raise NothingKeptError
        words, beside = words_in(language, self._say), target.with_suffix(".txt")
        with written_whole(target) as out:
            await print_pdf(self._conversation(record, ticket_id, words, now), out)
        plain = PlainTalk(words)
        with written_whole(beside) as out:
            async for part in self._conversation(record, ticket_id, words, now):
                out.write(plain.written(part).encode(errors="backslashreplace"))
        return beside

    async def _conversation(
        self, record: CustomerRecord, ticket_id: int, words: Words, now: datetime
    ) -> AsyncIterator[Part]:
        lines = ((words.made, local(now, self._zone)), (words.times, self._zone_name))
        yield Head(words.title.format(ticket=ticket_id), lines, words)
        folder = self._folder / str(record.customer.id)
        page = transcript_page(record, self._zone, self._title_of)
        yield CustomerPart(page.name, folder)
        for ticket in page.tickets:
            yield TicketPart(ticket.id, ticket.topic, "", ticket.opened)
            for entry in _entries(ticket.days):
                await asyncio.sleep(0)
                if not entry.is_folded:
                    yield entry

    async def pdf(self, order: Order, out: BinaryIO, now: datetime) -> Count:
        """Write a PDF; how much is in it. Raises NotPrintedError, OSError."""
        count = Count()
        await print_pdf(self._parts(order, now, count), out)
        return count

    async def zip(self, order: Order, out: BinaryIO, now: datetime) -> Count:
        """Write a zip; how much is in it. Of several customers each has a folder in it. Raises
        OSError."""
        count, wanted = Count(), Wanted()
        with zipfile.ZipFile(out, "w", allowZip64=True) as packed:
            async for share, record in self._wanted(order):
                count.add(record)
                wanted.add(record)
                lines, text = await self._logs.of_tickets(share.customer_id, share.tickets)
                page = (await self._page(record)).encode(errors="backslashreplace")
                texts = {TEXT: text, LINES: lines, PAGE: page}
                under = f"{share.customer_id}/" if len(order.shares) > 1 else ""
                folder = self._folder / str(share.customer_id)
                await asyncio.to_thread(pack, packed, folder, record, texts, under)
            facts = await self._what_it_is(order, now, count, wanted)
            told = "".join(f"{name}: {value}\n" for name, value in facts)
            put_text(packed, RECORD, told.encode(errors="backslashreplace"), now)
        return count

    async def _page(self, record: CustomerRecord) -> str:
        pieces = []
        for piece in self._pages.pieces(record, self._zone):
            pieces.append(piece)
            await asyncio.sleep(0)
        return "".join(pieces)

    async def _wanted(self, order: Order) -> AsyncIterator[tuple[Share, CustomerRecord]]:
        for share in order.shares:
            whole = await self._records.customer_record(share.customer_id, _rest)
            record = None if whole is None else share.of(whole)
            if record is not None and record.tickets:
                yield share, record

    async def _parts(self, order: Order, now: datetime, count: Count) -> AsyncIterator[Part]:
        made, wanted = local(now, self._zone), Wanted()
        lines = (("Made", made), ("By", order.made_by), ("Times are those of", self._zone_name))
        yield Head(order.title, lines)
        async for share, record in self._wanted(order):
            count.add(record)
            wanted.add(record)
            page = transcript_page(record, self._zone, self._title_of)
            for part in _of_customer(page, self._folder / str(share.customer_id)):
                yield part
                await asyncio.sleep(0)
        yield Foot("What this is", await self._what_it_is(order, now, count, wanted))

    async def _what_it_is(
        self, order: Order, now: datetime, count: Count, wanted: Wanted
    ) -> tuple[tuple[str, str], ...]:
        """Say what was handed over, and whether its record is what was sealed."""
        verified = order.verified
        if self._verify is not None and wanted.people:
            verified = await self._verify(wanted.people, wanted.tickets[:MOST_HEADS])
        return (
            ("Title", order.title),
            ("Made", f"{local(now, self._zone)}, by {order.made_by}"),
            ("Customers", str(count.customers)),
            ("Tickets", str(count.tickets)),
            ("Messages", str(count.messages)),
            ("The record", verified),
        )


def _of_customer(page: Page, folder: Path) -> Iterator[Part]:
    name = page.name if page.phone is None else f"{page.name}, {page.phone}"
    yield CustomerPart(f"{name}, {page.customer_id}", folder)
    for ticket in page.tickets:
        yield TicketPart(ticket.id, ticket.topic, ticket.status, ticket.opened)
        yield from _entries(ticket.days)


def _entries(days: Iterable[PageDay]) -> Iterator[PageEntry]:
    for day in days:
        for stretch in day.stretches:
            yield from stretch.entries


async def _rest() -> None:
    await asyncio.sleep(0)
