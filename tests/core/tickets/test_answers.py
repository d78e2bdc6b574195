"""The operator's time to speak, and what becomes of the ticket when they do not."""

from dataclasses import replace
from datetime import timedelta

import pytest
import pytest_asyncio

from core.cards.views.staff import QUEUE_ID
from core.customers.profile import mark_reachable
from core.customers.start import greet
from core.model.effects import SendText, ShowCard
from core.model.notice_keys import NoticeKey
from core.model.outcomes import Cause, Outcome, Scope, Sent, Unreachable
from core.model.people import Role
from core.model.room_effects import CreatePersonalLink, InviteOperator, RemoveFromRoom
from core.model.text_keys import Key, TextKey
from core.model.tickets import TicketEventKind, TicketStatus
from core.staff.members import add_operator
from core.staff.shifts import end_shift, start_shift
from core.tickets.end import close_ticket
from core.tickets.hand_over import transfer
from core.tickets.offers import answer_ran_out, remind_to_answer
from tests.core.desk import Desk, person

BOSS = 8
PRIVATE = Unreachable("USER_PRIVACY_RESTRICTED", Cause.PRIVACY)
BLOCKED = Unreachable("bot was blocked by the user", Cause.BLOCKED)


@pytest_asyncio.fixture(loop_scope="session")
async def boss(desk: Desk) -> int:
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    await desk.settle_all()
    return BOSS


async def holder(desk: Desk, ticket_id: int) -> int | None:
    return (await desk.ticket(ticket_id)).operator_id


async def test_an_operator_is_reminded_once_and_then_loses_the_offer(desk: Desk, boss: int) -> None:
    await desk.staff(6)
    ticket_id = await desk.talk(900)
    await desk.staff(7)
    assert await holder(desk, ticket_id) == 6
    await desk.settle_all()
    chat = (await desk.place_of(ticket_id)).chat_id

    desk.later(seconds=119)
    assert not any((await desk.ticks()).values())
    desk.later(seconds=1)
    assert (await desk.ticks())["answer_reminder"] == [ticket_id]
    assert not any((await desk.ticks()).values())
    (reminder,) = await desk.waiting(SendText)
    assert (reminder.chat_id, reminder.text.key) == (6, TextKey.ANSWER_REMINDER)
    assert reminder.text.values["minutes"] == 1
    await desk.settle_all()

    desk.later(seconds=60)
    assert (await desk.ticks())["late_answer"] == [ticket_id]
    ticket = await desk.ticket(ticket_id)
    assert (ticket.status, ticket.operator_id) == (TicketStatus.ACTIVE, 7)
    assert ticket.answer_due == desk.now + desk.rules.answer_within
    assert (await desk.operator(6)).load == 0
    assert await desk.waiting(RemoveFromRoom) == [
        RemoveFromRoom(ticket.place_id or 0, chat or 0, 6)
    ]
    assert [invited.operator_id for invited in await desk.waiting(InviteOperator)] == [7]
    shown = {card.card: card.text for card in await desk.waiting(ShowCard)}
    assert shown[f"operator:{ticket_id}:6"].key is TextKey.OPERATOR_TICKET_PASSED
    assert TextKey.OFFER_LOST in await desk.told(6)
    assert shown[f"operator:{ticket_id}:7"].key is TextKey.OPERATOR_TICKET
    # The customer is told by their card, once.
    assert shown[f"ticket:{ticket_id}"].values["operator"] == "Op 7"
    assert len(await desk.told(900)) == 1
    (notice,) = [effect for effect in await desk.waiting(SendText) if effect.chat_id == boss]
    assert notice.text.key is NoticeKey.OFFER_PASSED
    assert (notice.text.values["operator"], notice.text.values["next"]) == ("@p6", "@p7")
    history = await desk.events(ticket_id)
    assert history[-3:] == [
        TicketEventKind.ANSWER_REMINDED,
        TicketEventKind.OFFER_LOST,
        TicketEventKind.ASSIGNED,
    ]


async def test_nobody_else_fits_so_it_waits_in_front_for_whoever_comes(
    desk: Desk, boss: int
) -> None:
    await desk.staff(6, capacity=1)
    first = await desk.talk(900)
    desk.later(minutes=1)
    second = await desk.ask(901)
    desk.later(minutes=2)
    await desk.settle_all()
    assert (await desk.ticks())["late_answer"] == [first]
    ticket = await desk.ticket(first)
    # Never the same one again, though free: they serve who waits behind.
    assert (ticket.status, ticket.passed_over) == (TicketStatus.QUEUED, 6)
    assert (ticket.answer_due, ticket.answer_reminded_at) == (None, None)
    assert await holder(desk, second) == 6
    assert TextKey.CARD_JOINED_WAITING in await desk.told(900)
    assert NoticeKey.OFFER_WAITS in await desk.told(boss)
    await desk.settle_all()
    desk.later(hours=1)
    await desk.ticks()
    assert (await desk.ticket(first)).status is TicketStatus.QUEUED
    await desk.settle_all()
    await desk.staff(7, capacity=1)
    ticket = await desk.ticket(first)
    assert (ticket.operator_id, ticket.passed_over) == (7, None)
    # Another one held it: now the first one may have it again.
    await desk.settle_all()
    desk.later(minutes=3)
    assert (await desk.ticks())["late_answer"] == [first]
    assert await holder(desk, first) == 6


async def test_a_lone_operator_gets_what_they_lost_at_their_next_word(desk: Desk) -> None:
    await desk.staff(6)
    other = await desk.talk(901)
    await desk.says(other, 6)
    lost = await desk.talk(900)
    desk.later(minutes=3)
    assert (await desk.ticks())["late_answer"] == [lost]
    assert await holder(desk, lost) is None
    desk.later(minutes=1)
    await desk.ticks()
    assert await holder(desk, lost) is None  # they said nothing: nothing tells that they are there
    await desk.says(other, 6)
    assert await holder(desk, lost) == 6


async def test_what_was_given_back_comes_again_at_the_next_shift_and_not_at_a_word(
    desk: Desk,
) -> None:
    await desk.staff(6)
    other = await desk.talk(901)
    given = await desk.talk(900)
    await desk.do(transfer, 6, given, QUEUE_ID)
    assert await holder(desk, given) is None
    await desk.says(other, 6)
    assert await holder(desk, given) is None
    await desk.do(end_shift, 6)
    await desk.do(start_shift, 6)
    assert await holder(desk, given) == 6


async def test_a_word_of_the_holder_is_the_answer(desk: Desk) -> None:
    await desk.staff(6)
    ticket_id = await desk.talk(900)
    await desk.staff(7)
    await desk.settle_all()
    await desk.says(ticket_id, 900)
    assert (await desk.ticket(ticket_id)).answer_due is not None
    desk.later(seconds=170)
    await desk.says(ticket_id, 6)
    ticket = await desk.ticket(ticket_id)
    assert (ticket.answer_due, ticket.answered_at) == (None, desk.now)
    assert ticket.staff_spoke_at == desk.now
    assert ticket.customer_spoke_at is not None
    desk.later(seconds=60)
    assert not any((await desk.ticks()).values())
    assert await holder(desk, ticket_id) == 6
    desk.later(seconds=60)
    await desk.says(ticket_id, 6, "and more")
    assert (await desk.ticket(ticket_id)).answered_at == ticket.answered_at


async def test_a_word_of_a_colleague_answers_the_customer_and_puts_the_deadline_off(
    desk: Desk, boss: int
) -> None:
    await desk.staff(6)
    ticket_id = await desk.talk(900)
    await desk.staff(7)
    await desk.settle_all()
    desk.later(minutes=2)
    await desk.says(ticket_id, boss)
    ticket = await desk.ticket(ticket_id)
    assert ticket.answered_at == desk.now
    assert ticket.answer_due == desk.now + desk.rules.answer_within
    desk.later(minutes=3)
    assert (await desk.ticks())["late_answer"] == [ticket_id]
    assert await holder(desk, ticket_id) == 7


async def test_time_does_not_run_while_telegram_has_not_let_them_in(desk: Desk) -> None:
    await desk.staff(6)
    ticket_id = await desk.ready(900)
    await desk.join(ticket_id)
    await desk.staff(7)
    desk.later(minutes=5)
    assert (await desk.ticks())["late_answer"] == []
    assert await holder(desk, ticket_id) == 6
    desk.later(minutes=2)
    await desk.settle_kind(InviteOperator)
    desk.later(minutes=2)
    assert (await desk.ticks())["late_answer"] == []
    desk.later(minutes=1)
    assert (await desk.ticks())["late_answer"] == [ticket_id]


async def test_what_ended_between_look_and_act_is_left_alone(desk: Desk) -> None:
    await desk.staff(6)
    ticket_id = await desk.talk(900)
    desk.later(minutes=5)
    await desk.says(ticket_id, 6)
    assert not await desk.do(answer_ran_out, ticket_id)
    assert not await desk.do(remind_to_answer, ticket_id)
    await desk.do(close_ticket, 6, ticket_id)
    assert not await desk.do(answer_ran_out, ticket_id)
    assert not await desk.do(answer_ran_out, 12345)


async def test_no_reminder_where_the_owner_wants_none(desk: Desk) -> None:
    desk.rules = replace(desk.rules, answer_reminder=timedelta())
    await desk.staff(6)
    ticket_id = await desk.talk(900)
    desk.later(seconds=179)
    assert (await desk.ticks())["answer_reminder"] == []
    desk.later(seconds=1)
    assert (await desk.ticks())["late_answer"] == [ticket_id]


async def mends(desk: Desk, supervisor: int) -> list[Key]:
    return [key for key in await desk.told(supervisor) if key.value.startswith("supervisor-mend")]


async def test_supervisors_hear_what_to_mend_once_for_each_operator_and_cause(
    desk: Desk, boss: int
) -> None:
    await desk.staff(6, capacity=8)
    reasons: list[tuple[Outcome, list[NoticeKey]]] = [
        (PRIVATE, [NoticeKey.MEND_PRIVACY]),
        (Unreachable("USER_NOT_MUTUAL_CONTACT", Cause.PRIVACY), []),  # mended in the same way
        (Unreachable("x", Cause.PERSON_FULL), [NoticeKey.MEND_CHATS]),
        (Unreachable("x", Cause.NO_ADDRESS), [NoticeKey.MEND_ADDRESS]),
        (Unreachable("USER_KICKED"), [NoticeKey.MEND_OTHER]),
        (Unreachable("PEER_FLOOD", Cause.SPAM, Scope.ACCOUNT), []),  # our account's trouble
        (Sent(), []),
        (PRIVATE, [NoticeKey.MEND_PRIVACY]),  # was mended, and breaks again
    ]
    for number, (outcome, told) in enumerate(reasons, start=900):
        ticket_id = await desk.ready(number)
        await desk.join(ticket_id)
        await desk.settle_kind(InviteOperator, outcome)
        assert await mends(desk, boss) == told, outcome
        assert await holder(desk, ticket_id) == 6
        await desk.settle_all()


async def test_who_never_started_the_bot_but_can_be_added_serves_and_is_to_start_it(
    desk: Desk, boss: int
) -> None:
    await desk.do(add_operator, person(6))
    await desk.do(start_shift, 6)
    ticket_id = await desk.talk(900)
    assert await holder(desk, ticket_id) == 6
    started = [
        effect
        for effect in desk.settled
        if isinstance(effect, SendText) and effect.text.key is NoticeKey.MEND_BOT
    ]
    assert [effect.chat_id for effect in started] == [boss]
    await desk.do(greet, person(6))
    assert (await desk.operator(6)).started_bot


@pytest.mark.parametrize("started", [False, True])
async def test_whom_nothing_reaches_loses_the_ticket_at_once(
    desk: Desk, boss: int, started: bool
) -> None:
    if started:
        await desk.staff(6)
        await desk.settle_all()
    else:
        await desk.do(add_operator, person(6))
        await desk.do(start_shift, 6)
    ticket_id = await desk.ready(900)
    await desk.join(ticket_id)
    await desk.staff(7)
    await desk.settle_kind(InviteOperator, PRIVATE)
    if started:  # the link does not reach them either
        assert await holder(desk, ticket_id) == 6
        await desk.settle_kind(CreatePersonalLink)
        (row,) = [
            row
            for row in await desk.rows()
            if isinstance(row.effect, ShowCard)
            and row.effect.text.key is TextKey.OPERATOR_TICKET_LINK
        ]
        await desk.settle(row, BLOCKED)
    assert await holder(desk, ticket_id) == 7
    gone = await desk.operator(6)
    assert (gone.load, gone.on_shift, gone.started_bot) == (0, False, False)
    told = await desk.told(boss)
    for key in (
        NoticeKey.MEND_PRIVACY,
        NoticeKey.MEND_BOT,
        NoticeKey.OFF_SHIFT,
    ):
        assert told.count(key) == 1
    assert TicketEventKind.OFFER_LOST in await desk.events(ticket_id)


async def test_two_whom_nothing_reaches_do_not_hand_a_ticket_to_and_fro(
    desk: Desk, boss: int
) -> None:
    for number in (6, 7):
        await desk.do(add_operator, person(number))
        await desk.do(start_shift, number)
    ticket_id = await desk.ready(900)
    await desk.join(ticket_id)
    for _ in range(5):
        await desk.settle_kind(InviteOperator, PRIVATE)
    assert (await desk.ticket(ticket_id)).status is TicketStatus.QUEUED
    assert (await desk.events(ticket_id)).count(TicketEventKind.OFFER_LOST) == 2


async def test_a_blocked_bot_is_known_and_told_of(desk: Desk, boss: int) -> None:
    await desk.staff(6)
    await desk.do(mark_reachable, 6, False)
    assert not (await desk.operator(6)).started_bot
    assert await mends(desk, boss) == [NoticeKey.MEND_BOT]
    await desk.do(mark_reachable, 6, True)
    assert (await desk.operator(6)).started_bot
    await desk.do(end_shift, 6)
    await desk.do(mark_reachable, 6, False)
    assert len(await mends(desk, boss)) == 1
