"""One day's figures as sums, so that those of many days are sums of them. No names and no words of
anybody's are in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

Sums = tuple[int, ...]
"""What `Tally` and `served` (core.statistics.rules.figures) add up, in their order; times are whole
microseconds."""


@dataclass(frozen=True, slots=True)
class QueueSum:
    """How many waited in one hour of one day: the most at a time, ticket-seconds that were waited,
    and seconds that have passed."""

    most: int
    waited: float
    passed: float


@dataclass(frozen=True, slots=True)
class DayFigures:
    """The figures of one day of the desk's zone. Of the tickets that entered on it those count that
    have ended; those that are open are added when they are asked for.

    `hours` are sums over the tickets by the local hour in which they were opened, `topics` by their
    topic, `operators` by who held them last, with what that one did on the day; `stars` how many
    got one star, two and so on. `waiting`: the most at a time; `load` and `on_shift`: on average.
    All three are None for a day that has not begun. `queue` is by the hour of the day.
    """

    day: date
    hours: Mapping[int, Sums]
    topics: Mapping[str, Sums]
    operators: Mapping[int, Sums]
    stars: Sums
    waiting: int | None
    load: float | None
    on_shift: float | None
    queue: Mapping[int, QueueSum]


@dataclass(frozen=True, slots=True)
class Basis:
    """What a day's figures depend on beside its rows: where a day begins and ends, and which
    answers are in time (seconds). Kept figures of another basis are none."""

    zone: str
    service_level: int


@dataclass(frozen=True, slots=True)
class KeptDays:
    """Days whose figures are kept. They were right at `looked_at`; what changed later is to be
    looked for."""

    days: Mapping[date, DayFigures]
    looked_at: datetime | None = None
