"""The page's words: Fluent files, one folder for each language, a file for each subject."""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from importlib import resources

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import fluent_number

from core.model.findings import Said
from core.model.texts import LANGUAGES, Text

log = logging.getLogger(__name__)

LONGEST = 1000
"""Of a value: Fluent refuses those above 2,500 characters."""
_ISOLATE, _POP = "\u2068", "\u2069"


def say(name: str, language: str, /, **values: str | int | float) -> str:
    """Write a text. Values are data; whoever puts it into a page has it escaped there. Raises
    KeyError for a name that no file has."""
    bundle = _bundle(language if language in LANGUAGES else LANGUAGES[0])
    message = bundle.get_message(name) if bundle.has_message(name) else None
    if message is None or message.value is None:
        raise KeyError(name)
    arguments = {each: _argument(value) for each, value in values.items()}
    written, errors = bundle.format_pattern(message.value, arguments)
    if errors:
        # A text with a hole is better than none: the person is told, the log says what lacks.
        log.warning("text %s (%s): %s", name, language, "; ".join(map(str, errors)))
    return str(written)


def written(words: Said, language: str, of_bot: Callable[[Text], str]) -> str:
    """Write what the doctor says; `of_bot` writes one of the bot's texts."""

    def of(value: str | int | Said | Text) -> str | int:
        match value:
            case Said():
                return written(value, language, of_bot)
            case Text():
                return of_bot(replace(value, language=language))
            case _:
                return value

    return say(words.key, language, **{name: of(value) for name, value in words.values.items()})


@cache
def _bundle(language: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    folder = resources.files("board").joinpath("locales", language)
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".ftl"):
            bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))
    return bundle


def _argument(value: str | float) -> object:
    """Numbers ungrouped: ticket 1234 is no "1,234". Only what has right-to-left letters is
    isolated."""
    if not isinstance(value, str):
        return fluent_number(value, useGrouping=False)
    short = value if len(value) <= LONGEST else f"{value[: LONGEST - 1]}…"
    if any(unicodedata.bidirectional(char) in ("R", "AL") for char in short):
        return f"{_ISOLATE}{short}{_POP}"
    return short
