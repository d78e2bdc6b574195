"""Whoever waits too long for Telegram, or for an account that is away, is served in another way or
told until when."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from core.consequences.ticks import effects_overdue, give_up_overdue
from core.conversations.incoming import receive_from_customer
from core.groups.lifecycle import add_group
from core.model.accounts import Trouble
from core.model.desk_effects import CopyMessage
from core.model.effects import SendText, ShowCard
from core.model.outcomes import Cause, Rejected, RetryAt, Scope, Sent
from core.model.people import Role
from core.model.places import GroupUse, PlaceKind, PlaceState
from core.model.relay_text_keys import RelayKey
from core.model.room_effects import (
    ApproveJoin,
    CreateJoinLink,
    CreatePersonalLink,
    CreateRoom,
    DeleteRoom,
    DiscardRoom,
    InviteOperator,
)
from core.model.text_keys import TextKey
from core.rooms.accounts import AtWork, account_away, account_connected, accounts_at_work
from core.rooms.entry import request_to_join
from core.tickets.begin import member_joined
from db.models import leases
from tests.core.desk import USERBOT, Desk, person
from tests.core.staff_groups import DESK, FORUM, answers, asks, copy_of, open_groups, said

ANNA = 900
MINUTE = timedelta(minutes=1)


def too_long(desk: Desk, cause: Cause = Cause.FLOOD_WAIT) -> Rejected:
    """What the relay says of what nobody waits for any longer."""
    return Rejected("wait", cause, Scope.ACCOUNT, until=desk.now + 90 * MINUTE, gave_up=True)


def held(desk: Desk, minutes: float) -> RetryAt:
    return RetryAt(desk.now + minutes * MINUTE, "wait", Cause.FLOOD_WAIT, notify=True)


async def texts(desk: Desk, chat_id: int) -> list[SendText]:
    return [each for each in await desk.waiting(SendText) if each.chat_id == chat_id]


# ----------------------------------------------------------------------------------------- the door
async def knocks(desk: Desk, who: int) -> int:
    """A customer with a room, at whose door somebody knocks and is kept waiting; the ticket."""
    await desk.staff(7)
    ticket_id = await desk.ready(ANNA)
    room = (await desk.place_of(ticket_id)).chat_id or 0
    assert await desk.do(request_to_join, room, who, f"Person {who}")
    await desk.settle_kind(ApproveJoin, too_long(desk))
    return ticket_id


async def test_who_is_kept_waiting_at_the_door_hears_once_until_when_and_is_let_in(
    desk: Desk,
) -> None:
    await knocks(desk, ANNA)
    [told] = await texts(desk, ANNA)
    assert told.text.key is TextKey.DOOR_WAITS
    assert told.text.values["time"] == "09:30 UTC"
    [row] = [row for row in await desk.rows() if isinstance(row.effect, ApproveJoin)]
    assert row.not_before == desk.now + 90 * MINUTE
    desk.later(minutes=91)
    await desk.settle(row, too_long(desk))
    assert len(await texts(desk, ANNA)) == 1
    assert await desk.settle_kind(ApproveJoin) == 1


async def test_where_the_bot_can_serve_nobody_waits_at_the_door(desk: Desk) -> None:
    await desk.do(add_group, FORUM, GroupUse.FORUM, "Forum", None)
    ticket_id = await knocks(desk, ANNA)
    assert await texts(desk, ANNA) == []
    assert (await desk.place_of(ticket_id)).kind is PlaceKind.THREAD
    assert await desk.waiting(ApproveJoin) == []


async def test_a_member_of_staff_is_told_too(desk: Desk) -> None:
    await desk.staff(8, role=Role.SUPERVISOR, on_shift=False)
    await desk.settle_all()
    await knocks(desk, 8)
    assert TextKey.DOOR_WAITS in [each.text.key for each in await texts(desk, 8)]


async def test_a_link_to_come_back_by_is_asked_for_again(desk: Desk) -> None:
    await desk.staff(7)
    ticket_id = await desk.talk(ANNA)
    assert await desk.leaves(ticket_id)
    until = desk.now + 90 * MINUTE
    assert await desk.settle_kind(CreateJoinLink, too_long(desk)) == 1
    [row] = [row for row in await desk.rows() if isinstance(row.effect, CreateJoinLink)]
    assert row.not_before == until


# --------------------------------------------------------------------------------------- the words
async def notices(desk: Desk, chat_id: int) -> list[ShowCard]:
    return [each for each in await desk.shown(chat_id) if each.card.startswith("held-up:")]


async def test_staff_hears_once_until_when_their_answers_wait(desk: Desk) -> None:
    await open_groups(desk, **{"Desk 1": (DESK, GroupUse.DESK)})
    question = await asks(desk, ANNA)
    answer = await answers(desk, await copy_of(desk, question, DESK))
    await answers(desk, await copy_of(desk, question, DESK), "and another thing")
    first, second = [row for row in await desk.rows() if isinstance(row.effect, CopyMessage)]
    await desk.settle(first, held(desk, 25))
    await desk.settle(second, held(desk, 25))
    [notice] = await notices(desk, DESK)
    assert notice.text.key is RelayKey.ANSWER_HELD_UP
    assert notice.text.values["time"] == "08:25 UTC"
    assert (notice.reply_to, notice.fresh) == (answer.message_id, True)
    # Short waits one after the other are told of no more often.
    desk.later(minutes=24)
    await desk.settle(first, held(desk, 0.2))
    assert len(await notices(desk, DESK)) == 1
    desk.later(minutes=2)
    await desk.settle(first, held(desk, 0.2))
    assert len(await notices(desk, DESK)) == 2
    await desk.settle_kind(ShowCard)
    await desk.settle(replace(first, attempts=3))
    [arrived] = await notices(desk, DESK)
    assert (arrived.text.key, arrived.fresh) == (RelayKey.ANSWER_ARRIVED_LATE, False)


async def test_a_customer_hears_until_when_their_words_wait(desk: Desk) -> None:
    await open_groups(desk, **{"Desk 1": (DESK, GroupUse.DESK)})
    await asks(desk, ANNA)
    words = said(ANNA, desk.now, "and it burns")
    assert await desk.do(receive_from_customer, person(ANNA), words)
    await desk.settle_kind(CopyMessage, held(desk, 25))
    [notice] = await notices(desk, ANNA)
    assert notice.text.key is RelayKey.WORDS_HELD_UP
    assert notice.text.values["time"] == "08:25 UTC"
    assert notice.reply_to == words.message_id
    await desk.settle_all()
    assert await notices(desk, DESK) == []


# ---------------------------------------------------------------------------------------- the rooms
async def test_a_room_that_nobody_waits_for_is_another_accounts_and_deleted_if_it_comes(
    desk: Desk,
) -> None:
    await desk.staff(7)
    await desk.do(accounts_at_work, [AtWork(str(USERBOT), USERBOT, 0), AtWork("12", 12, 0)])
    await desk.ask(ANNA)
    [row] = [row for row in await desk.rows() if isinstance(row.effect, CreateRoom)]
    await desk.settle(row, too_long(desk, Cause.NO_CONNECTION))
    [room] = await desk.waiting(CreateRoom)
    assert isinstance(row.effect, CreateRoom)
    [discarded] = await desk.waiting(DiscardRoom)
    assert discarded.marker == row.effect.marker
    accounts = await desk.rows_of("SELECT account FROM places ORDER BY id")
    assert [each["account"] for each in accounts] == [str(USERBOT), "12"]
    assert room.place_id != row.effect.place_id
    # It was under way all the same.
    await desk.settle(row, Sent({"chat_id": -1_003_000_000_777}))
    assert DeleteRoom(row.effect.place_id, -1_003_000_000_777) in await desk.waiting(DeleteRoom)


@pytest.mark.parametrize("found", [True, False])
async def test_what_was_reserved_for_a_room_is_given_back_when_it_is_known(
    desk: Desk, found: bool
) -> None:
    await desk.staff(7)
    await desk.ask(ANNA)
    await desk.settle_kind(CreateRoom, too_long(desk, Cause.NO_CONNECTION))
    assert await desk.waiting(CreateRoom) == []  # it is asked again in a while only
    await desk.settle_kind(DiscardRoom, Sent({"found": found}))
    [account] = await desk.rows_of(
        "SELECT chats, rooms, trouble FROM accounts JOIN account_days ON account = name"
    )
    assert account == {"chats": 0, "rooms": int(found), "trouble": Trouble.OFFLINE.value}
    await desk.do(accounts_at_work, [AtWork(str(USERBOT), USERBOT, 0)])
    assert len(await desk.waiting(CreateRoom)) == 1


async def test_an_account_whose_connection_is_back_makes_rooms_at_once(desk: Desk) -> None:
    await desk.staff(7)
    await desk.ask(ANNA)
    await desk.settle_kind(CreateRoom, too_long(desk, Cause.NO_CONNECTION))
    assert await desk.waiting(CreateRoom) == []
    await desk.do(account_connected, str(USERBOT))
    assert len(await desk.waiting(CreateRoom)) == 1


async def test_a_flood_wait_is_waited_for_whatever_the_connection_does(desk: Desk) -> None:
    await desk.staff(7)
    await desk.ask(ANNA)
    await desk.settle_kind(CreateRoom, too_long(desk))
    await desk.do(account_connected, str(USERBOT))
    assert await desk.waiting(CreateRoom) == []


async def test_a_login_that_ends_meanwhile_is_waited_for_no_longer_than_until_it_is_back(
    desk: Desk,
) -> None:
    await desk.staff(7)
    await desk.ask(ANNA)
    await desk.settle_kind(CreateRoom, too_long(desk, Cause.LOGGED_OUT))
    await desk.do(account_away, str(USERBOT))
    assert await desk.waiting(CreateRoom) == []
    await desk.do(accounts_at_work, [AtWork(str(USERBOT), USERBOT, 0)])
    assert len(await desk.waiting(CreateRoom)) == 1


# ------------------------------------------------------------------------------- nobody is at work
async def the_account_is(desk: Desk, minutes_ago: float, trouble: str | None = None) -> None:
    """Its process was last heard of so long ago, by the database's clock."""
    seen = datetime.now(UTC) - minutes_ago * MINUTE
    row = {"part": "userbot", "holder": "1", "taken_at": seen, "until": seen, "trouble": trouble}
    async with desk.database.engine.begin() as connection:
        await connection.execute(leases.delete())
        await connection.execute(leases.insert(), row)


async def overdue(desk: Desk) -> list[str]:
    """Gives up what is overdue; which kinds it was."""
    kinds = {row.id: type(row.effect).__name__ for row in await desk.rows()}
    found = await desk.do(effects_overdue)
    for effect_id in found:
        assert await desk.do(give_up_overdue, effect_id)
        assert not await desk.do(give_up_overdue, effect_id)
    return [kinds[effect_id] for effect_id in found]


async def test_with_the_accounts_process_down_a_customer_is_served_by_the_forum(
    desk: Desk,
) -> None:
    await desk.do(add_group, FORUM, GroupUse.FORUM, "Forum", None)
    await desk.staff(7)
    ticket_id = await desk.ask(ANNA)
    await the_account_is(desk, minutes_ago=5)
    assert await overdue(desk) == []
    desk.later(seconds=71)
    assert await overdue(desk) == ["CreateRoom"]
    assert (await desk.place_of(ticket_id)).kind is PlaceKind.THREAD
    # Whoever comes next does not wait at all.
    next_one = await desk.ask(901)
    assert (await desk.place_of(next_one)).kind is PlaceKind.THREAD
    assert await desk.waiting(CreateRoom) == []


@pytest.mark.parametrize("trouble", [None, "no connection to Telegram"])
async def test_with_the_account_away_an_operator_gets_a_link(
    desk: Desk, trouble: str | None
) -> None:
    await desk.staff(7)
    ticket_id = await desk.ready(ANNA)
    place = await desk.place_of(ticket_id)
    await desk.do(member_joined, place.chat_id or 0, person(ANNA))
    assert len(await desk.waiting(InviteOperator)) == 1
    desk.later(seconds=31)
    await the_account_is(desk, -1 if trouble else 1, trouble)
    assert await overdue(desk) == ["InviteOperator"]
    [link] = await desk.waiting(CreatePersonalLink)
    assert link.person_id == 7
    assert (await desk.place_of(ticket_id)).state is PlaceState.READY


async def test_what_an_account_at_work_has_not_come_to_yet_is_left_to_it(desk: Desk) -> None:
    await desk.staff(7)
    await desk.ask(ANNA)
    desk.later(hours=1)
    await the_account_is(desk, minutes_ago=-1)
    assert await overdue(desk) == []
