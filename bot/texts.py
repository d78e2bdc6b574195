"""The desk's words: Fluent files, one folder per language, rendered for Telegram.

Values are data: whatever stands in a name or a topic is escaped (HTML), bounded, and kept from
turning the desk's own words around (right-to-left).
"""

import html
import logging
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from fluent.runtime import FluentResource
from fluent.runtime.types import fluent_number

from bot.bundles import Bundle
from core.model.customer_texts import BY_TOPIC, by_topic, text_of
from core.model.messages import utf16_length
from core.model.text_keys import Key
from core.model.texts import LANGUAGES, Text, Value

log = logging.getLogger(__name__)

MESSAGE_LIMIT = 4096  # after entities parsing, https://core.telegram.org/bots/api#sendmessage
ANSWER_LIMIT = 200  # https://core.telegram.org/bots/api#answercallbackquery
LINE_LIMIT = 1000  # ours, of a line within a text
TEXT_LIMIT = 2000  # ours, of a text within a text
LABEL_LIMIT = 64  # ours: Telegram takes more, a phone shows less

_TAG = re.compile(r"<[^>]*>")
_BEGINS = re.compile(r"^(?=([a-zA-Z][\w-]*) *=)", re.MULTILINE)
"""Where a message of a Fluent file begins, and its name: what belongs to one is indented."""
_MARK = re.compile("\0([^\0]+)\0")  # where a value goes; no value contains a NUL
_ISOLATE, _POP = "\u2068", "\u2069"
# Formatting characters that turn what follows around (Unicode UAX #9), C0 controls but \t and \n,
# which Telegram drops or refuses, and halves of surrogate pairs, which cannot be encoded.
UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BINDS_LEFT = frozenset({"\u200d", "\ufe0e", "\ufe0f", "\u20e3"})
_ELLIPSIS = "…"


def cut(text: str, limit: int) -> str:
    """Shorten to at most `limit` UTF-16 code units (at least 1), with an ellipsis where something
    went.

    No emoji sequence, flag or combined letter is taken apart.
    """
    if utf16_length(text) <= limit:
        return text
    room = limit - 1
    end = 0
    for char in text:
        room -= 2 if char > "\uffff" else 1
        if room < 0:
            break
        end += 1
    while end > 0 and _binds(text, end):
        end -= 1
    return text[:end] + _ELLIPSIS


def _binds(text: str, at: int) -> bool:
    """Tell whether the characters on the two sides of `at` are seen as one."""
    before, after = text[at - 1], text[at]
    return (
        after in _BINDS_LEFT
        or before == "\u200d"
        or "\U0001f3fb" <= after <= "\U0001f3ff"
        or (_is_flag_half(after) and _flag_halves_before(text, at) % 2 == 1)
        or unicodedata.combining(after) != 0
    )


def _flag_halves_before(text: str, at: int) -> int:
    count = 0
    while count < at and _is_flag_half(text[at - 1 - count]):
        count += 1
    return count


def _is_flag_half(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def plain(rendered: str) -> str:
    """Return the text of a rendered HTML message, without marks."""
    return html.unescape(_TAG.sub("", rendered))


class Delivered:
    """The delivered texts of a language. Each is parsed when it is first said: all of them took a
    second of a start, and a process says few.
    """

    def __init__(self, language: str) -> None:
        self.bundle = Bundle(language)
        self._sources: dict[str, str] = {}
        folder = resources.files("bot").joinpath("locales", language)
        for file in sorted(folder.iterdir(), key=lambda file: file.name):
            if file.name.endswith(".ftl"):
                _, *parts = _BEGINS.split(file.read_text(encoding="utf-8"))
                self._sources.update(zip(parts[::2], parts[1::2], strict=True))

    def has(self, name: str) -> bool:
        """Tell whether there is one of that name."""
        if self.bundle.has_message(name):
            return True
        source = self._sources.get(name)
        if source is None:
            return False
        self.bundle.add_resource(FluentResource(source))
        return True


class Texts:
    """Keeps every language's texts, read once in a process."""

    def __init__(self) -> None:
        self._delivered = {language: _delivered(language) for language in LANGUAGES}
        self._own: Mapping[str, Bundle] = {}
        self._labels: dict[tuple[Key, str], str] = {}

    def use(self, own: Mapping[str, Mapping[str, str]]) -> None:
        """Say from now on what an owner has in their own words, by language and key; the words were
        checked (`bot.wording`)."""
        self._own = {language: bundle_of(texts, language) for language, texts in own.items()}
        self._labels = {}

    def html(self, text: Text, limit: int = MESSAGE_LIMIT) -> str:
        """Write Telegram HTML whose visible length is within `limit` UTF-16 code units.

        What is too long loses the last lines of a value that is lines, else it is shortened in
        its longest value, so that no tag is ever cut.
        """
        values = {name: self._ready(value) for name, value in text.values.items()}
        name = self._name(text)
        rendered = self._format(name, text.language, values)
        while (excess := utf16_length(plain(rendered)) - limit) > 0 and _shorten(values, excess):
            rendered = self._format(name, text.language, values)
        return rendered

    def _name(self, text: Text) -> str:
        """Return the name of the words for its topic, where an owner has some, else its key."""
        key = text.key.value
        if key not in BY_TOPIC:
            return key
        own, name = self._own.get(text.language), by_topic(key, str(text.values.get("of")))
        return name if own is not None and own.has_message(name) else key

    def _ready(self, value: Value) -> "_Ready":
        match value:
            case int():
                return value
            case str():
                return UNWANTED.sub("", value)
            case Text():
                return _Lines([self.html(value, TEXT_LIMIT)])
            case _:
                return _Lines([self.html(line, LINE_LIMIT) for line in value])

    def plain(self, text: Text, limit: int = ANSWER_LIMIT) -> str:
        """Write it without markup, for labels and the answers to a press; cut to `limit`."""
        return cut(plain(self.html(text)), limit)

    def label(self, key: Key, language: str, values: Mapping[str, str | int] | None = None) -> str:
        """Write a button's words."""
        if values:
            return self.plain(Text(key, language, values), LABEL_LIMIT)
        label = self._labels.get((key, language))
        if label is None:
            label = self.plain(Text(key, language), LABEL_LIMIT)
            self._labels[key, language] = label
        return label

    def say(self, name: str, language: str) -> str:
        """Write a text without values that is no TextKey's (a command's). KeyError if unknown."""
        if not self._delivered[language].has(name):
            raise KeyError(name)
        return plain(self._format(name, language, {}))

    def _format(self, name: str, language: str, values: Mapping[str, "_Ready"]) -> str:
        own = self._own.get(language)
        if own is not None and own.has_message(name):
            rendered = _rendered(own, name, language, values)
            if rendered:
                return rendered
            log.warning("text %s (%s): nothing was left of the owner's words", name, language)
            name = text_of(name)
        delivered = self._delivered.get(language) or self._delivered[LANGUAGES[0]]
        if not delivered.has(name):
            raise KeyError(name)
        return _rendered(delivered.bundle, name, language, values)


def _rendered(bundle: Bundle, name: str, language: str, values: Mapping[str, "_Ready"]) -> str:
    message = bundle.get_message(name)
    if message.value is None:
        raise KeyError(name)
    arguments = {name: _argument(name, value) for name, value in values.items()}
    rendered, errors = bundle.format_pattern(message.value, arguments)
    if errors:
        # A text with a hole is better than none: the person is told, the log says what lacks.
        log.warning("text %s (%s): %s", name, language, "; ".join(map(str, errors)))
    return _MARK.sub(lambda mark: _put_in(values[mark[1]]), str(rendered).strip())


def bundle_of(texts: Mapping[str, str], language: str) -> Bundle:
    """Make a bundle of an owner's words by key."""
    bundle = Bundle(language)
    for key, source in texts.items():
        bundle.add_resource(FluentResource(as_message(key, source)))
    return bundle


def as_message(key: str, source: str) -> str:
    """Write words as a message of a Fluent file, each line indented, so that none of them begins
    another message."""
    lines = UNWANTED.sub("", source).strip().splitlines()
    return f"{key} =\n" + "".join(f"    {line}\n" if line.strip() else "\n" for line in lines)


@cache
def _delivered(language: str) -> Delivered:
    return Delivered(language)


@dataclass(slots=True)
class _Lines:
    """HTML lines, one below the other."""

    html: list[str]

    def several(self) -> bool:
        """Whether there is more than one, not counting an ellipsis."""
        return len([line for line in self.html if line != _ELLIPSIS]) > 1

    def drop(self, units: int) -> None:
        """Remove the last ones, `units` of them or all but the first."""
        freed = -2  # what the ellipsis takes
        while self.several() and freed < units:
            freed += utf16_length(plain(self.html.pop())) + 1
        self.html.append(_ELLIPSIS)


_Ready = str | int | _Lines


def _shorten(values: dict[str, _Ready], excess: int) -> bool:
    """Remove at least one thing, about `excess` units of it. Returns False when nothing is left."""
    lists = [value for value in values.values() if isinstance(value, _Lines) and value.several()]
    if lists:
        max(lists, key=lambda lines: sum(map(len, lines.html))).drop(excess)
        return True
    name = max(
        (name for name, value in values.items() if isinstance(value, str)),
        key=lambda name: utf16_length(str(values[name])),
        default=None,
    )
    if name is None or not values[name]:
        return False
    length = utf16_length(str(values[name]))
    values[name] = cut(str(values[name]), length - excess) if excess < length else ""
    return True


def _put_in(value: _Ready) -> str:
    return "\n".join(value.html) if isinstance(value, _Lines) else _escape(str(value))


def _argument(name: str, value: _Ready) -> object:
    """Convert a value for Fluent: numbers ungrouped (ticket 1234 is no "1,234").

    For a string a mark goes in, and the string takes its place afterwards: Fluent refuses values of
    more than 2,500 characters.
    """
    return fluent_number(value, useGrouping=False) if isinstance(value, int) else f"\0{name}\0"


def _escape(value: str) -> str:
    """Escape a text. Only what has right-to-left letters is isolated, so that all else stays
    greppable."""
    escaped = html.escape(value)
    if value.isascii():
        return escaped
    return "\n".join(_isolate(line) for line in escaped.split("\n"))


def _isolate(line: str) -> str:
    if any(unicodedata.bidirectional(char) in ("R", "AL") for char in line):
        return f"{_ISOLATE}{line}{_POP}"
    return line
