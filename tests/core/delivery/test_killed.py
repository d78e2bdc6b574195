"""SIGKILL in the middle of a backlog: nothing lost, nothing reordered, few doubled."""

import asyncio
from collections import defaultdict
from functools import partial
from pathlib import Path

from core.delivery.relay import SLOTS
from db.database import SqlDatabase
from tests.core.delivery.support import now
from tests.core.delivery.victim import deliver
from tests.support.forks import preloaded
from tests.support.waiting import eventually

UPDATES = 1_000
CHATS = 40
KILLED_AFTER = (1, 150, 500)
"""Messages sent when it is killed, each time anew."""


def _sent(log: Path) -> list[str]:
    return log.read_text().splitlines()


def _has_sent(log: Path, wanted: int) -> bool:
    return len(set(_sent(log))) >= wanted


async def test_a_kill_inside_a_backlog(
    database: SqlDatabase, desk_url: str, tmp_path: Path
) -> None:
    updates = [(str(n), {"chat": n % CHATS, "number": n}) for n in range(UPDATES)]
    async with database.unit_of_work() as uow:
        await uow.inbox.store("bot", updates, now())
    log = tmp_path / "sent"
    log.touch()
    for wanted in (*KILLED_AFTER, UPDATES):
        victim = preloaded().Process(target=deliver, args=(desk_url, str(log)), daemon=True)
        await asyncio.to_thread(victim.start)
        try:
            await eventually(partial(_has_sent, log, wanted), within=30, every=0.002)
        finally:
            victim.kill()  # SIGKILL
            await asyncio.to_thread(victim.join)
    lines = _sent(log)
    assert len(set(lines)) == UPDATES, "lost"
    assert len(lines) - UPDATES <= SLOTS * len(KILLED_AFTER), "doubled"
    chats: dict[str, list[int]] = defaultdict(list)
    for line in lines:
        chat, number = line.split()
        chats[chat].append(int(number))
    assert all(numbers == sorted(numbers) for numbers in chats.values()), "reordered"
