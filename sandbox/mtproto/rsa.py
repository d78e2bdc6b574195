"""The server's RSA key: what proves to a client that it talks to the right server."""

from __future__ import annotations

from hashlib import sha1

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from pyrogram.raw.core import Bytes

KEY_BITS = 2048
PUBLIC_EXPONENT = 65537
BLOCK = KEY_BITS // 8


def fingerprint(modulus: int, exponent: int) -> int:
    """The lower 64 bits of the SHA1 of the bare `rsa_public_key n:string e:string`, signed.

    https://core.telegram.org/mtproto/auth_key#dh-exchange-initiation
    """
    digest = sha1(_tl_number(modulus) + _tl_number(exponent), usedforsecurity=False).digest()
    return int.from_bytes(digest[-8:], "little", signed=True)


def _tl_number(value: int) -> bytes:
    return bytes(Bytes(value.to_bytes((value.bit_length() + 7) // 8, "big")))


class ServerKey:
    """A 2048-bit RSA key pair. Raises ValueError for a key of another size or kind."""

    def __init__(self, private: rsa.RSAPrivateKey) -> None:
        if private.key_size != KEY_BITS:
            raise ValueError(f"the server key must have {KEY_BITS} bits, not {private.key_size}")
        self._private = private
        self._numbers = numbers = private.private_numbers()
        self.modulus = numbers.public_numbers.n
        self.exponent = numbers.public_numbers.e
        self.fingerprint = fingerprint(self.modulus, self.exponent)

    @classmethod
    def generate(cls) -> ServerKey:
        """A fresh key; takes some tenths of a second."""
        return cls(rsa.generate_private_key(PUBLIC_EXPONENT, KEY_BITS))

    def public_pem(self) -> bytes:
        """`RSA PUBLIC KEY` (PKCS#1), the form in which Telegram publishes its own and clients load
        them.
        """
        return self._private.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.PKCS1
        )

    def decrypt(self, block: bytes) -> bytes:
        """Textbook RSA, as MTProto uses it: 256 bytes in, 256 bytes out; ValueError for anything
        else.
        """
        number = int.from_bytes(block, "big")
        if len(block) != BLOCK or number >= self.modulus:
            raise ValueError("not an RSA block of this key")
        # By the Chinese remainder theorem: a fourth of the time
        # (https://www.rfc-editor.org/rfc/rfc8017#section-5.1.2, 2b).
        own = self._numbers
        first, second = pow(number, own.dmp1, own.p), pow(number, own.dmq1, own.q)
        opened = second + own.q * ((first - second) * own.iqmp % own.p)
        return opened.to_bytes(BLOCK, "big")
