"""The chapter `customers`: a topic of the forum for each customer, for ever."""

from collections.abc import Mapping
from typing import Any

from sandbox.people import Person
from stories import acts
from stories.stage import Premises, Stage
from stories.steps import Steps, claim
from stories.threads.forum import CLOSED, GENERAL, TALK, Forum, make_forum, mentions

NAME = "support"


async def prepare(premises: Premises) -> Mapping[str, Any]:
    """The owner's forum, with one operator in it."""
    return await make_forum(premises, NAME, "olga")


async def tell(stage: Stage, steps: Steps) -> None:
    """Play the chapter. Raises StoryError."""
    forum = Forum(stage, NAME)
    ann = await stage.people.add("Ann Forum")
    olga = await _first_talk(steps, forum, ann)
    await _answers(steps, forum, olga, ann)
    await _the_end(steps, forum, olga, ann)
    await _the_next(steps, forum, olga, ann)
    await _of_nobody(steps, forum, olga)


async def _first_talk(steps: Steps, forum: Forum, ann: Person) -> Person:
    async with steps.step("Ann asks in the bot while nobody is on shift: she is first in line"):
        olga = await forum.operator("olga")
        before = await forum.asks(ann, "Which plan is mine?")
        await ann.sees("number 1 in line", since=before)
        await ann.say(forum.bot, "And from when?")
        claim(not await forum.topics(), "no topic is made for somebody whom nobody answers yet")
    async with steps.step("Olga comes on shift: a topic is made, and the talk begins at once"):
        await acts.start_shift(olga)
        topic = await forum.looks(ann, TALK)
        claim(topic.title == "#1 Ann Forum" or "Ann Forum" in topic.title, "it bears her name")
    async with steps.step("the card is pinned in it and calls Olga by name"):
        await forum.stage.is_quiet()
        card = await forum.card(olga, ann)
        claim(card.pinned, "the card is pinned")
        claim(mentions(card, olga), "the operator is mentioned")
    async with steps.step("what Ann said so far stands there, in order"):
        topic = await forum.topic_of(ann)
        await olga.sees("And from when?", forum.chat, topic=topic.id)
        said = [each.text for each in await olga.messages(forum.chat, topic=topic.id)]
        first, second = said.index("Which plan is mine?"), said.index("And from when?")
        claim(first < second, "the first word comes first")
    return olga


async def _answers(steps: Steps, forum: Forum, olga: Person, ann: Person) -> None:
    topic = (await forum.topic_of(ann)).id
    async with steps.step("whatever staff writes in the topic goes to Ann, without a Reply"):
        before = await ann.now()
        await olga.say(forum.chat, "Yours is the blue one", topic=topic)
        await ann.sees("Yours is the blue one", since=before)
    async with steps.step("what begins with // stays among staff, and so does a /note"):
        before = await ann.now()
        await olga.say(forum.chat, "// she has paid twice", topic=topic)
        await olga.say(forum.chat, "/note a refund is due", topic=topic)
        await olga.say(forum.chat, "From Monday", topic=topic)
        await ann.sees("From Monday", since=before)
        told = [each.text for each in await ann.messages(forum.bot)]
        claim(not [text for text in told if "paid twice" in text], "the remark stayed inside")
        claim(not [text for text in told if "refund" in text], "the note stayed inside")
        await forum.stage.is_quiet()
        noted = await forum.stage.rows("SELECT details FROM ticket_events WHERE kind = 'noted'")
        claim(len(noted) == 1, "the note is kept with the ticket")
    async with steps.step("/remind in the topic is answered there, and Ann sees nothing of it"):
        asked = await olga.say(forum.chat, "/remind in 2 h see to it", topic=topic)
        kept = await olga.sees("see to it", forum.chat, since=asked)
        claim("Reminder of ticket" in kept.text, kept.text)
        claim(kept.topic == topic, "in the topic")
        told = [each.text for each in await ann.messages(forum.bot)]
        claim(not [text for text in told if "see to it" in text], "it stayed inside")


async def _the_end(steps: Steps, forum: Forum, olga: Person, ann: Person) -> None:
    async with steps.step("Olga closes the ticket: the topic is closed, its icon says so"):
        await forum.closes(olga, ann)
        await ann.sees("closed")
    async with steps.step("who writes in the closed topic is told once that nobody gets it"):
        owner, topic = await forum.owner(), (await forum.topic_of(ann)).id
        before = await owner.now()
        told = await ann.now()
        await owner.say(forum.chat, "One more thing", topic=topic)
        await owner.sees("does not get what is written here", forum.chat, since=before)
        await owner.say(forum.chat, "Nobody reads this", topic=topic)
        await forum.stage.is_quiet()
        said = [each.text for each in await owner.messages(forum.chat, topic=topic)]
        answers = [text for text in said if "does not get what is written here" in text]
        claim(len(answers) == 1, "the answer comes once")
        later = [each for each in await ann.messages(forum.bot) if each.moment > told]
        claim(not [each for each in later if "One more" in each.text], "Ann got nothing of it")


async def _the_next(steps: Steps, forum: Forum, olga: Person, ann: Person) -> None:
    async with steps.step("Ann asks again: the same topic opens, with the new ticket's number"):
        topic = await forum.topic_of(ann)
        await forum.asks(ann, "Me again")
        again = await forum.looks(ann, TALK)
        claim(again.id == topic.id, "it is the same topic")
        claim(again.title != topic.title, "its title has the new number")
        claim(len(await forum.topics()) == 1, "there is no other")
        await olga.sees("Me again", forum.chat, topic=topic.id)
    async with steps.step("it is closed again with that ticket"):
        await forum.closes(olga, ann)
        claim((await forum.topic_of(ann)).icon == CLOSED, "the icon says so")


async def _of_nobody(steps: Steps, forum: Forum, olga: Person) -> None:
    async with steps.step("General and topics that are nobody's are left alone"):
        own = await (await forum.owner()).create_topic(forum.chat, "Lunch")
        await forum.stage.is_quiet()  # the card of the ticket that was closed
        before = await olga.now()
        for topic in (GENERAL, own.id):
            await olga.say(forum.chat, "Who comes along?", topic=topic)
        await forum.stage.is_quiet()
        said = [each for each in await olga.messages(forum.chat) if each.moment > before]
        claim(all(each.own for each in said), "the bot says nothing there")
        kept = await forum.stage.rows("SELECT 1 FROM messages WHERE text = 'Who comes along?'")
        claim(not kept, "and nothing of it is kept")
