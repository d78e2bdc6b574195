"""Staff is reminded of a ticket: at a desk its group, else whoever holds it then, also of one that
has ended."""

from core.model.actions import Verb
from core.model.reminders import Asked
from sandbox.people import MessageFilter, Person
from stories import acts
from stories.day.scene import Day
from stories.steps import Steps, claim


async def tell(day: Day, steps: Steps) -> None:
    """Play it. Raises StoryError."""
    lea = await day.stage.people.add("Lea")
    question = await day.asks(lea, "Has my refund come?")
    number = await day.ticket_of(lea)
    await _at_the_desk(day, steps, number)
    await day.olga.say(day.desk, "I ask the bank", reply_to=question)
    await lea.sees(MessageFilter(text="I ask the bank"))
    await _by_who_holds_it(day, steps, lea, number)


async def _at_the_desk(day: Day, steps: Steps, number: int) -> None:
    olga, desk = day.olga, day.desk
    async with steps.step("/remind at the desk; the card's button shows what is set, sets more"):
        asked = await olga.say(desk, "/remind in 2 h call the bank")
        await olga.sees("call the bank", desk, since=asked)
        card = await day.shows(f"#{number}", "Whoever is here may answer")
        await olga.press(card, acts.data_of(card, Verb.REMINDERS))
        listed = await day.shows("Reminders of ticket", "call the bank")
        await olga.press(listed, "Tomorrow 9:00")
        listed = await day.shows("Reminders of ticket", "2. ")
        await olga.press(listed, acts.data_of(listed, Verb.DESK_CLOSE_NO))
        await day.shows(f"#{number}", "Whoever is here may answer")
    async with steps.step("two hours later the group hears of it, below the card"):
        before = await olga.now()
        await _hours_pass(day, number)
        due = await olga.sees("set by Olga", desk, since=before)
        claim("call the bank" in due.text, due.text)
        claim(due.reply_to == card.message_id, f"below the card: {due}")


async def _by_who_holds_it(day: Day, steps: Steps, lea: Person, number: int) -> None:
    boss, bot = day.boss, day.bot
    async with steps.step("who holds it then hears of it in private, whoever set it"):
        asked = await day.olga.say(day.desk, "/remind через 2 год ask Lea for her <account>")
        await day.olga.sees("ask Lea for her <account>", day.desk, since=asked)
        asked = await boss.say(bot, f"/takeover {number}")
        sure = await boss.sees(acts.carries(Verb.TAKE_OVER_YES), bot, since=asked)
        before = await boss.now()
        await boss.press(sure, acts.data_of(sure, Verb.TAKE_OVER_YES))
        await day.stage.has_row(
            "SELECT 1 FROM tickets WHERE id = :id AND operator_id = :who", id=number, who=boss.id
        )
        await _hours_pass(day, number)
        due = await boss.sees("ask Lea for her <account>", bot, since=before)
        claim("set by Olga" in due.text, due.text)
    async with steps.step("it ended meanwhile: who held it is told so, and may open it again"):
        asked = await boss.say(bot, "/remind in 2 h has it come?")
        await boss.sees("has it come?", bot, since=asked)
        await day.closes(lea)
        before = await boss.now()
        await _hours_pass(day, number)
        told = await boss.sees("has ended meanwhile", bot, since=before)
        claim(acts.carries(Verb.REOPEN_TICKET)(told), f"a button: {told.buttons}")


async def _hours_pass(day: Day, number: int) -> None:
    """Let the first reminder of the ticket be due, as if it were so late already."""
    async with day.stage.container.work() as work:
        first, *_ = await work.uow.reminders.of(number)
        await work.uow.reminders.take(first.id)
        await work.uow.reminders.add(number, Asked(work.now, first.words), first.set_by, work.now)
