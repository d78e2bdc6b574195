"""What the three forms of a transcript have of a talk, read as any reader would."""

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path

from stories.conversations import Turn
from stories.transcripts import as_they_stand

SIDES: Mapping[str, str] = {
    "customer": "customer",
    "operator": "operator",
    "supervisor": "operator",
    "stranger": "operator",
}
"""Roles of those who talk, and which side they speak for."""
_HEADER = re.compile(rf"\[#\d+ ([^\]]+)\] ({'|'.join(SIDES)}) .*?: (.*)")


def in_json_lines(text: str) -> list[Turn]:
    """`transcript.jsonl`."""
    return [
        Turn(SIDES[row["role"]], row["text"])
        for row in as_they_stand(text)
        if row["kind"] == "text" and row["role"] in SIDES
    ]


def in_plain_text(text: str) -> list[Turn]:
    """`transcript.txt`: a header, and lines of the message that are set in; notes come after. What
    was found late stands where it was found."""
    blocks = sorted(_blocks(text), key=lambda block: block[0])
    return [Turn(side, "\n".join(lines)) for _, side, lines in blocks]


def _blocks(text: str) -> Iterator[tuple[str, str, list[str]]]:
    at, side, lines = "", "", list[str]()
    for line in text.split("\n"):
        header = _HEADER.fullmatch(line)
        if header is None and side and line.startswith("    "):
            lines.append(line[4:])
            continue
        if side:
            yield at, side, lines
        side, lines = (SIDES[header[2]], [header[3]]) if header else ("", [])
        at = header[1] if header else ""


def on_a_page(text: str) -> list[Turn]:
    """`index.html`."""
    page = _Page()
    page.feed(text)
    page.close()
    return page.turns


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.turns: list[Turn] = []
        self._side: str | None = None
        self._text: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        classes = (dict(attrs).get("class") or "").split()
        if tag == "article":
            self._side = SIDES.get(classes[0] if classes else "")
        elif tag == "p" and "text" in classes and self._side is not None:
            self._text = []

    def handle_endtag(self, tag: str) -> None:
        if tag == "p" and self._text is not None and self._side is not None:
            self.turns.append(Turn(self._side, "".join(self._text)))
            self._text = None
        elif tag == "article":
            self._side = None

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)


FORMS: Mapping[str, tuple[str, bool]] = {
    "transcript.jsonl": ("json lines", False),
    "transcript.txt": ("plain text", True),
    "index.html": ("page", True),
}
"""What each file is called, and whether it shows what cannot be seen by its number."""

_READERS = {
    "transcript.jsonl": in_json_lines,
    "transcript.txt": in_plain_text,
    "index.html": on_a_page,
}


def kept(folder: Path, name: str) -> list[Turn]:
    """What the file has; nothing when there is none."""
    file = folder / name
    if not file.exists():
        return []
    with file.open(encoding="utf-8", newline="") as opened:
        return _READERS[name](opened.read())
