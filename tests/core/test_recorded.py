"""What people are shown stays as it was: scenarios whose every effect is compared, in order for
each destination, with what was written down once (`recorded/`).

After a change that is meant, TEST_RECORD=1 writes it down anew; the difference is to be read."""

import os
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from core.cards.views.staff import QUEUE_ID
from core.customers.profile import mark_reachable
from core.customers.request import open_ticket
from core.groups.lifecycle import lose_group
from core.model.desk_effects import CreateTopic
from core.model.effects import SendText, ShowCard
from core.model.outcomes import Cause, Outcome, Rejected, Scope, Unreachable
from core.model.people import Role
from core.model.places import Trouble
from core.model.room_effects import CreateRoom, InviteOperator
from core.model.tickets import CloseReason
from core.privacy.requests import confirm_forget, grant_erasure
from core.queue.board import show_queue
from core.staff.members import set_capacity
from core.staff.shifts import end_shift, start_shift, toggle_break
from core.supervision.rooms import take_over
from core.threads.topics import recreate_topic
from core.tickets.end import cancel_ticket, close_ticket, finish
from core.tickets.hand_over import hand_all_over, transfer
from db.database import SqlDatabase
from tests.core.desk import person
from tests.core.recorder import RecordedDesk
from tests.core.relayed import DESKS, FORUM, OVERFLOW, Relayed, open_up

HERE = Path(__file__).parent / "recorded"
OP, OTHER, BOSS = 1, 2, 9
ANNA, BORIS, CLARA, DORA = 100, 101, 102, 103
SITS = 777  # in a staff group, and is no operator
GONE = Unreachable("Forbidden: bot was blocked by the user", Cause.BLOCKED)


async def staffed(desk: RecordedDesk, *, capacity: int = 1) -> None:
    """A supervisor and two operators, of whom one is at work."""
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    await desk.staff(OP, capacity=capacity)
    await desk.staff(OTHER, capacity=capacity, on_shift=False)
    await desk.settle_all()
    desk.begin()


# --------------------------------------------------------------------------------------- in rooms
async def room_from_asking_to_the_end(desk: RecordedDesk) -> None:
    await staffed(desk)
    ticket = await desk.talk(ANNA)
    await desk.says(ticket, ANNA)
    await desk.says(ticket, OP)
    await desk.done(close_ticket, OP, ticket)


async def room_many_wait_and_come_in_turn(desk: RecordedDesk) -> None:
    await staffed(desk)
    first = await desk.talk(ANNA)
    waiting = [await desk.ask(number) for number in (BORIS, CLARA, DORA)]
    await desk.settle_all()
    await desk.do(show_queue, OP)
    await desk.done(cancel_ticket, CLARA, waiting[1])
    await desk.done(close_ticket, OP, first)
    await desk.join(waiting[0])
    await desk.done(start_shift, OTHER)


async def room_nobody_at_work_then_a_shift(desk: RecordedDesk) -> None:
    await staffed(desk)
    await desk.do(end_shift, OP)
    await desk.ask(ANNA)
    await desk.ready(BORIS)
    await desk.do(start_shift, OTHER)
    await desk.done(set_capacity, OTHER, 2)


async def room_offer_runs_out(desk: RecordedDesk) -> None:
    await staffed(desk)
    await desk.ask(ANNA)
    await desk.ready(BORIS)
    desk.later(minutes=14)
    await desk.ticks()
    await desk.settle_all()
    desk.later(minutes=2)
    await desk.ticks()
    await desk.settle_all()


async def room_operator_does_not_speak(desk: RecordedDesk) -> None:
    await staffed(desk)
    await desk.do(start_shift, OTHER)
    await desk.talk(ANNA)
    await desk.talk(BORIS)
    await desk.ready(CLARA)
    for minutes in (9, 5, 20):
        desk.later(minutes=minutes)
        await desk.ticks()
        await desk.settle_all()
    await desk.done(open_ticket, person(OP), None)


async def room_customer_leaves_and_comes_back(desk: RecordedDesk) -> None:
    await staffed(desk)
    ticket = await desk.talk(ANNA)
    await desk.says(ticket, OP)
    await desk.ask(BORIS)
    await desk.leaves(ticket)
    await desk.settle_all()
    desk.later(minutes=1)
    await desk.join(ticket)
    await desk.settle_all()
    desk.later(minutes=1)
    await desk.leaves(ticket)
    desk.later(hours=2)
    await desk.ticks()
    await desk.settle_all()


async def room_silence(desk: RecordedDesk) -> None:
    await staffed(desk)
    ticket = await desk.talk(ANNA)
    await desk.says(ticket, OP)
    await desk.ask(BORIS)
    for _ in range(4):
        desk.later(minutes=40)
        await desk.ticks()
        await desk.settle_all()


async def room_transfers(desk: RecordedDesk) -> None:
    await staffed(desk)
    ticket = await desk.talk(ANNA)
    await desk.ready(BORIS)
    await desk.done(start_shift, OTHER)
    await desk.do(set_capacity, OTHER, 3)
    await desk.done(transfer, OP, ticket, OTHER, "knows more")
    await desk.done(transfer, OTHER, ticket, QUEUE_ID, None)


async def room_shift_ends_and_all_is_handed_over(desk: RecordedDesk) -> None:
    await staffed(desk, capacity=2)
    await desk.talk(ANNA)
    await desk.ready(BORIS)
    await desk.done(hand_all_over, OP)
    await desk.done(start_shift, OTHER)


async def room_breaks_and_hands(desk: RecordedDesk) -> None:
    await staffed(desk)
    await desk.do(toggle_break, OP)
    waiting = [await desk.ask(number) for number in (ANNA, BORIS, CLARA)]
    await desk.settle_all()
    await desk.done(toggle_break, OP)
    await desk.do(toggle_break, OP)
    await desk.done(start_shift, OTHER)
    await desk.do(close_ticket, BOSS, waiting[0])
    await desk.do(set_capacity, OP, 2)
    await desk.do(toggle_break, OP)
    await desk.do(cancel_ticket, BORIS, waiting[1])
    await desk.done(end_shift, OP)


async def room_taken_over(desk: RecordedDesk) -> None:
    await staffed(desk)
    ticket = await desk.talk(ANNA)
    await desk.ready(BORIS)
    await desk.done(take_over, BOSS, ticket)


async def room_customer_blocks_the_bot(desk: RecordedDesk) -> None:
    await staffed(desk)
    await desk.ask(ANNA)
    await desk.ready(BORIS)
    await desk.done(mark_reachable, ANNA, False)
    await desk.do(mark_reachable, BORIS, False)
    await desk.done(mark_reachable, ANNA, True)
    desk.later(days=3)
    await desk.ticks()
    await desk.settle_all()


async def room_a_send_finds_out_that_the_customer_is_gone(desk: RecordedDesk) -> None:
    await staffed(desk)
    await desk.ask(ANNA)
    await desk.ask(BORIS)
    for row in await desk.rows():
        is_for_anna = isinstance(row.effect, ShowCard | SendText) and row.effect.chat_id == ANNA
        await desk.settle(row, GONE if is_for_anna else None)
    await desk.settle_all()


async def room_operator_cannot_be_reached(desk: RecordedDesk) -> None:
    await staffed(desk)
    await desk.do(start_shift, OTHER)
    ticket = await desk.ask(ANNA)
    await desk.ready(BORIS)
    await desk.join(ticket)
    await desk.settle_kind(InviteOperator, Unreachable("USER_PRIVACY_RESTRICTED", Cause.PRIVACY))
    for row in await desk.rows():
        is_staff = getattr(row.effect, "chat_id", 0) in (OP, OTHER)
        await desk.settle(row, GONE if is_staff else None)
    await desk.settle_all()


async def room_cannot_be_made(desk: RecordedDesk) -> None:
    await staffed(desk)
    await desk.ask(ANNA)
    refused: list[Outcome] = [
        Rejected("CHANNELS_TOO_MUCH", Cause.CHATS_FULL, Scope.ACCOUNT),
        Rejected("CHAT_ADMIN_REQUIRED", Cause.NO_RIGHT),
    ]
    for outcome in refused:
        await desk.settle_kind(CreateRoom, outcome)
        await desk.settle_all()
        desk.later(minutes=10)
        await desk.ticks()
        await desk.settle_all()


async def room_forgotten(desk: RecordedDesk) -> None:
    await staffed(desk)
    ticket = await desk.talk(ANNA)
    await desk.says(ticket, ANNA, "do not keep this")
    await desk.ready(BORIS)
    await desk.done(confirm_forget, ANNA)
    await desk.done(grant_erasure, BOSS, 1)


# ----------------------------------------------------------------------------- from staff groups
async def desk_and_overflow_take_turns(desk: RecordedDesk) -> None:
    people = Relayed(await open_up(desk, overflow=True))
    first = await people.asks(ANNA, "First")
    second = await people.asks(BORIS, "Second")
    await people.says(BORIS, "Still there?")
    await desk.settle_all()
    await people.answers(first, SITS, "We look at it")
    await people.opens(CLARA, "Third")
    await desk.done(finish, first, SITS, CloseReason.SOLVED)
    await desk.done(finish, second, SITS, CloseReason.SOLVED)


async def desk_without_overflow_is_waited_for(desk: RecordedDesk) -> None:
    people = Relayed(await open_up(desk))
    first = await people.asks(ANNA, "First")
    await people.asks(BORIS, "Second")
    third = await people.opens(CLARA, "Third")
    await desk.do(cancel_ticket, CLARA, third)
    await desk.done(mark_reachable, ANNA, False)
    await desk.done(finish, first, SITS, CloseReason.CUSTOMER_LEFT)
    desk.later(minutes=5)
    await desk.ticks()


async def desk_group_is_lost_and_comes_back(desk: RecordedDesk) -> None:
    await staffed(desk)
    people = Relayed(await open_up(desk, 2))
    first = await people.opens(ANNA, "First")
    await desk.done(lose_group, DESKS - 1, Trouble.REMOVED)
    await desk.done(lose_group, DESKS - 2, Trouble.REMOVED)
    await open_up(desk, 1, overflow=True)
    await desk.settle_all()
    await desk.ticks()
    await desk.settle_all()
    await desk.done(finish, first, SITS, CloseReason.SOLVED)


async def desk_lost_while_operators_wait(desk: RecordedDesk) -> None:
    await staffed(desk)
    people = Relayed(await open_up(desk, 1, overflow=True, forum=True))
    await people.opens(ANNA, "A plan", "plans")
    await people.opens(BORIS, "A bug")
    await people.opens(CLARA, "Another plan", "plans")
    for chat in (FORUM, OVERFLOW):
        await desk.done(lose_group, chat, Trouble.REMOVED)


async def thread_from_asking_to_the_end(desk: RecordedDesk) -> None:
    await staffed(desk)
    people = Relayed(await open_up(desk, 0, forum=True))
    first = await people.asks(ANNA, "First", "plans")
    second = await people.opens(BORIS, "Second", "plans")
    await people.answers(first, OP, "Hello")
    await people.says(ANNA, "Thank you")
    await desk.settle_all()
    await desk.done(transfer, OP, first, QUEUE_ID, None)
    await people.answers(second, OP, "Now you")
    await desk.done(close_ticket, OP, second)
    await people.opens(BORIS, "Once more", "plans")


async def thread_deleted_or_refused(desk: RecordedDesk) -> None:
    await staffed(desk, capacity=3)
    people = Relayed(await open_up(desk, 0, overflow=True, forum=True))
    first = await people.opens(ANNA, "First", "plans")
    place = await people.place(first)
    await desk.done(recreate_topic, FORUM, place.thread_id, "deleted by hand")
    await people.asks(BORIS, "Second", "plans")
    await desk.settle_kind(CreateTopic, Rejected("CHAT_NOT_FORUM", Cause.NO_RIGHT))
    await desk.settle_all()


async def thread_customer_blocks_and_is_given_up(desk: RecordedDesk) -> None:
    await staffed(desk)
    people = Relayed(await open_up(desk, 0, forum=True))
    await people.asks(ANNA, "First", "plans")
    await people.opens(BORIS, "Second", "plans")
    await desk.done(mark_reachable, ANNA, False)
    desk.later(days=3)
    await desk.ticks()
    await desk.settle_all()
    await desk.do(confirm_forget, BORIS)
    await desk.done(grant_erasure, BOSS, 1)


async def rooms_and_groups_side_by_side(desk: RecordedDesk) -> None:
    rooms = desk.rules.topics
    await staffed(desk, capacity=2)
    people = Relayed(await open_up(desk, 1, overflow=True, forum=True))
    desk.rules = replace(desk.rules, topics=(*rooms, *desk.rules.topics))
    talk = await desk.ask(ANNA)
    await people.asks(BORIS, "A bug")
    await people.opens(CLARA, "A plan", "plans")
    await desk.ask(DORA)
    await desk.join(talk)
    await desk.settle_all()
    await desk.do(close_ticket, OP, talk)
    await desk.done(hand_all_over, OP)


Scenario = Callable[[RecordedDesk], Awaitable[None]]
SCENARIOS: tuple[Scenario, ...] = (
    room_from_asking_to_the_end,
    room_many_wait_and_come_in_turn,
    room_nobody_at_work_then_a_shift,
    room_offer_runs_out,
    room_operator_does_not_speak,
    room_customer_leaves_and_comes_back,
    room_silence,
    room_transfers,
    room_shift_ends_and_all_is_handed_over,
    room_breaks_and_hands,
    room_taken_over,
    room_customer_blocks_the_bot,
    room_a_send_finds_out_that_the_customer_is_gone,
    room_operator_cannot_be_reached,
    room_cannot_be_made,
    room_forgotten,
    desk_and_overflow_take_turns,
    desk_without_overflow_is_waited_for,
    desk_group_is_lost_and_comes_back,
    desk_lost_while_operators_wait,
    thread_from_asking_to_the_end,
    thread_deleted_or_refused,
    thread_customer_blocks_and_is_given_up,
    rooms_and_groups_side_by_side,
)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda each: each.__name__)
async def test_what_people_are_shown_is_what_was_recorded(
    database: SqlDatabase, scenario: Scenario
) -> None:
    desk = RecordedDesk(database)
    await scenario(desk)
    file = HERE / f"{scenario.__name__}.txt"
    if os.environ.get("TEST_RECORD"):
        file.write_text(desk.text, encoding="utf-8")
    assert desk.text.splitlines() == file.read_text(encoding="utf-8").splitlines()
