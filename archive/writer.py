"""Writes transcripts as they are recorded: takes new entries of the journal, gives them their
positions, and puts them at the ends of their customers' files."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from itertools import groupby

from archive.files import write_files
from archive.transcript_files import TranscriptFiles
from core.consequences.reactions import OpenWork
from core.consequences.settlements import disk_refuses
from core.delivery.trouble import always
from core.disk_errors import PAUSE, refused_by_disk
from core.model.journal import JOURNAL, JournalEntry, JournalKind, Transcript
from core.model.seals import DESKS_OWN, Links
from core.ports import UNDISPUTED, Records, Right, Wakeup, Work
from core.ports.chains import Chains
from core.transcripts.chain import Salts, linked
from core.transcripts.sealing import of_audit, sealed, sealed_whole

AT_ONCE = 1_000
"""Entries that are taken together."""
PAGE = 2_000
"""Entries that are read together when files are made again."""
LOOK_EVERY = 0.5
LEFT_EVERY = timedelta(seconds=5)
QUIET, COMPANY = 0.01, 1.0
"""Seconds for which nothing new has to come before what came is written, so that many entries are
written at the cost of one; and how long that may go on at most. A reader waits for twice as long
at most."""


class TranscriptWriter:
    """Keeps transcript.jsonl and transcript.txt of all customers; exactly one for a desk.

    A batch is committed first, then written, then it is kept how far the files are: whoever dies in
    between leaves entries that are known not to be written, and an end of a file that is known not
    to count.

    Args:
        changed: is told that customers' files were written.
        right: while it does not hold, nothing is begun.
        salts: makes random bytes for the hashes of entries.
    """

    def __init__(
        self,
        files: TranscriptFiles,
        open_work: OpenWork,
        records: Records,
        changed: Callable[[], None] = lambda: None,
        right: Right = UNDISPUTED,
        salts: Salts = secrets.token_bytes,
    ) -> None:
        self._files, self._open_work, self._records = files, open_work, records
        self._changed, self._right, self._salts = changed, right, salts
        self._busy = asyncio.Lock()
        self._next_look = open_work.clock()
        """When what is not written is looked for: left by a death or a full disk, or asked for."""
        self._has_earlier = self._has_unsealed = True
        self._refusal: OSError | None = None
        self.erasures = 0
        """How often files were erased: what was read before the last time may not be written."""

    async def run(self, stop: asyncio.Event, wakeup: Wakeup) -> None:
        """Write until `stop` is set."""

        async def turn() -> None:
            if await self.step():
                return
            if await wakeup.wait(JOURNAL, LOOK_EVERY):
                with suppress(TimeoutError):
                    async with asyncio.timeout(COMPANY):
                        while await wakeup.wait(JOURNAL, QUIET):
                            pass

        with wakeup.served_here(JOURNAL):
            await always(turn, "transcripts not written", stop)

    async def step(self) -> bool:
        """Write what is new, or else what was left behind, or what was recorded before there was a
        journal. Returns whether there may be more."""
        if not self._right.holds():
            return False
        async with self._busy:
            if await self._write_new() or await self._write_left_behind():
                return True
            return await self._seal_recorded() or await self._take_in_earlier()

    async def catch_up(self) -> None:
        """Write all that is recorded by now. What a disk refuses stays behind."""
        while await self.step():
            pass

    async def of_ticket(self, customer_id: int, ticket_id: int) -> tuple[bytes, bytes]:
        """Return one ticket's part of transcript.jsonl and of transcript.txt, all of it that is
        recorded by now."""
        async with self._busy:
            await self._bring_up(customer_id)
            async with self._open_work() as work:
                entries = await work.uow.transcripts.of_ticket(customer_id, ticket_id)
        return await asyncio.to_thread(self._files.contents, entries)

    async def bring_up(self, customer_id: int) -> None:
        """Give all of a customer that is recorded by now its place in their transcript."""
        async with self._busy:
            await self._bring_up(customer_id)

    async def _bring_up(self, customer_id: int) -> None:
        while await self._write_new():
            pass
        async with self._open_work() as work:
            known = await work.uow.transcripts.get([customer_id])
        if not all(each.is_whole for each in known):
            await self._take_in(customer_id)

    @asynccontextmanager
    async def erasing(self) -> AsyncIterator[None]:
        """Let nothing be written while files are erased, and nothing afterwards of what was read
        before."""
        async with self._busy:
            self.erasures += 1
            yield
            self._next_look = self._open_work.clock()

    async def put(
        self, customer_id: int, files: Mapping[str, bytes | bytearray], erasures: int
    ) -> bool:
        """Put whole files into a customer's folder. Returns False, and does nothing, when anything
        was erased since there were so many erasures. Raises OSError."""
        async with self._busy:
            if self.erasures != erasures:
                return False
            folder = self._files.folder_of(customer_id)
            await asyncio.to_thread(write_files, folder, files)
            return True

    async def rebuild(self, customer_ids: Collection[int] | None) -> int:
        """Make the files of these customers, or of all, again; how many have any. Raises
        OSError."""
        await self.catch_up()
        async with self._open_work() as work:
            count = await work.uow.transcripts.write_anew(customer_ids)
        self._next_look, self._refusal = self._open_work.clock(), None
        await self.catch_up()
        if self._refusal is not None:
            raise self._refusal
        return count

    # ------------------------------------------------------------------------------ what is new
    async def _write_new(self) -> bool:
        async with self._open_work() as work:
            transcripts = work.uow.transcripts
            arrived = await transcripts.arrived(AT_ONCE)
            if not arrived:
                return await self._seal_audit(work)
            if forgotten := [each.entry.id for each in arrived if each.is_forgotten]:
                await transcripts.drop(forgotten)
            kept = [each for each in arrived if not each.is_forgotten]
            entries, moved = sealed(kept, work.now)
            links = await self._linked(transcripts, entries)
            await transcripts.seal(entries, links, moved.values())
        before = {each.transcript.customer_id: each.transcript for each in kept}
        theirs: dict[int | None, list[JournalEntry]] = {each: [] for each in moved}
        for entry in entries:
            if entry.kind is not JournalKind.ERASED:
                theirs[entry.customer_id].append(entry)
        await self._write(
            [
                (
                    replace(transcript, position=moved[each].position),
                    theirs[each] if transcript.written == transcript.position else None,
                )
                for each, transcript in before.items()
            ]
        )
        return True

    async def _seal_audit(self, work: Work) -> bool:
        """Make what is new in the audit log links of the desk's own chain."""
        log, chains = work.uow.audit, work.uow.transcripts
        found = await log.unsealed(AT_ONCE)
        for is_earlier, part in groupby(found, key=lambda each: each.is_earlier):
            entries = [of_audit(each.id, each.entry) for each in part]
            links = await self._linked(chains, entries, earlier=is_earlier)
            await chains.link(entries, links)
        if found:
            await log.sealed([each.id for each in found])
        return bool(found)

    async def _linked(
        self, chains: Chains, entries: Sequence[JournalEntry], *, earlier: bool = False
    ) -> Links:
        heads = await chains.heads({each.chain or DESKS_OWN for each in entries})
        return linked(entries, heads, self._salts, earlier=earlier)

    async def _write_left_behind(self) -> bool:
        now = self._open_work.clock()
        if self._next_look > now:
            return False
        async with self._open_work() as work:
            found = await work.uow.transcripts.unwritten(AT_ONCE)
        self._next_look = now if len(found) == AT_ONCE else now + LEFT_EVERY
        await self._write([(each, None) for each in found])
        return bool(found)

    # ------------------------------------------------------------------------------- the files
    async def _write(
        self, wanted: Sequence[tuple[Transcript, Sequence[JournalEntry] | None]]
    ) -> None:
        """Bring files up to what is sealed: by these entries, or (None) by all that are missing.
        One customer's trouble with the disk is not another's."""
        ready = [(transcript, entries) for transcript, entries in wanted if entries]
        written = await asyncio.to_thread(self._append_each, ready)
        refused: OSError | None = None
        for transcript, _ in wanted:
            if transcript.customer_id in written:
                continue
            try:
                written[transcript.customer_id] = await self._write_missing(transcript)
            except OSError as error:
                refused = error
        async with self._open_work() as work:
            was = {transcript.customer_id: transcript.written for transcript, _ in wanted}
            await work.uow.transcripts.written([(was[it], each) for it, each in written.items()])
            if refused is not None:
                await disk_refuses(work, refused_by_disk(refused, work.now).reason)
                self._refusal, self._next_look = refused, work.now + PAUSE
        if written:
            self._changed()

    def _append_each(
        self, ready: Sequence[tuple[Transcript, Sequence[JournalEntry]]]
    ) -> dict[int, Transcript]:
        """Return how far those files are that took their entries as they come."""
        found: dict[int, Transcript] = {}
        for transcript, entries in ready:
            with suppress(OSError):  # it is tried once more, by itself
                longer = self._files.append(transcript, entries)
                if longer is not None:
                    found[transcript.customer_id] = _all_of(transcript, longer)
        return found

    async def _write_missing(self, transcript: Transcript) -> Transcript:
        """Append all that is not written; make files whole that are not what is known of them."""
        found: Transcript | None = transcript if transcript.written else None
        while found is not None and (page := await self._page(found)):
            found = await asyncio.to_thread(self._files.append, found, page)
        return _all_of(transcript, found or await self._write_whole(transcript))

    async def _write_whole(self, transcript: Transcript) -> Transcript:
        nothing = replace(transcript, written=0, lines_size=0, text_size=0)
        page = await self._page(nothing)
        if not page:
            return nothing
        with self._files.anew(transcript) as files:
            while page:
                await asyncio.to_thread(files.put, page)
                page = await self._page(files.transcript)
        return files.transcript

    async def _page(self, transcript: Transcript) -> list[JournalEntry]:
        """Return the first entries that are not written."""
        async with self._open_work() as work:
            return await work.uow.transcripts.entries(
                transcript.customer_id, transcript.written, PAGE
            )

    # ----------------------------------------------------------- before chains, and the journal
    async def _seal_recorded(self) -> bool:
        """Seal what a version without chains took in, as it stands now."""
        if not self._has_unsealed:
            return False
        async with self._open_work() as work:
            chains = work.uow.transcripts
            if entries := await chains.unsealed(AT_ONCE):
                await chains.link(entries, await self._linked(chains, entries, earlier=True))
        self._has_unsealed = bool(entries)
        return self._has_unsealed

    async def _take_in_earlier(self) -> bool:
        if not self._has_earlier:
            return False
        async with self._open_work() as work:
            found = await work.uow.transcripts.not_whole(1)
        self._has_earlier = bool(found)
        for customer_id in found:
            await self._take_in(customer_id)
        return bool(found)

    async def _take_in(self, customer_id: int) -> None:
        """Put into the journal what was recorded of a customer before there was one; nothing when
        they are forgotten meanwhile, so that it is tried again."""
        earlier = await self._records.earlier(customer_id)
        async with self._open_work() as work:
            who = await work.uow.transcripts.who(customer_id)
            entries, transcript = sealed_whole(customer_id, who, earlier.entries, work.now)
            links = await self._linked(work.uow.transcripts, entries, earlier=True)
            is_taken = await work.uow.transcripts.seal_earlier(earlier, entries, links, transcript)
        if is_taken:
            await self._write([(transcript, None)])


def _all_of(transcript: Transcript, written: Transcript) -> Transcript:
    """Return how far files are that have all of a transcript: what of its end stands in no file is
    not to be looked for again."""
    return replace(written, written=max(written.written, transcript.position))
