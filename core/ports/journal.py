"""The journal of what is recorded, from which the archive writes transcripts."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from core.model.messages import Said, SenderRole
from core.model.tickets import Ticket, TicketEventKind


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

    def file_kept(
        self, ticket_id: int, customer_id: int, key: tuple[int, int], path: str, size: int,
        now: datetime,
    ) -> None:  # fmt: skip
        """Add where a message's file (chat, message) lies, `size` bytes long."""

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
