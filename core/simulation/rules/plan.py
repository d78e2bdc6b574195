"""What is simulated: who works when, which tickets come, and by what they are routed.

Moments are seconds from the beginning of the run, spans are seconds; `inf` is never.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import inf

from core.model.places import PlaceKind
from core.model.rules import Rules, Topic
from core.routing.choose import RETURNS_WITHIN, Policy

Hours = tuple[float, float]
"""From (inclusive) to (exclusive)."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who answers. `shifts` and `breaks` are in order; the last shift may end at `inf`."""

    id: int
    name: str
    capacity: int
    skills: frozenset[str] = frozenset()
    shifts: tuple[Hours, ...] = ((0.0, inf),)
    breaks: tuple[Hours, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A ticket that comes at `at`, and all that is the customer's and the request's own, whoever
    takes it: so two plans are compared by the same tickets.

    `at` may lie before the beginning: the ticket waits there already. `patience`: for so long it
    waits to be offered. `comes_after`: from the offer until the customer is in the room.
    `answers_after`: from then until staff's first word. `handle`: from when somebody is with the
    customer until the operator has a free slot again, wrap-up included. `misses`: so many operators
    say no word in time, and lose it.
    """

    at: float
    customer_id: int
    topic: str
    handle: float
    patience: float = inf
    comes_after: float = 0.0
    answers_after: float = 0.0
    misses: int = 0
    place: PlaceKind = PlaceKind.ROOM


@dataclass(frozen=True, slots=True)
class Plan:
    """Who answers, under which rules. `warm_up`: what comes before it is in no figure. `away`:
    after so long somebody who lost an offer shows that they are there, unless they did before."""

    begin: datetime
    lasts: float
    members: Sequence[Member]
    topics: Mapping[str, Topic] = field(default_factory=dict)
    policy: Policy = Policy.LEAST_LOAD
    returns_within: timedelta = RETURNS_WITHIN
    offer_lasts: float = Rules().offer_lasts.total_seconds()
    answer_within: float = Rules().answer_within.total_seconds()
    away: float = 600.0
    warm_up: float = 0.0

    @property
    def until(self) -> datetime:
        """The end of the run."""
        return self.begin + timedelta(seconds=self.lasts)

    @property
    def since(self) -> datetime:
        """From when figures count."""
        return self.begin + timedelta(seconds=self.warm_up)

    def topic(self, key: str) -> Topic:
        """Return the topic of that key, one without skill when none is known."""
        return self.topics.get(key) or Topic(key, key)
