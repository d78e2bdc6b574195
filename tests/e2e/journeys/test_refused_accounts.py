"""User accounts that Telegram refuses for good: they are left alone, people hear what to do, and
whoever waits is served in another way or told the truth. At the rate of a real desk."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.doctor import budget_of
from core.model.people import Role
from db.reads import Reads
from sandbox.faults import Face
from sandbox.state.model import Verdict
from stories import acts
from stories.stage import premises
from stories.threads.forum import TALK, Forum, make_forum
from tests.e2e.journeys.day import PATIENCE, Day, Visitor, a_day
from tests.support.waiting import eventually

CREATE = "channels.createChannel"
MOST = 2
"""Calls that a refusal may cost."""

REFUSALS = [
    (406, "USER_RESTRICTED", "@SpamBot"),
    (400, "CHANNELS_TOO_MUCH", "chats"),
]
"""One of each kind; `tests/userbot/test_resting.py` has them all."""


@pytest.mark.parametrize(("code", "tag", "told"), REFUSALS, ids=str)
async def test_an_account_that_may_make_no_rooms_is_asked_twice_at_most(
    tmp_path: Path, file_url: str, code: int, tag: str, told: str
) -> None:
    async with a_day(tmp_path, file_url, room_pool=0, userbot_rate=5) as day:
        boss = await day.staff("Boss", role=Role.SUPERVISOR, on_shift=False)
        await boss.start()
        await day.staff("Olga", capacity=9)
        since = await boss.now()
        with day.sandbox.faults.error(Face.MTPROTO, CREATE, code, tag, times=None) as standing:
            asked: list[tuple[Visitor, int]] = []
            for name in ("Ann", "Bob", "Cid"):
                visitor = await day.visitor(name)
                asked.append((visitor, await day.asks(visitor)))
            for visitor, before in asked:
                await visitor.person.sees("takes longer than usual", since=before, timeout=PATIENCE)
            await boss.sees(told, since=since, timeout=PATIENCE)
            for _ in range(3):
                await day.tick()

            async def all_the_rest_waits_for_its_rest() -> bool:
                soon = day.stage.container.clock() + timedelta(hours=1)
                return not await day.stage.rows(
                    "SELECT id FROM outbox WHERE settled_at IS NULL"
                    " AND coalesce(not_before, created_at) < :soon",
                    soon=soon.strftime("%Y-%m-%d %H:%M:%S"),
                )

            await eventually(all_the_rest_waits_for_its_rest, within=PATIENCE)
            assert standing.hits <= MOST
        notices = [seen.text for seen in await boss.messages(day.stage.settings.bot_id)]
        assert len([text for text in notices if told in text]) == 1


async def test_with_a_frozen_account_the_forum_serves_and_nothing_is_hammered(
    tmp_path: Path, file_url: str
) -> None:
    async with premises(tmp_path, file_url) as found:
        chosen = await make_forum(found, "forum", "olga")
        async with found.desk(room_pool=0, userbot_rate=5, **chosen) as stage:
            day, forum = Day(stage), Forum(stage, "forum")
            boss = await day.staff("Boss", role=Role.SUPERVISOR, on_shift=False)
            await boss.start()
            olga = await forum.operator("olga", capacity=9)
            await acts.start_shift(olga)
            ann = await day.talks(await day.visitor("Ann"), [olga])
            since = await boss.now()
            day.sandbox.world.judge(stage.userbot.id, Verdict.FROZEN)
            # Her room can be neither cleared nor deleted, and no other be made.
            await acts.close_ticket(olga, ann.room, patience=PATIENCE)
            bob = await day.visitor("Bob")
            await day.asks(bob)
            await bob.person.say(stage.settings.bot_id, "it does not work")
            await forum.looks(bob.person, TALK)
            await boss.sees("has frozen", since=since, timeout=PATIENCE)
            for _ in range(3):
                await day.tick()
            refused = day.sandbox.mtproto.services.ledger.refusals
            assert sum(refused.values()) <= MOST, refused
            rows = await Reads(stage.container.database).account_budgets(stage.container.clock())
            shown = budget_of(rows[0], stage.settings.rules().budget, stage.container.clock())
            assert not shown.ok
            assert "(frozen): Telegram lets it read only" in shown.text
        # A restart does not forget it.
        async with found.desk(room_pool=0, userbot_rate=5, **chosen) as stage:
            cid = await Day(stage).visitor("Cid")
            await Day(stage).asks(cid)
            await cid.person.say(stage.settings.bot_id, "nor for me")
            await Forum(stage, "forum").looks(cid.person, TALK)
            assert sum(refused.values()) <= MOST, refused
            notices = [seen.text for seen in await boss.messages(stage.settings.bot_id)]
            assert len([text for text in notices if "has frozen" in text]) == 1


async def test_a_restricted_account_leaves_its_operators_to_links_and_another_makes_the_rooms(
    tmp_path: Path, file_url: str
) -> None:
    async with a_day(tmp_path, file_url, accounts=2, room_pool=0, userbot_rate=5) as day:
        olga = await day.staff("Olga", capacity=9)
        first, second = day.stage.userbot.id, day.stage.further[0].id
        day.sandbox.world.judge(first, Verdict.RESTRICTED)
        for name in ("Ann", "Bob", "Cid"):
            await day.talks(await day.visitor(name), [olga])
        refused = day.sandbox.mtproto.services.ledger.refusals
        assert {who for who, _ in refused} <= {first}
        assert sum(refused.values()) <= MOST
        owned = await day.stage.rows("SELECT DISTINCT account FROM places WHERE state = 'ready'")
        assert owned == [{"account": str(second)}]
