"""Counts which calls were refused, by Telegram's own rules and by faults, so that one can tell a
client that bears faults from one that ignores them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """A call that was refused for the caller's own sake, and not by a fault.

    `face` and `method` as faults name them; `who` is the account, None before it has logged in.
    """

    face: str
    method: str
    who: int | None
    code: int
    text: str


@dataclass(frozen=True, slots=True)
class Strike:
    """How often a fault struck an account; None stands for whoever had not logged in."""

    number: int
    who: int | None
    hits: int


class Ledger:
    """Counts refusals and strikes."""

    def __init__(self) -> None:
        self._refused: Counter[Refusal] = Counter()
        self._struck: Counter[tuple[int, int | None]] = Counter()

    def refused(self, refusal: Refusal) -> None:
        """Count a refusal."""
        self._refused[refusal] += 1

    def struck(self, number: int, who: int | None) -> None:
        """Count a strike of the fault's rule against this account."""
        self._struck[number, who] += 1

    def refusals(self) -> list[tuple[Refusal, int]]:
        """Return all refusals, and how often each, the most frequent first."""
        return self._refused.most_common()

    def strikes(self) -> list[Strike]:
        """Return all strikes."""
        return [Strike(number, who, hits) for (number, who), hits in self._struck.items()]
