"""A desk that takes random steps, and what must hold after each of them."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any, TypeVar

from core.cards.views.staff import QUEUE_ID
from core.consequences.ticks import TICKS
from core.conversations.record import record_deletion, record_said
from core.customers.profile import register_contact
from core.customers.request import open_ticket
from core.customers.start import greet
from core.model.messages import Media, MessageKind, Said
from core.model.outcomes import Cause, Outcome, Rejected, Sent, Unreachable
from core.model.people import Role
from core.model.places import PlaceKind, PlaceState
from core.model.room_effects import WipeRoom
from core.model.rules import Budget, Rules, Topic
from core.model.texts import DeskError
from core.model.tickets import Ticket
from core.ports import OutboxEffect
from core.queue.dispatch import take_ticket
from core.rooms.entry import enter_room, request_to_join
from core.staff.members import add_operator, remove_operator, set_capacity
from core.staff.shifts import end_shift, start_shift, toggle_break
from core.supervision.rooms import take_over
from core.tickets.begin import member_joined
from core.tickets.end import ask_to_close, cancel_ticket, close_ticket, keep_open
from core.tickets.hand_over import hand_all_over, transfer
from db.database import SqlDatabase
from tests.core.account_steps import ACCOUNT_STEPS
from tests.core.desk import BOT, USERBOT, Desk, person
from tests.core.emptying import empty
from tests.core.group_steps import (
    BUGS,
    CHATS,
    GROUP_STEPS,
    PLANS,
    every_word_was_carried_once,
    group_comes,
    no_free_desk_beside_who_waits,
    nothing_goes_to_another_customer,
    only_shares_stand_side_by_side,
)
from tests.core.invariants import Seen, check_step, look
from tests.core.time_steps import TIME_STEPS

R = TypeVar("R")

Step = Callable[["DeskMachine", int, int, int], None]

RULES = Rules(
    topics=(
        Topic("general", "General"),
        Topic("billing", "Billing", skill="billing"),
        Topic("urgent", "Urgent", priority=3),
        BUGS,
        PLANS,
    ),
    offer_lasts=timedelta(minutes=15),
    reopen_within=timedelta(hours=6),
    bot_id=BOT,
    userbot_id=USERBOT,
    budget=Budget(rooms_a_day=6, chats=14),
)
CUSTOMERS = range(900, 908)
STAFF = range(1, 5)
BOSS = 1
NOT_SENT: list[Outcome] = [
    Rejected("CHAT_ADMIN_REQUIRED", Cause.NO_RIGHT),
    Unreachable("USER_PRIVACY_RESTRICTED", Cause.PRIVACY),
]


class DeskMachine:
    """Its steps are whole use cases, each in a transaction of its own, as single updates would be.

    A step is given small numbers and makes of them what fits the state that it finds. `groups`: the
    owner has staff groups, too, and some of the steps are about those.
    """

    def __init__(
        self, runner: asyncio.Runner, database: SqlDatabase, *, groups: bool = False
    ) -> None:
        self.runner = runner
        self.customers = CUSTOMERS
        self.groups = groups
        self.steps = EACH_STEP + 3 * GROUP_STEPS if groups else EACH_STEP
        self.desk = Desk(database, RULES)
        self.said: set[tuple[int, int]] = set()
        self.numbers = 0
        self.by_hand = False
        self.started: dict[int, datetime] = {}  # staff who wrote /start, and when last
        runner.run(empty(database))
        for number in STAFF:
            self.is_added(number, 0, 0)
            self.operator_starts_bot(number, 0, 0)
        self.starts_shift(2, 0, 0)
        self.starts_shift(3, 0, 0)
        if groups:
            for number in range(len(CHATS)):
                group_comes(self, number, 0, 0)
        self.before = self.look()

    # ------------------------------------------------------------------------------------- helpers
    def run(self, usecase: Callable[..., Awaitable[R]], *args: Any, **more: Any) -> R | None:
        """A refusal in good order is an answer like any other."""

        async def refused() -> R | None:
            with suppress(DeskError):
                return await self.desk.do(usecase, *args, **more)
            return None

        return self.runner.run(refused())

    def ticks(self) -> None:
        """What the scheduler finds due: each in a transaction of its own, and each is a step."""
        for tick in TICKS:
            for each in self.run(tick.find) or ():
                self.run(tick.act, each)
                self.check()
        if self.groups:
            self.runner.run(no_free_desk_beside_who_waits(self.desk))

    def look(self) -> Seen:
        seen = self.runner.run(look(self.desk))
        for who, at in self.started.items():  # no row says so, and it is a sign of life, too
            seen.shown_up[who] = max(at, seen.shown_up.get(who, at))
        return seen

    def heads(self) -> list[OutboxEffect]:
        """What may be carried out now: the first of each destination, as the relay keeps it."""
        first: dict[tuple[str, str], OutboxEffect] = {}
        for row in self.before.rows:
            first.setdefault((row.effect.gateway, row.effect.destination), row)
        now = self.desk.now
        return [row for row in first.values() if row.not_before is None or row.not_before <= now]

    def in_room(self, a: int, *, ready: bool = False) -> tuple[Ticket, int] | None:
        """One of the tickets whose room exists (and may be entered), with its chat."""
        rooms = [
            (ticket, place.chat_id)
            for place in self.before.places.values()
            if place.kind is PlaceKind.ROOM
            and (ticket := self.before.tickets.get(place.ticket_id or 0)) is not None
            and place.chat_id is not None
            and (not ready or place.state is PlaceState.READY)
        ]
        return rooms[a % len(rooms)] if rooms else None

    def open_ticket_of(self, customer: int) -> Ticket | None:
        mine = (one for one in self.before.tickets.values() if one.customer_id == customer)
        return next((one for one in mine if one.is_open), None)

    # --------------------------------------------------------------------------------------- steps
    def starts(self, a: int, _b: int, _c: int) -> None:
        self.run(greet, person(customer(a)))

    def asks(self, a: int, b: int, _c: int) -> None:
        number = customer(a)
        self.run(register_contact, person(number), number, "1", False)
        self.run(open_ticket, person(number), RULES.topics[b % 3].key)

    def gives_up(self, a: int, _b: int, _c: int) -> None:
        ticket = self.open_ticket_of(customer(a))
        self.run(cancel_ticket, customer(a), ticket.id if ticket is not None else 1)

    def comes(self, a: int, _b: int, _c: int) -> None:
        found = self.in_room(a, ready=True)
        if found is not None:
            ticket, chat = found
            assert self.run(request_to_join, chat, ticket.customer_id, "x")
            self.run(member_joined, chat, person(ticket.customer_id))

    def somebody_else_comes(self, a: int, b: int, _c: int) -> None:
        found = self.in_room(a)
        if found is not None and found[0].customer_id != customer(b):
            assert not self.run(request_to_join, found[1], customer(b), "x")
            self.run(member_joined, found[1], person(customer(b)))

    def says(self, a: int, b: int, _c: int) -> None:
        found = self.in_room(a)
        if found is None:
            return
        ticket, chat = found
        self.numbers += 1
        kind = MessageKind.PHOTO if b % 2 else MessageKind.TEXT
        file = Media("image/jpeg") if b % 2 else None
        who, at = ticket.customer_id, self.desk.now
        said = Said(chat, self.numbers, who, "x", at, kind, "hello", (), file)
        assert self.run(record_said, said)
        self.said.add((chat, self.numbers))

    def deletes(self, a: int, b: int, _c: int) -> None:
        found = self.in_room(a)
        if found is not None:
            self.run(record_deletion, found[1], [self.numbers - b])

    def is_added(self, a: int, b: int, c: int) -> None:
        number = staff(a)
        role = Role.SUPERVISOR if number == BOSS else Role.OPERATOR
        skills = frozenset({"billing"}) if c % 2 else frozenset[str]()
        self.run(add_operator, person(number), role=role, capacity=1 + b % 2, skills=skills)

    def operator_starts_bot(self, a: int, _b: int, _c: int) -> None:
        self.run(greet, person(staff(a)))
        self.started[staff(a)] = self.desk.now

    def starts_shift(self, a: int, _b: int, _c: int) -> None:
        self.run(start_shift, staff(a))

    def ends_shift(self, a: int, _b: int, _c: int) -> None:
        self.run(end_shift, staff(a))

    def hands_all_over(self, a: int, _b: int, _c: int) -> None:
        self.run(hand_all_over, staff(a))

    def takes_a_break_or_ends_it(self, a: int, _b: int, _c: int) -> None:
        self.run(toggle_break, staff(a))

    def takes_by_hand(self, a: int, b: int, _c: int) -> None:
        waiting = self.before.queued
        if waiting:
            self.by_hand = True
            self.run(take_ticket, staff(a), waiting[b % len(waiting)].id)

    def is_given(self, a: int, b: int, c: int) -> None:
        """By its holder to somebody, or back to the queue; sometimes with a note."""
        holders = sorted(self.before.holders.items())
        if holders:
            ticket_id, actor = holders[a % len(holders)]
            target = QUEUE_ID if b % 3 == 0 else staff(b)
            self.run(transfer, actor, ticket_id, target, "for you" if c % 2 else None)

    def is_taken_over(self, a: int, b: int, _c: int) -> None:
        """By a supervisor; sometimes somebody who is none tries. At times she only looks in."""
        holders = sorted(self.before.holders)
        if holders:
            ticket_id = holders[a % len(holders)]
            if b % 2:
                self.run(enter_room, BOSS, ticket_id)
            self.run(take_over, staff(b) if b % 3 == 0 else BOSS, ticket_id)

    def gets_capacity(self, a: int, b: int, _c: int) -> None:
        self.run(set_capacity, staff(a), 1 + b % 2)

    def comes_to_work(self, a: int, b: int, c: int) -> None:
        self.is_added(a, b, c)
        self.starts_shift(a, b, c)

    def is_removed(self, a: int, _b: int, _c: int) -> None:
        self.run(remove_operator, staff(a))

    def holder_closes(self, a: int, _b: int, _c: int) -> None:
        holders = sorted(self.before.holders.items())
        if holders:
            ticket_id, actor = holders[a % len(holders)]
            for step in (ask_to_close, keep_open):
                self.run(step, actor, ticket_id, f"room:{ticket_id}")
            self.run(close_ticket, actor, ticket_id)

    def anybody_closes(self, a: int, b: int, _c: int) -> None:
        known = sorted(self.before.tickets)
        if known:
            self.run(close_ticket, staff(b), known[-1 - a % len(known)])

    def time_passes(self, a: int, _b: int, _c: int) -> None:
        self.desk.later(minutes=5 * a)
        self.ticks()

    def telegram_answers(self, a: int, b: int, c: int) -> None:
        heads = self.heads()
        if not heads:
            return
        row = heads[(a + 7 * b) % len(heads)]
        outcome: Outcome | None = NOT_SENT[c] if c < len(NOT_SENT) else None
        if c == len(NOT_SENT) and isinstance(row.effect, WipeRoom):
            outcome = Sent({"clean": False})
        self.runner.run(self.desk.settle(row, outcome))

    def telegram_answers_everything(self, _a: int, _b: int, _c: int) -> None:
        self.runner.run(self.desk.settle_all())

    # ------------------------------------------------------------------------------ what must hold
    def check(self) -> None:
        before, self.before = self.before, self.look()
        check_step(before, self.before, RULES, by_hand=self.by_hand)
        nothing_goes_to_another_customer(self.before, CUSTOMERS)
        only_shares_stand_side_by_side(self.before)
        self.by_hand = False

    def come_to_rest(self) -> None:
        """In the end everything comes to rest: all closed, all rooms clean or gone, all that was
        said kept."""
        self.run(add_operator, person(BOSS), role=Role.SUPERVISOR)
        self.runner.run(self.desk.settle_all())
        self.runner.run(every_word_was_carried_once(self.desk, self.look()))
        for ticket in self.look().tickets.values():
            if ticket.is_open:
                self.run(close_ticket, BOSS, ticket.id)
        for _ in range(3):
            self.desk.later(hours=1)
            self.runner.run(self.desk.settle_all())
            self.ticks()
        seen = self.look()
        assert not seen.holders
        assert not seen.queued
        assert {place.state for place in seen.places.values()} <= {
            PlaceState.CLEAN,
            PlaceState.DELETED,
        }
        assert all(operator.load == 0 for operator in seen.operators.values())
        assert self.runner.run(self.kept()) == self.said

    async def kept(self) -> set[tuple[int, int]]:
        rows = [
            row for number in CUSTOMERS for row in await self.desk.kept.messages.of_customer(number)
        ]
        photos = [row for row in rows if row.said.kind is MessageKind.PHOTO]
        assert all(row.media_path or row.media_lost for row in photos)
        return {(row.said.chat_id, row.said.message_id) for row in rows}


def customer(number: int) -> int:
    return CUSTOMERS[number % len(CUSTOMERS)]


def staff(number: int) -> int:
    return STAFF[number % len(STAFF)]


OFTEN: list[Step] = [
    DeskMachine.asks,
    DeskMachine.comes,
    DeskMachine.telegram_answers_everything,
    DeskMachine.telegram_answers,
]
NOW_AND_THEN: list[Step] = [
    DeskMachine.holder_closes,
    DeskMachine.starts_shift,
    DeskMachine.starts,
    DeskMachine.gives_up,
    DeskMachine.somebody_else_comes,
    DeskMachine.says,
    DeskMachine.deletes,
    DeskMachine.is_added,
    DeskMachine.operator_starts_bot,
    DeskMachine.comes_to_work,
    DeskMachine.ends_shift,
    DeskMachine.hands_all_over,
    DeskMachine.takes_a_break_or_ends_it,
    DeskMachine.is_taken_over,
    DeskMachine.takes_by_hand,
    DeskMachine.is_given,
    DeskMachine.gets_capacity,
    DeskMachine.is_removed,
    DeskMachine.anybody_closes,
    DeskMachine.time_passes,
]
SMALL = 8
EACH_STEP = 5 * OFTEN + NOW_AND_THEN + TIME_STEPS + ACCOUNT_STEPS
