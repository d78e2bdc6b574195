"""Who is at work, in numbers, and the few among whom a choice is made."""

from collections.abc import Sequence
from dataclasses import dataclass

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
