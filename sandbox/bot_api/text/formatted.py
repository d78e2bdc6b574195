"""From a call's arguments to a clean text with entities, with Telegram's limits and refusals."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from sandbox.bot_api.args import Args
from sandbox.bot_api.errors import ApiError, bad_request
from sandbox.bot_api.text.builder import ordered, utf16_length
from sandbox.bot_api.text.html import parse_html
from sandbox.bot_api.text.links import normal_url
from sandbox.bot_api.text.markdown import parse_markdown, parse_markdown_v2
from sandbox.state.model import Entity

MAX_TEXT = 4096  # characters, https://core.telegram.org/bots/api#sendmessage
MAX_CAPTION = 1024
_CONTROL = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f]")
_LEFT_OUT = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
_FOUND = frozenset(
    {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number",
     "bank_card_number"}
)  # fmt: skip
_KINDS = frozenset(
    {"bold", "italic", "underline", "strikethrough", "spoiler", "blockquote",
     "expandable_blockquote", "code", "pre", "text_link", "text_mention", "custom_emoji"}
)  # fmt: skip

_PREVIEW = ("is_disabled", "url", "prefer_small_media", "prefer_large_media", "show_above_text")

Formatted = tuple[str, list[Entity]]


def message_text(args: Args) -> Formatted:
    """The `text` of a message. Raises `ApiError`: empty, blank, too long, unreadable markup."""
    raw = args.text("text")
    if not raw:
        raise bad_request("message text is empty")
    text, entities = formatted(raw, args.text("parse_mode"), args.lenient("entities"))
    if not text:
        raise bad_request("text must be non-empty")
    if len(text) > MAX_TEXT:
        raise bad_request("message is too long")
    return text, entities


def link_preview(args: Args) -> dict[str, Any] | None:
    """How the preview of a link is wished, of which only what is set counts."""
    raw = args.json_object("link_preview_options", "link preview options")
    if raw is None:
        return {"is_disabled": True} if args.flag("disable_web_page_preview") else None
    wished = {name: raw[name] for name in _PREVIEW if raw.get(name)}
    return wished or None


def caption(args: Args) -> Formatted:
    """The `caption` of a media message; it may be empty."""
    return caption_of(
        args.text("caption"), args.text("parse_mode"), args.lenient("caption_entities")
    )


def caption_of(raw: str, parse_mode: str, entities: list[Any] | None) -> Formatted:
    """A caption from its three parts, as an album's items carry them."""
    text, found = formatted(raw, parse_mode, entities)
    if len(text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return text, found


def formatted(raw: str, parse_mode: str, entities: list[Any] | None) -> Formatted:
    """Read the markup (or take the entities given), then clean and trim."""
    mode = parse_mode.strip().lower()
    raw = clean(raw)
    if mode == "html":
        text, found = parse_html(raw)
    elif mode == "markdownv2":
        text, found = parse_markdown_v2(raw)
    elif mode == "markdown":
        text, found = parse_markdown(raw)
    elif mode in ("", "none") or not raw:
        entities = entities if isinstance(entities, list) else []
        text, found = raw, _given(entities, utf16_length(raw)) if entities else []
    else:
        raise bad_request("unsupported parse_mode")
    return trimmed(text, found)


def clean(text: str) -> str:
    """Control characters become blanks, carriage returns, separators of lines, marks of direction
    and three lines over or under letters go, half characters are replaced (TDLib, misc.cpp)."""
    if not text.isascii():
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        text = _LEFT_OUT.sub("", text)
    if text.isprintable():
        return text
    return _CONTROL.sub(" ", text.replace("\r", ""))


def trimmed(text: str, entities: list[Entity]) -> Formatted:
    """Without blanks at both ends, entities moved and cut to fit."""
    end = text.rstrip(" \n\t")
    body = end.lstrip(" \n\t")
    if len(body) == len(text):
        return text, entities
    lead = len(end) - len(body)
    length = utf16_length(body)
    kept: list[Entity] = []
    for entity in entities:
        begin = max(0, entity.offset - lead)
        stop = min(length, entity.offset + entity.length - lead)
        if stop > begin:
            kept.append(replace(entity, offset=begin, length=stop - begin))
    return body, kept


def _given(entities: list[Any], length: int) -> list[Entity]:
    result: list[Entity] = []
    for raw in entities:
        if not isinstance(raw, dict):
            raise _unreadable("expected an Object")
        offset, size = _whole(raw, "offset"), _whole(raw, "length")
        kind = raw.get("type")
        if kind is None:
            raise _unreadable('Can\'t find field "type"')
        if kind in _FOUND:
            continue  # Telegram finds these itself
        if kind not in _KINDS:
            raise _unreadable("Unsupported type specified")
        entity = Entity(str(kind), offset, size)
        _detail(entity, raw)
        if offset < 0 or size <= 0 or offset + size > length:
            # Telegram forgives what reaches beyond the end by cutting it off.
            entity.length = min(size, length - offset)
            if offset < 0 or entity.length <= 0:
                continue
        result.append(entity)
    return ordered(result)


def _unreadable(why: str) -> ApiError:
    return bad_request(f"can't parse MessageEntity: {why}")


def _detail(entity: Entity, raw: dict[str, Any]) -> None:
    if entity.kind == "text_link":
        if not isinstance(raw.get("url"), str):
            raise _unreadable('Can\'t find field "url"')
        entity.url = normal_url(raw["url"])
    elif entity.kind == "text_mention":
        user = raw.get("user")
        if not isinstance(user, dict):
            raise _unreadable('Can\'t find field "user"')
        entity.user_id = _whole(user, "id")
    elif entity.kind == "pre":
        entity.language = raw.get("language") or None
    elif entity.kind == "custom_emoji":
        entity.custom_emoji_id = str(_whole(raw, "custom_emoji_id"))


def _whole(raw: dict[str, Any], name: str) -> int:
    if raw.get(name) is None:
        raise _unreadable(f'Can\'t find field "{name}"')
    try:
        return int(raw[name])
    except (TypeError, ValueError):
        raise _unreadable(f'Field "{name}" must be a Number') from None
