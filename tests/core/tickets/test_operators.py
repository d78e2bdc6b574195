"""An operator's day: breaks, the queue by hand, own tickets, transfers, the end of a shift."""

from asyncio import gather

import pytest

from core.customers.start import greet, show_help
from core.model.actions import PAGE, Doing
from core.model.cards import Card
from core.model.effects import SendText, SetCommands, ShowCard
from core.model.people import Role
from core.model.room_effects import RemoveFromRoom, SetRoomCommands
from core.model.rules import Rules
from core.model.text_keys import TextKey
from core.model.texts import DeskError, NotYourTicket, StaffOnly, TicketIsClosed
from core.model.tickets import TicketEventKind, TicketStatus
from core.queue.board import show_queue
from core.queue.dispatch import take_ticket
from core.staff.members import remove_operator, set_role
from core.staff.shifts import (
    ask_to_end,
    end_break,
    end_shift,
    show_panel,
    start_break,
    start_shift,
    toggle_break,
)
from core.tickets.begin import member_joined
from core.tickets.end import close_ticket
from core.tickets.hand_over import hand_all_over
from core.tickets.staff_commands import ask_to_end as ask_to_end_ticket
from core.tickets.staff_commands import end_ticket, show_chats
from tests.core.desk import BOT, USERBOT, Desk, person
from tests.core.operators import (
    BOSS,
    actions_of,
    card,
    events,
    full,
    quietly_on_shift,
    refused,
    room_of,
)
from tests.support.present import present
from tests.support.ticking import sweep


async def test_nothing_new_comes_on_a_break_and_its_end_pulls_the_queue(desk: Desk) -> None:
    await desk.staff(7)
    held = await desk.talk(900)
    await desk.do(start_break, 7)
    assert (await card(desk, Card.PANEL.of(7))).text.key is TextKey.PANEL_ON_BREAK
    waiting = await desk.ask(901)
    await desk.do(sweep)
    assert (await desk.ticket(waiting)).status is TicketStatus.QUEUED
    assert (await desk.ticket(held)).operator_id == 7  # what is open is not touched
    assert all(shown.card != Card.QUEUE.of(7) for shown in await desk.waiting(ShowCard))
    await refused(desk, TextKey.ON_BREAK, take_ticket, 7, waiting)
    await refused(desk, TextKey.ALREADY_ON_BREAK, start_break, 7)
    await desk.do(end_break, 7)
    assert (await desk.ticket(waiting)).operator_id == 7
    assert (await card(desk, Card.PANEL.of(7))).text.key is TextKey.PANEL_ON_SHIFT
    await refused(desk, TextKey.NOT_ON_BREAK, end_break, 7)


async def test_the_command_does_the_one_or_the_other(desk: Desk) -> None:
    await desk.staff(7, on_shift=False)
    await refused(desk, TextKey.NOT_ON_SHIFT, toggle_break, 7)
    await desk.do(start_shift, 7)
    for is_on_break in (True, False, True):
        await desk.do(toggle_break, 7)
        assert (await desk.operator(7)).on_break is is_on_break
    # A shift's end ends its break, so the next shift begins at work.
    await desk.do(end_shift, 7)
    await desk.do(start_shift, 7)
    assert not (await desk.operator(7)).on_break
    rows = await desk.rows_of("SELECT ended_at FROM breaks")
    assert len(rows) == 2
    assert all(row["ended_at"] is not None for row in rows)
    with pytest.raises(StaffOnly):
        await desk.do(toggle_break, 900)


# --------------------------------------------------------------------------------------- the queue


@pytest.mark.parametrize("allowed", [True, False])
async def test_the_phone_is_shown_only_if_the_owner_allows(desk: Desk, allowed: bool) -> None:
    desk.rules = Rules(bot_id=BOT, userbot_id=USERBOT, phone_to_operators=allowed)
    await full(desk, 900)
    shown = await card(desk, Card.QUEUE.of(7))
    assert ("+38050900" in str(shown.text.values["list"])) is allowed


async def test_the_status_message_is_edited_only_when_something_changed(desk: Desk) -> None:
    tickets = await full(desk, *range(900, 900 + PAGE + 2))
    await desk.settle_all()
    await desk.do(sweep)
    assert await desk.waiting(ShowCard) == []
    # Whoever turned the page keeps it while the queue moves behind it.
    await desk.do(show_queue, 7, 1)
    second = await card(desk, Card.QUEUE.of(7))
    assert actions_of(second) == [*(f"take:{ticket}" for ticket in tickets[PAGE:]), "queue:0"]
    assert not second.fresh
    await desk.settle_all()
    await desk.ask(950)
    moved = await card(desk, Card.QUEUE.of(7))
    assert actions_of(moved)[:2] == [f"take:{ticket}" for ticket in tickets[PAGE:]]
    assert moved.text.values["count"] == PAGE + 3
    await desk.do(show_queue, 7)
    first = await card(desk, Card.QUEUE.of(7))
    assert first.fresh
    assert actions_of(first)[-1] == "queue:1"
    with pytest.raises(StaffOnly):
        await desk.do(show_queue, 900)


async def test_of_two_who_take_at_once_one_gets_it(desk: Desk) -> None:
    (ticket_id,) = await full(desk, 900)
    for number in (6, 8):
        await desk.staff(number, on_shift=False)
    for number in (6, 8):
        await desk.do(quietly_on_shift, number)
    outcomes = await gather(
        *(desk.do(take_ticket, number, ticket_id) for number in (6, 8)), return_exceptions=True
    )
    (refusal,) = [each for each in outcomes if each is not None]
    assert isinstance(refusal, DeskError)
    assert refusal.key is TextKey.TAKEN_BY_OTHER
    assert sorted([(await desk.operator(number)).load for number in (6, 8)]) == [0, 1]


async def test_a_ticket_is_taken_above_the_order_and_goes_the_same_way(desk: Desk) -> None:
    first, second = await full(desk, 900, 901)
    await desk.staff(6, on_shift=False)
    await refused(desk, TextKey.NOT_ON_SHIFT, take_ticket, 6, second)
    await refused(desk, TextKey.NO_HEADROOM, take_ticket, 7, second)
    await desk.done(quietly_on_shift, 6)
    await desk.do(take_ticket, 6, second)
    ticket = await desk.ticket(second)
    assert (ticket.status, ticket.operator_id) == (TicketStatus.OFFERED, 6)
    assert ticket.place_id is not None
    (taken,) = await events(desk, 901, TicketEventKind.TAKEN)
    assert (taken.actor_id, taken.details) == (6, {"operator": 6})
    assert (await desk.ticket(first)).status is TicketStatus.QUEUED
    assert (await desk.operator(6)).load == 1
    # Pressed twice, and pressed by somebody slower.
    await refused(desk, TextKey.ALREADY_DONE, take_ticket, 6, second)
    await refused(desk, TextKey.TAKEN_BY_OTHER, take_ticket, 7, second)
    await desk.settle_all()
    # The choice of a person stands when the customer comes, whoever is less busy by then.
    await desk.staff(8, capacity=1)
    assert await desk.join(second)
    assert (await desk.ticket(second)).operator_id == 6


async def test_what_cannot_be_taken(desk: Desk) -> None:
    (ticket_id,) = await full(desk, 900)
    with pytest.raises(StaffOnly):
        await desk.do(take_ticket, 900, ticket_id)
    with pytest.raises(TicketIsClosed):
        await desk.do(take_ticket, 7, 12345)


# ----------------------------------------------------------------------------------- own tickets
async def test_own_tickets_have_links_and_buttons_in_pages(desk: Desk) -> None:
    await desk.staff(7, capacity=20)
    tickets = [await desk.talk(number) for number in range(900, 900 + PAGE + 1)]
    await desk.do(show_chats, 7, fresh=True)
    shown = await card(desk, Card.DIALOG.of(7))
    assert shown.text.key is TextKey.CHATS_LIST
    assert len(shown.buttons) == PAGE + 1
    link, close, give = shown.buttons[0]
    assert link.url is not None
    assert (close.action, give.action) == (f"end:{tickets[0]}", f"transfer:{tickets[0]}")
    assert actions_of(shown)[-1] == "chats:all:1"
    await desk.do(show_chats, 7, Doing.CLOSE, 5)
    last = await card(desk, Card.DIALOG.of(7))
    assert not last.fresh
    assert actions_of(last) == [None, f"end:{tickets[-1]}", "chats:close:0"]
    await desk.do(show_chats, 7, Doing.TRANSFER)
    assert f"transfer:{tickets[0]}" in actions_of(await card(desk, Card.DIALOG.of(7)))
    with pytest.raises(StaffOnly):
        await desk.do(show_chats, 900)


async def test_a_ticket_is_closed_from_the_list_after_a_confirmation(desk: Desk) -> None:
    await desk.staff(7)
    await desk.staff(6)
    ticket_id = await desk.talk(900)
    holder = present((await desk.ticket(ticket_id)).operator_id)
    with pytest.raises(NotYourTicket):
        await desk.do(ask_to_end_ticket, 13 - holder, ticket_id)
    await desk.do(ask_to_end_ticket, holder, ticket_id)
    asked = await card(desk, Card.DIALOG.of(holder))
    assert actions_of(asked) == [f"end-yes:{ticket_id}", "chats:close:0"]
    await desk.do(end_ticket, holder, ticket_id)
    assert (await desk.ticket(ticket_id)).status is TicketStatus.CLOSED
    assert (await card(desk, Card.DIALOG.of(holder))).text.key is TextKey.CHATS_EMPTY
    with pytest.raises(TicketIsClosed):
        await desk.do(end_ticket, holder, ticket_id)


# -------------------------------------------------------------------------------------- transfers
async def test_a_shift_with_open_tickets_asks_what_becomes_of_them(desk: Desk) -> None:
    await desk.staff(7)
    await desk.talk(900)
    await desk.do(ask_to_end, 7)
    asked = await card(desk, Card.PANEL.of(7))
    assert (asked.text.key, asked.text.values["count"]) == (TextKey.PANEL_LEAVING, 1)
    assert actions_of(asked) == ["leave:keep", "leave:hand-over", "leave:stay"]
    assert (await desk.operator(7)).on_shift
    await desk.do(end_shift, 7)
    assert not (await desk.operator(7)).on_shift
    assert (await desk.operator(7)).load == 1
    await refused(desk, TextKey.NOT_ON_SHIFT, ask_to_end, 7)


async def test_without_open_tickets_it_just_ends(desk: Desk) -> None:
    await desk.staff(7)
    await desk.do(ask_to_end, 7)
    assert not (await desk.operator(7)).on_shift
    assert (await card(desk, Card.PANEL.of(7))).text.key is TextKey.PANEL_OFF_SHIFT


async def test_handing_all_over_offers_each_and_tells_each_customer_once(desk: Desk) -> None:
    await desk.staff(7)
    first, second = await desk.talk(900), await desk.talk(901)
    offered = await desk.ready(902)
    await desk.staff(6, capacity=2)
    await desk.do(hand_all_over, 7)
    assert (await desk.operator(7)).load == 0
    assert not (await desk.operator(7)).on_shift
    holders = [(await desk.ticket(each)).operator_id for each in (first, second, offered)]
    assert holders == [6, 6, None]
    for customer, ticket_id in ((900, first), (901, second), (902, offered)):
        told = [shown for shown in await desk.waiting(ShowCard) if shown.chat_id == customer]
        assert [shown.card for shown in told] == [Card.TICKET.of(ticket_id)]
    assert {gone.user_id for gone in await desk.waiting(RemoveFromRoom)} == {7}
    await refused(desk, TextKey.NOT_ON_SHIFT, hand_all_over, 7)


# --------------------------------------------------------------------------------------- in rooms
async def test_staff_see_the_rooms_commands_while_they_are_there(desk: Desk) -> None:
    await desk.staff(7)
    ticket_id = await desk.talk(900)
    chat = await room_of(desk, ticket_id)
    await desk.do(member_joined, chat, person(7))
    assert await desk.waiting(SetRoomCommands) == [SetRoomCommands(chat, 7, "en")]
    await desk.settle_all()
    await desk.do(close_ticket, 7, ticket_id)
    assert await desk.waiting(SetRoomCommands) == [SetRoomCommands(chat, 7, None)]


# ------------------------------------------------------------------------------ menus and help
async def test_the_menu_follows_the_role(desk: Desk) -> None:
    await desk.staff(7, on_shift=False)
    # When added they may never have written to the bot; at their first start it is set again.
    assert await desk.waiting(SetCommands) == [SetCommands(7, "operator")] * 2
    await desk.settle_all()
    await desk.do(greet, person(7))
    assert await desk.waiting(SetCommands) == []
    await desk.do(set_role, 7, Role.SUPERVISOR)
    await desk.do(remove_operator, 7)
    assert await desk.waiting(SetCommands) == [SetCommands(7, "supervisor"), SetCommands(7, None)]


async def test_help_is_by_role(desk: Desk) -> None:
    await desk.staff(7, on_shift=False)
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    await desk.customer(900)
    await desk.settle_all()
    for number in (7, BOSS, 900):
        await desk.do(show_help, person(number), 3)
    assert [shown.text.key for shown in await desk.waiting(SendText)] == [
        TextKey.HELP_OPERATOR,
        TextKey.HELP_SUPERVISOR,
        TextKey.USE_BUTTONS,
    ]


async def test_the_panel_has_what_fits_the_shift(desk: Desk) -> None:
    await desk.staff(7, on_shift=False)
    await desk.do(show_panel, 7)
    assert actions_of(await card(desk, Card.PANEL.of(7)))[0] == "shift:start"
    await desk.do(start_shift, 7)
    on_shift = actions_of(await card(desk, Card.PANEL.of(7)))
    assert on_shift == ["break:start", "shift:end", "queue", "chats", "panel"]
    await desk.do(start_break, 7)
    assert actions_of(await card(desk, Card.PANEL.of(7)))[0] == "break:end"
