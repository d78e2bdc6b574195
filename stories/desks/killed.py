"""Chapter: the bot is killed at each step, and nobody notices more than a pause."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from core.model.actions import Verb
from sandbox.people import MessageFilter, Person, Seen
from stories import acts
from stories.apart import settings_environment
from stories.processes import Process, started
from stories.stage import Premises, Stage
from stories.steps import Steps, claim

TOPICS = """
[[topics]]
key = "bugs"
title = "Bugs"
titles = { ru = "Баги" }
place = "desk"

[[topics]]
key = "other"
title = "Other"
titles = { ru = "Другое" }
place = "desk"
"""


async def prepare(premises: Premises) -> Mapping[str, Any]:
    """Prepare as the chapter before."""
    rita = await premises.sandbox.people.person("@rita_keeps")
    desks = [chat.id for chat in await rita.chats() if chat.title == "Records 1"]
    return {"desk_chat_ids": desks}


async def tell(stage: Stage, steps: Steps) -> None:
    """Play it. Raises StoryError."""
    rita = await stage.people.person("@rita_keeps")
    vlada = await stage.people.add("Влада", language_code="ru")
    async with steps.step("8: kill -9 when the topic is chosen: the next message is the question"):
        async with _bot(stage) as bot:
            await _chooses(vlada)
            await _killed(bot)
        await vlada.say(stage.settings.bot_id, "Ничего не грузится")
    async with steps.step("8: kill -9 with the ticket at its desk: who sits there is known"):
        async with _bot(stage) as bot:
            question = await rita.sees(MessageFilter(text="Ничего не грузится"))
            await stage.is_quiet()
            await _killed(bot)
        await rita.say(question.chat_id, "Уже чиним", reply_to=question)
    async with steps.step(
        "8: kill -9 at the question whether to close, and yes is pressed meanwhile"
    ):
        async with _bot(stage) as bot:
            answer = await vlada.sees(MessageFilter(text="Уже чиним"))
            sure = await _asks_to_close(rita, question)
            await _killed(bot)
        await rita.press(sure, acts.data_of(sure, Verb.DESK_CLOSE_YES))
    async with steps.step(
        "8: kill -9 at the customer's yes or no: it is kept, and the desk is free"
    ):
        async with _bot(stage) as bot:
            asked = await vlada.sees(acts.carries(Verb.RESOLVE), since=answer)
            await _killed(bot)
        await vlada.press(asked, "Да")
        async with _bot(stage):
            await vlada.sees(acts.carries(Verb.TALK), since=asked)
            await stage.is_quiet()
        await _is_kept(stage, vlada)


@asynccontextmanager
async def _bot(stage: Stage) -> AsyncIterator[Process]:
    """Run the bot as a process of its own."""
    home = stage.settings.session_file.parent
    environment = settings_environment(stage.settings)
    async with started("bot", home, environment, "run", "--only", "bot") as process:
        yield process


async def _killed(bot: Process) -> None:
    bot.kill()
    await bot.ended()


async def _chooses(customer: Person) -> None:
    begun = await customer.start()
    topics = await customer.sees(acts.carries(Verb.TALK), since=begun)
    await customer.press(topics, "Баги")
    await customer.sees("введите ваш вопрос", since=begun)


async def _asks_to_close(staff: Person, question: Seen) -> Seen:
    card = await acts.card_in(staff, question.chat_id, Verb.DESK_CLOSE)
    await staff.press(card, acts.data_of(card, Verb.DESK_CLOSE))
    return await staff.sees(acts.carries(Verb.DESK_CLOSE_YES), question.chat_id, since=card)


async def _is_kept(stage: Stage, customer: Person) -> None:
    [ticket] = await stage.rows(
        "SELECT tickets.id, status, solved FROM tickets JOIN resolutions"
        " ON resolutions.ticket_id = tickets.id WHERE tickets.customer_id = :customer",
        customer=customer.id,
    )
    claim(ticket["status"] == "closed", "the ticket is closed")
    claim(bool(ticket["solved"]), "the customer's yes is kept")
    chat = stage.settings.desk_chat_ids[0]
    [desk] = await stage.rows(
        "SELECT state, ticket_id FROM places WHERE chat_id = :chat AND state <> 'deleted'",
        chat=chat,
    )
    claim(desk == {"state": "clean", "ticket_id": None}, "the desk is cleared and free")
    said = await stage.rows("SELECT text FROM messages WHERE ticket_id = :id", id=ticket["id"])
    words = sorted(row["text"] for row in said)
    claim(words == ["Ничего не грузится", "Уже чиним"], "every word is kept once")
