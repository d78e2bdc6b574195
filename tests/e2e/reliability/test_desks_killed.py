"""SIGKILL to the bot's process at each step of a desk's ticket: it goes on where it was."""

from collections import defaultdict
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.delivery.relay import SLOTS
from sandbox.faults import Face
from tests.e2e.reliability.desks import Desks, desks_rig
from tests.e2e.reliability.rig import PATIENCE
from tests.support.desk import desk_url, postgresql_desk
from tests.support.either import either

__all__ = ["desk_url", "either", "postgresql_desk"]  # fixtures

CUSTOMERS, EACH = 20, 5


@pytest.fixture
async def floor(tmp_path: Path, desk_url: str) -> AsyncIterator[Desks]:
    """Three desks and an overflow group."""
    async with desks_rig(tmp_path, desk_url, desks=3, overflow=True) as made:
        yield made


async def test_killed_in_a_backlog_for_desks_and_overflow(floor: Desks) -> None:
    customers = await floor.customers(CUSTOMERS)
    said: dict[str, list[str]] = defaultdict(list)
    for number in range(EACH):
        for person in customers:
            text = f"{person.name} says {number}"
            said[person.name].append(text)
            await person.say(floor.rig.bot_id, text)
    texts = {text for each in said.values() for text in each}
    doubled = 0
    for carried in (1, 30, 25):
        with floor.rig.sandbox.faults.delay(Face.BOT_API, "copyMessage", 0, times=None) as copying:
            async with floor.rig.bot() as bot:
                await copying.struck(carried, PATIENCE)
                await floor.kill(bot)
        lost_track_of = await floor.lost_track_of(texts)
        assert lost_track_of - doubled <= SLOTS
        doubled = lost_track_of
    assert len({text for each in (await floor.all_copies(texts)).values() for text in each}) < 100
    async with floor.at_work():
        await floor.everything_is_carried(texts)
    there = await floor.all_copies(texts)
    assert sum(map(len, there.values())) - len(texts) == doubled
    await _each_at_one_place_in_order(floor, said, there)


async def _each_at_one_place_in_order(
    floor: Desks, said: dict[str, list[str]], there: dict[int, list[str]]
) -> None:
    """Three talk at desks, which nobody shares, and all others in the overflow group."""
    at: dict[int, set[str]] = defaultdict(set)
    for name, texts in said.items():
        (chat,) = {chat for chat, found in there.items() if set(found) & set(texts)}
        copies = [text for text in there[chat] if text in texts]
        assert copies == sorted(copies), "reordered"
        assert set(copies) == set(texts), "lost"
        at[chat].add(name)
    assert [len(at[desk]) for desk in floor.groups.desks] == [1, 1, 1]
    await floor.no_ticket_is_at_two_desks()
    kept = await floor.rig.rows("SELECT text FROM messages WHERE role = 'customer' ORDER BY id")
    assert sorted(row.text for row in kept) == sorted(
        text for each in said.values() for text in each
    )
