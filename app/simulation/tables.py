"""Shows what a simulation came to, on a terminal and as a picture."""

from collections.abc import Iterable, Mapping, Sequence

from rich.markup import escape
from rich.table import Table

from app.simulation.check import Verdict
from bot.carriers.drawing import Drawing
from core.simulation.rules.figures import Share
from core.simulation.rules.spread import Interval
from core.statistics.rules.course import Course

SPANS = ("asa", "p50", "p90", "aht")
SHARES = ("delayed", "service_level", "abandonment", "occupancy", "fullness")
MINUTE = 60
HOUR = 3600

SHOWN = (
    ("entered", "tickets that came"),
    ("answered", "answered"),
    ("abandoned", "gave up"),
    ("waiting", "unanswered at the end"),
    ("delayed", "had to wait"),
    ("asa", "wait, mean"),
    ("p50", "wait of half of them, at most"),
    ("p90", "wait of nine in ten, at most"),
    ("service_level", "service level"),
    ("abandonment", "abandonment"),
    ("aht", "handle time"),
    ("occupancy", "operators' occupancy"),
    ("fullness", "… by load"),
    ("even_work", "evenness of work (Jain)"),
    ("even_load", "evenness of load (Jain)"),
    ("least_handled", "handled in an hour, the least busy"),
    ("most_handled", "… the busiest"),
)
"""The figures in their order, with their names."""

Column = Mapping[str, Interval | float | None]


def figures(columns: Sequence[tuple[str, Column]], target: str) -> Table:
    """The figures, a column for each plan; `target`: of the service level, in words."""
    table = Table("", *(title for title, _values in columns))
    for name, words in SHOWN:
        label = f"{words}, within {target}" if name == "service_level" else words
        table.add_row(label, *(_cell(name, values.get(name)) for _title, values in columns))
    return table


def operators(shares: Iterable[Share]) -> Table:
    """The operators, each with what was theirs."""
    table = Table("operator", "hours available", "handled", "occupancy", "by load")
    for one in shares:
        table.add_row(
            escape(one.name),
            f"{one.available / HOUR:.1f}",
            f"{one.handled:.1f}",
            _percent(one.occupancy),
            _percent(one.fullness),
        )
    return table


def verdict(found: Verdict) -> Table:
    """One trial beside what theory says."""
    trial = found.trial
    patience = "" if trial.patience == float("inf") else f", patience {trial.patience / MINUTE:g}m"
    title = (
        f"{trial.name}: {trial.operators} × {trial.capacity}, "
        f"load {trial.load:.0%}{patience}; {found.runs} runs"
    )
    table = Table("", "simulated", "theory", "difference", "", title=title, title_justify="left")
    words = dict(SHOWN)
    for one in found.figures:
        table.add_row(
            words[one.name],
            _cell(one.name, one.simulated),
            _cell(one.name, one.expected),
            f"{one.difference:+.2%}",
            "ok" if one.is_within else "no",
        )
    return table


def picture(title: str, course: Course, labels: Sequence[str]) -> Drawing:
    """How a run went: who waits, who is served, who works."""
    lines = [("with operators", course.load), ("operators on shift", course.on_shift)]
    return Drawing(title, ("most who waited at a time", course.waiting), lines, labels)


def _cell(name: str, value: Interval | float | None) -> str:
    if value is None:
        return "–"
    if not isinstance(value, Interval):
        return _plain(name, value)
    mean = _plain(name, value.mean)
    return mean if value.half is None else f"{mean} ± {_half(name, value.half)}"


def _plain(name: str, value: float) -> str:
    if name in SPANS:
        return clock(value)
    if name in SHARES:
        return _percent(value)
    if name.startswith("even"):
        return f"{value:.3f}"
    return f"{value:g}" if value == int(value) else f"{value:.1f}"


def _half(name: str, value: float) -> str:
    if name in SPANS:
        return f"{value:.0f} s" if value >= 1 else f"{value:.1f} s"
    if name in SHARES:
        return f"{100 * value:.1f}"
    return f"{value:.3f}" if name.startswith("even") else f"{value:.1f}"


def clock(seconds: float) -> str:
    """`1:05`, or `1:00:05`."""
    whole = round(seconds)
    hours, rest = divmod(whole, HOUR)
    minutes, left = divmod(rest, MINUTE)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f}%"
