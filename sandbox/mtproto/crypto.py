"""MTProto 2.0 encryption seen from the server, and the temporary keys of the handshake.

https://core.telegram.org/mtproto/description#defining-aes-key-and-initialization-vector
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from hashlib import sha1, sha256

from pyrogram.crypto import aes

from sandbox.mtproto.errors import BrokenPacketError

HEADER = 24  # auth_key_id and msg_key, in the clear
INNER_HEADER = 32  # salt, session_id, msg_id, seq_no, length
MIN_PADDING, MAX_PADDING = 12, 1024
# Where in the auth key the derivation starts, by who sends.
FROM_CLIENT, FROM_SERVER = 0, 8


@dataclass(frozen=True, slots=True)
class Envelope:
    """One decrypted packet: the outer message and the salt and session it was sent under."""

    salt: int
    session_id: bytes
    msg_id: int
    seq_no: int
    body: bytes


def auth_key_id(auth_key: bytes) -> bytes:
    """The 64 lower bits of the key's SHA1, as they lead every encrypted packet."""
    return sha1(auth_key, usedforsecurity=False).digest()[-8:]


def message_key(auth_key: bytes, plaintext: bytes, side: int) -> bytes:
    """msg_key of a padded plaintext sent by `side` (FROM_CLIENT or FROM_SERVER)."""
    return sha256(auth_key[88 + side : 120 + side] + plaintext).digest()[8:24]


def aes_key_iv(auth_key: bytes, msg_key: bytes, side: int) -> tuple[bytes, bytes]:
    """AES key and IV that go with a msg_key."""
    a = sha256(msg_key + auth_key[side : side + 36]).digest()
    b = sha256(auth_key[40 + side : 76 + side] + msg_key).digest()
    return a[:8] + b[8:24] + a[24:32], b[:8] + a[8:24] + b[24:32]


def seal(
    auth_key: bytes, envelope: Envelope, padding: bytes | None = None, side: int = FROM_SERVER
) -> bytes:
    """Encrypt one message. `padding` is random unless given; it must bring the whole to 16
    bytes.
    """
    plaintext = b"".join(
        (
            envelope.salt.to_bytes(8, "little", signed=True),
            envelope.session_id,
            envelope.msg_id.to_bytes(8, "little", signed=True),
            envelope.seq_no.to_bytes(4, "little", signed=True),
            len(envelope.body).to_bytes(4, "little"),
            envelope.body,
        )
    )
    plaintext += (
        os.urandom(-(len(plaintext) + MIN_PADDING) % 16 + MIN_PADDING)
        if padding is None
        else padding
    )
    msg_key = message_key(auth_key, plaintext, side)
    return (
        auth_key_id(auth_key)
        + msg_key
        + aes.ige256_encrypt(plaintext, *aes_key_iv(auth_key, msg_key, side))
    )


def unseal(auth_key: bytes, packet: bytes, side: int = FROM_CLIENT) -> Envelope:
    """Decrypt one packet and check msg_key, length and padding. Raises BrokenPacketError.

    https://core.telegram.org/mtproto/security_guidelines
    """
    # A padded transport may add up to 15 bytes that are no part of the ciphertext.
    end = len(packet) - (len(packet) - HEADER) % 16
    if end < HEADER + INNER_HEADER + MIN_PADDING:
        raise BrokenPacketError("too short for an encrypted message")
    msg_key = packet[8:HEADER]
    plaintext = aes.ige256_decrypt(packet[HEADER:end], *aes_key_iv(auth_key, msg_key, side))
    if message_key(auth_key, plaintext, side) != msg_key:
        raise BrokenPacketError("msg_key does not match")
    length = int.from_bytes(plaintext[28:32], "little")
    padding = len(plaintext) - INNER_HEADER - length
    if length % 4 or not MIN_PADDING <= padding <= MAX_PADDING:
        raise BrokenPacketError("message length does not fit")
    return Envelope(
        salt=int.from_bytes(plaintext[:8], "little", signed=True),
        session_id=plaintext[8:16],
        msg_id=int.from_bytes(plaintext[16:24], "little", signed=True),
        seq_no=int.from_bytes(plaintext[24:28], "little", signed=True),
        body=plaintext[INNER_HEADER : INNER_HEADER + length],
    )


def handshake_key_iv(server_nonce: bytes, new_nonce: bytes) -> tuple[bytes, bytes]:
    """tmp_aes_key and tmp_aes_iv of the key exchange (https://core.telegram.org/mtproto/auth_key,
    step 6).
    """
    new_server = _sha1(new_nonce + server_nonce)
    server_new = _sha1(server_nonce + new_nonce)
    new_new = _sha1(new_nonce + new_nonce)
    return new_server + server_new[:12], server_new[12:] + new_new + new_nonce[:4]


def _sha1(data: bytes) -> bytes:
    return sha1(data, usedforsecurity=False).digest()


def hash_and_encrypt(data: bytes, key: bytes, iv: bytes) -> bytes:
    """`SHA1(data) + data + padding`, encrypted: how handshake answers travel."""
    hashed = _sha1(data) + data
    return bytes(aes.ige256_encrypt(hashed + os.urandom(-len(hashed) % 16), key, iv))


def new_nonce_hash(new_nonce: bytes, number: int, auth_key: bytes) -> bytes:
    """new_nonce_hash1 (ok), 2 (retry) or 3 (fail)."""
    return _sha1(new_nonce + bytes([number]) + _sha1(auth_key)[:8])[-16:]
