"""MarkdownV2 and the legacy Markdown style (https://core.telegram.org/bots/api#markdownv2-style)."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.bot_api.text.builder import Builder, parse_error
from sandbox.bot_api.text.links import mentioned_user, normal_url
from sandbox.state.model import Entity

_RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
_NAMES = {
    "bold": "Bold", "italic": "Italic", "underline": "Underline", "spoiler": "Spoiler",
    "strikethrough": "Strikethrough", "code": "Code", "pre": "Pre", "text_link": "TextUrl",
    "custom_emoji": "CustomEmoji", "blockquote": "BlockQuote",
}  # fmt: skip
_CLOSERS = {
    "bold": "*", "italic": "_", "underline": "__", "strikethrough": "~", "spoiler": "||",
    "code": "`", "pre": "```", "text_link": "]", "custom_emoji": "]",
}  # fmt: skip
_OPENERS = (
    ("```", "pre"), ("`", "code"), ("__", "underline"), ("_", "italic"), ("||", "spoiler"),
    ("*", "bold"), ("~", "strikethrough"), ("![", "custom_emoji"), ("[", "text_link"),
)  # fmt: skip


@dataclass(slots=True)
class _Open:
    kind: str
    offset: int
    place: int
    language: str = ""


class _Reader:
    """One pass over a MarkdownV2 text with a stack of what is open."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.position = 0
        self.out = Builder(source)
        self.stack: list[_Open] = []
        self.quote: _Open | None = None

    def read(self) -> tuple[str, list[Entity]]:
        line_start = True
        while self.position < len(self.source):
            if line_start and self._quote_begins():
                continue
            char = self.source[self.position]
            line_start = False
            if char == "\n":
                line_start = self._new_line()
            elif not self._escaped() and not self._closes() and not self._opens():
                self._plain(char)
        self._end_quote()
        if self.stack:
            opened = self.stack[-1]
            raise parse_error(
                f"Can't find end of {_NAMES[opened.kind]} entity "
                f"at byte offset {self.out.at(opened.place)}"
            )
        return self.out.finish()

    def _inside_code(self) -> bool:
        return bool(self.stack) and self.stack[-1].kind in ("code", "pre")

    def _quote_begins(self) -> bool:
        if self._inside_code() or not self.source.startswith((">", "**>"), self.position):
            return False
        expandable_start = self.source[self.position] == "*"
        if self.quote is None or expandable_start:
            self._end_quote()
            self.quote = _Open("blockquote", self.out.length, self.position)
        self.position += 3 if expandable_start else 1
        if self.source.startswith(">", self.position):
            return False
        return self.position >= len(self.source) or self.source[self.position] == "\n"

    def _new_line(self) -> bool:
        self.position += 1
        if self.quote is not None and not self.source.startswith(">", self.position):
            self._end_quote()
        self.out.add("\n")
        return True

    def _end_quote(self, *, expandable: bool = False) -> None:
        if self.quote is None:
            return
        kind = "expandable_blockquote" if expandable else "blockquote"
        self.out.lay(Entity(kind, self.quote.offset, self.out.length - self.quote.offset))
        self.quote = None

    def _escaped(self) -> bool:
        follower = self.source[self.position + 1 : self.position + 2]
        if self.source[self.position] != "\\" or not follower or not 0 < ord(follower) < 127:
            return False
        if follower == "\n":
            return False
        self.out.add(follower)
        self.position += 2
        return True

    def _closes(self) -> bool:
        if not self.stack:
            return self._closes_quote()
        opened = self.stack[-1]
        closer = _CLOSERS[opened.kind]
        if not self.source.startswith(closer, self.position):
            return self._closes_quote()
        if opened.kind == "italic" and self.source.startswith("__", self.position):
            return False
        self.position += len(closer)
        self.stack.pop()
        entity = Entity(opened.kind, opened.offset, self.out.length - opened.offset)
        if opened.kind == "pre":
            entity.language = opened.language or None
        elif opened.kind in ("text_link", "custom_emoji") and not self._target(entity):
            return True
        self.out.lay(entity)
        return True

    def _closes_quote(self) -> bool:
        if self.quote is None or not self.source.startswith("||", self.position):
            return False
        if self.source[self.position + 2 : self.position + 3] not in ("", "\n"):
            return False
        self.position += 2
        self._end_quote(expandable=True)
        return True

    def _target(self, entity: Entity) -> bool:
        """Read `(address)` after `]`; False when there is no usable address."""
        if not self.source.startswith("(", self.position):
            target = self.out.tail(entity.offset)
        else:
            start = self.position
            self.position += 1
            target = self._until_parenthesis(start)
        if entity.kind == "custom_emoji":
            _, _, emoji_id = target.partition("tg://emoji?id=")
            if not emoji_id.isdigit():
                raise parse_error("Invalid custom emoji identifier specified")
            entity.custom_emoji_id = emoji_id
            return True
        return aim(entity, target)

    def _until_parenthesis(self, start: int) -> str:
        target: list[str] = []
        while self.position < len(self.source):
            char = self.source[self.position]
            follower = self.source[self.position + 1 : self.position + 2]
            if char == ")":
                self.position += 1
                return "".join(target)
            if char == "\\" and follower and 0 < ord(follower) < 127:
                target.append(follower)
                self.position += 2
                continue
            target.append(char)
            self.position += 1
        raise parse_error(f"Can't find end of a URL at byte offset {self.out.at(start)}")

    def _opens(self) -> bool:
        if self._inside_code():
            return False
        for mark, kind in _OPENERS:
            if not self.source.startswith(mark, self.position):
                continue
            opened = _Open(kind, self.out.length, self.position)
            self.position += len(mark)
            if kind == "pre":
                opened.language = self._language()
            self.stack.append(opened)
            return True
        return False

    def _language(self) -> str:
        end = self.position
        while end < len(self.source) and not self.source[end].isspace() and self.source[end] != "`":
            end += 1
        language = ""
        if end < len(self.source) and self.source[end] != "`":
            language = self.source[self.position : end]
            self.position = end
        if self.source.startswith("\n", self.position):
            self.position += 1
        return language

    def _plain(self, char: str) -> None:
        if char in _RESERVED and not self._inside_code():
            raise parse_error(
                f"Character '{char}' is reserved and must be escaped with the preceding '\\'"
            )
        self.out.add(char)
        self.position += 1


def aim(entity: Entity, target: str) -> bool:
    """Make a link or a mention of a person; False when the address is none."""
    user_id = mentioned_user(target)
    if user_id is not None:
        entity.kind, entity.user_id = "text_mention", user_id
        return True
    entity.kind, entity.url = "text_link", normal_url(target)
    return entity.url is not None


def parse_markdown_v2(source: str) -> tuple[str, list[Entity]]:
    """Text and entities. Raises `ApiError` in Telegram's words."""
    return _Reader(source).read()


_LEGACY = {"*": "bold", "_": "italic", "`": "code", "[": "text_link"}


def parse_markdown(source: str) -> tuple[str, list[Entity]]:
    """The legacy style: no nesting, escapes only outside of entities."""
    out = Builder(source)
    position = 0
    while position < len(source):
        char = source[position]
        if char == "\\" and source[position + 1 : position + 2] in ("_", "*", "`", "["):
            out.add(source[position + 1])
            position += 2
        elif char not in _LEGACY:
            out.add(char)
            position += 1
        else:
            position = _legacy_entity(source, position, out)
    return out.finish()


def _legacy_entity(source: str, position: int, out: Builder) -> int:
    kind = _LEGACY[source[position]]
    mark = source[position]
    if source.startswith("```", position):
        kind, mark = "pre", "```"
    begin = position + len(mark)
    closer = "]" if kind == "text_link" else mark
    end = source.find(closer, begin)
    if end < 0:
        raise parse_error(
            f"Can't find end of the entity starting at byte offset {out.at(position)}"
        )
    inner, language = source[begin:end], ""
    if kind == "pre":
        first, newline, rest = inner.partition("\n")
        if newline and not any(ch.isspace() for ch in first):
            inner, language = rest, first
    entity = Entity(kind, out.length, 0, language=language or None)
    out.add(inner)
    entity.length = out.length - entity.offset
    after = end + len(closer)
    if kind != "text_link":
        out.lay(entity)
        return after
    if source.startswith("(", after):
        stop = source.find(")", after)
        if stop > 0 and aim(entity, source[after + 1 : stop]):
            out.lay(entity)
        return stop + 1 if stop > 0 else len(source)
    return after
