"""Chains the journal's entries: whoever changes, drops or inserts one afterwards has to change the
hashes of all behind it. Pure; docs/decisions/0052 says what is hashed, and why like this."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import UTC
from hashlib import blake2b
from typing import Any

from core.model.journal import JournalEntry, JournalKind
from core.model.seals import DESKS_OWN, Head, Link, Links

SIZE = 32
"""Bytes of a salt, and of a hash."""

Salts = Callable[[int], bytes]
"""Makes so many random bytes."""

_TAG = b"switchboard record 1\n"

_encode = json.JSONEncoder(sort_keys=True, separators=(",", ":"), allow_nan=False).encode


def linked(
    entries: Iterable[JournalEntry], heads: Mapping[int, Head], salts: Salts, *, earlier: bool
) -> Links:
    """Return the entries' links. `heads`: as far as their chains have begun; `earlier`: they were
    recorded by a version that had no chains."""
    kept = tuple(entries)
    random = salts(SIZE * len(kept))
    moved: dict[int, Head] = {}
    links: list[Link] = []
    for begin, entry in zip(range(0, len(random), SIZE), kept, strict=True):
        chain = entry.chain or DESKS_OWN
        head = moved.get(chain) or heads.get(chain) or Head(chain)
        salt = random[begin : begin + SIZE]
        content = content_hash(entry, salt)
        number = head.number + 1
        now = link_hash(head.hash, number, chain, entry.kind, content)
        links.append(Link(chain, number, salt, content, now))
        moved[chain] = replace(head, number=number, hash=now, earlier=head.earlier + earlier)
    return Links(links, [*moved.values()])


def content_hash(entry: JournalEntry, salt: bytes) -> bytes:
    """Return the hash of all that an entry says, of whom and of what ticket, and where it stands in
    its customer's transcript. Without the salt nobody can find out by trying what it said."""
    content = {
        "at": entry.at.astimezone(UTC).isoformat(),
        "body": entry.body,
        "customer": entry.customer_id,
        "late": bool(entry.is_late),
        "position": entry.position,
        "ticket": entry.ticket_id,
    }
    return hashed(salt, canonical(content))


def head_words(ticket_id: int, number: int, last: bytes) -> str:
    """Say where a ticket's chain ends."""
    return f"ticket {ticket_id}: {number} entries, the last has the hash {last.hex()}"


def link_hash(previous: bytes, number: int, chain: int, kind: JournalKind, content: bytes) -> bytes:
    """Return an entry's hash. What is known of an erased entry is in it as it is: its number, its
    ticket, its kind."""
    numbers = number.to_bytes(8, "big") + chain.to_bytes(8, "big")
    return hashed(_TAG, previous, numbers, kind.value.encode(), content)


def canonical(value: Any) -> bytes:
    """Return the one way in which JSON is written where it is hashed: keys in order, no spaces,
    what is not ASCII as escapes (so that every text has one, also what no UTF-8 can carry)."""
    return _encode(value).encode("ascii")


def hashed(*parts: bytes) -> bytes:
    """Return BLAKE2b-256 of the parts, one behind the other."""
    made = blake2b(digest_size=SIZE)
    for part in parts:
        made.update(part)
    return made.digest()
