"""What customers think of how they were served."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from core.domain.tickets import CloseReason, Ticket, TicketStatus

MOST_STARS = 5
POOR = 2
"""So many stars or fewer are a supervisor's business at once."""
CHANGEABLE_FOR = timedelta(hours=1)
COMMENT_WITHIN = timedelta(days=1)
LONGEST_COMMENT = 2000  # characters; the rest of a longer one is left out


@dataclass(frozen=True, slots=True)
class Feedback:
    """One ticket's rating: 1 to 5 stars, and perhaps a comment. `given_at`: the first time."""

    ticket_id: int
    customer_id: int
    stars: int
    comment: str | None
    given_at: datetime

    def may_change(self, now: datetime) -> bool:
        """Whether other stars are taken: for an hour, and not after a comment."""
        return self.comment is None and now < self.given_at + CHANGEABLE_FOR

    def may_be_commented(self, now: datetime) -> bool:
        """Whether the comment is still awaited."""
        return self.comment is None and now < self.given_at + COMMENT_WITHIN


@dataclass(frozen=True, slots=True)
class Resolution:
    """Whether the customer of a ticket that was answered in the bot's chat found out everything.
    `given_at`: the first answer."""

    ticket_id: int
    customer_id: int
    solved: bool
    given_at: datetime

    def may_change(self, now: datetime) -> bool:
        """Whether the other answer is taken: for as long as other stars are."""
        return now < self.given_at + CHANGEABLE_FOR


@dataclass(frozen=True, slots=True)
class Opinion:
    """A rating, or an answer, as supervisors read it."""

    feedback: Feedback | Resolution
    customer: str
    operator: str | None


def may_be_rated(ticket: Ticket) -> bool:
    """Only what came to an end in a talk: nobody rates what they cancelled."""
    return ticket.status is TicketStatus.CLOSED and ticket.close_reason in (
        CloseReason.SOLVED,
        CloseReason.SILENT,
        CloseReason.CUSTOMER_LEFT,
    )
