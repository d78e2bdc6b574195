"""A customer who stays in the bot's chat, and staff who answer from a group."""

from dataclasses import replace
from datetime import datetime

import pytest_asyncio

from core.domain.groups import GroupUse
from core.domain.messages import MessageKind, Said
from core.domain.places import PlaceKind, PlaceState
from core.domain.relay_effects import CopyMessage
from core.domain.rules import Topic
from core.domain.tickets import CloseReason, TicketStatus
from core.ports import Work
from core.usecases.close_ticket import finish
from core.usecases.hear_customer import ask_question, hear_customer
from core.usecases.hear_desk import hear_desk
from tests.usecases.desk import Desk, person

DESK = -1_002_000_000_001
ANNA = 100
BUGS = Topic("bugs", "Bugs", place=PlaceKind.DESK, asks_contact=False)


def said(chat_id: int, number: int, text: str, at: datetime, reply_to: int | None = None) -> Said:
    sender = chat_id if chat_id > 0 else 500
    return Said(
        chat_id, number, sender, f"Person {sender}", at, MessageKind.TEXT, text, reply_to=reply_to
    )


async def has_desk(work: Work) -> None:
    await work.uow.groups.put(DESK, GroupUse.DESK, "Desk 1", work.now, None)
    await work.uow.places.add(
        PlaceKind.DESK, PlaceState.CLEAN, work.new_marker(), "Desk 1", DESK, work.now
    )


@pytest_asyncio.fixture(loop_scope="module")
async def bugs(desk: Desk) -> Desk:
    desk.rules = replace(desk.rules, topics=(BUGS,))
    await desk.do(has_desk)
    return desk


async def test_a_question_takes_a_desk_is_answered_by_a_reply_and_leaves_the_desk_free(
    bugs: Desk,
) -> None:
    await bugs.do(ask_question, person(ANNA), "bugs")
    assert await bugs.do(hear_customer, person(ANNA), said(ANNA, 1, "It fails", bugs.now))
    ticket = await bugs.ticket(1)
    assert ticket.status is TicketStatus.ACTIVE
    assert (await bugs.place_of(1)).chat_id == DESK
    await bugs.settle_all()
    [question] = [effect for effect in bugs.settled if isinstance(effect, CopyMessage)]
    assert (question.chat_id, question.from_chat_id, question.message_id) == (DESK, ANNA, 1)

    assert not await bugs.do(hear_desk, said(DESK, 70, "who takes it?", bugs.now))
    async with bugs.work() as work:
        copy = await work.uow.copies.counterpart(ANNA, 1, DESK)
    assert await bugs.do(hear_desk, said(DESK, 71, "Restart it", bugs.now, reply_to=copy))
    await bugs.settle_all()
    answer = [effect for effect in bugs.settled if isinstance(effect, CopyMessage)][-1]
    assert (answer.chat_id, answer.from_chat_id, answer.message_id) == (ANNA, DESK, 71)

    await bugs.do(finish, 1, 500, CloseReason.SOLVED)
    await bugs.settle_all()
    async with bugs.work() as work:
        place = await work.uow.places.by_chat(DESK)
    assert place is not None
    assert (place.state, place.ticket_id) == (PlaceState.CLEAN, None)
