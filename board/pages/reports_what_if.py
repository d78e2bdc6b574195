"""What if: the days of the report played again with other operators, beside what really was. That
is reckoned in a process of its own (`Page.simulate`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time, timedelta

from nicegui import ui

from board import parts
from board.page import Page
from core.ports import DatabaseBusyError
from core.simulation.days import Answered, Asked, Days, NoAnswerError
from core.simulation.rules.spread import Interval
from core.simulation.rules.teams import Change, Team
from core.statistics.rules.periods import Period

MOST_DAYS = 31
MOST = 100  # operators, and tickets at once, as CAPACITY has it
RUNS = 10
SPANS = ("asa", "p90")
SHOWN = ("asa", "p90", "service_level", "abandonment", "fullness", "even_load")
"""Figures, by the names of `core.simulation.rules.figures`."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What stands in the form."""

    capacity: ui.number
    without: ui.select
    more: ui.number
    start: ui.input
    end: ui.input

    def change(self, usual: int) -> Change | None:
        """Read it; None where a time of day is none. `usual`: the capacity of who comes in
        addition."""
        capacity = None if self.capacity.value is None else int(self.capacity.value)
        count = int(self.more.value or 0)
        left_out = frozenset(int(one) for one in self.without.value or ())
        if not count:
            return Change(capacity, left_out)
        try:
            start, end = (time.fromisoformat(box.value or "") for box in (self.start, self.end))
        except ValueError:
            return None
        return Change(capacity, left_out, (Team(count, capacity or usual, start, end),))


async def draw(page: Page, period: Period) -> None:
    """Put the section there."""
    title = page.text("what-if")
    with parts.section(title):
        ui.label(page.text("what-if-words")).classes("faint")
        if period.days > MOST_DAYS:
            parts.empty(page.text("what-if-too-many", days=MOST_DAYS), icon="date_range")
            return
        days = await page.questions.days(page.who.person_id, period)
        if not days.facts.entered:
            parts.empty(page.text("chart-empty"), icon="bar_chart")
            return
        wish = _form(page, days)
        found = ui.element("div").classes("after").props("aria-live=polite")

        async def ask() -> None:
            change = wish.change(page.rules.capacity)
            found.clear()
            if change is None:
                with found:
                    parts.failure(page.text("what-if-no-hours"))
                return
            button.disable()
            with found:
                parts.loading(page.text("what-if-plays"))
            answered = await _answer(page, period, change)
            found.clear()
            with found:
                if answered is None:
                    parts.failure(page.text("what-if-too-long"))
                else:
                    _answered(page, title, answered)
            button.enable()

        button = ui.button(page.text("what-if-try"), on_click=ask)
        button.props("unelevated no-caps").classes("after")
        found.move(target_index=-1)


async def _answer(page: Page, period: Period, change: Change) -> Answered | None:
    try:
        days = await page.questions.days(page.who.person_id, period)
        return await page.simulate(Asked(days, page.rules, change, RUNS))
    except (NoAnswerError, DatabaseBusyError):
        return None


def _form(page: Page, days: Days) -> Wish:
    worked = {one.operator_id for one in days.facts.shifts}
    names = {one.id: one.name for one in days.facts.staff if one.id in worked}
    with ui.element("div").classes("what-if"):
        capacity = ui.number(page.text("what-if-capacity"), min=1, max=MOST, precision=0)
        without = ui.select(
            names, label=page.text("what-if-without"), multiple=True, value=[]
        ).props("use-chips")
        more = ui.number(page.text("what-if-more"), value=0, min=0, max=MOST, precision=0)
        start = ui.input(page.text("what-if-start"), value="09:00").props("type=time")
        end = ui.input(page.text("what-if-end"), value="17:00").props("type=time")
    for box in (capacity, without, more, start, end):
        box.props("outlined dense stack-label")
    capacity.props["placeholder"] = page.text("what-if-as-it-is")
    return Wish(capacity, without, more, start, end)


def _answered(page: Page, title: str, answered: Answered) -> None:
    columns: list[tuple[str, Mapping[str, Interval | float | None]]] = [
        ("was", answered.real),
        ("again", answered.again.figures),
    ]
    if answered.otherwise is not None:
        columns.append(("otherwise", answered.otherwise.figures))
    within = parts.seconds(page.rules.service_level, page.who.language)
    heads = [page.text("what-if-figure"), *(page.text(f"what-if-{name}") for name, _ in columns)]
    lines = [
        (
            page.text(f"what-if-{name.replace('_', '-')}", within=within),
            *(_cell(page, name, values.get(name)) for _, values in columns),
        )
        for name in SHOWN
    ]
    parts.table(title, heads, lines)
    ui.label(page.text("what-if-means")).classes("faint")


def _cell(page: Page, name: str, value: Interval | float | None) -> str:
    if value is None:
        return "–"
    mean = value.mean if isinstance(value, Interval) else value
    half = value.half if isinstance(value, Interval) else None
    if name in SPANS:
        language = page.who.language
        shown = parts.seconds(timedelta(seconds=mean), language)
        return shown if half is None else f"{shown} ± {half:.0f} s"
    return f"{100 * mean:.1f}%" if half is None else f"{100 * mean:.1f}% ± {100 * half:.1f}"
