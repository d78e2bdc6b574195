"""Prints a PDF on standard output, of the parts that come on standard input, one after the other.

It is a process of its own (`archive.printing` starts it): making letters into sheets takes a
processor for seconds, and all sheets are in memory until the last one is done.
"""

import os
import pickle
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from archive.pdf_parts import CustomerPart, Foot, Head, Part, TicketPart, Words, distance
from archive.sheets import (
    ALARM,
    BLACK,
    FAINT,
    LARGE,
    SMALL,
    USUAL,
    Picture,
    Sheets,
    UnpicturedError,
    scaled,
)
from core.delivery.describe import describe
from core.files import inside
from core.transcripts.views.page import PageEntry, PageFile

NICE = 10
"""The desk itself goes before."""

MOST_OF_PICTURES = 40_000_000
"""Bytes. A bot sends 50 MB at most, and they are all in memory; further pictures are named."""

_INDENT = 6.0
_OF_ROLE = {"customer": (0, 92, 138), "stranger": ALARM}
_OF_STAFF = (20, 108, 62)


class Press:
    """Prints parts, in the order in which they come."""

    def __init__(self, head: Head, most_of_pictures: int = MOST_OF_PICTURES) -> None:
        self._words: Words = head.words
        self._sheets = Sheets(head.title, head.words.page)
        self._left = most_of_pictures
        self._folder: Path | None = None
        self._day = ""
        self._sheets.words(head.title, LARGE, bold=True)
        self._sheets.ln(1)
        self._lines(head.lines)

    def put(self, part: Part) -> None:
        """Print one more."""
        match part:
            case PageEntry():
                self._entry(part)
            case TicketPart():
                self._ticket(part)
            case CustomerPart():
                self._folder = part.folder
                self._section(part.name, LARGE, 0)
            case Foot():
                self._foot(part)
            case Head():
                raise ValueError("a PDF has one head")

    def printed(self) -> bytes:
        """Return the PDF."""
        return bytes(self._sheets.output())

    # ---------------------------------------------------------------------------------- headings
    def _lines(self, lines: tuple[tuple[str, str], ...]) -> None:
        for label, value in lines:
            self._sheets.words(label, SMALL, colour=FAINT)
            self._sheets.words(value, USUAL, indent=_INDENT)
        self._sheets.ln(2)

    def _section(self, title: str, size: float, level: int) -> None:
        sheets = self._sheets
        sheets.keep_together(30)
        sheets.ln(3)
        sheets.rule()
        sheets.start_section(sheets.glyphs.drawable(title), level=level)
        sheets.words(title, size, bold=True)

    def _ticket(self, part: TicketPart) -> None:
        words, at = self._words, part.opened
        self._section(words.ticket.format(ticket=part.id, topic=part.topic), 11.5, 1)
        opened = words.opened.format(day=at.day, clock=at.clock, utc=at.utc, status=part.status)
        self._sheets.words(opened, SMALL, colour=FAINT)
        self._day = ""

    def _foot(self, part: Foot) -> None:
        self._sheets.add_page()
        self._sheets.words(part.title, LARGE, bold=True)
        self._sheets.ln(1)
        self._lines(part.lines)

    # -------------------------------------------------------------------------------------- talk
    def _entry(self, entry: PageEntry) -> None:
        sheets = self._sheets
        if entry.at.day != self._day:
            self._day = entry.at.day
            sheets.keep_together(20)
            sheets.ln(2)
            sheets.words(f"{self._day}  ({distance(entry.at)})", USUAL, bold=True, colour=FAINT)
        if not entry.role:
            sheets.words(f"{entry.at.clock}  {entry.text}", SMALL, colour=FAINT)
            return
        picture, file_words = self._file(entry.file)
        sheets.keep_together(12 if picture is None else 18 + picture.height)
        sheets.ln(1)
        colour = _OF_ROLE.get(entry.role, _OF_STAFF)
        role = self._words.roles.get(entry.role, entry.role)
        sheets.words(
            f"{entry.at.clock}  {role} {_isolated(entry.name)}", SMALL, bold=True,
            colour=colour,
        )  # fmt: skip
        words = self._words
        if entry.reply_text is not None:
            self._note(f"> {words.reply.format(words=_isolated(entry.reply_text))}")
        if picture is not None:
            sheets.picture(picture, _INDENT)
        if file_words:
            self._note(f"+ {file_words}")
        sheets.words(entry.text, colour=FAINT if entry.deleted else BLACK, indent=_INDENT)
        self._notes(entry)

    def _notes(self, entry: PageEntry) -> None:
        words = self._words
        for fact in entry.facts:
            self._note(f"{fact.label}: {_isolated(fact.value)}")
        for link in entry.links:
            self._note(f"+ {link}")
        for until, text in entry.before:
            before = words.before.format(day=until.day, clock=until.clock, words="")
            self._note(f"~ {before}")
            self._sheets.words(text, SMALL, colour=FAINT, indent=_INDENT * 2)
        if entry.deleted is not None:
            at = entry.deleted
            self._note(f"x {words.deleted.format(day=at.day, clock=at.clock)}", alarming=True)
        if entry.undelivered is not None:
            said = words.undelivered.format(reason=entry.undelivered)
            self._note(f"! {said}", alarming=True)

    def _note(self, text: str, *, alarming: bool = False) -> None:
        self._sheets.words(text, SMALL, colour=ALARM if alarming else FAINT, indent=_INDENT)

    def _file(self, file: PageFile | None) -> tuple[Picture | None, str]:
        """Return what is shown of a file, and what is said of it."""
        if file is None:
            return None, ""
        said = ", ".join(each for each in (_isolated(file.label), file.note, file.path) if each)
        words = self._words
        try:
            place = self._place(file)
            if place is None or file.player != "image":
                return None, said
            picture = scaled(place)
        except FileNotFoundError:
            return None, f"{said} ({words.missing})"
        except UnpicturedError:
            return None, f"{said} ({words.unpictured})"
        if len(picture.content) > self._left:
            return None, f"{said} ({words.too_many})"
        self._left -= len(picture.content)
        return picture, said

    def _place(self, file: PageFile) -> Path | None:
        """Return where the file is. Raises FileNotFoundError."""
        if file.path is None or self._folder is None:
            return None
        try:
            place = inside(self._folder, file.path)
        except ValueError:
            raise FileNotFoundError(file.path) from None
        if not place.is_file():
            raise FileNotFoundError(file.path)
        return place


def _isolated(text: str) -> str:
    """Return the text so that its direction is its own alone
    (https://unicode.org/reports/tr9/#Explicit_Directional_Isolates)."""
    return text if text.isascii() else f"\u2068{text}\u2069"


def parts_of(source: BinaryIO) -> Iterator[Part]:
    """Read the parts, until there are no more."""
    while True:
        try:
            yield pickle.load(source)  # noqa: S301 - our own process wrote it
        except EOFError:
            return


def _told(_kind: type[BaseException], error: BaseException, _trace: object) -> None:
    """Say what ended it, without anybody's words."""
    sys.stderr.write(f"no PDF: {describe(error)}\n")


def main() -> None:
    """Print what comes on standard input."""
    sys.excepthook = _told
    os.nice(NICE)
    parts = parts_of(sys.stdin.buffer)
    head = next(parts)
    if not isinstance(head, Head):
        raise TypeError("a PDF begins with its head")
    press = Press(head)
    for part in parts:
        press.put(part)
    sys.stdout.buffer.write(press.printed())


if __name__ == "__main__":
    main()
