"""What customers are shown: a ticket's card by its status, in a room and in the bot's own chat, the
choice of topics, and the questions at its end."""

from collections.abc import Sequence

from core.model.actions import PAGE, Verb, button, clipped, page_buttons, part
from core.model.export_text_keys import ExportKey
from core.model.people import Customer
from core.model.relay_text_keys import RelayKey
from core.model.rules import Opening, Topic
from core.model.text_keys import Key, TextKey
from core.model.texts import LANGUAGES, Button, Rows, Shown, Text, Value, language_of, text
from core.model.tickets import CloseReason, Ticket, TicketStatus
from core.routing.outlook import Outlook

NAME_LENGTH = 60

CHANNELS = 10**12
"""A supergroup's id in the Bot API is below minus this number
(https://core.telegram.org/api/bots/ids)."""

_LANGUAGES = {
    "en": TextKey.BUTTON_LANGUAGE_EN,
    "uk": TextKey.BUTTON_LANGUAGE_UK,
    "ru": TextKey.BUTTON_LANGUAGE_RU,
}


def translated(text: Text, language: str | None) -> Text:
    """Translate what is shown, with the texts within it."""

    def of(value: Value) -> Value:
        match value:
            case Text():
                return translated(value, language)
            case tuple():
                return tuple(translated(each, language) for each in value)
            case _:
                return value

    return Text(text.key, language_of(language), {k: of(v) for k, v in text.values.items()})


def let_in_buttons(ticket_id: int) -> Rows:
    """A button to be let in, for whoever was in too many chats."""
    return ((button(TextKey.BUTTON_LET_IN, Verb.LET_IN, ticket_id),),)


def talk_buttons() -> Rows:
    """The button that asks for an operator."""
    return ((button(TextKey.BUTTON_TALK, Verb.TALK),),)


def topic_question(
    topics: Sequence[Topic], language: str, name: str, page: int, *, gone: bool
) -> Shown:
    """Ask what the request is about. `gone`: they chose a topic that is no longer there."""
    page = clipped(page, len(topics))
    choices = tuple(
        (button(TextKey.BUTTON_TOPIC, Verb.TALK, topic.key, topic=topic.titled(language)),)
        for topic in part(topics, page)
    )
    key = TextKey.TOPIC_GONE if gone else TextKey.ASK_TOPIC
    paging = page_buttons(page, len(topics), Verb.TOPICS)
    return Shown(text(key, language, name=name), (*choices, *paging))


def language_question(language: str, *, chosen: bool = False) -> Shown:
    """Ask for the language. Each is called by its own name."""
    key = TextKey.LANGUAGE_CHOSEN if chosen else TextKey.ASK_LANGUAGE
    buttons = tuple((button(_LANGUAGES[code], Verb.LANGUAGE, code),) for code in LANGUAGES)
    return Shown(text(key, language), buttons)


def contact_buttons() -> Rows:
    """The button that shares the customer's own contact."""
    return ((Button(TextKey.BUTTON_SHARE_CONTACT, asks_contact=True),),)


def chat_url(chat_id: int, thread_id: int = 0) -> str | None:
    """Return a link that opens a private supergroup, or a topic of it, for its members only
    (https://core.telegram.org/api/links#private-message-links). Message 1 made the chat, and a
    topic has its first message's number. None for a basic group, to which no link leads."""
    if chat_id >= -CHANNELS:
        return None
    return f"https://t.me/c/{-chat_id - CHANNELS}/{thread_id or 1}"


def message_url(chat_id: int, message_id: int) -> str | None:
    """Return a link to a message of a private supergroup or channel, for its members only; None
    for any other chat, to whose messages no link leads."""
    return chat_url(chat_id, message_id)


def enter_buttons(link: str | None) -> Rows:
    """The button that leads into the room, if there is a link."""
    return ((Button(TextKey.BUTTON_ENTER_ROOM, url=link),),) if link else ()


def ticket_card(
    ticket: Ticket, language: str, outlook: Outlook, link: str | None, operator: str | None
) -> Shown:
    """The customer's card of a ticket. `outlook` is shown while they wait; `link` leads into the
    room while one may enter; `operator` names who answers."""
    cancel: Rows = ((button(TextKey.BUTTON_CANCEL, Verb.CANCEL, ticket.id),),)
    enter = enter_buttons(link)
    number = ticket.id
    match ticket.status:
        case TicketStatus.QUEUED if ticket.is_away:
            return Shown(text(TextKey.CARD_LEFT, language, ticket=number), (*enter, *cancel))
        case TicketStatus.QUEUED if ticket.joined_at is not None and not outlook.is_open:
            return Shown(queued(number, language, outlook), (*enter, *cancel))
        case TicketStatus.QUEUED if ticket.joined_at is not None:
            key = TextKey.CARD_JOINED_WAITING
            waits = text(key, language, ticket=number, **wait_values(outlook))
            return Shown(waits, (*enter, *cancel))
        case TicketStatus.QUEUED:
            return Shown(queued(number, language, outlook), cancel)
        case TicketStatus.OFFERED:
            key = TextKey.CARD_READY if link else TextKey.CARD_PREPARING
            if ticket.place_id is None:
                key = TextKey.CARD_NO_ROOM_YET
            return Shown(text(key, language, ticket=number), (*enter, *cancel))
        case TicketStatus.ACTIVE if ticket.is_away:
            return Shown(text(TextKey.CARD_LEFT, language, ticket=number), enter)
        case TicketStatus.ACTIVE:
            return Shown(
                text(TextKey.CARD_ACTIVE, language, ticket=number, operator=operator or "…"), enter
            )
        case TicketStatus.CLOSED:
            return Shown(text(_closed_because(ticket), language, ticket=number))
        case TicketStatus.ABANDONED:
            return Shown(text(_closed_because(ticket), language, ticket=number), talk_buttons())


def _closed_because(ticket: Ticket) -> Key:
    match ticket.close_reason:
        case CloseReason.CANCELLED:
            return TextKey.CARD_CANCELLED
        case CloseReason.NEVER_CAME:
            return TextKey.CARD_NEVER_CAME
        case CloseReason.SILENT:
            return TextKey.CARD_CLOSED_SILENT
        case CloseReason.CUSTOMER_LEFT:
            return TextKey.CARD_CLOSED_LEFT
        case _:
            return TextKey.CARD_CLOSED


def queued(number: int, language: str, outlook: Outlook) -> Text:
    """What those who wait are shown of their wait."""
    if outlook.opening is not None:
        key = TextKey.CARD_QUEUED_CLOSED
        when = opening_values(outlook.opening, language)
        return text(key, language, ticket=number, **position_values(outlook), **when)
    if not outlook.somebody_there:
        key = TextKey.CARD_QUEUED_NOBODY
        return text(key, language, ticket=number, **position_values(outlook))
    return text(TextKey.CARD_QUEUED, language, ticket=number, **wait_values(outlook))


def wait_values(outlook: Outlook) -> dict[str, int]:
    """Turn a wait into the values of a text."""
    wait = outlook.wait
    return {**position_values(outlook), "minutes": wait.minutes, "hours": wait.hours}


def position_values(outlook: Outlook) -> dict[str, int]:
    """Turn a position into the values of a text: its number, or about how many are ahead."""
    return {"position": outlook.position, "ahead": outlook.ahead}


def opening_values(when: Opening, language: str) -> dict[str, Value]:
    """Turn a time of opening into the values of a text."""
    told: dict[str, Value] = {"day": when.day, "clock": when.clock, "zone": when.zone}
    if when.on is not None:
        month, day = when.on.month, when.on.day
        told["date"] = text(TextKey.DAY_OF_MONTH, language, day=day, month=month)
    return told


def room_card(
    ticket: Ticket,
    customer: Customer,
    topic: str,
    operator: str | None,
    buttons: Rows = (),
    *,
    is_sent: bool = False,
) -> Shown:
    """The pinned card in the room, in the customer's language; it says that the room will be gone,
    and whether they may have the talk as a file then (`is_sent`). `buttons` are those of staff,
    which only cards of older versions have, and which answer nobody else."""
    language = customer.language
    if not ticket.is_open:
        return Shown(text(TextKey.ROOM_CARD_CLOSED, language, ticket=ticket.id))
    goes = text(ExportKey.ROOM_GOES_SENT if is_sent else ExportKey.ROOM_GOES, language)
    if ticket.status is not TicketStatus.ACTIVE:
        return Shown(text(TextKey.ROOM_CARD_WAITING, language, ticket=ticket.id, goes=goes))
    shown = text(
        TextKey.ROOM_CARD,
        language,
        ticket=ticket.id,
        customer=customer.name,
        topic=topic,
        operator=operator or "…",
        goes=goes,
    )
    return Shown(shown, buttons)


def confirm_close(ticket_id: int, language: str) -> Shown:
    """Ask whether a ticket is to be closed."""
    yes = button(TextKey.BUTTON_YES_CLOSE, Verb.CLOSE_YES, ticket_id)
    no = button(TextKey.BUTTON_NO, Verb.CLOSE_NO, ticket_id)
    return Shown(text(TextKey.CONFIRM_CLOSE, language, ticket=ticket_id), ((yes, no),))


def customer_name(customer: Customer) -> str:
    """Return name and tag in one line, cut to a length that fits a list."""
    name = " ".join(customer.name.split())[:NAME_LENGTH] or "…"
    return f"{name} (@{customer.username})" if customer.username else name


def here_card(ticket: Ticket, language: str, outlook: Outlook, operator: str | None) -> Shown:
    """The customer's card when a ticket is answered in the bot's chat: they write right here,
    wherever staff sits."""
    cancel: Rows = ((button(TextKey.BUTTON_CANCEL, Verb.CANCEL, ticket.id),),)
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


def topics_greeting(
    topics: Sequence[Topic], language: str, name: str, page: int, *, gone: bool
) -> Shown:
    """The greeting with the question what the request is about. `gone`: they chose a topic that is
    no longer there."""
    asked = topic_question(topics, language, name, page, gone=gone)
    return asked if gone else Shown(text(RelayKey.CHOOSE_TOPIC, language), asked.buttons)


def topic_buttons(topics: Sequence[Topic], language: str) -> Rows:
    """The topics once more; none when they do not fit on one page, since only the question itself
    has pages."""
    if len(topics) > PAGE:
        return ()
    return topic_question(topics, language, "", 0, gone=False).buttons


def ask_again_buttons() -> Rows:
    """The button that asks for an operator again, beside /start."""
    return ((button(RelayKey.BUTTON_ASK_AGAIN, Verb.TALK),),)


def end_talk_buttons(ticket_id: int) -> Rows:
    """The button by which the customer ends the talk."""
    return ((button(RelayKey.BUTTON_END_TALK, Verb.SOLVED, ticket_id),),)


def request_card(ticket: Ticket, language: str, outlook: Outlook, opening: Opening | None) -> Shown:
    """The customer's card of a ticket that is answered in the bot's chat. `outlook` is shown while
    they wait in line; `opening`: when the desk opens again."""
    number = ticket.id
    cancel: Rows = ((button(TextKey.BUTTON_CANCEL, Verb.CANCEL, number),),)
    waits = ticket.status is TicketStatus.QUEUED
    match ticket.status:
        case TicketStatus.QUEUED | TicketStatus.OFFERED | TicketStatus.ACTIVE:
            buttons = () if ticket.status is TicketStatus.ACTIVE else cancel
            if ticket.is_answered:
                return Shown(text(RelayKey.QUESTION_ANSWERED, language, ticket=number), buttons)
            if opening is not None:
                key = RelayKey.QUESTION_ACCEPTED_CLOSED
                when = opening_values(opening, language)
                return Shown(text(key, language, ticket=number, **when), buttons)
            if waits and outlook.position:
                key = RelayKey.QUESTION_WAITING
                return Shown(text(key, language, ticket=number, **wait_values(outlook)), buttons)
            return Shown(text(RelayKey.QUESTION_ACCEPTED, language, ticket=number), buttons)
        case TicketStatus.CLOSED | TicketStatus.ABANDONED:
            cancelled = ticket.close_reason is CloseReason.CANCELLED
            ended = RelayKey.QUESTION_WITHDRAWN if cancelled else RelayKey.QUESTION_CLOSED
            return Shown(text(ended, language, ticket=number))
