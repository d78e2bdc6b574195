"""Compares the audit log with what was sealed of it in the desk's own chain."""

from collections.abc import AsyncIterator
from typing import Any

from sqlalchemy import bindparam, exists, select

from core.model.audit import AuditEntry
from core.model.journal import JournalKind
from core.model.proof import Fault, FaultKind
from core.model.seals import DESKS_OWN
from core.transcripts.sealing import of_audit
from db.models import audit, journal
from db.repositories.base import Transaction, columns_of

PAGE = 2_000

_J, _A = journal.c, audit.c
_ENTRY = columns_of(audit, AuditEntry)
_IS_OF_LOG = (_J.chain == DESKS_OWN, _J.kind == JournalKind.AUDIT)
_SEALED = (
    select(_J.number, _J.position, _J.at, _J.body, _A.id, *(each.label(None) for each in _ENTRY))
    .outerjoin_from(journal, audit, _A.id == _J.position)
    .where(*_IS_OF_LOG, _J.number > bindparam("behind"))
    .order_by(_J.number)
    .limit(PAGE)
)
_NEVER_SEALED = (
    select(_A.id)
    .where(
        _A.is_sealed,
        ~exists().where(_J.customer_id.is_(None), _J.position == _A.id, *_IS_OF_LOG),
    )
    .order_by(_A.id)
)


async def log_faults(transaction: Transaction) -> AsyncIterator[list[Fault]]:
    """Yield what the log says otherwise than its chain, leaves out, or has that was never
    sealed."""
    number = 0
    while rows := (await transaction.executor.execute(_SEALED, {"behind": number})).all():
        yield [
            Fault(FaultKind.LOG_DIFFERS, DESKS_OWN, what=str(row.position))
            for row in rows
            if not _is_same(row)
        ]
        number = rows[-1].number
    unknown = (await transaction.executor.execute(_NEVER_SEALED)).scalars()
    yield [Fault(FaultKind.LOG_UNKNOWN, DESKS_OWN, what=str(each)) for each in unknown]


def _is_same(row: Any) -> bool:
    if row.id is None:
        return False
    entry = of_audit(row.id, AuditEntry(*row[5:]))
    return (entry.at, entry.body) == (row.at, row.body)
