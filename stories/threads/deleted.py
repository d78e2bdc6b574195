"""The chapter `deleted`: somebody deletes topics by hand, and nothing is lost."""

from collections.abc import Mapping
from typing import Any

from sandbox.people import Person
from stories import acts
from stories.stage import Premises, Stage
from stories.steps import Steps, claim
from stories.threads.forum import TALK, Forum, make_forum

NAME = "office"


async def prepare(premises: Premises) -> Mapping[str, Any]:
    """The owner's forum, with one operator in it."""
    return await make_forum(premises, NAME, "petra")


async def tell(stage: Stage, steps: Steps) -> None:
    """Play the chapter. Raises StoryError."""
    forum = Forum(stage, NAME)
    carl = await stage.people.add("Carl Forum")
    petra = await forum.operator("petra")
    await acts.start_shift(petra)
    await _in_the_middle(steps, forum, petra, carl)
    await _between(steps, forum, petra, carl)


async def _in_the_middle(steps: Steps, forum: Forum, petra: Person, carl: Person) -> None:
    async with steps.step("Carl asks and is answered; then somebody deletes his topic"):
        await forum.asks(carl, "One")
        topic = await forum.looks(carl, TALK)
        await petra.sees("One", forum.chat, topic=topic.id)
        before = await carl.now()
        await petra.say(forum.chat, "Two", topic=topic.id)
        await carl.sees("Two", since=before)
        await forum.stage.is_quiet()
        await (await forum.owner()).delete_topic(forum.chat, topic.id)
    async with steps.step("Carl writes three times at once: one new topic is made, with the card"):
        told = await carl.now()
        for text in ("Three", "Four", "Five"):
            await carl.say(forum.bot, text)
        anew = await forum.looks(carl, TALK)
        claim(anew.id != topic.id, "it is another topic")
        await petra.sees("Five", forum.chat, topic=anew.id)
        await forum.stage.is_quiet()
        claim(len(await forum.topics()) == 1, "there is one topic, not three")
        claim((await forum.card(petra, carl)).topic == anew.id, "its card stands there")
    async with steps.step("all that Carl said stands in it, once and in order; he notices nothing"):
        said = [each.text for each in await petra.messages(forum.chat, topic=anew.id)]
        words = [text for text in said if text in ("One", "Three", "Four", "Five")]
        claim(words == ["One", "Three", "Four", "Five"], f"all of it, in order: {words}")
        heard = [each for each in await carl.messages(forum.bot) if each.moment > told]
        claim(not [each for each in heard if not each.own], "Carl was told nothing")
    async with steps.step("the talk goes on there, with the same operator"):
        before = await carl.now()
        await petra.say(forum.chat, "Six", topic=anew.id)
        await carl.sees("Six", since=before)
        claim(await forum.holder(carl) == petra.id, "Petra holds the ticket")
        await forum.closes(petra, carl)


async def _between(steps: Steps, forum: Forum, petra: Person, carl: Person) -> None:
    async with steps.step("a topic deleted between two tickets is made anew for the next"):
        old = await forum.topic_of(carl)
        await (await forum.owner()).delete_topic(forum.chat, old.id)
        await forum.asks(carl, "Seven")
        anew = await forum.looks(carl, TALK)
        await petra.sees("Seven", forum.chat, topic=anew.id)
        await forum.stage.is_quiet()
        claim(len(await forum.topics()) == 1, "there is one topic")
        await forum.closes(petra, carl)
