"""Pictures as plain values: what is drawn, not how."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.domain.texts import Key, Text, key_of

Values = tuple[float | None, ...]
"""One for each tick; None where there is nothing (yet)."""


@dataclass(frozen=True, slots=True)
class Series:
    """Values under a name."""

    name: Key
    values: Values


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars and lines over the same ticks; `ticks` are labels as they stand, numbers and times."""

    title: Text
    bars: Series
    lines: tuple[Series, ...]
    ticks: tuple[str, ...]


def series_of(kept: Mapping[str, Any]) -> Series:
    """A series as the outbox keeps it."""
    return Series(key_of(kept["name"]), tuple(kept["values"]))
