"""Answering what somebody typed behind the bot's name.

The checks and their words are those of Client.cpp (process_answer_inline_query_query,
get_inline_query_results, get_inline_query_result, get_input_message_content). Of results there are
articles with a text; another one is refused by a name of the sandbox's own.
"""

from __future__ import annotations

import json
import logging
from typing import Any

from sandbox.bot_api.errors import ApiError, bad_request
from sandbox.bot_api.registry import Call, method
from sandbox.bot_api.text.formatted import MAX_TEXT, clean, formatted
from sandbox.state.inline import MOST_RESULTS
from sandbox.state.inline_results import InlineResult

log = logging.getLogger(__name__)

_CACHED = 300  # seconds, unless the bot says otherwise
_LONGEST_CACHED = 24 * 60 * 60
_OTHER_TYPES = frozenset(
    {"audio", "contact", "document", "game", "gif", "location", "mpeg4_gif", "photo", "sticker",
     "venue", "video", "voice"}
)  # fmt: skip
_OTHER_CONTENTS = ("latitude", "phone_number", "payload", "rich_message")


@method("answerInlineQuery")
def answer_inline_query(call: Call) -> bool:
    """Once, and within seconds."""
    args = call.args
    wanted = args.integer("cache_time", _CACHED)
    _no_button(call)
    results = [_result(each) for each in _results(call)]
    call.world.answer_inline(
        call.bot_id,
        args.text("inline_query_id"),
        results,
        cache_time=min(max(wanted, 0), _LONGEST_CACHED),
        is_personal=args.flag("is_personal"),
        next_offset=args.text("next_offset"),
    )
    return True


def _no_button(call: Call) -> None:
    if call.args.text("button") or call.args.text("switch_pm_text"):
        raise _lacking("the button of inline results")


def _results(call: Call) -> list[Any]:
    raw = call.args.values.get("results")
    if raw is None or raw == "":
        return []
    if isinstance(raw, str):
        try:
            raw = json.loads(raw)
        except ValueError as error:
            raise bad_request(f"can't parse JSON encoded inline query results: {error}") from None
    if raw is None:
        return []
    if not isinstance(raw, list):
        raise bad_request("expected an Array of inline query results")
    if len(raw) > MOST_RESULTS:
        raise bad_request("too many inline query results specified")
    return raw


def _result(raw: Any) -> InlineResult:
    if not isinstance(raw, dict):
        raise _unreadable("Inline query result must be an object")
    kind = _required(raw, "type").lower()
    result_id = _required(raw, "id")
    if kind != "article":
        if kind in _OTHER_TYPES:
            raise _lacking(f'inline results of type "{kind}"')
        raise _unreadable(f'type "{kind}" is unsupported for the inline query result')
    text, entities = _content(raw)
    if raw.get("reply_markup"):
        raise _lacking("buttons below inline results")
    title = clean(_required(raw, "title"))
    description = clean(_optional(raw, "description"))
    return InlineResult(result_id, title, description, text, tuple(entities))


def _content(raw: dict[str, Any]) -> tuple[str, list[Any]]:
    """What an article sends: it must say so, in `input_message_content` or in the old way."""
    given = raw.get("input_message_content")
    if given is None:
        words = _required(raw, "message_text")
        given = raw
    elif not isinstance(given, dict):
        raise _unreadable('Field "input_message_content" must be of type Object')
    else:
        words = _optional(given, "message_text")
        if not words:
            if any(name in given for name in _OTHER_CONTENTS):
                raise _lacking("inline results that send something else than text")
            raise _unreadable("Input message content is not specified")
    entities = given.get("entities")
    try:
        text, found = formatted(
            words, _optional(given, "parse_mode"), entities if isinstance(entities, list) else None
        )
    except ApiError as error:
        sentence = error.description.removeprefix("Bad Request: ")
        raise _unreadable(sentence) from None
    if not words:
        raise _unreadable("Message text is empty")
    if not text:
        raise bad_request("text must be non-empty")
    if len(text) > MAX_TEXT:
        raise bad_request("MESSAGE_TOO_LONG")
    return text, found


def _required(raw: dict[str, Any], name: str) -> str:
    if raw.get(name) is None:
        raise _unreadable(f'Can\'t find field "{name}"')
    return _optional(raw, name)


def _optional(raw: dict[str, Any], name: str) -> str:
    """A text; a number counts as one (TDLib, JsonBuilder.cpp)."""
    value = raw.get(name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise _unreadable(f'Field "{name}" must be of type String')
    return str(value)


def _unreadable(sentence: str) -> ApiError:
    return bad_request(f"can't parse inline query result: {sentence}")


def _lacking(what: str) -> ApiError:
    log.warning("%s: not in this sandbox", what)
    return ApiError(404, f"{what}: not in this sandbox")
