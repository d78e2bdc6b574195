"""The key that signs the record's ledgers: a file of its own, which is not in the database and not
in its backups."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import SettingsError
from core.files import private_folder

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


class RecordsKey:
    """Signs; implements core.transcripts.ledgers.Signer."""

    def __init__(self, private: "Ed25519PrivateKey") -> None:
        self._private = private
        self.key = private.public_key().public_bytes_raw()

    def sign(self, data: bytes) -> bytes:
        """Return the signature."""
        return self._private.sign(data)

    @property
    def public_pem(self) -> str:
        """The public key, to be kept elsewhere."""
        from cryptography.hazmat.primitives import serialization as form

        written = self._private.public_key().public_bytes(
            form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo
        )
        return written.decode()


def load_key(file: Path | None) -> RecordsKey | None:
    """Return the key; None where none is set.

    Raises SettingsError: it cannot be read, is no such key, or others may read it.
    """
    if file is None:
        return None
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        if file.stat().st_mode & 0o077:
            raise _wrong(f"others may read {file}: chmod 600 {file}")
        private = load_pem_private_key(file.read_bytes(), None)
    except OSError as error:
        raise _wrong(f"{error.strerror}: {file}") from error
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise _wrong(f"{file} is no Ed25519 key without a password") from error
    if not isinstance(private, Ed25519PrivateKey):
        raise _wrong(f"{file} is no Ed25519 key")
    return RecordsKey(private)


def make_key(file: Path) -> RecordsKey:
    """Make a key where there is no file yet. Raises OSError."""
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    private = Ed25519PrivateKey.generate()
    written = private.private_bytes(
        form.Encoding.PEM, form.PrivateFormat.PKCS8, form.NoEncryption()
    )
    if not file.parent.exists():
        private_folder(file.parent)
    opened = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened, "wb") as out:
        out.write(written)
    return RecordsKey(private)


def read_public(file: Path) -> bytes:
    """Return a public key, as `switchboard transcripts key` prints it. Raises OSError,
    ValueError."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        public = load_pem_public_key(file.read_bytes())
    except UnsupportedAlgorithm as error:
        raise ValueError("no Ed25519 key") from error
    if not isinstance(public, Ed25519PublicKey):
        raise ValueError("no Ed25519 key")
    return public.public_bytes_raw()


def is_signed(key: bytes, signature: bytes, data: bytes) -> bool:
    """Tell whether the key signed it."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


def _wrong(line: str) -> SettingsError:
    return SettingsError([f"RECORDS_KEY_FILE: {line}"])
