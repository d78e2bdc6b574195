"""What staff see in their groups and threads."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime

from core.domain.actions import Verb, press
from core.domain.answer_views import withdraw_row
from core.domain.people import Customer
from core.domain.texts import Button, Key, RelayKey, Rows, Text
from core.domain.tickets import CloseReason, Ticket
from core.domain.views import Shown, customer_name, text

TITLE_LENGTH = 128  # https://core.telegram.org/bots/api#setchattitle
TOPIC_LENGTH = 40  # ours, of it in a title

_JOINS = "\u200d\ufe0f"
"""Without them an emoji falls into its parts."""


@dataclass(frozen=True, slots=True)
class Before:
    """What was with a customer before this ticket: how many tickets, and the last of them."""

    count: int = 0
    topic: str = ""
    day: str = ""
    outcome: Key = RelayKey.DESK_OUTCOME_CLOSED


@dataclass(frozen=True, slots=True)
class Facts:
    """What a card tells beside the ticket. `opened`: in the desk's time zone; `operator`: who is
    mentioned as the one who answers; `phone`: only where the owner lets operators see it."""

    topic: str
    opened: str
    before: Before = Before()
    operator: str | None = None
    phone: str | None = None


def desk_card(ticket: Ticket, customer: Customer, facts: Facts, language: str) -> Shown:
    """The card of a ticket: whose, about what, since when, what was before, who answers."""
    if not ticket.is_open:
        return Shown(_named(RelayKey.DESK_CARD_CLOSED, ticket, customer, facts, language))
    close = _button(RelayKey.BUTTON_CLOSE_DESK, Verb.DESK_CLOSE, ticket.id)
    rows: Rows = (withdraw_row(ticket.id), (close,))
    if facts.before.count:
        rows = ((_button(RelayKey.BUTTON_DESK_HISTORY, Verb.DESK_HISTORY, ticket.id),), *rows)
    shown = text(
        RelayKey.DESK_CARD,
        language,
        ticket=ticket.id,
        topic=facts.topic,
        customer=_who(customer, facts, language),
        opened=facts.opened,
        history=_history(facts.before, language),
        operator=_holder(facts, language),
    )
    return Shown(shown, rows)


def sure_to_close(
    ticket: Ticket, customer: Customer, facts: Facts, language: str, no: Verb = Verb.DESK_CLOSE_NO
) -> Shown:
    """Yes or no, and of which ticket: several stand side by side in the overflow group."""
    shown = _named(RelayKey.DESK_SURE_TO_CLOSE, ticket, customer, facts, language)
    yes = _button(RelayKey.BUTTON_DESK_YES, Verb.DESK_CLOSE_YES, ticket.id)
    return Shown(shown, ((yes, _button(RelayKey.BUTTON_DESK_NO, no, ticket.id)),))


def went_elsewhere(
    ticket: Ticket, customer: Customer, facts: Facts, language: str, where: str | None
) -> Shown:
    """What is left of a card where the ticket was; `where` it is now (None: it waits)."""
    if where is None:
        return Shown(_named(RelayKey.DESK_CARD_WAITS, ticket, customer, facts, language))
    named = _named(RelayKey.DESK_CARD_WENT, ticket, customer, facts, language)
    return Shown(Text(named.key, language, {**named.values, "where": where}))


def whose_buttons(ticket_id: int) -> Rows:
    """Below a customer's words in the overflow group; it brings the ticket's card."""
    button = Button(
        RelayKey.BUTTON_WHOSE,
        action=press(Verb.WHOSE, ticket_id),
        values={"ticket": ticket_id},
    )
    return ((button,),)


def group_title(ticket: Ticket, topic: str, customer: str) -> str:
    """What a staff group is called while it serves the ticket: `#id topic · name`, in one line and
    within Telegram's length."""
    topic = one_line(topic)[:TOPIC_LENGTH].rstrip()
    named = " · ".join(filter(None, (topic, one_line(customer)))) or "…"
    return f"#{ticket.id} {named}"[:TITLE_LENGTH].rstrip()


def one_line(words: str) -> str:
    """Without line breaks, control characters and what turns the direction of text around."""
    kept = (
        character
        if character in _JOINS or not unicodedata.category(character).startswith("C")
        else " "
        for character in words
    )
    return " ".join("".join(kept).split())


def outcome_of(ticket: Ticket, solved: bool | None) -> Key:
    """How a ticket ended, in a word; `solved`: the customer's own."""
    if solved is not None:
        return RelayKey.DESK_OUTCOME_SOLVED if solved else RelayKey.DESK_OUTCOME_UNSOLVED
    match ticket.close_reason:
        case CloseReason.CANCELLED:
            return RelayKey.DESK_OUTCOME_CANCELLED
        case CloseReason.NEVER_CAME | CloseReason.CUSTOMER_LEFT:
            return RelayKey.DESK_OUTCOME_LEFT
        case CloseReason.SILENT:
            return RelayKey.DESK_OUTCOME_SILENT
        case _:
            return RelayKey.DESK_OUTCOME_CLOSED


def moment(at: datetime) -> str:
    """A local time as cards tell it."""
    return f"{at:%d.%m.%Y %H:%M}"


def day(at: datetime) -> str:
    """A local day as cards tell it."""
    return f"{at:%d.%m.%Y}"


def _named(key: Key, ticket: Ticket, customer: Customer, facts: Facts, language: str) -> Text:
    return text(
        key, language, ticket=ticket.id, customer=customer_name(customer), topic=facts.topic
    )


def _who(customer: Customer, facts: Facts, language: str) -> Text:
    name = customer_name(customer)
    if facts.phone is None:
        return text(RelayKey.DESK_CUSTOMER, language, customer=name)
    return text(RelayKey.DESK_CUSTOMER_PHONE, language, customer=name, phone=facts.phone)


def _history(before: Before, language: str) -> Text:
    if not before.count:
        return text(RelayKey.DESK_FIRST_TIME, language)
    return text(
        RelayKey.DESK_BEFORE,
        language,
        count=before.count,
        topic=before.topic,
        day=before.day,
        outcome=text(before.outcome, language),
    )


def _holder(facts: Facts, language: str) -> Text:
    if facts.operator is None:
        return text(RelayKey.DESK_ANYBODY, language)
    return text(RelayKey.DESK_HOLDER, language, operator=facts.operator)


def _button(label: Key, verb: Verb, ticket_id: int) -> Button:
    return Button(label, action=press(verb, ticket_id))
