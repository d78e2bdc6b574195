"""The session file keeps what matters at once, and keeps it to itself."""

import errno
import sqlite3
import stat
from pathlib import Path

import pytest
from pyrogram.storage import UpdateState

from userbot.failures import DiskRefused, NotLoggedIn
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


async def test_a_file_that_is_something_else_is_left_as_it_is(tmp_path: Path) -> None:
    """Whoever names the wrong file as SESSION_FILE still has it afterwards, for others to read."""
    file = tmp_path / "passwd"
    file.write_text("root:x:0:0::/root:/bin/sh\n")
    file.chmod(0o644)
    with pytest.raises(NotLoggedIn, match="it is no session"):
        await opened(file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o644
    assert not tmp_path.joinpath("passwd.lock").exists()


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
    killed._unlock()  # as the system does for a dead process
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


async def test_a_full_disk_ends_nothing_and_what_was_met_meanwhile_is_kept(tmp_path: Path) -> None:
    """For hours each new person is refused by the disk. They can be addressed all the same, and
    stand in the file once there is room."""
    file = tmp_path / "userbot.session"
    storage = await opened(file)
    storage.conn.execute("PRAGMA query_only = ON")
    for number in range(1, 50):
        await storage.update_peers([(number, number * 2, "user", None)])
        await storage.update_usernames([(number, [f"person{number}"])])
    assert (await storage.get_peer_by_id(7)).access_hash == 14
    storage.conn.execute("PRAGMA query_only = OFF")
    await storage.update_peers([])
    await storage.close()
    again = await opened(file)
    assert [(await again.get_peer_by_id(number)).access_hash for number in (1, 49)] == [2, 98]
    await again.close()


async def test_a_full_disk_at_start_advises_no_login(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr("os.open", full)
        with pytest.raises(DiskRefused, match="No space left on device") as refused:
            await SessionStorage(tmp_path / "userbot.session").open()
    assert "login" not in str(refused.value)
