"""What customers who stay in the bot's chat are shown: the topics, their request's card, and the
question at its end."""

from collections.abc import Sequence

from core.domain import actions, pages
from core.domain.actions import Verb, press
from core.domain.hours import Opening
from core.domain.outlook import Outlook
from core.domain.rules import Topic
from core.domain.texts import Button, Key, RelayKey, Rows, TextKey
from core.domain.tickets import CloseReason, Ticket, TicketStatus
from core.domain.views import Shown, opening_values, text, topic_question, wait_values

YES = "yes"
NO = "no"


def topics_greeting(
    topics: Sequence[Topic], language: str, name: str, page: int, *, gone: bool
) -> Shown:
    """The greeting that asks what it is about; `gone`: they chose what is not there any more."""
    asked = topic_question(topics, language, name, page, gone=gone)
    return asked if gone else Shown(text(RelayKey.CHOOSE_TOPIC, language), asked.buttons)


def topic_buttons(topics: Sequence[Topic], language: str) -> Rows:
    """The topics once more; none where they do not fit on a page, since only the question itself
    is turned."""
    if len(topics) > pages.PAGE:
        return ()
    return topic_question(topics, language, "", 0, gone=False).buttons


def ask_again_buttons() -> Rows:
    """The way in, beside /start."""
    return ((Button(RelayKey.BUTTON_ASK_AGAIN, action=actions.talk()),),)


def end_talk_buttons(ticket_id: int) -> Rows:
    """The customer's own way to end a talk."""
    return ((Button(RelayKey.BUTTON_END_TALK, action=press(Verb.SOLVED, ticket_id)),),)


def request_card(ticket: Ticket, language: str, outlook: Outlook, opening: Opening | None) -> Shown:
    """The customer's card of a ticket that is answered in the bot's chat. `outlook` is looked at
    while they wait in line; `opening`: when we are there again."""
    number = ticket.id
    cancel: Rows = ((Button(TextKey.BUTTON_CANCEL, action=actions.cancel(number)),),)
    waits = ticket.status is TicketStatus.QUEUED
    match ticket.status:
        case TicketStatus.QUEUED | TicketStatus.OFFERED | TicketStatus.ACTIVE:
            buttons = () if ticket.status is TicketStatus.ACTIVE else cancel
            if ticket.answered_at is not None:
                return Shown(text(RelayKey.QUESTION_ANSWERED, language, ticket=number), buttons)
            if opening is not None:
                key = RelayKey.QUESTION_ACCEPTED_CLOSED
                when = opening_values(opening)
                return Shown(text(key, language, ticket=number, **when), buttons)
            if waits and outlook.position:
                key = RelayKey.QUESTION_WAITING
                return Shown(text(key, language, ticket=number, **wait_values(outlook)), buttons)
            return Shown(text(RelayKey.QUESTION_ACCEPTED, language, ticket=number), buttons)
        case TicketStatus.CLOSED | TicketStatus.ABANDONED:
            cancelled = ticket.close_reason is CloseReason.CANCELLED
            ended = RelayKey.QUESTION_WITHDRAWN if cancelled else RelayKey.QUESTION_CLOSED
            return Shown(text(ended, language, ticket=number))


def farewell(reason: CloseReason | None, language: str, ticket_id: int) -> Shown:
    """A talk ended: is all clear now?"""
    silent = reason is CloseReason.SILENT
    key = RelayKey.DESK_FAREWELL_SILENT if silent else RelayKey.DESK_FAREWELL
    return Shown(text(key, language), (_yes_or_no(ticket_id),))


def resolved(ticket_id: int, language: str, *, solved: bool, changeable: bool) -> Shown:
    """The same message once it was answered."""
    key: Key = RelayKey.RESOLVED_YES if solved else RelayKey.RESOLVED_NO
    again: Rows = (_yes_or_no(ticket_id),) if changeable else ()
    return Shown(text(key, language), (*again, *ask_again_buttons()))


def unresolved_notice(
    ticket_id: int, customer: str, operator: str | None, language: str, *, solved: bool
) -> Shown:
    """What a supervisor is told of a customer who did not find out everything."""
    key = RelayKey.SUPERVISOR_RESOLVED_LATER if solved else RelayKey.SUPERVISOR_UNRESOLVED
    who = {"customer": customer, "operator": operator or "…"}
    return Shown(text(key, language, ticket=ticket_id, **who))


def _yes_or_no(ticket_id: int) -> tuple[Button, ...]:
    yes = Button(RelayKey.BUTTON_RESOLVED_YES, action=press(Verb.RESOLVE, ticket_id, YES))
    no = Button(RelayKey.BUTTON_RESOLVED_NO, action=press(Verb.RESOLVE, ticket_id, NO))
    return (yes, no)
