"""Whatever Telegram answers, nothing is stuck and somebody hears of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.health import PARTS
from app.roles import FILES
from core.cards.send import say
from core.consequences.settlements import part_fails
from core.customers.profile import choose_language
from core.customers.start import greet
from core.disk_errors import PAUSE
from core.model.audience_effects import TellSupervisors
from core.model.desk_effects import PinCard
from core.model.effects import Effect, SendText, SetTitle, ShowCard
from core.model.notice_keys import NoticeKey
from core.model.outcomes import Cause, Outcome, Rejected, RetryAt, Sent, Unreachable
from core.model.people import Role
from core.model.places import Place, PlaceState
from core.model.report_text_keys import FailureKey
from core.model.room_effects import (
    ApproveJoin,
    CreateJoinLink,
    CreatePersonalLink,
    CreateRoom,
    DeclineJoin,
    DeleteRoom,
    EmptyRoom,
    InviteOperator,
    RemoveFromRoom,
    RevokeJoinLink,
    WipeRoom,
    WriteArchive,
)
from core.model.text_keys import Key, TextKey
from core.model.texts import Shown, Text
from core.model.tickets import TicketStatus
from core.ports import Work
from core.rooms.entry import request_to_join
from core.staff.members import add_operator
from core.staff.shifts import start_shift
from core.tickets.begin import member_joined
from core.tickets.end import close_ticket
from tests.core.desk import START, Desk, person
from tests.support.present import present

BOSS = 8
NO = Rejected("CHAT_ADMIN_REQUIRED", Cause.NO_RIGHT)
KICKED = Unreachable("bot was kicked from the supergroup chat", Cause.CHAT_LOST)
GONE = Unreachable("bot was blocked by the user", Cause.BLOCKED)


async def boss(desk: Desk) -> None:
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    await desk.settle_all()


@pytest.mark.parametrize("outcome", [NO, GONE])
async def test_a_room_that_cannot_be_made_is_tried_again_with_pauses(
    desk: Desk, outcome: Outcome
) -> None:
    await boss(desk)
    await desk.staff(7)
    ticket_id = await desk.ask(900)
    pauses = []
    for _ in range(9):
        (row,) = [row for row in await desk.rows() if isinstance(row.effect, CreateRoom)]
        pauses.append((row.not_before or desk.now) - desk.now)
        desk.now = row.not_before or desk.now
        await desk.settle(row, outcome)
    seconds = [int(pause.total_seconds()) for pause in pauses]
    assert seconds == [0, 30, 60, 120, 240, 480, 960, 1800, 1800]
    assert (await desk.ticket(ticket_id)).status is TicketStatus.OFFERED
    assert await desk.told(BOSS) == [NoticeKey.EFFECT_FAILED]
    desk.later(hours=1)
    await desk.settle_all()
    assert (await desk.place_of(ticket_id)).state is PlaceState.READY


async def test_a_room_without_a_link_is_deleted_and_another_made(desk: Desk) -> None:
    await boss(desk)
    await desk.staff(7)
    ticket_id = await desk.ask(900)
    await desk.settle_kind(CreateRoom)
    first = await desk.place_of(ticket_id)
    await desk.settle_kind(CreateJoinLink, NO)
    assert [effect.chat_id for effect in await desk.waiting(DeleteRoom)] == [first.chat_id]
    (row,) = [row for row in await desk.rows() if isinstance(row.effect, CreateRoom)]
    assert row.not_before == desk.now + timedelta(seconds=30)
    desk.later(seconds=30)
    await desk.settle_all()
    second = await desk.place_of(ticket_id)
    assert second.id != first.id
    assert second.state is PlaceState.READY


async def test_a_room_not_proved_empty_is_deleted_and_never_used_again(desk: Desk) -> None:
    await boss(desk)
    await desk.staff(7)
    failures: list[tuple[type[Effect], Outcome]] = [
        (WipeRoom, Sent({"clean": False})),
        (WipeRoom, NO),
        (EmptyRoom, NO),
        (EmptyRoom, GONE),
    ]
    for number, (kind, outcome) in enumerate(failures):
        ticket_id = await desk.talk(900 + number)
        place = await desk.place_of(ticket_id)
        await desk.do(close_ticket, 7, ticket_id)
        await desk.settle_kind(RevokeJoinLink)
        if kind is WipeRoom:
            await desk.settle_kind(EmptyRoom)
        await desk.settle_kind(kind, outcome)
        assert [effect.chat_id for effect in await desk.waiting(DeleteRoom)] == [place.chat_id]
        await desk.settle_all()
        assert (await desk.place_of(ticket_id)).state is PlaceState.DELETED
        await desk.settle_all()


async def say_there(desk: Desk, room: Place) -> None:
    shown = Shown(Text(TextKey.ROOM_CARD_CLOSED, "en", {"ticket": 1}))
    await desk.do(say, room.chat_id or 0, shown, ticket_id=room.ticket_id)


async def test_what_was_to_be_said_in_a_room_goes_with_it(desk: Desk) -> None:
    await boss(desk)
    await desk.staff(7)
    ticket_id = await desk.talk(900)
    room = await desk.place_of(ticket_id)
    assert room.chat_id is not None
    await desk.do(close_ticket, 7, ticket_id)
    await desk.settle_kind(RevokeJoinLink)
    await desk.settle_kind(EmptyRoom, NO)
    await desk.settle_kind(SendText)
    await say_there(desk, room)
    for state in (PlaceState.DELETING, PlaceState.DELETED):
        assert (await desk.place_of(ticket_id)).state is state
        told = await desk.told(BOSS)
        assert await desk.settle_kind(SendText, KICKED) == 1, state
        assert await desk.told(BOSS) == told
        await desk.settle_kind(DeleteRoom)
        await say_there(desk, room)


async def test_a_room_that_cannot_be_deleted_is_not_used_either(desk: Desk) -> None:
    await boss(desk)
    await desk.staff(7)
    ticket_id = await desk.talk(900)
    await desk.do(close_ticket, 7, ticket_id)
    await desk.settle_kind(RevokeJoinLink, NO)
    await desk.settle_kind(EmptyRoom)
    await desk.settle_kind(WipeRoom, NO)
    await desk.settle_kind(DeleteRoom, NO)
    assert (await desk.place_of(ticket_id)).state is PlaceState.DELETED
    assert (await desk.told(BOSS)).count(NoticeKey.EFFECT_FAILED) == 2


@pytest.mark.parametrize("outcome", [GONE, NO])
async def test_who_cannot_be_invited_gets_the_link(desk: Desk, outcome: Outcome) -> None:
    await boss(desk)
    await desk.staff(7)
    ticket_id = await desk.ready(900)
    await desk.join(ticket_id)
    await desk.settle_kind(InviteOperator, outcome)
    await desk.settle_kind(CreatePersonalLink, Sent({"url": "https://t.me/+own"}))
    (link,) = [
        effect
        for effect in await desk.waiting(ShowCard)
        if effect.text.key is TextKey.OPERATOR_TICKET_LINK
    ]
    # It takes the place of the card that is there: the ticket stands in their chat once.
    assert (link.card, link.fresh) == (f"operator:{ticket_id}:7", True)
    assert (link.chat_id, link.buttons[0][0].url) == (7, "https://t.me/+own")
    assert NoticeKey.OPERATOR_UNREACHABLE not in await desk.told(BOSS)
    (row,) = [row for row in await desk.rows() if row.effect == link]
    await desk.settle(row, GONE)
    await desk.settle_kind(CreatePersonalLink, NO)
    assert NoticeKey.OPERATOR_UNREACHABLE in await desk.told(BOSS)


async def test_who_never_started_the_bot_and_cannot_be_invited_is_the_supervisors_business(
    desk: Desk,
) -> None:
    await boss(desk)
    await desk.do(add_operator, person(7))
    await desk.do(start_shift, 7)
    ticket_id = await desk.ready(900)
    await desk.join(ticket_id)
    assert await desk.told(7) == []
    await desk.settle_kind(InviteOperator, GONE)
    await desk.settle_kind(CreatePersonalLink, Sent({"url": "https://t.me/+own"}))
    (notice,) = [
        effect
        for effect in await desk.waiting(SendText)
        if effect.text.key is NoticeKey.OPERATOR_UNREACHABLE
    ]
    assert notice.chat_id == BOSS
    assert notice.buttons[0][0].url == "https://t.me/+own"


async def test_a_way_in_that_is_no_longer_wanted_dies_at_once(desk: Desk) -> None:
    await desk.staff(7)
    ticket_id = await desk.ready(900)
    await desk.join(ticket_id)
    await desk.settle_kind(InviteOperator, GONE)
    await desk.do(close_ticket, 7, ticket_id)
    await desk.settle_kind(CreatePersonalLink, Sent({"url": "https://t.me/+own"}))
    assert TextKey.OPERATOR_TICKET_LINK not in await desk.told(7)
    dying = [(effect.url, effect.last) for effect in await desk.waiting(RevokeJoinLink)]
    assert ("https://t.me/+own", False) in dying


async def test_an_operator_without_a_link_of_their_own_is_the_supervisors_business(
    desk: Desk,
) -> None:
    await boss(desk)
    await desk.staff(7)
    ticket_id = await desk.ready(900)
    await desk.join(ticket_id)
    await desk.settle_kind(InviteOperator, GONE)
    await desk.settle_kind(CreatePersonalLink, NO)  # the operator's
    await desk.settle_kind(CreatePersonalLink)  # the supervisor's
    assert TextKey.OPERATOR_TICKET_LINK not in await desk.told(7)
    assert NoticeKey.OPERATOR_UNREACHABLE in await desk.told(BOSS)


async def test_who_blocked_the_bot_is_known_to_have(desk: Desk) -> None:
    await desk.ask(900)
    await desk.settle_kind(ShowCard, GONE)
    customer = present(await desk.kept.customers.get(900))
    assert not customer.reachable
    await desk.do(greet, person(900))
    customer = present(await desk.kept.customers.get(900))
    assert customer.reachable


async def test_supervisors_hear_of_a_failure_once_and_never_about_their_own_notices(
    desk: Desk,
) -> None:
    await boss(desk)
    ticket_id = await desk.ask(900)
    await desk.settle_kind(ShowCard, NO)
    await desk.ask(899)
    await desk.do(greet, person(900))
    await desk.settle_kind(ShowCard, NO)
    told = [effect.text for effect in await desk.waiting(SendText) if effect.chat_id == BOSS]
    assert [text.values["ticket"] for text in told] == [ticket_id, ticket_id + 1]
    card = Text(FailureKey.CARD, "en", {"reason": "CHAT_ADMIN_REQUIRED"})
    assert told[0].values["reason"] == card
    await desk.settle_kind(SendText, NO)
    assert BOSS not in {effect.chat_id for effect in await desk.waiting(SendText)}


async def test_a_second_answer_at_the_door_is_harmless(desk: Desk) -> None:
    await boss(desk)
    await desk.staff(7)
    ticket_id = await desk.ready(900)
    place = await desk.place_of(ticket_id)
    assert place.chat_id is not None
    for number in (900, 900, 901):
        await desk.do(request_to_join, place.chat_id, number, "x")
    missing = Rejected("HIDE_REQUESTER_MISSING", Cause.SO_ALREADY)
    assert await desk.settle_kind(ApproveJoin, missing) == 2
    assert await desk.settle_kind(DeclineJoin, missing) == 1
    assert await desk.rows() == []
    await desk.do(request_to_join, place.chat_id, 900, "x")
    await desk.settle_kind(ApproveJoin, Rejected("CHAT_ADMIN_REQUIRED", Cause.NO_RIGHT))
    assert await desk.told(BOSS) == [NoticeKey.EFFECT_FAILED]


async def test_what_is_too_late_or_only_looks_is_nobodys_business(desk: Desk) -> None:
    await boss(desk)
    await desk.staff(7)
    first = await desk.talk(900)
    await desk.done(close_ticket, 7, first)
    await desk.ask(901)
    assert await desk.settle_kind(SetTitle, NO) == 1
    assert await desk.told(BOSS) == []


async def test_a_stranger_who_stays_and_a_disk_that_refuses_are_told(desk: Desk) -> None:
    await boss(desk)
    await desk.staff(7)
    ticket_id = await desk.talk(900)
    place = await desk.place_of(ticket_id)
    assert place.chat_id is not None
    await desk.do(member_joined, place.chat_id, person(666))
    await desk.settle_kind(SendText)
    await desk.settle_kind(RemoveFromRoom, NO)
    await desk.do(close_ticket, 7, ticket_id)
    assert await desk.told(BOSS) == [NoticeKey.EFFECT_FAILED]


async def in_ukrainian(desk: Desk) -> None:
    await boss(desk)
    await desk.done(choose_language, person(BOSS), "uk")


async def heard(desk: Desk, key: Key) -> list[Text]:
    """What waits to be said to the supervisor."""
    said = [each for each in await desk.waiting(SendText) if each.chat_id == BOSS]
    return [each.text for each in said if each.text.key is key]


async def test_supervisors_read_what_was_not_done_in_their_own_words(desk: Desk) -> None:
    await in_ukrainian(desk)
    await desk.staff(7)
    await desk.ask(900)
    await desk.settle_kind(CreateRoom, NO)
    await desk.settle_kind(TellSupervisors)
    (told,) = await heard(desk, NoticeKey.EFFECT_FAILED)
    assert told.values["reason"] == Text(FailureKey.ROOM, "uk", {"reason": NO.reason})


async def test_supervisors_read_which_part_fails_in_their_own_words(desk: Desk) -> None:
    await in_ukrainian(desk)
    for part in (*PARTS, FILES):
        await desk.do(part_fails, part)
    await desk.settle_kind(TellSupervisors)
    told = await heard(desk, NoticeKey.PART_FAILS)
    assert [text.values["part"] for text in told] == [
        Text(key, "uk")
        for key in (
            FailureKey.PART_BOT,
            FailureKey.PART_USERBOT,
            FailureKey.PART_SCHEDULER,
            FailureKey.PART_WEB,
            FailureKey.PART_FILES,
        )
    ]


async def test_another_time_is_no_outcome_yet(desk: Desk) -> None:
    await desk.staff(7)
    await desk.ask(900)
    before = len(await desk.rows())
    (row,) = [row for row in await desk.rows() if isinstance(row.effect, CreateRoom)]
    await desk.settle(row, RetryAt(START, "FLOOD_WAIT_30"))
    assert len(await desk.rows()) == before - 1


async def test_a_full_disk_is_told_to_supervisors_once_a_day(desk: Desk) -> None:
    """The zip's file is refused for hours, every half minute."""
    await boss(desk)
    await desk.kept.outbox.add(WriteArchive(900, 1), now=desk.now)
    [row] = [row for row in await desk.rows() if isinstance(row.effect, WriteArchive)]
    full = RetryAt(desk.now + PAUSE, "OSError: No space left on device", Cause.DISK)
    for _ in range(20):
        await desk.settle(row, full)
    assert (await desk.told(BOSS)).count(NoticeKey.DISK_REFUSES) == 1
    desk.now += timedelta(days=1)
    await desk.settle(row, full)
    assert (await desk.told(BOSS)).count(NoticeKey.DISK_REFUSES) == 2


async def test_a_pin_that_was_refused_is_tried_again_three_times_while_the_card_stands(
    desk: Desk,
) -> None:
    await desk.staff(7)
    ticket_id = await desk.talk(900)
    [card] = [e for e in desk.settled if isinstance(e, ShowCard) and e.pin]
    first = next(each for each in desk.settled if isinstance(each, PinCard))
    assert first.card == card.card
    await desk.do(ask_for_pin, first)
    for minutes in (0, 1, 10, 60):
        desk.later(minutes=minutes)
        [row] = [each for each in await desk.rows() if isinstance(each.effect, PinCard)]
        assert (row.not_before or desk.now) <= desk.now
        await desk.settle(row, NO)
    assert await desk.waiting(PinCard) == []
    assert (await desk.ticket(ticket_id)).is_open

    await desk.do(ask_for_pin, replace(first, message_id=first.message_id + 1))
    await desk.settle_kind(PinCard, NO)
    assert await desk.waiting(PinCard) == [], "the card stands elsewhere by now"


async def ask_for_pin(work: Work, effect: PinCard) -> None:
    await work.uow.outbox.add(effect, now=work.now)
