"""The key exchange done by hand, as the newest clients do it, and done wrong."""

import os
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from pyrogram.crypto import aes
from pyrogram.crypto.prime import CURRENT_DH_PRIME, decompose
from pyrogram.raw import functions, types
from pyrogram.raw.core import TLObject

from sandbox.mtproto import crypto
from sandbox.mtproto.errors import BrokenPacketError
from sandbox.mtproto.handshake import Handshake
from sandbox.mtproto.keys import MemoryKeyStore
from sandbox.mtproto.rsa import ServerKey

NONCE, NEW_NONCE = 5, 7
Change = Callable[[Any], Any]


def same(query: Any) -> Any:
    return query


def big(number: int) -> bytes:
    return number.to_bytes((number.bit_length() + 7) // 8, "big")


def rsa_pad(data: bytes, key: ServerKey) -> bytes:
    """RSA_PAD of https://core.telegram.org/mtproto/auth_key, step 4.1."""
    padded = data + os.urandom(192 - len(data))
    while True:
        temp_key = os.urandom(32)
        hashed = padded[::-1] + sha256(temp_key + padded).digest()
        closed = aes.ige256_encrypt(hashed, temp_key, bytes(32))
        mask = sha256(closed).digest()
        block = bytes(a ^ b for a, b in zip(temp_key, mask, strict=True)) + closed
        number = int.from_bytes(block, "big")
        if number < key.modulus:
            return pow(number, key.exponent, key.modulus).to_bytes(256, "big")


def exchange(
    key: ServerKey,
    keys: MemoryKeyStore,
    *,
    offer: Change = same,
    inner: Change = same,
    b: int = 1 << 2000 | 12345,
    conclude: Change = same,
) -> tuple[bytes, Any]:
    """The client's half; changes spoil it. Returns the client's auth key and the last answer."""
    server = Handshake(key, keys, lambda: 1_800_000_000.0)
    first: Any = server.answer(functions.ReqPq(nonce=NONCE))
    assert first.nonce == NONCE
    pq = int.from_bytes(first.pq, "big")
    factor = decompose(pq)
    p, q = sorted((factor, pq // factor))
    data = types.PQInnerDataDc(
        pq=first.pq, p=big(p), q=big(q), nonce=NONCE, server_nonce=first.server_nonce,
        new_nonce=NEW_NONCE, dc=2,
    )  # fmt: skip
    second: Any = server.answer(
        offer(
            functions.ReqDHParams(
                nonce=NONCE,
                server_nonce=first.server_nonce,
                p=big(p),
                q=big(q),
                public_key_fingerprint=first.server_public_key_fingerprints[0],
                encrypted_data=rsa_pad(inner(data).write(), key),
            )
        )
    )
    nonces = [
        first.server_nonce.to_bytes(16, "little", signed=True),
        NEW_NONCE.to_bytes(32, "little", signed=True),
    ]
    temporary = crypto.handshake_key_iv(*nonces)
    opened = aes.ige256_decrypt(second.encrypted_answer, *temporary)
    told = TLObject.read(BytesIO(opened[20:]))
    assert (told.g, told.server_time) == (3, 1_800_000_000)
    client = types.ClientDHInnerData(
        nonce=NONCE,
        server_nonce=first.server_nonce,
        retry_id=0,
        g_b=big(pow(told.g, b, CURRENT_DH_PRIME)),
    )
    sealed = crypto.hash_and_encrypt(client.write(), *temporary)
    last = server.answer(
        conclude(
            functions.SetClientDHParams(
                nonce=NONCE, server_nonce=first.server_nonce, encrypted_data=sealed
            )
        )
    )
    auth_key = pow(int.from_bytes(told.g_a, "big"), b, CURRENT_DH_PRIME).to_bytes(256, "big")
    return auth_key, last


def spoiled(**changes: Any) -> Change:
    def spoil(query: Any) -> Any:
        for name, value in changes.items():
            setattr(query, name, value)
        return query

    return spoil


def test_both_sides_come_to_the_same_key(server_key: ServerKey) -> None:
    keys = MemoryKeyStore()
    auth_key, last = exchange(server_key, keys)
    assert isinstance(last, types.DhGenOk)
    kept = keys.get(crypto.auth_key_id(auth_key))
    assert kept is not None
    assert kept.key == auth_key
    hashed = crypto.new_nonce_hash(NEW_NONCE.to_bytes(32, "little"), 1, auth_key)
    assert last.new_nonce_hash1 == int.from_bytes(hashed, "little", signed=True)


@pytest.mark.parametrize(
    "changes",
    [
        {"offer": spoiled(nonce=6)},
        {"offer": spoiled(server_nonce=6)},
        {"offer": spoiled(public_key_fingerprint=6)},
        {"offer": spoiled(encrypted_data=bytes(256))},
        {"offer": spoiled(encrypted_data=b"\xff" * 256)},
        {"offer": spoiled(encrypted_data=b"short")},
        {"inner": spoiled(nonce=6)},
        {"inner": spoiled(p=b"\x03")},
        {"b": 1},
        {"conclude": spoiled(encrypted_data=bytes(320))},
        {"conclude": spoiled(encrypted_data=bytes(7))},
        {"conclude": lambda _: functions.help.GetConfig()},
    ],
)
def test_whatever_is_wrong_ends_it(server_key: ServerKey, changes: dict[str, Any]) -> None:
    keys = MemoryKeyStore()
    with pytest.raises(BrokenPacketError):
        exchange(server_key, keys, **changes)
    assert keys._keys == {}
