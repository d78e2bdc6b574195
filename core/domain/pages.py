"""Long lists, a page at a time."""

from collections.abc import Sequence
from typing import TypeVar

from core.domain.actions import Verb, press
from core.domain.texts import Button, Rows, TextKey

T = TypeVar("T")

PAGE = 8
"""Entries of a list on one page."""


def clipped(page: int, count: int) -> int:
    """The page that is there (from 0) when that one was asked for: lists grow shorter."""
    return max(0, min(page, (count - 1) // PAGE))


def part(entries: Sequence[T], page: int) -> Sequence[T]:
    """The entries of a page, from 0."""
    return entries[page * PAGE : (page + 1) * PAGE]


def turning(page: int, count: int, verb: Verb, *before: str | int) -> Rows:
    """The row that turns pages of a list of `count` entries, where there are several.

    Its buttons carry `before` and the other page's number.
    """
    row = []
    if page > 0:
        row.append(Button(TextKey.BUTTON_BEFORE, action=press(verb, *before, page - 1)))
    if (page + 1) * PAGE < count:
        row.append(Button(TextKey.BUTTON_AFTER, action=press(verb, *before, page + 1)))
    return (tuple(row),) if row else ()
