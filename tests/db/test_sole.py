"""Two processes of one part are one too many."""

import pytest

from db.sole import Sole, TakenError, is_held


async def test_the_second_is_told_and_the_first_works_on(database_url: str) -> None:
    async with Sole(database_url, "bot"):
        with pytest.raises(TakenError, match="Another process runs the bot"):
            async with Sole(database_url, "bot", patience=0):
                pass
        async with Sole(database_url, "userbot", patience=0):
            pass


async def test_who_comes_after_the_end_is_let_in(database_url: str) -> None:
    async with Sole(database_url, "bot"):
        pass
    # The server frees a lock when it notices that the connection is gone.
    async with Sole(database_url, "bot", patience=5):
        pass


async def test_a_right_that_another_took_meanwhile_ends_the_work(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.sole.LOOK_EVERY", 0.01)
    first = Sole(database_url, "bot")
    async with first:
        await first._hold.let_go()  # as the server does when the connection is lost
        async with Sole(database_url, "bot", patience=5):
            with pytest.raises(TakenError, match="taken over"):
                await first.keep()


async def test_others_can_see_whether_a_part_is_at_work(database_url: str) -> None:
    assert not await is_held(database_url, "bot")
    async with Sole(database_url, "bot", patience=5):
        assert await is_held(database_url, "bot")
