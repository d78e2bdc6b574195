"""Words of the owner's and the staff's: the greeting, canned replies, and what the desk answers by
itself."""

from core.model.actions import Verb, press
from sandbox.people import MessageFilter
from stories import acts
from stories.day.scene import Day
from stories.steps import Steps, claim


async def tell(day: Day, steps: Steps) -> None:
    """Play it. Raises StoryError."""
    olga, desk = day.olga, day.desk
    kim = await day.stage.people.add("Kim")
    async with steps.step("Kim is greeted in the owner's own words, from texts/en.ftl"):
        started = await kim.start()
        greeting = await kim.sees(acts.carries(Verb.TALK), since=started)
        claim(greeting.text == "Welcome to the Corner Shop! What is it about?", greeting.text)
    async with steps.step("a supervisor has that sent as a customer gets it, by /texts"):
        boss, bot = day.boss, day.stage.settings.bot_id
        asked = await boss.say(bot, "/texts")
        moments = await boss.sees(acts.carries(Verb.TEXTS), since=asked)
        await boss.press(moments, press(Verb.TEXTS, "topic", "en", 0))
        listed = await boss.sees(acts.carries(Verb.TEXT_SHOWN), since=asked)
        before = await boss.now()
        await boss.press(listed, press(Verb.TEXT_SHOWN, "en", "choose-topic"))
        await boss.sees(MessageFilter(text=greeting.text), since=before)
    async with steps.step("an answer is kept under a shortcut: a Reply to the words, /save refund"):
        question = await day.asks_since(kim, started, "Where is my money?")
        kept = await olga.say(desk, "{customer}, it is with you in three days. Yours, {operator}")
        await olga.say(desk, "/save refund", reply_to=kept)
        await olga.sees("Kept: !refund", desk, since=kept)
    said = "Kim, it is with you in three days. Yours, Olga"
    async with steps.step("!refund says it, with both names in it"):
        before = await kim.now()
        typed = await olga.say(desk, "!refund", reply_to=question)
        await kim.sees(MessageFilter(text=said), since=before)
        await olga.sees(said, desk, since=typed)
    async with steps.step("... and so does a button under the card; both times are counted"):
        card = await acts.card_in(olga, desk, Verb.REPLIES)
        await olga.press(card, acts.data_of(card, Verb.REPLIES))
        listed = await olga.sees(acts.carries(Verb.REPLY), desk, since=typed)
        before = await kim.now()
        await olga.press(listed, acts.data_of(listed, Verb.REPLY))
        await kim.sees(MessageFilter(text=said), since=before)
        await day.stage.is_quiet()
        uses = await day.stage.rows("SELECT uses FROM canned_replies WHERE shortcut = 'refund'")
        claim([row["uses"] for row in uses] == [2], f"said twice: {uses}")
    async with steps.step("... and stand in the day's figures, /stats"):
        asked = await boss.say(bot, "/stats")
        await boss.sees("Canned replies said: 2 (!refund 2)", since=asked)
    await day.closes(kim)
    await _by_itself(day, steps)


async def _by_itself(day: Day, steps: Steps) -> None:
    lee = await day.stage.people.add("Lee")
    async with steps.step(
        "first words are answered by the desk itself, in the words for their topic"
    ):
        started = await lee.start()
        await day.asks_since(lee, started, "My bike is with you", "Repairs")
        told = await lee.sees("a repair takes two weeks", since=started)
        claim(told.text.startswith("Lee, a repair"), told.text)
        await day.stage.is_quiet()
        kept = await day.stage.rows(
            "SELECT text FROM messages WHERE role = 'bot' AND ticket_id = :id",
            id=await day.ticket_of(lee),
        )
        claim([row["text"] for row in kept] == [told.text], f"in the transcript: {kept}")
    await day.closes(lee)
    async with steps.step("... and outside working hours Lee hears, once, when somebody is back"):
        started = await lee.start()
        await day.asks_since(lee, started, "Is it under warranty?", "Warranty")
        told = await lee.sees("Nobody is here just now", since=started)
        claim("at 09:00" in told.text, told.text)
        await lee.say(day.bot, "It is a year old")
        await day.stage.is_quiet()
        shown = [seen.text for seen in await lee.messages(day.bot)]
        claim(sum("Nobody is here" in each for each in shown) == 1, f"once: {shown}")
    await day.closes(lee)
