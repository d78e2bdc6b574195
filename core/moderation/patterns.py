"""Finds numbers of payment cards and addresses of wallets, each by its own check sum. Pure."""

import re
from collections.abc import Callable, Iterable
from hashlib import sha256

_BEGIN, _END = r"(?<![0-9A-Za-z])(?<!\d[.,-])", r"(?!-?[0-9A-Za-z])"
_GAP = r"[ \u00a0.-]"
_CARDS = tuple(
    re.compile(f"{_BEGIN}{written}{_END}", re.ASCII)
    for written in (
        r"[2-6]\d{12,18}",
        rf"[2-6]\d{{3}}(?:{_GAP}\d{{4}}){{2}}{_GAP}\d{{1,4}}",
        rf"[2-6]\d{{3}}(?:{_GAP}\d{{4}}){{3}}{_GAP}\d{{1,3}}",
        rf"3\d{{3}}{_GAP}\d{{6}}{_GAP}\d{{4,5}}",
    )
)
"""Visa, Mastercard, American Express, Discover, UnionPay, Maestro, Mir (ISO/IEC 7812), with gaps
where they are printed."""
_IBAN = re.compile(r"(?<![0-9A-Za-z])[A-Z]{2}\d{2}(?: ?[0-9A-Z]){11,30}(?![0-9A-Za-z])", re.ASCII)
_ETHEREUM = re.compile(r"(?<![0-9A-Za-z])0x[0-9a-fA-F]{40}(?![0-9A-Za-z])")
_BASE58 = re.compile(r"(?<![0-9A-Za-z])[13T][1-9A-HJ-NP-Za-km-z]{25,34}(?![0-9A-Za-z])")
_BECH32 = re.compile(r"(?<![0-9A-Za-z])bc1[02-9ac-hj-np-z]{11,71}(?![0-9A-Za-z])", re.IGNORECASE)
_DIGITS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_CHARSET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_SUMS = (1, 0x2BC830A3)
"""Of bech32 (BIP 173) and of bech32m (BIP 350)."""


def cards(text: str) -> tuple[str, ...]:
    """Return the numbers of cards in a text, as digits; those of accounts may look like them."""
    text = _IBAN.sub(lambda match: "" if is_iban(match[0]) else match[0], text)
    found = (re.sub(r"\D", "", match[0]) for card in _CARDS for match in card.finditer(text))
    return tuple(filter(is_luhn, found))


def wallets(text: str) -> tuple[str, ...]:
    """Return the addresses of wallets of Bitcoin, Tron and Ethereum in a text; those whose capitals
    mean nothing in small letters."""
    checks: Iterable[tuple[re.Pattern[str], Callable[[str], bool]]] = (
        (_ETHEREUM, lambda _: True),  # its check sum is one of capitals, which many leave out
        (_BASE58, _is_base58),
        (_BECH32, _is_bech32),
    )
    return tuple(
        match[0] if kind is _BASE58 else match[0].lower()
        for kind, holds in checks
        for match in kind.finditer(text)
        if holds(match[0])
    )


def is_luhn(digits: str) -> bool:
    """Whether the last digit is the check sum of the others (ISO/IEC 7812-1, annex B)."""
    odd, even = digits[-1::-2], digits[-2::-2]
    return (sum(map(int, odd)) + sum(sum(divmod(2 * int(each), 10)) for each in even)) % 10 == 0


def is_iban(number: str) -> bool:
    """Whether its check digits are right (ISO 13616-1)."""
    compact = number.replace(" ", "")
    turned = compact[4:] + compact[:4]
    return int("".join(str(int(each, 36)) for each in turned)) % 97 == 1


def _is_base58(address: str) -> bool:
    """https://en.bitcoin.it/wiki/Base58Check_encoding"""
    number = 0
    for each in address:
        number = number * 58 + _DIGITS.index(each)
    if number >> 200:
        return False
    whole = number.to_bytes(25, "big")
    return sha256(sha256(whole[:-4]).digest()).digest()[:4] == whole[-4:]


def _is_bech32(address: str) -> bool:
    """https://github.com/bitcoin/bips/blob/master/bip-0173.mediawiki"""
    if address not in (address.lower(), address.upper()):
        return False
    # What "bc" is made into, then the rest.
    values = [3, 3, 0, 2, 3, *map(_CHARSET.index, address.lower()[3:])]
    found = 1
    for value in values:
        top = found >> 25
        found = (found & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(_GENERATOR):
            found ^= generator if top >> bit & 1 else 0
    return found in _SUMS
