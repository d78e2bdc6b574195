"""Chapter: what a customer meets: languages, topics, one live card, an honest wait, and a closed
desk."""

import asyncio
from datetime import UTC, datetime

from core.cards.send import ECHO
from core.model.actions import Verb
from core.model.rules import Topic
from sandbox.people import Person, Seen
from stories import acts
from stories.stage import Stage
from stories.steps import Steps, claim

TOPICS = """
time_zone = "Europe/Kyiv"

[[topics]]
key = "orders"
title = "Orders"
titles = { uk = "Замовлення", ru = "Заказы" }

# One of these two is closed, whatever day it is.
[[topics]]
key = "mondays"
title = "Only on Mondays"
hours = { mon = "00:00-24:00" }

[[topics]]
key = "thursdays"
title = "Only on Thursdays"
hours = { thu = "00:00-24:00" }
""" + "".join(f'\n[[topics]]\nkey = "t{number}"\ntitle = "Topic {number}"\n' for number in range(8))

HANDLED = 3
TAPS = 10


async def tell(stage: Stage, steps: Steps) -> None:
    """Play the chapter. Raises StoryError."""
    olga = await stage.people.add("Olga", username="olga_desk")
    await stage.add_operator(olga, capacity=1)
    ann = await stage.people.add("Ann", username="ann_first", language_code="uk")
    await _languages(stage, steps, ann)
    await _names(stage, steps, ann)
    await _topics(stage, steps, ann)
    await _one_card(stage, steps, ann, olga)
    await _closed_topic(stage, steps)
    await _wait(stage, steps, ann, olga)


async def tell_closed(stage: Stage, steps: Steps) -> None:
    """Play a desk that takes nothing while it is closed. Raises StoryError."""
    bob = await stage.people.add("Bob")
    async with steps.step("where nothing is taken while closed, Bob is told when to come again"):
        menu = await acts.register(bob)
        asked = await acts.ask_for_operator(bob, menu)
        question = await bob.sees(_asks_topic, since=asked)
        for topic, words in ((_closed(stage), "open again"), (_open(stage), "try again")):
            await bob.press(question, f"talk:{topic.key}")
            await bob.sees(words, since=asked)
        claim(not await _tickets(stage, bob), "no ticket was opened")


async def _languages(stage: Stage, steps: Steps, ann: Person) -> None:
    async with steps.step("Ann's Telegram is Ukrainian, and so is the desk; /language changes it"):
        started = await ann.start()
        await ann.sees("Вітаємо, Ann!", since=started)
        asked = await ann.say(stage.settings.bot_id, "/language")
        question = await ann.sees(acts.carries(Verb.LANGUAGE), since=asked)
        claim(ann.buttons(question) == ["English", "Українська", "Русский"], "three languages")
        await ann.press(question, "English")
        await ann.sees("I speak English with you", since=asked)
        # What the desk refuses is refused in that language, too.
        refused = await ann.say(stage.settings.bot_id, "/panel")
        await ann.sees("for the desk’s staff only", since=refused)


async def _names(stage: Stage, steps: Steps, ann: Person) -> None:
    async with steps.step("she registers once; a new name and a new number are noticed later"):
        shared = await ann.share_contact()
        await ann.sees(acts.carries(Verb.TALK), since=shared)
        await ann.changes(first_name="Anna", username="anna_now", phone="+4930123456")
        greeted = await ann.say(stage.settings.bot_id, "hello?")
        await ann.sees(acts.carries(Verb.TALK), since=greeted)
        again = await ann.share_contact()
        await ann.sees(acts.carries(Verb.TALK), since=again)
        (row,) = await stage.rows("SELECT * FROM customers WHERE id = :id", id=ann.id)
        known = (row["name"], row["username"], row["phone"], row["language"])
        claim(known == ("Anna", "anna_now", "+4930123456", "en"), f"the desk knows her as {known}")


async def _topics(stage: Stage, steps: Steps, ann: Person) -> None:
    async with steps.step("she is asked what it is about, eight topics on a page"):
        menu = await acts.card_in(ann, stage.settings.bot_id, Verb.TALK)
        asked = await acts.ask_for_operator(ann, menu)
        question = await ann.sees(_asks_topic, since=asked)
        claim(len(question.buttons) == 9, f"eight topics and a way on: {ann.buttons(question)}")
        await ann.press(question, "topics:1")
        turned = await ann.sees("", since=question)
        claim(turned.message_id == question.message_id, "the page turns where it stands")
        await ann.press(turned, "topics:0")
        await ann.sees("", since=turned)
    async with steps.step("nobody is on shift: she is told so, and waits without an invented time"):
        await ann.press(question, "talk:orders")
        card = await ann.sees(acts.carries(Verb.CANCEL), since=asked)
        claim("None of our operators is here" in card.text, f"nobody is there: {card.text}")
        claim("minute" not in card.text and "hour" not in card.text, "no time is told")
        (ticket,) = await _tickets(stage, ann)
        claim(ticket == ("orders", "queued"), f"a ticket about orders waits, not {ticket}")
        claim(not _pressable(await _now(ann, question)), "the question's buttons are gone")


async def _one_card(stage: Stage, steps: Steps, ann: Person, olga: Person) -> None:
    bot = stage.settings.bot_id
    card = await acts.card_in(ann, bot, Verb.CANCEL)
    async with steps.step(
        "Olga comes on shift: the room's link rings, on a card that takes the place of the old"
    ):
        await acts.start_shift(olga)
        ready = await ann.sees(acts.has_link, since=card)
        await ann.sees_gone(card)
        claim(ready in await ann.bells(bot, since=card), "her phone rang")
    async with steps.step("asking again shows the card again, once, with the same link"):
        await stage.is_quiet()
        await asyncio.sleep(ECHO.total_seconds())
        started = await ann.start()
        await ann.sees_gone(ready)
        (again,) = await _cards(stage, ann)
        claim(again.message_id > started.message_id, "it stands at the end of the chat")
        claim(acts.link_of(again) == acts.link_of(ready), "it is the same link")
    async with steps.step("the card then names the operator, and in the end says that it is over"):
        room = await acts.enter_room(ann, 0)
        await acts.operator_in_room(ann, room, [olga])
        named = await ann.sees("Olga is with you")
        before = await ann.now()
        await acts.close_ticket(olga, room)
        closed = await ann.sees("This ticket is closed", again.chat_id, since=before)
        stood = [seen.message_id for seen in (again, named, closed)]
        claim(len(set(stood)) == 1, f"all on that very card, not on {stood}")


async def _closed_topic(stage: Stage, steps: Steps) -> None:
    bob = await stage.people.add("Bob", language_code="ru")
    async with steps.step("outside working hours Bob is told when the desk opens, and cancels"):
        topic = _closed(stage)
        asked = await acts.ask_for_operator(bob, await acts.register(bob))
        question = await bob.sees(_asks_topic, since=asked)
        async with stage.container.work() as work:
            for operator in await work.uow.operators.on_shift():
                await work.uow.operators.end_shift(operator.id, work.now)
        await bob.press(question, f"talk:{topic.key}")
        card = await bob.sees(acts.carries(Verb.CANCEL), since=asked)
        claim("открываемся" in card.text and "00:00 (EE" in card.text, f"it says when: {card.text}")
        await bob.press(card, acts.data_of(card, Verb.CANCEL))
        await bob.sees(acts.carries(Verb.TALK), since=card)
        claim(await _tickets(stage, bob) == [(topic.key, "abandoned")], "his ticket is given up")


async def _wait(stage: Stage, steps: Steps, ann: Person, olga: Person) -> None:
    bot = stage.settings.bot_id
    async with steps.step(f"after {HANDLED} handled tickets the wait can be told"):
        await acts.start_shift(olga)
        for number in range(HANDLED):
            room = await _comes(stage, ann)
            await acts.operator_in_room(ann, room, [olga])
            if number == HANDLED - 1:
                break  # she stays, and the others wait
            before = await ann.now()
            await acts.close_ticket(olga, room)
            await acts.is_thanked(ann, before)
    cleo = await stage.people.add("Cleo")
    async with steps.step(f"Cleo taps {TAPS} times, and /start as often: one ticket, one card"):
        menu = await acts.register(cleo)
        asked = await acts.ask_for_operator(cleo, menu)
        question = await cleo.sees(_asks_topic, since=asked)
        for _ in range(TAPS):
            await cleo.press(question, "talk:orders")
            await cleo.start()
        await cleo.sees(acts.carries(Verb.CANCEL), since=asked)
        await stage.is_quiet()
        claim(await _tickets(stage, cleo) == [("orders", "queued")], "one ticket")
        (card,) = await _cards(stage, cleo)
        claim("number 1 in line" in card.text, "her position")
        claim("about a minute" in card.text, f"an estimate of what was measured: {card.text}")
        told = [seen for seen in await cleo.messages(bot) if seen.sender_id == bot]
        claim(len(told) < TAPS, f"she is not flooded, in {len(told)} messages")


async def _comes(stage: Stage, ann: Person) -> int:
    """Ann asks about orders and goes into the room."""
    menu = await acts.card_in(ann, stage.settings.bot_id, Verb.TALK)
    asked = await ann.now()
    await ann.press(menu, acts.data_of(menu, Verb.TALK))
    question = await ann.sees(_asks_topic, since=asked)
    await ann.press(question, "talk:orders")
    return await acts.enter_room(ann, asked)


def _asks_topic(seen: Seen) -> bool:
    return any(button.data == "talk:orders" for button in seen.buttons)


def _pressable(seen: Seen | None) -> bool:
    return seen is not None and bool(seen.buttons)


async def _now(person: Person, seen: Seen) -> Seen | None:
    """Return the message as it is now."""
    messages = await person.messages(seen.chat_id)
    return next((one for one in messages if one.message_id == seen.message_id), None)


async def _cards(stage: Stage, person: Person) -> list[Seen]:
    """Return the live cards of tickets in the bot's chat."""
    wanted = acts.carries(Verb.CANCEL)
    return [
        seen
        for seen in await person.messages(stage.settings.bot_id)
        if acts.has_link(seen) or wanted(seen)
    ]


async def _tickets(stage: Stage, person: Person) -> list[tuple[str, str]]:
    """Return (topic, status), oldest first."""
    rows = await stage.rows(
        "SELECT topic, status FROM tickets WHERE customer_id = :id ORDER BY id", id=person.id
    )
    return [(row["topic"], row["status"]) for row in rows]


def _closed(stage: Stage) -> Topic:
    now = datetime.now(UTC)
    return next(topic for topic in stage.settings.topics if not topic.is_open(now))


def _open(stage: Stage) -> Topic:
    now = datetime.now(UTC)
    return next(topic for topic in stage.settings.topics if topic.is_open(now))
