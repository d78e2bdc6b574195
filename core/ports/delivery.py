"""The durable way: updates, effects, and which process does a part's work."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from core.model.effects import Effect, EffectState, Gateway, Priority
from core.model.memos import Changed, Word


@dataclass(frozen=True, slots=True)
class InboxUpdate:
    """One update as it was stored. `key` is unique within `source`; `payload` is the source's own
    JSON."""

    id: int
    source: str
    key: str
    payload: Mapping[str, Any]
    received_at: datetime
    attempts: int


class Inbox(Protocol):
    """Keeps updates, which are stored before they are confirmed to Telegram."""

    async def store(
        self,
        source: str,
        updates: Sequence[tuple[str, Mapping[str, Any]]],
        now: datetime,
        lanes: Sequence[str] | None = None,
    ) -> int:
        """Keep (key, payload) pairs, in order; known keys are skipped. Returns how many were new.
        One statement. `lanes`: for each what it keeps its order in, a chat."""

    async def store_taken(
        self,
        source: str,
        updates: Sequence[tuple[str, Mapping[str, Any]]],
        now: datetime,
        lanes: Sequence[str],
    ) -> list[InboxUpdate]:
        """Keep updates as handled, since they are handled in the same transaction. Returns those
        that are new, in order."""

    async def take(self, source: str, limit: int, of_each: int | None = None) -> list[InboxUpdate]:
        """Return the oldest unhandled updates in order of arrival (a failed one is not unhandled).
        When more than `limit` wait, lanes take turns, with at most `of_each` of one: the order
        within each is kept."""

    async def done(self, ids: Sequence[int], now: datetime) -> None:
        """Mark updates as handled.

        Raises:
            HandledElsewhereError: some of them are, by another process.
        """

    async def failed(self, update_id: int, error: str, now: datetime) -> None:
        """Set aside an update that cannot be worked through; it stays for a person to look at."""

    async def again(self, update_id: int) -> bool:
        """Let an update that was set aside be handled once more. Returns False when it was not set
        aside."""

    async def discard(self, update_id: int, now: datetime) -> bool:
        """Drop an update that was set aside. Returns False when it was not set aside."""

    async def prune(self, before: datetime) -> int:
        """Forget handled updates older than that (Telegram repeats nothing after 24 hours)."""


@dataclass(frozen=True, slots=True)
class OutboxEffect:
    """One waiting effect. `attempts` counts tries so far; `waits_since`: from when on somebody
    waits for it (UTC; None: from now on)."""

    id: int
    effect: Effect
    priority: Priority
    ticket_id: int | None
    not_before: datetime | None
    expires_at: datetime | None
    attempts: int
    waits_since: datetime | None = field(default=None, compare=False)


class Outbox(Protocol):
    """Keeps effects, written with the state that asks for them."""

    async def add(
        self,
        effect: Effect,
        *,
        now: datetime,
        priority: Priority = Priority.REPLY,
        ticket_id: int | None = None,
        expires_at: datetime | None = None,
        not_before: datetime | None = None,
    ) -> None:
        """Write an effect with the commit, in the order of asking."""

    async def add_by(
        self,
        words: Sequence[Word],
        effect_of: Callable[[Changed], Effect | None],
        *,
        now: datetime,
        priority: Priority = Priority.REPLY,
        ticket_id: int | None = None,
    ) -> None:
        """Remember the words, and write what `effect_of` makes of those that changed (None:
        nothing), in the order of asking. Both happen at the commit, for all of the transaction at
        once, or before any of the words is asked for; each word is compared with what others have
        remembered until then."""

    async def waiting(
        self,
        gateway: Gateway,
        limit: int,
        skip: Sequence[int] = (),
        full: Sequence[str] = (),
        after: int = 0,
    ) -> list[OutboxEffect]:
        """Return unsettled effects whose ids are above `after`, oldest first, without the ids in
        `skip` and without those of the queues in `full`: a destination, or
        `<destination>#<ticket>` (0: of no ticket)."""

    async def settle(
        self, ids: Sequence[int], state: EffectState, now: datetime, note: str | None = None
    ) -> None:
        """Mark effects as done with, for good."""

    async def retry(
        self, effect_id: int, at: datetime, note: str, since: datetime | None = None
    ) -> None:
        """Put an effect off until `at`, and count one more try. `since`: from when on somebody
        waits for it, kept at the first try."""

    async def overdue(self, kind: type[Effect], before: datetime) -> list[OutboxEffect]:
        """Return waiting effects of a kind that should have been done by then."""

    async def waits(self, effect_id: int) -> OutboxEffect | None:
        """Return the effect, locked until the commit; None when it is settled."""

    async def uploads(self) -> set[str]:
        """Return what waiting effects still need of the folder of uploads."""

    async def migrated(self, chat_id: int, new_chat_id: int) -> None:
        """Address what waits for a chat to the chat's new id."""

    async def prune(self, before: datetime) -> int:
        """Forget effects that were settled before that."""


@dataclass(frozen=True, slots=True)
class FilesFolder:
    """A folder that the desk's files were written to, by a word that lies in it. `host`: the
    machine that wrote there first, from `since` on."""

    folder: str
    host: str
    since: datetime


class Parts(Protocol):
    """Tells which parts of the desk are at work, by their leases, and where its files are."""

    async def is_absent(self, part: str) -> bool:
        """Tell whether nobody does that part's work, or whoever does reports that it cannot. Leases
        end by the database's clock, not by the desk's."""

    async def folders(self) -> list[FilesFolder]:
        """Return the folders that files were written to, the one that they are written to now
        first."""

    async def write_to(self, folder: FilesFolder) -> None:
        """Note that files are written there from now on."""

    async def forget_folders_but(self, folder: str) -> None:
        """Forget all other folders: what was written there is in this one now, or lost."""


class Right(Protocol):
    """The right to do a part's work, checked before each call to Telegram and each file. Whoever
    lost it, or cannot be sure of it, does nothing until it is sure again."""

    def holds(self) -> bool:
        """Tell whether nobody else can have it at this moment. Costs nothing."""

    async def held(self) -> None:
        """Wait until it holds."""

    async def lapsed(self) -> None:
        """Wait until it does not."""

    def say(self, trouble: str | None) -> None:
        """Report what keeps the part from its work, for health checks; None: nothing."""


class Undisputed:
    """The right where only one process can be, as in tests."""

    def holds(self) -> bool:
        """Return True."""
        return True

    async def held(self) -> None:
        """Return at once."""

    async def lapsed(self) -> None:
        """Never return."""
        await asyncio.Event().wait()

    def say(self, trouble: str | None) -> None:
        """Report to nobody."""


UNDISPUTED = Undisputed()
