"""What staff is shown of words that are held back."""

from core.model.actions import Verb, button
from core.model.moderation import Held
from core.model.moderation_text_keys import HeldKey
from core.model.texts import Shown, text
from core.model.tickets import Ticket

_WHY = {Held.FLOOD: HeldKey.FLOOD, Held.WORD: HeldKey.WORD}

_WHY_ANSWER = {
    Held.CARD: HeldKey.ANSWER_CARD,
    Held.WALLET: HeldKey.ANSWER_WALLET,
    Held.STAFF_WORD: HeldKey.ANSWER_WORD,
}


def answer_card(ticket: Ticket, message_id: int, author: str, why: Held, language: str) -> Shown:
    """Ask whether an answer is to go all the same."""
    shown = text(_WHY_ANSWER[why], language, operator=author)
    send = button(HeldKey.BUTTON_SEND, Verb.HELD_SEND, ticket.id, message_id)
    drop = button(HeldKey.BUTTON_DROP, Verb.HELD_DROP, ticket.id, message_id)
    return Shown(shown, ((send, drop),))


def decided_card(name: str | None, language: str, *, is_sent: bool) -> Shown:
    """Say what became of it, and who said so; None: it was changed."""
    if name is None:
        return Shown(text(HeldKey.ANSWER_CHANGED, language))
    key = HeldKey.ANSWER_SENT if is_sent else HeldKey.ANSWER_DROPPED
    return Shown(text(key, language, operator=name))


def held_card(ticket: Ticket, customer: str, why: Held, language: str) -> Shown:
    """Say that words are held back, and why, with the button that shows them."""
    shown = text(_WHY[why], language, ticket=ticket.id, customer=customer)
    return Shown(shown, ((button(HeldKey.BUTTON_SHOW, Verb.HELD_SHOW, ticket.id),),))


def looked_card(ticket: Ticket, count: int, name: str, language: str) -> Shown:
    """Say who had them shown."""
    return Shown(text(HeldKey.SHOWN, language, ticket=ticket.id, count=count, operator=name))
