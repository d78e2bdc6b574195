"""What makes the record's entries provable: each is a link of its ticket's chain."""

from collections.abc import Sequence
from dataclasses import dataclass

NOTHING = bytes(32)
"""The hash before a chain's first entry."""

DESKS_OWN = 0
"""The chain of what belongs to no ticket."""


@dataclass(frozen=True, slots=True)
class Link:
    """An entry's place in its chain, numbered from 1. `content`: the hash of what it says, under a
    `salt` of its own; `hash`: of that, and of all that stands before it."""

    chain: int
    number: int
    salt: bytes
    content: bytes
    hash: bytes


@dataclass(frozen=True, slots=True)
class Head:
    """A chain's last entry. `earlier`: how many of the chain were recorded by a version that had no
    chains, and are sealed as they stood at the upgrade."""

    chain: int
    number: int = 0
    hash: bytes = NOTHING
    earlier: int = 0


@dataclass(frozen=True, slots=True)
class Links:
    """The links of entries, in their order, and the heads that move by them."""

    links: Sequence[Link]
    heads: Sequence[Head]
