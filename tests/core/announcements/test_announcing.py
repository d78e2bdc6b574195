"""Announcements: who is told, how fast, and that nobody is told twice or forgotten."""

import asyncio
from collections import Counter

import pytest
import pytest_asyncio

from core.announcements import broadcast
from core.customers.start import greet
from core.model.effects import SendAnnouncement, ShowCard
from core.model.outcomes import Outcome, Rejected, Unreachable
from core.model.people import Role
from core.model.records import Announcement, AnnouncementState, Audience
from core.model.rules import Rules
from core.model.text_keys import TextKey
from core.model.texts import DeskError, StaffOnly
from core.ports import OutboxEffect
from tests.core.desk import BOT, USERBOT, Desk, person
from tests.support.present import present

BOSS = 8
WORDS = "Tomorrow we are *closed* <b>all</b> day & night: {name} 🎄"


@pytest_asyncio.fixture(loop_scope="session")
async def office(desk: Desk) -> Desk:
    desk.rules = Rules(bot_id=BOT, userbot_id=USERBOT, announcement_rate=3)
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    await desk.settle_all()
    return desk


async def written(desk: Desk, audience: Audience) -> int:
    """An announcement that waits for the yes; its id."""
    await desk.do(broadcast.ask_announcement, BOSS)
    await desk.do(broadcast.write_announcement, BOSS, WORDS)
    shown = await desk.waiting(ShowCard)
    asked = [each for each in shown if each.text.key is TextKey.ANNOUNCE_TO_WHOM][-1]
    action = present(asked.buttons[0][0].action)
    number = int(action.split(":")[1])
    await desk.do(broadcast.choose_audience, BOSS, number, audience)
    return number


async def announcement(desk: Desk, number: int) -> Announcement:
    return present(await desk.kept.announcements.get(number))


async def due(desk: Desk) -> list[OutboxEffect]:
    return [row for row in await desk.rows() if isinstance(row.effect, SendAnnouncement)]


async def card(desk: Desk, number: int) -> ShowCard:
    shown = await desk.waiting(ShowCard)
    return [each for each in shown if each.card == f"announcement:{number}"][-1]


async def tell_all(desk: Desk, outcomes: dict[int, Outcome] | None = None) -> list[int]:
    """Second by second until it is over; who was told, in order."""
    told: list[int] = []
    for _ in range(60):
        for row in await due(desk):
            assert isinstance(row.effect, SendAnnouncement)
            assert row.effect.words == WORDS
            told.append(row.effect.chat_id)
            await desk.settle(row, (outcomes or {}).get(row.effect.chat_id))
        desk.later(seconds=1)
        if not await desk.do(broadcast.send_announcements) and not await due(desk):
            break
    return told


async def test_customers_are_told_a_second_s_share_at_a_time(office: Desk) -> None:
    for number in range(900, 908):
        await office.customer(number)
    await office.staff(7)
    await office.done(greet, person(7))
    number = await written(office, Audience.CUSTOMERS)
    sure = await card(office, number)
    assert sure.text.key is TextKey.ANNOUNCE_SURE_CUSTOMERS
    assert sure.text.values == {"count": 8, "text": WORDS}
    assert await due(office) == []
    await office.do(broadcast.begin_announcement, BOSS, number)
    first = await due(office)
    assert len(first) == 3
    moments = [row.not_before for row in first]
    assert moments == sorted(moments, key=str)
    assert len(set(moments)) == 3
    assert {row.priority.name for row in first} == {"BOARD"}
    await office.do(broadcast.send_announcements)  # ticked again before anybody was told
    assert len(await due(office)) == 3
    assert await tell_all(office) == list(range(900, 908))
    done = await announcement(office, number)
    assert (done.state, done.sent, done.failed, done.total) == (AnnouncementState.DONE, 8, 0, 8)
    assert done.ended_at is not None
    last = await card(office, number)
    assert last.text.key is TextKey.ANNOUNCE_DONE
    assert last.buttons == ()


async def test_staff_are_told_but_not_the_author(office: Desk) -> None:
    await office.customer(900)
    for number in (5, 6, 7):
        await office.staff(number)
    await office.settle_all()
    number = await written(office, Audience.OPERATORS)
    await office.do(broadcast.begin_announcement, BOSS, number)
    assert await tell_all(office) == [5, 6, 7]


async def test_who_blocked_the_bot_counts_as_failed_and_is_left_out_next_time(
    office: Desk,
) -> None:
    for number in range(900, 904):
        await office.customer(number)
    await office.staff(7)
    await office.settle_all()
    outcomes: dict[int, Outcome] = {
        901: Unreachable("bot was blocked by the user"),
        902: Rejected("PEER_ID_INVALID"),
        7: Unreachable("bot was blocked by the user"),
    }
    for audience, told, failed in ((Audience.CUSTOMERS, 4, 2), (Audience.OPERATORS, 1, 1)):
        number = await written(office, audience)
        await office.do(broadcast.begin_announcement, BOSS, number)
        assert len(await tell_all(office, outcomes)) == told
        done = await announcement(office, number)
        assert (done.sent, done.failed) == (told - failed, failed)
    blocked, refused = await office.kept.customers.get(901), await office.kept.customers.get(902)
    assert blocked is not None
    assert not blocked.reachable
    assert refused is not None
    assert refused.reachable
    assert not (await office.operator(7)).started_bot
    again = await written(office, Audience.CUSTOMERS)
    await office.do(broadcast.begin_announcement, BOSS, again)
    assert 901 not in await tell_all(office)


async def test_a_stop_leaves_the_rest_in_peace(office: Desk) -> None:
    for number in range(900, 908):
        await office.customer(number)
    await office.settle_all()
    number = await written(office, Audience.CUSTOMERS)
    await office.do(broadcast.begin_announcement, BOSS, number)
    await office.do(broadcast.stop_announcement, BOSS, number)
    with pytest.raises(DeskError, match="already-done"):
        await office.do(broadcast.stop_announcement, BOSS, number)
    assert await tell_all(office) == [900, 901, 902]
    stopped = await announcement(office, number)
    assert (stopped.state, stopped.sent) == (AnnouncementState.STOPPED, 3)
    last = await card(office, number)
    assert last.text.key is TextKey.ANNOUNCE_STOPPED
    assert last.text.values["sent"] == 3


async def test_a_no_sends_nothing(office: Desk) -> None:
    await office.customer(900)
    await office.settle_all()
    number = await written(office, Audience.CUSTOMERS)
    await office.do(broadcast.stop_announcement, BOSS, number)
    assert (await card(office, number)).text.key is TextKey.ANNOUNCE_DROPPED
    with pytest.raises(DeskError, match="already-done"):
        await office.do(broadcast.begin_announcement, BOSS, number)
    assert await tell_all(office) == []


async def test_ten_quick_yeses_send_it_once(office: Desk) -> None:
    for number in range(900, 907):
        await office.customer(number)
    await office.settle_all()
    number = await written(office, Audience.CUSTOMERS)
    answers = await asyncio.gather(
        *(office.do(broadcast.begin_announcement, BOSS, number) for _ in range(10)),
        return_exceptions=True,
    )
    assert [answer for answer in answers if answer is None] == [None]
    await asyncio.gather(*(office.do(broadcast.send_announcements) for _ in range(5)))
    assert Counter(await tell_all(office)) == dict.fromkeys(range(900, 907), 1)


async def test_who_comes_later_is_not_told_of_what_was_before(office: Desk) -> None:
    for number in range(900, 904):
        await office.customer(number)
    await office.settle_all()
    number = await written(office, Audience.CUSTOMERS)
    await office.do(broadcast.begin_announcement, BOSS, number)
    office.later(seconds=1)
    await office.customer(990)
    assert await tell_all(office) == [900, 901, 902, 903]
    assert (await announcement(office, number)).total == 4


async def test_two_announcements_share_the_pace_and_both_arrive(office: Desk) -> None:
    for number in range(900, 905):
        await office.customer(number)
    await office.staff(7)
    await office.settle_all()
    numbers = []
    for audience in (Audience.CUSTOMERS, Audience.OPERATORS):
        number = await written(office, audience)
        await office.do(broadcast.begin_announcement, BOSS, number)
        assert len(await due(office)) <= 3
        await office.settle_kind(ShowCard)
        numbers.append(number)
    assert sorted(await tell_all(office)) == [7, 900, 901, 902, 903, 904]
    for number in numbers:
        assert (await announcement(office, number)).state is AnnouncementState.DONE


async def test_announcing_is_for_supervisors_and_for_ones_own(office: Desk) -> None:
    await office.staff(7)
    await office.staff(9, role=Role.SUPERVISOR)
    await office.settle_all()
    number = await written(office, Audience.OPERATORS)
    for actor in (7, 900):
        with pytest.raises(StaffOnly):
            await office.do(broadcast.ask_announcement, actor)
        with pytest.raises(StaffOnly):
            await office.do(broadcast.write_announcement, actor, "words")
        with pytest.raises(StaffOnly):
            await office.do(broadcast.begin_announcement, actor, number)
        with pytest.raises(StaffOnly):
            await office.do(broadcast.stop_announcement, actor, number)
    with pytest.raises(DeskError, match="already-done"):
        await office.do(broadcast.begin_announcement, 9, number)


async def test_an_empty_audience_is_said(office: Desk) -> None:
    await office.do(broadcast.write_announcement, BOSS, None)
    assert (await office.told(BOSS))[-1] is TextKey.ANNOUNCE_ONLY_TEXT
    with pytest.raises(DeskError, match="announce-nobody"):
        await written(office, Audience.CUSTOMERS)


async def test_who_was_forgotten_hears_nothing_until_they_come_back_and_staff_hears_it_as_staff(
    office: Desk,
) -> None:
    for number in (900, 901, 7):
        await office.customer(number)
    await office.staff(7, on_shift=False)  # was a customer once
    await office.settle_all()
    await office.kept.erasures.forget(900, office.now)
    office.later(minutes=1)
    number = await written(office, Audience.CUSTOMERS)
    await office.do(broadcast.begin_announcement, BOSS, number)
    told = [row.effect for row in await due(office)]
    assert [each.chat_id for each in told if isinstance(each, SendAnnouncement)] == [901]
    await office.settle_all()
    await office.do(greet, person(900))  # they begin afresh
    office.later(minutes=1)
    number = await written(office, Audience.CUSTOMERS)
    await office.do(broadcast.begin_announcement, BOSS, number)
    told = [row.effect for row in await due(office)]
    assert [each.chat_id for each in told if isinstance(each, SendAnnouncement)] == [900, 901]
