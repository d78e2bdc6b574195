"""What is handed over: a PDF that everybody can read, and a zip with everything."""

import io
import zipfile
from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from archive.exports import Exports, Order, Share
from archive.pdf_parts import CustomerPart, Head
from archive.press import Press
from archive.sheets import Sheets
from bot.texts import Texts
from core.model.messages import SenderRole
from core.model.outcomes import Sent
from core.model.records import CustomerRecord, Form, TicketEvent
from core.model.room_effects import EraseTranscript, WriteConversation, WriteExport
from core.model.tickets import TicketEventKind
from core.transcripts.views.page import PageEntry, PageFile, PageTime
from tests.archive.example import IVAN, OPENED, PHOTO, RECORD, row, said
from tests.archive.test_gateway import Logs, Rows, gateway

AT = PageTime("2026-11-20", "12:31:05", "2026-11-20 10:31:05 +00:00")
TEXTS = Texts()
GLYPHS = Sheets("", "").glyphs


def exports(folder: Path, record: CustomerRecord = RECORD) -> Exports:
    rows = Rows([record])
    return Exports(folder, rows, Logs(rows), UTC, "UTC", TEXTS.plain)


def said_in(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def printed(*parts: PageEntry | CustomerPart, most_of_pictures: int = 1_000_000) -> bytes:
    press = Press(Head("Ticket #12", (("Made", "now"),)), most_of_pictures)
    for part in parts:
        press.put(part)
    return press.printed()


@settings(deadline=None)
@given(st.text())
def test_no_character_is_left_out(text: str) -> None:
    shown = GLYPHS.drawable(text)
    assert "".join(each.text for each in GLYPHS.pieces(shown)) == shown
    for each in text:
        assert each in shown or f"<U+{ord(each):04X}>" in shown


def test_joined_pictures_are_one_piece_and_letters_are_none() -> None:
    family, flag, seven = "👨‍👩‍👧", "🇺🇦", "7️⃣"
    told = [(each.text, each.is_picture) for each in GLYPHS.pieces(f"a{family}{flag}b 7 {seven}☎")]
    assert told == [
        ("a", False),
        (family + flag, True),
        ("b 7 ", False),
        (seven, True),
        ("☎", False),
    ]


def test_every_script_is_read_and_what_no_font_has_is_told_by_number() -> None:
    words = "Привіт, Ґудзь. Καλημέρα 😀 中 {nb} \u202egnp \ud83d"
    text = said_in(
        printed(PageEntry(AT, "customer", "שלום", words), PageEntry(AT, "", "", "مرحبا"))
    )
    assert "Привіт, Ґудзь. Καλημέρα 😀 <U+4E2D> {nb} <U+202E>gnp <U+D83D>" in text
    assert "שלום" in text
    assert "مرحبا" in text or "ﻣﺮﺣﺒﺎ" in text
    assert "Page 1 of 1" in text


def test_pictures_are_in_it_and_what_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    Image.new("RGBA", (3000, 2000), (200, 30, 30, 90)).save(tmp_path / "media" / "1.png")
    (tmp_path / "media" / "2.jpg").write_bytes(b"no picture")

    def sent(path: str | None, note: str = "48213 bytes") -> PageEntry:
        return PageEntry(
            AT, "customer", "Ivan", "(photo)", file=PageFile("image", path, "photo", note)
        )

    folder = CustomerPart("Ivan", tmp_path)
    names = ("media/1.png", "media/2.jpg", "media/3.jpg", "../1.png", None)
    pdf = printed(folder, *map(sent, names))
    reader = PdfReader(io.BytesIO(pdf))
    (picture,) = [each for page in reader.pages for each in page.images]
    assert Image.open(io.BytesIO(picture.data)).size == (1000, 667)
    text = said_in(pdf)
    assert "photo, 48213 bytes, media/2.jpg (cannot be shown as a picture)" in text
    assert "photo, 48213 bytes, media/3.jpg (the file is not there)" in text
    full = said_in(printed(folder, sent("media/1.png"), most_of_pictures=10))
    assert "media/1.png (not shown here, where pictures take too much room)" in full


async def test_a_ticket_as_pdf_says_who_when_what_and_whether_it_was_verified(
    tmp_path: Path,
) -> None:
    out = io.BytesIO()
    order = Order("Ticket #12: Ivan", (Share(IVAN.id, frozenset({12})),), "Boss")
    count = await exports(tmp_path).pdf(order, out, RECORD.tickets[0].opened_at)
    pages = [page.extract_text() for page in PdfReader(out).pages]
    assert (count.tickets, count.messages) == (1, len(RECORD.messages))
    assert "2026-11-20 08:30:00 +00:00" in pages[0]
    assert "Boss" in pages[0]
    whole = "\n".join(pages)
    for told in (
        "Ivan <b> (@ivan), +380501112233, 900",
        "08:30:20  operator Anna",
        "in reply to Ivan <b>: hello",
        "until 2026-11-20 08:30:35 it said:",
        "deleted 2026-11-20 08:31:10",
        "+ ../../evil .html, lost: FILE_REFERENCE_EXPIRED",
        "assigned: Anna (@anna)",
        "ticket closed: solved, by Boss",
    ):
        assert told in whole
    assert "Ticket #13" not in whole
    assert f"Page {len(pages)} of {len(pages)}" in pages[-1]
    assert "not verified" in pages[-1]


async def test_the_last_sheet_and_the_zip_say_what_verifying_the_record_found(
    tmp_path: Path,
) -> None:
    async def verify(people: Collection[int], tickets: Collection[int]) -> str:
        return f"record of {people}, chains of {tickets}"

    rows, out = Rows([RECORD]), io.BytesIO()
    made = Exports(tmp_path, rows, Logs(rows), UTC, "UTC", TEXTS.plain, verify=verify)
    order = Order("Ticket #12", (Share(IVAN.id, frozenset({12})),), "Boss")
    await made.pdf(order, out, RECORD.tickets[0].opened_at)
    assert "record of [900], chains of [12]" in PdfReader(out).pages[-1].extract_text()
    packed_in = io.BytesIO()
    await made.zip(order, packed_in, RECORD.tickets[0].opened_at)
    with zipfile.ZipFile(packed_in) as packed:
        told = packed.read("record.txt").decode()
    assert told.startswith("Title: Ticket #12\nMade: 2026-11-20 08:30:00 +00:00, by Boss\n")
    assert told.endswith("The record: record of [900], chains of [12]\n")


async def test_a_zip_of_several_has_a_folder_for_each(tmp_path: Path) -> None:
    media = tmp_path / str(IVAN.id) / "media"
    media.mkdir(parents=True)
    (media / f"{abs(PHOTO.chat_id)}-{PHOTO.message_id}.jpg").write_bytes(b"a photo")
    out = io.BytesIO()
    other = Share(901)
    order = Order("November", (Share(IVAN.id, frozenset({13})), other), "Boss")
    await exports(tmp_path).zip(order, out, OPENED)
    with zipfile.ZipFile(out) as packed:
        assert set(packed.namelist()) == {
            "record.txt",
            *(f"900/{name}" for name in ("transcript.txt", "transcript.jsonl", "index.html")),
        }
    alone = io.BytesIO()
    await exports(tmp_path).zip(Order("Ivan", (Share(IVAN.id),), "Boss"), alone, OPENED)
    with zipfile.ZipFile(alone) as packed:
        assert f"media/{abs(PHOTO.chat_id)}-{PHOTO.message_id}.jpg" in packed.namelist()
        assert b"#13" in packed.read("transcript.txt")
        assert b"#12" in packed.read("transcript.txt")


async def test_a_word_that_is_no_text_does_not_stop_the_press(tmp_path: Path) -> None:
    broken = replace(RECORD, messages=(row(said(10, "half \ud83d", name="\ud83d")),))
    out = io.BytesIO()
    order = Order("Ivan", (Share(IVAN.id),), "Boss")
    await exports(tmp_path, broken).pdf(order, out, RECORD.tickets[0].opened_at)
    assert "half <U+D83D>" in said_in(out.getvalue())


async def test_a_supervisors_file_lies_with_the_customer_for_a_day(tmp_path: Path) -> None:
    desk = gateway(tmp_path, Rows([RECORD]))
    effect = WriteExport(IVAN.id, 12, Form.PDF, 8, "Boss")
    made = tmp_path / str(IVAN.id) / "handed-over" / "ticket-12-8.pdf"
    assert await desk.carry_out(effect) == Sent(
        {"path": f"{IVAN.id}/handed-over/ticket-12-8.pdf", "size": made.stat().st_size}
    )
    assert "Boss" in said_in(made.read_bytes())
    assert made.parent.stat().st_mode & 0o777 == 0o700
    tomorrow = gateway(tmp_path, Rows([RECORD]), timedelta(days=40_000))
    await tomorrow.carry_out(replace(effect, form=Form.ZIP, ticket_id=None))
    assert [file.name for file in made.parent.iterdir()] == ["all-8.zip"]
    nothing = await desk.carry_out(replace(effect, ticket_id=99))
    assert nothing == Sent()
    await desk.carry_out(EraseTranscript(IVAN.id))
    assert not made.parent.exists()


async def test_a_customers_own_has_no_word_of_staff_among_themselves(tmp_path: Path) -> None:
    note = row(said(70, "/note a liar", sender=7, name="Anna"), SenderRole.OPERATOR)
    noted = TicketEvent(12, TicketEventKind.NOTED, RECORD.tickets[0].opened_at, 7, {"note": "rude"})
    record = replace(RECORD, messages=(*RECORD.messages, note), events=(*RECORD.events, noted))
    desk = gateway(tmp_path, Rows([record]))
    outcome = await desk.carry_out(WriteConversation(IVAN.id, 12, "uk"))
    path = f"{IVAN.id}/handed-over/conversation-12.pdf"
    beside = path.replace(".pdf", ".txt")
    assert outcome == Sent({"path": path, "text": beside})
    printed_words = said_in((tmp_path / path).read_bytes())
    plain = (tmp_path / beside).read_text(encoding="utf-8")
    assert "Сторінка 1 з" in printed_words
    assert "08:30:20 підтримка Anna: Good day!\n" in plain
    assert "  > у відповідь на " in plain
    assert (tmp_path / beside).stat().st_mode & 0o777 == 0o600
    for text in (printed_words, plain):
        for told in ("Звернення №12", "підтримка Anna", "Good day!", "клієнт Ivan <b>"):
            assert told in text
        for kept in ("liar", "rude", "@anna", "+380", "assigned", "ticket closed"):
            assert kept not in text
    assert await desk.carry_out(WriteConversation(IVAN.id, 99, "uk")) == Sent()
