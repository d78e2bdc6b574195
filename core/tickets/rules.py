"""Decides who waits for whom in a ticket's room, and what is due because of it, from the ticket's
times alone."""

from datetime import datetime, timedelta

from core.model.people import Customer
from core.model.rules import Rules
from core.model.tickets import Silence, Ticket, TicketStatus

MINUTE = timedelta(minutes=1)


def customer_waits_since(ticket: Ticket) -> datetime | None:
    """Return when the customer spoke, if nobody has answered that."""
    spoke, answered = ticket.customer_spoke_at, ticket.staff_spoke_at
    return spoke if spoke is not None and (answered is None or answered < spoke) else None


def quiet_since(ticket: Ticket) -> datetime:
    """Return when somebody spoke last; the talk's beginning when nobody did. A talk that goes on
    after its end begins when its customer is there again."""
    words = (ticket.active_at, ticket.joined_at, ticket.customer_spoke_at, ticket.staff_spoke_at)
    return max((word for word in words if word is not None), default=ticket.opened_at)


def may_be_nudged(ticket: Ticket, now: datetime, rules: Rules) -> bool:
    """Whether nobody has answered the customer for so long that the operator is to be reminded.

    Before an operator's first word another deadline runs, and who left the room asks nothing.
    """
    since = customer_waits_since(ticket)
    return (
        _is_running(ticket)
        and ticket.silence is Silence.NONE
        and since is not None
        and since <= now - rules.nudge_after
    )


def may_be_asked(ticket: Ticket, now: datetime, rules: Rules) -> bool:
    """Whether nobody has spoken for so long that the customer is asked what became of it."""
    return (
        _is_running(ticket)
        and ticket.silence is not Silence.ASKED
        and quiet_since(ticket) <= now - rules.ask_after
    )


def has_fallen_silent(ticket: Ticket, now: datetime, rules: Rules) -> bool:
    """Whether the customer was asked, and has not answered for too long."""
    return (
        ticket.status is TicketStatus.ACTIVE
        and ticket.silence is Silence.ASKED
        and ticket.silence_at is not None
        and ticket.silence_at <= now - rules.close_after
    )


def stays_away(ticket: Ticket, now: datetime, rules: Rules) -> bool:
    """Whether the customer left the room too long ago to be waited for any more."""
    return (
        ticket.is_open
        and ticket.is_away
        and ticket.left_at is not None
        and ticket.left_at <= now - rules.close_after
    )


def stays_unreachable(customer: Customer, now: datetime, rules: Rules) -> bool:
    """Whether the bot may not write to the customer for so long that nobody waits for them."""
    since = customer.unreachable_at
    return not customer.reachable and since is not None and since <= now - rules.unreachable_for


def before(reminder: timedelta, lasts: timedelta) -> timedelta:
    """Return how long before the end of a time a reminder goes: never in its first half."""
    return min(reminder, lasts / 2)


def in_minutes(span: timedelta) -> int:
    """Return whole minutes, begun ones too; at least one."""
    return max(1, -(-span // MINUTE))


def _is_running(ticket: Ticket) -> bool:
    here = ticket.status is TicketStatus.ACTIVE and not ticket.is_away
    return here and ticket.answer_due is None
