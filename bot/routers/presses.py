"""Leads every press to one use case, by one table, and answers it."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta

from bot.pressed import Pressed
from bot.routers import (
    announcements,
    conversations,
    customers,
    desks,
    feedback,
    privacy,
    queue,
    replies,
    rooms,
    staff,
    statistics,
    supervision,
    tickets,
    watching,
)
from bot.routers.table import Press, PressRow, UnreadableError
from core.cards.send import language_for
from core.feedback.ratings import leave_comment
from core.model.actions import Action, Verb, parse
from core.model.effects import AnswerPress
from core.model.text_keys import Key
from core.model.texts import DeskError, Text
from core.ports import Work

# A phone's spinner stops by itself about then; a later answer would surprise.
ANSWER_LASTS = timedelta(seconds=15)

ROWS: Mapping[Verb, PressRow] = {
    **staff.SHIFT_PRESSES,
    **queue.PRESSES,
    **tickets.OWN_PRESSES,
    **staff.PRESSES,
    **supervision.PRESSES,
    **watching.PRESSES,
    **announcements.PRESSES,
    **rooms.PRESSES,
    **tickets.PRESSES,
    **statistics.PRESSES,
    **privacy.PRESSES,
    **feedback.PRESSES,
    **desks.PRESSES,
    **conversations.PRESSES,
    **replies.PRESSES,
    **customers.PRESSES,
}

_COMMENTING = frozenset({Verb.RATE, Verb.NO_COMMENT})


async def take_press(work: Work, press: Pressed) -> None:
    """Do what a press asks for, and answer it.

    A row may return the key of what to say; a refusal is an alert; what no button of ours carries
    only stops the spinner.
    """
    key: Key | None = None
    refused: DeskError | None = None
    action = parse(press.data)
    try:
        given = None if action is None else await _follow(work, press, action)
        key = given if isinstance(given, Key) else None
    except DeskError as refusal:
        key, refused = refusal.key, refusal
    values = {} if refused is None else refused.values
    text = None if key is None else Text(key, await language_for(work, press.person), values)
    answer = AnswerPress(press.query_id, text, alert=refused is not None)
    await work.tell(answer, lasts=ANSWER_LASTS)


async def _follow(work: Work, press: Pressed, action: Action) -> object:
    """Call the row of a press. A button that has nothing to do with a comment ends the wait for
    one."""
    if action.verb not in _COMMENTING:
        await leave_comment(work, press.person.id)
    row = ROWS.get(action.verb)
    if row is None:
        return None
    with suppress(UnreadableError):
        return await row(Press(work, press, action))
    return None
