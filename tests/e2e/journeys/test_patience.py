"""Whoever waits for Telegram waits for a bounded time; then another way is taken."""

from pathlib import Path

from app.stories import acts
from app.stories.stage import premises
from app.stories.threads.forum import TALK, TOPICS, Forum, make_forum
from sandbox.faults import Face
from sandbox.people import Seen
from tests.e2e.journeys.day import PATIENCE, Day, a_day

HOUR = 3600
MOST = 2


def is_invitation(seen: Seen) -> bool:
    """Sees a link by which one comes into a room."""
    return "/+" in (acts.link_of(seen) or "")


async def test_an_operator_who_cannot_be_added_for_an_hour_gets_a_link(
    tmp_path: Path, file_url: str
) -> None:
    async with a_day(tmp_path, file_url, room_pool=0, userbot_rate=5) as day:
        olga = await day.staff("Olga")
        since = await olga.now()
        with day.sandbox.faults.flood(
            Face.MTPROTO, "channels.inviteToChannel", HOUR, times=None
        ) as standing:
            room = await day.comes(await day.visitor("Ann"))
            link = await olga.sees(is_invitation, since=since, timeout=PATIENCE)
            await olga.open_link(acts.link_of(link) or "")
            await olga.gets_into(room, PATIENCE)
            assert 1 <= standing.hits <= MOST


async def test_a_room_whose_link_takes_an_hour_is_given_up_for_the_forum(
    tmp_path: Path, file_url: str
) -> None:
    async with premises(tmp_path, file_url) as found:
        chosen = await make_forum(found, "forum", "olga")
        async with found.desk(room_pool=0, userbot_rate=5, **chosen) as stage:
            day, forum = Day(stage), Forum(stage, "forum")
            await acts.start_shift(await forum.operator("olga"))
            with day.sandbox.faults.flood(
                Face.BOT_API, "createChatInviteLink", HOUR, times=None
            ) as standing:
                ann = await day.visitor("Ann")
                await day.asks(ann)
                await ann.person.say(stage.settings.bot_id, "it does not work")
                await forum.looks(ann.person, TALK)
                await day.quiet()
                assert 1 <= standing.hits <= MOST


async def test_without_another_way_the_customer_is_told_and_the_room_waits_for_its_link(
    tmp_path: Path, file_url: str
) -> None:
    async with a_day(tmp_path, file_url, room_pool=0, userbot_rate=5) as day:
        await day.staff("Olga")
        with day.sandbox.faults.flood(
            Face.BOT_API, "createChatInviteLink", HOUR, times=None
        ) as standing:
            ann = await day.visitor("Ann")
            asked = await day.asks(ann)
            await ann.person.sees("takes longer than usual", since=asked, timeout=PATIENCE)
            for _ in range(3):
                await day.tick()
            assert 1 <= standing.hits <= MOST
        rooms = await day.stage.rows("SELECT id FROM places")
        assert len(rooms) == 1  # none is made for nothing


async def test_a_topic_that_takes_an_hour_gives_way_to_a_room(
    tmp_path: Path, file_url: str
) -> None:
    (tmp_path / "topics.toml").write_text(TOPICS, encoding="utf-8")
    async with premises(tmp_path, file_url) as found:
        chosen = await make_forum(found, "forum", "olga")
        async with found.desk(room_pool=0, userbot_rate=5, **chosen) as stage:
            day, forum = Day(stage), Forum(stage, "forum")
            await acts.start_shift(await forum.operator("olga"))
            with day.sandbox.faults.flood(
                Face.BOT_API, "createForumTopic", HOUR, times=None
            ) as standing:
                ann = await stage.people.add("Ann")
                since = await ann.now()
                await forum.asks(ann, "it does not work")
                await ann.sees(is_invitation, since=since, timeout=PATIENCE)
                assert 1 <= standing.hits <= MOST
