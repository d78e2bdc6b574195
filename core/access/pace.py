"""Decides how fast a program may ask: so many in a minute, also at once, evenly after that."""

from dataclasses import dataclass

MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Paced:
    """Until when what was asked counts, in seconds of a clock that nobody sets; and how long to
    wait, 0 where it may be asked now."""

    counts_until: float
    wait: float


def paced(counts_until: float, now: float, most: int) -> Paced:
    """Count one more of `most` in a minute, unless it is too soon for it: what is refused counts
    for nothing. The generic cell rate algorithm (ITU-T I.371): one moment is all that is kept."""
    each = MINUTE / most
    begins = max(counts_until, now)
    wait = begins + each - MINUTE - now
    return Paced(counts_until, wait) if wait > 1e-9 else Paced(begins + each, 0.0)
