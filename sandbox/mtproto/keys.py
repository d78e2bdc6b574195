"""Auth keys: who holds one may come back without a new handshake, logged in as before."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from sandbox.mtproto.crypto import auth_key_id


@dataclass(slots=True)
class AuthKey:
    """One key, its current salt (signed 64-bit), the person or bot who is logged in by it, and the
    layer that its client spoke last: sessions come and go, what was said of the client stays.
    """

    key: bytes = field(repr=False)
    salt: int = 0
    user_id: int | None = None
    layer: int | None = None
    id: bytes = b""

    def __post_init__(self) -> None:
        self.id = auth_key_id(self.key)


class KeyStore(Protocol):
    """Where the server keeps its auth keys; the caller decides how long they live."""

    def get(self, key_id: bytes) -> AuthKey | None:
        """The key with this id (8 bytes)."""

    def add(self, key: AuthKey) -> None:
        """Remember a key."""

    def forget(self, key_id: bytes) -> None:
        """Drop a key; its owner gets -404 from now on."""


class MemoryKeyStore:
    """Keys in memory, which can be written to a file and read back."""

    def __init__(self) -> None:
        self._keys: dict[bytes, AuthKey] = {}

    def get(self, key_id: bytes) -> AuthKey | None:
        """The key with this id."""
        return self._keys.get(key_id)

    def add(self, key: AuthKey) -> None:
        """Remember a key."""
        self._keys[key.id] = key

    def forget(self, key_id: bytes) -> None:
        """Drop a key."""
        self._keys.pop(key_id, None)

    def save(self, path: Path) -> None:
        """Write all keys to `path` (0600), replacing what was there."""
        rows = [
            {"key": k.key.hex(), "salt": k.salt, "user_id": k.user_id} for k in self._keys.values()
        ]
        fresh = path.with_suffix(path.suffix + ".new")
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            json.dump(rows, file)
        fresh.replace(path)

    def load(self, path: Path) -> None:
        """Add the keys that `save` wrote."""
        for row in json.loads(path.read_text()):
            self.add(AuthKey(bytes.fromhex(row["key"]), row["salt"], row["user_id"]))
