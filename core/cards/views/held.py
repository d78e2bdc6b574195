"""What staff is shown of words that are held back."""

from core.model.actions import Verb, button
from core.model.moderation import Held
from core.model.moderation_text_keys import HeldKey
from core.model.texts import Shown, text
from core.model.tickets import Ticket

_WHY = {Held.FLOOD: HeldKey.FLOOD, Held.WORD: HeldKey.WORD}


def held_card(ticket: Ticket, customer: str, why: Held, language: str) -> Shown:
    """Say that words are held back, and why, with the button that shows them."""
    shown = text(_WHY[why], language, ticket=ticket.id, customer=customer)
    return Shown(shown, ((button(HeldKey.BUTTON_SHOW, Verb.HELD_SHOW, ticket.id),),))


def looked_card(ticket: Ticket, count: int, name: str, language: str) -> Shown:
    """Say who had them shown."""
    return Shown(text(HeldKey.SHOWN, language, ticket=ticket.id, count=count, operator=name))
