"""What is shown of ratings: to who gives them, and to supervisors."""

from collections.abc import Sequence

from core.cards.views.customer import NAME_LENGTH, talk_buttons
from core.model.actions import Verb, press, turning
from core.model.notice_keys import RelayKey
from core.model.records import MOST_STARS, Feedback, Opinion, Resolution
from core.model.text_keys import Key, TextKey
from core.model.texts import Button, Rows, Shown, Text, Value, text

COMMENT_LENGTH = 300
"""Of a comment in a list; the notice has it whole."""


def farewell(key: Key, language: str, ticket_id: int) -> Shown:
    """The thanks of a ticket that ended, with the stars below them."""
    return Shown(text(key, language, ticket=ticket_id), (_stars_row(ticket_id), *talk_buttons()))


def rated(feedback: Feedback, language: str, *, asking: bool, changeable: bool) -> Shown:
    """The same message, once there are stars; `asking`: for a comment as well."""
    stars = stars_text(feedback.stars, language)
    ticket_id = feedback.ticket_id
    again: Rows = (_stars_row(ticket_id),) if changeable else ()
    if asking:
        skip = Button(TextKey.BUTTON_NO_COMMENT, action=press(Verb.NO_COMMENT, ticket_id))
        shown = text(TextKey.RATED_ASK_COMMENT, language, ticket=ticket_id, stars=stars)
        return Shown(shown, (*again, (skip,), *talk_buttons()))
    key = TextKey.RATED if feedback.comment is None else TextKey.RATED_WITH_COMMENT
    return Shown(text(key, language, ticket=ticket_id, stars=stars), (*again, *talk_buttons()))


def stars_text(stars: int, language: str) -> Text:
    """So many out of five."""
    return text(TextKey.STARS, language, stars=stars)


def rating_notice(feedback: Feedback, customer: str, operator: str | None, language: str) -> Shown:
    """What a supervisor is told of a poor rating."""
    values: dict[str, Value] = {
        "ticket": feedback.ticket_id,
        "stars": stars_text(feedback.stars, language),
        "customer": _name(customer, language),
        "operator": operator or "…",
    }
    if feedback.comment is None:
        return Shown(text(TextKey.SUPERVISOR_RATING, language, **values))
    key = TextKey.SUPERVISOR_RATING_COMMENT
    return Shown(text(key, language, comment=feedback.comment, **values))


def feedback_list(opinions: Sequence[Opinion], page: int, count: int, language: str) -> Shown:
    """A page of what customers thought, the newest first."""
    if not opinions:
        return Shown(text(TextKey.FEEDBACK_NONE, language))
    lines = tuple(_line(each, language) for each in opinions)
    shown = text(TextKey.FEEDBACK_LIST, language, count=count, list=lines)
    return Shown(shown, turning(page, count, Verb.FEEDBACK))


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
    values["stars"] = stars_text(feedback.stars, language)
    if feedback.comment is None:
        return text(TextKey.FEEDBACK_LINE, language, **values)
    comment = " ".join(feedback.comment.split())
    if len(comment) > COMMENT_LENGTH:
        comment = comment[:COMMENT_LENGTH].rstrip() + "…"
    return text(TextKey.FEEDBACK_LINE_COMMENT, language, comment=comment, **values)


def _name(name: str, language: str) -> Value:
    """One who asked to be forgotten has none."""
    short = " ".join(name.split())[:NAME_LENGTH]
    return short or text(TextKey.NAME_FORGOTTEN, language)


def _stars_row(ticket_id: int) -> tuple[Button, ...]:
    return tuple(
        Button(
            TextKey.BUTTON_STARS,
            action=press(Verb.RATE, ticket_id, stars),
            values={"stars": stars},
        )
        for stars in range(1, MOST_STARS + 1)
    )
