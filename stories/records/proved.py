"""Proving the record unchanged: a signed ledger of the day, and what meddling with it is found."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, delete, insert, select, update

from app.proof import Anchors, fault_words, proof_words, prove
from app.records_key import load_key
from db.models import chains, journal
from sandbox.people import Seen
from stories.records.office import Office
from stories.steps import Steps, claim


async def tell(office: Office, steps: Steps, ticket: int) -> None:
    """Play it. Raises StoryError."""
    async with steps.step("after midnight the day's ledger is signed, and posted to the archive"):
        posted = await office.stage.userbot.sees(_is_ledger, office.archive)
        head = next(word for word in posted.text.split() if _is_hash(word))
        await office.stage.is_quiet()
    async with steps.step("... and it is kept by which message: there an owner finds the witness"):
        told = proof_words(await prove(office.stage.container.database))
        number = f"message {posted.message_id} of chat {office.archive}"
        claim(any(number in line and head in line for line in told), str(told))
    async with steps.step("transcripts verify: consistent, not anchored, as nobody vouches for it"):
        verdict = await _verdict(office)
        claim(verdict.startswith("consistent, not anchored"), verdict)
    async with steps.step("with the public key and the posted hash it is proved up to that day"):
        key = load_key(office.stage.settings.records_key_file)
        if key is None:
            raise TypeError("the desk has a key")
        verdict = await _verdict(office, Anchors([key.key], bytes.fromhex(head)))
        claim(verdict.startswith("unchanged since the ledger of"), verdict)
    await _meddling(office, steps, ticket)


async def _meddling(office: Office, steps: Steps, ticket: int) -> None:
    async with steps.step("somebody changes a word in the database: that entry is named"):
        found = await _meddled(office, ticket, [4], {"body": {"text": "never said"}})
        claim(
            f"ticket {ticket}: entry 4 says something else than what was sealed" in found,
            str(found),
        )
    async with steps.step("... takes an entry out"):
        found = await _meddled(office, ticket, [4], None)
        claim(f"ticket {ticket}: entry 4 is missing" in found, str(found))
    async with steps.step("... empties one, as an erasure would, though nobody granted any"):
        found = await _meddled(office, ticket, [4], {"body": {}, "salt": None})
        claim(f"ticket {ticket}: entry 4 is empty, and no erasure names it" in found, str(found))
    async with steps.step("... cuts off all from there on"):
        last = await _length(office, ticket)
        found = await _meddled(office, ticket, range(4, last + 1), None)
        claim(any("missing at the end" in line for line in found), str(found))
    async with steps.step("all put back: it is what was sealed"):
        await office.stage.is_proved()


async def _verdict(office: Office, anchors: Anchors | None = None) -> str:
    proof = await prove(office.stage.container.database, (), anchors or Anchors())
    return proof_words(proof)[-1]


async def _length(office: Office, ticket: int) -> int:
    async with office.stage.container.database.reading() as transaction:
        asked = select(chains.c.number).where(chains.c.chain == ticket)
        return int(await transaction.connection.scalar(asked) or 0)


async def _meddled(
    office: Office, ticket: int, numbers: Sequence[int], values: dict[str, object] | None
) -> list[str]:
    """Change or (None) take out entries past the desk, prove, and put them back; returns what was
    found."""
    database = office.stage.container.database
    meant: ColumnElement[bool] = (journal.c.chain == ticket) & journal.c.number.in_(list(numbers))
    async with database.engine.begin() as connection:
        rows = await connection.execute(select(journal).where(meant))
        before = [dict(row) for row in rows.mappings()]
        if values is None:
            await connection.execute(delete(journal).where(meant))
        else:
            await connection.execute(update(journal).where(meant).values(values))
    try:
        return [fault_words(fault) for fault in (await prove(database)).faults]
    finally:
        async with database.engine.begin() as connection:
            await connection.execute(delete(journal).where(meant))
            await connection.execute(insert(journal), before)


def _is_ledger(seen: Seen) -> bool:
    return seen.file_name is not None and any(map(_is_hash, seen.text.split()))


def _is_hash(word: str) -> bool:
    return len(word) == 64 and all(letter in "0123456789abcdef" for letter in word)
