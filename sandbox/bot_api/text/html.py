"""HTML style (https://core.telegram.org/bots/api#html-style) into entities."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sandbox.bot_api.text.builder import Builder, parse_error
from sandbox.bot_api.text.links import mentioned_user, normal_url
from sandbox.state.model import Entity

_KINDS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline",
    "ins": "underline", "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "tg-spoiler": "spoiler", "span": "spoiler", "a": "text_link", "code": "code", "pre": "pre",
    "blockquote": "blockquote", "tg-emoji": "custom_emoji",
}  # fmt: skip
_ENTITY = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|(lt|gt|amp|quot));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_NAME = re.compile(r"[^\s>/=\"']*")
_SPACES = re.compile(r"\s*")
_BARE = re.compile(r"[0-9A-Za-z.\-]*")


@dataclass(slots=True)
class _Open:
    name: str
    argument: str
    offset: int
    place: int


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Text and entities. Raises `ApiError` in Telegram's words for what HTML style forbids."""
    out = Builder(source)
    stack: list[_Open] = []
    position = 0
    while position < len(source):
        mark = source.find("<", position)
        if mark < 0:
            mark = len(source)
        out.add(unescape(source[position:mark]))
        if mark == len(source):
            break
        if source.startswith("</", mark):
            position = _end_tag(source, mark, out, stack)
        else:
            position = _start_tag(source, mark, out, stack)
    if stack:
        raise parse_error(f'Can\'t find end tag corresponding to start tag "{stack[-1].name}"')
    return out.finish()


def unescape(text: str) -> str:
    """The four named and all numbered character references; any other `&` is itself."""
    if "&" not in text:
        return text
    return _ENTITY.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    sixteen, ten, named = match.groups()
    if named:
        return _NAMED[named]
    code = int(sixteen, 16) if sixteen else int(ten)
    if code == 0 or code >= 0x10FFFF or 0xD800 <= code < 0xE000:
        return match[0]
    return chr(code)


def _start_tag(source: str, mark: int, out: Builder, stack: list[_Open]) -> int:
    name_match = _NAME.match(source, mark + 1)
    name = (name_match[0] if name_match else "").lower()
    position = mark + 1 + len(name)
    if position >= len(source):
        raise parse_error(f"Unclosed start tag at byte offset {out.at(mark)}")
    if name not in _KINDS:
        raise parse_error(f'Unsupported start tag "{name}" at byte offset {out.at(mark)}')
    attributes, position = _attributes(source, position, name, mark, out)
    argument = _argument(name, attributes, out.at(mark))
    stack.append(_Open(name, argument, out.length, mark))
    return position


def _attributes(
    source: str, position: int, name: str, mark: int, out: Builder
) -> tuple[dict[str, str], int]:
    found: dict[str, str] = {}
    while True:
        position = _skip_spaces(source, position)
        if position >= len(source):
            raise parse_error(f"Unclosed start tag at byte offset {out.at(mark)}")
        if source[position] == ">":
            return found, position + 1
        if source[position] == "/" and source[position + 1 : position + 2] == ">":
            return found, position + 2
        key_match = _NAME.match(source, position)
        key = key_match[0] if key_match else ""
        if not key:
            raise parse_error(
                f'Empty attribute name in the tag "{name}" at byte offset {out.at(mark)}'
            )
        position = _skip_spaces(source, position + len(key))
        if source[position : position + 1] != "=":
            found[key.lower()] = ""
            continue
        position = _skip_spaces(source, position + 1)
        found[key.lower()], position = _value(source, position, mark, out)


def _value(source: str, position: int, mark: int, out: Builder) -> tuple[str, int]:
    quote = source[position : position + 1]
    if quote in ("'", '"'):
        end = source.find(quote, position + 1)
        if end < 0:
            raise parse_error(f"Unclosed start tag at byte offset {out.at(mark)}")
        return unescape(source[position + 1 : end]), end + 1
    match = _BARE.match(source, position)
    bare = match[0] if match else ""
    position += len(bare)
    if not bare or source[position : position + 1] not in (" ", "\t", "\n", ">"):
        raise parse_error(f"Unexpected end of name token at byte offset {out.at(position)}")
    return bare.lower(), position


def _argument(name: str, attributes: dict[str, str], place: int) -> str:
    if name == "a":
        return attributes.get("href", "")
    if name == "tg-emoji":
        return attributes.get("emoji-id", "")
    if name == "blockquote":
        return "expandable" if "expandable" in attributes else ""
    if name == "code" and attributes.get("class", "").startswith("language-"):
        return attributes["class"][len("language-") :]
    if name == "span" and attributes.get("class") != "tg-spoiler":
        raise parse_error(f'Tag "span" must have class "tg-spoiler" at byte offset {place}')
    return ""


def _end_tag(source: str, mark: int, out: Builder, stack: list[_Open]) -> int:
    end = source.find(">", mark)
    if not stack:
        raise parse_error(f"Unexpected end tag at byte offset {out.at(mark)}")
    if end < 0:
        raise parse_error(f"Unclosed end tag at byte offset {out.at(mark)}")
    name = source[mark + 2 : end].strip().lower()
    opened = stack.pop()
    if name and name != opened.name:
        raise parse_error(
            f"Unmatched end tag at byte offset {out.at(mark)}, "
            f'expected "</{opened.name}>", found "</{name}>"'
        )
    _close(opened, out, stack, source, end + 1)
    return end + 1


def _close(opened: _Open, out: Builder, stack: list[_Open], source: str, after: int) -> None:
    kind = _KINDS[opened.name]
    entity = Entity(kind, opened.offset, out.length - opened.offset)
    if kind == "text_link":
        target = opened.argument or out.tail(opened.offset)
        user_id = mentioned_user(target)
        url = None if user_id else normal_url(target)
        if user_id is None and url is None:
            return
        entity.kind, entity.url, entity.user_id = (
            ("text_mention", None, user_id) if user_id else ("text_link", url, None)
        )
    elif kind == "custom_emoji":
        if not opened.argument.isdigit():
            raise parse_error("Invalid custom emoji identifier specified")
        entity.custom_emoji_id = opened.argument
    elif kind == "blockquote" and opened.argument:
        entity.kind = "expandable_blockquote"
    elif kind == "pre" and out.entities and _is_language(out.entities[-1], entity):
        entity.language = out.entities.pop().language
    elif kind == "code" and opened.argument:
        inside_pre = bool(stack) and stack[-1].name == "pre" and stack[-1].offset == opened.offset
        if inside_pre and source.startswith("</", after):
            entity.language = opened.argument
    out.lay(entity)


def _is_language(inner: Entity, outer: Entity) -> bool:
    whole = inner.offset == outer.offset and inner.length == outer.length
    return inner.kind == "code" and whole


def _skip_spaces(source: str, position: int) -> int:
    match = _SPACES.match(source, position)
    return match.end() if match else position
