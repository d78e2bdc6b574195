"""What was erased leaves the database's own files: at once what nobody has to wait for, the rest at
night."""

from datetime import UTC, datetime

import pytest

from core.model.outcomes import Sent
from core.model.room_effects import MakeFileAnew, OverwriteErased
from core.transcripts.archive import next_night, overwrite
from tests.core.desk import START, Desk


async def test_copies_that_are_left_go_in_the_night(desk: Desk) -> None:
    await desk.do(overwrite)
    assert await desk.settle_kind(OverwriteErased, Sent({"copies": False})) == 1
    assert await desk.waiting(MakeFileAnew) == []
    for _ in range(2):
        await desk.do(overwrite)
        await desk.settle_kind(OverwriteErased, Sent({"copies": True}))
    assert {row.not_before for row in await desk.rows()} == {START.replace(day=21, hour=4)}
    assert set(await desk.waiting(MakeFileAnew)) == {MakeFileAnew()}


@pytest.mark.parametrize(
    ("now", "night"),
    [
        ("2026-11-20T01:59", "2026-11-20T02:00"),
        ("2026-11-20T02:00", "2026-11-21T02:00"),
        ("2026-10-25T02:00", "2026-10-26T02:00"),  # the clocks are put back that night
        ("2026-10-24T20:00", "2026-10-25T02:00"),
    ],
)
def test_the_night_is_the_desks(now: str, night: str) -> None:
    found = next_night(datetime.fromisoformat(now).replace(tzinfo=UTC), "Europe/Kyiv")
    assert found == datetime.fromisoformat(night).replace(tzinfo=UTC)
