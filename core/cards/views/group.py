"""What staff is shown in its groups and topics: a ticket's card, what became of answers, and which
may be withdrawn."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.cards.views import staff as staff_views
from core.cards.views.customer import customer_name
from core.model.actions import Verb, button, page_buttons, part
from core.model.messages import MessageKind, Recorded
from core.model.people import Customer
from core.model.relay_text_keys import RelayKey
from core.model.text_keys import Key
from core.model.texts import Button, Rows, Shown, Text, Value, text
from core.model.tickets import CloseReason, Ticket, TicketStatus

TITLE_LENGTH = 128  # https://core.telegram.org/bots/api#setchattitle


TOPIC_LENGTH = 40  # ours, of it in a title


_JOINS = "\u200d\ufe0f"
"""Without them an emoji falls into its parts."""


def day(at: datetime) -> str:
    """Format a local day for a card."""
    return f"{at:%d.%m.%Y}"


@dataclass(frozen=True, slots=True)
class Before:
    """The customer's earlier tickets: how many, and the last of them."""

    count: int = 0
    topic: str = ""
    day: str = ""
    outcome: Key = RelayKey.DESK_OUTCOME_CLOSED


@dataclass(frozen=True, slots=True)
class Facts:
    """What a card shows besides the ticket. `opened`: in the desk's time zone; `operator`: who is
    mentioned as the one who answers; `phone`: only where the owner lets operators see it."""

    topic: str
    opened: str
    before: Before = Before()
    operator: str | None = None
    phone: str | None = None


def desk_card(ticket: Ticket, customer: Customer, facts: Facts, language: str) -> Shown:
    """The card of a ticket: whose it is, its topic, since when, earlier tickets, who answers."""
    if not ticket.is_open:
        return Shown(_named(RelayKey.DESK_CARD_CLOSED, ticket, customer, facts, language))
    close = button(RelayKey.BUTTON_CLOSE_DESK, Verb.DESK_CLOSE, ticket.id)
    rows: Rows = (staff_views.replies_row(ticket.id), withdraw_row(ticket.id), (close,))
    if facts.before.count or ticket.reopened_at is not None:
        rows = ((button(RelayKey.BUTTON_DESK_HISTORY, Verb.DESK_HISTORY, ticket.id),), *rows)
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
    """Ask whether to close, and name the ticket: several stand side by side in the overflow
    group."""
    shown = _named(RelayKey.DESK_SURE_TO_CLOSE, ticket, customer, facts, language)
    yes = button(RelayKey.BUTTON_DESK_YES, Verb.DESK_CLOSE_YES, ticket.id)
    return Shown(shown, ((yes, button(RelayKey.BUTTON_DESK_NO, no, ticket.id)),))


def went_elsewhere(
    ticket: Ticket, customer: Customer, facts: Facts, language: str, where: str | None
) -> Shown:
    """What remains of a card where the ticket was before. `where`: where it is now; None: it
    waits."""
    if where is None:
        return Shown(_named(RelayKey.DESK_CARD_WAITS, ticket, customer, facts, language))
    named = _named(RelayKey.DESK_CARD_WENT, ticket, customer, facts, language)
    return Shown(Text(named.key, language, {**named.values, "where": where}))


def addressee_buttons(ticket_id: int) -> Rows:
    """The button below a customer's message in the overflow group, which shows the ticket's
    card."""
    return ((button(RelayKey.BUTTON_WHOSE, Verb.ADDRESSEE, ticket_id, ticket=ticket_id),),)


def group_title(ticket: Ticket, topic: str, customer: str) -> str:
    """The title of a staff group while it serves the ticket: `#id topic · name`, in one line and
    within Telegram's length."""
    topic = one_line(topic)[:TOPIC_LENGTH].rstrip()
    named = " · ".join(filter(None, (topic, one_line(customer)))) or "…"
    return f"#{ticket.id} {named}"[:TITLE_LENGTH].rstrip()


def one_line(words: str) -> str:
    """Remove line breaks, control characters and what changes the direction of text."""
    kept = (
        character
        if character in _JOINS or not unicodedata.category(character).startswith("C")
        else " "
        for character in words
    )
    return " ".join("".join(kept).split())


def outcome_of(ticket: Ticket, solved: bool | None) -> Key:
    """Say in a word how a ticket ended. `solved`: what the customer said."""
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
    """Format a local time for a card."""
    return f"{at:%d.%m.%Y %H:%M}"


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


def mention(person_id: int, name: str, language: str) -> Text:
    """A mention by id, from which Telegram notifies the person when the message is new."""
    return text(RelayKey.MENTION, language, person=str(person_id), name=name)


def thread_card(
    ticket: Ticket,
    customer: Customer,
    topic: str,
    language: str,
    operator: Text | None,
    prefix: str,
) -> Shown:
    """The pinned card of a topic. `operator` mentions who answers; messages that begin with
    `prefix` stay among staff."""
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
    own = (staff_views.replies_row(ticket.id), withdraw_row(ticket.id))
    return Shown(shown, (*own, *staff_views.ticket_buttons(ticket.id)))


WORDS = 30
"""Letters of an answer in a list."""


_WITHOUT_WORDS = (
    MessageKind.PHOTO,
    MessageKind.VIDEO,
    MessageKind.VIDEO_NOTE,
    MessageKind.VOICE,
    MessageKind.AUDIO,
    MessageKind.ANIMATION,
    MessageKind.STICKER,
    MessageKind.DOCUMENT,
    MessageKind.CONTACT,
    MessageKind.LOCATION,
    MessageKind.POLL,
)
"""Texts choose by numbers: these are 1 and so on, 0 is an answer with words, 99 any other."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, or a whole album. `message_id` is its first message's."""

    message_id: int
    name: str
    kind: MessageKind
    words: str


def answer_of(recorded: Recorded) -> Answer:
    """Describe an answer, so that it can be told from others."""
    said = recorded.said
    return Answer(said.message_id, said.sender_name, said.kind, short(said.text))


def short(words: str) -> str:
    """Return the answer's first words, in one line."""
    line = " ".join(words.split())
    return line if len(line) <= WORDS else line[:WORDS].rstrip() + "…"


def withdraw_row(ticket_id: int) -> tuple[Button, ...]:
    """The card's button that lists the answers."""
    return (button(RelayKey.BUTTON_WITHDRAW, Verb.WITHDRAW, ticket_id, 0),)


def notice(key: Key, language: str, again: int | None, reason: str) -> Shown:
    """Say what became of an answer. `again`: a button sends it once more."""
    values: dict[str, Value] = {"reason": reason} if reason else {}
    shown = text(key, language, **values)
    if again is None:
        return Shown(shown)
    return Shown(shown, ((button(RelayKey.BUTTON_SEND_AGAIN, Verb.SEND_AGAIN, again),),))


def undelivered_words(key: Key, language: str, recorded: Recorded) -> Shown:
    """Show what a customer said that could not be copied here, as far as words can."""
    said = recorded.said
    whole = Answer(said.message_id, said.sender_name, said.kind, said.text)
    return Shown(text(key, language, what=text(RelayKey.ANSWER_LINE, language, **_values(whole))))


def withdrawing(
    ticket_id: int,
    answers: Sequence[Answer],
    page: int,
    language: str,
    outcome: Text | None = None,
) -> Shown:
    """A page of the answers that stand in the customer's chat, the newest first; above it the
    result of the last withdrawal."""
    key = RelayKey.WITHDRAW_WHICH if answers else RelayKey.WITHDRAW_NOTHING
    shown = text(key, language, ticket=ticket_id)
    if outcome is not None:
        shown = text(RelayKey.WITHDRAW_AFTER, language, outcome=outcome, question=shown)
    rows: Rows = tuple((_answer_button(ticket_id, each),) for each in part(answers, page))
    done = button(RelayKey.BUTTON_WITHDRAW_DONE, Verb.WITHDRAW_DONE, ticket_id)
    turns = page_buttons(page, len(answers), Verb.WITHDRAW, ticket_id)
    return Shown(shown, (*rows, *turns, (done,)))


def what(answer: Answer, language: str) -> Text:
    """Say in a line which answer is meant."""
    return text(RelayKey.ANSWER_LINE, language, **_values(answer))


def _answer_button(ticket_id: int, answer: Answer) -> Button:
    return button(
        RelayKey.BUTTON_ANSWER, Verb.WITHDRAW_THIS, ticket_id, answer.message_id, **_values(answer)
    )


def _values(answer: Answer) -> dict[str, str | int]:
    kind = 0
    if not answer.words:
        known = answer.kind in _WITHOUT_WORDS
        kind = _WITHOUT_WORDS.index(answer.kind) + 1 if known else 99
    return {"name": short(answer.name), "kind": kind, "words": answer.words}
