"""What a customer is shown of a ticket that they talk about in the bot's private chat itself."""

from core.domain import actions
from core.domain.outlook import Outlook
from core.domain.texts import Button, RelayKey, Rows, TextKey
from core.domain.tickets import Ticket, TicketStatus
from core.domain.views import Shown, queued, text, ticket_card


def here_card(ticket: Ticket, language: str, outlook: Outlook, operator: str | None) -> Shown:
    """The customer's card: wherever the staff sits, they write right here."""
    cancel: Rows = ((Button(TextKey.BUTTON_CANCEL, action=actions.cancel(ticket.id)),),)
    match ticket.status:
        case TicketStatus.QUEUED:
            waits = queued(ticket.id, language, outlook)
            return Shown(text(RelayKey.HERE_WAITING, language, card=waits), cancel)
        case TicketStatus.OFFERED:
            return Shown(text(RelayKey.HERE_COMING, language, ticket=ticket.id), cancel)
        case TicketStatus.ACTIVE:
            if operator is None:
                return Shown(text(RelayKey.QUESTION_ACCEPTED, language, ticket=ticket.id))
            key = RelayKey.HERE_ACTIVE
            return Shown(text(key, language, ticket=ticket.id, operator=operator))
        case _:
            return ticket_card(ticket, language, outlook, None, operator)
