"""The room: who comes in, who answers, and that nothing stays behind."""

import pytest

from core.model.effects import SetTitle, ShowCard
from core.model.notice_keys import NoticeKey
from core.model.people import Role
from core.model.places import PlaceState
from core.model.room_effects import (
    ApproveJoin,
    CreateJoinLink,
    CreateRoom,
    DeclineJoin,
    DeleteRoom,
    EmptyRoom,
    InviteOperator,
    RemoveFromRoom,
    RevokeJoinLink,
    SetRoomCommands,
    WipeRoom,
)
from core.model.text_keys import TextKey
from core.model.texts import NotYourTicket, StaffOnly, TicketIsClosed
from core.model.tickets import CloseReason, TicketStatus
from core.places.find import request_link
from core.rooms.entry import request_to_join
from core.rooms.pool import room_swept
from core.staff.shifts import end_shift, start_break, start_shift
from core.tickets.begin import member_joined
from core.tickets.end import ask_to_close, cancel_ticket, close_ticket, keep_open
from core.tickets.presence import member_left
from tests.core.desk import BOT, USERBOT, Desk, person
from tests.support.present import present
from tests.support.ticking import sweep

BOSS = 8


async def ready(desk: Desk, number: int = 900) -> tuple[int, int]:
    """A ticket whose room waits for its customer; its id and the chat's."""
    ticket_id = await desk.ready(number)
    place = await desk.place_of(ticket_id)
    assert place.chat_id is not None
    return ticket_id, place.chat_id


async def test_only_the_tickets_people_are_let_in(desk: Desk) -> None:
    await desk.staff(7)
    _, chat = await ready(desk)
    await desk.staff(6, on_shift=False)
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    await desk.settle_all()
    let_in = {
        number: await desk.do(request_to_join, chat, number, "x")
        for number in (900, 7, BOSS, 6, 901, BOT, USERBOT)
    }
    assert {number for number, yes in let_in.items() if yes} == {900, 7, BOSS}
    assert [effect.user_id for effect in await desk.waiting(ApproveJoin)] == [900, 7, BOSS]
    assert [effect.user_id for effect in await desk.waiting(DeclineJoin)] == [6, 901]
    assert not await desk.do(request_to_join, -5, 901, "in a chat of somebody else's")
    assert len(await desk.waiting(DeclineJoin)) == 2


async def test_the_customer_comes_and_the_operator_is_invited(desk: Desk) -> None:
    await desk.staff(7)
    ticket_id, chat = await ready(desk)
    assert await desk.join(ticket_id)
    ticket = await desk.ticket(ticket_id)
    assert ticket.status is TicketStatus.ACTIVE
    assert ticket.joined_at == ticket.active_at == desk.now
    (invited,) = await desk.waiting(InviteOperator)
    assert (invited.operator_id, invited.chat_id, invited.username) == (7, chat, "p7")
    shown = {card.card: card for card in await desk.waiting(ShowCard)}
    assert shown[f"ticket:{ticket_id}"].text.values["operator"] == "Op 7"
    room = shown[f"room:{ticket_id}"]
    assert (room.chat_id, room.pin) == (chat, True)
    assert room.buttons == ()  # the customer sees it
    mine = shown[f"operator:{ticket_id}:7"]
    assert mine.chat_id == 7
    assert mine.buttons[0][0].url is not None
    await desk.settle_all()
    await desk.do(member_joined, chat, person(900))
    await desk.do(member_joined, chat, person(7))
    for own in (BOT, USERBOT):
        await desk.do(member_joined, chat, person(own))
    assert [row.effect for row in await desk.rows()] == [SetRoomCommands(chat, 7, "en")]


@pytest.mark.parametrize("why", ["busier", "off shift", "on a break"])
async def test_the_choice_is_made_again_when_the_customer_comes(desk: Desk, why: str) -> None:
    await desk.staff(7)
    ticket_id, _ = await ready(desk)
    if why == "busier":
        await desk.talk(901)
    else:
        await desk.do(end_shift if why == "off shift" else start_break, 7)
    await desk.staff(6)
    assert await desk.join(ticket_id)
    assert (await desk.ticket(ticket_id)).operator_id == 6
    assert [(await desk.operator(each)).load for each in (6, 7)] == [1, int(why == "busier")]


async def test_nobody_free_when_the_customer_comes_they_wait_in_the_room(desk: Desk) -> None:
    await desk.staff(7)
    ticket_id, chat = await ready(desk)
    await desk.done(end_shift, 7)
    assert await desk.join(ticket_id)
    ticket = await desk.ticket(ticket_id)
    assert ticket.status is TicketStatus.QUEUED
    assert ticket.place_id is not None
    assert (await desk.operator(7)).load == 0
    assert await desk.told(900) == [TextKey.CARD_QUEUED_NOBODY]
    assert await desk.told(chat) == [TextKey.ROOM_CARD_WAITING]
    await desk.settle_all()
    await desk.do(start_shift, 7)
    assert (await desk.ticket(ticket_id)).status is TicketStatus.ACTIVE
    assert len(await desk.waiting(InviteOperator)) == 1
    assert await desk.waiting(CreateRoom) == []


async def test_a_stranger_is_put_out_and_supervisors_hear_of_it(desk: Desk) -> None:
    await desk.staff(7)
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    _, chat = await ready(desk)
    await desk.do(member_joined, chat, person(666))
    assert [effect.user_id for effect in await desk.waiting(RemoveFromRoom)] == [666]
    assert await desk.told(BOSS) == [NoticeKey.INTRUDER]
    await desk.do(member_joined, -5, person(666))
    assert len(await desk.waiting(RemoveFromRoom)) == 1


async def test_a_clean_room_that_somebody_entered_is_used_no_more(desk: Desk) -> None:
    await desk.staff(7)
    ticket_id = await desk.talk(900)
    place = await desk.place_of(ticket_id)
    assert place.chat_id is not None
    await desk.done(close_ticket, 7, ticket_id)
    await desk.do(member_joined, place.chat_id, person(666))
    assert len(await desk.waiting(DeleteRoom)) == 1
    await desk.ask(901)
    assert len(await desk.waiting(CreateRoom)) == 1


async def test_closing_asks_first(desk: Desk) -> None:
    await desk.staff(7)
    ticket_id = await desk.talk(900)
    for card in (f"room:{ticket_id}", f"operator:{ticket_id}:7"):
        await desk.do(ask_to_close, 7, ticket_id, card)
        (shown,) = await desk.waiting(ShowCard)
        assert (shown.card, shown.text.key) == (card, TextKey.CONFIRM_CLOSE)
        actions = [button.action for row in shown.buttons for button in row]
        assert actions == [f"close-yes:{ticket_id}", f"close-no:{ticket_id}"]
        await desk.settle_all()
        await desk.do(keep_open, 7, ticket_id, card)
        (shown,) = await desk.waiting(ShowCard)
        assert shown.text.key in (TextKey.ROOM_CARD, TextKey.OPERATOR_TICKET)
        await desk.settle_all()


async def test_only_its_operator_or_a_supervisor_closes_a_ticket(desk: Desk) -> None:
    await desk.staff(7)
    ticket_id = await desk.talk(900)
    await desk.staff(6)
    await desk.staff(BOSS, role=Role.SUPERVISOR)
    for number, refusal in ((6, NotYourTicket), (900, StaffOnly), (5, StaffOnly)):
        with pytest.raises(refusal):
            await desk.do(close_ticket, number, ticket_id)
        with pytest.raises(refusal):
            await desk.do(ask_to_close, number, ticket_id, f"room:{ticket_id}")
    closed = await desk.do(close_ticket, BOSS, ticket_id)
    assert (closed.closed_by, closed.close_reason) == (BOSS, CloseReason.SOLVED)
    with pytest.raises(TicketIsClosed):
        await desk.do(close_ticket, 7, ticket_id)
    with pytest.raises(NotYourTicket):
        await desk.do(close_ticket, 7, 12345)


async def test_the_end_of_a_ticket(desk: Desk) -> None:
    await desk.staff(7)
    ticket_id = await desk.talk(900)
    place = await desk.place_of(ticket_id)
    assert place.chat_id is not None
    await desk.do(close_ticket, 7, ticket_id)
    assert (await desk.operator(7)).load == 0
    assert await desk.told(900) == [TextKey.CARD_CLOSED, TextKey.THANKS]
    assert await desk.told(7) == [TextKey.OPERATOR_TICKET_CLOSED, TextKey.PANEL_ON_SHIFT]
    assert await desk.told(place.chat_id) == [TextKey.ROOM_CARD_CLOSED]
    assert not await desk.do(request_to_join, place.chat_id, 900, "late")
    assert await desk.waiting(RevokeJoinLink) == []  # it died when the customer was in
    (emptied,) = await desk.waiting(EmptyRoom)
    assert not await desk.do(room_swept, 12345)
    await desk.settle_kind(EmptyRoom)
    assert emptied.place_id == place.id
    assert not await desk.do(room_swept, place.id)
    assert [effect.title for effect in await desk.waiting(WipeRoom)] == ["Support"]
    await desk.settle_all()
    after = await desk.place_of(ticket_id)
    assert (after.state, after.ticket_id, after.link) == (PlaceState.CLEAN, None, None)
    assert (await desk.ticket(await desk.ask(900))).is_open


async def test_the_link_dies_when_the_customer_is_in(desk: Desk) -> None:
    await desk.staff(7)
    ticket_id = await desk.ready(900)
    before = await desk.place_of(ticket_id)
    assert before.link is not None
    assert await desk.join(ticket_id)
    dying = await desk.waiting(RevokeJoinLink)
    assert [(effect.url, effect.last) for effect in dying] == [(before.link, False)]
    assert (await desk.place_of(ticket_id)).link is None
    await desk.join(ticket_id)
    assert len(await desk.waiting(RevokeJoinLink)) == 1
    await desk.settle_all()
    assert await desk.waiting(EmptyRoom) == []
    assert (await desk.place_of(ticket_id)).state is PlaceState.READY


async def test_the_link_of_a_ticket_that_ends_before_dies_before_the_room_is_emptied(
    desk: Desk,
) -> None:
    await desk.staff(7)
    ticket_id = await desk.ready(900)
    place = await desk.place_of(ticket_id)
    await desk.do(close_ticket, 7, ticket_id)
    assert [effect.url for effect in await desk.waiting(RevokeJoinLink)] == [place.link]
    assert await desk.waiting(EmptyRoom) == []
    await desk.settle_kind(RevokeJoinLink)
    assert [effect.place_id for effect in await desk.waiting(EmptyRoom)] == [place.id]


async def test_one_who_left_gets_a_fresh_link_and_only_one_lives(desk: Desk) -> None:
    await desk.staff(7)
    ticket_id = await desk.talk(900)
    room = present((await desk.place_of(ticket_id)).chat_id)
    assert await desk.do(member_left, room, 900, desk.now)
    assert await desk.do(request_link, await desk.ticket(ticket_id))
    desk.later(seconds=1)
    first, second = await desk.waiting(CreateJoinLink)
    assert first == second
    await desk.settle_kind(CreateJoinLink)
    link = present((await desk.place_of(ticket_id)).link)
    (dying,) = await desk.waiting(RevokeJoinLink)
    assert (dying.last, dying.url != link) == (False, True)
    card = [effect for effect in await desk.waiting(ShowCard) if effect.chat_id == 900][-1]
    assert card.buttons[0][0].url == link
    assert await desk.join(ticket_id)
    assert (await desk.place_of(ticket_id)).link is None
    await desk.do(close_ticket, 7, ticket_id)
    assert not await desk.do(request_link, await desk.ticket(ticket_id))


async def test_news_of_their_first_coming_that_is_late_does_not_shut_the_door_again(
    desk: Desk,
) -> None:
    await desk.staff(7)
    ticket_id = await desk.talk(900)
    came = desk.now
    room = present((await desk.place_of(ticket_id)).chat_id)
    desk.later(seconds=5)
    assert await desk.do(member_left, room, 900, desk.now)
    await desk.settle_all()
    link = present((await desk.place_of(ticket_id)).link)
    await desk.do(member_joined, room, person(900), came)
    assert (await desk.place_of(ticket_id)).link == link
    desk.later(seconds=5)
    await desk.do(member_joined, room, person(900), desk.now)
    assert (await desk.place_of(ticket_id)).link is None
    card = [effect for effect in await desk.waiting(ShowCard) if effect.chat_id == 900][-1]
    assert "/c/" in (card.buttons[0][0].url or "")


async def test_a_clean_room_serves_the_next_ticket_with_a_new_link(desk: Desk) -> None:
    await desk.staff(7)
    first = await desk.talk(900)
    before = await desk.place_of(first)
    await desk.done(close_ticket, 7, first)
    second = await desk.ask(901)
    assert await desk.waiting(CreateRoom) == []
    assert [effect.title for effect in await desk.waiting(SetTitle)] == [f"Support #{second}"]
    await desk.settle_all()
    after = await desk.place_of(second)
    assert (after.id, after.uses) == (before.id, 2)
    assert after.link != before.link
    assert after.chat_id is not None
    assert not await desk.do(request_to_join, after.chat_id, 900, "the one before")


async def test_who_arrives_when_the_ticket_has_ended_is_put_out_in_peace(desk: Desk) -> None:
    await desk.staff(7)
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    ticket_id, chat = await ready(desk)
    await desk.do(cancel_ticket, 900, ticket_id)
    await desk.do(member_joined, chat, person(900))
    assert len(await desk.waiting(RemoveFromRoom)) == 1
    assert await desk.told(BOSS) == []


@pytest.mark.parametrize("settled", [0, 1, 2])
async def test_giving_up_at_any_moment_leaves_no_room_behind(desk: Desk, settled: int) -> None:
    await desk.staff(7)
    ticket_id = await desk.ask(900)
    for kind in (CreateRoom, CreateJoinLink)[:settled]:
        await desk.settle_kind(kind)
    await desk.done(cancel_ticket, 900, ticket_id)
    assert (await desk.place_of(ticket_id)).state is PlaceState.CLEAN
    revoked = [effect for effect in desk.settled if isinstance(effect, RevokeJoinLink)]
    assert len(revoked) == (1 if settled else 0)


async def test_time_runs_from_when_the_customer_has_the_link(desk: Desk) -> None:
    await desk.staff(7)
    ticket_id = await desk.ask(900)
    desk.later(minutes=20)
    assert await desk.do(sweep) == []
    assert (await desk.ticket(ticket_id)).status is TicketStatus.OFFERED
    desk.later(minutes=10)
    await desk.settle_all()
    assert (await desk.ticket(ticket_id)).deadline == desk.now + desk.rules.offer_lasts
