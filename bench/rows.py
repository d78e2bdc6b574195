"""What a measurement says: a row of the table of `make bench`, with what it has to reach."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from rich.console import Console
from rich.table import Table


class Better(StrEnum):
    """Which way a figure gets better."""

    MORE = "more"
    LESS = "less"


@dataclass(frozen=True, slots=True)
class Row:
    """One figure.

    Args:
        bench: the measurement that it belongs to.
        what: what was measured, of which database.
        unit: of the figure and its floor.
        figure: ours.
        better: which way it gets better.
        floor: the same of what does nothing but the least, measured in the same run; None where the
            figure is held against a bound by itself.
        must: what has to be reached, as a ratio to the floor, else in the figure's unit.
        aim: what is wished for, alike.
    """

    bench: str
    what: str
    unit: str
    figure: float
    better: Better
    floor: float | None = None
    must: float | None = None
    aim: float | None = None

    @property
    def ratio(self) -> float | None:
        """The figure in floors."""
        return None if not self.floor else self.figure / self.floor

    @property
    def is_met(self) -> bool | None:
        """Whether it reaches what it must; None where nothing is asked."""
        if self.must is None:
            return None
        measured = self.figure if self.ratio is None else self.ratio
        return measured >= self.must if self.better is Better.MORE else measured <= self.must

    def as_json(self) -> dict[str, Any]:
        """Return it with what follows from it."""
        return {**asdict(self), "ratio": self.ratio, "met": self.is_met}


_MET = {None: "", True: "met", False: "not met"}


def print_table(console: Console, rows: Sequence[Row], before: Mapping[str, float]) -> None:
    """Print all rows; `before` has the figures of the last run by `key_of`."""
    table = Table()
    for heading in ("bench", "what", "unit"):
        table.add_column(heading)
    for heading in ("floor", "figure", "ratio", "must", "aim", "", "last time"):
        table.add_column(heading, justify="right")
    for row in rows:
        last = before.get(key_of(row))
        table.add_row(
            row.bench, row.what, row.unit, _number(row.floor), _number(row.figure),
            _number(row.ratio), _bound(row, row.must), _bound(row, row.aim),
            _MET[row.is_met], _number(last),
        )  # fmt: skip
    console.print(table)


def line_of(row: Row) -> str:
    """Tell of a row in one line."""
    words = f"{row.what}: {_number(row.figure)} {row.unit}"
    if row.ratio is not None:
        words += f", {_number(row.ratio)} × the floor's {_number(row.floor)}"
    if row.must is not None:
        words += f"; must be {_bound(row, row.must)}: {_MET[row.is_met]}"
    return words


def key_of(row: Row) -> str:
    """Name a row from run to run."""
    return f"{row.bench}: {row.what}, {row.unit}"


def figures(kept: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """Return the figures of rows that were kept as JSON."""
    return {f"{each['bench']}: {each['what']}, {each['unit']}": each["figure"] for each in kept}


def _bound(row: Row, bound: float | None) -> str:
    if bound is None:
        return ""
    return f"{'≥' if row.better is Better.MORE else '≤'} {bound:g}{' ×' if row.floor else ''}"


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
