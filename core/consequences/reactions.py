"""The table of reactions: what follows from what happened.

A use case says what happened (`work.happened`). After each update, each settlement of an effect and
each use case that is run by itself, `react` goes through the table once, from top to bottom, in the
same transaction. A row sees all that happened until then; what it makes happen itself may only
reach rows below it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from core.access.sign_in import end_sessions
from core.conversations.auto_replies import answer_closed, reply
from core.conversations.held_answers import send_mended
from core.feedback.ratings import ask_for_feedback, take_farewell_back
from core.model.auto_replies import AutoReplyDue
from core.model.events import (
    AnswerMended,
    BoardsDue,
    CapacityFreed,
    CustomerUnreachable,
    DeskFree,
    Event,
    GroupUsable,
    OfferLost,
    OperatorBack,
    OperatorUnreachable,
    PanelChanged,
    PlaceCleared,
    QueueMoved,
    RightsChanged,
    RoomFree,
    TicketClosed,
    TicketOpened,
    TicketReopened,
    TicketReturned,
    WaitingCustomerBack,
    WatchedTicketEnded,
)
from core.model.rules import Rules
from core.model.webhooks import Reported
from core.places.find import serve_waiting
from core.places.moving import fill_desks, place_waiting
from core.ports import Clock, Database, Work
from core.queue.board import refresh_queue, show_to_newcomer
from core.queue.dispatch import pull_queue
from core.staff.shifts import eligible_at_work, show_panel
from core.statistics.reports import refresh_live_boards
from core.supervision.watching import end_watches, lose_watches
from core.tickets.begin import notify_if_waiting
from core.tickets.hand_over import show_waiting
from core.tickets.offers import lose_unreachable, notify_new_holder
from core.tickets.presence import mark_unreachable, show_again
from core.transcripts.archive import archive_ticket
from core.webhooks.report import post_reported


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: the reaction to one kind of event."""

    event: type[Event]
    reaction: Callable[[Work, Any], Awaitable[object]]


REACTIONS: tuple[Row, ...] = (
    Row(AnswerMended, lambda work, it: send_mended(work, it.ticket_id, it.chat_id, it.message_id)),
    Row(RightsChanged, lambda work, it: end_sessions(work, it.person_id, it.actor_id)),
    Row(RightsChanged, lambda work, it: lose_watches(work, it.person_id, it.actor_id)),
    Row(
        CustomerUnreachable,
        lambda work, event: mark_unreachable(
            work, event.customer_id, event.reason, event.ticket_id
        ),
    ),
    Row(OperatorUnreachable, lambda work, event: lose_unreachable(work, event.ticket_id)),
    Row(OperatorBack, lambda work, event: eligible_at_work(work, event.operator_id)),
    Row(WatchedTicketEnded, lambda work, event: end_watches(work, event.ticket_id)),
    Row(TicketClosed, lambda work, event: ask_for_feedback(work, event.ticket_id)),
    Row(TicketReopened, lambda work, event: take_farewell_back(work, event.ticket_id)),
    Row(PlaceCleared, lambda work, event: archive_ticket(work, event.ticket_id)),
    Row(DeskFree, lambda work, _: fill_desks(work)),
    Row(GroupUsable, lambda work, _: place_waiting(work)),
    Row(RoomFree, lambda work, _: serve_waiting(work)),
    Row(CapacityFreed, lambda work, _: pull_queue(work)),
    Row(QueueMoved, lambda work, _: refresh_queue(work)),
    Row(OperatorBack, lambda work, event: show_to_newcomer(work, event.operator_id)),
    Row(BoardsDue, lambda work, _: refresh_live_boards(work)),
    Row(TicketOpened, lambda work, event: notify_if_waiting(work, event.ticket_id)),
    Row(TicketOpened, lambda work, event: answer_closed(work, event.ticket_id)),
    Row(TicketReturned, lambda work, event: show_waiting(work, event.ticket_id)),
    Row(OfferLost, lambda work, event: notify_new_holder(work, event.ticket_id, event.loser)),
    Row(WaitingCustomerBack, lambda work, event: show_again(work, event.ticket_id)),
    Row(AutoReplyDue, reply),
    Row(PanelChanged, lambda work, event: show_panel(work, event.operator_id, event.fresh)),
    Row(Reported, post_reported),
)


class TooLateError(Exception):
    """A reaction caused an event whose reaction stands above it in the table."""


async def react(work: Work, table: tuple[Row, ...] = REACTIONS) -> None:
    """Run the reactions to what happened, each row once for each event. Raises TooLateError."""
    events = work.uow.events
    if not events:
        return
    for number, row in enumerate(table):
        for event in [each for each in events if isinstance(each, row.event)]:
            known = len(events)
            await row.reaction(work, event)
            passed = {each.event for each in table[: number + 1]}
            if late := [each for each in events[known:] if type(each) in passed]:
                raise TooLateError(f"{row.event.__name__} made happen: {late}")
    events.clear()


def _as_they_are(rules: Rules) -> Rules:
    return rules


@dataclass(frozen=True, slots=True)
class OpenWork:
    """Opens units of work for the worker, the relay, the scheduler and the commands. The fields
    are what is the same in each `Work` of a part."""

    database: Database
    rules: Rules
    clock: Clock
    new_marker: Callable[[], str]
    current: Callable[[Rules], Rules] = _as_they_are
    """Puts into the rules what may have been changed since the part began."""

    @asynccontextmanager
    async def __call__(self) -> AsyncIterator[Work]:
        """Open a transaction for use cases. At its end the reactions to what they did are run and
        it is committed, unless an exception leaves it. Whoever handles several updates in one
        calls `react` after each.

        Raises:
            DatabaseBusyError: nothing was kept; on entering, within, or on leaving.
        """
        async with self.database.unit_of_work() as uow:
            work = Work(uow, self.clock(), self.current(self.rules), self.new_marker)
            yield work
            await react(work)
