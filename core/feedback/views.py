"""What customers are asked when their ticket has ended, what their answer looks like, and how
supervisors read it: stars with a comment, or whether all was found out.
"""

from collections.abc import Sequence

from core.cards.views.customer import NAME_LENGTH, ask_again_buttons, customer_name, talk_buttons
from core.model.actions import Verb, button, page_buttons
from core.model.notice_keys import NoticeKey
from core.model.people import Customer
from core.model.records import MOST_STARS, Feedback, Opinion, Resolution
from core.model.relay_text_keys import RelayKey
from core.model.reopen_text_keys import ReopenKey
from core.model.text_keys import Key, TextKey
from core.model.texts import Button, Rows, Shown, Text, Value, text
from core.model.tickets import CloseReason

COMMENT_LENGTH = 300
"""Of a comment in a list; the notice has it whole."""

YES = "yes"

NO = "no"

_FAREWELLS = {
    CloseReason.SILENT: TextKey.CLOSED_SILENT,
    CloseReason.CUSTOMER_LEFT: TextKey.CLOSED_LEFT,
}


def rating_question(reason: CloseReason | None, language: str, ticket_id: int) -> Shown:
    """Return the thanks for a ticket that ended, with the stars below them."""
    key = TextKey.THANKS if reason is None else _FAREWELLS.get(reason, TextKey.THANKS)
    return Shown(text(key, language, ticket=ticket_id), (_stars_row(ticket_id), *talk_buttons()))


def resolution_question(reason: CloseReason | None, language: str, ticket_id: int) -> Shown:
    """Return the question after a talk in the bot's chat: is everything clear now?"""
    silent = reason is CloseReason.SILENT
    key = RelayKey.DESK_FAREWELL_SILENT if silent else RelayKey.DESK_FAREWELL
    return Shown(text(key, language), (_yes_or_no(ticket_id),))


def goes_on(ticket_id: int, language: str) -> Shown:
    """Return what stands in the question's place once the ticket goes on."""
    return Shown(text(ReopenKey.FAREWELL, language, ticket=ticket_id))


def reopen_row(ticket_id: int) -> tuple[Button, ...]:
    """The button by which a customer lets the ticket go on."""
    return (button(ReopenKey.BUTTON, Verb.REOPEN, ticket_id),)


def rating(feedback: Feedback, language: str, *, asking: bool, changeable: bool) -> Shown:
    """Return the question's message once stars are given; `asking`: it asks for a comment as
    well."""
    stars = _stars(feedback, language)
    ticket_id = feedback.ticket_id
    again: Rows = (_stars_row(ticket_id),) if changeable else ()
    if asking:
        skip = button(TextKey.BUTTON_NO_COMMENT, Verb.NO_COMMENT, ticket_id)
        shown = text(TextKey.RATED_ASK_COMMENT, language, ticket=ticket_id, stars=stars)
        return Shown(shown, (*again, (skip,), *talk_buttons()))
    key = TextKey.RATED if feedback.comment is None else TextKey.RATED_WITH_COMMENT
    return Shown(text(key, language, ticket=ticket_id, stars=stars), (*again, *talk_buttons()))


def resolution(kept: Resolution, language: str, *, changeable: bool) -> Shown:
    """Return the question's message once it is answered."""
    key: Key = RelayKey.RESOLVED_YES if kept.solved else RelayKey.RESOLVED_NO
    again: Rows = (_yes_or_no(kept.ticket_id),) if changeable else ()
    return Shown(text(key, language), (*again, *ask_again_buttons()))


def notice(
    kept: Feedback | Resolution, customer: Customer | None, operator: str | None, language: str
) -> Shown:
    """Return the notice to a supervisor of a poor rating, or of a customer whose question is not
    solved."""
    values: dict[str, Value] = {"ticket": kept.ticket_id, "operator": operator or "…"}
    if isinstance(kept, Resolution):
        key = NoticeKey.RESOLVED_LATER if kept.solved else NoticeKey.UNRESOLVED
        name = "…" if customer is None else customer_name(customer)
        return Shown(text(key, language, customer=name, **values))
    values["customer"] = _name("" if customer is None else customer.name, language)
    values["stars"] = _stars(kept, language)
    if kept.comment is None:
        return Shown(text(NoticeKey.RATING, language, **values))
    return Shown(text(NoticeKey.RATING_COMMENT, language, comment=kept.comment, **values))


def feedback_list(opinions: Sequence[Opinion], page: int, count: int, language: str) -> Shown:
    """Return a page of customers' answers, newest first."""
    if not opinions:
        return Shown(text(TextKey.FEEDBACK_NONE, language))
    lines = tuple(_line(each, language) for each in opinions)
    shown = text(TextKey.FEEDBACK_LIST, language, count=count, list=lines)
    return Shown(shown, page_buttons(page, count, Verb.FEEDBACK))


def _line(opinion: Opinion, language: str) -> Text:
    feedback = opinion.feedback
    values: dict[str, Value] = {
        "ticket": feedback.ticket_id,
        "customer": _name(opinion.customer, language),
        "operator": opinion.operator or "…",
    }
    if isinstance(feedback, Resolution):
        key = RelayKey.FEEDBACK_LINE_RESOLVED if feedback.solved else RelayKey.FEEDBACK_LINE_OPEN
        return text(key, language, **values)
    values["stars"] = _stars(feedback, language)
    if feedback.comment is None:
        return text(TextKey.FEEDBACK_LINE, language, **values)
    comment = " ".join(feedback.comment.split())
    if len(comment) > COMMENT_LENGTH:
        comment = comment[:COMMENT_LENGTH].rstrip() + "…"
    return text(TextKey.FEEDBACK_LINE_COMMENT, language, comment=comment, **values)


def _name(name: str, language: str) -> Value:
    """Return the name in one line; a forgotten customer has none."""
    short = " ".join(name.split())[:NAME_LENGTH]
    return short or text(TextKey.NAME_FORGOTTEN, language)


def _stars(feedback: Feedback, language: str) -> Text:
    return text(TextKey.STARS, language, stars=feedback.stars)


def _stars_row(ticket_id: int) -> tuple[Button, ...]:
    return tuple(
        button(TextKey.BUTTON_STARS, Verb.RATE, ticket_id, stars, stars=stars)
        for stars in range(1, MOST_STARS + 1)
    )


def _yes_or_no(ticket_id: int) -> tuple[Button, ...]:
    yes = button(RelayKey.BUTTON_RESOLVED_YES, Verb.RESOLVE, ticket_id, YES)
    no = button(RelayKey.BUTTON_RESOLVED_NO, Verb.RESOLVE, ticket_id, NO)
    return (yes, no)
