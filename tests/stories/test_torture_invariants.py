"""What a torture takes for an effect that should have arrived."""

import sqlite3
from typing import Any

import pytest

from stories.torture.invariants import NEVER, broken

ROOM, OTHER = -1002200000002, -1002200000012


@pytest.mark.parametrize(
    ("destination", "is_missed"),
    [
        (f"chat:{ROOM}", False),
        (f"commands:{ROOM}", False),
        (f"chat:{OTHER}", True),
        (f"commands:{OTHER}", True),
        ("chat:900", True),
    ],
)
async def test_what_was_to_reach_a_room_may_go_with_it(destination: str, is_missed: bool) -> None:
    tables = sqlite3.connect(":memory:")
    tables.row_factory = sqlite3.Row
    tables.executescript("""
        CREATE TABLE inbox (id, source, key, error, failed_at);
        CREATE TABLE outbox (id, kind, destination, note, state);
        CREATE TABLE places (kind, state, chat_id);
    """)
    rooms = [("room", "deleted", ROOM), ("room", "ready", OTHER), ("room", "deleted", None)]
    tables.executemany("INSERT INTO places VALUES (?, ?, ?)", rooms)
    effect = (1, "SetRoomCommands", destination, "kicked", "unreachable")
    tables.execute("INSERT INTO outbox VALUES (?, ?, ?, ?, ?)", effect)

    async def rows(query: str) -> list[dict[str, Any]]:
        return [dict(row) for row in tables.execute(query)]

    assert bool(await broken(rows, NEVER)) is is_missed
