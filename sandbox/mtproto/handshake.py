"""Making an auth key with a client: the server's half of the Diffie-Hellman exchange.

https://core.telegram.org/mtproto/auth_key
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha1, sha256
from io import BytesIO
from typing import Any

from pyrogram.crypto import aes
from pyrogram.crypto.prime import CURRENT_DH_PRIME
from pyrogram.raw import functions, types
from pyrogram.raw.core import TLObject

from sandbox.mtproto import crypto
from sandbox.mtproto.errors import BrokenPacketError
from sandbox.mtproto.keys import AuthKey, KeyStore
from sandbox.mtproto.rsa import ServerKey

GENERATOR = 3
# g_a and g_b must keep this far from both ends
# (https://core.telegram.org/mtproto/security_guidelines#g-a-and-g-b-validation).
MARGIN = 1 << (2048 - 64)
# Bits of our secret exponent: enough for a group of 2048 bits, and an eighth of the time
# (https://www.rfc-editor.org/rfc/rfc7919#appendix-A.1, at least 225).
SECRET_BITS = 256
# Bases that make the Miller-Rabin test exact below 3.4e14; our primes have 31 bits at most.
WITNESSES = (2, 3, 5, 7, 11, 13, 17)
INNER_DATA = (types.PQInnerData, types.PQInnerDataDc)


def is_prime(number: int) -> bool:
    """Whether a number below 3.4e14 is prime (Miller-Rabin with fixed bases)."""
    if number < 2:
        return False
    if any(number % witness == 0 for witness in WITNESSES):
        return number in WITNESSES
    odd, twos = number - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for witness in WITNESSES:
        x = pow(witness, odd, number)
        if x in (1, number - 1):
            continue
        if all((x := x * x % number) != number - 1 for _ in range(twos - 1)):
            return False
    return True


def two_primes(rand: Callable[[int], int]) -> tuple[int, int]:
    """p < q of 17 and 31 bits. `rand(n)` gives a number below n.

    Telegram's have 31 bits each. How long a client works to part them is a matter of the lesser
    one, and here it protects nobody: so a login takes a fraction of a millisecond, not twenty.
    """

    def one(bits: int) -> int:
        least = 1 << (bits - 1)
        while not is_prime(number := least + rand(least) | 1):
            pass
        return number

    return one(17), one(31)


def open_inner_data(block: bytes) -> bytes:
    """What is inside p_q_inner_data's decrypted RSA block: both ways in which clients pad it.

    The older one is SHA1 + data + padding in 255 bytes, the newer one RSA_PAD (OAEP-like, 256
    bytes). Raises BrokenPacketError when neither hash holds.
    """
    temp_key = _xor(block[:32], sha256(block[32:]).digest())
    opened = aes.ige256_decrypt(block[32:], temp_key, bytes(32))
    padded = opened[191::-1]
    if sha256(temp_key + padded).digest() == opened[192:]:
        return padded
    data = block[21:]
    if block[0] == 0 and _hash_holds(block[1:21], data):
        return data
    raise BrokenPacketError("p_q_inner_data does not decrypt")


def _hash_holds(digest: bytes, padded: bytes) -> bool:
    """Whether `digest` is the SHA1 of the TL object that `padded` begins with."""
    try:
        length = len(TLObject.read(BytesIO(padded)).write())
    except (KeyError, ValueError):
        return False
    return sha1(padded[:length], usedforsecurity=False).digest() == digest


def _xor(a: bytes, b: bytes) -> bytes:
    return bytes(x ^ y for x, y in zip(a, b, strict=True))


def _read(data: bytes) -> Any:
    try:
        return TLObject.read(BytesIO(data))
    except (KeyError, ValueError) as error:
        raise BrokenPacketError("not a TL object") from error


def _nonce_bytes(number: int, size: int) -> bytes:
    return number.to_bytes(size, "little", signed=True)


@dataclass(slots=True)
class _Pending:
    nonce: int
    server_nonce: int
    p: int
    q: int
    new_nonce: int = 0
    a: int = 0


class Handshake:
    """One client's key exchange, a request at a time. The finished key lands in the key store."""

    def __init__(self, server_key: ServerKey, keys: KeyStore, clock: Callable[[], float]) -> None:
        self._server_key, self._keys, self._clock = server_key, keys, clock
        self._pending: _Pending | None = None

    def answer(self, query: TLObject[Any]) -> TLObject[Any]:
        """The answer to a request of the exchange. Raises BrokenPacketError for anything out of
        step.
        """
        if isinstance(query, functions.ReqPqMulti | functions.ReqPq):
            return self._begin(query.nonce)
        pending = self._pending
        if not isinstance(query, functions.ReqDHParams | functions.SetClientDHParams):
            raise BrokenPacketError(f"{query.QUALNAME} outside an encrypted session")
        if (
            pending is None
            or query.nonce != pending.nonce
            or query.server_nonce != pending.server_nonce
        ):
            raise BrokenPacketError("nonces do not match")
        if isinstance(query, functions.ReqDHParams):
            return self._offer(pending, query)
        return self._conclude(pending, query)

    def _begin(self, nonce: int) -> TLObject[Any]:
        p, q = two_primes(secrets.randbelow)
        server_nonce = int.from_bytes(secrets.token_bytes(16), "little", signed=True)
        self._pending = _Pending(nonce, server_nonce, p, q)
        return types.ResPQ(
            nonce=nonce,
            server_nonce=server_nonce,
            pq=(p * q).to_bytes(8, "big"),
            server_public_key_fingerprints=[self._server_key.fingerprint],
        )

    def _offer(self, pending: _Pending, query: functions.ReqDHParams) -> TLObject[Any]:
        if query.public_key_fingerprint != self._server_key.fingerprint:
            raise BrokenPacketError("encrypted for another server key")
        try:
            block = self._server_key.decrypt(query.encrypted_data)
        except ValueError as error:
            raise BrokenPacketError(str(error)) from error
        inner = _read(open_inner_data(block))
        if not isinstance(inner, INNER_DATA):
            raise BrokenPacketError(f"{inner.QUALNAME}: temporary keys are not offered here")
        factors = tuple(int.from_bytes(part, "big") for part in (inner.p, inner.q))
        if (
            factors != (pending.p, pending.q)
            or inner.nonce != pending.nonce
            or inner.server_nonce != pending.server_nonce
        ):
            raise BrokenPacketError("p_q_inner_data does not fit the request")
        pending.new_nonce, pending.a = inner.new_nonce, secrets.randbits(SECRET_BITS)
        answer = types.ServerDHInnerData(
            nonce=pending.nonce,
            server_nonce=pending.server_nonce,
            g=GENERATOR,
            dh_prime=CURRENT_DH_PRIME.to_bytes(256, "big"),
            g_a=pow(GENERATOR, pending.a, CURRENT_DH_PRIME).to_bytes(256, "big"),
            server_time=int(self._clock()),
        )
        return types.ServerDHParamsOk(
            nonce=pending.nonce,
            server_nonce=pending.server_nonce,
            encrypted_answer=crypto.hash_and_encrypt(answer.write(), *self._key_iv(pending)),
        )

    def _conclude(self, pending: _Pending, query: functions.SetClientDHParams) -> TLObject[Any]:
        if not pending.a or len(query.encrypted_data) % 16:
            raise BrokenPacketError("set_client_DH_params out of step")
        opened = aes.ige256_decrypt(query.encrypted_data, *self._key_iv(pending))
        inner = _read(opened[20:])
        g_b = int.from_bytes(inner.g_b, "big") if isinstance(inner, types.ClientDHInnerData) else 0
        if not _hash_holds(opened[:20], opened[20:]) or inner.nonce != pending.nonce:
            raise BrokenPacketError("client_DH_inner_data does not decrypt")
        if not MARGIN <= g_b <= CURRENT_DH_PRIME - MARGIN:
            raise BrokenPacketError("g_b is not within its bounds")
        key = pow(g_b, pending.a, CURRENT_DH_PRIME).to_bytes(256, "big")
        self._pending = None
        return self._keep(pending, key)

    def _keep(self, pending: _Pending, key: bytes) -> TLObject[Any]:
        new_nonce = _nonce_bytes(pending.new_nonce, 32)
        nonces = {"nonce": pending.nonce, "server_nonce": pending.server_nonce}

        def digest(number: int) -> int:
            hashed = crypto.new_nonce_hash(new_nonce, number, key)
            return int.from_bytes(hashed, "little", signed=True)

        if self._keys.get(crypto.auth_key_id(key)) is not None:
            return types.DhGenRetry(**nonces, new_nonce_hash2=digest(2))
        first_salt = _xor(new_nonce[:8], _nonce_bytes(pending.server_nonce, 16)[:8])
        self._keys.add(AuthKey(key, int.from_bytes(first_salt, "little", signed=True)))
        return types.DhGenOk(**nonces, new_nonce_hash1=digest(1))

    @staticmethod
    def _key_iv(pending: _Pending) -> tuple[bytes, bytes]:
        return crypto.handshake_key_iv(
            _nonce_bytes(pending.server_nonce, 16), _nonce_bytes(pending.new_nonce, 32)
        )
