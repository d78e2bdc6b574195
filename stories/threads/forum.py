"""The staff's forum of a story, made as an owner makes it, and what people see and do there."""

from collections.abc import Mapping
from typing import Any

from core.model.actions import Verb
from core.model.people import Person as StaffPerson
from core.model.people import Role
from core.staff.members import add_operator
from sandbox.people import Person, Seen
from sandbox.people.views import TopicView
from stories import acts
from stories.stage import Premises, Stage

GENERAL = 1
TALK, WAITING, CLOSED = "5417915203100613993", "5379748062124056162", "5237699328843200968"
"""Custom emoji of 💬, ❗️ and ✅ among the icons that every topic may have."""

TOPICS = """
[[topics]]
key = "plans"
title = "Plans"
place = "thread"
contact = false
"""


async def make_forum(premises: Premises, name: str, *members: str) -> Mapping[str, Any]:
    """Make a forum with the bot as administrator, and those members of staff; returns the setting
    that names it."""
    people = premises.sandbox.people
    bot = people.bot
    if bot is None:
        raise ValueError("the premises have no bot yet")
    owner = await people.add(f"Owner of {name}", username=f"{name}_owner")
    staff = [await people.add(each.title(), username=f"{each}_{name}") for each in members]
    forum = await owner.create_group(name.title(), [bot, *(each.id for each in staff)], forum=True)
    await owner.promote(forum, bot)
    return {"forum_chat_id": forum}


class Forum:
    """That forum on a stage where the desk is open."""

    def __init__(self, stage: Stage, name: str) -> None:
        chat = stage.settings.forum_chat_id
        if chat is None:
            raise ValueError("the desk has no forum")
        self.stage, self.name, self.chat = stage, name, chat
        self.bot = stage.settings.bot_id

    async def owner(self) -> Person:
        """Return who made it."""
        return await self.stage.people.person(f"@{self.name}_owner")

    async def member(self, name: str) -> Person:
        """Return one of staff who is in it."""
        return await self.stage.people.person(f"@{name}_{self.name}")

    async def operator(self, name: str, capacity: int | None = None) -> Person:
        """Return one of them, on staff now."""
        person = await self.member(name)
        await self.stage.add_operator(person, capacity)
        return person

    async def supervisor(self, name: str) -> Person:
        """Return one of them, who manages the rest and has started the bot."""
        person = await self.member(name)
        async with self.stage.container.work() as work:
            known = StaffPerson(person.id, person.account.name, person.account.username, "en")
            await add_operator(work, known, role=Role.SUPERVISOR)
        await person.start()
        return person

    async def asks(self, customer: Person, question: str) -> int:
        """Choose the topic, if there is a choice, and ask; returns the moment before."""
        started = await customer.start()
        asked = await customer.sees(since=started, timeout=acts.PATIENCE)
        if acts.carries(Verb.TALK)(asked):
            await customer.press(asked, acts.data_of(asked, Verb.TALK))
            await customer.sees("write your question", since=asked)
        before = await customer.now()
        await customer.say(self.bot, question)
        return before

    async def topics(self) -> list[TopicView]:
        """Return all topics but General."""
        owner = await self.owner()
        return [each for each in await owner.topics(self.chat) if each.id != GENERAL]

    async def topic_of(self, customer: Person) -> TopicView:
        """Return the newest topic that bears the customer's name. Raises LookupError."""
        named = [each for each in await self.topics() if customer.account.name in each.title]
        if not named:
            raise LookupError(f"no topic of {customer.account.name}")
        return named[-1]

    async def looks(self, customer: Person, icon: str, *, closed: bool = False) -> TopicView:
        """Wait until the customer's topic looks so. Raises NotSeenError."""
        owner = await self.owner()

        async def so() -> TopicView | None:
            try:
                topic = await self.topic_of(customer)
            except LookupError:
                return None
            return topic if (topic.icon, topic.closed) == (icon, closed) else None

        what = f"{customer.account.name}'s topic looks so"
        found = await owner.until(so, what, timeout=acts.PATIENCE)
        if found is None:
            raise AssertionError("unreachable: `until` returns what is true")
        return found

    async def card(self, person: Person, customer: Person) -> Seen:
        """Return the card with buttons in the customer's topic."""
        topic = await self.topic_of(customer)

        async def newest() -> Seen | None:
            seen = await person.messages(self.chat, topic=topic.id)
            return next((each for each in reversed(seen) if acts.carries(Verb.CLOSE)(each)), None)

        found = await person.until(newest, "the card in the topic", timeout=acts.PATIENCE)
        if found is None:
            raise AssertionError("unreachable: `until` returns what is true")
        return found

    async def closes(self, operator: Person, customer: Person) -> None:
        """Close by the card's button, and yes."""
        card = await self.card(operator, customer)
        await operator.press(card, acts.data_of(card, Verb.CLOSE))
        asked = await operator.sees(
            acts.carries(Verb.CLOSE_YES), self.chat, since=card, timeout=acts.PATIENCE
        )
        await operator.press(asked, acts.data_of(asked, Verb.CLOSE_YES))
        await self.looks(customer, CLOSED, closed=True)

    async def holder(self, customer: Person) -> int | None:
        """Return who has the customer's open ticket."""
        rows = await self.stage.rows(
            "SELECT operator_id FROM tickets WHERE customer_id = :who AND closed_at IS NULL",
            who=customer.id,
        )
        found: int | None = rows[0]["operator_id"] if rows else None
        return found


def mentions(seen: Seen, person: Person) -> bool:
    """Tell whether a message mentions that person, whom Telegram then notifies."""
    return any(getattr(entity, "user_id", None) == person.id for entity in seen.entities)
