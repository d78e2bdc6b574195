"""What happened to a ticket, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from board import parts
from board.page import Page
from core.board.conversation import Happened
from core.model.messages import in_one_line
from core.model.tickets import TicketEventKind

Names = Mapping[int, str]
_OF_REMINDERS = (TicketEventKind.REMINDER_SET, TicketEventKind.REMINDER_REMOVED)


def event_words(page: Page, event: Happened, names: Names) -> str:
    """One line; who did it stands behind it."""
    details = event.details
    name = f"event-{event.kind.value.replace('_', '-')}"
    match event.kind:
        case TicketEventKind.TRANSFERRED if details.get("to") is None:
            name = "event-requeued"
        case TicketEventKind.RESOLVED if not details.get("solved"):
            name = "event-unsolved"
    words = page.text(name)
    about = ", ".join(_about(page, event, names))
    return f"{words}: {about}" if about else words


def _about(page: Page, event: Happened, names: Names) -> list[str]:
    details = event.details
    operator = details.get("to", details.get("operator"))
    whom = names.get(operator) if isinstance(operator, int) else None
    who = None if event.actor_id == operator else event.actor
    due = _due(page, details) if event.kind in _OF_REMINDERS else None
    return [in_one_line(word) for word in (due, whom, who, *_details(page, details)) if word]


def _due(page: Page, details: Mapping[str, Any]) -> str | None:
    """Until when; what was forgotten has no moment any more."""
    try:
        at = datetime.fromisoformat(str(details.get("due")))
    except ValueError:
        return None
    return parts.stamp(at, page.zone, page.now())


def _details(page: Page, details: Mapping[str, Any]) -> list[str | None]:
    stars = details.get("stars")
    kind = details.get("kind")
    reason = details.get("reason")
    return [
        None if kind is None else page.text_of("place", str(kind), str(kind)),
        _word(details, "title"),
        _word(details, "name"),
        None if reason is None else page.text_of("ended", str(reason), str(reason)),
        f"{stars} ★" if isinstance(stars, int) else None,
        _word(details, "note"),
        _word(details, "tag"),
    ]


def _word(details: Mapping[str, Any], name: str) -> str | None:
    found = details.get(name)
    return None if found is None else str(found)
