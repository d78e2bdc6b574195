"""The sheets of a PDF: text in every direction, pictures among letters, head and foot."""

import io
from collections.abc import Iterator, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fpdf import FPDF
from fpdf.bidi import auto_detect_base_direction
from fpdf.enums import TextDirection, XPos, YPos
from fpdf.fonts import TTFFont
from fpdf.line_break import Fragment
from PIL import Image, ImageOps

from archive.glyphs import Glyphs

FONTS = Path(__file__).parent / "fonts"
LETTERS, PICTURES = "letters", "pictures"
BLACK, FAINT, ALARM = (20, 20, 20), (110, 110, 110), (176, 32, 32)
MARGIN, SMALL, USUAL, LARGE = 16.0, 8.0, 9.5, 14.0
LINE = 0.48
"""Millimetres between two lines, for each point that letters are high."""
_PAGES = "\U0010fffe" * 5
"""Stands for the number of pages until it is known, and is as wide as that may be. No text has it:
no font does."""
_LONGEST_SIDE, _QUALITY = 1_000, 72
_HIGHEST, _WIDEST = 90.0, 120.0
"""Millimetres that a picture takes at most."""
_MILLIMETRES = 0.2
"""What a pixel takes at most: little pictures stay little."""
_MOST_PIXELS = 100_000_000


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG, and how many millimetres it takes on a sheet."""

    content: bytes
    width: float
    height: float


class UnpicturedError(Exception):
    """A file that cannot be shown as a picture."""


class Sheets(FPDF):
    """A PDF whose every sheet has `title` above and its number below."""

    def __init__(self, title: str, page_words: str) -> None:
        super().__init__(format="A4")
        self._page_words = page_words
        self.add_font(LETTERS, "", FONTS / "DejaVuSans.ttf")
        self.add_font(LETTERS, "B", FONTS / "DejaVuSans-Bold.ttf")
        self.add_font(PICTURES, "", FONTS / "NotoEmoji-Regular.ttf")
        self.glyphs = Glyphs(*(self._code_points(name) for name in (LETTERS, PICTURES)))
        self._head = self.glyphs.drawable(title)
        self.alias_nb_pages(_PAGES)
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.set_auto_page_break(auto=True, margin=MARGIN)
        self.set_text_shaping(use_shaping_engine=True)
        self.set_title(self._head)
        self.set_creator("Switchboard")
        self.add_page()

    def _code_points(self, name: str) -> Set[int]:
        font = self.fonts[name]
        return font.cmap.keys() if isinstance(font, TTFFont) else set()

    # ---------------------------------------------------------------------- asked by the library
    def header(self) -> None:
        """Say on every sheet but the first what it is a part of."""
        if self.page_no() > 1:
            self._at_edge(self._head, 8.0)
            self.set_y(MARGIN)

    def footer(self) -> None:
        """Number every sheet."""
        number = self._page_words.format(page=self.page_no(), pages=_PAGES)
        self._at_edge(number, -11.0)

    def _at_edge(self, text: str, y: float) -> None:
        self.set_y(y)
        self.set_font(LETTERS, "", SMALL)
        self.set_text_color(*FAINT)
        shown = text if len(text) <= 90 else f"{text[:89]}…"
        self.cell(0, 4, shown, align="C")

    def _parse_chars(self, text: str, markdown: bool, **options: Any) -> Iterator[Fragment]:
        # The library would choose a font for each character by itself, and so take joined pictures
        # apart.
        for piece in self.glyphs.pieces(text):
            if not piece.is_picture:
                yield from super()._parse_chars(piece.text, markdown, **options)
                continue
            before = self.font_family, self.font_style, self.current_font
            self.font_family, self.font_style = PICTURES, ""
            self.current_font = self.fonts[PICTURES]
            try:
                plain = options | {"_initial_emphasis": None}
                yield from super()._parse_chars(piece.text, markdown, **plain)
            finally:
                self.font_family, self.font_style, self.current_font = before

    # ------------------------------------------------------------------------------ what is put on
    def words(
        self,
        text: str,
        size: float = USUAL,
        *,
        bold: bool = False,
        colour: tuple[int, int, int] = BLACK,
        indent: float = 0.0,
        link: str = "",
    ) -> None:
        """Put a text below what there is. Each of its lines runs in its own direction."""
        self.set_font(LETTERS, "B" if bold else "", size)
        self.set_text_color(*colour)
        height = size * LINE
        for line in text.replace("\t", "    ").split("\n"):
            line = self.glyphs.drawable(line)
            if not line.strip():
                self.ln(height)
                continue
            from_right = auto_detect_base_direction(line) is TextDirection.RTL
            self.set_x(MARGIN + indent)
            self.multi_cell(
                0, height, line, align="R" if from_right else "L", link=link,
                new_x=XPos.LMARGIN, new_y=YPos.NEXT,
            )  # fmt: skip

    def keep_together(self, height: float) -> None:
        """Begin a new sheet unless so much is left of this one."""
        if self.will_page_break(height):
            self.add_page()

    def rule(self) -> None:
        """Draw a line across."""
        self.set_draw_color(200, 200, 200)
        self.line(MARGIN, self.get_y(), self.w - MARGIN, self.get_y())
        self.ln(1.5)

    def picture(self, picture: Picture, indent: float) -> None:
        """Put a picture below what there is."""
        self.keep_together(picture.height + 2)
        self.image(
            io.BytesIO(picture.content), x=MARGIN + indent, y=self.get_y(), w=picture.width,
            h=picture.height,
        )  # fmt: skip
        self.set_y(self.get_y() + picture.height + 1)


def scaled(file: Path) -> Picture:
    """Return the picture in a file, as large as it is worth looking at.

    Raises UnpicturedError when it is none, or one that is made to be too large.
    """
    try:
        with Image.open(file) as read:
            if read.width * read.height > _MOST_PIXELS:
                raise UnpicturedError(f"{read.width} × {read.height}")
            read.draft("RGB", (_LONGEST_SIDE, _LONGEST_SIDE))
            upright = ImageOps.exif_transpose(read)
            upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
            put = io.BytesIO()
            _on_white(upright).save(put, "JPEG", quality=_QUALITY)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UnpicturedError(type(error).__name__) from error
    width, height = upright.size
    scale = min(_WIDEST / width, _HIGHEST / height, _MILLIMETRES)
    return Picture(put.getvalue(), width * scale, height * scale)


def _on_white(picture: Image.Image) -> Image.Image:
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    seen = picture.convert("RGBA")
    white = Image.new("RGBA", seen.size, "white")
    return Image.alpha_composite(white, seen).convert("RGB")
