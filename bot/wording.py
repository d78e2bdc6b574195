"""Texts in an owner's own words: what may stand in place of a delivered one, and how it looks.

An owner's words are Fluent and Telegram's HTML, as the delivered are. Whatever may go wrong with
them is found here, before a customer is written to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from html.parser import HTMLParser
from importlib import resources
from textwrap import dedent

from fluent.runtime.types import fluent_number
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from bot.bundles import Bundle
from bot.texts import UNWANTED, as_message, bundle_of, plain
from core.model.configuration import Mistake
from core.model.configuration_text_keys import ConfigurationKey
from core.model.customer_texts import OWN_WORDS, SAMPLES, text_of
from core.model.messages import utf16_length
from core.model.profile_text_keys import ProfileKey
from core.model.texts import LANGUAGES

LONGEST = 3000
"""Characters of a source; a message of Telegram's has 4,096, values included."""
DEEPEST = 12
"""Braces within braces; each is a call of the parser within a call."""
_LONGEST_OF: Mapping[str, int] = {ProfileKey.DESCRIPTION.value: 512, ProfileKey.ABOUT.value: 120}
"""Where Telegram takes less: https://core.telegram.org/bots/api#setmydescription and
https://core.telegram.org/bots/api#setmyshortdescription."""
_COUNTS = (0, 1, 2, 3, 5, 9, 11, 21)
"""Of each plural form of our languages, and each weekday's number that texts ask for, some."""
_NUMBERS = frozenset({"ticket", "position", "tickets", "messages", "files", "ratings", "minutes"})
_TAGS = frozenset(
    "b strong i em u ins s strike del code pre blockquote tg-spoiler a".split()  # noqa: SIM905
)
"""https://core.telegram.org/bots/api#html-style"""
_ADDRESS = re.compile(r"(?:https?|tg)://\S+")
_UNKNOWN_SIGN = re.compile(r"&(?!(?:lt|gt|amp|quot);)[a-zA-Z]\w*;")
"""What HTML has beyond Telegram's four: shown as it is written, as a sign of its own nowhere."""


class FluentWording:
    """Implements core.ports.configuration.Wording."""

    def delivered(self, language: str) -> Mapping[str, str]:
        """See there."""
        return {key: source for key, (source, _) in _delivered(language).items()}

    def check(self, language: str, key: str, source: str) -> None:
        """See there."""
        _checked(language, key, source)

    def preview(self, language: str, key: str, source: str) -> str:
        """See there."""
        return _previewed(language, key, source)


@lru_cache(maxsize=1024)  # of the lists of a page, which are drawn again with each change
def _previewed(language: str, key: str, source: str) -> str:
    _checked(language, key, source)
    bundle = bundle_of({key: source}, language)
    return plain(_written(bundle, key, _samples(language, key))).strip()


def read_texts(content: str, language: str) -> tuple[dict[str, str], list[Mistake]]:
    """Read an owner's file of texts: those that can be used, and what is wrong with it."""
    found: dict[str, str] = {}
    mistakes: list[Mistake] = []
    for entry in FluentParser().parse(content).body:
        if isinstance(entry, ast.BaseComment):
            continue
        try:
            if not isinstance(entry, ast.Message) or entry.value is None or entry.attributes:
                raise _broken(entry, content, 0)
            key, source = entry.id.name, _source(entry, content)
            if key in found:
                line = f"text {key!r} stands there twice"
                raise Mistake(ConfigurationKey.WORDING_UNKNOWN, line, key=key)
            _checked(language, key, source)
            found[key] = source
        except Mistake as mistake:
            mistakes.append(mistake)
    return found, mistakes


def _checked(language: str, key: str, source: str) -> None:
    known = _delivered(language).get(text_of(key))
    if known is None:
        line = f"text {key!r} is not known, or is read by staff alone"
        raise Mistake(ConfigurationKey.WORDING_UNKNOWN, line, key=key)
    delivered, values = known
    if source == delivered:
        return  # as tests hold
    pattern = _parsed(key, source)
    for name in _values(pattern):
        if name not in values:
            there = ", ".join(f"{{ ${each} }}" for each in sorted(values)) or "–"
            line = f"text {key!r}: there is no {{ ${name} }}; there are: {there}"
            raise Mistake(
                ConfigurationKey.WORDING_VALUE, line, value=f"{{ ${name} }}", values=there
            )
    for text in _texts(pattern):
        _check_markup(key, text)
    _check_written(language, key, source, values)


def _parsed(key: str, source: str) -> ast.Pattern:
    if not source.strip():
        raise Mistake(ConfigurationKey.WORDING_EMPTY, f"text {key!r}: nothing is left to say")
    if len(source) > LONGEST:
        line = f"text {key!r}: at most {LONGEST} characters"
        raise Mistake(ConfigurationKey.WORDING_LONG, line, most=LONGEST)
    depth = 0
    for char in source:
        depth += {"{": 1, "}": -1}.get(char, 0)
        if depth > DEEPEST:
            reason = f"more than {DEEPEST} braces within braces"
            line = f"text {key!r}: {reason}"
            raise Mistake(ConfigurationKey.WORDING_BROKEN, line, line=1, reason=reason)
    content = as_message(key, source)
    entries = FluentParser().parse(content).body
    message = entries[0] if len(entries) == 1 else None
    if not isinstance(message, ast.Message) or message.value is None or message.attributes:
        wrong = next((each for each in entries if isinstance(each, ast.Junk)), entries[-1])
        raise _broken(wrong, content, 1, key)
    return message.value


def _broken(entry: ast.EntryType, content: str, above: int, key: str = "") -> Mistake:
    reason, at = "this begins no text of its own", entry.span.start if entry.span else 0
    if isinstance(entry, ast.Junk) and entry.annotations:
        reason = str(entry.annotations[0].message)
        at = entry.annotations[0].span.start if entry.annotations[0].span else at
    number = max(1, content.count("\n", 0, at) + 1 - above)
    what = f"text {key!r}, " if key else ""
    line = f"{what}line {number}: {reason}"
    return Mistake(ConfigurationKey.WORDING_BROKEN, line, line=number, reason=reason)


class _Values(Visitor):
    """Collects names of values, and refuses what is no value."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.names.append(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
        raise _reference(node.id.name)

    def visit_TermReference(self, node: ast.TermReference) -> None:  # noqa: N802
        raise _reference(node.id.name)

    def visit_FunctionReference(self, node: ast.FunctionReference) -> None:  # noqa: N802
        raise _reference(node.id.name)


def _reference(name: str) -> Mistake:
    line = f"{{ {name} }}: other texts and functions cannot be used, values only"
    return Mistake(ConfigurationKey.WORDING_REFERENCE, line)


def _values(pattern: ast.Pattern) -> list[str]:
    found = _Values()
    found.visit(pattern)
    return found.names


def _texts(pattern: ast.Pattern) -> Iterator[str]:
    """Return the text of a pattern and of each variant in it, with a letter for each value."""
    own = ""
    for element in pattern.elements:
        if isinstance(element, ast.TextElement):
            own += element.value
            continue
        inner = element.expression
        while isinstance(inner, ast.Placeable):
            inner = inner.expression
        if isinstance(inner, ast.SelectExpression):
            for variant in inner.variants:
                yield from _texts(variant.value)
        if isinstance(inner, ast.Literal):
            value = str(inner.parse()["value"])
            if UNWANTED.search(value) is not None:
                raise _reference(inner.value)
            own += value
        else:
            own += "x"
    yield own


class _Markup(HTMLParser):
    """Follows tags, and refuses those that Telegram does not take."""

    def __init__(self, key: str) -> None:
        super().__init__(convert_charrefs=True)
        self._key = key
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        wanted = [("href", value) for _, value in attrs] if tag == "a" else []
        is_address = tag != "a" or (
            len(attrs) == 1 and _ADDRESS.fullmatch(attrs[0][1] or "") is not None
        )
        if tag not in _TAGS or attrs != wanted or not is_address:
            raise self.wrong(self.get_starttag_text() or tag)
        self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        raise self.wrong(self.get_starttag_text() or tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise self.wrong(f"</{tag}>")

    def handle_comment(self, data: str) -> None:
        raise self.wrong(f"<!--{data}")

    def handle_decl(self, decl: str) -> None:
        raise self.wrong(f"<!{decl}")

    def handle_pi(self, data: str) -> None:
        raise self.wrong(f"<?{data}")

    def unknown_decl(self, data: str) -> None:
        raise self.wrong(f"<![{data}")

    def wrong(self, tag: str) -> Mistake:
        """What to raise."""
        line = f"text {self._key!r}: {tag!r} is nothing that Telegram shows"
        return Mistake(ConfigurationKey.WORDING_MARKUP, line, tag=tag[:40])


_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def _check_markup(key: str, text: str) -> None:
    parser = _Markup(key)
    unknown = _UNKNOWN_SIGN.search(text)
    if unknown is not None:
        raise parser.wrong(unknown[0])
    if "<" in _TAG.sub("", text):
        raise parser.wrong("<")
    parser.feed(text)
    parser.close()
    if parser.open:
        raise parser.wrong(f"<{parser.open[-1]}>")


def _check_written(language: str, key: str, source: str, values: frozenset[str]) -> None:
    bundle = bundle_of({key: source}, language)
    counted = _counted()
    for count in _COUNTS:
        given = {name: count if name in counted else "x" for name in values}
        written = plain(_written(bundle, key, given)).strip()
        if not written:
            raise Mistake(ConfigurationKey.WORDING_EMPTY, f"text {key!r}: nothing is left to say")
        most = _LONGEST_OF.get(key, LONGEST)
        if utf16_length(written) > most:
            line = f"text {key!r}: at most {most} characters"
            raise Mistake(ConfigurationKey.WORDING_LONG, line, most=most)


def _written(bundle: Bundle, key: str, values: Mapping[str, str | int]) -> str:
    message = bundle.get_message(key)
    if message.value is None:
        raise KeyError(key)
    given = {
        name: fluent_number(value, useGrouping=False) if isinstance(value, int) else value
        for name, value in values.items()
    }
    written, errors = bundle.format_pattern(message.value, given)
    if errors:
        reason = "; ".join(map(str, errors))
        line = f"text {key!r}: {reason}"
        raise Mistake(ConfigurationKey.WORDING_BROKEN, line, line=1, reason=reason)
    return str(written)


def _samples(language: str, key: str) -> dict[str, str | int]:
    counted = _counted()
    return {
        name: SAMPLES.get(name, 3 if name in counted else name)
        for name in _delivered(language)[text_of(key)][1]
    }


def _source(message: ast.Message, content: str) -> str:
    """Return the words of a message as they stand in its file, without their indentation."""
    span = message.span or ast.Span(0, len(content))
    first, *others = content[span.start : span.end].partition("=")[2].split("\n")
    return "\n".join((first.strip(), dedent("\n".join(others)))).strip()


@cache
def _delivered(language: str) -> Mapping[str, tuple[str, frozenset[str]]]:
    """Return key → source and names of values, of the texts that customers read."""
    found: dict[str, tuple[str, frozenset[str]]] = {}
    folder = resources.files("bot").joinpath("locales", language)
    for file in folder.iterdir():
        content = file.read_text(encoding="utf-8")
        for entry in FluentParser().parse(content).body:
            if isinstance(entry, ast.Message) and entry.id.name in OWN_WORDS and entry.value:
                found[entry.id.name] = _source(entry, content), frozenset(_values(entry.value))
    return found


class _Counted(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802
        if isinstance(node.selector, ast.VariableReference):
            self.names.add(node.selector.id.name)
        self.generic_visit(node)


@cache
def _counted() -> frozenset[str]:
    """Return the names of values that are numbers: those that a delivered text counts by."""
    found = _Counted()
    for language in LANGUAGES:
        for key, (source, _) in _delivered(language).items():
            found.visit(_parsed(key, source))
    return frozenset(found.names) | _NUMBERS
