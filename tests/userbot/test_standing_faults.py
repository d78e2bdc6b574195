"""A read that fails for good is asked for ever more rarely, and said so once: an account that asks
thousands of times is taken for a robot.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from core.model.outcomes import RetryAt
from core.model.places import Place, PlaceState
from core.model.room_effects import EmptyRoom, SaveMedia
from sandbox.faults import Face, Rule, Way
from sandbox.state.model import Content
from tests.support.waiting import eventually
from tests.userbot.conftest import TIMINGS, Desk, new_texts, utc_now
from userbot.account import Account
from userbot.waiters import Unread

AGAIN = 0.03
STRIKES = 5
LEAST = AGAIN * sum(2**n for n in range(STRIKES - 1)) * 0.9
"""Seconds that so many strikes take when each pause is twice the one before."""

QUICK = replace(TIMINGS, answer=0.2, reconnect=AGAIN, pauses=replace(TIMINGS.pauses, again=AGAIN))

Fail = Callable[[Desk, str], Rule]


def server_error(desk: Desk, method: str) -> Rule:
    return desk.faults.error(Face.MTPROTO, method, 500, "INTERNAL", times=None)


def timeout(desk: Desk, method: str) -> Rule:
    return desk.faults.error(Face.MTPROTO, method, -503, "Timeout", times=None)


def refusal(desk: Desk, method: str) -> Rule:
    return desk.faults.error(Face.MTPROTO, method, 400, "NEVER_HEARD_OF", times=None)


def silence(desk: Desk, method: str) -> Rule:
    return desk.faults.swallow(Face.MTPROTO, method, times=None)


def cut(desk: Desk, method: str) -> Rule:
    return desk.faults.lose_call(Face.MTPROTO, method, times=None)


WAYS = [server_error, timeout, refusal, silence, cut]


def said_of_reading(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [each.message for each in caplog.records if each.name == "userbot.pump"]


async def grows(rule: Rule, nudge: Callable[[], None]) -> None:
    """The fault strikes ever more rarely, however often something asks for another look."""
    loop = asyncio.get_running_loop()

    async def nudging() -> None:
        while True:
            nudge()
            await asyncio.sleep(0.01)

    task = asyncio.create_task(nudging())
    try:
        await rule.struck()
        first = loop.time()
        await rule.struck(STRIKES, timeout=20)
    finally:
        task.cancel()
    assert loop.time() - first >= LEAST


@pytest.mark.parametrize(
    ("method", "way"),
    [
        ("updates.getDifference", server_error),
        *(("updates.getChannelDifference", way) for way in WAYS),
    ],
)
async def test_a_difference_that_cannot_be_had_is_asked_for_ever_more_rarely(
    desk: Desk, method: str, way: Fail, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "userbot")
    account = await desk.account(QUICK)
    room = await desk.room(account)
    rule = way(desk, method)
    await grows(rule, account.pump.look_again)
    rule.release()
    desk.say(room.chat_id or 0, "after all")
    await desk.texts(account, ["after all"])
    assert len(said_of_reading(caplog)) <= 3


async def unread(desk: Desk, account: Account) -> dict[int, str]:
    async with desk.database.unit_of_work() as uow:
        return {each.box: each.reason for each in await uow.accounts.unreadable(account.name)}


async def test_a_room_that_is_closed_to_the_account_is_kept_for_doctor_and_tried_ever_more_rarely(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    account = await desk.account(replace(QUICK, pauses=replace(QUICK.pauses, closed=AGAIN)))
    room = await desk.room(account)
    chat_id = room.chat_id or 0
    for method in ("updates.getChannelDifference", "channels.getFullChannel"):
        desk.faults.error(Face.MTPROTO, method, 400, "CHANNEL_PRIVATE", times=None)
    (_, rule) = desk.faults.rules.values()
    await grows(rule, account.pump.look_again)
    assert await unread(desk, account) == {chat_id: "CHANNEL_PRIVATE"}
    assert len([each for each in said_of_reading(caplog) if str(chat_id) in each]) <= 1
    desk.faults.clear()
    desk.say(chat_id, "open again")

    async def is_open() -> bool:
        account.pump.look_again()
        return "open again" in new_texts(await desk.inbox(account))

    await eventually(is_open)

    async def is_read() -> bool:
        return await unread(desk, account) == {}

    await eventually(is_read)


async def test_a_new_room_whose_history_cannot_be_read_is_read_ever_more_rarely(
    desk: Desk,
) -> None:
    account = await desk.account(QUICK)
    rule = server_error(desk, "messages.getHistory")
    reading = asyncio.create_task(desk.room(account))
    await grows(rule, account.pump.look_again)

    async def is_kept() -> bool:
        return bool(await unread(desk, account))

    await eventually(is_kept)
    rule.release()
    await reading


async def test_chats_that_cannot_be_listed_are_asked_for_ever_more_rarely(desk: Desk) -> None:
    """A new session file knows no address of the rooms made before it."""
    account = await desk.account(QUICK)
    await desk.room(account, "marker-1")
    for number in range(2, 5):
        place = await desk.place(f"marker-{number}")
        chat = desk.world.create_supergroup(desk.owner.id, "Support", f"marker-{number}")
        async with desk.database.unit_of_work() as uow:
            assert await uow.places.created(place.id, chat.id, utc_now())
    await account.stop()
    for file in list(desk.credentials.session_file.parent.iterdir()):
        file.unlink()
    rule = server_error(desk, "messages.getDialogs")
    again = await desk.account(QUICK)
    await grows(rule, again.pump.look_again)


async def test_a_start_that_is_not_answered_is_tried_ever_more_rarely(desk: Desk) -> None:
    account = await desk.account(QUICK)
    await account.stop()
    rule = server_error(desk, "users.getFullUser")
    starting = asyncio.create_task(desk.account(QUICK))
    await grows(rule, lambda: None)
    rule.release()
    await starting


async def test_chats_that_cannot_be_counted_do_not_keep_the_account_from_its_work(
    desk: Desk,
) -> None:
    account = await desk.account(replace(QUICK, retry=0.01))
    rule = server_error(desk, "messages.getDialogs")
    assert await asyncio.wait_for(account.chats(), 5) == 0
    assert rule.hits <= 3


@pytest.mark.parametrize(
    ("method", "kind"),
    [
        ("channels.getParticipants", "empty"),
        ("messages.getHistory", "empty"),
        ("channels.getMessages", "save"),
    ],
)
async def test_effects_whose_reads_fail_wait_ever_longer(
    desk: Desk, method: str, kind: str
) -> None:
    account = await desk.account(QUICK)
    room = await desk.room(account)
    server_error(desk, method)
    gateway = desk.gateway(account)
    waits = []
    for _ in range(5):
        outcome = await gateway.carry_out(effect_of(kind, room))
        assert isinstance(outcome, RetryAt)
        waits.append((outcome.at - utc_now()).total_seconds())
    assert all(after > before * 1.8 for before, after in pairwise(waits))


def effect_of(kind: str, room: Place) -> EmptyRoom | SaveMedia:
    chat_id = room.chat_id or 0
    return EmptyRoom(room.id, chat_id) if kind == "empty" else SaveMedia(room.id, chat_id, 1, "a/b")


async def test_a_flood_wait_stops_the_round_and_ends(desk: Desk) -> None:
    """The next room would be answered alike, and every such call makes the wait longer."""
    account = await desk.account(QUICK)
    room = await desk.room(account, "marker-1")
    others = [await desk.room(account, f"marker-{number}") for number in range(2, 5)]
    await account.pump.settled(*(other.chat_id or 0 for other in [room, *others]))
    loop = asyncio.get_running_loop()
    asked = desk.faults.flood(Face.MTPROTO, "updates.getChannelDifference", 1)
    counted = desk.faults.delay(Face.MTPROTO, "updates.getChannelDifference", 0, times=None)
    account.pump.look_again()
    await asked.struck()
    first = loop.time()
    with pytest.raises(Unread):
        await account.pump.settled(room.chat_id or 0)  # whoever waits is told at once
    await counted.struck(4)
    assert loop.time() - first >= 0.9
    desk.say(room.chat_id or 0, "and on it goes")
    await desk.texts(account, ["and on it goes"])


async def test_the_boxes_of_which_telegram_says_that_we_are_behind_are_read_and_no_others(
    desk: Desk,
) -> None:
    account = await desk.account(QUICK)
    room, other = await desk.room(account, "marker-1"), await desk.room(account, "marker-2")
    await account.pump.settled(room.chat_id or 0, other.chat_id or 0)
    common = desk.faults.delay(Face.MTPROTO, "updates.getDifference", 0, times=None)
    channel = desk.faults.delay(Face.MTPROTO, "updates.getChannelDifference", 0, times=None)
    desk.faults.push(Way.PUSH_TOO_LONG, who=desk.owner.id)
    desk.say(room.chat_id or 0, "too much to be pushed")
    await desk.texts(account, ["too much to be pushed"])
    await account.pump.settled()
    assert (common.hits, channel.hits) == (0, 1)
    desk.faults.push(Way.PUSH_TOO_LONG, who=desk.owner.id)
    desk.world.send(desk.operator.id, desk.owner.id, Content(text="private"))
    await common.struck()
    await account.pump.settled()
    assert (common.hits, channel.hits) == (1, 1)


async def test_what_was_never_pushed_in_a_room_in_use_is_read_all_the_same(desk: Desk) -> None:
    """Nothing comes any more, and nothing says so: the connection answers every proof."""
    account = await desk.account(replace(QUICK, pauses=replace(QUICK.pauses, silence=0.3)))
    room, quiet = await desk.room(account, "marker-1"), await desk.room(account, "marker-2")
    await desk.move(quiet, PlaceState.CLEAN)
    account.pump.look_again()
    await account.pump.settled(room.chat_id or 0, quiet.chat_id or 0)
    desk.faults.push(Way.PUSH_NEVER, who=desk.owner.id, times=None)
    desk.say(quiet.chat_id or 0, "nobody's")
    desk.say(room.chat_id or 0, "is anybody there?")
    await desk.texts(account, ["is anybody there?"])


SOON = 1.5
"""Seconds within which words of other rooms come, on a machine that is busy with other tests."""


async def test_a_room_whose_reading_is_never_answered_holds_up_the_words_of_no_other(
    desk: Desk,
) -> None:
    account = await desk.account(replace(QUICK, answer=15.0))
    stuck, other = await desk.room(account, "marker-1"), await desk.room(account, "marker-2")
    await account.pump.settled(stuck.chat_id or 0, other.chat_id or 0)
    swallowed = silence(desk, "updates.getChannelDifference")
    desk.faults.push(Way.PUSH_TOO_LONG, who=desk.owner.id)
    desk.say(stuck.chat_id or 0, "too much to be pushed")
    await swallowed.struck()
    desk.say(other.chat_id or 0, "pushed")
    await desk.texts(account, ["pushed"], within=SOON)
    # Nor does a room that has to be read wait for it.
    swallowed.release()
    desk.faults.push(Way.PUSH_TOO_LONG, who=desk.owner.id)
    desk.say(other.chat_id or 0, "read")
    await desk.texts(account, ["pushed", "read"], within=SOON)
    await asyncio.wait_for(account.pump.settled(other.chat_id or 0), SOON)
    assert account.is_connected


async def test_what_is_said_while_a_room_is_being_read_comes_once_and_in_order(
    desk: Desk,
) -> None:
    account = await desk.account(replace(QUICK, answer=3.0))
    room = await desk.room(account)
    chat_id = room.chat_id or 0
    await account.pump.settled(chat_id)
    slow = desk.faults.delay(Face.MTPROTO, "updates.getChannelDifference", 0.3, times=None)
    desk.faults.push(Way.PUSH_TOO_LONG, who=desk.owner.id)
    texts = [f"word {number}" for number in range(12)]
    desk.say(chat_id, texts[0])
    await slow.struck()
    for text in texts[1:]:
        desk.say(chat_id, text)
    await desk.texts(account, texts)
    await account.pump.settled(chat_id)
    assert new_texts(await desk.inbox(account)) == texts
