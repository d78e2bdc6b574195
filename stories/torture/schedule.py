"""When which fault strikes: decided before anything is started, by the seed alone."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from core.model.places import PlaceKind
from stories.torture.faults import Kind, applying
from stories.torture.settings import Engine, TortureOptions

EVERY = 2.4
"""Seconds between two strikes, so that in two minutes there are fifty."""
GRACE = 1.0
"""Seconds at the beginning and at the end in which nothing new strikes."""
TAIL = 12.0
"""Seconds at the end of a long torture in which nothing new strikes: what waits for a call meets
one."""
ACCOUNTS = 2


@dataclass(frozen=True, slots=True)
class Strike:
    """A fault to come: `at` and `lasts` are seconds, `account` is the number of the user account
    that it is about, if it is about one."""

    number: int
    at: float
    kind: Kind
    lasts: float
    account: int


def schedule(seconds: float, seed: int, place: PlaceKind, engine: Engine) -> tuple[Strike, ...]:
    """The strikes of a torture, in order of time; the same for the same arguments. Each kind that
    applies comes once before any comes twice."""
    # Not Python's own randomness of hashes: the name of the place is the same in each process.
    chance = random.Random(f"{seed} {float(seconds)} {place.value} {engine.value}")  # noqa: S311
    kinds = applying(place, engine, seconds)
    room = max(0.0, seconds - GRACE - max(GRACE, min(TAIL, seconds / 10)))
    count = max(len(kinds), int(room / EVERY)) if seconds >= EVERY * 50 else int(room / EVERY)
    drawn = _drawn(kinds, count, chance)
    strikes = []
    for number, kind in enumerate(drawn):
        width = room / count
        at = GRACE + number * width + chance.uniform(0, width)
        lasts = min(chance.uniform(*kind.seconds), max(0.5, seconds - at)) if kind.lasts else 0.0
        account = chance.randrange(ACCOUNTS)
        strikes.append(Strike(number, round(at, 2), kind, round(lasts, 2), account))
    return tuple(strikes)


def planned(options: TortureOptions) -> tuple[Strike, ...]:
    """The strikes of that torture."""
    return schedule(options.seconds, options.seed, options.place, options.engine)


def _drawn(kinds: Sequence[Kind], count: int, chance: random.Random) -> list[Kind]:
    drawn: list[Kind] = []
    while len(drawn) < count:
        bag = list(kinds)
        chance.shuffle(bag)
        drawn += bag
    return drawn[:count]
