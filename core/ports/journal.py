"""The journal of what is recorded, from which the archive writes transcripts."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from core.model.journal import Arrived, Earlier, JournalEntry, Transcript
from core.model.messages import MessageKey, Said, SenderRole
from core.model.seals import Links
from core.model.tickets import Ticket, TicketEventKind
from core.ports.chains import Chains


class Journal(Protocol):
    """Keeps what is recorded, in order. Entries are written with the commit: what they name is
    looked up for all of them at once."""

    def opened(self, ticket: Ticket) -> None:
        """Add that a ticket was opened."""

    def ended(self, ticket: Ticket, now: datetime) -> None:
        """Add that a ticket ended; `ticket` as it is then."""

    def said(
        self, ticket: Ticket, place_id: int | None, role: SenderRole, said: Said, now: datetime
    ) -> None:
        """Add a message."""

    def edited(self, ticket_id: int, before: Said, said: Said, now: datetime) -> None:
        """Add an edit."""

    def deleted(
        self, ticket_id: int, chat_id: int, message_ids: Sequence[int], now: datetime
    ) -> None:
        """Add that messages were deleted."""

    def missed(self, ticket_id: int, key: MessageKey, now: datetime) -> None:
        """Say that a message was deleted before it could be read."""

    def file_kept(
        self, ticket_id: int, customer_id: int, key: tuple[int, int], path: str, size: int,
        now: datetime, digest: str | None = None,
    ) -> None:  # fmt: skip
        """Add where a message's file (chat, message) lies, `size` bytes long, whose BLAKE2b-256 is
        `digest`."""

    def file_lost(
        self, ticket_id: int, customer_id: int, key: tuple[int, int], reason: str, now: datetime
    ) -> None:
        """Add why a message's file cannot be had."""

    def delivered(
        self,
        ticket_id: int,
        from_chat_id: int,
        to_chat_id: int,
        pairs: Sequence[tuple[int, int]],
        now: datetime,
    ) -> None:
        """Add copies that stand on the other side: (message there, message here) pairs."""

    def happened(
        self,
        ticket_id: int,
        kind: TicketEventKind,
        now: datetime,
        actor_id: int | None,
        details: Mapping[str, Any],
    ) -> None:
        """Add what happened to a ticket, if readers of the talk are told of that."""


class Transcripts(Chains, Protocol):
    """Takes the journal's entries into their customers' transcripts, and keeps how far the files
    are. For the archive alone: it is one process at most."""

    async def arrived(self, limit: int) -> list[Arrived]:
        """Return new entries in the order of recording, but for customers whose transcripts are not
        whole."""

    async def drop(self, ids: Sequence[int]) -> None:
        """Drop new entries."""

    async def seal(
        self,
        entries: Sequence[JournalEntry],
        links: Links,
        transcripts: Collection[Transcript],
    ) -> None:
        """Keep the links and positions of entries, and how far that brings the transcripts. The
        page of a customer whose ticket began or ended is to be made at once."""

    async def not_whole(self, limit: int) -> list[int]:
        """Return customers of whom something was recorded before there was a journal, and is not in
        it; first those of whom there is something new."""

    async def seal_earlier(
        self,
        earlier: Earlier,
        entries: Sequence[JournalEntry],
        links: Links,
        transcript: Transcript,
    ) -> bool:
        """Put what was recorded before there was a journal into it. Returns False, and nothing is
        done, when the customer was forgotten meanwhile."""

    async def who(self, customer_id: int) -> Mapping[str, Any]:
        """Return who the customer is, as an entry says it."""

    async def unwritten(self, limit: int) -> list[Transcript]:
        """Return transcripts that are longer than their files."""

    async def get(self, customer_ids: Collection[int]) -> list[Transcript]:
        """Return the transcripts of these customers."""

    async def entries(self, customer_id: int, after: int, limit: int) -> list[JournalEntry]:
        """Return a transcript's entries behind that position."""

    async def of_ticket(self, customer_id: int, ticket_id: int) -> list[JournalEntry]:
        """Return a transcript's entries of one ticket, with those that say who the customer is."""

    async def written(self, files: Sequence[tuple[int, Transcript]]) -> None:
        """Keep how far files are that were so far (`written`) when they were looked at. Of those
        that are to be made again since then nothing is kept."""

    async def write_anew(self, customer_ids: Collection[int] | None) -> int:
        """Have the files of these customers, or of all, made again from the beginning. Returns how
        many of them have any."""

    async def behind(self, customer_ids: Collection[int] | None) -> int:
        """Return how many of these customers, or of all, have files that are not up to date."""

    async def unshown(self, before: datetime, limit: int) -> list[tuple[int, int, bool]]:
        """Return customers whose pages are to be made: customer, position, and whether at once.
        Others are those whose page is from before then."""

    async def shown(self, customer_id: int, position: int, now: datetime) -> None:
        """Note that the page shows the transcript up to there."""

    async def show(self, customer_id: int) -> None:
        """Have the customer's page made at once, if anything is new."""
