"""Who plays the story `day`, and where: one desk, an operator who sits there, a supervisor."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from core.model.actions import Verb
from core.model.people import Person as StaffPerson
from core.model.people import Role
from core.model.rules import Rules
from core.staff.members import add_operator
from sandbox.people import MessageFilter, Person, Seen
from stories import acts
from stories.desks.premises import desk_group
from stories.stage import Premises, Stage
from stories.steps import Untrue, claim

_NOT_TODAY = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[
    (datetime.now(UTC).weekday() + 3) % 7
]
"""A day of the week on which nobody is there, wherever the story is played."""

TOPICS = f"""
[[topics]]
key = "orders"
title = "Orders"
place = "desk"
first_answer_minutes = 30

[[topics]]
key = "repairs"
title = "Repairs"
place = "desk"
auto_first = true

[[topics]]
key = "warranty"
title = "Warranty"
place = "desk"
hours = {{ {_NOT_TODAY} = "09:00-10:00" }}
auto_closed = true

[[topics]]
key = "boilers"
title = "Boilers"
place = "desk"

[[fields]]
key = "serial"
label = "serial number"
pattern = "[A-Z]{{2}}-[0-9]{{4}}"
required = true
topics = ["boilers"]

[[fields]]
key = "plan"
label = "plan"
type = "choice"
choices = ["Basic", "Full care"]
topics = ["boilers"]
"""
"""Whoever says nothing else asks about orders."""

FLOOD = 8
"""Messages of a customer within a minute; further ones are held back."""

OWN_WORDS = """
choose-topic = Welcome to the <b>Corner Shop</b>! What is it about?
auto-first--repairs = { $name }, a repair takes <b>two weeks</b>. We write once it is done.
"""


@dataclass(slots=True)
class Day:
    """The desk on that day."""

    stage: Stage
    boss: Person  # a supervisor
    olga: Person  # an operator, who sits at the desk
    desk: int

    @property
    def bot(self) -> int:
        """The chat with the bot."""
        return self.stage.settings.bot_id

    async def asks(self, customer: Person, words: str, topic: str = "Orders") -> Seen:
        """Let a customer ask; returns the question as staff sees it."""
        return await self.asks_since(customer, await customer.start(), words, topic)

    async def asks_since(
        self, customer: Person, started: int | Seen, words: str, topic: str = "Orders"
    ) -> Seen:
        """The same, of somebody who is greeted already."""
        greeting = await customer.sees(acts.carries(Verb.TALK), since=started)
        await customer.press(greeting, topic)
        await customer.sees("write your question", since=greeting)
        before = await self.olga.now()
        await customer.say(self.bot, words)
        return await self.olga.sees(MessageFilter(text=words), self.desk, since=before)

    async def shows(self, *words: str) -> Seen:
        """Return the newest message at the desk that has all these words, as it stands now."""

        async def newest() -> Seen | None:
            shown = reversed(await self.olga.messages(self.desk))
            return next((seen for seen in shown if all(each in seen.text for each in words)), None)

        found = await self.olga.until(newest, f"{words} at the desk")
        if found is None:
            raise AssertionError("unreachable: `until` returns what is true")
        return found

    async def goes_by(self, what: Callable[[Rules], object], within: float = 20.0) -> None:
        """Wait until the desk goes by what was set: it looks once a second. Raises Untrue when it
        does not after `within` seconds."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + within
        while not await self._knows(what):
            if loop.time() > deadline:
                raise Untrue(f"what was set is not known after {within:.0f} s")
            await asyncio.sleep(0.05)

    async def _knows(self, what: Callable[[Rules], object]) -> bool:
        async with self.stage.container.looking() as work:
            return bool(what(work.rules))

    async def ticket_of(self, customer: Person) -> int:
        """The number of a customer's newest ticket."""
        found = await self.stage.rows(
            "SELECT max(id) AS id FROM tickets WHERE customer_id = :id", id=customer.id
        )
        return int(found[0]["id"])

    async def closes(self, customer: Person) -> Seen:
        """Let the operator close the ticket at the desk; returns what the customer is asked."""
        closed = await customer.now()
        asked = await self.olga.say(self.desk, "/close")
        await self.olga.press(await self.olga.sees("Are you sure", self.desk, since=asked), "Yes")
        ended = await customer.sees(acts.carries(Verb.RESOLVE), since=closed)
        await self.stage.is_quiet()
        return ended

    async def hears_nothing(self, words: str) -> None:
        """Claim that the desk was never shown these words."""
        await self.stage.is_quiet()
        shown = [seen.text for seen in await self.olga.messages(self.desk)]
        claim(not [each for each in shown if words in each], f"{words!r} stays outside: {shown}")


async def prepare(premises: Premises) -> Mapping[str, Any]:
    """Make one desk, and a file with a text of the owner's."""
    olga = await premises.sandbox.people.add("Olga", username="olga_today")
    texts = premises.home / "texts"
    texts.mkdir(exist_ok=True)
    (texts / "en.ftl").write_text(OWN_WORDS, encoding="utf-8")
    desk = await desk_group(premises, olga, "Today's desk")
    return {
        "desk_chat_ids": [desk],
        "bot_burst": 30,
        "texts_dir": texts,
        "flood_messages": FLOOD,
        "sweep_seconds": 0.5,
    }


async def begin(stage: Stage) -> Day:
    """Put the supervisor and the operator to work."""
    boss = await stage.people.add("Sonia", username="sonia_today")
    olga = await stage.people.person("@olga_today")
    async with stage.container.work() as work:
        who = StaffPerson(boss.id, boss.account.name, boss.account.username, "en")
        await add_operator(work, who, role=Role.SUPERVISOR)
    await stage.add_operator(olga)
    await boss.start()
    await acts.start_shift(olga)
    return Day(stage, boss, olga, stage.settings.desk_chat_ids[0])
