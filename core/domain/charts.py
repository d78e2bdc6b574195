"""Pictures as plain values: what is drawn, not how."""

from dataclasses import dataclass

from core.domain.texts import AnyKey, Text

Values = tuple[float | None, ...]
"""One for each tick; None where there is nothing (yet)."""


@dataclass(frozen=True, slots=True)
class Series:
    """Values under a name."""

    name: AnyKey
    values: Values


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars and lines over the same ticks; `ticks` are labels as they stand, numbers and times."""

    title: Text
    bars: Series
    lines: tuple[Series, ...]
    ticks: tuple[str, ...]
