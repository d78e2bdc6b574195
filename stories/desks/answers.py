"""Chapter: what staff says in a desk and in the overflow group, and what of it reaches whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.model.actions import Verb
from sandbox.people import Attachment, MessageFilter, Person, Seen
from stories import acts
from stories.desks.premises import desk_group
from stories.pictures import JPEG, OGG, WEBP
from stories.stage import Premises, Stage
from stories.steps import Steps, claim

TOPICS = """
[[topics]]
key = "bugs"
title = "Bugs"
titles = { ru = "Баги" }
place = "desk"
"""
CHOICES = {"bot_burst": 30}


@dataclass(slots=True)
class Cast:
    """Who plays, and where."""

    stage: Stage
    dana: Person  # sits in the groups, and is on nobody's list
    olga: Person  # an operator on shift
    desk: int
    overflow: int

    @property
    def bot(self) -> int:
        return self.stage.settings.bot_id

    async def asks(self, customer: Person, text: str) -> Seen:
        """Let a customer ask; returns the question as staff sees it."""
        started = await customer.start()
        await customer.sees("ваш вопрос", since=started)
        before = await self.dana.now()
        await customer.say(self.bot, text)
        return await self.dana.sees(MessageFilter(text=text), since=before)


async def prepare(premises: Premises) -> Mapping[str, Any]:
    """Make a desk and an overflow group, with the same staff in both."""
    people = premises.sandbox.people
    dana = await people.add("Dana", username="dana_answers")
    olga = await people.add("Olga", username="olga_answers")
    desk = await desk_group(premises, dana, "Answers 1", olga)
    overflow = await desk_group(premises, dana, "Answers overflow", olga)
    return {"desk_chat_ids": [desk], "overflow_chat_id": overflow}


async def tell(stage: Stage, steps: Steps) -> None:
    """Play it. Raises StoryError."""
    people = stage.people
    cast = Cast(
        stage,
        dana=await people.person("@dana_answers"),
        olga=await people.person("@olga_answers"),
        desk=stage.settings.desk_chat_ids[0],
        overflow=stage.settings.overflow_chat_id or 0,
    )
    await stage.add_operator(cast.olga)
    await acts.start_shift(cast.olga)
    vera = await people.add("Вера", language_code="ru")
    question = await cast.asks(vera, "Когда почините?")
    await _what_goes_out(steps, cast, vera, question)
    await _albums(steps, cast, vera, question)
    await _changes(steps, cast, vera, question)
    await _taking_back(steps, cast, vera, question)
    await _not_delivered(steps, cast, vera, question)
    await _crosswise(steps, cast)


async def _what_goes_out(steps: Steps, cast: Cast, vera: Person, question: Seen) -> None:
    dana, olga, desk = cast.dana, cast.olga, cast.desk
    async with steps.step(
        "what staff says among itself stays inside; a Reply goes to the customer"
    ):
        await dana.say(desk, "кто возьмёт?")
        answer = await olga.say(desk, "Сегодня вечером", reply_to=question)
        got = await vera.sees(MessageFilter(text="Сегодня вечером"))
        claim(got.sender_id == cast.bot, "it comes in the bot's name")
        await dana.sees_reaction(answer, "👍")
    async with steps.step("the operator who answered first holds the ticket, and the card says so"):
        await dana.sees(lambda seen: "Olga" in seen.text and bool(seen.buttons), desk)
        held = await cast.stage.rows("SELECT operator_id FROM tickets WHERE status = 'active'")
        claim([row["operator_id"] for row in held] == [olga.id], "Olga holds it")
    async with steps.step(
        "any kind of content goes: photo, voice, sticker, contact, place, dice, poll"
    ):
        since = await vera.now()
        await dana.send_photo(desk, JPEG, "так?", reply_to=question)
        await dana.send_voice(desk, OGG, reply_to=question)
        await dana.send_sticker(desk, WEBP, reply_to=question)
        await dana.send_contact(desk, "+38050111", "Мастер", reply_to=question)
        await dana.send_location(desk, 50.45, 30.52, reply_to=question)
        await dana.send_dice(desk, reply_to=question)
        await dana.send_poll(desk, "Когда удобно?", ["утром", "вечером"], reply_to=question)
        for kind in ("photo", "voice", "sticker", "contact", "location", "dice", "poll"):
            await vera.sees(MessageFilter(kind=kind), cast.bot, since=since)
    async with steps.step("an administrator without a name is staff; pins are nobody's words"):
        await dana.say(desk, "Это мы", reply_to=question, as_chat=desk)
        await vera.sees(MessageFilter(text="Это мы"))
        await dana.pin(question)
        await cast.stage.is_quiet()
        inside = {"кто возьмёт?"} & {seen.text for seen in await vera.messages(cast.bot)}
        claim(not inside, "nothing of the rest came out")


async def _albums(steps: Steps, cast: Cast, vera: Person, question: Seen) -> None:
    files = [Attachment("photo", JPEG, None, "image/jpeg", (1, 1)) for _ in range(10)]
    async with steps.step("an album of ten stays one album, each way"):
        since = await cast.dana.now()
        await vera.send_album(cast.bot, files, ["вот что вижу"])
        there = await cast.dana.sees(MessageFilter(text="вот что вижу"), since=since)
        since = await vera.now()
        await cast.dana.send_album(cast.desk, files, ["вот что делать"], reply_to=question)
        here = await vera.sees(MessageFilter(text="вот что делать"), since=since)
        await cast.stage.is_quiet()
        for person, part in ((cast.dana, there), (vera, here)):
            parts = [s for s in await person.messages(part.chat_id) if s.album == part.album]
            claim(part.album is not None and len(parts) == 10, "ten parts, one album")


async def _changes(steps: Steps, cast: Cast, vera: Person, question: Seen) -> None:
    dana, desk = cast.dana, cast.desk
    async with steps.step("edits follow both ways"):
        since = await vera.now()
        answer = await dana.say(desk, "в семь", reply_to=question)
        copy = await vera.sees(MessageFilter(text="в семь"), since=since)
        await dana.edit(answer, "в восемь")
        await vera.sees(MessageFilter(text="в восемь"), since=copy)
        typo = await vera.say(cast.bot, "спосибо", reply_to=copy)
        there = await dana.sees(MessageFilter(text="спосибо"), desk)
        claim(there.reply_to == answer.message_id, "and a reply keeps what it replies to")
        await vera.edit(typo, "спасибо")
        await dana.sees(MessageFilter(text="спасибо"), desk, since=there)
    async with steps.step("reactions follow both ways"):
        await vera.react(copy, "❤")
        await dana.sees_reaction(answer, "❤")
        await dana.react(there, "🔥")
        await vera.sees_reaction(typo, "🔥")


async def _taking_back(steps: Steps, cast: Cast, vera: Person, question: Seen) -> None:
    dana, desk = cast.dana, cast.desk
    async with steps.step(
        "an answer whose message staff deleted is taken back from the card's list"
    ):
        wrong = await dana.say(desk, "это не вам", reply_to=question)
        copy = await vera.sees(MessageFilter(text="это не вам"))
        await dana.delete(wrong)
        card = await acts.card_in(dana, desk, Verb.WITHDRAW)
        since = await dana.now()
        await dana.press(card, acts.data_of(card, Verb.WITHDRAW))
        listed = await dana.sees(acts.carries(Verb.WITHDRAW_THIS), desk, since=since)
        await dana.press(listed, "это не вам")
        await vera.sees_gone(copy)
        await cast.stage.is_quiet()
        events = await cast.stage.rows("SELECT kind FROM ticket_events WHERE kind = 'withdrawn'")
        claim(len(events) == 1, "the ticket's history has it once")


async def _not_delivered(steps: Steps, cast: Cast, vera: Person, question: Seen) -> None:
    dana, desk = cast.dana, cast.desk
    async with steps.step(
        "a customer who blocked the bot: staff sees plainly that it did not arrive"
    ):
        await vera.block()
        since = await dana.now()
        answer = await dana.say(desk, "всё готово", reply_to=question)
        notice = await dana.sees(acts.carries(Verb.SEND_AGAIN), desk, since=since)
        claim(notice.reply_to == answer.message_id, "as an answer to the message that it is about")
    async with steps.step("she comes back: one press, or two, send the answer once"):
        await vera.unblock()
        back = await dana.sees(acts.carries(Verb.SEND_AGAIN), desk, since=notice)
        button = acts.data_of(back, Verb.SEND_AGAIN)
        for query in [await dana.press(back, button), await dana.press(back, button)]:
            await dana.answered(query)
        await vera.sees(MessageFilter(text="всё готово"))
        await dana.sees_reaction(answer, "👍")
        got = [seen.text for seen in await vera.messages(cast.bot)]
        claim(got.count("всё готово") == 1, "once")


async def _crosswise(steps: Steps, cast: Cast) -> None:
    dana, overflow = cast.dana, cast.overflow
    async with steps.step("five more fill the overflow group, and each gets their own answer"):
        asked = []
        for number in range(5):
            customer = await cast.stage.people.add(f"Клиент {number}", language_code="ru")
            asked.append((customer, await cast.asks(customer, f"вопрос {number}")))
        claim({copy.chat_id for _, copy in asked} == {overflow}, "the one desk is taken")
        for number, (_, copy) in reversed(list(enumerate(asked))):
            await dana.say(overflow, f"ответ {number}", reply_to=copy)
        for number, (customer, _) in enumerate(asked):
            await customer.sees(MessageFilter(text=f"ответ {number}"))
        await cast.stage.is_quiet()
        for number, (customer, _) in enumerate(asked):
            got = [s.text for s in await customer.messages(cast.bot) if s.text.startswith("ответ")]
            claim(got == [f"ответ {number}"], "their own, and nobody else's")
