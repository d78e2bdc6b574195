"""A ticket that goes on after its end, and one that is held to a target."""

from core.model.actions import Verb
from sandbox.people import MessageFilter
from stories import acts
from stories.day.scene import Day
from stories.steps import Steps, claim


async def tell(day: Day, steps: Steps) -> None:
    """Play it. Raises StoryError."""
    await _is_reopened(day, steps)
    await _has_a_target(day, steps)


async def _is_reopened(day: Day, steps: Steps) -> None:
    zoe = await day.stage.people.add("Zoe")
    async with steps.step("Zoe's ticket is closed; by a button it goes on, with its number"):
        question = await day.asks(zoe, "It hums")
        await day.olga.say(day.desk, "Turn it round", reply_to=question)
        await zoe.sees(MessageFilter(text="Turn it round"))
        ended = await day.closes(zoe)
        number = await day.ticket_of(zoe)
        await zoe.press(ended, acts.data_of(ended, Verb.REOPEN))
        await day.shows(f"#{number}", "Opened again")
        before = await day.olga.now()
        await zoe.say(day.bot, "It still hums")
        await day.olga.sees("It still hums", day.desk, since=before)
        kept = await day.stage.rows("SELECT id FROM tickets WHERE customer_id = :id", id=zoe.id)
        claim([row["id"] for row in kept] == [number], "one ticket")
    await day.closes(zoe)


async def _has_a_target(day: Day, steps: Steps) -> None:
    tom = await day.stage.people.add("Tom")
    async with steps.step("the card says until when the first answer is due; then it says no more"):
        question = await day.asks(tom, "When does it come?")
        due = await day.shows("Tom", "First answer by")
        await day.olga.say(day.desk, "On Monday", reply_to=question)
        await tom.sees(MessageFilter(text="On Monday"))
        await day.olga.sees(
            lambda seen: seen.message_id == due.message_id and "First answer" not in seen.text,
            day.desk,
        )
    await day.closes(tom)
    async with steps.step("/stats says how many targets were met"):
        asked = await day.boss.say(day.bot, "/stats")
        await day.boss.sees("Targets met", day.bot, since=asked)
