"""The staff's groups over real sockets: taken into use, migrated and lost in the middle of a talk.
The desk has no user account: groups alone serve everybody."""

from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from app.container import open_container
from app.staff_groups import look_at_groups
from bot.setup import make_bot
from core.model.places import Trouble
from stories.stage import Premises, premises, story_settings

TOPICS = """
[[topics]]
key = "bugs"
title = "Bugs"
place = "desk"
"""
ALONE: Mapping[str, Any] = {"api_id": None, "api_hash": None, "bot_burst": 100}


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[Premises]:
    """Nobody works there yet."""
    (tmp_path / "topics.toml").write_text(TOPICS, encoding="utf-8")
    async with premises(tmp_path) as found:
        yield found


async def test_a_start_waits_for_no_telegram_that_is_away(
    house: Premises, file_url: str, tmp_path: Path
) -> None:
    nowhere = {**house.lines, "BOT_API_URL": "http://127.0.0.1:9"}
    settings = story_settings(tmp_path, nowhere, file_url, **ALONE, desk_chat_ids=[-1001])
    token = settings.bot_token
    assert token is not None
    bot = make_bot(token.get_secret_value(), settings.bot_api_url)
    try:
        async with open_container(settings) as container:
            await look_at_groups(container, bot)
            await look_at_groups(container, bot, patience=0)
            async with container.work() as work:
                [group] = await work.uow.groups.all()
    finally:
        await bot.session.close()
    assert group.cause is Trouble.NOT_CHECKED
