"""Chapter: the life of a desk. Two customers want the last one, staff answers, closes, and the
group is cleared for the next."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.model.actions import Verb
from sandbox.people import Person, Seen
from stories import acts
from stories.desks.premises import desk_group
from stories.stage import Premises, Stage
from stories.steps import Steps, claim

CHOICES = {"desk_language": "ru", "time_zone": "Europe/Kyiv"}
NOTHING_BUT = frozenset({"обед в час?", "а после обеда?"})
"""What staff says among itself while nobody is served."""


@dataclass(slots=True)
class Cast:
    """Who plays, and where."""

    stage: Stage
    dana: Person  # sits in the groups, and is on nobody's list
    desk: int
    overflow: int

    @property
    def bot(self) -> int:
        return self.stage.settings.bot_id

    async def title(self) -> str:
        """Return the title of the desk's group, as staff sees it in its list of chats."""
        return next(chat.title for chat in await self.dana.chats() if chat.id == self.desk)

    async def is_called(self, beginning: str) -> None:
        """Wait until the group's name begins so."""

        async def named() -> bool:
            return (await self.title()).startswith(beginning)

        await self.dana.until(named, f"the group is called {beginning!r}")

    async def words(self) -> set[str]:
        """Return all texts in the desk."""
        return {seen.text for seen in await self.dana.messages(self.desk) if seen.text}

    async def card(self, chat: int, name: str) -> Seen:
        """Return the newest card of that customer's ticket."""

        async def newest() -> Seen | None:
            found = await self.dana.messages(chat)
            return next((s for s in reversed(found) if name in s.text and s.buttons), None)

        card = await self.dana.until(newest, f"the card of {name} in {chat}")
        if card is None:
            raise AssertionError("unreachable: `until` returns what is true")
        return card

    async def closes(self, chat: int, name: str) -> None:
        """Close by the button, and yes."""
        await self.dana.press(await self.card(chat, name), "Закрыть обращение")
        await self.dana.sees("Вы уверены, что хотите закрыть обращение?", chat)
        await self.dana.press(await self.card(chat, name), "Да")


async def prepare(premises: Premises) -> Mapping[str, Any]:
    """Make one desk, in which our user account may delete, and the overflow group."""
    people = premises.sandbox.people
    dana = await people.add("Dana", username="dana_life")
    desk = await desk_group(premises, dana, "Поддержка 1", premises.userbot)
    await dana.promote(desk, premises.userbot.id)
    overflow = await desk_group(premises, dana, "Поддержка: остальные")
    return {"desk_chat_ids": [desk], "overflow_chat_id": overflow}


async def tell(stage: Stage, steps: Steps) -> None:
    """Play it. Raises StoryError."""
    cast = Cast(
        stage,
        await stage.people.person("@dana_life"),
        stage.settings.desk_chat_ids[0],
        stage.settings.overflow_chat_id or 0,
    )
    await cast.dana.say(cast.desk, "обед в час?")
    names = ("Вера", "Борис")
    customers = [await stage.people.add(name, language_code="ru") for name in names]
    here, there = await _race(steps, cast, dict(zip(names, customers, strict=True)))
    await _at_work(steps, cast, *here)
    await _closing(steps, cast, *here)
    await _next_one(steps, cast, *there)
    await _by_the_bot(steps, cast, *there)


async def _asks(cast: Cast, customer: Person, words: str) -> None:
    started = await customer.start()
    choice = await customer.sees(acts.carries(Verb.TALK), since=started)
    await customer.press(choice, "Баги")
    await customer.sees("введите ваш вопрос", since=started)
    await customer.say(cast.bot, words)


async def _race(
    steps: Steps, cast: Cast, customers: Mapping[str, Person]
) -> tuple[tuple[str, Person], tuple[str, Person]]:
    """Return who got the desk, and who went to the overflow group."""
    async with steps.step("two customers want the last desk at once: they never share it"):
        await asyncio.gather(
            *(_asks(cast, person, f"{name}: не работает") for name, person in customers.items())
        )
        places = await cast.dana.until(
            lambda: cast.stage.rows(
                "SELECT p.chat_id, t.customer_id FROM places p JOIN tickets t"
                " ON t.id = p.ticket_id WHERE p.state = 'ready' AND"
                " (SELECT count(*) FROM places WHERE state = 'ready' AND kind = 'desk') = 2"
            ),
            "two tickets are served",
        )
        served = {int(row["chat_id"]): int(row["customer_id"]) for row in places or ()}
        claim(set(served) == {cast.desk, cast.overflow}, "one is in the desk, one in overflow")
        whose = {person.id: (name, person) for name, person in customers.items()}
        here, there = whose[served[cast.desk]], whose[served[cast.overflow]]
        for chat, (name, _) in ((cast.desk, here), (cast.overflow, there)):
            await cast.card(chat, name)
            await cast.dana.sees(f"{name}: не работает", chat)
    return here, there


async def _at_work(steps: Steps, cast: Cast, name: str, customer: Person) -> None:
    async with steps.step("the group is called after the ticket; its card tells who, what, when"):
        await cast.is_called("#")
        claim("Баги" in await cast.title() and name in await cast.title(), "topic and name")
        card = await cast.card(cast.desk, name)
        claim("Баги" in card.text and "Пишет впервые" in card.text, "topic and history")
    async with steps.step("a Reply to the customer's words goes to them, all else stays inside"):
        question = await cast.dana.sees(f"{name}: не работает", cast.desk)
        await cast.dana.say(cast.desk, "кто помнит пароль?")
        await cast.dana.say(cast.desk, "Уже чиним", reply_to=question)
        await customer.sees("Уже чиним")
        claim(
            "кто помнит пароль?" not in {s.text for s in await customer.messages(cast.bot)},
            "what staff says among itself stays there",
        )


async def _closing(steps: Steps, cast: Cast, name: str, customer: Person) -> None:
    dana, desk = cast.dana, cast.desk
    async with steps.step("closing asks on the card; no puts it back, and work goes on"):
        await dana.press(await cast.card(desk, name), "Закрыть обращение")
        asked = await dana.sees("Вы уверены, что хотите закрыть обращение?", desk)
        await dana.press(asked, "Нет")
        await dana.sees("Пишет впервые", desk)
        await customer.say(cast.bot, "ещё вопрос")
        await dana.sees("ещё вопрос", desk)
    async with steps.step("yes closes it, whoever sits there: who it was is kept"):
        since = await customer.now()
        await cast.closes(desk, name)
        await customer.sees("Вы выяснили всё, что хотели?", since=since)
        [row] = await cast.stage.rows(
            "SELECT topic, closed_by FROM tickets WHERE status = 'closed' AND customer_id = :id",
            id=customer.id,
        )
        claim(row["closed_by"] == dana.id, "Dana closed it, who is no operator")
    async with steps.step("the user account clears the group: nothing of the ticket is left"):
        await cast.stage.is_quiet()
        words = await cast.words()
        left = {each for each in words if name in each or each in ("Уже чиним", "ещё вопрос")}
        claim(not left and "кто помнит пароль?" not in words, f"cleared, but {left}")
        claim("обед в час?" in words, "what was said before the ticket is still there")
        [cleared] = await cast.stage.rows(
            "SELECT details FROM ticket_events WHERE kind = 'place_cleared'"
        )
        by = str(cast.stage.userbot.id)
        claim(by in str(cleared["details"]), f"the account did it: {cleared}")


async def _next_one(steps: Steps, cast: Cast, name: str, customer: Person) -> None:
    async with steps.step("the free desk takes the one who waited in the overflow group"):
        await cast.is_called("#")
        claim(name in await cast.title(), "the group is called after the next ticket")
        await cast.card(cast.desk, name)
        await cast.dana.sees(f"{name}: не работает", cast.desk)
        await cast.dana.sees("Обращение перешло в «Поддержка 1»", cast.overflow)
    async with steps.step("a Reply to what stands in overflow still reaches the customer"):
        old = await cast.dana.sees(f"{name}: не работает", cast.overflow)
        await cast.dana.say(cast.overflow, "Мы вас видим", reply_to=old)
        await customer.sees("Мы вас видим")


async def _by_the_bot(steps: Steps, cast: Cast, name: str, customer: Person) -> None:
    async with steps.step("without the user account the bot clears what it knows of, by /close"):
        await cast.dana.remove(cast.desk, cast.stage.userbot.id)
        await cast.dana.say(cast.desk, "/close")
        asked = await cast.dana.sees(acts.carries(Verb.DESK_STAY), cast.desk)
        since = await customer.now()
        await cast.dana.press(asked, "Да")
        await customer.sees("Вы выяснили всё, что хотели?", since=since)
        await cast.is_called("Поддержка 1")
        await cast.stage.is_quiet()
        left = {each for each in await cast.words() if name in each or each == "/close"}
        claim(not left, f"cleared, but {left}")
        [place] = await cast.stage.rows(
            "SELECT state, ticket_id FROM places WHERE chat_id = :chat AND state <> 'deleted'",
            chat=cast.desk,
        )
        claim(place == {"state": "clean", "ticket_id": None}, "the desk is free")
    async with steps.step("a name given by hand while nobody is served is the group's own"):
        await cast.dana.say(cast.desk, "а после обеда?")
        await cast.dana.rename(cast.desk, "Вторая линия")
        await cast.stage.has_row("SELECT id FROM places WHERE title = 'Вторая линия'")
        await cast.stage.is_quiet()
        claim(await cast.words() >= NOTHING_BUT, "staff's own words stay")
