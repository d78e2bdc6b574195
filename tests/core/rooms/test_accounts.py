"""Rooms cost budget: who makes them, what happens when nobody may, and who hears of it."""

from dataclasses import replace
from datetime import timedelta

import pytest_asyncio

from core.cards.lookup import is_ours
from core.model.accounts import AccountBudget, Complaint, Denied, Rest, Trouble
from core.model.effects import Gateway, SendText, ShowCard
from core.model.notice_keys import NoticeKey
from core.model.outcomes import Cause, Rejected, Scope, Sent
from core.model.people import Role
from core.model.places import PlaceState
from core.model.room_effects import CreateJoinLink, CreateRoom, DeleteRoom, DiscardRoom
from core.model.rules import Budget
from core.model.text_keys import Key, TextKey
from core.model.tickets import TicketEventKind, TicketStatus
from core.places.find import serve_waiting
from core.rooms.accounts import (
    AtWork,
    account_away,
    account_left_chats,
    account_troubled,
    accounts_at_work,
)
from core.rooms.entry import request_to_join
from core.rooms.pool import make_room
from core.tickets.end import close_ticket
from db.reads import Reads
from tests.core.desk import BOT, USERBOT, Desk
from tests.support.present import present
from tests.support.ticking import sweep

BOSS = 8
FIRST, SECOND = str(USERBOT), "12"
FLOODED = Rejected("flood wait of 3600 s", Cause.FLOOD_WAIT, Scope.ACCOUNT)
HOUR = timedelta(hours=1)


@pytest_asyncio.fixture(loop_scope="session")
async def two(desk: Desk) -> Desk:
    """A desk with two user accounts that may make two rooms a day each, and a supervisor."""
    desk.rules = replace(desk.rules, budget=Budget(rooms_a_day=2, chats=10), rooms_kept=5)
    desk.account_came = True
    at_work = [AtWork(FIRST, USERBOT, 3), AtWork(SECOND, 12, 0)]
    await desk.do(accounts_at_work, at_work)
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    await desk.staff(7, capacity=50)
    return desk


async def account(desk: Desk, name: str) -> AccountBudget:
    found = await Reads(desk.database).account_budgets(desk.now)
    return next(each for each in found if each.name == name)


async def owner(desk: Desk, ticket_id: int) -> str | None:
    return (await desk.place_of(ticket_id)).account


async def denials(desk: Desk, ticket_id: int) -> list[str]:
    """Why the ticket could have no room, rung by rung."""
    number = (await desk.ticket(ticket_id)).customer_id
    record = present(await Reads(desk.database).customer_record(number))
    return [
        f"{event.details['rung']}: {event.details['reason']}"
        for event in record.events
        if event.kind is TicketEventKind.PLACE_DENIED
    ]


async def told_boss(desk: Desk) -> list[Key]:
    return [key for key in await desk.told(BOSS) if key.value.startswith("supervisor-")]


async def test_rooms_go_to_the_healthiest_account(two: Desk) -> None:
    first, second = await two.ask(900), await two.ask(901)
    # Both are well and have made none: the one in fewer chats; then the one with more left.
    assert [await owner(two, each) for each in (first, second)] == [SECOND, FIRST]
    await two.do(account_troubled, FIRST, Complaint(Trouble.PEER_FLOOD))
    third = await two.ask(902)
    assert await owner(two, third) == SECOND
    assert (await account(two, SECOND)).made == 2
    assert await owner(two, await two.ask(903)) == FIRST


async def test_a_room_that_telegram_makes_wait_for_is_made_by_another_account(two: Desk) -> None:
    ticket_id = await two.ask(900)
    assert await owner(two, ticket_id) == SECOND
    await two.do(account_troubled, SECOND, Complaint(Trouble.FLOOD, HOUR))
    await two.settle_kind(CreateRoom, FLOODED)
    (again,) = [row for row in await two.rows() if isinstance(row.effect, CreateRoom)]
    assert again.not_before is None  # at once
    assert await owner(two, ticket_id) == FIRST
    gave_up = await account(two, SECOND)
    assert (gave_up.made, gave_up.chats) == (0, 0)
    assert gave_up.flood_until == two.now + HOUR
    assert gave_up.health < 100
    assert NoticeKey.EFFECT_FAILED not in await two.told(BOSS)
    await two.settle_all()
    assert (await two.place_of(ticket_id)).state is PlaceState.READY


async def test_a_complaint_that_is_told_late_does_not_bring_an_account_back(two: Desk) -> None:
    await two.do(account_away, SECOND)
    await two.do(account_troubled, SECOND, Complaint(Trouble.FLOOD, HOUR))
    assert (await account(two, SECOND)).trouble is Trouble.AWAY


async def test_when_all_are_flooded_the_ticket_waits_and_is_served_in_time(two: Desk) -> None:
    await two.do(account_troubled, FIRST, Complaint(Trouble.FLOOD, 2 * HOUR))
    await two.do(account_troubled, SECOND, Complaint(Trouble.FLOOD, timedelta(minutes=5)))
    ticket_id = await two.ask(900)
    ticket = await two.ticket(ticket_id)
    assert (ticket.status, ticket.place_id) == (TicketStatus.OFFERED, None)
    assert ticket.deadline == two.now + timedelta(minutes=5)
    assert await denials(two, ticket_id) == ["clean_room: none_clean", "new_room: flooded"]
    assert (await two.told(900))[-1] is TextKey.CARD_NO_ROOM_YET
    assert await told_boss(two) == [NoticeKey.ROOMS_FLOODED]
    (notice,) = [each for each in await two.waiting(SendText) if each.chat_id == BOSS]
    assert notice.text.values["minutes"] == 5
    # A second ticket for the same reason tells nobody again.
    await two.ask(901)
    await two.do(sweep)
    assert await told_boss(two) == [NoticeKey.ROOMS_FLOODED]
    two.later(minutes=5)
    await two.do(sweep)
    assert await owner(two, ticket_id) == SECOND
    await two.settle_all()
    assert (await two.place_of(ticket_id)).link is not None
    assert (await denials(two, ticket_id))[2:] == []


async def test_when_the_day_is_spent_the_next_clean_room_goes_to_who_waits_longest(
    two: Desk,
) -> None:
    talks = [await two.talk(900 + number) for number in range(4)]
    first, second = await two.ask(910), await two.ask(911)
    assert await denials(two, second) == ["clean_room: none_clean", "new_room: spent"]
    assert await told_boss(two) == [NoticeKey.ROOMS_SPENT]
    await two.done(close_ticket, 7, talks[0])
    assert (await two.place_of(first)).uses == 2
    assert (await two.ticket(second)).place_id is None
    # The next day there are new ones.
    two.later(days=1)
    await two.done(sweep)
    assert (await two.place_of(second)).uses == 1
    assert {(await account(two, name)).made for name in (FIRST, SECOND)} == {0, 1}


async def test_a_full_account_waits_for_chats_that_are_left(two: Desk) -> None:
    two.rules = replace(two.rules, budget=Budget(rooms_a_day=50, chats=4))
    talks = [await two.talk(900 + number) for number in range(5)]
    waiting = await two.ask(910)
    assert await denials(two, waiting) == ["clean_room: none_clean", "new_room: full"]
    await two.do(close_ticket, 7, talks[0])
    while (await two.place_of(talks[0])).state is not PlaceState.WIPING:
        row = next(row for row in await two.rows() if row.effect.gateway is not Gateway.ARCHIVE)
        await two.settle(row)
    place = await two.place_of(talks[0])
    rows = [row for row in await two.rows() if type(row.effect).__name__ == "WipeRoom"]
    await two.settle(rows[0], Sent({"clean": False}))  # deleted, so its account is in one less
    await two.settle_all()
    assert (await two.place_of(talks[0])).state is PlaceState.DELETED
    await two.do(serve_waiting)
    assert await owner(two, waiting) == place.account


async def test_supervisors_are_told_once_when_an_account_fills_up(two: Desk) -> None:
    two.rules = replace(two.rules, budget=Budget(rooms_a_day=50, chats=5))
    await two.do(account_troubled, SECOND, Complaint(Trouble.FLOOD, HOUR))
    first, second = await two.talk(900), await two.ask(901)
    await two.settle_kind(CreateRoom)
    told = [
        effect.text
        for effect in [*two.settled, *(row.effect for row in await two.rows())]
        if isinstance(effect, SendText) and effect.text.key is NoticeKey.ACCOUNT_FULL
    ]
    (notice,) = told
    assert notice.values == {"account": FIRST, "chats": 4, "most": 5}
    assert (await two.ticket(first)).is_open
    assert (await two.ticket(second)).is_open


async def test_a_room_that_cannot_be_used_is_deleted_and_another_made(two: Desk) -> None:
    ticket_id = await two.ask(900)
    before = await two.place_of(ticket_id)
    await two.do(account_troubled, SECOND, Complaint(Trouble.FLOOD, HOUR))
    await two.settle_kind(CreateRoom, replace(FLOODED, made=-1_003_000_009_999))
    assert await owner(two, ticket_id) == FIRST
    (doomed,) = await two.waiting(DeleteRoom)
    assert (doomed.place_id, doomed.chat_id) == (before.id, -1_003_000_009_999)
    assert (await account(two, SECOND)).chats == 1
    await two.settle_all()
    assert (await account(two, SECOND)).chats == 0
    assert (await account(two, SECOND)).made == 1  # it was made
    assert (await two.place_of(ticket_id)).state is PlaceState.READY


async def test_a_room_of_which_nobody_can_say_whether_it_was_made_is_sought(two: Desk) -> None:
    ticket_id = await two.ask(900)
    before = await two.place_of(ticket_id)
    await two.settle_kind(CreateRoom, replace(FLOODED, unsure=True))
    assert await two.waiting(DiscardRoom) == [DiscardRoom(before.id, before.marker, before.title)]
    assert (await two.place_of(ticket_id)).id != before.id
    await two.settle_kind(DiscardRoom, Sent({"found": False}))
    assert await two.waiting(DiscardRoom) == []


async def test_a_room_made_in_advance_is_proved_clean_before_it_is_used(two: Desk) -> None:
    made = await two.do(make_room, None)
    assert not isinstance(made, Denied)
    assert (made.ticket_id, made.uses) == (None, 0)
    await two.settle_all()
    ready = present(await two.kept.places.get(made.id))
    assert ready.state is PlaceState.CLEAN
    assert await two.waiting(CreateJoinLink) == []
    ticket_id = await two.ask(900)
    place = await two.place_of(ticket_id)
    assert (place.id, place.uses) == (made.id, 1)


async def test_the_last_room_of_the_day_is_not_given_twice(two: Desk) -> None:
    two.rules = replace(two.rules, budget=Budget(rooms_a_day=1, chats=10))
    made = [await two.do(make_room, None) for _ in range(3)]
    assert [isinstance(each, Denied) for each in made] == [False, False, True]


async def test_an_account_that_is_away_makes_no_room_and_supervisors_hear_of_it(two: Desk) -> None:
    await two.do(account_away, SECOND)
    await two.do(account_away, SECOND)
    assert await told_boss(two) == [NoticeKey.ACCOUNT_AWAY]
    assert await owner(two, await two.ask(900)) == FIRST
    # Whoever does not come to work is away; who comes again is not.
    await two.do(accounts_at_work, [AtWork(SECOND, 12, 0)])
    assert (await account(two, FIRST)).trouble is Trouble.AWAY
    assert await owner(two, await two.ask(901)) == SECOND


async def test_a_desk_whose_user_account_never_came_waits_for_it(desk: Desk) -> None:
    desk.account_came = True
    await desk.staff(7)
    ticket_id = await desk.ask(900)
    assert await denials(desk, ticket_id) == ["clean_room: none_clean", "new_room: nobody"]
    await desk.do(accounts_at_work, [AtWork(FIRST, USERBOT, 0)])
    assert await owner(desk, ticket_id) == FIRST
    cards = [card for card in await desk.waiting(ShowCard) if card.chat_id == 900]
    assert cards[-1].text.key is TextKey.CARD_PREPARING


async def test_every_account_of_ours_is_one_of_us(two: Desk) -> None:
    for person, ours in ((BOT, True), (USERBOT, True), (12, True), (900, False)):
        assert await two.do(is_ours, person) is ours
    ticket_id = await two.ready(900)
    place = await two.place_of(ticket_id)
    assert place.chat_id is not None
    assert not await two.do(request_to_join, place.chat_id, 12, "the other account")
    kinds = [type(row.effect).__name__ for row in await two.rows()]
    assert "DeclineJoin" not in kinds  # nobody to be turned away


async def test_more_clean_rooms_than_are_kept_are_deleted_oldest_first(two: Desk) -> None:
    two.rules = replace(two.rules, budget=Budget(rooms_a_day=50, chats=100), rooms_kept=2)
    made = [await two.do(make_room, None) for _ in range(4)]
    await two.settle_all()
    before = (await account(two, FIRST)).chats + (await account(two, SECOND)).chats
    await two.done(sweep)
    states = [
        found.state
        for each in made
        if not isinstance(each, Denied)
        and (found := await two.kept.places.get(each.id)) is not None
    ]
    gone = [PlaceState.DELETED] * 2
    assert states == [*gone, PlaceState.CLEAN, PlaceState.CLEAN]
    after = (await account(two, FIRST)).chats + (await account(two, SECOND)).chats
    assert after == before - 2


async def test_an_account_that_telegram_closed_is_told_as_that(desk: Desk) -> None:
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    await desk.settle_all()
    await desk.do(account_away, str(USERBOT), is_gone=True)
    await desk.do(account_away, str(USERBOT), is_gone=True)
    assert (await desk.told(BOSS)).count(NoticeKey.ACCOUNT_GONE) == 1


async def test_an_account_taken_out_of_chats_by_hand_serves_who_waits(desk: Desk) -> None:
    await desk.staff(7)
    full = Complaint(Trouble.TOO_MANY_CHATS, timedelta(days=1), Rest.MAKING)
    await desk.do(account_troubled, str(USERBOT), full)
    await desk.ask(900)
    assert await desk.waiting(CreateRoom) == []
    await desk.do(account_left_chats, AtWork(str(USERBOT), USERBOT, 400))
    assert len(await desk.waiting(CreateRoom)) == 1
