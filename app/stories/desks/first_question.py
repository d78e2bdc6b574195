"""Chapter: a question takes a desk, is answered by a Reply, and leaves the desk free."""

from collections.abc import Mapping
from typing import Any

from app.stories import acts
from app.stories.desks.premises import desk_group
from app.stories.stage import Premises, Stage
from app.stories.steps import Steps, claim
from core.domain.actions import Verb


async def prepare(premises: Premises) -> Mapping[str, Any]:
    """One desk, and the owner's settings that name it."""
    people = premises.sandbox.people
    dana = await people.add("Dana", username="dana_desk")
    group = await desk_group(premises, dana, "Desk 1")
    return {"desk_chat_ids": [group]}


async def tell(stage: Stage, steps: Steps) -> None:
    """Play it. Raises StoryError."""
    dana = await stage.people.person("@dana_desk")
    [group] = stage.settings.desk_chat_ids
    vera = await stage.people.add("Вера", language_code="ru")
    async with steps.step("a customer chooses a topic and writes the question"):
        started = await vera.start()
        choice = await vera.sees(acts.carries(Verb.TALK), since=started)
        await vera.press(choice, "Баги")
        asked = await vera.sees("введите ваш вопрос", since=started)
        await vera.say("@switchboard_bot", "Не открывается страница")
    async with steps.step("the desk gets it, and a Reply goes to the customer"):
        question = await dana.sees("Не открывается страница", chat=group)
        await dana.say(group, "Уже чиним", reply_to=question)
        await vera.sees("Уже чиним", since=asked)
    async with steps.step("the desk closes the ticket and is free again"):
        await stage.is_quiet()
        # What came before the bot was made an administrator there is no desk any more.
        query = "SELECT state, chat_id FROM places WHERE kind = 'desk' AND state <> 'deleted'"
        [place] = await stage.rows(query)
        claim(place == {"state": "ready", "chat_id": group}, "the desk serves one ticket")
