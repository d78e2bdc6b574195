"""Reports: the figures of /stats over any days, beside those of as many days before."""

from __future__ import annotations

import asyncio
from functools import partial
from urllib.parse import urlencode

from nicegui import ui

from board import parts
from board.page import Page, Region
from board.pages import reports_rows as rows
from board.pages import reports_what_if
from board.pages.reports_charts import options
from core.model.report_text_keys import StatsKey
from core.model.texts import Text
from core.statistics.rules import periods
from core.statistics.rules.periods import Period

PRESETS = ("today", "yesterday", "week", "month")
SHEETS = ("days", "hours", "topics", "operators", "tickets")
LOOK = '<link rel="stylesheet" href="/look/reports.css">'
REST = 30.0
"""Seconds between two readings at least, and at least so many times as long as one takes: a year's
rows are many, and its figures hardly move."""


async def draw(page: Page) -> None:
    """Put the days asked for there."""
    ui.add_head_html(LOOK)
    words = page.asked.get("days", "week")
    period = periods.read(words, page.now(), page.rules.time_zone)
    is_clear = period is not None
    if period is None:
        period = periods.last_days(periods.WEEK, page.now(), page.rules.time_zone)
    _choice(page, words, period)
    if not is_clear:
        parts.failure(page.words(Text(StatsKey.STATS_UNCLEAR, page.who.language)))
    await _show(page, words if is_clear else "week")
    await reports_what_if.draw(page, period)


async def _show(page: Page, words: str) -> None:
    title = Region[tuple[str, str]](_title)
    figures = Region[tuple[rows.Figure, ...]](_figures)
    charts = Region[tuple[rows.Chart, ...]](partial(_charts, page), "charts")
    members = Region[tuple[rows.Member, ...]](partial(_members, page))
    sheets = Region[Period](partial(_sheets, page))
    clock = asyncio.get_running_loop().time
    due = clock()

    async def look() -> None:
        nonlocal due
        began = clock()
        if began < due:
            return
        period = periods.read(words, page.now(), page.rules.time_zone)
        if period is None:
            return
        report = await page.questions.report(page.who.person_id, period)
        title.show((_days(page, period), _days(page, report.before_period)))
        figures.show(rows.figures(page, report))
        charts.show(rows.charts(page, report))
        members.show(rows.members(page, report))
        sheets.show(period)
        due = clock() + REST * max(1.0, clock() - began)

    await page.keep_fresh(look)


def _days(page: Page, period: Period) -> str:
    if period.is_day:
        return f"{period.first:%Y-%m-%d}"
    return page.text("reports-days", first=f"{period.first}", last=f"{period.last}")


def _choice(page: Page, words: str, period: Period) -> None:
    with ui.element("div").classes("range"):
        with ui.element("nav").classes("presets") as presets:
            presets.props["aria-label"] = page.text("reports-presets")
            for preset in PRESETS:
                link = ui.link(page.text(f"reports-{preset}"), address_of(preset)).classes("preset")
                if preset == words:
                    link.classes("here").props("aria-current=true")
        first = ui.input(label=page.text("reports-first"), value=f"{period.first}")
        last = ui.input(label=page.text("reports-last"), value=f"{period.last}")
        for day in (first, last):
            day.props("type=date outlined dense stack-label").classes("day")

        def show() -> None:
            ui.navigate.to(address_of(f"{first.value or ''} {last.value or ''}".strip()))

        ui.button(page.text("reports-show"), on_click=show).props("unelevated no-caps")


def address_of(words: str) -> str:
    """Where those days are shown."""
    return f"/reports?{urlencode({'days': words})}"


def _title(days: tuple[str, str]) -> None:
    ui.label(days[0]).classes("report-days").props('role=heading aria-level="2"')


def _figures(figures: tuple[rows.Figure, ...]) -> None:
    with ui.element("div").classes("figures nine"):
        for one in figures:
            with ui.element("div").classes("figure"):
                ui.label(one.value).classes("figure-value")
                with ui.element("div").classes("figure-label with-hint"):
                    ui.label(one.label)
                    parts.hint(one.label, one.meaning)
                ui.label(f"{one.trend} {one.before}".strip()).classes(f"faint trend {one.tone}")


def _charts(page: Page, charts: tuple[rows.Chart, ...]) -> None:
    for chart in charts:
        with parts.section(chart.title, "chart-card") as section:
            with ui.element("div").classes("chart-hint"):
                parts.hint(chart.title, chart.meaning)
            if chart.is_empty:
                parts.empty(page.text("chart-empty"), icon="bar_chart")
                continue
            drawn = ui.echart(options(chart), renderer="svg").classes("chart")
            if chart.lies:
                drawn.style(f"height: {max(8, 3 + 3 * len(chart.labels))}rem")
            drawn.props("role=img")
            drawn.props["aria-label"] = f"{chart.title}. {chart.meaning}"
            _behind(page, chart)
        section.props["aria-label"] = chart.title


def _behind(page: Page, chart: rows.Chart) -> None:
    """The same in numbers, for whoever does not see the picture."""
    with ui.element("details").classes("fold"):
        with ui.element("summary"):
            ui.label(page.text("chart-as-table"))
        heads = [chart.head, *(series.name for series in chart.series)]
        columns = [series.values for series in chart.series]
        lines = [
            (label, *("–" if value is None else f"{value:g}" for value in values))
            for label, *values in zip(chart.labels, *columns, strict=True)
        ]
        parts.table(chart.title, heads, lines)


def _members(page: Page, members: tuple[rows.Member, ...]) -> None:
    title = page.text("reports-operators")
    with parts.section(title):
        if not members:
            parts.empty(page.text("chart-empty"), icon="person_off")
            return
        heads = [page.text(f"report-head-{name}") for name in ("operator", *rows.MEMBER_HEADS)]
        parts.table(title, heads, [(one.name, *one.cells) for one in members])


def _sheets(page: Page, period: Period) -> None:
    with parts.section(page.text("reports-files")):
        ui.label(page.text("reports-files-words")).classes("faint")
        with ui.element("div").classes("line buttons"):
            for name in SHEETS:
                days = urlencode({"days": f"{period.first} {period.last}"})
                link = ui.link(page.text(f"reports-file-{name}"), f"/reports/{name}.csv?{days}")
                link.classes("preset").props("download")
