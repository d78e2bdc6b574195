"""What must hold between any two transactions."""

from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest

from sqlalchemy import select

from core.cards.lookup import desk_topics
from core.model.accounts import WELL, AccountBudget, Trouble, day_of
from core.model.desk_effects import ClearGroup, CreateTopic, DeleteMessages, RestoreTitle
from core.model.effects import Effect
from core.model.people import Operator
from core.model.places import Place, PlaceKind, PlaceState
from core.model.room_effects import (
    CreateJoinLink,
    CreateRoom,
    DeleteRoom,
    EmptyRoom,
    RevokeJoinLink,
    SaveMedia,
    WipeRoom,
)
from core.model.rules import Rules
from core.model.tickets import Silence, Ticket, TicketEventKind, TicketStatus, in_order
from core.ports import OutboxEffect
from db.models import assignments, breaks, customers, messages, places, shifts, ticket_events
from db.repositories.rows import TICKET
from tests.core.account_steps import rooms_of
from tests.core.desk import Desk
from tests.core.kept_sums import sums_hold
from tests.support.present import present

WHOSE = (
    TicketEventKind.OFFERED,
    TicketEventKind.ASSIGNED,
    TicketEventKind.TAKEN,
    TicketEventKind.OFFER_LOST,
    TicketEventKind.REOPENED,
)
BUGS = "bugs"
"""The topic that is answered at desks."""
IN_BOT = (BUGS, "plans")

NEXT = {
    PlaceState.CREATING: (CreateRoom, CreateTopic),
    PlaceState.PREPARING: (CreateJoinLink,),
    PlaceState.EMPTYING: (RevokeJoinLink, EmptyRoom, RestoreTitle, ClearGroup, DeleteMessages),
    PlaceState.WIPING: (WipeRoom,),
    PlaceState.DELETING: (DeleteRoom,),
}
"""What must be waiting in the outbox for a place in a state that is not to last."""


@dataclass
class Seen:
    """All that there is, read at once."""

    tickets: dict[int, Ticket]
    operators: dict[int, Operator]
    places: dict[int, Place]
    holders: dict[int, int]
    # Of each ticket, who lost it and who got it.
    given: dict[int, list[tuple[TicketEventKind, int | None, datetime]]]
    rows: list[OutboxEffect]
    accounts: dict[str, AccountBudget]
    shown_up: dict[int, datetime]  # when a member of staff last spoke or came to work
    of_desks: frozenset[str]  # topics of which tickets wait for a desk
    unreachable: frozenset[int]  # customers to whom the bot may not write

    @property
    def queued(self) -> list[Ticket]:
        waiting = (one for one in self.tickets.values() if one.status is TicketStatus.QUEUED)
        return in_order(waiting)


def check_step(before: Seen, seen: Seen, rules: Rules, *, by_hand: bool = False) -> None:
    """After one step that found `before`; `by_hand`: a person may have chosen above the order."""
    load_grows_within_capacity(before, seen)
    if not by_hand:
        the_order_is_kept(before, seen, rules)
    check_rest(seen, rules)


def check_rest(seen: Seen, rules: Rules) -> None:
    """Whatever came before."""
    holders_agree(seen)
    one_open_ticket_each(seen)
    nobody_waits_for_who_is_free(seen, rules)
    every_place_has_one_ticket_and_goes_on(seen)
    every_customer_has_a_way_forward(seen)
    clocks_run_only_at_work(seen)
    budgets_are_kept(seen, rules)
    nobody_gets_again_what_they_just_lost(seen)


def holders_agree(seen: Seen) -> None:
    served = {
        ticket.id: ticket.operator_id
        for ticket in seen.tickets.values()
        if ticket.status in (TicketStatus.OFFERED, TicketStatus.ACTIVE)
        and not answered_by_a_group(seen, ticket)
    }
    assert served == seen.holders
    for operator in seen.operators.values():
        assert operator.load == list(seen.holders.values()).count(operator.id)


def answered_by_a_group(seen: Seen, ticket: Ticket) -> bool:
    """Nobody holds it: whoever sits in the staff's group answers. So it is with what was asked at
    a desk, wherever it went from there."""
    place = seen.places.get(ticket.place_id or 0)
    is_of_desk = ticket.topic == BUGS or (place is not None and place.kind is PlaceKind.DESK)
    return ticket.status is TicketStatus.ACTIVE and ticket.operator_id is None and is_of_desk


def load_grows_within_capacity(before: Seen, seen: Seen) -> None:
    for operator in seen.operators.values():
        was = list(before.holders.values()).count(operator.id)
        assert operator.load <= max(operator.capacity, was)


def one_open_ticket_each(seen: Seen) -> None:
    whose = [ticket.customer_id for ticket in seen.tickets.values() if ticket.is_open]
    assert len(whose) == len(set(whose))


def cannot_come(seen: Seen, ticket: Ticket) -> bool:
    """Its customer blocked the bot and is in no room: they are passed by."""
    is_here = ticket.joined_at is not None and not ticket.is_away
    return ticket.customer_id in seen.unreachable and not is_here


def nobody_waits_for_who_is_free(seen: Seen, rules: Rules) -> None:
    for ticket in seen.queued:
        if ticket.topic in seen.of_desks or cannot_come(seen, ticket):
            continue
        skill = rules.topic(ticket.topic).skill
        for operator in seen.operators.values():
            fits = skill is None or skill in operator.skills
            there = operator.on_shift and not operator.on_break
            just_had_it = operator.id == ticket.passed_over
            assert not (there and operator.headroom and fits and not just_had_it)


def the_order_is_kept(before: Seen, seen: Seen, rules: Rules) -> None:
    """Who was served in this step was served before nobody who waits ahead and fits as well."""
    for ticket in seen.tickets.values():
        if ticket.id not in seen.holders or ticket.id in before.holders:
            continue
        holder = seen.operators[seen.holders[ticket.id]]
        for other in seen.queued:
            if other.topic in seen.of_desks or cannot_come(seen, other):
                continue
            if in_order([other, ticket])[0] is other and other.passed_over != holder.id:
                skill = present(rules.topic(other.topic).skill)
                assert skill not in holder.skills


def every_place_has_one_ticket_and_goes_on(seen: Seen) -> None:
    used = [place.ticket_id for place in seen.places.values() if place.ticket_id is not None]
    assert len(used) == len(set(used))
    for place in seen.places.values():
        wanted = NEXT.get(place.state)
        if wanted is not None:
            assert any(
                isinstance(row.effect, wanted) and belongs(row.effect, place) for row in seen.rows
            ), place
        elif place.state is PlaceState.READY:
            assert place.ticket_id is not None
            assert seen.tickets[place.ticket_id].is_open
            assert seen.tickets[place.ticket_id].place_id == place.id
        else:
            assert place.ticket_id is None


def waits_for_a_room(ticket: Ticket, state: PlaceState | None) -> bool:
    """Who stayed in the bot's chat is sent into a room at last, and the operator who was to come
    there gave the ticket back while it was being made."""
    in_the_making = (PlaceState.CREATING, PlaceState.PREPARING)
    return (
        ticket.status is TicketStatus.QUEUED and ticket.topic in IN_BOT and state in in_the_making
    )


def every_customer_has_a_way_forward(seen: Seen) -> None:
    for ticket in seen.tickets.values():
        place = None if ticket.place_id is None else seen.places[ticket.place_id]
        state = place.state if place is not None and place.ticket_id == ticket.id else None
        if ticket.status is TicketStatus.OFFERED:
            # Who stayed in the bot's chat, and is sent into a room at last, has joined long ago.
            assert ticket.joined_at is None or ticket.topic in IN_BOT
            in_group = place is not None and place.kind.is_relayed
            assert not (in_group and state is PlaceState.READY)
            assert ticket.deadline is not None
            if ticket.place_id is None:
                if ticket.reopened_at is not None and is_being_left(seen, ticket):
                    continue
                assert not any(can_be_used(seen, place) for place in seen.places.values())
                continue
            assert state in (PlaceState.CREATING, PlaceState.PREPARING, PlaceState.READY)
        elif ticket.status is TicketStatus.ACTIVE or (
            ticket.is_open and ticket.joined_at is not None
        ):
            assert (
                state is PlaceState.READY
                or goes_on_in_a_group(ticket, place, state)
                or waits_for_a_room(ticket, state)
            )


def is_being_left(seen: Seen, ticket: Ticket) -> bool:
    """The room that it had before its end is still being read."""
    left = (PlaceState.EMPTYING, PlaceState.WIPING, PlaceState.DELETING)
    places = seen.places.values()
    return any(place.ticket_id == ticket.id and place.state in left for place in places)


def goes_on_in_a_group(ticket: Ticket, place: Place | None, state: PlaceState | None) -> bool:
    """Who stays in the bot's chat waits there while a topic is made, or for the next place."""
    if place is not None and not place.kind.is_relayed:
        return False
    is_made = place is not None and place.kind is PlaceKind.THREAD and state is PlaceState.CREATING
    return is_made or (state is None and ticket.status is TicketStatus.QUEUED)


def can_be_used(seen: Seen, place: Place) -> bool:
    """Whether a ticket that waits could have this room."""
    owner = seen.accounts.get(place.account or "")
    is_away = owner is not None and owner.trouble is Trouble.AWAY
    return place.kind is PlaceKind.ROOM and place.state is PlaceState.CLEAN and not is_away


def budgets_are_kept(seen: Seen, rules: Rules) -> None:
    for account in seen.accounts.values():
        assert account.made <= rules.budget.rooms_a_day
        assert 0 <= account.health <= WELL
        made = rooms_of(seen, account.name)
        making = [
            place
            for place in seen.places.values()
            if place.account == account.name and place.state is PlaceState.CREATING
        ]
        # What could not be deleted stays counted.
        assert made + len(making) <= account.chats <= rules.budget.chats


def clocks_run_only_at_work(seen: Seen) -> None:
    for ticket in seen.tickets.values():
        if ticket.status is not TicketStatus.ACTIVE:
            assert ticket.answer_due is None
            assert ticket.silence is Silence.NONE
        if ticket.silence is not Silence.NONE:
            assert ticket.silence_at is not None
            assert ticket.answer_due is None
        if ticket.passed_over is not None and ticket.is_open:
            assert ticket.status is TicketStatus.QUEUED
        if ticket.answered_at is not None and ticket.reopened_at is None:
            assert ticket.joined_at is not None
            assert ticket.joined_at <= ticket.answered_at


def nobody_gets_again_what_they_just_lost(seen: Seen) -> None:
    for given in seen.given.values():
        lost_by, lost_at = None, None
        for (kind, who, at), following in zip_longest(given, given[1:]):
            if kind is TicketEventKind.OFFER_LOST:
                lost_by, lost_at = who, at
            elif kind is TicketEventKind.REOPENED:
                lost_by, lost_at = None, None
            elif kind is not TicketEventKind.TAKEN:
                by_hand = following is not None and following[:2] == (TicketEventKind.TAKEN, who)
                shown_up = seen.shown_up.get(who or 0)
                is_there = lost_at is not None and shown_up is not None and shown_up >= lost_at
                assert by_hand or is_there or who != lost_by
                lost_by, lost_at = None, None


def belongs(effect: Effect, place: Place) -> bool:
    if isinstance(effect, RevokeJoinLink):
        return effect.chat_id == place.chat_id
    assert not isinstance(effect, SaveMedia)
    return getattr(effect, "place_id", None) == place.id


async def look(desk: Desk) -> Seen:
    """Read it all."""
    async with desk.work() as work:
        operators = {operator.id: operator for operator in await work.uow.operators.all()}
        accounts = {each.name: each for each in await work.uow.budgets.all(day_of(work.now))}
        of_desks = await desk_topics(work)
    async with desk.database.reading() as reading:
        execute = reading.connection.execute
        await sums_hold(reading.connection)
        found = [Ticket(*row) for row in await execute(select(*TICKET))]
        held = await execute(
            select(assignments.c.ticket_id, assignments.c.operator_id).where(
                assignments.c.released_at.is_(None)
            )
        )
        holders = {row.ticket_id: row.operator_id for row in held}
        given: dict[int, list[tuple[TicketEventKind, int | None, datetime]]] = {}
        events = select(ticket_events).where(ticket_events.c.kind.in_(WHOSE))
        for row in await execute(events.order_by(ticket_events.c.id)):
            given.setdefault(row.ticket_id, []).append(
                (row.kind, (row.details or {}).get("operator"), row.at)
            )
        shown_up: dict[int, datetime] = {}
        for who, at in (
            (shifts.c.operator_id, shifts.c.started_at),
            (breaks.c.operator_id, breaks.c.ended_at),
            (messages.c.sender_id, messages.c.recorded_at),
        ):
            for row in await execute(select(who, at).where(at.is_not(None))):
                shown_up[row[0]] = max(shown_up.get(row[0], row[1]), row[1])
        lost = select(customers.c.id).where(~customers.c.reachable)
        unreachable = frozenset((await execute(lost)).scalars())
        columns = [places.c[name] for name in Place.__dataclass_fields__]
        found_places = [Place(*row) for row in await execute(select(*columns))]
    return Seen(
        {ticket.id: ticket for ticket in found},
        operators,
        {place.id: place for place in found_places},
        holders,
        given,
        await desk.rows(),
        accounts,
        shown_up,
        of_desks,
        unreachable,
    )
