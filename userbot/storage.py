"""Keeps auth key and access hashes in the session file. What is written is committed at once.

kurigram's own SQLite storage commits only when the client stops, so a killed process forgets how to
address the rooms that it made. How far updates were read is not kept here but in the desk's
database, in the transaction that stores the updates.
"""

import fcntl
import logging
import os
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from pyrogram.storage import SQLiteStorage, UpdateState
from pyrogram.storage.sqlite_storage import get_input_peer

from core.disk_errors import is_refused_by_disk
from userbot.failures import DiskRefused, NotLoggedIn, SessionInUse

log = logging.getLogger(__name__)

SQLITE = b"SQLite format 3\0"
"""What its files begin with (https://www.sqlite.org/fileformat.html)."""

OURS = frozenset({"version", "sessions", "peers", "usernames", "update_state"})
"""kurigram's tables: a file with others must not be taken for a session half made, and removed."""

Peer = tuple[int, int, str, str | None]


KEY_ID = 32
"""Letters of a hash that tells one auth key from another, and nothing of either."""


@dataclass(frozen=True, slots=True)
class StoredLogin:
    """A login in a session file. `user_id`: the account's Telegram id; `key_id`: a hash of its
    auth key, by which the same login is known elsewhere."""

    user_id: int
    key_id: str


class SessionStorage(SQLiteStorage):
    """kurigram's storage in one file of mode 0600 (its folder is made 0700 when missing).

    While it is open a file beside it is locked, whatever database the process works with: Telegram
    ends a login that comes from two places at once (AUTH_KEY_DUPLICATED). The lock dies with its
    process.
    """

    def __init__(self, file: Path) -> None:
        super().__init__(file.stem, workdir=file.parent, use_wal=True)
        self.file = file
        self.database = str(file)
        self._peers: dict[int, Peer] = {}
        self._unwritten: dict[int, Peer] = {}
        self._is_refused = False
        self._names: dict[int, tuple[str | None, ...]] = {}
        self._lock: int | None = None

    @property
    def is_open(self) -> bool:
        """Whether the file is in use by this object."""
        return self._conn is not None

    async def owner(self) -> int | None:
        """Return the Telegram id of who is logged in there; None when nobody is. Raises as
        `open`."""
        login = await self.login()
        return None if login is None else login.user_id

    async def login(self) -> StoredLogin | None:
        """Return the login that is there; None without one. Raises as `open`."""
        if not self.file.exists():
            return None
        await self.open()
        try:
            key = await self.auth_key()
            known = await self.user_id() if key else None
        finally:
            await self.close()
        return StoredLogin(known, sha256(key).hexdigest()[:KEY_ID]) if known else None

    async def close(self) -> None:
        """Close the file, and let others have it."""
        await super().close()  # type: ignore[no-untyped-call]
        self._conn = None
        self._unlock()

    async def open(self) -> None:
        """Open the file, or make it.

        Raises:
            NotLoggedIn: it cannot be used.
            DiskRefused: its disk takes nothing for now.
            SessionInUse: another process, or another part of this one, works with it.
        """
        try:
            self._leave_other_files_alone()
            self._lock_out_others()
            await self._open()
        except (OSError, sqlite3.Error) as error:
            self._unlock()
            why = getattr(error, "strerror", None) or str(error)
            if is_refused_by_disk(error):
                raise DiskRefused(f"SESSION_FILE cannot be written: {self.file}: {why}") from error
            raise NotLoggedIn(
                f"SESSION_FILE cannot be used: {self.file}: {why}."
                " Remove it or name another, then run `switchboard login`"
            ) from error

    def _leave_other_files_alone(self) -> None:
        """Before anything is done to it, or beside it: the setting may name any file by mistake."""
        try:
            with self.file.open("rb") as there:
                begins = there.read(len(SQLITE))
        except FileNotFoundError:
            return
        if begins and begins != SQLITE:
            raise sqlite3.DatabaseError("it is no session")

    def _lock_out_others(self) -> None:
        self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Beside it, since the file itself may be removed and made anew; whatever link leads to it.
        real = self.file.resolve()
        opened = os.open(real.with_name(f"{real.name}.lock"), os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(opened)
            raise SessionInUse(
                f"SESSION_FILE {self.file} is in use by another process of the desk"
            ) from None
        self._lock = opened

    def _unlock(self) -> None:
        opened, self._lock = self._lock, None
        if opened is not None:
            os.close(opened)

    async def _open(self) -> None:
        os.close(os.open(self.database, os.O_RDWR | os.O_CREAT, 0o600))
        self.file.chmod(0o600)
        self._connect()
        if self._is_whole():
            await self.update()  # type: ignore[no-untyped-call]
            return
        if self.file.stat().st_size:
            # A kill between the statements that make the file: nothing of worth is in it yet.
            self.conn.close()
            self.file.unlink()
            os.close(os.open(self.database, os.O_RDWR | os.O_CREAT, 0o600))
            self._connect()
        await self.create()  # type: ignore[no-untyped-call]

    def _connect(self) -> None:
        self.conn = sqlite3.connect(self.database, timeout=10, check_same_thread=False)

    def _is_whole(self) -> bool:
        found = self.conn.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        tables = {str(name) for (name,) in found.fetchall()}
        if any(not name.startswith("sqlite_") for name in tables - OURS):
            raise sqlite3.DatabaseError("it is a database of something else")
        if not {"version", "sessions", "peers", "usernames"} <= tables:
            return False
        return bool(self.conn.execute("SELECT count(*) FROM sessions").fetchone()[0])

    async def move(self, dc_id: int, address: str, port: int, auth_key: bytes) -> None:
        """The account's data centre is another one. All at once: half of it is no session."""
        with self.conn:
            self.conn.execute(
                "UPDATE sessions SET dc_id = ?, server_address = ?, port = ?, auth_key = ?",
                (dc_id, address, port, auth_key),
            )

    async def update_peers(self, peers: Iterable[Peer]) -> None:
        """Keep access hashes; what is known already costs nothing."""
        news = {peer[0]: peer for peer in peers if self._peers.get(peer[0]) != peer}
        self._peers.update(news)
        self._unwritten.update(news)
        if self._unwritten:
            try:
                with self.conn:
                    await super().update_peers(self._unwritten.values())
            except sqlite3.Error as error:
                self._keep_for_later(error)
            else:
                self._unwritten.clear()
                self._is_refused = False

    def _keep_for_later(self, error: sqlite3.Error) -> None:
        """What a full disk does not take is written with what comes next; until then it is known
        here, and a death before that costs a look at all dialogs."""
        if not is_refused_by_disk(error):
            raise error
        if not self._is_refused:
            log.warning("SESSION_FILE is not written: %s: %s", self.file, error)
        self._is_refused = True

    async def get_peer_by_id(self, peer_id: int) -> Any:
        """How a person or chat that was met before is addressed. Raises KeyError."""
        if (peer := self._unwritten.get(peer_id)) is not None:
            return get_input_peer(*peer[:3])
        return await super().get_peer_by_id(peer_id)

    async def update_usernames(self, usernames: Iterable[tuple[int, list[str | None]]]) -> None:
        """Keep usernames; what is known already costs nothing."""
        news = [(id_, names) for id_, names in usernames if self._names.get(id_) != tuple(names)]
        if news:
            try:
                with self.conn:
                    await super().update_usernames(news)
            except sqlite3.Error as error:
                self._keep_for_later(error)
                return
            self._names.update({id_: tuple(names) for id_, names in news})

    async def get_update_states(self, _ids: int | Iterable[int] | None = None) -> list[UpdateState]:
        """None: they are kept in the desk's database."""
        return []

    async def set_update_state(self, _states: UpdateState | Iterable[UpdateState]) -> None:
        """Kept in the desk's database instead."""

    async def delete_update_state(self, _ids: int | Iterable[int]) -> None:
        """Kept in the desk's database instead."""
