"""Reads the whole record, a page at a time and in one consistent reading, so that it can be proved
unchanged."""

from collections.abc import AsyncIterator, Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, func, or_, select, tuple_

from core.model.journal import JournalEntry, Transcript
from core.model.ledgers import Ledger
from core.model.proof import Fault, FaultKind, Named, Sealed
from db.models import chains, customers, erasures, journal, ledgers, tickets, transcripts
from db.repositories.base import Transaction, columns_of
from db.sql import one_of

PAGE = 2_000
PLACES = 500

_J = journal.c
_H = chains.c
_T = tickets.c
_ENTRY = columns_of(journal, JournalEntry)
_IS_SEALED = _J.number.is_not(None)
_THEIRS = select(_T.id).where(one_of(_T.customer_id, "customers")).scalar_subquery()
_ENTRIES = (
    select(
        *_ENTRY,
        _J.number,
        _J.salt,
        _J.content,
        _J.hash,
        _H.number.label("head_number"),
        _H.hash.label("head_hash"),
    )
    .outerjoin_from(journal, chains, _H.chain == _J.chain)
    .where(
        _IS_SEALED, tuple_(_J.chain, _J.number) > tuple_(bindparam("chain"), bindparam("number"))
    )
    .order_by(_J.chain, _J.number)
    .limit(PAGE)
)
_BARE_HEADS = (
    select(_H.chain, _H.number)
    .where(~exists().where(_J.chain == _H.chain, _IS_SEALED))
    .order_by(_H.chain)
)
_WAITING = select(_J.ticket_id).where(_J.ticket_id.is_not(None))
_UNRECORDED = (
    select(_T.id)
    .join(customers, customers.c.id == _T.customer_id)
    .outerjoin(transcripts, transcripts.c.customer_id == _T.customer_id)
    .where(
        ~exists().where(_H.chain == _T.id),
        _T.id.not_in(_WAITING.where(_J.position.is_(None)).scalar_subquery()),
        _T.id.not_in(_WAITING.where(_J.position.is_not(None), _J.hash.is_(None)).scalar_subquery()),
        # What was erased by a version that had no chains left nothing to be sealed.
        or_(customers.c.forgotten_at.is_(None), _T.opened_at > customers.c.forgotten_at),
        or_(transcripts.c.customer_id.is_(None), transcripts.c.is_whole),
    )
    .order_by(_T.id)
)
_EARLIER = select(func.coalesce(func.sum(_H.earlier), 0))
_UNSEALED = (
    select(func.count()).where(_J.position.is_(None)),
    select(func.count()).where(and_(_J.position.is_not(None), _J.hash.is_(None))),
)
_E = erasures.c
_ERASURES = select(
    _E.id, _E.customer_id, _E.granted, _E.decided_by, _E.asked_by, _E.decided_at
).where(one_of(_E.id, "ids"))
_EXPIRED = select(_T.id, _T.expired_at).where(one_of(_T.id, "chains"))
_LEDGERS = (
    select(*columns_of(ledgers, Ledger))
    .where(ledgers.c.day > bindparam("after"))
    .order_by(ledgers.c.day)
    .limit(1)
)
_HASHES = (
    select(_J.chain, _J.number, _J.hash)
    .select_from(journal)
    .where(_IS_SEALED, tuple_(_J.chain, _J.number).in_(bindparam("places", expanding=True)))
)
_THEIR_CHAINS = select(_T.id).where(one_of(_T.customer_id, "customers"))
_SINCE = select(func.coalesce(func.sum(_H.number - _H.ledgered), 0))
_TRANSCRIPTS = (
    select(*columns_of(transcripts, Transcript))
    .where(transcripts.c.customer_id > bindparam("after"), transcripts.c.written > 0)
    .order_by(transcripts.c.customer_id)
    .limit(bindparam("most"))
)
_IS_THEIRS = one_of(transcripts.c.customer_id, "customers")


class ProofReading:
    """One reading of the record; of `people` alone, or of all."""

    def __init__(self, transaction: Transaction, people: Collection[int] = ()) -> None:
        self._ask = transaction.executor.execute
        self._values = {"customers": sorted(people)} if people else {}

    async def entries(self) -> AsyncIterator[Sequence[Sealed]]:
        """All that is sealed, chain after chain, in pages."""
        query = self._of_theirs(_ENTRIES, _J.chain)
        chain, number = -1, 0
        while rows := (
            await self._ask(query, {**self._values, "chain": chain, "number": number})
        ).all():
            yield [_sealed(row) for row in rows]
            chain, number = rows[-1].chain, rows[-1].number

    async def gone(self) -> list[Fault]:
        """Chains of which nothing is left but their heads, and tickets that have none."""
        bare = await self._ask(self._of_theirs(_BARE_HEADS, _H.chain), self._values)
        unrecorded = await self._ask(self._of_theirs(_UNRECORDED, _T.id), self._values)
        return [
            *(Fault(FaultKind.CUT, row.chain, 1, row.number) for row in bare.all()),
            *(Fault(FaultKind.NO_RECORD, row.id) for row in unrecorded.all()),
        ]

    async def earlier(self) -> int:
        """How many entries were sealed at an upgrade."""
        query = self._of_theirs(_EARLIER, _H.chain)
        return int((await self._ask(query, self._values)).scalar_one())

    async def unsealed(self) -> int:
        """How many entries are not taken in yet."""
        counts = [await self._ask(query) for query in _UNSEALED]
        return sum(int(each.scalar_one()) for each in counts)

    async def transcripts(self, after: int, most: int) -> list[Transcript]:
        """Customers who have files, behind that one."""
        query = _TRANSCRIPTS.where(_IS_THEIRS) if self._values else _TRANSCRIPTS
        values = {**self._values, "after": after, "most": most}
        return [Transcript(*row) for row in (await self._ask(query, values)).all()]

    async def since(self) -> int:
        """How many entries came since the last ledger."""
        query = self._of_theirs(_SINCE, _H.chain)
        return int((await self._ask(query, self._values)).scalar_one())

    async def ledgers(self) -> AsyncIterator[Ledger]:
        """All ledgers, in order."""
        after = date.min
        while rows := (await self._ask(_LEDGERS, {"after": after})).all():
            yield Ledger(*rows[0])
            after = rows[0].day

    async def differs(self, ledger: Ledger) -> list[Fault]:
        """Chains that are not what a ledger says."""
        theirs: set[int] | None = None
        if self._values:
            theirs = {*(await self._ask(_THEIR_CHAINS, self._values)).scalars()}
        said = {
            (chain, number): bytes.fromhex(its_hash)
            for chain, number, its_hash, _ in ledger.body.get("chains", ())
            if theirs is None or chain in theirs
        }
        found: list[Fault] = []
        for places in batched(said, PLACES):
            rows = (await self._ask(_HASHES, {"places": places})).all()
            kept = {(row.chain, row.number): row.hash for row in rows}
            found += [
                Fault(FaultKind.LEDGER_DIFFERS, chain, number, number, ledger.day.isoformat())
                for chain, number in places
                if kept.get((chain, number)) != said[chain, number]
            ]
        return found

    async def not_granted(self, named: Sequence[Named]) -> list[Fault]:
        """Those erasures that are not what was decided."""
        ids = {it for each in named if isinstance(it := each.said.get("erasure"), int)}
        rows = (await self._ask(_ERASURES, {"ids": sorted(ids)})).all() if ids else []
        decided = {row.id: row for row in rows}
        over = sorted({each.chain for each in named if "expired_at" in each.said})
        tickets = (await self._ask(_EXPIRED, {"chains": over})).all() if over else []
        expired = {row.id: row.expired_at for row in tickets}
        return [
            Fault(FaultKind.NOT_GRANTED, each.chain, each.number, each.number)
            for each in named
            if not _is_over(each, expired.get(each.chain))
            and not _is_granted(each, decided.get(each.said.get("erasure")))
        ]

    def _of_theirs(self, query: Select[Any], chain: Any) -> Select[Any]:
        return query.where(chain.in_(_THEIRS)) if self._values else query


def batched(places: Iterable[tuple[int, int]], size: int) -> Iterator[list[tuple[int, int]]]:
    """Return them in parts of at most so many."""
    left = iter(places)
    while part := [*islice(left, size)]:
        yield part


def _is_granted(named: Named, row: Any) -> bool:
    return (
        row is not None
        and bool(row.granted)
        and row.customer_id == named.customer_id
        and row.decided_by != row.asked_by
        and (row.decided_by, row.asked_by) == (named.said.get("by"), named.said.get("asked_by"))
        and row.decided_at is not None
        and row.decided_at.isoformat() == named.said.get("granted_at")
    )


def _is_over(named: Named, expired_at: datetime | None) -> bool:
    """Whether the ticket's words are kept no more since then, by terms that somebody agreed to."""
    return (
        expired_at is not None
        and expired_at.isoformat() == named.said.get("expired_at")
        and bool(named.said.get("terms"))
        and bool(named.said.get("agreed_at"))
    )


def _sealed(row: Any) -> Sealed:
    head = None if row.head_number is None else (row.head_number, row.head_hash)
    size = len(_ENTRY)
    number, salt, content, now = row[size : size + 4]
    return Sealed(JournalEntry(*row[:size]), number, salt, content, now, head)
