"""Targets: until when a ticket's first answer, and its end, are to come, by its topic. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from core.model.rules import Topic
from core.model.tickets import Ticket

LONGEST_TARGET = 60 * 24 * 90
"""Minutes: no topic promises more."""


class TargetKind(StrEnum):
    """What is to come until then."""

    FIRST_ANSWER = "first_answer"
    RESOLUTION = "resolution"


@dataclass(frozen=True, slots=True)
class Target:
    """A target of a ticket. `warned`: who was warned last, 0 where nobody held it; `missed_at`:
    when supervisors heard that it was missed."""

    ticket_id: int
    kind: TargetKind
    due_at: datetime
    warn_at: datetime
    warned: int | None = None
    missed_at: datetime | None = None

    def is_missed(self, now: datetime) -> bool:
        """Whether its time is over."""
        return self.due_at <= now

    def is_near(self, now: datetime) -> bool:
        """Whether so much of its time is over that it is warned of."""
        return self.warn_at <= now


def targets_of(
    topic: Topic, ticket_id: int, now: datetime, share: float, kinds: Iterable[TargetKind]
) -> Iterator[Target]:
    """Return the targets of a ticket that is opened now, of those kinds, in the topic's working
    time; none where that never comes. It is warned of after that `share` of the time."""
    for kind in kinds:
        minutes = topic.targets.get(kind.value)
        if minutes is None:
            continue
        whole = timedelta(minutes=minutes)
        due, warn = topic.after(now, whole), topic.after(now, whole * share)
        if due is not None and warn is not None:
            yield Target(ticket_id, kind, due, warn)


def pending(targets: Iterable[Target], ticket: Ticket) -> list[Target]:
    """Return those that are still to be met, the first one first."""
    return sorted(
        (
            each
            for each in targets
            if ticket.is_open
            and not (each.kind is TargetKind.FIRST_ANSWER and ticket.answered_at is not None)
        ),
        key=lambda each: each.due_at,
    )
