"""What the page Desk knows of page, file and delivered at the last look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from board.page import Page
from core.board.questions import ConfigurationSeen
from core.configuration.change import give_back, set_entry
from core.configuration.rules.layers import Layered, Origin, layered, origin, without_page
from core.model.configuration import Entry, EntryKind, Named, Table


@dataclass(frozen=True, slots=True)
class Seen:
    """All that holds: `layers` of what is set by `entries`."""

    layers: Layered
    entries: Mapping[Named, Entry]


class State:
    """Lays the page's entries over the file's, anew when they changed; and changes them."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._entries: tuple[Entry, ...] | None = None
        self._seen = Seen(Layered(page.ground, ()), {})

    @property
    def seen(self) -> Seen:
        """What was seen last."""
        return self._seen

    def take(self, found: ConfigurationSeen) -> Seen:
        """Take what was found."""
        if found.entries != self._entries:
            self._entries = found.entries
            layers = layered(self._page.ground, found.entries, self._page.wording.check)
            self._seen = Seen(layers, {entry.name: entry for entry in found.entries})
        return self._seen

    def origin(self, name: Named) -> Origin:
        """Where what holds there comes from."""
        used = self._seen.entries.keys() - self._seen.layers.ignored.keys()
        return origin(self._page.ground, used, name)

    def is_of_page_alone(self, name: Named) -> bool:
        """Whether there would be nothing without the page: such a topic is switched off instead."""
        nothing = without_page(self._page.ground, name) is None
        nothing = nothing and name not in self._seen.layers.ignored
        return name.kind is EntryKind.TOPIC and nothing

    def revision(self, name: Named) -> int:
        """What was seen of that entry; 0 where the file's holds."""
        entry = self._seen.entries.get(name)
        return 0 if entry is None else entry.revision

    def table(self, key: str) -> Table:
        """A topic as it is written now."""
        found = (each for each in self._seen.layers.ground.topics if each.get("key") == key)
        return next(found, {})

    async def set(self, name: Named, value: Any, seen: int, done: str) -> bool:
        """Set an entry of which that revision was seen. Returns whether it was done."""
        page = self._page
        act = partial(
            set_entry,
            actor_id=page.who.person_id,
            ground=page.ground,
            wording=page.wording,
            name=name,
            value=value,
            seen=seen,
        )
        return await page.does(act, done)

    async def give_back(self, name: Named, seen: int, done: str) -> bool:
        """Let the file's hold again. Returns whether it was done."""
        page = self._page
        act = partial(
            give_back,
            actor_id=page.who.person_id,
            ground=page.ground,
            wording=page.wording,
            name=name,
            seen=seen,
        )
        return await page.does(act, done)
