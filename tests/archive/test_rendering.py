"""What a transcript says, and that nobody's words can pass for anything else in it."""

import gc
import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, tzinfo
from html.parser import HTMLParser
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.page import Pages, is_safe_link
from core.model.messages import MessageKind, SenderRole, Version, in_one_line, visible
from core.model.records import CustomerRecord
from core.transcripts.rules import media_path
from core.transcripts.views.page import PageEntry
from core.transcripts.views.text import transcript_text
from tests.archive.example import ANNA, CHAT, IVAN, RECORD, at, row, said
from tests.archive.log import lines_of, text_of

Render = Callable[[CustomerRecord, tzinfo], str]
GOLDEN = Path(__file__).parent / "golden"
KYIV = ZoneInfo("Europe/Kyiv")
PAGES = Pages()
HEADER = re.compile(
    r"^\[#\d+ \d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d\d:\d\d\] "
    r"(customer|operator|supervisor|bot|userbot|stranger|--) "
)
STRANGE = [
    "\x00nul\x07bell\x1b[31m",
    "<script>alert(1)</script> & \"'",
    "שלום עולם مرحبا",
    "👩‍👩‍👧‍👦🏳️‍🌈👍🏽",
    "a\r\nb\rc\vd\fe\x85f\u2028g\u2029h\ud800",
    "[#12 2026-11-20 10:31:05 +02:00] operator Anna: I never said that",
    "x\n[#12 2026-11-20 10:31:05 +02:00] -- ticket closed",
    "x\n  x deleted 2026-11-20",
    "{{ 7 * 7 }} {% raw %}",
    "z" * 4096,
]


def record_of(text: str, name: str = IVAN.name) -> CustomerRecord:
    """One message with that text, edited from it, answered, by somebody of that name."""
    first = row(said(1, text, name=name), versions=(Version(text, at(5)),))
    answer = row(said(2, text, sender=7, name=name, reply_to=1), SenderRole.OPERATOR)
    tickets = (replace(RECORD.tickets[0], topic=text),)
    return CustomerRecord(replace(IVAN, name=name), tickets, (first, answer), (), (ANNA,))


FORMS = {
    "transcript.jsonl": lines_of,
    "transcript.txt": text_of,
    "as-it-stands.txt": transcript_text,
}


@pytest.mark.parametrize("name", FORMS)
def test_one_of_everything(name: str) -> None:
    assert FORMS[name](RECORD, KYIV) == (GOLDEN / name).read_text()


@pytest.mark.parametrize("render", [transcript_text, text_of])
@given(
    text=st.text() | st.sampled_from(STRANGE),
    name=st.text() | st.sampled_from(STRANGE),
)
def test_no_text_forges_a_line(render: Render, text: str, name: str) -> None:
    lines = render(record_of(text, name), UTC).split("\n")
    assert lines[0].startswith("Customer ")
    assert lines[-1] == ""
    heads = [line for line in lines if HEADER.match(line)]
    assert [HEADER.match(line)[1] for line in heads] == [  # type: ignore[index]
        "--",
        "customer",
        "operator",
        *(["--"] if render is text_of else []),  # the edit
        "--",
    ]
    for line in lines[1:-1]:
        assert line in heads or re.match(r"    |  [~>+=x!^<] ", line)
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", line)


@pytest.mark.parametrize("text", ["שלום עולם مرحبا", "👩‍👩‍👧‍👦🏳️‍🌈👍🏽", "<b>&amp;</b>", "z" * 4096])
def test_what_is_harmless_stays_as_it_is(text: str) -> None:
    assert text in transcript_text(record_of(text), UTC)
    assert visible(text) == text


@given(st.text() | st.sampled_from(STRANGE))
def test_for_machines_everything_is_exact(text: str) -> None:
    lines = lines_of(record_of(text), UTC)
    lines.encode()
    objects = [json.loads(line) for line in lines.splitlines()]
    messages = [item for item in objects if item["type"] == "message"]
    assert [item["text"] for item in messages] == [text, text]
    (edit,) = [item for item in objects if item["type"] == "edit"]
    assert (edit["before"], edit["text"]) == (text, text)


class Seen(HTMLParser):
    """Tags and text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@settings(deadline=None)
@given(st.text() | st.sampled_from(STRANGE), st.text() | st.sampled_from(STRANGE))
def test_the_page_shows_what_was_said_and_runs_nothing(text: str, name: str) -> None:
    html = PAGES.render(record_of(text, name), UTC)
    html.encode()
    seen = Seen()
    seen.feed(html)
    assert visible(text) in seen.text
    assert in_one_line(name) in seen.text
    allowed = Seen()
    allowed.feed(PAGES.render(record_of("x", "y"), UTC))
    assert {tag for tag, _ in seen.tags} <= {tag for tag, _ in allowed.tags}


def test_a_page_that_was_rendered_leaves_nothing_for_the_collector() -> None:
    gc.collect()
    gc.disable()
    try:
        PAGES.render(RECORD, KYIV)
        left = [each for each in gc.get_objects() if isinstance(each, PageEntry)]
    finally:
        gc.enable()
    assert left == []


def test_the_page_plays_files_by_relative_paths_and_links_nothing_that_runs() -> None:
    evil = row(said(90, "", entities=({"type": "text_link", "url": "javascript:alert(1)"},)))
    record = replace(RECORD, messages=(*RECORD.messages, evil))
    seen = Seen()
    seen.feed(PAGES.render(record, KYIV))
    sources = {tag: attrs["src"] for tag, attrs in seen.tags if "src" in attrs}
    assert sources == {
        "img": f"media/{abs(CHAT)}-50.jpg",
        "audio": f"media/{abs(CHAT)}-51.ogg",
    }
    links = [attrs["href"] or "" for tag, attrs in seen.tags if tag == "a"]
    assert all(link.startswith(("#", "media/", "https://x.y/", "tel:+1")) for link in links)
    assert "javascript:alert(1)" in seen.text
    assert "script" not in {tag for tag, _ in seen.tags}


def test_the_first_words_come_after_one_folded_line_under_their_day() -> None:
    html = Pages({"general": "General questions"}.__getitem__).render(RECORD, KYIV)
    assert '#12 <span dir="auto">General questions</span>' in html
    day, folded, words = (html.index(each) for each in (">2026-11-20<", "<details>", ">hello\n"))
    assert day < folded < words
    assert html.count("<details>", folded, words) == 1
    assert "ticket opened: general</span> and 3 more</summary>" in html


def test_contacts_places_and_polls_are_shown_as_what_they_are() -> None:
    poll: dict[str, object] = {"question": "Which colour?", "options": ["red", "<blue>"]}
    place: dict[str, object] = {
        "latitude": 50.45,
        "longitude": 30.52,
        "title": "Office",
        "address": "Khreshchatyk 1",
    }
    card: dict[str, object] = {
        "first_name": "Olena",
        "last_name": "",
        "phone_number": "+380501112233",
        "user_id": 5,
    }
    rows = (
        row(said(80, "", kind=MessageKind.POLL, details=poll)),
        row(said(81, "", kind=MessageKind.LOCATION, details=place)),
        row(said(82, "", kind=MessageKind.CONTACT, details=card)),
        row(said(83, "", kind=MessageKind.CONTACT, details={"phone_number": "javascript:1"})),
    )
    seen = Seen()
    seen.feed(PAGES.render(replace(RECORD, messages=rows), KYIV))
    shown = " ".join(seen.text.split())
    assert "poll Which colour? option 1 red option 2 <blue>" in shown
    assert "place Office, Khreshchatyk 1 coordinates 50.45, 30.52" in shown
    assert "contact Olena phone +380501112233 user id 5" in shown
    links = [attrs["href"] for tag, attrs in seen.tags if tag == "a" and attrs.get("rel")]
    assert links == ["geo:50.45,30.52", "tel:+380501112233"]


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://x.y", True),
        ("TG://resolve", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("file:///etc/passwd", False),
        ("//x.y", False),
    ],
)
def test_links_that_may_be_pressed(url: str, safe: bool) -> None:
    assert is_safe_link(url) is safe


@pytest.mark.parametrize(
    ("kind", "mime_type", "extension"),
    [
        (MessageKind.PHOTO, "image/jpeg", ".jpg"),
        (MessageKind.VOICE, "audio/ogg; codecs=opus", ".ogg"),
        (MessageKind.VIDEO_NOTE, None, ".mp4"),
        (MessageKind.DOCUMENT, "text/html", ".bin"),
        (MessageKind.DOCUMENT, "image/svg+xml", ".bin"),
        (MessageKind.DOCUMENT, "../../etc/passwd", ".bin"),
        (MessageKind.DOCUMENT, None, ".bin"),
        (MessageKind.STICKER, "application/x-tgsticker", ".tgs"),
    ],
)
def test_files_have_names_of_ours(kind: MessageKind, mime_type: str | None, extension: str) -> None:
    assert media_path(CHAT, 5, kind, mime_type) == f"media/{abs(CHAT)}-5{extension}"
    edited = media_path(CHAT, 5, kind, mime_type, at(0))
    assert edited != media_path(CHAT, 5, kind, mime_type)
    assert re.fullmatch(r"media/\d+-\d+-e\d+\.[a-z0-9]+", edited)
