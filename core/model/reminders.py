"""A reminder: of a ticket, for whoever holds it by then."""

from dataclasses import dataclass
from datetime import datetime, timedelta

MOST_REMINDERS = 20
"""Of one ticket at a time."""

MOST_AHEAD = timedelta(days=365)

CHOICES = {"1h": "in 1 h", "3h": "in 3 h", "morning": "tomorrow 9:00"}
"""What buttons offer, by the word that a press carries, as one would write it."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """When to remind, of what, and who wanted that."""

    id: int
    ticket_id: int
    due_at: datetime
    words: str
    set_by: int | None  # None: the owner, at the command line
    set_at: datetime


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wrote, as read: until when, and of what to be reminded."""

    due_at: datetime
    words: str
