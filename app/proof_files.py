"""Compares the files in LOGS_DIR with the record."""

import asyncio
from collections.abc import Collection
from pathlib import Path
from zoneinfo import ZoneInfo

from app.files_folder import mark_of
from app.settings import Settings
from archive.proving import CustomerFiles
from archive.transcript_files import TranscriptFiles
from core.model.journal import Transcript
from core.model.proof import Fault, FaultKind, Proof
from core.ports import FilesFolder
from db.database import SqlDatabase
from db.proof import ProofReading
from db.repositories.journal import SqlTranscripts
from db.repositories.outbox import SqlParts

PAGE = 2_000
AT_ONCE = 200
AGAIN, PAUSE = 2, 1.0
"""How often, and after how many seconds, what differs is looked at again: it may be in writing."""


async def prove_files(
    database: SqlDatabase,
    settings: Settings,
    proof: Proof,
    people: Collection[int] = (),
    pause: float = PAUSE,
) -> None:
    """Compare the files of these customers, or of all; each customer's in a reading of its own.

    Raises:
        DatabaseBusyError: not just now.
    """
    folder = settings.logs_dir
    async with database.reading() as transaction:
        known = await SqlParts(transaction).folders()
    if not _are_here(folder, known):
        return
    files = TranscriptFiles(folder, ZoneInfo(settings.time_zone))
    proof.files, after = 0, 0
    while some := await _behind(database, people, after):
        for each in some:
            await _prove(database, files, each, proof, is_moved=len(known) > 1, pause=pause)
        after = some[-1].customer_id


def _are_here(folder: Path, known: Collection[FilesFolder]) -> bool:
    here = mark_of(folder)
    newest = next(iter(known), None)
    return folder.is_dir() and (newest is None or newest.folder == here)


async def _behind(database: SqlDatabase, people: Collection[int], after: int) -> list[Transcript]:
    async with database.reading() as transaction:
        return await ProofReading(transaction, people).transcripts(after, AT_ONCE)


async def _prove(
    database: SqlDatabase,
    files: TranscriptFiles,
    transcript: Transcript,
    proof: Proof,
    *,
    is_moved: bool,
    pause: float,
) -> None:
    faults, unhashed = await _compared(database, files, transcript.customer_id)
    for _ in range(AGAIN if faults else 0):
        await asyncio.sleep(pause)
        faults, unhashed = await _compared(database, files, transcript.customer_id)
        if not faults:
            break
    if is_moved:
        # Saved files may be on the machine that wrote before.
        faults = [fault for fault in faults if fault.kind is not FaultKind.MEDIA_MISSING]
    proof.files = (proof.files or 0) + 1
    proof.unhashed += unhashed
    proof.add(faults)


async def _compared(
    database: SqlDatabase, files: TranscriptFiles, customer_id: int
) -> tuple[list[Fault], int]:
    async with database.reading() as transaction:
        record = SqlTranscripts(transaction)
        known = await record.get([customer_id])
        if not known or not known[0].written:
            return [], 0  # they are being made anew
        its = await asyncio.to_thread(CustomerFiles, files, known[0])
        after = 0
        while entries := await record.entries(customer_id, after, PAGE):
            after = entries[-1].position or after
            written = [each for each in entries if (each.position or 0) <= known[0].written]
            await asyncio.to_thread(its.take, written)
    return await asyncio.to_thread(its.end)
