"""What a token with the right to read may ask."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import FileResponse

from api import asked, shapes, shown
from api.given import Given
from api.guard import reader
from api.problems import not_found
from core import files
from core.model.board import CustomerFilter, TicketFilter, TicketOrder
from core.model.tokens import Token
from core.statistics.rules.periods import between, today

Reader = Annotated[Token, Depends(reader)]

router = APIRouter()


def given_to(request: Request) -> Given:
    """What the application stands on."""
    given: Given = request.app.state.given
    return given


Stands = Annotated[Given, Depends(given_to)]


@router.get("/tickets")
async def list_tickets(
    token: Reader, given: Stands, wanted: Annotated[asked.TicketsAsked, Query()]
) -> shapes.Tickets:
    """Tickets, the newest first."""
    zone = given.rules_now().time_zone
    where = TicketFilter(
        statuses=frozenset(wanted.state),
        topic=wanted.topic,
        operator_id=wanted.operator,
        customer_id=wanted.customer,
        since=None if wanted.opened_from is None else asked.begins(wanted.opened_from, zone),
        until=None if wanted.opened_to is None else asked.ends(wanted.opened_to, zone),
        tag=wanted.tag,
    )
    asks = given.questions
    behind = None if wanted.after is None else await asks.behind(token, wanted.after)
    page = await asks.tickets(token, where, TicketOrder(), behind, wanted.limit)
    return shapes.Tickets(
        tickets=[shown.listed_ticket(one) for one in page.tickets],
        count=page.count,
        next=None if page.after is None else page.after.ticket_id,
    )


@router.get("/tickets/{number}")
async def get_ticket(token: Reader, given: Stands, number: asked.PathNumber) -> shapes.Ticket:
    """A ticket, with all that happened to it."""
    return shown.ticket(await given.questions.ticket(token, number))


@router.get("/tickets/{number}/messages")
async def list_messages(
    token: Reader,
    given: Stands,
    number: asked.PathNumber,
    wanted: Annotated[asked.Page, Query()],
) -> shapes.Messages:
    """What was said in a ticket, the oldest first, with what edits replaced, and what was
    deleted."""
    said = shown.messages_of(await given.questions.ticket(token, number))
    begin = 0
    if wanted.after is not None:
        rows = [one.row for one in said]
        if wanted.after not in rows:
            raise not_found()
        begin = rows.index(wanted.after) + 1
    page = said[begin : begin + wanted.limit]
    is_last = begin + wanted.limit >= len(said)
    return shapes.Messages(
        messages=[shown.message(number, one) for one in page],
        next=None if is_last else page[-1].row,
    )


@router.get("/tickets/{number}/files/{message}", response_class=FileResponse)
async def get_file(
    token: Reader, given: Stands, number: asked.PathNumber, message: asked.PathNumber
) -> FileResponse:
    """The file of a message, as it came. What it is, the message says (`media`)."""
    seen = await given.questions.ticket(token, number)
    found = next((one for one in shown.messages_of(seen) if one.row == message), None)
    if found is None or found.path is None:
        raise not_found()
    try:
        file = files.inside(given.media / str(seen.customer.id), found.path)
    except ValueError:
        raise not_found() from None
    if not file.is_file():
        raise not_found()
    name = (None if found.media is None else found.media.file_name) or file.name
    return FileResponse(
        file,
        media_type="application/octet-stream",
        headers={
            "cache-control": "private, no-store",
            "content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        },
    )


@router.get("/customers")
async def list_customers(
    token: Reader, given: Stands, wanted: Annotated[asked.CustomersAsked, Query()]
) -> shapes.Customers:
    """Everybody who has written to the bot, who came last first."""
    asks = given.questions
    behind = None if wanted.after is None else await asks.behind_customer(token, wanted.after)
    where = CustomerFilter(words=wanted.name or "")
    page = await asks.customers(token, where, behind, wanted.limit)
    return shapes.Customers(
        customers=[shown.listed_customer(one) for one in page.customers],
        count=page.count,
        next=None if page.after is None else page.after.customer_id,
    )


@router.get("/customers/{id}")
async def get_customer(token: Reader, given: Stands, id: asked.PathId) -> shapes.Customer:  # noqa: A002 - the name in the address
    """One customer, by their Telegram id."""
    return shown.customer(await given.questions.customer(token, id))


@router.get("/operators")
async def list_operators(token: Reader, given: Stands) -> shapes.Operators:
    """All staff: who is on shift, and how many tickets they have."""
    return shown.operators(await given.questions.staff(token))


@router.get("/queue")
async def get_queue(token: Reader, given: Stands) -> shapes.Queue:
    """Who waits at this moment, in the order in which they are served."""
    return shown.queue(await given.questions.now(token))


@router.get("/statistics/days")
async def list_days(
    token: Reader, given: Stands, wanted: Annotated[asked.DaysAsked, Query()]
) -> shapes.Days:
    """The figures of /stats by day of the desk's zone; of days that have not begun there are
    none."""
    zone, now = given.rules_now().time_zone, given.clock()
    more = timedelta(days=wanted.days - 1)
    first = today(now, zone) - more if wanted.first is None else asked.first_of(wanted.first)
    period = between(first, first + more, now, zone)
    found = () if period is None else (await given.questions.report(token, period)).days
    return shapes.Days(zone=zone, days=[shown.day(one) for one in found])
