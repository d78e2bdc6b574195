"""Supervisors at work in the bot: what the story `supervisors` does not show."""

from collections import Counter
from pathlib import Path
from typing import Any

from core.model.actions import Verb
from core.model.people import Role
from core.staff.members import remove_operator
from sandbox.people import Person, Seen
from stories import acts
from stories.stage import Stage, premises
from tests.e2e.journeys.day import PATIENCE, Day

NEWS = "News for all"


async def presses(person: Person, seen: Seen, button: str, then: Verb) -> Seen:
    """Press it, and wait for what has a button of that verb afterwards."""
    before = await person.now()
    await person.press(seen, button)
    return await person.sees(acts.carries(then), since=before, timeout=PATIENCE)


async def test_an_announcement_goes_on_after_a_restart_and_tells_nobody_twice(
    tmp_path: Path, desk_url: str
) -> None:
    async with premises(tmp_path, desk_url) as found:
        former = 5_000_000_778
        choices: dict[str, Any] = {"announcement_rate": 2, "bot_rate": 0, "supervisors": [former]}
        async with found.desk(**choices) as stage:
            day = Day(stage)
            boss = await day.staff("Boss", role=Role.SUPERVISOR, on_shift=False)
            await boss.start()
            guests = [await found.sandbox.people.add(f"Guest {number}") for number in range(7)]
            for guest in guests:
                await guest.start()
            await day.quiet()
            await _announce(boss, stage)
            await boss.until(lambda: _told(guests, 2), "the first are told", PATIENCE)
            async with stage.container.work() as work:
                assert await remove_operator(work, former)
        assert not await _told(guests, 7)
        async with found.desk(**choices) as stage:
            async with stage.container.work() as work:
                # The settings name the first supervisors, and there is another one.
                assert await work.uow.operators.get(former) is None
            bot = stage.settings.bot_id
            await boss.sees("announcement is out", bot, timeout=PATIENCE)
            await stage.is_quiet(PATIENCE)
            heard = Counter({guest.name: len(await _heard(guest)) for guest in guests})
            assert heard == dict.fromkeys((guest.name for guest in guests), 1)
            (row,) = await stage.rows("SELECT state, sent, failed, total FROM announcements")
            assert tuple(row.values()) == ("done", 7, 0, 7)
            progress = [
                seen for seen in await boss.messages(bot) if "announcement" in seen.text.lower()
            ]
            assert len(progress) == 1  # one live card, on both sides of the restart


async def _announce(boss: Person, stage: Stage) -> None:
    bot = stage.settings.bot_id
    said = await boss.say(bot, "/announce")
    await boss.sees("like to announce", bot, since=said, timeout=PATIENCE)
    written = await boss.say(bot, NEWS)
    asked = await boss.sees(acts.carries(Verb.AUDIENCE), bot, since=written, timeout=PATIENCE)
    sure = await presses(boss, asked, "Customers", Verb.ANNOUNCE_YES)
    await boss.press(sure, acts.data_of(sure, Verb.ANNOUNCE_YES))


async def _heard(guest: Person) -> list[Seen]:
    return [
        seen for seen in await guest.messages("@switchboard_bot") if seen.text == "News for all"
    ]


async def _told(guests: list[Person], count: int) -> bool:
    return sum([len(await _heard(guest)) for guest in guests]) >= count
