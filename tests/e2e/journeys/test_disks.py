"""A day on which the database takes no writes for a while."""

from pathlib import Path

from core.model.actions import Verb
from core.model.people import Role
from stories import acts
from tests.e2e.journeys.day import PATIENCE, a_day
from tests.support.disks import Refusing


async def test_supervisors_hear_of_it_and_whoever_wrote_meanwhile_is_served(
    tmp_path: Path, file_url: str
) -> None:
    """Ann asks while nothing can be written. The boss is told at once, once; when it is mended Ann
    is served, and the boss hears that too."""
    async with a_day(tmp_path, file_url) as day:
        boss = await day.staff("Boss", role=Role.SUPERVISOR, on_shift=False)
        await boss.say(day.stage.settings.bot_id, "/start")
        await boss.sees(acts.carries(Verb.QUEUE), timeout=PATIENCE)
        ann = await day.visitor("Ann")
        async with Refusing(day.stage.container.database) as refusing:
            await refusing.read_only()
            before = await day.asks(ann)
            await boss.sees("takes no writes", timeout=PATIENCE)
        await boss.sees("takes writes again", timeout=PATIENCE)
        await ann.person.sees(acts.carries(Verb.CANCEL), since=before, timeout=PATIENCE)
        said = await boss.messages(day.stage.settings.bot_id)
        assert len([seen for seen in said if "takes no writes" in seen.text]) == 1
