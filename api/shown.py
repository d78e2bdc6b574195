"""Makes answers of what the board's questions are answered by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from api import shapes
from core.board import conversation
from core.board.now import InQueue, Now
from core.board.questions import CustomerSeen, TicketSeen
from core.board.reports import Part
from core.model import board, people
from core.routing.outlook import Wait


def listed_ticket(one: board.Listed) -> shapes.ListedTicket:
    """A ticket in a list."""
    return shapes.ListedTicket(
        number=one.id,
        customer=shapes.Named(id=one.customer_id, name=one.customer),
        topic=one.topic,
        state=one.status,
        opened_at=one.opened_at,
        met_at=one.met_at,
        closed_at=one.closed_at,
        close_reason=one.close_reason,
        operator=_named(one.operator_id, one.operator),
        stars=one.stars,
        place=one.place,
        last_word_at=one.last_word_at,
        source=one.source,
        tags=list(one.tags),
    )


def ticket(seen: TicketSeen) -> shapes.Ticket:
    """A ticket with its history."""
    one, given, solved = seen.ticket, seen.feedback, seen.resolution
    return shapes.Ticket(
        number=one.id,
        customer=shapes.Named(id=seen.customer.id, name=seen.customer.name),
        topic=one.topic,
        state=one.status,
        opened_at=one.opened_at,
        answered_at=one.answered_at,
        closed_at=one.closed_at,
        close_reason=one.close_reason,
        reopened_at=one.reopened_at,
        operator=_named(one.operator_id, seen.operator),
        stars=None if given is None else given.stars,
        comment=None if given is None else given.comment,
        solved=None if solved is None else solved.solved,
        held=seen.hold is not None,
        source=one.source,
        tags=list(seen.tags),
        events=[
            shapes.Event(
                at=event.at,
                kind=event.kind,
                actor=_named(event.actor_id, event.actor),
                details=dict(event.details),
            )
            for event in seen.events
        ],
    )


def messages_of(seen: TicketSeen) -> list[conversation.Message]:
    """What was said in a ticket, in order."""
    return [line for line in seen.lines if isinstance(line, conversation.Message)]


def message(ticket_id: int, said: conversation.Message) -> shapes.Message:
    """Something that was said."""
    media = said.media
    return shapes.Message(
        id=said.row,
        at=said.at,
        role=said.role,
        sender=shapes.Named(id=said.sender_id, name=said.sender),
        kind=said.kind,
        text=said.text,
        media=None
        if media is None
        else shapes.Media(
            mime_type=media.mime_type,
            size=media.size,
            duration=media.duration,
            file_name=media.file_name,
        ),
        file=None if said.path is None else f"/api/v1/tickets/{ticket_id}/files/{said.row}",
        file_lost=said.lost,
        answers=said.answers,
        versions=[shapes.Version(text=one.text, until=one.until) for one in said.versions],
        edited_at=said.edited_at,
        deleted_at=said.deleted_at,
        undelivered=said.undelivered,
    )


def listed_customer(one: board.ListedCustomer) -> shapes.Customer:
    """A customer in a list."""
    return shapes.Customer(
        **_customer(one.customer),
        first_seen_at=one.first_seen_at,
        tickets=one.tickets,
        last_ticket=one.last_ticket_id,
        has_open_ticket=one.has_open,
    )


def customer(seen: CustomerSeen) -> shapes.Customer:
    """One customer."""
    theirs = seen.tickets
    return shapes.Customer(
        **_customer(seen.customer),
        first_seen_at=seen.first_seen_at,
        tickets=len(theirs),
        last_ticket=max((one.id for one in theirs), default=None),
        has_open_ticket=any(one.closed_at is None for one in theirs),
    )


def _customer(one: people.Customer) -> Mapping[str, object]:
    return {
        "id": one.id,
        "name": one.name,
        "username": one.username,
        "phone": one.phone,
        "language": one.language,
        "reachable": one.reachable,
        "blocked": one.is_blocked,
        "source": one.source,
    }


def operators(members: Sequence[board.MemberSeen]) -> shapes.Operators:
    """All staff."""
    return shapes.Operators(operators=[_operator(one) for one in members])


def _operator(seen: board.MemberSeen) -> shapes.Operator:
    one, there = seen.operator, seen.presence
    return shapes.Operator(
        id=one.id,
        name=one.name,
        username=one.username,
        role=one.role,
        skills=sorted(one.skills),
        capacity=one.capacity,
        load=one.load,
        on_shift_since=None if there is None else there.on_shift_since,
        on_break_since=None if there is None else there.on_break_since,
    )


def queue(seen: Now) -> shapes.Queue:
    """Who waits."""
    return shapes.Queue(
        at=seen.at,
        length=seen.queue_length,
        longest_wait_seconds=None if seen.oldest_wait is None else _whole(seen.oldest_wait),
        waiting=[_waiting(one) for one in seen.queue],
    )


def _waiting(one: InQueue) -> shapes.Waiting:
    return shapes.Waiting(
        ticket=one.ticket_id,
        customer=shapes.Named(id=one.customer_id, name=one.customer),
        topic=one.topic,
        skill=one.skill,
        waits_seconds=_whole(one.waits),
        position=one.outlook.position,
        estimate_seconds=_estimate(one.outlook.wait),
        for_desk=one.for_desk,
        due_at=None if one.target is None else one.target.due_at,
    )


def day(part: Part) -> shapes.DayFigures:
    """A day's figures."""
    one = part.figures
    return shapes.DayFigures(
        day=date.fromisoformat(part.label),
        entered=one.entered,
        answered=one.answered,
        abandoned=one.abandoned,
        waiting=one.waiting,
        reopened=one.reopened,
        average_wait_seconds=_seconds(one.asa),
        first_response_seconds=_seconds(one.frt),
        handle_seconds=_seconds(one.aht),
        service_level=one.service_level,
        abandonment=one.abandonment,
        stars=one.rating.mean,
        ratings=one.rating.count,
        solved=one.solved.share,
    )


def _named(person: int | None, name: str | None) -> shapes.Named | None:
    return None if person is None else shapes.Named(id=person, name=name or "")


def _estimate(wait: Wait) -> int | None:
    seconds = wait.minutes * 60 + wait.hours * 3600
    return seconds or None


def _whole(span: timedelta) -> int:
    return int(max(span, timedelta()).total_seconds())


def _seconds(span: timedelta | None) -> float | None:
    return None if span is None else span.total_seconds()
