"""The chapter `shifts`: load, capacity, take, transfer and shifts, in threads as in rooms."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from core.model.actions import Verb
from sandbox.people import Person, Seen
from stories import acts
from stories.stage import Premises, Stage
from stories.steps import Steps, claim
from stories.threads.forum import TALK, WAITING, Forum, make_forum, mentions

NAME = "team"


@dataclass(slots=True)
class Cast:
    """Who plays."""

    forum: Forum
    mia: Person
    max: Person
    sue: Person
    dora: Person
    emil: Person


async def prepare(premises: Premises) -> Mapping[str, Any]:
    """The owner's forum, with two operators and a supervisor in it."""
    return await make_forum(premises, NAME, "mia", "max", "sue")


async def tell(stage: Stage, steps: Steps) -> None:
    """Play the chapter. Raises StoryError."""
    forum = Forum(stage, NAME)
    people = stage.people
    cast = Cast(
        forum,
        await forum.operator("mia", capacity=1),
        await forum.operator("max", capacity=1),
        await forum.supervisor("sue"),
        await people.add("Dora Forum"),
        await people.add("Emil Forum"),
    )
    await _capacity(steps, cast)
    await _transfer(steps, cast)
    await _shift_ends(steps, cast)
    await _take_over(steps, cast)


async def _capacity(steps: Steps, cast: Cast) -> None:
    forum, mia = cast.forum, cast.mia
    async with steps.step("Mia has room for one: Dora is hers, Emil waits and is told his place"):
        await acts.start_shift(mia)
        await forum.asks(cast.dora, "First")
        await forum.looks(cast.dora, TALK)
        before = await forum.asks(cast.emil, "Second")
        await cast.emil.sees("number 1 in line", since=before)
        claim(await forum.holder(cast.dora) == mia.id, "Dora's ticket is Mia's")
        claim(await forum.holder(cast.emil) is None, "Emil's is nobody's")
    async with steps.step("Max comes on shift and gets Emil, the next in line, at once"):
        await acts.start_shift(cast.max)
        await forum.looks(cast.emil, TALK)
        claim(await forum.holder(cast.emil) == cast.max.id, "Emil's ticket is Max's")
    async with steps.step("/chats leads Mia to her topic, and /rooms shows both to a supervisor"):
        asked = await mia.say(forum.bot, "/chats")
        listed = await mia.sees("Dora Forum", since=asked)
        topic = await forum.topic_of(cast.dora)
        links = [button.url for button in listed.buttons if button.url]
        claim([url for url in links if url.endswith(f"/{topic.id}")], "the link is the topic's")
        asked = await cast.sue.say(forum.bot, "/rooms")
        rooms = await cast.sue.sees(acts.carries(Verb.ROOM), since=asked)
        claim("Dora Forum" in rooms.text and "Emil Forum" in rooms.text, "both are there")


async def _transfer(steps: Steps, cast: Cast) -> None:
    forum, emil = cast.forum, cast.emil
    async with steps.step("Max closes Emil's ticket; Mia transfers Dora's to him by the card"):
        await forum.closes(cast.max, emil)
        topic = await forum.topic_of(cast.dora)
        card = await forum.card(cast.mia, cast.dora)
        before = await cast.max.now()
        asked = await cast.mia.now()
        await cast.mia.press(card, acts.data_of(card, Verb.TRANSFER))
        whom = await cast.mia.sees(acts.carries(Verb.GIVE), forum.bot, since=asked)
        await cast.mia.press(whom, f"give:{acts.ticket_of(card, Verb.TRANSFER)}:{cast.max.id}")
        note = await cast.mia.sees(acts.carries(Verb.GIVE_NOW), forum.bot, since=asked)
        await cast.mia.press(note, acts.data_of(note, Verb.GIVE_NOW))
    async with steps.step("the topic stays, and Max is called there by name"):
        await cast.max.sees(_calls(cast.max), forum.chat, topic=topic.id, since=before)
        claim(await forum.holder(cast.dora) == cast.max.id, "Dora's ticket is Max's")
        told = await cast.dora.now()
        await cast.max.say(forum.chat, "I go on from here", topic=topic.id)
        await cast.dora.sees("I go on from here", since=told)


async def _shift_ends(steps: Steps, cast: Cast) -> None:
    forum = cast.forum
    async with steps.step("all go home: Dora's topic shows that she waits, and her words are kept"):
        await forum.stage.is_quiet()
        await _ends_shift(cast.mia)
        await _ends_shift(cast.max)
        topic = await forum.looks(cast.dora, WAITING)
        await cast.dora.say(forum.bot, "Anybody there?")
        await cast.max.sees("Anybody there?", forum.chat, topic=topic.id)
    async with steps.step("Mia comes back: the ticket is hers, in the same topic, and calls her"):
        before = await cast.mia.now()
        await acts.start_shift(cast.mia)
        await cast.mia.sees(_calls(cast.mia), forum.chat, topic=topic.id, since=before)
        again = await forum.looks(cast.dora, TALK)
        claim(again.id == topic.id, "it is the same topic")
        claim(await forum.holder(cast.dora) == cast.mia.id, "Dora's ticket is Mia's")


async def _take_over(steps: Steps, cast: Cast) -> None:
    forum, sue = cast.forum, cast.sue
    async with steps.step("a supervisor takes the ticket over, and is called into the topic"):
        asked = await sue.say(forum.bot, "/rooms")
        rooms = await sue.sees(acts.carries(Verb.ROOM), since=asked)
        await sue.press(rooms, acts.data_of(rooms, Verb.ROOM))
        room = await sue.sees(acts.carries(Verb.TAKE_OVER), since=rooms)
        await sue.press(room, acts.data_of(room, Verb.TAKE_OVER))
        sure = await sue.sees(acts.carries(Verb.TAKE_OVER_YES), since=room)
        before = await sue.now()
        await sue.press(sure, acts.data_of(sure, Verb.TAKE_OVER_YES))
        await sue.sees(_calls(sue), forum.chat, since=before)
        claim(await forum.holder(cast.dora) == sue.id, "Dora's ticket is Sue's")
        await forum.closes(sue, cast.dora)


async def _ends_shift(operator: Person) -> None:
    """And hands over what is open, if anything is."""
    started = await operator.start()
    panel = await operator.sees(acts.carries(Verb.SHIFT), since=started, timeout=acts.PATIENCE)
    await operator.press(panel, "shift:end")

    def next_panel(seen: Seen) -> bool:
        return acts.carries(Verb.LEAVE)(seen) or seen.message_id == panel.message_id

    after = await operator.sees(next_panel, since=panel, timeout=acts.PATIENCE)
    if acts.carries(Verb.LEAVE)(after):
        await operator.press(after, "leave:hand-over")


def _calls(person: Person) -> Callable[[Seen], bool]:
    """A message of its own, since a card that is edited tells nobody."""
    return lambda seen: "is yours now" in seen.text and mentions(seen, person)
