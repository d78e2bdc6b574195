"""Keeps the journal: core.ports.journal.Journal."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from core.model.journal import JOURNAL, Draft
from core.model.messages import MessageKey, Said, SenderRole
from core.model.tickets import Ticket, TicketEventKind
from core.transcripts import journal as entries
from db.repositories.base import Repository


class SqlJournal(Repository):
    """Keeps the journal. Entries are written with the commit."""

    __slots__ = ()

    def opened(self, ticket: Ticket) -> None:
        self._add(entries.opened(ticket))

    def ended(self, ticket: Ticket, now: datetime) -> None:
        self._add(entries.ended(ticket, now))

    def said(
        self, ticket: Ticket, place_id: int | None, role: SenderRole, said: Said, now: datetime
    ) -> None:
        self._add(entries.said(ticket.id, ticket.customer_id, place_id, role, said, now))

    def edited(self, ticket_id: int, before: Said, said: Said, now: datetime) -> None:
        self._add(entries.edited(ticket_id, before, said, now))

    def deleted(
        self, ticket_id: int, chat_id: int, message_ids: Sequence[int], now: datetime
    ) -> None:
        for message_id in message_ids:
            self._add(entries.deleted(ticket_id, (chat_id, message_id), now))

    def file_kept(
        self, ticket_id: int, customer_id: int, key: MessageKey, path: str, size: int,
        now: datetime,
    ) -> None:  # fmt: skip
        self._add(entries.file_kept(ticket_id, customer_id, key, path, size, now))

    def file_lost(
        self, ticket_id: int, customer_id: int, key: MessageKey, reason: str, now: datetime
    ) -> None:
        self._add(entries.file_lost(ticket_id, customer_id, key, reason, now))

    def delivered(
        self,
        ticket_id: int,
        from_chat_id: int,
        to_chat_id: int,
        pairs: Sequence[tuple[int, int]],
        now: datetime,
    ) -> None:
        for pair in pairs:
            self._add(entries.delivered(ticket_id, from_chat_id, to_chat_id, pair, now))

    def happened(
        self,
        ticket_id: int,
        kind: TicketEventKind,
        now: datetime,
        actor_id: int | None,
        details: Mapping[str, Any],
    ) -> None:
        self._add(entries.happened(ticket_id, kind, now, actor_id, details))

    def _add(self, draft: Draft | None) -> None:
        if draft is not None:
            self._transaction.drafts.add(draft)
            self._transaction.woken.add(JOURNAL)
