"""A desk of staff groups alone: nobody logs in, and the doctor looks at each group."""

import asyncio
import signal
from pathlib import Path

from app.roles import NO_ACCOUNT
from sandbox.remote import connect
from tests.cli.conftest import Command, Start, Telegram

TOPICS = """
[[topics]]
key = "bugs"
title = "Bugs"
place = "desk"
"""
STRANGERS = -1_009_999_999_999


async def _make(control: str, bot: int) -> tuple[int, int, int]:
    """A desk, one whose bot may not pin, and a forum whose bot may do everything."""
    async with connect(control, bot=bot) as sandbox:
        owner = await sandbox.people.add("Owner")
        desk = await owner.create_group("Front desk", [bot])
        await owner.promote(desk, bot)
        half = await owner.create_group("Half a desk", [bot])
        await owner.promote(half, bot, ["can_delete_messages", "can_change_info"])
        forum = await owner.create_group("All topics", [bot], forum=True)
        await owner.promote(forum, bot)
    return desk, half, forum


def test_a_desk_of_groups_runs_without_an_account_and_the_doctor_looks_at_each(
    start: Start, switchboard: Command, telegram: Telegram, tmp_path: Path
) -> None:
    token = telegram.settings["BOT_TOKEN"]
    desk, half, forum = asyncio.run(_make(telegram.control, int(token.partition(":")[0])))
    (tmp_path / "topics.toml").write_text(TOPICS)
    settings = {
        "BOT_TOKEN": token,
        "BOT_API_URL": telegram.settings["BOT_API_URL"],
        "DATABASE_URL": f"sqlite:///{tmp_path / 'desk.db'}",
        "DESK_CHAT_IDS": str(desk),
    }
    running = start("run", **settings)
    running.says(NO_ACCOUNT)
    for role in ("bot", "userbot", "scheduler"):
        running.says(f"ready: {role}")

    well = switchboard("doctor", **settings)
    assert well.code == 0, well
    assert f"ok  desk Front desk ({desk}): the bot is an administrator, may rename" in well.out
    assert "hears everything, no user account in there" in well.out
    assert f"ok  user account: {NO_ACCOUNT}" in well.out

    more = {"DESK_CHAT_IDS": f"{desk},{half},{STRANGERS}", "FORUM_CHAT_ID": str(forum)}
    found = switchboard("doctor", **settings | more)
    assert found.code == 1
    assert f"no  desk Half a desk ({half}): let it pin messages, hears everything" in found.out
    assert f"no  desk {STRANGERS} ({STRANGERS}): chat not found: add the bot" in found.out
    assert f"ok  forum All topics ({forum}): the bot is an administrator, a forum" in found.out

    running.signal(signal.SIGTERM)
    ended = running.ends()
    assert ended.code == 0, ended
    assert "Traceback" not in ended.said
