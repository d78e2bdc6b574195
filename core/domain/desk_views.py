"""What staff see in their groups and threads."""

from core.domain import actions
from core.domain.answer_views import withdraw_row
from core.domain.people import Customer
from core.domain.texts import Button, RelayKey
from core.domain.tickets import Ticket
from core.domain.views import Shown, customer_name, text


def desk_card(
    ticket: Ticket, customer: Customer, topic: str, language: str, operator: str | None
) -> Shown:
    """The card of a ticket: whose, about what, who answers."""
    who = customer_name(customer)
    if not ticket.is_open:
        closed = text(
            RelayKey.DESK_CARD_CLOSED, language, ticket=ticket.id, customer=who, topic=topic
        )
        return Shown(closed)
    shown = text(
        RelayKey.DESK_CARD,
        language,
        ticket=ticket.id,
        customer=who,
        topic=topic,
        operator=operator or "…",
        history="",
    )
    close = Button(RelayKey.BUTTON_CLOSE_DESK, action=actions.close(ticket.id))
    return Shown(shown, (withdraw_row(ticket.id), (close,)))
