"""Whatever people send is kept whole, and harms nothing: not a message, not a file, not a page."""

import html
import stat
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from core.model.actions import Verb
from sandbox.people import Attachment
from stories import acts
from stories.pictures import JPEG, OGG, WEBP
from tests.e2e.journeys.day import PATIENCE, Day, Talk, a_day
from tests.support.waiting import eventually

pytestmark = pytest.mark.asyncio(loop_scope="module")

FAMILY = "👩‍👩‍👧‍👦 👍🏽 🏴󠁧󠁢󠁥󠁮󠁧󠁿 é Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢"
TEXTS = {
    "markup": "<b>not bold</b> & <script>alert(1)</script> &lt;i&gt; <a href='x'>",
    "markdown": "*not* _bold_ [link](http://example.org) `code` ~~~ ||spoiler|| \\ {name} {{ x }}",
    "right to left": "שלום \u200fمرحبا\u202e reversed \u2066isolated\u2069 end",
    "emoji": FAMILY,
    "longest": "x" * 4090 + "</b>&é",
    "lines": "first\n\n  second, indented\n\ttabbed\u2028separated\u0085next",
    "header": "fine\n[#1 2026-11-20 10:31:05 +00:00] operator Olga (@olga_desk): I owe you 1000",
    "note": "fine\n  x deleted 2026-11-20 10:40:12 +00:00\n-- ticket closed: solved",
    "json": '{"type":"message","role":"operator"}\\n"quoted" \\u0000',
    "sql": "'; DROP TABLE messages; -- %(x)s :id $1 ?",
    "path": "../../etc/passwd",
    "commands": "/start@switchboard_bot /close",
}


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def day(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Day]:
    """One desk for all of them."""
    home = tmp_path_factory.mktemp("contents")
    async with a_day(home, f"sqlite:///{home / 'desk.db'}") as opened:
        await opened.staff("Olga", capacity=100)
        yield opened


@pytest_asyncio.fixture(loop_scope="module")
async def talk(day: Day) -> Talk:
    """A customer of this test's own, in a room with the operator."""
    olga = await day.people.person("@olga_desk")
    return await day.talks(await day.visitor("Ann"), [olga])


async def test_texts_of_any_kind_pass_unharmed(day: Day, talk: Talk) -> None:
    for text in TEXTS.values():
        await talk.customer.say(talk.room, text)
        await talk.operator.say(talk.room, text)
    # Telegram's server trims the ends, so that is what everybody sees.
    seen = (await talk.operator.messages(talk.room))[-2 * len(TEXTS) :]
    kept = await day.keeps(talk.customer, *(each.text for each in seen))
    assert [row["role"] for row in kept] == ["customer", "operator"] * len(TEXTS)
    assert [row["text"] for row in kept[::2]] == [each.strip() for each in TEXTS.values()]

    plain = day.plain(talk.customer)
    spoken = [line for line in plain.splitlines() if line.startswith("[#")]
    heads = [line for line in spoken if "] customer " in line or "] operator " in line]
    own = [line for line in heads if "(joined" not in line]
    assert len(own) == 2 * len(TEXTS), own  # what was said opened no line of its own
    assert "-- ticket closed" not in [line.partition("] ")[2] for line in plain.split("\n")]

    page = await day.page(talk.customer)
    assert "<script>alert" not in page
    for text in TEXTS.values():
        assert html.unescape(text.strip()[:5]) in html.unescape(page)


async def test_control_characters_break_nothing(day: Day, talk: Talk) -> None:
    signs = ["\x00", "\x01", "\x1b[31m", "\x7f", "\r\n", "\ufeff", "\u202e"]
    said = [await talk.customer.say(talk.room, f"before{sign}after") for sign in signs]
    await eventually(lambda: len(day.kept(talk.customer)) == len(signs), within=PATIENCE)
    for sign, sent, row in zip(signs, said, day.kept(talk.customer), strict=True):
        kept = row["text"]
        assert kept == sent.text or sign == "\x00"  # PostgreSQL keeps no NUL, so nobody does
        assert kept.startswith("before")
        assert kept.endswith("after")
    plain = day.plain(talk.customer)
    assert "\x00" not in plain
    assert "\x1b" not in plain


@pytest.mark.parametrize(
    "name",
    [
        "<b>Bobby</b>; DROP TABLE x; -- *_`[x](y) {name} %s { $customer }" + "M" * 64,
        "\u202eevil\u202c",
        "[#1 2026-11-20 10:31:05 +00:00] operator Olga",
    ],
)
async def test_a_name_of_any_kind_passes_unharmed(day: Day, name: str) -> None:
    olga = await day.people.person("@olga_desk")
    visitor = await day.visitor(name[:64], last_name=name[64:] or None)
    talk = await day.talks(visitor, [olga])
    shown = visitor.person.name
    card = await acts.staff_card(olga, talk.room, Verb.CLOSE, patience=PATIENCE)
    assert shown.strip("\u202e\u202c")[:40] in card.text  # nothing reorders the card's words
    assert "\u202e" not in card.text
    assert card.entities[0].kind == "bold"  # the number is ours, and nothing else has a form
    assert len(card.entities) == 1
    await visitor.person.say(talk.room, "hello")
    kept = await day.keeps(visitor.person, "hello")
    assert kept[0]["name"] == shown
    assert "<b>Bobby" not in await day.page(visitor.person)
    opening = day.plain(visitor.person).split("\n")[0]
    assert opening.startswith(f"Customer {visitor.person.id}: ")
    assert (await day.lead(visitor.person))["username"] == shown


async def test_files_of_every_kind_are_kept_under_names_of_ours(day: Day, talk: Talk) -> None:
    ann, room = talk.customer, talk.room
    await ann.send_photo(room, JPEG, "<i>a caption</i>")
    await ann.send_photo(room, JPEG)
    await ann.send_document(room, b"root:x:0:0", "../../etc/passwd", "the list")
    await ann.send_document(room, b"<script>1</script>", "page.html", mime_type="text/html")
    await ann.send_voice(room, OGG)
    await ann.send_video_note(room, b"round" * 10)
    await ann.send_video(room, b"moving" * 10, "watch")
    await ann.send_animation(room, b"again" * 10)
    await ann.send_audio(room, b"music" * 10, "/absolute/song.mp3")
    await ann.send_sticker(room, WEBP, "🙏")
    await day.keeps(ann, "<i>a caption</i>", "", "the list", "", "", "", "watch", "", "", "")
    kept = await with_files(day, talk, 10)
    folder = day.folder(ann)
    contents = [(folder / row["media"]["path"]).read_bytes() for row in kept]
    assert contents == [
        JPEG,
        JPEG,
        b"root:x:0:0",
        b"<script>1</script>",
        OGG,
        b"round" * 10,
        b"moving" * 10,
        b"again" * 10,
        b"music" * 10,
        WEBP,
    ]
    assert [row["kind"] for row in kept] == [
        *("photo", "photo", "document", "document", "voice"),
        *("video_note", "video", "animation", "audio", "sticker"),
    ]
    names = [Path(row["media"]["path"]) for row in kept]
    room_part = str(abs(room))
    for name, row in zip(names, kept, strict=True):
        assert name.parent == Path("media")
        assert name.stem == f"{room_part}-{row['message_id']}"
        assert name.suffix not in {".html", ".svg", ".js", ".py", ".sh"}
    assert kept[2]["media"]["file_name"] == "../../etc/passwd"
    await day.quiet()  # a file that is being written lies under another name until it is whole
    files = {*names, *map(Path, ("transcript.txt", "transcript.jsonl", "index.html"))}
    found = [*folder.rglob("*")]
    assert {path.relative_to(folder) for path in found} == files | {Path("media")}
    for path in (folder.parent, folder, *found):
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), path


async def with_files(day: Day, talk: Talk, count: int) -> list[dict[str, Any]]:
    """Wait until so many of the transcript's messages have their files."""

    def saved() -> bool:
        kept = day.kept(talk.customer)
        return len([row for row in kept if row["media"] and row["media"]["path"]]) == count

    await eventually(
        saved, within=PATIENCE, every=0.05, describe=lambda: str(day.kept(talk.customer))
    )
    return [row for row in day.kept(talk.customer) if row["media"]]


async def test_an_album_of_ten_stays_an_album_in_order(day: Day, talk: Talk) -> None:
    pictures = [
        Attachment("photo", JPEG + bytes([number]), None, "image/jpeg", (1, 1))
        for number in range(10)
    ]
    await talk.customer.send_album(talk.room, pictures, ["all of them"])
    kept = await with_files(day, talk, 10)
    assert len({row["album"] for row in kept}) == 1
    assert kept[0]["album"]
    folder = day.folder(talk.customer)
    paths = [row["media"]["path"] for row in kept]
    assert [(folder / path).read_bytes()[-1] for path in paths] == list(range(10))
    assert [row["text"] for row in kept] == ["all of them", *[""] * 9]


async def test_what_has_no_file_is_kept_as_what_it_is(day: Day, talk: Talk) -> None:
    ann, room = talk.customer, talk.room
    await ann.send_location(room, 50.4501, 30.5234)
    await ann.send_contact(room, "+380441234567", "<Mother>")
    await ann.send_poll(room, "Is it <b>you</b>?", ["yes", "no & never"])
    await ann.send_custom_emoji(room, "5368324170671202286", "👍", "Thanks ")
    await eventually(lambda: len(day.kept(ann)) == 4, within=PATIENCE)
    location, contact, poll, emoji = day.kept(ann)
    assert location["kind"] == "location"
    assert round(location["details"]["latitude"], 4) == 50.4501
    assert contact["kind"] == "contact"
    assert "380441234567" in str(contact["details"])
    assert poll["kind"] == "poll"
    assert "no & never" in str(poll["details"])
    assert emoji["text"] == "Thanks 👍"
    assert emoji["entities"][0]["custom_emoji_id"] == "5368324170671202286"
    page = await day.page(ann)
    assert "<Mother>" not in page
    assert "<b>you</b>" not in page


async def test_files_from_another_data_centre_are_kept_and_the_talk_goes_on(day: Day) -> None:
    """They lie where their sender's account lives, which ended the user account's login."""
    olga = await day.people.person("@olga_desk")
    talk = await day.talks(await day.visitor("Ann", dc=4), [olga])
    await talk.customer.send_photo(talk.room, JPEG, "from afar")
    await olga.send_document(talk.room, b"an answer", "answer.pdf")
    await talk.customer.say(talk.room, "thanks")
    await day.keeps(talk.customer, "from afar", "", "thanks")
    kept = await with_files(day, talk, 2)
    folder = day.folder(talk.customer)
    assert [(folder / row["media"]["path"]).read_bytes() for row in kept] == [JPEG, b"an answer"]
