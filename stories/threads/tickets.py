"""The chapter `tickets`: a topic for each ticket, closed for good."""

from collections.abc import Mapping
from typing import Any

from stories import acts
from stories.stage import Premises, Stage
from stories.steps import Steps, claim
from stories.threads.forum import TALK, Forum, make_forum

NAME = "helpdesk"


async def prepare(premises: Premises) -> Mapping[str, Any]:
    """The owner's forum, with one operator in it, and the setting."""
    return {**await make_forum(premises, NAME, "oscar"), "thread_per": "ticket"}


async def tell(stage: Stage, steps: Steps) -> None:
    """Play the chapter. Raises StoryError."""
    forum = Forum(stage, NAME)
    bill = await stage.people.add("Bill Forum")
    async with steps.step("Bill's first ticket has a topic of its own, closed with it"):
        oscar = await forum.operator("oscar")
        await acts.start_shift(oscar)
        await forum.asks(bill, "Where is my parcel?")
        first = await forum.looks(bill, TALK)
        await forum.closes(oscar, bill)
    async with steps.step("his second one gets another, and the first stays closed"):
        await forum.asks(bill, "It came broken")
        second = await forum.looks(bill, TALK)
        claim(second.id != first.id, "it is another topic")
        states = {each.id: each.closed for each in await forum.topics()}
        claim(states == {first.id: True, second.id: False}, "the first is closed for good")
        await forum.closes(oscar, bill)
