"""A supervisor watches a ticket unnoticed, whispers, takes it over; and reads who changed what."""

from core.model.actions import Verb
from sandbox.people import MessageFilter
from stories import acts
from stories.day.scene import Day
from stories.steps import Steps, claim


async def watching(day: Day, steps: Steps) -> None:
    """Play it. Raises StoryError."""
    boss, olga = day.boss, day.olga
    ben = await day.stage.people.add("Ben")
    async with steps.step("/watch: the supervisor reads along, and nobody there notices"):
        question = await day.asks(ben, "Can I have two?")
        await olga.say(day.desk, "Let me ask", reply_to=question)
        await ben.sees(MessageFilter(text="Let me ask"))
        await day.stage.is_quiet()
        heard = len(await ben.messages(day.bot)), len(await olga.messages(day.desk))
        number = await day.ticket_of(ben)
        asked = await boss.say(day.bot, f"/watch {number}")
        await boss.sees("Can I have two?", day.bot, since=asked)
        await day.stage.is_quiet()
        after = len(await ben.messages(day.bot)), len(await olga.messages(day.desk))
        claim(heard == after, "neither the customer nor the desk sees anything")
        await ben.say(day.bot, "Or even three?")
        mirrored = await boss.sees("Or even three?", day.bot, since=asked)
    async with steps.step("a Reply to it is a whisper: Olga hears it, Ben does not"):
        before = await olga.now()
        await boss.say(day.bot, "Two, not three", reply_to=mirrored)
        heard_by_olga = await olga.sees("Two, not three", day.bot, since=before)
        claim("Whisper from Sonia" in heard_by_olga.text, heard_by_olga.text)
        await day.stage.is_quiet()
        told = [seen.text for seen in await ben.messages(day.bot)]
        claim(not [text for text in told if "not three" in text], f"Ben hears none of it: {told}")
    async with steps.step("/takeover: the ticket is the supervisor's"):
        asked = await boss.say(day.bot, f"/takeover {number}")
        sure = await boss.sees(acts.carries(Verb.TAKE_OVER_YES), day.bot, since=asked)
        await boss.press(sure, acts.data_of(sure, Verb.TAKE_OVER_YES))
        await day.stage.has_row(
            "SELECT 1 FROM tickets WHERE id = :id AND operator_id = :who", id=number, who=boss.id
        )
    await day.closes(ben)


async def audit(day: Day, steps: Steps) -> None:
    """Play it. Raises StoryError."""
    boss = day.boss
    async with steps.step("/audit: who changed what, when, from what to what"):
        asked = await boss.say(day.bot, "/audit")
        log = await boss.sees(acts.carries(Verb.AUDIT), day.bot, since=asked)
        for words in (
            "Sonia: customer",
            "is being watched",
            "the owner: words held back",
            "an answer that was held back was sent",
        ):
            claim(words in log.text, f"{words!r} in the log: {log.text}")
