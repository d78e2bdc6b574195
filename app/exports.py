"""Hands over tickets, customers and days as one file, by the command line."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from zoneinfo import ZoneInfo

from app.container import Container
from app.errors import CommandError
from app.files_role import catch_up, said_by, title_of
from app.verified import verified
from archive.exports import Count, Exports, JournalLogs, NothingKeptError, Order, Share
from archive.printing import NotPrintedError
from core.model.records import Form
from core.transcripts.views.text import named
from db.reads import Reads

BY = "the command line"


@dataclass(frozen=True, slots=True)
class Days:
    """Whole days of the desk's, the last one included; of one topic, or of all."""

    first: date
    last: date
    topic: str | None = None


def exports_of(container: Container) -> Exports:
    """Return what makes the files."""
    settings = container.settings
    zone = ZoneInfo(settings.time_zone)
    return Exports(
        settings.logs_dir,
        Reads(container.database),
        JournalLogs(container.open_work(), zone),
        zone,
        settings.time_zone,
        said_by(container),
        title_of(container),
        partial(verified, container),
    )


async def of_ticket(container: Container, ticket_id: int) -> Order:
    """Order one ticket. Raises CommandError."""
    async with container.looking() as work:
        ticket = await work.ticket(ticket_id)
        customer = None if ticket is None else await work.customer(ticket.customer_id)
    if ticket is None or customer is None:
        raise CommandError(f"There is no ticket {ticket_id}.", code=1)
    share = Share(customer.id, frozenset({ticket_id}))
    return Order(f"Ticket #{ticket_id}: {named(customer.name, customer.username)}", (share,), BY)


async def of_customer(container: Container, customer_id: int) -> Order:
    """Order all of one customer. Raises CommandError."""
    async with container.looking() as work:
        customer = await work.customer(customer_id)
    if customer is None:
        raise CommandError(f"There is no customer {customer_id}.", code=1)
    name = named(customer.name, customer.username)
    return Order(f"Customer {customer_id}: {name}", (Share(customer_id),), BY)


async def of_days(container: Container, days: Days) -> Order:
    """Order every ticket that was open on one of these days."""
    zone = ZoneInfo(container.settings.time_zone)
    since = datetime.combine(days.first, time(), zone)
    until = datetime.combine(days.last + timedelta(days=1), time(), zone)
    found = await Reads(container.database).tickets_between(since, until, days.topic)
    title = f"Tickets that were open from {days.first} to {days.last}"
    if days.topic is not None:
        title = f"{title}, topic {title_of(container)(days.topic)}"
    return Order(title, tuple(_shares(found)), BY)


def _shares(found: Iterable[tuple[int, int]]) -> Iterable[Share]:
    for customer_id, theirs in groupby(found, key=itemgetter(0)):
        yield Share(customer_id, frozenset(ticket_id for _, ticket_id in theirs))


async def hand_over(container: Container, order: Order, target: Path, form: Form) -> Count:
    """Write the file; how much is in it. Raises CommandError, OSError."""
    if form is Form.ZIP:
        await catch_up(container)
    try:
        return await exports_of(container).write(order, form, target, container.clock())
    except NotPrintedError as error:
        raise CommandError(f"No PDF was made: {error}.", code=1) from error
    except NothingKeptError:
        raise CommandError("Nothing is kept of that.", code=1) from None
