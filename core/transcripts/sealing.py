"""Gives new entries their places in their customers' transcripts. Pure; the archive, which is one
process at most, does it for all customers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from core.model.audit import AuditEntry
from core.model.journal import Arrived, JournalEntry, JournalKind, Transcript


def sealed(
    arrived: Iterable[Arrived], now: datetime
) -> tuple[list[JournalEntry], dict[int, Transcript]]:
    """Return the entries with their positions, in that order, and how far each transcript comes by
    them. Who the customer is stands in an entry of its own (id 0), at first and whenever it
    changed, before what comes next."""
    entries: list[JournalEntry] = []
    transcripts: dict[int, Transcript] = {}
    for each in arrived:
        transcript = transcripts.get(each.transcript.customer_id, each.transcript)
        new = [each.entry]
        if transcript.customer != each.customer and each.entry.kind is not JournalKind.ERASED:
            new.insert(0, _customer(transcript.customer_id, each.customer, now))
        for entry in new:
            transcript, placed = _placed(transcript, entry)
            # Who it is goes with the ticket that made it worth saying.
            entries.append(replace(placed, chain=each.entry.ticket_id))
        transcripts[transcript.customer_id] = transcript
    return entries, transcripts


def of_audit(number: int, entry: AuditEntry) -> JournalEntry:
    """Return the audit log's entry of that id as one of the desk's own chain."""
    body = {
        "actor": entry.actor_id,
        "kind": entry.kind.value,
        "subject": entry.subject.value,
        "key": entry.key,
        "before": entry.before,
        "after": entry.after,
    }
    return JournalEntry(JournalKind.AUDIT, entry.at, None, None, body, position=number)


def sealed_whole(
    customer_id: int, customer: Mapping[str, Any], entries: Sequence[JournalEntry], now: datetime
) -> tuple[list[JournalEntry], Transcript]:
    """Return all that was recorded of a customer before there was a journal as its beginning."""
    arrived = [Arrived(each, Transcript(customer_id), customer) for each in entries]
    placed, transcripts = sealed(arrived, now)
    return placed, transcripts.get(customer_id, Transcript(customer_id))


def _placed(transcript: Transcript, entry: JournalEntry) -> tuple[Transcript, JournalEntry]:
    position, said_until = transcript.position + 1, transcript.said_until
    is_late = False
    if entry.kind is JournalKind.MESSAGE:
        sent_at = datetime.fromisoformat(entry.body["sent_at"])
        is_late = said_until is not None and sent_at < said_until
        said_until = sent_at if said_until is None else max(said_until, sent_at)
    customer = entry.body if entry.kind is JournalKind.CUSTOMER else transcript.customer
    moved = replace(transcript, position=position, said_until=said_until, customer=customer)
    return moved, replace(entry, position=position, is_late=is_late)


def _customer(customer_id: int, customer: Mapping[str, Any], now: datetime) -> JournalEntry:
    return JournalEntry(JournalKind.CUSTOMER, now, customer_id, None, customer)
