"""The chapter `ladder`: no room is to be had, and rooms fall over to threads, then to desks."""

from collections.abc import Mapping
from typing import Any

from sandbox.people import Person
from stories import acts
from stories.stage import Premises, Stage
from stories.steps import Steps, claim
from stories.threads.forum import TALK, Forum, make_forum

NAME = "standby"
CHOICES: Mapping[str, Any] = {"room_budget": 0}
TOPICS = """
[[topics]]
key = "general"
title = "General"
place = "room"
"""


async def prepare(premises: Premises) -> Mapping[str, Any]:
    """The owner's forum, and an operator in it."""
    return await make_forum(premises, NAME, "nora")


async def tell(stage: Stage, steps: Steps) -> None:
    """Play the chapter. Raises StoryError."""
    forum = Forum(stage, NAME)
    nora = await forum.operator("nora")
    await acts.start_shift(nora)
    finn = await stage.people.add("Finn Forum")
    await _falls(steps, forum, nora, finn)


async def _falls(steps: Steps, forum: Forum, nora: Person, finn: Person) -> None:
    async with steps.step("with no room left, Finn's ticket gets a topic, and he is told to write"):
        menu = await acts.register(finn)
        before = await acts.ask_for_operator(finn, menu)
        await forum.looks(finn, TALK)
        await finn.sees("right here, in this chat", since=before)
        claim(await forum.holder(finn) == nora.id, "Nora holds the ticket")
    async with steps.step("what Finn writes in the bot comes there, and the answer comes back"):
        topic = await forum.topic_of(finn)
        await finn.say(forum.bot, "Can you hear me?")
        await nora.sees("Can you hear me?", forum.chat, topic=topic.id)
        told = await finn.now()
        await nora.say(forum.chat, "Loud and clear", topic=topic.id)
        await finn.sees("Loud and clear", since=told)
        await forum.closes(nora, finn)


async def prepare_desks(premises: Premises) -> Mapping[str, Any]:
    """No forum, but one desk and an overflow group, with an operator in both."""
    people = premises.sandbox.people
    bot = people.bot
    if bot is None:
        raise ValueError("the premises have no bot yet")
    paul = await people.add("Paul", username="paul_desk")
    groups = []
    for title in ("Standby desk", "Standby overflow"):
        group = await paul.create_group(title, [bot])
        await paul.promote(group, bot)
        groups.append(group)
    return {"desk_chat_ids": groups[:1], "overflow_chat_id": groups[1]}


async def tell_desks(stage: Stage, steps: Steps) -> None:
    """Play the chapter. Raises StoryError."""
    paul = await stage.people.person("@paul_desk")
    await stage.add_operator(paul)
    await acts.start_shift(paul)
    [desk] = stage.settings.desk_chat_ids
    overflow = stage.settings.overflow_chat_id
    for number, (name, where) in enumerate((("Gina", desk), ("Hugo", overflow)), 1):
        what = "a desk" if number == 1 else "the overflow group, since the desk is taken"
        async with steps.step(f"without a forum, {name}'s ticket gets {what}; Paul holds it"):
            customer = await stage.people.add(f"{name} Forum")
            menu = await acts.register(customer)
            before = await acts.ask_for_operator(customer, menu)
            await customer.sees("right here, in this chat", since=before)
            await customer.say(stage.settings.bot_id, f"{name} is here")
            question = await paul.sees(f"{name} is here", where)
            told = await customer.now()
            await paul.say(question.chat_id, f"Hello {name}", reply_to=question)
            await customer.sees(f"Hello {name}", since=told)
            rows = await stage.rows(
                "SELECT operator_id FROM tickets WHERE customer_id = :who", who=customer.id
            )
            claim(rows[-1]["operator_id"] == paul.id, "the holder is the one who was chosen")
