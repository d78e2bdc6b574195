"""Chapter: what is kept of a desk's ticket, how it counts, and how it is forgotten."""

from collections.abc import Mapping
from typing import Any

from app.stories.desks.premises import desk_group
from app.stories.stage import Premises, Stage
from app.stories.steps import Steps, claim
from sandbox.people import Person, Sight

TOPICS = """
[[topics]]
key = "bugs"
title = "Bugs"
titles = { ru = "Баги" }
place = "desk"
"""


async def prepare(premises: Premises) -> Mapping[str, Any]:
    """One desk."""
    rita = await premises.sandbox.people.add("Rita", username="rita_keeps")
    return {"desk_chat_ids": [await desk_group(premises, rita, "Records 1")]}


async def tell(stage: Stage, steps: Steps) -> None:
    """Play it. Raises StoryError."""
    desk, bot = stage.settings.desk_chat_ids[0], stage.settings.bot_id
    rita = await stage.people.person("@rita_keeps")
    vera = await stage.people.add("Вера", language_code="ru")
    async with steps.step("the transcript has both sides as one talk, and what answers what"):
        question = await _asks(vera, rita, bot)
        await rita.say(desk, "Перезапустите", reply_to=question)
        got = await vera.sees(Sight(text="Перезапустите"))
        await vera.say(bot, "Помогло", reply_to=got)
        await rita.sees(Sight(text="Помогло"))
        await stage.is_quiet(20.0)
        file = stage.settings.logs_dir / str(vera.id) / "transcript.txt"
        kept = file.read_text(encoding="utf-8")
        claim('-- place: desk "Records 1"' in kept, "where it was said")
        claim(kept.count("> in reply to [") == 2, "both answers name what they answer")
        claim(kept.index("Не работает") < kept.index("Перезапустите"), "in the order of the talk")
        rows = await stage.rows("SELECT count(*) AS found FROM copies")
        claim(rows[0]["found"] == 3, "three messages were carried")


async def _asks(vera: Person, rita: Person, bot: int) -> Any:
    started = await vera.start()
    await vera.sees("ваш вопрос", since=started)
    before = await rita.now()
    await vera.say(bot, "Не работает")
    return await rita.sees(Sight(text="Не работает"), since=before)
