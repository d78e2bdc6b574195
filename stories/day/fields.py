"""What the owner wants to know of customers: asked before a ticket is opened, shown on its card."""

from core.model.actions import Verb
from sandbox.people import MessageFilter
from stories import acts
from stories.day.scene import Day
from stories.steps import Steps, claim


async def tell(day: Day, steps: Steps) -> None:
    """Play it. Raises StoryError."""
    pia, olga = await day.stage.people.add("Pia"), day.olga
    async with steps.step("Pia chooses Boilers: she is asked for her serial number, and her plan"):
        greeting = await pia.sees(acts.carries(Verb.TALK), since=await pia.start())
        await pia.press(greeting, "Boilers")
        asked = await pia.sees("serial number", since=greeting)
        wrong = await pia.say(day.bot, "it stands below")
        await pia.sees("does not look like a serial number", since=wrong)
        right = await pia.say(day.bot, "KT-4711")
        choice = await pia.sees("choose your plan", since=right)
        claim(len(pia.buttons(asked)) == 1, f"it has to be given: {pia.buttons(asked)}")
        await pia.press(choice, "Full care")
        await pia.sees("write your question", since=choice)
    async with steps.step("... then her ticket is opened, and its card has both"):
        await pia.say(day.bot, "It leaks")
        await olga.sees(MessageFilter(text="It leaks"), day.desk)
        await day.shows("Pia", "serial number: KT-4711", "plan: Full care")
    async with steps.step("Olga corrects one by /field, and the card follows"):
        said = await olga.say(day.desk, "/field serial KT-4712")
        await olga.sees("KT-4712", day.desk, since=said)
        await day.shows("Pia", "serial number: KT-4712")
    await day.closes(pia)
    async with steps.step("the next time nothing is asked for that is known"):
        await day.asks(pia, "It leaks again", "Boilers")
    await day.closes(pia)
