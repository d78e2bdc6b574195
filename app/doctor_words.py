"""Writes what the doctor finds, for the command line and for the page."""

from functools import cache

from board.texts import written
from bot.texts import Texts
from core.model.findings import Finding


def in_words(finding: Finding, language: str) -> tuple[str, str]:
    """Return what was looked at, and what was found, in that language."""
    words = _texts().plain
    what = written(finding.what, language, words)
    return what, ", ".join(written(each, language, words) for each in finding.says)


@cache
def _texts() -> Texts:
    return Texts()
