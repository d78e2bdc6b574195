"""Proves that chains are what was sealed: folds their entries, in order, into faults. Pure, and of
constant size for any number of entries."""

from collections.abc import Iterable, Iterator

from core.model.journal import JournalKind
from core.model.proof import Fault, FaultKind, Named, Sealed
from core.model.seals import NOTHING
from core.transcripts.chain import content_hash, link_hash

Span = tuple[int, int]
"""The first and the last of numbers without a gap."""


class ChainProof:
    """One chain, entry after entry."""

    def __init__(self, chain: int) -> None:
        self._chain = chain
        self._number, self._hash = 0, NOTHING
        self._head: tuple[int, bytes] | None = None
        self.emptied: list[Span] = []
        """Entries whose content is gone."""
        self._named: list[Span] = []

    @property
    def is_begun(self) -> bool:
        """Whether there is any entry."""
        return self._number > 0

    def take(self, sealed: Sealed) -> tuple[list[Fault], Named | None]:
        """Take the chain's next entry. Returns what is wrong by it, and the erasure it tells of."""
        faults: list[Fault] = []
        number, entry = sealed.number, sealed.entry
        self._head = sealed.head
        if number != self._number + 1:
            faults.append(self._fault(FaultKind.MISSING, self._number + 1, number - 1))
        elif sealed.hash != link_hash(self._hash, number, self._chain, entry.kind, sealed.content):
            faults.append(self._fault(FaultKind.UNLINKED, number))
        named = None
        if sealed.salt is None:
            if entry.body:
                faults.append(self._fault(FaultKind.CHANGED, number))
            _extend(self.emptied, number)
        elif sealed.content != content_hash(entry, sealed.salt):
            faults.append(self._fault(FaultKind.CHANGED, number))
        elif entry.kind is JournalKind.ERASED:
            named = self._erasure(sealed)
            if named.first < 1 or not named.first <= named.last < number:
                faults.append(self._fault(FaultKind.NOT_GRANTED, number))
                named = None
            else:
                self._named.append((named.first, named.last))
        self._number, self._hash = number, sealed.hash
        return faults, named

    def end(self) -> list[Fault]:
        """Return what is wrong with the chain as a whole, since there is no further entry."""
        faults: list[Fault] = []
        if self._head is None:
            faults.append(self._fault(FaultKind.ANOTHER_HEAD, self._number))
        elif self._head[0] > self._number:
            faults.append(self._fault(FaultKind.CUT, self._number + 1, self._head[0]))
        elif self._head != (self._number, self._hash):
            faults.append(self._fault(FaultKind.ANOTHER_HEAD, self._number))
        named = joined(self._named)
        faults += [self._fault(FaultKind.EMPTIED, *span) for span in without(self.emptied, named)]
        faults += [
            self._fault(FaultKind.STILL_THERE, *span) for span in without(named, self.emptied)
        ]
        return faults

    def _erasure(self, sealed: Sealed) -> Named:
        body = sealed.entry.body
        first, last = (body.get(name) for name in ("from", "to"))
        return Named(
            self._chain,
            sealed.number,
            sealed.entry.customer_id,
            first if isinstance(first, int) else 0,
            last if isinstance(last, int) else 0,
            body,
        )

    def _fault(self, kind: FaultKind, first: int, last: int | None = None) -> Fault:
        return Fault(kind, self._chain, first, first if last is None else last)


def joined(spans: Iterable[Span]) -> list[Span]:
    """Return the same numbers in order, as few spans."""
    found: list[Span] = []
    for first, last in sorted(spans):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return found


def without(spans: Iterable[Span], others: Iterable[Span]) -> list[Span]:
    """Return what of the spans is in none of the others; both are in order and apart."""
    taken = [*others]
    return [left for span in spans for left in _left(span, taken)]


def _left(span: Span, others: Iterable[Span]) -> Iterator[Span]:
    first, last = span
    for begin, end in others:
        if end < first or begin > last:
            continue
        if begin > first:
            yield first, begin - 1
        first = end + 1
    if first <= last:
        yield first, last


def _extend(spans: list[Span], number: int) -> None:
    if spans and spans[-1][1] == number - 1:
        spans[-1] = (spans[-1][0], number)
    else:
        spans.append((number, number))
