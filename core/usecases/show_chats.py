"""An operator's own open tickets, and closing one from there."""

from core.domain import cards, staff_views
from core.domain.actions import Doing
from core.domain.effects import ShowCard
from core.domain.pages import clipped, part
from core.domain.people import Operator
from core.domain.staff_views import Line
from core.domain.views import Shown, customer_name
from core.ports import Work
from core.usecases.close_ticket import close_ticket
from core.usecases.closing import ticket_of_staff
from core.usecases.show_panel import staff_member
from core.usecases.telling import PROMPT_LASTS, chat_of


async def show_chats(
    work: Work, operator_id: int, doing: Doing = Doing.ALL, page: int = 0, fresh: bool = False
) -> None:
    """The list, anew when `fresh`; whatever was to be written by and by is forgotten. Raises
    StaffOnly."""
    operator = await staff_member(work, operator_id)
    await work.uow.steps.clear(operator_id)
    held = await work.uow.tickets.held_by(operator_id)
    page = clipped(page, len(held))
    lines = []
    for ticket in part(held, page):
        customer = await work.customer(ticket.customer_id)
        name = str(ticket.customer_id) if customer is None else customer_name(customer)
        topic = work.rules.topic(ticket.topic).titled(operator.language)
        lines.append(Line(ticket.id, name, topic, link=await chat_of(work, ticket)))
    shown = staff_views.chats(operator.language, lines, len(held), doing, page)
    await put_dialog(work, operator_id, shown, fresh=fresh)


async def ask_to_end(work: Work, operator_id: int, ticket_id: int) -> None:
    """Whether to close a ticket of the list. Raises StaffOnly, NotYourTicket, TicketIsClosed."""
    await ticket_of_staff(work, operator_id, ticket_id)
    operator = await staff_member(work, operator_id)
    await put_dialog(work, operator_id, staff_views.sure_to_end(ticket_id, operator.language))


async def end_ticket(work: Work, operator_id: int, ticket_id: int) -> None:
    """Close it, and show what is left. Raises NotYourTicket, TicketIsClosed."""
    await close_ticket(work, operator_id, ticket_id)
    await show_chats(work, operator_id, Doing.CLOSE)


async def put_dialog(work: Work, operator_id: int, shown: Shown, *, fresh: bool = False) -> None:
    """Ask or answer on the card where a member of staff chooses."""
    await work.tell(
        ShowCard(operator_id, cards.dialog(operator_id), shown.text, shown.buttons, fresh),
        lasts=PROMPT_LASTS,
    )


async def able_to_take(work: Work, ticket_customer: int, holder: int | None) -> list[Operator]:
    """Who could be given such a ticket now, the least loaded first."""
    able = [
        each
        for each in await work.uow.operators.on_shift()
        if each.headroom and not each.on_break and each.id not in (ticket_customer, holder)
    ]
    return sorted(able, key=lambda each: (each.load, each.name.casefold(), each.id))
