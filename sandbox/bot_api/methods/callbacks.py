"""Answering a pressed button."""

from __future__ import annotations

from datetime import timedelta

from sandbox.bot_api.errors import bad_request
from sandbox.bot_api.registry import Call, method
from sandbox.state.model import Refused

MAX_ANSWER = 200  # characters, https://core.telegram.org/bots/api#answercallbackquery
_TOO_LATE = timedelta(minutes=15)


@method("answerCallbackQuery")
def answer_callback_query(call: Call) -> bool:
    """Once, and not too late."""
    query_id = call.args.text("callback_query_id")
    text = call.args.text("text") or None
    if text is not None and len(text) > MAX_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    query = call.world.query(query_id)
    if query is None or query.bot_id != call.bot_id or call.api.clock() - query.at > _TOO_LATE:
        raise Refused("QUERY_ID_INVALID")
    alert, url = call.args.flag("show_alert"), call.args.text("url") or None
    call.world.answer(call.bot_id, query_id, text, alert=alert, url=url)
    return True
