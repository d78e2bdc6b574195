"""Random steps of customers, operators, the clock and Telegram's answers never break what must
always hold."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from core.domain.effects import (
    CreateJoinLink,
    CreateRoom,
    DeleteRoom,
    Effect,
    EmptyRoom,
    RevokeJoinLink,
    SaveMedia,
    WipeRoom,
    WriteTranscript,
)
from core.domain.errors import DeskError
from core.domain.messages import Media, MessageKind, Said
from core.domain.outcomes import Outcome, Rejected, Sent, Unreachable
from core.domain.people import Operator, Role
from core.domain.places import Place, PlaceState
from core.domain.queue import in_order
from core.domain.rules import Rules, Topic
from core.domain.tickets import Ticket, TicketStatus
from core.ports import OutboxEffect
from core.usecases.ask_to_close import ask_to_close, keep_open
from core.usecases.cancel_ticket import cancel_ticket
from core.usecases.close_ticket import close_ticket
from core.usecases.end_shift import end_shift
from core.usecases.greet import greet
from core.usecases.manage_operators import add_operator, remove_operator, set_capacity
from core.usecases.member_joined import member_joined
from core.usecases.open_ticket import open_ticket
from core.usecases.record_said import record_deletion, record_said
from core.usecases.register_contact import register_contact
from core.usecases.request_to_join import request_to_join
from core.usecases.start_shift import start_shift
from core.usecases.sweep import sweep
from db.database import SqlDatabase
from db.models import assignments, places
from db.repositories.tickets import COLUMNS, ticket_of
from db.wakeup import LocalWakeup
from tests.support.databases import Backend
from tests.usecases.conftest import empty
from tests.usecases.desk import BOT, USERBOT, Desk, person

R = TypeVar("R")

EXAMPLES: dict[Backend, int] = {"sqlite": 20, "postgresql": 8}
STEPS = 50

RULES = Rules(
    topics=(
        Topic("general", "General"),
        Topic("billing", "Billing", skill="billing"),
        Topic("urgent", "Urgent", priority=3),
    ),
    offer_lasts=timedelta(minutes=15),
    bot_id=BOT,
    userbot_id=USERBOT,
)
CUSTOMERS = st.integers(900, 906)
STAFF = st.integers(1, 4)
BOSS = 1
TOPICS = st.sampled_from([topic.key for topic in RULES.topics])
NOT_SENT: list[Outcome] = [Rejected("CHAT_ADMIN_REQUIRED"), Unreachable("USER_PRIVACY_RESTRICTED")]
NEXT = {
    PlaceState.CREATING: (CreateRoom,),
    PlaceState.PREPARING: (CreateJoinLink,),
    PlaceState.EMPTYING: (RevokeJoinLink, EmptyRoom),
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
    rows: list[OutboxEffect]

    @property
    def queued(self) -> list[Ticket]:
        waiting = (one for one in self.tickets.values() if one.status is TicketStatus.QUEUED)
        return in_order(waiting)


class DeskMachine(RuleBasedStateMachine):
    """Its steps are whole use cases, each in a transaction of its own, as single updates would
    be."""

    def __init__(self, runner: asyncio.Runner, database: SqlDatabase) -> None:
        super().__init__()
        self.runner = runner
        self.desk = Desk(database, RULES)
        self.said: set[tuple[int, int]] = set()
        self.numbers = 0
        runner.run(empty(database))
        self.before = self.look()

    # ------------------------------------------------------------------------------------- helpers
    def run(self, usecase: Callable[..., Awaitable[R]], *args: Any, **more: Any) -> R | None:
        """A refusal in good order is an answer like any other."""

        async def refused() -> R | None:
            with suppress(DeskError):
                return await self.desk.do(usecase, *args, **more)
            return None

        return self.runner.run(refused())

    def look(self) -> Seen:
        return self.runner.run(self._look())

    async def _look(self) -> Seen:
        async with self.desk.work() as work:
            operators = {operator.id: operator for operator in await work.uow.operators.all()}
        database = self.desk.database
        assert isinstance(database, SqlDatabase)
        async with database.reading() as reading:
            execute = reading.connection.execute
            found = [ticket_of(row) for row in await execute(select(*COLUMNS))]
            held = await execute(
                select(assignments.c.ticket_id, assignments.c.operator_id).where(
                    assignments.c.released_at.is_(None)
                )
            )
            holders = {row.ticket_id: row.operator_id for row in held}
            columns = [places.c[name] for name in Place.__dataclass_fields__]
            found_places = [Place(*row) for row in await execute(select(*columns))]
        return Seen(
            {ticket.id: ticket for ticket in found},
            operators,
            {place.id: place for place in found_places},
            holders,
            await self.desk.rows(),
        )

    def heads(self) -> list[OutboxEffect]:
        """What may be carried out now: the first of each destination, as the relay keeps it."""
        first: dict[tuple[str, str], OutboxEffect] = {}
        for row in self.before.rows:
            first.setdefault((row.effect.gateway, row.effect.destination), row)
        now = self.desk.now
        return [row for row in first.values() if row.not_before is None or row.not_before <= now]

    def open_ticket_of(self, customer: int) -> Ticket | None:
        mine = (one for one in self.before.tickets.values() if one.customer_id == customer)
        return next((one for one in mine if one.is_open), None)

    def chat_of(self, ticket: Ticket | None) -> int | None:
        if ticket is None or ticket.place_id is None:
            return None
        place = self.before.places[ticket.place_id]
        return place.chat_id if place.state is not PlaceState.DELETED else None

    # --------------------------------------------------------------------------------------- steps
    @rule(number=CUSTOMERS)
    def starts(self, number: int) -> None:
        self.run(greet, person(number))

    @rule(number=CUSTOMERS)
    def shares_contact(self, number: int) -> None:
        self.run(register_contact, person(number), number, "1", False)

    @rule(number=CUSTOMERS, topic=TOPICS)
    def asks(self, number: int, topic: str) -> None:
        self.run(register_contact, person(number), number, "1", False)
        self.run(open_ticket, person(number), topic)

    @rule(number=CUSTOMERS)
    def gives_up(self, number: int) -> None:
        ticket = self.open_ticket_of(number)
        self.run(cancel_ticket, number, ticket.id if ticket is not None else 1)

    @rule(number=CUSTOMERS)
    def comes(self, number: int) -> None:
        chat = self.chat_of(self.open_ticket_of(number))
        if chat is not None and self.run(request_to_join, chat, number, "x"):
            self.run(member_joined, chat, person(number))

    @rule(number=CUSTOMERS, by=CUSTOMERS)
    def somebody_else_comes(self, number: int, by: int) -> None:
        chat = self.chat_of(self.open_ticket_of(number))
        if chat is not None and by != number:
            assert not self.run(request_to_join, chat, by, "x")
            self.run(member_joined, chat, person(by))

    @rule(number=CUSTOMERS, media=st.booleans())
    def says(self, number: int, media: bool) -> None:
        ticket = self.open_ticket_of(number)
        chat = self.chat_of(ticket)
        if chat is None or ticket is None:
            return
        self.numbers += 1
        kind = MessageKind.PHOTO if media else MessageKind.TEXT
        file = Media("image/jpeg") if media else None
        said = Said(chat, self.numbers, number, "x", self.desk.now, kind, "hello", (), file)
        if self.run(record_said, said):
            self.said.add((chat, self.numbers))

    @rule(number=CUSTOMERS, back=st.integers(0, 3))
    def deletes(self, number: int, back: int) -> None:
        chat = self.chat_of(self.open_ticket_of(number))
        if chat is not None:
            self.run(record_deletion, chat, [self.numbers - back])

    @rule(number=STAFF, capacity=st.integers(1, 3), skilled=st.booleans())
    def is_added(self, number: int, capacity: int, skilled: bool) -> None:
        role = Role.SUPERVISOR if number == BOSS else Role.OPERATOR
        skills = frozenset({"billing"}) if skilled else frozenset[str]()
        self.run(add_operator, person(number), role=role, capacity=capacity, skills=skills)

    @rule(number=STAFF)
    def operator_starts_bot(self, number: int) -> None:
        if number in self.before.operators:
            self.run(greet, person(number))

    @rule(number=STAFF)
    def starts_shift(self, number: int) -> None:
        self.run(start_shift, number)

    @rule(number=STAFF)
    def ends_shift(self, number: int) -> None:
        self.run(end_shift, number)

    @rule(number=STAFF, capacity=st.integers(1, 3))
    def gets_capacity(self, number: int, capacity: int) -> None:
        self.run(set_capacity, number, capacity)

    @rule(number=STAFF)
    def is_removed(self, number: int) -> None:
        self.run(remove_operator, number)

    @precondition(lambda self: self.before.holders)
    @rule(data=st.data())
    def holder_closes(self, data: st.DataObject) -> None:
        ticket_id = data.draw(st.sampled_from(sorted(self.before.holders)))
        actor = self.before.holders[ticket_id]
        for step in (ask_to_close, keep_open):
            self.run(step, actor, ticket_id, f"room:{ticket_id}")
        self.run(close_ticket, actor, ticket_id)

    @precondition(lambda self: self.before.tickets)
    @rule(data=st.data(), actor=STAFF)
    def anybody_closes(self, data: st.DataObject, actor: int) -> None:
        ticket_id = data.draw(st.sampled_from(sorted(self.before.tickets)))
        self.run(close_ticket, actor, ticket_id)

    @rule(minutes=st.integers(1, 40))
    def time_passes(self, minutes: int) -> None:
        self.desk.later(minutes=minutes)
        self.run(sweep)

    @precondition(lambda self: self.heads())
    @rule(data=st.data(), wrong=st.integers(0, 7))
    def telegram_answers(self, data: st.DataObject, wrong: int) -> None:
        row = data.draw(st.sampled_from(self.heads()))
        outcome: Outcome | None = NOT_SENT[wrong] if wrong < len(NOT_SENT) else None
        if wrong == len(NOT_SENT) and isinstance(row.effect, WipeRoom):
            outcome = Sent({"clean": False})
        self.runner.run(self.desk.settle(row, outcome))

    @rule()
    def telegram_answers_everything(self) -> None:
        self.runner.run(self.desk.settle_all())

    # ------------------------------------------------------------------------------ what must hold
    @invariant()
    def always(self) -> None:
        before, self.before = self.before, self.look()
        self.holders_agree(self.before)
        self.load_grows_within_capacity(before, self.before)
        self.one_open_ticket_each(self.before)
        self.nobody_waits_for_who_is_free(self.before)
        self.the_order_is_kept(before, self.before)
        self.every_place_has_one_ticket_and_goes_on(self.before)
        self.every_customer_has_a_way_forward(self.before)

    def holders_agree(self, seen: Seen) -> None:
        served = {
            ticket.id: ticket.operator_id
            for ticket in seen.tickets.values()
            if ticket.status in (TicketStatus.OFFERED, TicketStatus.ACTIVE)
        }
        assert served == seen.holders
        for operator in seen.operators.values():
            assert operator.load == list(seen.holders.values()).count(operator.id)

    def load_grows_within_capacity(self, before: Seen, seen: Seen) -> None:
        for operator in seen.operators.values():
            was = list(before.holders.values()).count(operator.id)
            assert operator.load <= max(operator.capacity, was)

    def one_open_ticket_each(self, seen: Seen) -> None:
        whose = [ticket.customer_id for ticket in seen.tickets.values() if ticket.is_open]
        assert len(whose) == len(set(whose))

    def nobody_waits_for_who_is_free(self, seen: Seen) -> None:
        for ticket in seen.queued:
            skill = RULES.topic(ticket.topic).skill
            for operator in seen.operators.values():
                fits = skill is None or skill in operator.skills
                assert not (operator.on_shift and operator.headroom and fits)

    def the_order_is_kept(self, before: Seen, seen: Seen) -> None:
        """Who was served in this step was served before nobody who waits ahead and fits as well."""
        for ticket in seen.tickets.values():
            if ticket.id not in seen.holders or ticket.id in before.holders:
                continue
            holder = seen.operators[seen.holders[ticket.id]]
            for other in seen.queued:
                if in_order([other, ticket])[0] is other:
                    skill = RULES.topic(other.topic).skill
                    assert skill is not None
                    assert skill not in holder.skills

    def every_place_has_one_ticket_and_goes_on(self, seen: Seen) -> None:
        used = [place.ticket_id for place in seen.places.values() if place.ticket_id is not None]
        assert len(used) == len(set(used))
        for place in seen.places.values():
            wanted = NEXT.get(place.state)
            if wanted is not None:
                assert any(
                    isinstance(row.effect, wanted) and belongs(row.effect, place)
                    for row in seen.rows
                ), place
            elif place.state is PlaceState.READY:
                assert place.ticket_id is not None
                assert seen.tickets[place.ticket_id].is_open
                assert seen.tickets[place.ticket_id].place_id == place.id
            else:
                assert place.ticket_id is None

    def every_customer_has_a_way_forward(self, seen: Seen) -> None:
        for ticket in seen.tickets.values():
            place = None if ticket.place_id is None else seen.places[ticket.place_id]
            state = place.state if place is not None and place.ticket_id == ticket.id else None
            if ticket.status is TicketStatus.OFFERED:
                assert ticket.joined_at is None
                assert state in (PlaceState.CREATING, PlaceState.PREPARING, PlaceState.READY)
                assert ticket.deadline is not None
            elif ticket.status is TicketStatus.ACTIVE or (
                ticket.is_open and ticket.joined_at is not None
            ):
                assert state is PlaceState.READY

    def teardown(self) -> None:
        """In the end everything comes to rest: all closed, all rooms clean or gone, all that was
        said kept."""
        self.run(add_operator, person(BOSS), role=Role.SUPERVISOR)
        for ticket in self.look().tickets.values():
            if ticket.is_open:
                self.run(close_ticket, BOSS, ticket.id)
        for _ in range(3):
            self.desk.later(hours=1)
            self.runner.run(self.desk.settle_all())
            self.run(sweep)
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
        async with self.desk.work() as work:
            rows = [
                row
                for number in range(900, 907)
                for row in await work.uow.messages.of_customer(number)
            ]
        photos = [row for row in rows if row.said.kind is MessageKind.PHOTO]
        assert all(row.media_path or row.media_lost for row in photos)
        return {(row.said.chat_id, row.said.message_id) for row in rows}


def belongs(effect: Effect, place: Place) -> bool:
    if isinstance(effect, RevokeJoinLink):
        return effect.chat_id == place.chat_id
    assert not isinstance(effect, SaveMedia | WriteTranscript)
    return getattr(effect, "place_id", None) == place.id


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    """A loop of the machine's own: hypothesis calls its steps from outside any."""
    with asyncio.Runner() as made:
        yield made


def test_random_steps_break_nothing(
    runner: asyncio.Runner, database_backend: Backend, upgraded: Callable[[Backend], str]
) -> None:
    url = upgraded(database_backend)
    database = runner.run(SqlDatabase.connect(url, wakeup=LocalWakeup()))
    try:
        run_state_machine_as_test(
            lambda: DeskMachine(runner, database),  # type: ignore[arg-type]
            settings=settings(
                max_examples=EXAMPLES[database_backend],
                stateful_step_count=STEPS,
                deadline=None,
                phases=[Phase.generate, Phase.shrink],
                suppress_health_check=list(HealthCheck),
                print_blob=True,
            ),
        )
    finally:
        runner.run(database.close())
