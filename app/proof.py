"""Proves the record unchanged (`switchboard transcripts verify`), and says what is found."""

from collections.abc import Collection
from dataclasses import dataclass

from app.records_key import is_signed
from core.cards.views.customer import message_url
from core.model.ledgers import Witness
from core.model.proof import Fault, FaultKind, Named, Proof
from core.transcripts.anchoring import LedgerProof
from core.transcripts.proving import ChainProof
from db.audit_proof import log_faults
from db.database import SqlDatabase
from db.proof import ProofReading


@dataclass(frozen=True, slots=True)
class Anchors:
    """What is known of the record from elsewhere: public keys, one of which has signed, and the
    hash of a ledger."""

    keys: Collection[bytes] = ()
    head: bytes | None = None


NOTHING_KNOWN = Anchors()


async def prove(
    database: SqlDatabase, people: Collection[int] = (), anchors: Anchors = NOTHING_KNOWN
) -> Proof:
    """Prove what is kept of these customers, or of all.

    Raises:
        DatabaseBusyError: not just now.
    """
    proof = Proof()
    async with database.reading() as transaction:
        reading = ProofReading(transaction, people)
        await _chains(reading, proof)
        ledgers = LedgerProof(proof, anchors.keys, anchors.head, is_signed)
        async for ledger in reading.ledgers():
            ledgers.take(ledger)
            proof.add(await reading.differs(ledger))
        ledgers.end()
        proof.since = await reading.since()
        proof.add(await reading.gone())
        if not people:
            async for faults in log_faults(transaction):
                proof.add(faults)
        proof.earlier = await reading.earlier()
        proof.unsealed = await reading.unsealed()
    return proof


async def _chains(reading: ProofReading, proof: Proof) -> None:
    current, chain = ChainProof(0), -1
    async for page in reading.entries():
        named: list[Named] = []
        for sealed in page:
            if sealed.entry.chain != chain:
                _end(current, proof)
                chain = sealed.entry.chain or 0
                current = ChainProof(chain)
                proof.chains += 1
            faults, erasure = current.take(sealed)
            if faults:
                proof.add(faults)
            if erasure is not None:
                named.append(erasure)
        proof.entries += len(page)
        if named:
            proof.gaps += len(named)
            proof.add(await reading.not_granted(named))
    _end(current, proof)


def _end(chain: ChainProof, proof: Proof) -> None:
    if chain.is_begun:
        proof.erased += sum(last - first + 1 for first, last in chain.emptied)
        proof.add(chain.end())


_WORDS = {
    FaultKind.CHANGED: "says something else than what was sealed",
    FaultKind.UNLINKED: "does not follow from what stands before it",
    FaultKind.MISSING: "is missing",
    FaultKind.CUT: "is missing at the end",
    FaultKind.ANOTHER_HEAD: "is not the last one by the chain's head",
    FaultKind.EMPTIED: "is empty, and no erasure names it",
    FaultKind.STILL_THERE: "was erased, and is still there",
    FaultKind.NOT_GRANTED: "tells of an erasure that was not granted",
}
_OF_LEDGERS = {
    FaultKind.LEDGER_CHANGED: "says something else than what was kept",
    FaultKind.LEDGER_MISSING: "does not follow from the one before it",
    FaultKind.SIGNATURE: "is not signed by the key",
}
_OF_LOG = {
    FaultKind.LOG_DIFFERS: "is gone, or says something else than what was sealed",
    FaultKind.LOG_UNKNOWN: "was put in: it was never sealed",
}
_OF_FILES = {
    FaultKind.FILE_CHANGED: "is not what the record says, or has times of another TIME_ZONE",
    FaultKind.FILE_MISSING: "is not there",
    FaultKind.MEDIA_CHANGED: "is not the file that was saved",
    FaultKind.MEDIA_MISSING: "is not there",
}


def fault_words(fault: Fault) -> str:
    """Return a fault as a line."""
    if fault.kind in _OF_LEDGERS:
        if not fault.what:
            return "no ledger is signed by the key"
        return f"ledger of {fault.what}: it {_OF_LEDGERS[fault.kind]}"
    if fault.kind in _OF_FILES:
        return f"{fault.what}: {_OF_FILES[fault.kind]}"
    if fault.kind is FaultKind.HEAD_UNKNOWN:
        return f"no ledger has the hash {fault.what}"
    if fault.kind in _OF_LOG:
        return f"audit log: entry {fault.what} {_OF_LOG[fault.kind]}"
    where = "the desk's own record" if fault.chain == 0 else f"ticket {fault.chain}"
    if fault.kind is FaultKind.NO_RECORD:
        return f"{where}: nothing is recorded of it"
    if fault.kind is FaultKind.LEDGER_DIFFERS:
        return f"{where}: entry {fault.first} is not what the ledger of {fault.what} says"
    numbers = f"entry {fault.first}"
    if fault.last > fault.first:
        numbers = f"entries {fault.first}–{fault.last}, each"
    return f"{where}: {numbers} {_WORDS[fault.kind]}"


def proof_words(proof: Proof) -> list[str]:
    """Return what was found, line by line; the last one is the verdict."""
    lines = [fault_words(fault) for fault in proof.faults]
    if proof.count > len(proof.faults):
        lines.append(f"and {proof.count - len(proof.faults)} more faults")
    counts = [f"{proof.entries} entries of {proof.chains} chains"]
    if proof.erased:
        counts.append(f"{proof.erased} of them erased, by {proof.gaps} that say so")
    if proof.earlier:
        counts.append(f"{proof.earlier} sealed as they stood at an upgrade")
    if proof.unsealed:
        counts.append(f"{proof.unsealed} more are not sealed yet")
    lines.append("; ".join(counts))
    if proof.witness is not None:
        lines.append(f"the last ledger that was posted: {witness_words(proof.witness)}")
    lines.append(_files_words(proof))
    return [*lines, _verdict(proof)]


def witness_words(witness: Witness) -> str:
    """Say which message vouches for which ledger."""
    where = message_url(witness.chat_id, witness.message_id)
    number = f"message {witness.message_id} of chat {witness.chat_id}"
    link = f", {where}" if where else ""
    return f"of {witness.day}, by {number}{link}; it has to have the hash {witness.hash}"


def _files_words(proof: Proof) -> str:
    if proof.files is None:
        return "no files were compared: they are not in LOGS_DIR here"
    words = f"the files of {proof.files} customers were compared"
    if proof.unhashed:
        words += f"; {proof.unhashed} saved ones by their size, since no hash of them was kept"
    return words


def _verdict(proof: Proof) -> str:
    if proof.count:
        return f"faults: {proof.count}; this is not what was sealed"
    days = [
        f"{day} by {how}"
        for day, how in ((proof.signed, "its signature"), (proof.known, "the hash that was given"))
        if day
    ]
    if not days:
        return "consistent, not anchored: whoever has the database could have made it so"
    return (
        f"unchanged since the ledger of {', and since that of '.join(days)};"
        f" of {proof.since} entries since the last ledger nothing is claimed"
    )
