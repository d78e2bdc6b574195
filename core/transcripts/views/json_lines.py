"""An entry of the journal for machines: one JSON object in a line, everything exactly as it was
said."""

import json
import re
from datetime import datetime, tzinfo

from core.model.journal import JournalEntry, JournalKind
from core.model.messages import utc

_BREAKS = re.compile("[\u0080-\u009f\u2028\u2029\ud800-\udfff]")
"""What some readers take for the end of a line, and what UTF-8 cannot carry: written as escapes."""


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def entry_line(entry: JournalEntry, zone: tzinfo) -> str:
    """Return the entry as a line, with its end. Times are UTC; `at` is when it was recorded, and
    `local` is when it happened in the owner's zone (a message was said before it was recorded)."""
    item = {
        "position": entry.position,
        "type": entry.kind.value,
        "ticket": entry.ticket_id,
        "at": utc(entry.at),
        "local": happened_at(entry).astimezone(zone).isoformat(),
        **entry.body,
    }
    if entry.ticket_id is None:
        del item["ticket"]
    if entry.is_late:
        item["late"] = True
    text = _encode(item)
    return _BREAKS.sub(lambda match: f"\\u{ord(match.group()):04x}", text) + "\n"


def happened_at(entry: JournalEntry) -> datetime:
    """Return when it was said, or, of all but messages, recorded."""
    if entry.kind is JournalKind.MESSAGE:
        return datetime.fromisoformat(entry.body["sent_at"])
    return entry.at
