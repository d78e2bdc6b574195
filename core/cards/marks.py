"""What staff has put on a ticket, on the cards that staff alone sees."""

from core.cards.views import marks as views
from core.model.people import Customer
from core.model.texts import Shown
from core.model.tickets import Ticket
from core.ports import Work


async def marked(
    work: Work, ticket: Ticket, _customer: Customer, shown: Shown, language: str
) -> Shown:
    """Return the card with the ticket's tags below it, and the button to them. A desk without tags
    asks for none."""
    if not work.rules.tags:
        return shown
    tags = await work.uow.tags.of(ticket.id)
    lines = [views.tags_line(tags, language)] if tags else []
    return views.marked(shown, lines, [views.tags_button(ticket.id)], language)
