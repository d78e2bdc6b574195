"""Makes the journal's entries of what was recorded before there was a journal: as they would have
been written, as far as the rows tell. Pure."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from core.model.journal import Draft, JournalEntry, JournalKind
from core.model.messages import Copy, MessageKey, Recorded
from core.model.people import Person
from core.model.records import CustomerRecord, NotHad, TicketEvent
from core.transcripts import journal
from core.transcripts.rules import CopyIndex, entries, names_of


def earlier_entries(record: CustomerRecord) -> list[JournalEntry]:
    """Return all of a record as entries, by time; who the customer is is none of them."""
    return _Earlier(record).entries()


class _Earlier:
    def __init__(self, record: CustomerRecord) -> None:
        self._record = record
        self._copies = CopyIndex(record)
        self._names = names_of(record)
        self._places = {place.id: place for place in record.places}
        self._rows = {(row.said.chat_id, row.said.message_id): row for row in record.messages}

    def entries(self) -> list[JournalEntry]:
        """Return them all; of one moment as they stand in the record."""
        drafts = sorted(self._drafts(), key=lambda draft: draft.at)
        return [self._entry(draft) for draft in drafts]

    def _drafts(self) -> Iterator[Draft]:
        tickets = {ticket.id: ticket for ticket in self._record.tickets}
        begun: set[int] = set()
        for entry in entries(self._record):
            ticket = tickets[entry.ticket_id]
            match entry.what:
                case Recorded():
                    yield from self._said(entry.what)
                case TicketEvent() as it:
                    told = journal.happened(it.ticket_id, it.kind, it.at, it.actor_id, it.details)
                    if told is not None:
                        yield told
                case NotHad():
                    pass  # it is told by an entry
                case _ if ticket.id not in begun:
                    begun.add(ticket.id)
                    yield journal.opened(ticket)
                case _:
                    yield journal.ended(ticket, entry.at)

    def _said(self, row: Recorded) -> Iterator[Draft]:
        said, customer_id = row.said, self._record.customer.id
        key = (said.chat_id, said.message_id)
        first = said
        if row.versions:
            first = replace(said, text=row.versions[0].text, entities=(), edited_at=None)
        yield journal.said(row.ticket_id, customer_id, row.place_id, row.role, first, said.sent_at)
        if row.media_path is not None:
            size = 0 if said.media is None or said.media.size is None else said.media.size
            yield journal.file_kept(
                row.ticket_id, customer_id, key, row.media_path, size, said.sent_at
            )
        elif row.media_lost is not None:
            yield journal.file_lost(row.ticket_id, customer_id, key, row.media_lost, said.sent_at)
        for copy in self._copies.copies(row):
            yield _delivered(copy)
        yield from _edits(row)
        deleted_at = self._copies.deleted_at(row)
        if deleted_at is not None:
            yield journal.deleted(row.ticket_id, key, deleted_at)

    def _entry(self, draft: Draft) -> JournalEntry:
        place = self._places.get(draft.place_id or 0)
        people = [Person(each, *self._names[each]) for each in draft.people if each in self._names]
        wanted: dict[str, Any] = {
            "place": None if place is None else journal.placed(place),
            "people": journal.shown(people),
            "about": None if draft.about is None else self._named(draft.about),
            "answers": None if draft.reply_to is None else self._answered(draft.reply_to),
        }
        body = {**draft.body, **{name: value for name, value in wanted.items() if value}}
        if draft.kind is JournalKind.MESSAGE:
            _, username = self._names.get(body["sender_id"], ("", None))
            body |= {} if username is None else {"username": username}
        return JournalEntry(draft.kind, draft.at, self._record.customer.id, draft.ticket_id, body)

    def _answered(self, key: MessageKey) -> dict[str, Any] | None:
        return self._named(key) or self._named(self._copies.origin(key))

    def _named(self, key: MessageKey) -> dict[str, Any] | None:
        row = self._rows.get(key)
        if row is None:
            return None
        it = row.said
        return journal.named(
            key, row.role, it.sender_name, it.sent_at, it.kind, it.text, it.details
        )


def _edits(row: Recorded) -> Iterator[Draft]:
    said = row.said
    texts = [*(version.text for version in row.versions[1:]), said.text]
    for before, text in zip(row.versions, texts, strict=False):
        was = replace(said, text=before.text)
        becomes = replace(said, text=text, edited_at=before.until)
        yield journal.edited(row.ticket_id, was, becomes, before.until)


def _delivered(copy: Copy) -> Draft:
    pair = (copy.from_message_id, copy.to_message_id)
    return journal.delivered(
        copy.ticket_id, copy.from_chat_id, copy.to_chat_id, pair, copy.copied_at
    )
