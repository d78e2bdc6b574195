"""Where customers came from, what is noted of them, how tickets are tagged, and who is blocked."""

from core.model import actions
from core.model.actions import Verb
from sandbox.people import Person
from stories import acts
from stories.day.scene import Day
from stories.steps import Steps, claim


async def tell(day: Day, steps: Steps) -> None:
    """Play it. Raises StoryError."""
    lou = await day.stage.people.add("Lou")
    async with steps.step("/tags sale: a supervisor makes a tag"):
        asked = await day.boss.say(day.bot, "/tags sale")
        await day.boss.sees("1 tag can be put", day.bot, since=asked)
        await day.goes_by(lambda rules: rules.tags)
    await _comes_by_a_link(day, steps, lou)
    await _is_tagged(day, steps, lou)
    await _is_noted(day, steps, lou)
    await _is_blocked(day, steps)


async def _comes_by_a_link(day: Day, steps: Steps, lou: Person) -> None:
    boss = day.boss
    async with steps.step("/link spring-sale: a link with its picture, for a poster"):
        asked = await boss.say(day.bot, "/link spring-sale")
        made = await boss.sees("?start=spring-sale", day.bot, since=asked)
        claim(made.kind == "photo", "the picture of it, for cameras")
        link = next(word for word in made.text.split() if "?start=spring-sale" in word)
    async with steps.step("Lou comes by it: the desk's card says so, and /link counts it"):
        before = await lou.now()
        await lou.open_link(link)
        await day.asks_since(lou, before, "Is this still on sale?")
        await day.shows("Lou", "Came by link spring-sale")
        asked = await boss.say(day.bot, "/link")
        await boss.sees("spring-sale: 1 customer, 1 ticket", day.bot, since=asked)


async def _is_tagged(day: Day, steps: Steps, lou: Person) -> None:
    olga = day.olga
    async with steps.step("Olga puts it on her ticket by a button, and the card shows it"):
        card = await acts.card_in(olga, day.desk, Verb.TAGS)
        before = await olga.now()
        await olga.press(card, acts.data_of(card, Verb.TAGS))
        choice = await olga.sees(acts.carries(Verb.TAG_ON), since=before)
        await olga.press(choice, acts.data_of(choice, Verb.TAG_ON))
        put_on = await olga.sees(acts.carries(Verb.TAG_OFF), since=choice)
        await olga.press(put_on, "Done")
        await day.shows("Lou", "🏷 sale")
        asked = await day.boss.say(day.bot, f"/why {await day.ticket_of(lou)}")
        await day.boss.sees("Olga put the tag “sale” there", day.bot, since=asked)


async def _is_noted(day: Day, steps: Steps, lou: Person) -> None:
    async with steps.step("a note on Lou stands on the card of each later ticket"):
        await day.olga.say(day.desk, "/note customer Pays by invoice")
        await day.shows("Lou", "📌 Olga", "Pays by invoice")
        await day.closes(lou)
        await day.asks(lou, "And the colour?")
        await day.shows(f"#{await day.ticket_of(lou)}", "📌 Olga", "Pays by invoice")
        await day.closes(lou)


async def _is_blocked(day: Day, steps: Steps) -> None:
    boss, stage = day.boss, day.stage
    rude = await stage.people.add("Ike")
    async with steps.step(
        "/customer and a ticket: Ike is blocked with a reason, and reaches nobody"
    ):
        await day.asks(rude, "You are all fools")
        number = await day.ticket_of(rude)
        asked = await boss.say(day.bot, f"/customer {number}")
        shown = await boss.sees(acts.carries(Verb.BLOCK), day.bot, since=asked)
        await boss.press(shown, acts.data_of(shown, Verb.BLOCK))
        how = await boss.sees(acts.carries(Verb.BLOCK_WHY), day.bot, since=shown)
        closing = actions.press(Verb.BLOCK_WHY, rude.id, actions.CLOSE)
        await boss.press(how, closing)
        why = await boss.sees("Why is Ike to be blocked", day.bot, since=how)
        await boss.say(day.bot, "insults")
        blocked = await boss.sees("insults", day.bot, since=why)
        await stage.is_quiet()
        await rude.say(day.bot, "Let me in again")
        await day.hears_nothing("Let me in again")
    async with steps.step("... until a button takes it back"):
        await boss.press(blocked, acts.data_of(blocked, Verb.UNBLOCK))
        sure = await boss.sees(acts.carries(Verb.UNBLOCK_YES), day.bot, since=blocked)
        await boss.press(sure, acts.data_of(sure, Verb.UNBLOCK_YES))
        await stage.is_quiet()
        left = await stage.rows("SELECT 1 FROM customers WHERE blocked_at IS NOT NULL")
        claim(not left, "nobody is blocked any more")
