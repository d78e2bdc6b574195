"""Has chains of the journal say which of their entries were erased."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, or_, select

from core.model.journal import JOURNAL
from core.model.records import Erasure
from core.model.retention import Agreed
from core.transcripts.erased import told_of
from db.models import customers, erasures, journal, tickets
from db.repositories.base import Repository, columns_of
from db.repositories.retention import AGREED
from db.sql import one_of

_T = tickets.c
_EMPTIED = (
    select(journal.c.chain, journal.c.number, journal.c.customer_id)
    .where(one_of(journal.c.id, "ids"), journal.c.number.is_not(None))
    .order_by(journal.c.chain, journal.c.number)
)
_GRANTED = (
    select(*columns_of(erasures, Erasure))
    .where(one_of(erasures.c.customer_id, "people"), erasures.c.granted)
    .order_by(erasures.c.id)
)
_EXPIRED = (
    select(_T.id, _T.expired_at)
    .join(customers, customers.c.id == _T.customer_id)
    .where(
        one_of(_T.id, "chains"),
        _T.expired_at.is_not(None),
        or_(customers.c.forgotten_at.is_(None), _T.opened_at > customers.c.forgotten_at),
    )
)
_ADD_ENTRIES = insert(journal)


class SqlErasedEntries(Repository):
    """Tells of entries that are empty from now on."""

    __slots__ = ()

    async def tell_of(self, entries: Sequence[int], now: datetime) -> None:
        """Have each chain say which of its entries are empty from now on."""
        rows = await self._all(_EMPTIED, {"ids": list(entries)})
        people = sorted({row.customer_id for row in rows})
        granted = await self._all(_GRANTED, {"people": people}) if people else ()
        its = sorted({row.chain for row in rows})
        over = {row.id: row.expired_at for row in await self._all(_EXPIRED, {"chains": its})}
        agreed = await self._one(AGREED, {}) if over else None
        terms = Agreed() if agreed is None else Agreed(*agreed)
        erased = told_of(rows, [Erasure(*row) for row in granted], now, over, terms)
        if erased:
            await self._execute(_ADD_ENTRIES, erased)
            self._transaction.woken.add(JOURNAL)
