"""Texts of strangers, made harmless to read: nothing invisible, nothing that breaks a line or
reorders a header."""

import re

_PICTURES = {code: chr(0x2400 + code) for code in range(0x20) if code not in (0x09, 0x0A)}
_PICTURES[0x7F] = "\u2421"

_UNSEEN = re.compile("[\u0080-\u009f\u2028\u2029\ud800-\udfff]")
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """The text with control characters shown by their pictures (`␀`), and separators of lines
    other than a newline, C1 controls and lone surrogates by their numbers (`<U+2028>`). Tabs,
    newlines and everything else stay."""
    pictured = text.replace("\r\n", "\n").translate(_PICTURES)
    return _UNSEEN.sub(_number, pictured)


def in_one_line(text: str) -> str:
    """A name: as `visible`, in one line, and with nothing that turns the reading direction of what
    follows."""
    return _REORDERING.sub(_number, visible(" ".join(text.split())))


def _number(match: re.Match[str]) -> str:
    return f"<U+{ord(match.group()):04X}>"
