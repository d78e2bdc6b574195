"""Automatic replies: what the desk says by itself to a customer's first words, and outside working
hours."""

from dataclasses import dataclass
from datetime import datetime

from core.model.auto_text_keys import AutoKey
from core.model.effects import BotMessage, effect
from core.model.events import Event
from core.model.report_text_keys import FailureKey
from core.model.rules import Topic
from core.model.texts import Text
from core.model.tickets import Ticket


@effect(FailureKey.MESSAGE)
class SendAutoReply(BotMessage):
    """Say it to the customer, where they talk. Outcome: message_id, `posted`."""

    text: Text


@dataclass(frozen=True, slots=True)
class AutoReplyDue(Event):
    """A customer said something, or opened a ticket, which the desk may answer by itself, in that
    chat."""

    ticket_id: int
    chat_id: int
    key: AutoKey


def closed_until(topic: Topic, at: datetime) -> datetime | None:
    """Return until when nobody answers that topic, at a moment when nobody does; it names the
    period. None: somebody does, or nobody ever will."""
    if topic.hours is None or topic.hours.is_open(at):
        return None
    return topic.hours.next_opening(at)


def due(topic: Topic, ticket: Ticket, now: datetime) -> AutoKey | None:
    """Return what words of a customer may be answered with. `ticket`: as it was before them.

    Who wrote in the same closed period was answered in it. In such a period nobody is told how long
    an answer takes.
    """
    if topic.auto_closed and (until := closed_until(topic, now)) is not None:
        return None if in_period(topic, ticket.customer_spoke_at, until) else AutoKey.CLOSED
    return AutoKey.FIRST if topic.auto_first and ticket.customer_spoke_at is None else None


def in_period(topic: Topic, at: datetime | None, until: datetime) -> bool:
    """Whether that was in the closed period until then."""
    return at is not None and closed_until(topic, at) == until
