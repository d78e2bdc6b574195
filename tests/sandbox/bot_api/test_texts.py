"""Markup into entities, and texts of any content."""

from __future__ import annotations

import pytest
from aiogram import Bot
from hypothesis import given
from hypothesis import strategies as st

from sandbox.bot_api.errors import ApiError
from sandbox.bot_api.text.builder import utf16_length, utf16_slice
from sandbox.bot_api.text.formatted import formatted
from sandbox.bot_api.text.html import parse_html
from sandbox.bot_api.text.links import normal_url
from sandbox.bot_api.text.markdown import parse_markdown, parse_markdown_v2
from sandbox.state.model import Entity
from tests.sandbox.bot_api.conftest import Town

Marks = list[tuple[str, str]]


def marks(text: str, entities: list[Entity]) -> Marks:
    return [(e.kind, utf16_slice(text, e.offset, e.length)) for e in entities]


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("plain", "plain", []),
        ("<b>a</b> &lt;b&gt; &amp;&quot;&#39;&#x41; &nbsp;", "a <b> &\"'A &nbsp;", [("bold", "a")]),
        ("😀<b>é</b>", "😀é", [("bold", "é")]),
        ("<b>a<i>b</i></b>", "ab", [("bold", "ab"), ("italic", "b")]),
        ("<b>a</b><strong>b</strong>", "ab", [("bold", "ab")]),
        ("<u>u</u> <ins>v</ins> <s>s</s> <del>d</del>", "u v s d",
         [("underline", "u"), ("underline", "v"), ("strikethrough", "s"), ("strikethrough", "d")]),
        ('<span class="tg-spoiler">x</span>', "x", [("spoiler", "x")]),
        ("<tg-spoiler>x</tg-spoiler>", "x", [("spoiler", "x")]),
        ("<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", "q")]),
        ('<pre><code class="language-python">x = 1</code></pre>', "x = 1", [("pre", "x = 1")]),
        ("<a href='http://a.de'>l</a>", "l", [("text_link", "l")]),
        ('<a href="tg://user?id=7">m</a>', "m", [("text_mention", "m")]),
        ('<tg-emoji emoji-id="5">👍</tg-emoji>', "👍", [("custom_emoji", "👍")]),
        ("<b></b>x", "x", []),
        ("<a>no address</a>", "no address", []),
    ],
)  # fmt: skip
def test_html(source: str, text: str, expected: Marks) -> None:
    found, entities = parse_html(source)
    assert found == text
    assert marks(found, entities) == expected


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("<x>", 'Unsupported start tag "x" at byte offset 0'),
        ("é<x>", 'Unsupported start tag "x" at byte offset 2'),
        ("<3", "Unclosed start tag at byte offset 0"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("</b>", "Unexpected end tag at byte offset 0"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_html_refused(source: str, sentence: str) -> None:
    with pytest.raises(ApiError) as caught:
        parse_html(source)
    assert caught.value.description == f"Bad Request: can't parse entities: {sentence}"


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("*b* _i_ __u__ ~s~ ||h||", "b i u s h",
         [("bold", "b"), ("italic", "i"), ("underline", "u"), ("strikethrough", "s"),
          ("spoiler", "h")]),
        (r"1\.5 \*x\*", "1.5 *x*", []),
        ("[l](http://a.de/x\\)y)", "l", [("text_link", "l")]),
        ("![👍](tg://emoji?id=5)", "👍", [("custom_emoji", "👍")]),
        ("```python\nx = 1\n```", "x = 1\n", [("pre", "x = 1\n")]),
        ("`a.b`", "a.b", [("code", "a.b")]),
        (">q\n>r\nout", "q\nr\nout", [("blockquote", "q\nr")]),
        ("**>q\n>r||", "q\nr", [("expandable_blockquote", "q\nr")]),
        ("*a _b_*", "a b", [("bold", "a b"), ("italic", "b")]),
    ],
)  # fmt: skip
def test_markdown_v2(source: str, text: str, expected: Marks) -> None:
    found, entities = parse_markdown_v2(source)
    assert found == text
    assert marks(found, entities) == expected


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("a.b", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("*a", "Can't find end of Bold entity at byte offset 0"),
        ("é_a", "Can't find end of Italic entity at byte offset 2"),
        ("`a", "Can't find end of Code entity at byte offset 0"),
        ("[a](b", "Can't find end of a URL at byte offset 3"),
    ],
)
def test_markdown_v2_refused(source: str, sentence: str) -> None:
    with pytest.raises(ApiError) as caught:
        parse_markdown_v2(source)
    assert caught.value.description == f"Bad Request: can't parse entities: {sentence}"


def test_legacy_markdown() -> None:
    found, entities = parse_markdown("*b* _i_ `c` [l](http://a.de) ```x\ny``` a.b \\_")
    assert found == "b i c l y a.b _"
    kinds = [("bold", "b"), ("italic", "i"), ("code", "c"), ("text_link", "l"), ("pre", "y")]
    assert marks(found, entities) == kinds
    with pytest.raises(ApiError, match="Can't find end of the entity starting at byte offset 2"):
        parse_markdown("a _b")


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("https://example.com", "https://example.com/"),
        ("HTTP://Example.COM?q", "http://example.com/?q"),
        ("example.com/A", "http://example.com/A"),
        ("https://t.me/+AbC", "https://t.me/+AbC"),
        ("http://127.0.0.1:80/x", "http://127.0.0.1:80/x"),
        ("tg://resolve?domain=x", "tg://resolve?domain=x"),
        ("ftp://example.com", None),
        ("no address", None),
        ("http://", None),
        ("http://a.de:x", None),
    ],
)
def test_addresses(url: str, normal: str | None) -> None:
    assert normal_url(url) == normal


@given(st.text(max_size=60), st.sampled_from(["HTML", "MarkdownV2", "Markdown", ""]))
def test_any_text_is_read_or_refused(source: str, mode: str) -> None:
    try:
        text, entities = formatted(source, mode, None)
    except ApiError:
        return
    length = utf16_length(text)
    assert all(e.offset >= 0 and 0 < e.length <= length - e.offset for e in entities)


HARD = [
    "<b>not markup</b> & *stars* _under_ [x](y)",
    "שלום עולם \u2067abc\u2069",
    "👨‍👩‍👧‍👦 🏳️‍🌈 👍🏽",
    "a\u0301 ﷽ \U0001f600" * 10,
    "x" * 4096,
    "\n".join(["line"] * 50),
]


@pytest.mark.parametrize("text", HARD)
async def test_texts_of_any_content_pass_unharmed(town: Town, bot: Bot, text: str) -> None:
    town.says()
    sent = await bot.send_message(town.ann.id, text)
    assert sent.text == text
    assert town.world.history(town.ann.id, town.bot.id)[0].content.text == text


async def test_control_characters_become_spaces(town: Town, bot: Bot) -> None:
    town.says()
    sent = await bot.send_message(town.ann.id, "a\x00b\x01c\r\nd")
    assert sent.text == "a b c\nd"


async def test_names_with_markup_are_data(town: Town, bot: Bot) -> None:
    person = town.world.add_person("<b>Bob", last_name="&amp; *co*")
    town.says("hi", person)
    chat = await bot.get_chat(person.id)
    assert (chat.first_name, chat.last_name) == ("<b>Bob", "&amp; *co*")
