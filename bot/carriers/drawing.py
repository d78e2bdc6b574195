"""Draws figures as PNG files.

matplotlib is loaded when the first picture is drawn: a desk that never asks pays nothing for it.
Its own font (DejaVu Sans) has Latin and Cyrillic letters, so no font is asked of the machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Values = Sequence[float | None]

WIDTH, HEIGHT, DPI = 10.0, 5.6, 100  # inches, and points to each
MOST_LABELS = 13
_BARS = "#c7d7ee"
_LINES = ("#c2410c", "#15803d", "#6d28d9")
_GRID = "#d4d4d8"

# Figures do not share anything, the fonts' cache behind them does.
_one_at_a_time = Lock()


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn, in the words of whoever will see it: names with their values, one for each of
    the `ticks`."""

    title: str
    bars: tuple[str, Values]
    lines: Sequence[tuple[str, Values]]
    ticks: Sequence[str]


def draw(drawing: Drawing) -> bytes:
    """Draw a PNG. Takes part of a second, and some more the first time: not for an event loop."""
    from matplotlib.figure import Figure

    with _one_at_a_time:
        figure = Figure(figsize=(WIDTH, HEIGHT), dpi=DPI, layout="constrained")
        axes = figure.add_subplot()
        _plot(axes, drawing)
        axes.set_title(drawing.title, fontweight="bold", pad=12)
        figure.legend(loc="outside lower center", ncols=1 + len(drawing.lines), frameon=False)
        out = BytesIO()
        figure.savefig(out, format="png", backend="agg")
        return out.getvalue()


def _plot(axes: "Axes", drawing: Drawing) -> None:
    from matplotlib.ticker import MaxNLocator

    places = range(len(drawing.ticks))
    name, values = drawing.bars
    axes.bar(places, [value or 0 for value in values], width=1.0, color=_BARS, label=name)
    for (name, values), colour in zip(drawing.lines, _LINES, strict=False):
        # A part alone makes no line.
        marker = "o" if sum(value is not None for value in values) == 1 else ""
        known = [float("nan") if value is None else value for value in values]
        axes.plot(
            places,
            known,
            color=colour,
            linewidth=2,
            marker=marker,
            label=name,
            drawstyle="steps-mid",
            clip_on=False,
        )
    shown = places[:: -(-len(drawing.ticks) // MOST_LABELS)]
    axes.set_xticks(list(shown), [drawing.ticks[place] for place in shown])
    axes.set_xlim(-0.5, len(drawing.ticks) - 0.5)
    axes.set_ylim(0, max(1, 1.15 * _highest(drawing)))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.grid(axis="y", color=_GRID, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)


def _highest(drawing: Drawing) -> float:
    series = (drawing.bars[1], *(values for _name, values in drawing.lines))
    return max((value for values in series for value in values if value is not None), default=0)
