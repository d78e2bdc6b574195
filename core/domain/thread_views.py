"""What staff see of a ticket in its forum topic."""

from core.domain import staff_views
from core.domain.answer_views import withdraw_row
from core.domain.people import Customer
from core.domain.texts import RelayKey, Text
from core.domain.tickets import Ticket, TicketStatus
from core.domain.views import Shown, customer_name, text


def mention(person_id: int, name: str, language: str) -> Text:
    """Somebody's name that Telegram takes them to, and tells them of where it is new."""
    return text(RelayKey.MENTION, language, person=str(person_id), name=name)


def thread_card(
    ticket: Ticket,
    customer: Customer,
    topic: str,
    language: str,
    operator: Text | None,
    prefix: str,
) -> Shown:
    """The pinned card. `operator` mentions who answers; `prefix`: what stays among staff begins
    so."""
    who = customer_name(customer)
    if not ticket.is_open:
        key = RelayKey.THREAD_CARD_CLOSED
        return Shown(text(key, language, ticket=ticket.id, customer=who, topic=topic))
    if ticket.status is not TicketStatus.ACTIVE:
        key = RelayKey.THREAD_CARD_WAITING
        return Shown(text(key, language, ticket=ticket.id, customer=who, topic=topic))
    shown = text(
        RelayKey.THREAD_CARD,
        language,
        ticket=ticket.id,
        customer=who,
        topic=topic,
        operator=operator or "…",
        prefix=prefix,
    )
    return Shown(shown, (withdraw_row(ticket.id), *staff_views.ticket_buttons(ticket.id)))
