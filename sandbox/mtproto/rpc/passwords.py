"""Two-step verification: SRP as Telegram does it (https://core.telegram.org/api/srp)."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import Any

from pyrogram.crypto.prime import CURRENT_DH_PRIME
from pyrogram.raw import types

from sandbox.mtproto.errors import RpcError

GENERATOR = 3
SIZE = 256  # bytes of every number
ROUNDS = 100_000
HINT = "sandbox"


def _hash(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def _bytes(number: int) -> bytes:
    return number.to_bytes(SIZE, "big")


def _number(data: bytes) -> int:
    return int.from_bytes(data, "big")


@dataclass(slots=True)
class _Verifier:
    password: str
    salt1: bytes
    salt2: bytes
    v: int


@dataclass(slots=True)
class _Challenge:
    id: int
    b: int
    public: int


class Passwords:
    """Challenges given out and the passwords behind them. Nothing derived from a password is kept
    longer than the password stays the same.
    """

    def __init__(self) -> None:
        self._verifiers: dict[int, _Verifier] = {}
        self._challenges: dict[int, _Challenge] = {}

    def describe(self, user_id: int, password: str | None) -> types.account.Password:
        """account.password, with a fresh challenge when there is a password."""
        new_algo = self._algo(secrets.token_bytes(8), secrets.token_bytes(16))
        common: dict[str, Any] = {
            "new_algo": new_algo,
            "new_secure_algo": types.SecurePasswordKdfAlgoUnknown(),
            "secure_random": secrets.token_bytes(32),
        }
        if password is None:
            return types.account.Password(**common)
        verifier = self._verifier(user_id, password)
        b = secrets.randbits(2048)
        k = _number(_hash(_bytes(CURRENT_DH_PRIME), _bytes(GENERATOR)))
        public = (k * verifier.v + pow(GENERATOR, b, CURRENT_DH_PRIME)) % CURRENT_DH_PRIME
        challenge = _Challenge(secrets.randbits(62) + 1, b, public)
        self._challenges[user_id] = challenge
        return types.account.Password(
            **common,
            has_password=True,
            current_algo=self._algo(verifier.salt1, verifier.salt2),
            srp_B=_bytes(public),
            srp_id=challenge.id,
            hint=HINT,
        )

    def check(self, user_id: int, password: str, given: types.InputCheckPasswordSRP) -> None:
        """Check an answer to the last challenge, which is used up by it.

        Raises RpcError SRP_ID_INVALID or PASSWORD_HASH_INVALID.
        """
        challenge = self._challenges.pop(user_id, None)
        if challenge is None or given.srp_id != challenge.id:
            raise RpcError(400, "SRP_ID_INVALID")
        verifier = self._verifier(user_id, password)
        theirs, public = _bytes(_number(given.A) % CURRENT_DH_PRIME), _bytes(challenge.public)
        u = _number(_hash(theirs, public))
        base = _number(theirs) * pow(verifier.v, u, CURRENT_DH_PRIME)
        shared = _hash(_bytes(pow(base, challenge.b, CURRENT_DH_PRIME)))
        p, g = _hash(_bytes(CURRENT_DH_PRIME)), _hash(_bytes(GENERATOR))
        expected = _hash(
            bytes(x ^ y for x, y in zip(p, g, strict=True)),
            _hash(verifier.salt1),
            _hash(verifier.salt2),
            theirs,
            public,
            shared,
        )
        if not _number(theirs) or not secrets.compare_digest(expected, given.M1):
            raise RpcError(400, "PASSWORD_HASH_INVALID")

    def _verifier(self, user_id: int, password: str) -> _Verifier:
        known = self._verifiers.get(user_id)
        if known is None or known.password != password:
            salt1, salt2 = secrets.token_bytes(8), secrets.token_bytes(16)
            first = _hash(salt2, _hash(salt1, password.encode(), salt1), salt2)
            slow = hashlib.pbkdf2_hmac("sha512", first, salt1, ROUNDS)
            x = _number(_hash(salt2, slow, salt2))
            known = _Verifier(password, salt1, salt2, pow(GENERATOR, x, CURRENT_DH_PRIME))
            self._verifiers[user_id] = known
        return known

    @staticmethod
    def _algo(
        salt1: bytes, salt2: bytes
    ) -> types.PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow:
        return types.PasswordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow(
            salt1=salt1, salt2=salt2, g=GENERATOR, p=_bytes(CURRENT_DH_PRIME)
        )
