"""A program opens tickets for customers and says words in them, wherever they are served."""

import pytest

from core.blocking.block import block_customer
from core.conversations.programs import say_in_ticket
from core.customers.programs import open_for_customer
from core.model.desk_effects import CopyMessage
from core.model.effects import SendText
from core.model.messages import SenderRole
from core.model.outcomes import Cause, Unreachable
from core.model.people import Role
from core.model.places import PlaceKind
from core.model.program_effects import SayWords
from core.model.text_keys import TextKey
from core.model.texts import DeskError, Key, NotYourTicket, TicketIsClosed
from core.model.tickets import TicketStatus
from core.model.token_text_keys import TokenKey
from core.tickets.end import close_ticket
from tests.core.desk import Desk, person
from tests.core.relayed import DESKS, FORUM, Relayed, open_up

ANN, BOSS, OLGA = 900, 8, 7
WORDS = "Your parcel <b>waits</b>: /start"


async def comes(desk: Desk, customer: int = ANN, phone: str | None = None) -> None:
    """They wrote to the bot once."""
    async with desk.work() as work:
        await work.uow.customers.seen(person(customer), desk.now)
        if phone is not None:
            await work.uow.customers.register(customer, phone, desk.now)


async def said(desk: Desk, ticket: int) -> list[tuple[SenderRole, str, str]]:
    """What is recorded of the ticket."""
    async with desk.work() as work:
        rows = await work.uow.messages.of_ticket(ticket, ANN)
        return [(row.role, row.said.sender_name, row.said.text) for row in rows]


def shown_to_staff(desk: Desk, chat_id: int) -> list[object]:
    """What the staff's chat was shown of it."""
    return [
        effect.text.values["words"]
        for effect in desk.settled
        if isinstance(effect, SendText)
        and effect.chat_id == chat_id
        and effect.text.key is TokenKey.SAID_TO_CUSTOMER
    ]


@pytest.mark.parametrize(("topic", "chat"), [("bugs", DESKS - 1), ("plans", FORUM)])
async def test_where_the_customer_stays_in_the_bots_chat_the_bot_says_it_and_staff_sees_it(
    desk: Desk, topic: str, chat: int
) -> None:
    await open_up(desk, forum=True)
    await desk.staff(OLGA)
    await comes(desk)
    ticket = (await desk.do(open_for_customer, "CRM", ANN, topic, WORDS)).id
    assert [one.chat_id for one in await desk.waiting(SayWords)] == [ANN]
    await desk.settle_all()
    assert (await desk.ticket(ticket)).status is TicketStatus.ACTIVE
    assert await said(desk, ticket) == [(SenderRole.BOT, "CRM", WORDS)]
    assert shown_to_staff(desk, chat) == [WORDS]
    assert (await desk.ticket(ticket)).answered_at is None
    # The customer answers as ever, and what is said later goes the same way.
    talks = Relayed(desk)
    async with desk.work() as work:
        talks._numbers[ANN] = max(
            row.said.message_id for row in await work.uow.messages.of_ticket(ticket, ANN)
        )
    assert await talks.says(ANN, "Where?") == ticket
    assert len(await desk.waiting(CopyMessage)) == 1
    await desk.done(say_in_ticket, "CRM", ticket, "At the door.")
    assert shown_to_staff(desk, chat) == [WORDS, "At the door."]


async def test_while_nobody_can_take_it_the_words_are_said_and_staff_sees_them_later(
    desk: Desk,
) -> None:
    await open_up(desk, desks=0, forum=True)
    await comes(desk)
    ticket = (await desk.done(open_for_customer, "CRM", ANN, "plans", WORDS)).id
    assert await said(desk, ticket) == [(SenderRole.BOT, "CRM", WORDS)]
    await desk.staff(OLGA)
    await desk.settle_all()
    assert shown_to_staff(desk, FORUM) == [WORDS]


async def test_in_a_room_it_is_said_there_once_the_customer_is_in(desk: Desk) -> None:
    await desk.staff(OLGA)
    await comes(desk, phone="+380441234567")
    ticket = (await desk.done(open_for_customer, "CRM", ANN, "general", "Come in.")).id
    assert await said(desk, ticket) == [(SenderRole.BOT, "CRM", "Come in.")]
    assert await desk.join(ticket)
    await desk.settle_all()
    room = await desk.place_of(ticket)
    assert room.kind is PlaceKind.ROOM
    await desk.do(say_in_ticket, "CRM", ticket, WORDS)
    [told] = [one for one in await desk.waiting(SendText) if one.chat_id == room.chat_id]
    assert (told.text.key, told.text.values["program"]) == (TokenKey.SAID_IN_ROOM, "CRM")


async def test_whom_the_bot_would_not_serve_a_program_cannot_open_a_ticket_for(desk: Desk) -> None:
    await open_up(desk)
    await desk.staff(BOSS, role=Role.SUPERVISOR)
    await comes(desk)
    await comes(desk, 901)
    await desk.do(block_customer, BOSS, 901, "spam", close=False)

    async def refused(customer: int, topic: str = "bugs", words: str | None = None) -> Key:
        with pytest.raises(DeskError) as caught:
            await desk.do(open_for_customer, "CRM", customer, topic, words)
        return caught.value.key

    assert await refused(999) is TextKey.CUSTOMER_UNKNOWN
    await comes(desk, BOSS)
    assert await refused(BOSS) is TextKey.CUSTOMER_ON_STAFF
    assert await refused(901) is TokenKey.BLOCKED
    assert await refused(ANN, "weather") is TokenKey.NO_TOPIC
    assert await refused(ANN, words=" \n") is TokenKey.EMPTY
    assert await refused(ANN, words="💬" * 2001) is TokenKey.TOO_LONG
    ticket = (await desk.done(open_for_customer, "CRM", ANN, "bugs")).id
    assert await refused(ANN) is TokenKey.HAS_TICKET
    with pytest.raises(NotYourTicket):
        await desk.do(say_in_ticket, "CRM", 999, WORDS)
    await desk.do(say_in_ticket, "CRM", ticket, WORDS)
    await desk.settle_kind(SayWords, Unreachable("blocked", Cause.BLOCKED))
    await desk.settle_all()
    assert await said(desk, ticket) == []
    with pytest.raises(DeskError) as caught:
        await desk.do(say_in_ticket, "CRM", ticket, WORDS)
    assert caught.value.key is TokenKey.UNREACHABLE
    await desk.do(close_ticket, BOSS, ticket)
    with pytest.raises(TicketIsClosed):
        await desk.do(say_in_ticket, "CRM", ticket, WORDS)
