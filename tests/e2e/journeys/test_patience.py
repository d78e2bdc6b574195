"""Whoever waits for Telegram waits for a bounded time; then another way is taken."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.roles import Role
from core.model.room_effects import InviteOperator
from db.models import outbox
from sandbox.faults import Face
from sandbox.people import Seen
from stories import acts
from stories.stage import Stage, premises
from stories.threads.forum import TALK, TOPICS, Forum, make_forum
from tests.e2e.journeys.day import PATIENCE, Day, a_day
from tests.support.waiting import eventually

HOUR = 3600
BRIEF = timedelta(seconds=3)
MOST = 2


@asynccontextmanager
async def with_a_forum(home: Path, url: str, **choices: Any) -> AsyncIterator[tuple[Day, Forum]]:
    """A desk that makes rooms, with a forum beside them and one operator on shift in both."""
    async with premises(home, url) as found:
        chosen = await make_forum(found, "forum", "olga")
        async with found.desk(room_pool=0, **chosen, **choices) as stage:
            forum = Forum(stage, "forum")
            await acts.start_shift(await forum.operator("olga"))
            yield Day(stage), forum


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


async def test_short_waits_without_end_are_no_longer_waited_for_than_a_long_one(
    tmp_path: Path, file_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(InviteOperator, "patience", BRIEF)
    async with a_day(tmp_path, file_url, room_pool=0, userbot_rate=5) as day:
        olga = await day.staff("Olga")
        since = await olga.now()
        with day.sandbox.faults.flood(
            Face.MTPROTO, "channels.inviteToChannel", 1, times=None
        ) as standing:
            await day.comes(await day.visitor("Ann"))
            await olga.sees(is_invitation, since=since, timeout=PATIENCE)
            await day.quiet()
            assert MOST <= standing.hits <= BRIEF.total_seconds() + 1


async def test_while_the_accounts_process_is_down_the_forum_serves(
    tmp_path: Path, file_url: str
) -> None:
    async with premises(tmp_path, file_url) as found:
        chosen = await make_forum(found, "forum", "olga")
        async with found.desk(room_pool=0, **chosen) as stage:
            await acts.start_shift(await Forum(stage, "forum").operator("olga"))
        parts = (Role.BOT, Role.SCHEDULER)
        async with found.desk(room_pool=0, roles=parts, sweep_seconds=0.2, **chosen) as stage:
            day, forum = Day(stage), Forum(stage, "forum")
            ann = await day.visitor("Ann")
            await day.asks(ann)
            await ann.person.say(stage.settings.bot_id, "it does not work")
            assert await _is_overdue(stage) == 1
            await forum.looks(ann.person, TALK)
        # The account is there again, and no room stays behind.
        async with found.desk(room_pool=0, **chosen) as stage:
            await Day(stage).quiet()
            rooms = [chat for chat in found.sandbox.world.chats.values() if chat.title == "Support"]
            assert rooms == []


async def _is_overdue(stage: Stage) -> int:
    """A minute and more goes by for what waits for the account; how much that is."""
    late = stage.container.clock() - timedelta(minutes=2)

    async def waits() -> bool:
        return bool(await stage.rows("SELECT id FROM outbox WHERE kind = 'CreateRoom'"))

    await eventually(waits)
    async with stage.container.database.engine.begin() as connection:
        asked = outbox.update().where(outbox.c.kind == "CreateRoom").values(created_at=late)
        return (await connection.execute(asked)).rowcount


async def test_words_that_telegram_holds_up_are_told_of_at_once_and_carried_later(
    tmp_path: Path, file_url: str
) -> None:
    (tmp_path / "topics.toml").write_text(TOPICS, encoding="utf-8")
    async with with_a_forum(tmp_path, file_url) as (day, forum):
        ann = await day.stage.people.add("Ann")
        since = await ann.now()
        with day.sandbox.faults.flood(Face.BOT_API, "copyMessage", HOUR, times=None) as standing:
            await forum.asks(ann, "it does not work")
            await ann.sees("Telegram makes us wait until", since=since, timeout=PATIENCE)
            assert standing.hits == 1


async def test_a_room_whose_link_takes_an_hour_is_given_up_for_the_forum(
    tmp_path: Path, file_url: str
) -> None:
    async with with_a_forum(tmp_path, file_url, userbot_rate=5) as (day, forum):
        with day.sandbox.faults.flood(
            Face.BOT_API, "createChatInviteLink", HOUR, times=None
        ) as standing:
            ann = await day.visitor("Ann")
            await day.asks(ann)
            await ann.person.say(day.stage.settings.bot_id, "it does not work")
            await forum.looks(ann.person, TALK)
            await day.quiet()
            assert 1 <= standing.hits <= MOST


async def test_a_topic_that_takes_an_hour_gives_way_to_a_room(
    tmp_path: Path, file_url: str
) -> None:
    (tmp_path / "topics.toml").write_text(TOPICS, encoding="utf-8")
    async with with_a_forum(tmp_path, file_url, userbot_rate=5) as (day, forum):
        ann = await day.stage.people.add("Ann")
        since = await ann.now()
        with day.sandbox.faults.flood(
            Face.BOT_API, "createForumTopic", HOUR, times=None
        ) as standing:
            await forum.asks(ann, "it does not work")
            await ann.sees(is_invitation, since=since, timeout=PATIENCE)
            assert 1 <= standing.hits <= MOST
