"""User accounts that Telegram refuses for good: they are left alone, people hear what to do, and
whoever waits is served in another way or told the truth. At the rate of a real desk."""

from pathlib import Path

from app.doctor import budget_of
from app.doctor_words import in_words
from core.model.people import Role
from db.reads import Reads
from sandbox.state.model import Verdict
from stories import acts
from stories.stage import premises
from stories.threads.forum import TALK, Forum, make_forum
from tests.e2e.journeys.day import PATIENCE, Day

MOST = 2
"""Calls that a refusal may cost."""


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
            _, words = in_words(shown, "en")
            assert "(Telegram lets it read only): it does nothing but read" in words
        # A restart does not forget it.
        async with found.desk(room_pool=0, userbot_rate=5, **chosen) as stage:
            cid = await Day(stage).visitor("Cid")
            await Day(stage).asks(cid)
            await cid.person.say(stage.settings.bot_id, "nor for me")
            await Forum(stage, "forum").looks(cid.person, TALK)
            assert sum(refused.values()) <= MOST, refused
            notices = [seen.text for seen in await boss.messages(stage.settings.bot_id)]
            assert len([text for text in notices if "has frozen" in text]) == 1
