"""Who is at work, in numbers, and the few among whom a choice is made."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from core.model.people import Operator

MOST_NAMED = 12
"""Of so many on shift each is named in the reasons of a choice; of more only those who come first,
whoever the ticket itself concerns, and how many the others are."""

MOST_COUNTED = 100
"""So many who are free are counted; beyond it there are as many or more."""


@dataclass(frozen=True, slots=True)
class Staffed:
    """How many are on shift, how many of them on no break, and how many tickets these may hold
    together."""

    on_shift: int = 0
    at_work: int = 0
    slots: int = 0


NOBODY = Staffed()


@dataclass(frozen=True, slots=True)
class Staffing:
    """Who is there for those who wait, by skill (None: any). `free`: tickets that those at work may
    take at once, counted of `MOST_COUNTED` of them. `both`: pairs of skills that somebody on shift
    has both of."""

    by_skill: Mapping[str | None, Staffed] = field(default_factory=dict)
    free: Mapping[str | None, int] = field(default_factory=dict)
    both: frozenset[frozenset[str]] = frozenset()

    def of(self, skill: str | None) -> Staffed:
        """Return who has that skill."""
        return self.by_skill.get(skill, NOBODY)

    def share(self, one: str | None, other: str | None) -> bool:
        """Tell whether anybody on shift can serve those who ask for the one and for the other."""
        if one is None or other is None or one == other:
            return self.of(one if other is None else other).on_shift > 0
        return frozenset((one, other)) in self.both


@dataclass(frozen=True, slots=True)
class Shortlist:
    """Those on shift among whom the best for a ticket is: who is free and comes first, and whoever
    was asked about by name; by id. How many there are altogether: `everybody`, and the `able`, who
    have the skill; `free` of these have headroom and are on no break, counted up to
    `MOST_COUNTED`."""

    operators: Sequence[Operator]
    everybody: Staffed
    able: Staffed
    free: int

    @property
    def is_counted(self) -> bool:
        """Whether no more are free than `free`."""
        return self.free < MOST_COUNTED
