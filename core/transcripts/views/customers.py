"""Customers as lines of the list in LOGS_DIR."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import tzinfo

from core.model.messages import in_one_line
from core.model.records import CustomerContact
from core.transcripts.views.page import PageTime, page_time


@dataclass(frozen=True, slots=True)
class CustomerLine:
    """Whoever has a folder: `at` is when their newest ticket was opened, if it `is_open`, else when
    it ended."""

    customer_id: int
    name: str
    tickets: int
    is_open: bool
    at: PageTime


def customer_lines(contacts: Iterable[CustomerContact], zone: tzinfo) -> Iterator[CustomerLine]:
    """Make the lines, in the order given."""
    for each in contacts:
        yield CustomerLine(
            each.customer_id,
            _name(each),
            each.tickets,
            each.is_open,
            page_time(each.last_at, zone),
        )


def _name(contact: CustomerContact) -> str:
    name = in_one_line(contact.name) or "?"
    return f"{name} (@{in_one_line(contact.username)})" if contact.username else name
