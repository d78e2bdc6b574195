"""Reads what was deleted before it could be read: the journal alone knows of it."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam, select

from core.model.journal import JournalKind
from core.model.records import NotHad
from db.models import journal
from db.repositories.base import Transaction

_J = journal.c
_DELETED = select(_J.ticket_id, _J.at, _J.body).where(_J.kind == JournalKind.DELETION)
_BY_CUSTOMER = _DELETED.where(
    _J.customer_id == bindparam("customer"), _J.position.is_not(None)
).order_by(_J.position)
_OF_TICKET = _DELETED.where(_J.chain == bindparam("ticket"), _J.number.is_not(None)).order_by(
    _J.number
)


async def unread_by_customer(transaction: Transaction, customer_id: int) -> tuple[NotHad, ...]:
    """Return it of all of a customer's tickets."""
    return _unread(await transaction.connection.execute(_BY_CUSTOMER, {"customer": customer_id}))


async def unread_of_ticket(transaction: Transaction, ticket_id: int) -> tuple[NotHad, ...]:
    """Return it of one ticket, as far as it is sealed."""
    return _unread(await transaction.connection.execute(_OF_TICKET, {"ticket": ticket_id}))


def _unread(rows: Iterable[Any]) -> tuple[NotHad, ...]:
    return tuple(
        NotHad(row.ticket_id, int(missed["message_id"]), row.at)
        for row in rows
        if row.ticket_id is not None and (missed := (row.body or {}).get("missed"))
    )
