"""From /start to a ticket."""

import asyncio

import pytest

from core.customers.profile import register_contact
from core.customers.request import open_ticket
from core.customers.start import greet, point_to_buttons
from core.model.effects import SendText, ShowCard
from core.model.room_effects import CreateRoom
from core.model.text_keys import TextKey
from core.model.texts import DeskError, NotYourTicket
from core.model.tickets import CloseReason, TicketStatus
from core.tickets.end import cancel_ticket
from tests.core.desk import Desk, person
from tests.support.present import present

ANNA, IVAN = person(7, "Anna"), person(900, "Ivan")


async def test_somebody_new_is_asked_for_their_contact(desk: Desk) -> None:
    await desk.do(greet, IVAN)
    (asked,) = await desk.waiting(SendText)
    assert asked.text.key is TextKey.ASK_CONTACT
    assert asked.buttons[0][0].asks_contact


@pytest.mark.parametrize(
    ("contact_id", "phone", "forwarded"),
    [(901, "+1", False), (None, "+1", False), (900, "+1", True), (900, "", False)],
)
async def test_only_the_senders_own_contact_counts(
    desk: Desk, contact_id: int | None, phone: str, forwarded: bool
) -> None:
    assert not await desk.do(register_contact, IVAN, contact_id, phone, forwarded)
    assert await desk.told(IVAN.id) == [TextKey.CONTACT_NOT_YOURS]
    await desk.do(greet, IVAN)
    assert (await desk.told(IVAN.id))[-1] is TextKey.ASK_CONTACT


async def test_a_contact_is_kept_and_the_way_in_is_shown(desk: Desk) -> None:
    assert await desk.do(register_contact, IVAN, IVAN.id, "380501112233", False)
    assert await desk.told(IVAN.id) == [TextKey.CONTACT_SAVED, TextKey.WELCOME]
    customer = present(await desk.kept.customers.get(IVAN.id))
    assert customer.phone == "+380501112233"


async def test_whoever_came_to_talk_goes_straight_on_with_their_contact(desk: Desk) -> None:
    await desk.do(greet, IVAN)
    await desk.do(register_contact, IVAN, IVAN.id, "+1", False)
    assert await desk.told(IVAN.id) == [
        TextKey.ASK_CONTACT,
        TextKey.CONTACT_SAVED,
        TextKey.CARD_QUEUED_NOBODY,
    ]
    assert await desk.kept.tickets.open_of(IVAN.id) is not None
    # A new number, shared later, is no wish.
    ticket = present(await desk.kept.tickets.open_of(IVAN.id))
    await desk.do(cancel_ticket, IVAN.id, ticket.id)
    await desk.do(register_contact, IVAN, IVAN.id, "+2", False)
    assert await desk.kept.tickets.open_of(IVAN.id) is None


async def test_a_free_operator_means_a_room_at_once(desk: Desk) -> None:
    await desk.staff(ANNA.id)
    ticket_id = await desk.ask(IVAN.id)
    ticket = await desk.ticket(ticket_id)
    assert ticket.status is TicketStatus.OFFERED
    assert ticket.operator_id == ANNA.id
    assert (await desk.operator(ANNA.id)).load == 1
    assert len(await desk.waiting(CreateRoom)) == 1
    assert (await desk.told(IVAN.id))[-1] is TextKey.CARD_PREPARING
    await desk.settle_all()
    place = await desk.place_of(ticket_id)
    shown = [effect for effect in desk.settled if isinstance(effect, ShowCard)][-1]
    assert shown.text.key is TextKey.CARD_READY
    assert shown.buttons[0][0].url == place.link


async def test_asking_again_shows_the_same_card_and_link(desk: Desk) -> None:
    await desk.staff(ANNA.id)
    ticket_id = await desk.ready(IVAN.id)
    place = await desk.place_of(ticket_id)
    desk.later(seconds=5)
    again = present(await desk.do(open_ticket, IVAN))
    assert again.id == ticket_id
    desk.later(seconds=5)
    await desk.do(greet, IVAN)
    shown = await desk.waiting(ShowCard)
    assert [card.fresh for card in shown] == [True, True]
    assert {card.buttons[0][0].url for card in shown} == {place.link}
    assert await desk.waiting(CreateRoom) == []


async def test_many_taps_at_once_open_one_ticket(desk: Desk) -> None:
    await desk.staff(ANNA.id)
    await desk.customer(IVAN.id)
    tickets = await asyncio.gather(*(desk.do(open_ticket, IVAN) for _ in range(10)))
    assert len({ticket.id for ticket in tickets if ticket is not None}) == 1
    assert len(await desk.waiting(CreateRoom)) == 1
    assert (await desk.operator(ANNA.id)).load == 1


async def test_two_who_ask_at_once_do_not_share_the_last_slot(desk: Desk) -> None:
    await desk.staff(ANNA.id, capacity=1)
    people = [await desk.customer(number) for number in range(900, 906)]
    await asyncio.gather(*(desk.do(open_ticket, who) for who in people))
    assert await desk.kept.line.length() == 5
    assert (await desk.operator(ANNA.id)).load == 1


async def test_a_customer_may_give_up_while_waiting(desk: Desk) -> None:
    ticket_id = await desk.ready(IVAN.id)
    with pytest.raises(NotYourTicket):
        await desk.do(cancel_ticket, 901, ticket_id)
    await desk.do(cancel_ticket, IVAN.id, ticket_id)
    ticket = await desk.ticket(ticket_id)
    assert ticket.status is TicketStatus.ABANDONED
    assert ticket.close_reason is CloseReason.CANCELLED
    assert await desk.told(IVAN.id) == [TextKey.CARD_CANCELLED]
    with pytest.raises(DeskError, match="nothing-to-cancel"):
        await desk.do(cancel_ticket, IVAN.id, ticket_id)


async def test_who_gives_up_frees_the_slot_and_the_next_is_called(desk: Desk) -> None:
    await desk.staff(ANNA.id, capacity=1)
    first, second = await desk.ask(900), await desk.ask(901)
    await desk.settle_all()
    await desk.do(cancel_ticket, 900, first)
    assert (await desk.ticket(second)).status is TicketStatus.OFFERED
    assert (await desk.operator(ANNA.id)).load == 1


async def test_an_active_ticket_is_not_cancelled(desk: Desk) -> None:
    await desk.staff(ANNA.id)
    ticket_id = await desk.talk(IVAN.id)
    with pytest.raises(DeskError, match="nothing-to-cancel"):
        await desk.do(cancel_ticket, IVAN.id, ticket_id)


async def test_what_is_not_understood_is_answered_with_what_can_be_done(desk: Desk) -> None:
    somebody_new = person(901, "Oleg")
    await desk.do(point_to_buttons, somebody_new)
    assert await desk.told(somebody_new.id) == [TextKey.ASK_CONTACT]
    await desk.customer(IVAN.id)
    await desk.settle_all()
    await desk.do(point_to_buttons, IVAN)
    assert await desk.told(IVAN.id) == [TextKey.USE_BUTTONS]
    await desk.done(open_ticket, IVAN)
    desk.later(seconds=5)
    await desk.do(point_to_buttons, IVAN)
    assert await desk.told(IVAN.id) == [TextKey.USE_BUTTONS, TextKey.CARD_QUEUED_NOBODY]


async def test_staff_are_no_customers(desk: Desk) -> None:
    await desk.staff(ANNA.id, on_shift=False)
    await desk.settle_all()
    assert await desk.do(open_ticket, ANNA) is None
    await desk.do(greet, ANNA)
    await desk.do(register_contact, ANNA, ANNA.id, "+1", False)
    assert set(await desk.told(ANNA.id)) == {TextKey.PANEL_OFF_SHIFT}
