"""Takes stars, comments and whether all was solved. The use cases refuse whoever may not."""

from collections.abc import Mapping

from aiogram import Router

from bot.routers.filters import in_private
from bot.routers.table import CommandRow, Press, PressRow, answering, done, table_router
from core.feedback.ratings import rate_ticket, resolve_ticket, show_feedback, skip_comment
from core.feedback.views import NO, YES
from core.model.actions import Verb
from core.model.export_text_keys import ExportKey
from core.tickets.reopen import reopen_own
from core.transcripts.conversations import ask_for_conversation

_SOLVED = {YES: True, NO: False}


async def _on_resolve(it: Press) -> None:
    ticket_id, solved = it.number_and(_SOLVED.__getitem__)
    await resolve_ticket(it.work, it.who, ticket_id, solved=solved)


_COMMANDS: Mapping[str, CommandRow] = {
    "feedback": lambda it: show_feedback(it.work, it.chat, fresh=True)
}

PRESSES: Mapping[Verb, PressRow] = {
    Verb.RATE: done(lambda it: rate_ticket(it.work, it.who, *it.pair)),
    Verb.NO_COMMENT: lambda it: skip_comment(it.work, it.who, it.number),
    Verb.FEEDBACK: lambda it: show_feedback(it.work, it.who, *it.page),
    Verb.RESOLVE: _on_resolve,
    Verb.REOPEN: done(lambda it: reopen_own(it.work, it.who, it.number)),
    Verb.CONVERSATION: answering(
        ExportKey.CONVERSATION_BEGUN, lambda it: ask_for_conversation(it.work, it.who, it.number)
    ),
}


def make_router() -> Router:
    """Make the routes."""
    return table_router("feedback", in_private, commands=_COMMANDS)
