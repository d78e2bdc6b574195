"""What supervisors set on the page, as use cases and whoever goes by it ask for it; and what knows
how texts are written."""

from collections.abc import Mapping
from typing import Any, Protocol

from core.model.configuration import Entry, Named


class Configuration(Protocol):
    """Keeps the page's entries. Whoever changes one takes the next revision first."""

    async def next_revision(self) -> int:
        """Take the next revision, 1 at first. Until this transaction ends nobody else can: what is
        read after it is what the change is made to."""

    async def revision(self) -> int:
        """Return the last revision; 0 when nothing was ever changed."""

    async def entries(self) -> list[Entry]:
        """Return all entries, in the order of their last change."""

    async def put(self, entry: Entry) -> None:
        """Set an entry, whether or not it was there."""

    async def remove(self, name: Named) -> None:
        """Take an entry away, if it is there."""

    async def of_files(self) -> dict[Named, Any]:
        """Return what the owner's files said at the last start."""

    async def put_of_file(self, name: Named, value: Any) -> None:
        """Keep what the files say there; None: nothing any more."""


class Wording(Protocol):
    """Knows the texts that customers read, and what an owner may put in their place."""

    def delivered(self, language: str) -> Mapping[str, str]:
        """Return the source of each of those texts by its key, as it is delivered."""

    def check(self, language: str, key: str, source: str) -> None:
        """Check an owner's own words. Raises Mistake."""

    def preview(self, language: str, key: str, source: str) -> str:
        """Write it with made-up values, without markup. Raises Mistake."""
