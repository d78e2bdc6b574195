"""Working hours: when a topic, or the whole desk, is answered. Local times of one zone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

Span = tuple[time, time]
"""From (inclusive) to (exclusive), local time; an end of midnight is the end of the day."""


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
                opening = datetime.combine(day, start, zone).astimezone(UTC)
                if opening > at:
                    return opening
        return None
