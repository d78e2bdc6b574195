"""A flood and words that never pass are held back; links of somebody new are marked; some words of
the staff are asked about first."""

from core.configuration.words import add_word
from core.model.actions import Verb
from core.model.moderation import Held, WordList
from sandbox.people import MessageFilter
from stories import acts
from stories.day.scene import FLOOD, Day
from stories.steps import Steps, claim


async def tell(day: Day, steps: Steps) -> None:
    """Play it. Raises StoryError."""
    await _links(day, steps)
    await _words(day, steps)
    await _flood(day, steps)
    await _own_words(day, steps)


async def _links(day: Day, steps: Steps) -> None:
    new = await day.stage.people.add("Nora")
    async with steps.step("a link of somebody new is marked, until staff has answered them"):
        question = await day.asks(new, "Is https://shop.example yours?")
        marks = [button.text for button in question.buttons]
        claim(any("Link from somebody new" in mark for mark in marks), f"below the copy: {marks}")
        await day.olga.say(day.desk, "It is", reply_to=question)
        await new.sees(MessageFilter(text="It is"))
        before = await day.olga.now()
        await new.say(day.bot, "And https://shop.example/sale?")
        further = await day.olga.sees("/sale?", day.desk, since=before)
        claim(not further.buttons, f"no mark any more: {further.buttons}")
    await day.closes(new)


async def _words(day: Day, steps: Steps) -> None:
    mike = await day.stage.people.add("Mike")
    async with steps.step("the owner's words never pass: Mike is asked for others, staff may look"):
        async with day.stage.container.work() as work:
            await add_word(work, None, WordList.CUSTOMERS, "free money*")
        await day.goes_by(lambda rules: rules.words.customers)
        await day.asks(mike, "Have you got my parcel?")
        said = await mike.say(day.bot, "Here is FREE Mоneу for you")  # with two Cyrillic letters
        await mike.sees("say it in other words", since=said)
        held = await day.olga.sees(acts.carries(Verb.HELD_SHOW), day.desk)
        await day.hears_nothing("for you")
        await day.olga.press(held, acts.data_of(held, Verb.HELD_SHOW))
        await day.olga.sees("for you", day.desk, since=held)
    await day.closes(mike)


async def _flood(day: Day, steps: Steps) -> None:
    flo = await day.stage.people.add("Flo")
    async with steps.step("a flood is answered once, then silence; nothing of it is lost"):
        await day.asks(flo, "Hello")
        before, told_since = await day.olga.now(), await flo.now()
        for number in range(FLOOD + 3):
            await flo.say(day.bot, f"hurry {number}")
        await flo.sees("faster than anybody can read", since=told_since)
        await day.stage.is_quiet()
        told = [seen for seen in await flo.messages(day.bot) if "faster than" in seen.text]
        claim(len(told) == 1, f"told once: {told}")
        line = await day.olga.sees("too many at once", day.desk, since=before)
        await day.hears_nothing(f"hurry {FLOOD + 2}")
        await day.olga.press(line, acts.data_of(line, Verb.HELD_SHOW))
        await day.olga.sees(f"hurry {FLOOD + 2}", day.desk, since=before)
    await day.closes(flo)


async def _own_words(day: Day, steps: Steps) -> None:
    olga, desk = day.olga, day.desk
    pat = await day.stage.people.add("Pat")
    async with steps.step("a card number in an answer waits until Olga says that it is to go"):
        async with day.stage.container.work() as work:
            await add_word(work, None, WordList.PATTERNS, Held.CARD.value)
        await day.goes_by(lambda rules: rules.words.patterns)
        question = await day.asks(pat, "Where do I pay?")
        before = await pat.now()
        said = await olga.say(desk, "To 4111 1111 1111 1111", reply_to=question)
        asked = await olga.sees(acts.carries(Verb.HELD_SEND), desk, since=said)
        claim("a card number" in asked.text, asked.text)
        await day.stage.is_quiet()
        told = [seen.text for seen in await pat.messages(day.bot)]
        claim(not [text for text in told if "4111" in text], f"Pat has none of it: {told}")
        await olga.press(asked, acts.data_of(asked, Verb.HELD_SEND))
        await pat.sees("4111 1111", since=before)
        await day.shows("Sent all the same, says Olga")
    await day.closes(pat)
