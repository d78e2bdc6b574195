"""Working hours: when a topic, or the whole desk, is answered. Local times of one zone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Span = tuple[time, time]
"""From (inclusive) to (exclusive), local time; an end of midnight is the end of the day."""

_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """`days`: weekday (0: Monday) → its spans, in order; a day that is not there is free.

    A span does not go past midnight: what does is two spans.
    """

    zone: str
    days: Mapping[int, tuple[Span, ...]]

    def is_open(self, at: datetime) -> bool:
        """Whether somebody is to be expected at `at` (with a time zone)."""
        local = at.astimezone(ZoneInfo(self.zone))
        now = local.time()
        return any(
            start <= now and (now < end or end == time())
            for start, end in self.days.get(local.weekday(), ())
        )

    def next_opening(self, at: datetime) -> datetime | None:
        """The first opening after `at`, in UTC; None when there is none within a week."""
        zone = ZoneInfo(self.zone)
        today = at.astimezone(zone).date()
        for days in range(8):
            day = today + timedelta(days=days)
            for start, _end in self.days.get(day.weekday(), ()):
                for opening in _moments(day, start, zone):
                    if opening > at:
                        return opening
        return None


def _moments(day: date, clock: time, zone: ZoneInfo) -> Iterator[datetime]:
    """When the clock shows that time on that day, in UTC: twice in the night in which it is set
    back; when it jumps over that time, the moment of the jump."""
    earlier = datetime.combine(day, clock, zone).astimezone(UTC)
    later = datetime.combine(day, clock, zone).replace(fold=1).astimezone(UTC)
    if later >= earlier:
        yield earlier
        if later > earlier:
            yield later
        return
    # The time does not exist: taken by the offset after the jump it lies before it, and vice versa.
    before, after = later, earlier
    offset = before.astimezone(zone).utcoffset()
    while after - before > _SECOND:
        middle = before + (after - before) / 2
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    yield after.replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class Opening:
    """A time of opening as it is told at some moment: `day` 0 is today, 1 tomorrow, 2 to 8 are
    Monday to Sunday; `clock` as `09:00`; `zone` as `EET`, or `UTC+3` where a zone has no letters.
    """

    day: int
    clock: str
    zone: str


def opening(hours: WorkingHours, at: datetime) -> Opening | None:
    """When it opens next, as it is told at `at`; None when that is not within a week."""
    moment = hours.next_opening(at)
    if moment is None:
        return None
    local = moment.astimezone(ZoneInfo(hours.zone))
    distance = (local.date() - at.astimezone(ZoneInfo(hours.zone)).date()).days
    day = distance if distance < 2 else 2 + local.weekday()
    return Opening(day, f"{local:%H:%M}", _zone(local))


def clock_time(at: datetime, now: datetime, zone: str) -> str:
    """A moment to come as people are told it at `now`, begun minutes counted: `14:05 EET`, with
    its day (`29.11 00:05 EET`) where that is another one."""
    tz = ZoneInfo(zone)
    up = timedelta(minutes=1) - timedelta(microseconds=1)
    local = (at + up).astimezone(tz)
    form = "%H:%M" if local.date() == now.astimezone(tz).date() else "%d.%m %H:%M"
    return f"{local.strftime(form)} {_zone(local)}"


def _zone(local: datetime) -> str:
    name = local.tzname() or ""
    if name.isalpha():
        return name
    offset = local.utcoffset() or timedelta()
    hours, minutes = divmod(int(abs(offset).total_seconds()) // 60, 60)
    sign = "-" if offset < timedelta() else "+"
    return f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "")
