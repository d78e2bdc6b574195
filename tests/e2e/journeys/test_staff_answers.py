"""Staff answers from a desk and from the overflow group, as people do it, over real sockets."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio

from core.model.tickets import CloseReason
from core.tickets.end import finish
from sandbox.faults import Face
from sandbox.people import Person, Seen, Sight
from stories.desks.premises import desk_group
from stories.stage import premises
from tests.e2e.journeys.day import PATIENCE, Day

pytestmark = pytest.mark.asyncio(loop_scope="module")

TOPICS = """
[[topics]]
key = "bugs"
title = "Bugs"
place = "desk"
"""


@dataclass(slots=True)
class Office:
    """A desk and an overflow group, and who sits in both."""

    day: Day
    dana: Person
    desk: int
    overflow: int

    @property
    def bot(self) -> int:
        return self.day.stage.settings.bot_id

    async def asks(self, name: str, text: str) -> tuple[Person, Seen]:
        """A new customer with a question; it as staff sees it."""
        customer = await self.day.people.add(name)
        started = await customer.start()
        await customer.sees("your question", since=started, timeout=PATIENCE)
        asked = await self.dana.now()
        await customer.say(self.bot, text)
        copy = await self.dana.sees(lambda seen: seen.text == text, since=asked, timeout=PATIENCE)
        return customer, copy

    async def ends_all(self) -> None:
        """Every ticket, so that the desk is free for the next test."""
        rows = await self.day.stage.rows(
            "SELECT id FROM tickets WHERE closed_at IS NULL ORDER BY place_id DESC"
        )
        for row in rows:
            async with self.day.stage.container.work() as work:
                await finish(work, row["id"], None, CloseReason.SOLVED)
            await self.day.quiet()


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def opened(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Office]:
    """One for all of them."""
    home = tmp_path_factory.mktemp("staff-answers")
    async with premises(home, f"sqlite:///{home / 'desk.db'}") as found:
        dana = await found.sandbox.people.add("Dana", username="dana_desk")
        desk = await desk_group(found, dana, "Desk 1")
        overflow = await desk_group(found, dana, "Overflow")
        (home / "topics.toml").write_text(TOPICS, encoding="utf-8")
        async with found.desk(
            desk_chat_ids=[desk], overflow_chat_id=overflow, bot_burst=30
        ) as stage:
            yield Office(Day(stage), dana, desk, overflow)


@pytest_asyncio.fixture(loop_scope="module")
async def office(opened: Office) -> AsyncIterator[Office]:
    """With nobody in it."""
    yield opened
    await opened.ends_all()


def says(text: str) -> Sight:
    return Sight(text=text)


async def test_a_reply_to_a_forward_whose_row_was_lost_is_asked_about(office: Office) -> None:
    """In overflow copies bear their ticket's number; what is forwarded can bear no button."""
    await office.asks("First", "at the desk")
    customer, _ = await office.asks("Second", "in overflow")
    letters = await office.day.people.add("Bank")
    group = await letters.create_group("Letters", [customer.id])
    letter = await letters.say(group, "Your account is closed")
    since = await office.dana.now()
    with office.day.sandbox.faults.lose_answer(Face.BOT_API, "forwardMessage"):
        await customer.forward(letter, office.bot)
        shown = says("Your account is closed")
        first = await office.dana.sees(shown, office.overflow, since=since, timeout=PATIENCE)
        again = await office.dana.sees(shown, office.overflow, since=first, timeout=PATIENCE)
    await office.day.quiet()
    answer = await office.dana.say(office.overflow, "It is not us", reply_to=first)
    asked = await office.dana.sees("Whom does this", office.overflow, since=answer)
    assert asked.reply_to == answer.message_id
    await office.dana.say(office.overflow, "Do not answer them", reply_to=again)
    await customer.sees("Do not answer them", timeout=PATIENCE)
