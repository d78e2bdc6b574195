"""`switchboard transcripts export`: what was said, as one file to hand over."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape

from app.cli.options import DAYS
from app.errors import CommandError
from core.model.audit import AuditKind, AuditSubject
from core.model.people import LARGEST_ID
from core.model.records import Form

if TYPE_CHECKING:
    from app.container import Container
    from app.settings import Settings
    from archive.exports import Count, Order

Noted = tuple[tuple[AuditSubject, str], Any]
"""Of what it is, and what the audit log has of it."""
Ordered = Callable[["Container"], Awaitable["Order"]]


def export(
    file: Annotated[Path, typer.Argument(help="Where to write it.", dir_okay=False)],
    ticket: Annotated[int | None, typer.Option(min=1, help="One ticket.")] = None,
    customer: Annotated[
        int | None, typer.Option(min=1, max=LARGEST_ID, help="All of one customer, by id.")
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option("--from", formats=DAYS, help="Tickets open on this day or later."),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option("--to", formats=DAYS, help="And on this day or earlier."),
    ] = None,
    topic: Annotated[str | None, typer.Option(help="Of those the ones of this topic.")] = None,
    form: Annotated[Form | None, typer.Option("--as", help="Else as FILE ends.")] = None,
) -> None:
    """Write a ticket, a customer or some days into one file: a PDF, or a zip with all files."""
    from app.settings import load_settings

    _check(ticket, customer, since, until, topic)
    made = form or _form_of(file)
    settings = load_settings()

    async def ordered(container: "Container") -> "Order":
        from app.exports import Days, of_customer, of_days, of_ticket

        if ticket is not None:
            return await of_ticket(container, ticket)
        if customer is not None:
            return await of_customer(container, customer)
        first, last = _day(since), _day(until)
        return await of_days(container, Days(first, last, topic))

    what: Any = made.value
    if ticket is not None:
        about = AuditSubject.TICKET, str(ticket)
    elif customer is not None:
        about = AuditSubject.CUSTOMER, str(customer)
    else:
        about = AuditSubject.DAYS, f"{_day(since)}/{_day(until)}"
        what = made.value if topic is None else {"as": made.value, "topic": topic}
    try:
        count = asyncio.run(_written(settings, ordered, file, made, (about, what)))
    except OSError as error:
        raise CommandError(f"{error.strerror}: {file}", code=1) from error
    Console(highlight=False, soft_wrap=True).print(
        escape(
            f"{file}: {count.tickets} tickets of {count.customers} customers,"
            f" {count.messages} messages."
        )
    )


async def _written(
    settings: "Settings", ordered: Ordered, file: Path, form: Form, noted: Noted
) -> "Count":
    from app.container import open_existing
    from app.exports import hand_over

    async with open_existing(settings) as container:
        order = await ordered(container)
        count = await hand_over(container, order, file, form)
        (subject, key), what = noted
        async with container.work() as work:
            work.audit(None, AuditKind.EXPORT, key, None, what, subject)
        return count


def _check(
    ticket: int | None,
    customer: int | None,
    since: datetime | None,
    until: datetime | None,
    topic: str | None,
) -> None:
    """Refuse what names nothing, or two things. Raises CommandError."""
    has_days = since is not None and until is not None
    if (ticket is not None) + (customer is not None) + has_days != 1 or (
        not has_days and (since or until or topic)
    ):
        raise CommandError("Give --ticket, or --customer, or --from with --to (and --topic).")
    if since is not None and until is not None and until < since:
        raise CommandError("--to is before --from.")


def _form_of(file: Path) -> Form:
    """Tell by its name what a file is to be. Raises CommandError."""
    for form in Form:
        if file.suffix.lower() == f".{form}":
            return form
    raise CommandError("Give --as pdf or --as zip, or a FILE that ends so.")


def _day(at: datetime | None) -> date:
    if at is None:
        raise CommandError("Give --from and --to.")
    return at.date()
