"""What the page Reports shows: figures beside those of the range before, and charts as values that
a picture and a table are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from board import parts
from board.page import Page
from core.board.reports import Report
from core.statistics.rules.figures import OperatorFigures, Rating

_MINUTE = timedelta(minutes=1)

REPLIES_SHOWN = 20
"""Of canned replies, the most frequent."""


class Better(StrEnum):
    """Which way a figure is the better."""

    MORE = "more"
    LESS = "less"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, what it means, and what it was in the range before; `tone`: how it went."""

    value: str
    label: str
    meaning: str
    before: str
    trend: str
    tone: str


@dataclass(frozen=True, slots=True)
class Series:
    """One value for each label of a chart; None where there is nothing. `is_line`: drawn as one.
    `is_right`: measured at the right."""

    name: str
    values: tuple[float | None, ...]
    is_line: bool = False
    is_right: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture and the table behind it. `lies`: its bars lie, since labels are names."""

    title: str
    meaning: str
    head: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    lies: bool = False
    most_right: float | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to be seen."""
        return not any(value for series in self.series for value in series.values)


@dataclass(frozen=True, slots=True)
class Member:
    """An operator's line."""

    name: str
    cells: tuple[str, ...]


MEMBER_HEADS = ("handled", "aht", "frt", "rating", "occupancy", "by-load")


def figures(page: Page, report: Report) -> tuple[Figure, ...]:
    """Of the whole desk."""
    now, old, language = report.figures, report.before, page.who.language

    def span(of: timedelta | None) -> str:
        return parts.seconds(of, language)

    def figure(
        name: str,
        value: str,
        before: str,
        sizes: tuple[float | None, float | None],
        better: Better = Better.NEITHER,
        of: int = 0,
    ) -> Figure:
        trend, tone = ("", "") if value == before else _trend(*sizes, better)
        within = parts.seconds(page.rules.service_level, language)
        label = page.text(f"report-{name}")
        return Figure(
            value,
            f"{label} ({of})" if of else label,
            page.text(f"report-{name}-means", within=within),
            page.text("reports-before", value=before),
            trend,
            tone,
        )

    def time(name: str, of: timedelta | None, was: timedelta | None) -> Figure:
        return figure(name, span(of), span(was), (_minutes(of), _minutes(was)), Better.LESS)

    def share(name: str, of: float | None, was: float | None, better: Better) -> Figure:
        return figure(name, parts.percent(of), parts.percent(was), (of, was), better)

    def count(name: str, of: int, was: int) -> Figure:
        return figure(name, str(of), str(was), (of, was))

    return (
        count("entered", now.entered, old.entered),
        count("answered", now.answered, old.answered),
        count("reopened", now.reopened, old.reopened),
        share("abandonment", now.abandonment, old.abandonment, Better.LESS),
        share("level", now.service_level, old.service_level, Better.MORE),
        time("asa", now.asa, old.asa),
        time("frt", now.frt, old.frt),
        time("aht", now.aht, old.aht),
        figure(
            "rating",
            _stars_of(now.rating),
            _stars_of(old.rating),
            (now.rating.mean, old.rating.mean),
            Better.MORE,
            now.rating.count,
        ),
        figure(
            "solved",
            parts.percent(now.solved.share),
            parts.percent(old.solved.share),
            (now.solved.share, old.solved.share),
            Better.MORE,
            now.solved.count,
        ),
    )


def _trend(now: float | None, before: float | None, better: Better) -> tuple[str, str]:
    """An arrow, and whether that is good."""
    if now is None or before is None or now == before:
        return "", ""
    is_more = now > before
    if better is Better.NEITHER:
        return "↑" if is_more else "↓", ""
    return "↑" if is_more else "↓", "good" if is_more == (better is Better.MORE) else "bad"


def _stars_of(rating: Rating) -> str:
    return "–" if rating.mean is None else f"★ {rating.mean:.1f}"


def _rated(rating: Rating) -> str:
    """The mean of the stars, and of how many."""
    return "–" if rating.mean is None else f"{_stars_of(rating)} ({rating.count})"


def _minutes(span: timedelta | None) -> float | None:
    return None if span is None else round(span / _MINUTE, 1)


def _percent(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 1)


def charts(page: Page, report: Report) -> tuple[Chart, ...]:
    """All of them; one that has nothing to show says so."""
    return (
        _arrivals(page, report),
        _queue(page, report),
        _course(page, report),
        _waits(page, report),
        _load(page, report),
        _handling(page, report),
        _topics(page, report),
        *((_targets(page, report),) if _has_targets(report) else ()),
        _stars(page, report),
        *_counted(page, report),
    )


def _chart(
    page: Page,
    name: str,
    head: str,
    labels: Iterable[str],
    *series: Series,
    lies: bool = False,
    most_right: float | None = None,
) -> Chart:
    return Chart(
        page.text(f"chart-{name}"),
        page.text(f"chart-{name}-means"),
        page.text(f"chart-head-{head}"),
        tuple(labels),
        series,
        lies,
        most_right,
    )


def _arrivals(page: Page, report: Report) -> Chart:
    hours = report.hours
    return _chart(
        page,
        "arrivals",
        "hour",
        (part.label for part in hours),
        Series(page.text("report-entered"), tuple(part.figures.entered for part in hours)),
        Series(page.text("report-abandoned"), tuple(part.figures.abandoned for part in hours)),
    )


def _queue(page: Page, report: Report) -> Chart:
    hours = report.hours
    return _chart(
        page,
        "queue",
        "hour",
        (part.label for part in hours),
        Series(page.text("chart-waiting"), tuple(one.most for one in report.queue)),
        Series(
            page.text("chart-queue-mean"),
            _rounded(one.mean for one in report.queue),
            is_line=True,
        ),
        Series(
            page.text("chart-asa"),
            tuple(_minutes(part.figures.asa) for part in hours),
            is_line=True,
            is_right=True,
        ),
    )


def _course(page: Page, report: Report) -> Chart:
    course = report.course
    return _chart(
        page,
        "course",
        "hour" if report.period.is_day else "day",
        report.period.labels,
        Series(page.text("chart-waiting"), course.waiting),
        Series(page.text("chart-load"), _rounded(course.load), is_line=True),
        Series(page.text("chart-on-shift"), _rounded(course.on_shift), is_line=True),
    )


def _rounded(values: Iterable[float | None]) -> tuple[float | None, ...]:
    return tuple(None if value is None else round(value, 2) for value in values)


def _waits(page: Page, report: Report) -> Chart:
    """By day; of one day by hour."""
    is_day = report.period.is_day
    some = report.hours if is_day else report.days
    labels = [part.label for part in some] if is_day else report.period.labels
    return _chart(
        page,
        "waits",
        "hour" if is_day else "day",
        labels,
        Series(page.text("chart-asa"), tuple(_minutes(part.figures.asa) for part in some)),
        Series(
            page.text("chart-level"),
            tuple(_percent(part.figures.service_level) for part in some),
            is_line=True,
            is_right=True,
        ),
        most_right=100,
    )


def _at_work(report: Report) -> list[OperatorFigures]:
    """Who was on shift, or handled anything: the others have no bars."""
    return [one for one in report.operators if one.available or one.handled]


def _load(page: Page, report: Report) -> Chart:
    staff = _at_work(report)
    return _chart(
        page,
        "operators-load",
        "operator",
        (one.name for one in staff),
        Series(page.text("chart-occupancy"), tuple(_percent(one.occupancy) for one in staff)),
        Series(page.text("chart-by-load"), tuple(_percent(one.fullness) for one in staff)),
        lies=True,
    )


def _handling(page: Page, report: Report) -> Chart:
    staff = _at_work(report)
    before = {one.id: one.aht for one in report.operators_before}
    return _chart(
        page,
        "operators-aht",
        "operator",
        (one.name for one in staff),
        Series(page.text("chart-aht"), tuple(_minutes(one.aht) for one in staff)),
        Series(page.text("chart-aht-before"), tuple(_minutes(before.get(one.id)) for one in staff)),
        lies=True,
    )


def _topics(page: Page, report: Report) -> Chart:
    topics = sorted(report.topics, key=lambda part: -part.figures.entered)
    return _chart(
        page,
        "topics",
        "topic",
        (page.topic(part.label) for part in topics),
        Series(page.text("report-entered"), tuple(part.figures.entered for part in topics)),
        lies=True,
    )


def _has_targets(report: Report) -> bool:
    return bool(report.figures.first_answers.count or report.figures.resolutions.count)


def _targets(page: Page, report: Report) -> Chart:
    """By topic, of those that have any."""
    known = [
        part
        for part in report.topics
        if part.figures.first_answers.count or part.figures.resolutions.count
    ]
    return _chart(
        page,
        "targets",
        "topic",
        (page.topic(part.label) for part in known),
        Series(
            page.text("chart-first-answer-target"),
            tuple(_percent(part.figures.first_answers.share) for part in known),
        ),
        Series(
            page.text("chart-resolution-target"),
            tuple(_percent(part.figures.resolutions.share) for part in known),
        ),
        lies=True,
    )


def _counted(page: Page, report: Report) -> Iterator[Chart]:
    """What is counted by its name, as far as there is any."""
    said = report.replies[:REPLIES_SHOWN]
    for name, head, what, counts in (
        ("tags", "tag", "chart-tickets", [(one.tag, one.count) for one in report.tags]),
        ("sources", "source", "chart-tickets", [(one.source, one.count) for one in report.sources]),
        ("replies", "reply", "chart-said", [(f"!{one.shortcut}", one.count) for one in said]),
    ):
        if counts:
            bars = Series(page.text(what), tuple(count for _, count in counts))
            yield _chart(page, name, head, (label for label, _ in counts), bars, lies=True)


def _stars(page: Page, report: Report) -> Chart:
    return _chart(
        page,
        "stars",
        "stars",
        (f"★ {one.stars}" for one in report.stars),
        Series(page.text("chart-tickets"), tuple(one.count for one in report.stars)),
    )


def members(page: Page, report: Report) -> tuple[Member, ...]:
    """By name."""
    return tuple(_member(page, one) for one in report.operators)


def _member(page: Page, one: OperatorFigures) -> Member:
    language = page.who.language
    return Member(
        one.name,
        (
            str(one.handled),
            parts.seconds(one.aht, language),
            parts.seconds(one.frt, language),
            _rated(one.rating),
            parts.percent(one.occupancy),
            parts.percent(one.fullness),
        ),
    )
