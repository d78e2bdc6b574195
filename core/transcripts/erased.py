"""Says in a chain that some of its entries were erased. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any, Protocol

from core.model.journal import JournalKind
from core.model.messages import utc
from core.model.records import Erasure
from core.model.retention import Agreed
from core.model.seals import DESKS_OWN


class Emptied(Protocol):
    """An entry whose content is gone."""

    chain: int
    number: int
    customer_id: int


def told_of(
    emptied: Sequence[Emptied],
    granted: Sequence[Erasure],
    now: datetime,
    expired: Mapping[int, datetime],
    agreed: Agreed,
) -> list[dict[str, Any]]:
    """Return the rows of the journal that say so, one for each stretch of numbers. `emptied` is in
    order; `granted` are the wishes that were granted, the newest last. What a supervisor wrote of
    the reason is about the customer, and forgotten with them. `expired`: since when words of these
    tickets are kept no more, by the terms that were `agreed`."""
    wishes = {erasure.customer_id: erasure for erasure in granted}
    stretches = groupby(
        enumerate(emptied),
        key=lambda each: (each[1].chain, each[1].customer_id, each[1].number - each[0]),
    )
    rows = []
    for (chain, customer_id, _), stretch in stretches:
        numbers = [each.number for _, each in stretch]
        rows.append(
            {
                "kind": JournalKind.ERASED,
                "at": now,
                "ticket_id": None if chain == DESKS_OWN else chain,
                "customer_id": customer_id,
                "body": {
                    "from": numbers[0],
                    "to": numbers[-1],
                    **(
                        _over(expired[chain], agreed)
                        if chain in expired
                        else _wanted(wishes.get(customer_id))
                    ),
                },
            }
        )
    return rows


def _over(expired_at: datetime, agreed: Agreed) -> Mapping[str, Any]:
    return {
        "expired_at": utc(expired_at),
        "terms": agreed.agreed,
        "by": agreed.agreed_by,
        "agreed_at": utc(agreed.agreed_at),
        "why": "its time was over",
    }


def _wanted(erasure: Erasure | None) -> Mapping[str, Any]:
    if erasure is None:
        return {}
    return {
        "erasure": erasure.id,
        "granted_at": utc(erasure.decided_at),
        "by": erasure.decided_by,
        "asked_by": erasure.asked_by,
        "why": "the customer's wish" if erasure.asked_by is None else "a supervisor's proposal",
    }
