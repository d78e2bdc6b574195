"""The session file keeps what matters at once, and keeps it to itself."""

import sqlite3
import stat
from pathlib import Path

from pyrogram.storage import UpdateState

from userbot.storage import SessionStorage


async def opened(file: Path) -> SessionStorage:
    storage = SessionStorage(file)
    await storage.open()
    return storage


async def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    file = tmp_path / "folder" / "userbot.session"
    storage = await opened(file)
    await storage.update_peers([(1, 2, "user", None)])
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    for beside in file.parent.iterdir():
        assert stat.S_IMODE(beside.stat().st_mode) & 0o077 == 0, beside
    await storage.close()


async def test_an_open_file_is_narrowed(tmp_path: Path) -> None:
    file = tmp_path / "userbot.session"
    await (await opened(file)).close()
    file.chmod(0o644)
    await (await opened(file)).close()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


async def test_what_is_written_survives_a_kill(tmp_path: Path) -> None:
    file = tmp_path / "userbot.session"
    killed = await opened(file)  # never closed, never saved
    await killed.auth_key(b"k" * 256)
    await killed.user_id(77)
    await killed.update_peers([(-1_000_000_000_042, 99, "supergroup", None)])
    await killed.update_usernames([(5, ["olga"])])
    with sqlite3.connect(file) as seen:
        assert seen.execute("SELECT auth_key, user_id FROM sessions").fetchone() == (b"k" * 256, 77)
        assert seen.execute("SELECT access_hash FROM peers").fetchone() == (99,)
        assert seen.execute("SELECT username FROM usernames").fetchone() == ("olga",)
    seen.close()
    again = await opened(file)
    peer = await again.get_peer_by_id(-1_000_000_000_042)
    assert (peer.channel_id, peer.access_hash) == (42, 99)
    await again.close()
    await killed.close()


async def test_a_changed_access_hash_is_kept(tmp_path: Path) -> None:
    storage = await opened(tmp_path / "userbot.session")
    for access_hash in (1, 1, 2):
        await storage.update_peers([(5, access_hash, "user", None)])
    assert (await storage.get_peer_by_id(5)).access_hash == 2
    await storage.close()


async def test_a_file_that_was_never_finished_is_made_anew(tmp_path: Path) -> None:
    file = tmp_path / "userbot.session"
    half = sqlite3.connect(file)
    half.execute("CREATE TABLE sessions (dc_id INTEGER)")
    half.commit()
    half.close()
    storage = await opened(file)
    assert await storage.user_id() is None
    await storage.close()


async def test_update_states_are_not_its_business(tmp_path: Path) -> None:
    storage = await opened(tmp_path / "userbot.session")
    await storage.set_update_state(UpdateState(0, 1, 2, 3, 4))
    assert await storage.get_update_states() == []
    await storage.close()
