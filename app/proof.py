"""Proves the record unchanged (`switchboard transcripts verify`), and says what is found."""

from collections.abc import Collection

from core.model.proof import Fault, FaultKind, Named, Proof
from core.transcripts.proving import ChainProof
from db.database import SqlDatabase
from db.proof import ProofReading


async def prove(database: SqlDatabase, people: Collection[int] = ()) -> Proof:
    """Prove what is kept of these customers, or of all.

    Raises:
        DatabaseBusyError: not just now.
    """
    proof = Proof()
    async with database.reading() as transaction:
        reading = ProofReading(transaction, people)
        await _chains(reading, proof)
        proof.add(await reading.gone())
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
_OTHERS = {
    FaultKind.NO_RECORD: "nothing is recorded of it",
}


def fault_words(fault: Fault) -> str:
    """Return a fault as a line."""
    where = "the desk's own record" if fault.chain == 0 else f"ticket {fault.chain}"
    if fault.kind in _OTHERS:
        return f"{where}: {_OTHERS[fault.kind]}"
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
        counts.append(f"{proof.erased} of them erased, as {proof.gaps} entries say")
    if proof.earlier:
        counts.append(f"{proof.earlier} sealed as they stood at an upgrade")
    if proof.unsealed:
        counts.append(f"{proof.unsealed} more are not sealed yet")
    lines.append("; ".join(counts))
    if proof.count:
        lines.append(f"{proof.count} faults: the record is not what was sealed")
    else:
        lines.append("consistent, not anchored: whoever has the database could have made it so")
    return lines
