"""What the page Desk shows of topics and hours, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from board.page import Page
from core.model.rules import Span, Topic, WorkingHours, opening

DAYS = range(7)
"""Monday to Sunday."""


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic as the desk goes by it."""

    title: str
    titles: str
    key: str
    place: str
    skill: str
    priority: str
    hours: tuple[str, ...]
    is_open: bool
    state: str


def topics(page: Page) -> tuple[TopicRow, ...]:
    """In the order in which customers see them."""
    now = page.now()
    return tuple(_topic(page, topic, now) for topic in page.rules.topics)


def _topic(page: Page, topic: Topic, now: datetime) -> TopicRow:
    others = sorted({*topic.titles.values(), topic.title} - {topic.titled(page.who.language)})
    is_open = topic.is_open(now)
    return TopicRow(
        title=topic.titled(page.who.language),
        titles=" · ".join(others),
        key=topic.key,
        place=page.text(f"desk-place-{topic.place.value}"),
        skill=topic.skill or "–",
        priority=str(topic.priority),
        hours=_hours(page, topic.hours),
        is_open=is_open,
        state=page.text("desk-open") if is_open else _opens(page, topic.hours, now),
    )


def _opens(page: Page, hours: WorkingHours | None, now: datetime) -> str:
    next_one = None if hours is None else opening(hours, now)
    if next_one is None:
        return page.text("desk-closed")
    if next_one.day < 2:
        day = page.text("desk-today" if next_one.day == 0 else "desk-tomorrow")
    else:
        day = page.text(f"day-{next_one.day - 2}")
    return page.text("desk-opens", day=day, clock=next_one.clock, zone=next_one.zone)


def _hours(page: Page, hours: WorkingHours | None) -> tuple[str, ...]:
    """Days that are alike stand together."""
    if hours is None:
        return (page.text("desk-always"),)
    lines = []
    for spans, days in _alike(hours):
        first, last = page.text(f"day-{days[0]}"), page.text(f"day-{days[-1]}")
        which = first if len(days) == 1 else f"{first}–{last}"
        shown = ", ".join(_span(span) for span in spans) or page.text("desk-free")
        lines.append(f"{which} {shown}")
    return (*lines, hours.zone)


def _alike(hours: WorkingHours) -> Iterator[tuple[tuple[Span, ...], Sequence[int]]]:
    for spans, days in groupby(DAYS, key=lambda day: tuple(hours.days.get(day, ()))):
        yield spans, list(days)


def _span(span: Span) -> str:
    start, end = span
    return f"{start:%H:%M}–{'24:00' if not (end.hour or end.minute) else f'{end:%H:%M}'}"
