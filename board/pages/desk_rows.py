"""What the page Desk shows of topics, hours and holidays, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from board.page import Page
from board.pages.desk_state import State
from core.configuration.rules.hours import holidays_of, hours_of
from core.configuration.rules.layers import Origin
from core.model.configuration import EntryKind, Named
from core.model.rules import FAR, Span, Topic, WorkingHours, opening
from core.model.texts import Text

DAYS = range(7)
"""Monday to Sunday."""
PAGE = Origin.PAGE.value
MOST_DATES = 12
"""Shown of holidays to come."""


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A topic as the desk goes by it; where its entries come from is a word of `Origin`."""

    title: str
    titles: str
    key: str
    place: str
    skill: str
    priority: str
    hours: tuple[str, ...]
    state: str
    tone: str
    origin: str
    hours_origin: str
    holidays_origin: str


@dataclass(frozen=True, slots=True)
class Topics:
    """All of them, in the order in which customers see them."""

    topics: tuple[TopicRow, ...]
    order_is_set: bool


@dataclass(frozen=True, slots=True)
class Whole:
    """Hours and holidays of the whole desk."""

    zone: str
    hours: tuple[str, ...]
    hours_origin: str
    holidays: tuple[str, ...]
    holidays_origin: str


@dataclass(frozen=True, slots=True)
class Useless:
    """An entry that cannot be used any more, and why."""

    name: Named
    what: str
    why: str


def useless(page: Page, state: State) -> tuple[Useless, ...]:
    """Those that are left out."""
    return tuple(
        Useless(
            name,
            entry_words(page, name),
            page.words(Text(mistake.key, page.who.language, dict(mistake.values))),
        )
        for name, mistake in state.seen.layers.ignored.items()
    )


def entry_words(page: Page, name: Named) -> str:
    """Which entry it is, in words."""
    what = page.text(f"desk-entry-{name.kind.value}")
    return f"{what}: {name.key}" if name.key else what


def whole(page: Page, state: State) -> Whole:
    """Hours and holidays that hold for every topic which says nothing else."""
    ground = state.seen.layers.ground
    hours = None if ground.hours is None else hours_of(ground.hours, ground.zone)
    dates = {} if ground.holidays is None else holidays_of(ground.holidays)
    return Whole(
        zone=ground.zone,
        hours=_week(page, hours),
        hours_origin=state.origin(Named(EntryKind.HOURS)).value,
        holidays=_dates(page, dates) or (page.text("desk-holidays-none"),),
        holidays_origin=state.origin(Named(EntryKind.HOLIDAYS)).value,
    )


def topics(page: Page, state: State) -> Topics:
    """In the order in which customers see them."""
    now = page.now()
    return Topics(
        tuple(_topic(page, state, topic, now) for topic in state.seen.layers.topics),
        state.origin(Named(EntryKind.ORDER)) is Origin.PAGE,
    )


def _topic(page: Page, state: State, topic: Topic, now: datetime) -> TopicRow:
    others = sorted({*topic.titles.values(), topic.title} - {topic.titled(page.who.language)})
    is_open = topic.is_open(now)
    shown = page.text("desk-open") if is_open else _opens(page, topic.hours, now)
    own = holidays_of(state.table(topic.key).get("holidays") or {})
    return TopicRow(
        title=topic.titled(page.who.language),
        titles=" · ".join(others),
        key=topic.key,
        place=page.text(f"desk-place-{topic.place.value}"),
        skill=topic.skill or "–",
        priority=str(topic.priority),
        hours=(*_week(page, topic.hours), *_dates(page, own)),
        state=page.text("desk-off") if topic.is_off else shown,
        tone="warn" if topic.is_off else "good" if is_open else "",
        origin=state.origin(Named(EntryKind.TOPIC, topic.key)).value,
        hours_origin=state.origin(Named(EntryKind.HOURS, topic.key)).value,
        holidays_origin=state.origin(Named(EntryKind.HOLIDAYS, topic.key)).value,
    )


def _opens(page: Page, hours: WorkingHours | None, now: datetime) -> str:
    next_one = None if hours is None else opening(hours, now)
    if next_one is None:
        return page.text("desk-closed")
    if next_one.day < 2:
        day = page.text("desk-today" if next_one.day == 0 else "desk-tomorrow")
    elif next_one.day == FAR and next_one.on is not None:
        day = next_one.on.isoformat()
    else:
        day = page.text(f"day-{next_one.day - 2}")
    return page.text("desk-opens", day=day, clock=next_one.clock, zone=next_one.zone)


def _week(page: Page, hours: WorkingHours | None) -> tuple[str, ...]:
    """Days that are alike stand together."""
    if hours is None:
        return (page.text("desk-always"),)
    lines = []
    for spans, days in _alike(hours):
        first, last = page.text(f"day-{days[0]}"), page.text(f"day-{days[-1]}")
        which = first if len(days) == 1 else f"{first}–{last}"
        lines.append(f"{which} {_spans(page, spans)}")
    return tuple(lines)


def _dates(page: Page, dates: Mapping[date, tuple[Span, ...]]) -> tuple[str, ...]:
    """Those that are not over; of many the next ones."""
    today = page.now().astimezone(page.zone).date()
    ahead = sorted(day for day in dates if day >= today)
    lines = [f"{day.isoformat()} {_spans(page, dates[day])}" for day in ahead[:MOST_DATES]]
    if len(ahead) > MOST_DATES:
        lines.append(page.text("desk-dates-more", count=len(ahead) - MOST_DATES))
    return tuple(lines)


def _alike(hours: WorkingHours) -> Iterator[tuple[tuple[Span, ...], Sequence[int]]]:
    for spans, days in groupby(DAYS, key=lambda day: tuple(hours.days.get(day, ()))):
        yield spans, list(days)


def _spans(page: Page, spans: tuple[Span, ...]) -> str:
    return ", ".join(_span(span) for span in spans) or page.text("desk-free")


def _span(span: Span) -> str:
    start, end = span
    return f"{start:%H:%M}–{'24:00' if not (end.hour or end.minute) else f'{end:%H:%M}'}"
