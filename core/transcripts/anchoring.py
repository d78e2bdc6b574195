"""Proves that days' ledgers follow from one another, are signed, and are known. Pure."""

from collections.abc import Callable, Collection

from core.model.ledgers import Ledger
from core.model.proof import Fault, FaultKind, Proof
from core.model.seals import NOTHING
from core.transcripts.ledgers import ledger_hash, signed_part

IsSigned = Callable[[bytes, bytes, bytes], bool]
"""Tells whether a public key has made a signature of data."""


class LedgerProof:
    """All ledgers, day after day.

    Args:
        keys: public keys, one of which has to have signed; none: signatures are not looked at.
        head: the hash of a ledger as it is known from elsewhere.
    """

    def __init__(
        self, proof: Proof, keys: Collection[bytes], head: bytes | None, is_signed: IsSigned
    ) -> None:
        self._proof, self._keys, self._head = proof, keys, head
        self._is_signed = is_signed
        self._previous = NOTHING

    def take(self, ledger: Ledger) -> None:
        """Take the next day's."""
        day = ledger.day.isoformat()
        found: list[FaultKind] = []
        if ledger_hash(ledger.body) != ledger.hash or ledger.body.get("day") != day:
            found.append(FaultKind.LEDGER_CHANGED)
        if ledger.body.get("previous") != self._previous.hex():
            found.append(FaultKind.LEDGER_MISSING)
        self._previous = ledger.hash
        self._proof.ledgers += 1
        if self._keys and self._has_signature(ledger):
            self._proof.signed = day
        elif self._keys and (ledger.signature is not None or self._proof.signed):
            # Those from before there was a key are under the first that is signed.
            found.append(FaultKind.SIGNATURE)
        self._proof.witness = ledger.witness or self._proof.witness
        if ledger.hash == self._head:
            self._proof.known = day
        self._proof.add([Fault(kind, what=day) for kind in found])

    def end(self) -> None:
        """Look whether what was given led anywhere."""
        if self._keys and not self._proof.signed:
            self._proof.add([Fault(FaultKind.SIGNATURE)])
        if self._head is not None and not self._proof.known:
            self._proof.add([Fault(FaultKind.HEAD_UNKNOWN, what=self._head.hex())])

    def _has_signature(self, ledger: Ledger) -> bool:
        signature = ledger.signature
        return signature is not None and any(
            self._is_signed(key, signature, signed_part(ledger.body)) for key in self._keys
        )
