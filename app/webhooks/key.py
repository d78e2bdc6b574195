"""The key that the webhooks' secrets are made of: a file of its own, so that a database's dump
alone tells no secret."""

import hmac
import os
import secrets
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from app.errors import SettingsError
from core.files import private_folder
from core.webhooks.manage import Sealed

SIZE = 32
"""Bytes, of the key and of each secret."""


class WebhooksKey:
    """Makes secrets of seeds."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def secret(self, seed: str) -> str:
        """Return the secret of that seed, as receivers are given it."""
        made = hmac.digest(self._key, f"switchboard webhook 1\n{seed}".encode(), "sha256")
        return f"whsec_{b64encode(made).decode()}"

    def mark(self, seed: str) -> str:
        """Return by what that secret is known again."""
        return sha256(self.secret(seed).encode()).hexdigest()[:16]

    def new(self) -> tuple[Sealed, str]:
        """Make a new secret, as it is kept, and as it is."""
        seed = secrets.token_hex(SIZE)
        return Sealed(seed, self.mark(seed)), self.secret(seed)


def load_webhooks_key(file: Path) -> WebhooksKey:
    """Return the key. Raises SettingsError: there is none, it cannot be read, is no such key, or
    others may read it."""
    try:
        if file.stat().st_mode & 0o077:
            raise _wrong(f"others may read {file}: chmod 600 {file}")
        key = bytes.fromhex(file.read_text("ascii").strip())
    except OSError as error:
        raise _wrong(f"{error.strerror}: {file}") from error
    except ValueError as error:
        raise _wrong(f"{file} is no key of webhooks") from error
    if len(key) != SIZE:
        raise _wrong(f"{file} is no key of webhooks")
    return WebhooksKey(key)


def webhooks_key(file: Path) -> WebhooksKey:
    """Return the key, which is made where there is none yet. Raises SettingsError."""
    if not file.exists():
        try:
            if not file.parent.exists():
                private_folder(file.parent)
            opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            pass  # somebody else was faster
        except OSError as error:
            raise _wrong(f"{error.strerror}: {file}") from error
        else:
            with os.fdopen(opened, "w", encoding="ascii") as out:
                out.write(secrets.token_hex(SIZE) + "\n")
    return load_webhooks_key(file)


def _wrong(line: str) -> SettingsError:
    return SettingsError([f"WEBHOOKS_KEY_FILE: {line}"])
