"""Two customers want the last desk: one is served, the other waits with every word, and comes when
the group has been cleared."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.domain.actions import Verb
from sandbox.people import Person, Seen
from stories import acts
from stories.desks.premises import desk_group
from stories.stage import premises
from tests.e2e.journeys.day import PATIENCE, Day

TOPICS = """
[[topics]]
key = "bugs"
title = "Bugs"
place = "desk"
"""


@dataclass(frozen=True, slots=True)
class Office:
    """One desk, in which our user account may delete, and who sits there."""

    day: Day
    dana: Person
    desk: int

    async def asks(self, customer: Person, text: str) -> None:
        started = await customer.start()
        await customer.sees("your question", since=started, timeout=PATIENCE)
        await customer.say(self.day.stage.settings.bot_id, text)

    async def served(self) -> int | None:
        """Whose ticket the desk serves."""
        rows = await self.day.stage.rows(
            "SELECT t.customer_id FROM places p JOIN tickets t ON t.id = p.ticket_id"
            " WHERE p.state = 'ready'"
        )
        assert len(rows) <= 1, "a desk is never shared"
        return int(rows[0]["customer_id"]) if rows else None

    async def words(self) -> list[str]:
        """What stands in the group and was written by somebody."""
        return [each.text for each in await self.dana.messages(self.desk) if each.text]


@pytest.fixture
async def office(tmp_path: Path, file_url: str) -> AsyncIterator[Office]:
    """Open, on SQLite."""
    (tmp_path / "topics.toml").write_text(TOPICS, encoding="utf-8")
    async with premises(tmp_path, file_url) as found:
        dana = await found.sandbox.people.add("Dana", username="dana_desk")
        desk = await desk_group(found, dana, "Desk 1", found.userbot)
        await dana.promote(desk, found.userbot.id)
        async with found.desk(desk_chat_ids=[desk], room_pool=0) as stage:
            yield Office(Day(stage), dana, desk)


async def test_two_customers_race_for_the_last_desk(office: Office) -> None:
    dana, desk = office.dana, office.desk
    await dana.say(desk, "lunch at one?")
    customers = [await office.day.people.add(name) for name in ("Anna", "Boris")]
    since = [await each.now() for each in customers]
    await asyncio.gather(*(office.asks(each, f"I am {each.account.name}") for each in customers))
    seen = await dana.sees("I am ", desk, timeout=PATIENCE)
    await office.day.quiet()
    first = await office.served()
    here, waits = customers if first == customers[0].id else reversed(customers)
    assert seen.text == f"I am {here.account.name}"
    assert f"I am {waits.account.name}" not in await office.words()
    waited = await waits.sees(acts.carries(Verb.CANCEL), since=since[customers.index(waits)])
    assert "1" in waited.text

    await waits.say(office.day.stage.settings.bot_id, "Still here")
    card = await dana.sees(acts.carries(Verb.DESK_CLOSE), desk, timeout=PATIENCE)
    for _ in range(3):
        await dana.press(card, acts.data_of(card, Verb.DESK_CLOSE))
    asked = await dana.sees(acts.carries(Verb.DESK_CLOSE_YES), desk, timeout=PATIENCE)
    before = await dana.now()
    for _ in range(3):
        await _taps(dana, asked)

    await dana.sees("Still here", desk, since=before, timeout=PATIENCE)
    await office.day.quiet()
    assert await office.served() == waits.id
    words = await office.words()
    assert words[0] == "lunch at one?"
    assert not any(here.account.name in each for each in words), "nothing of the first one is left"
    [ended] = await office.day.stage.rows(
        "SELECT customer_id, closed_by FROM tickets WHERE status = 'closed'"
    )
    assert ended == {"customer_id": here.id, "closed_by": dana.id}


async def _taps(dana: Person, asked: Seen) -> None:
    """Quicker than the card changes."""
    await dana._hands.press(
        dana.id, asked.chat_id, asked.message_id, acts.data_of(asked, Verb.DESK_CLOSE_YES)
    )
