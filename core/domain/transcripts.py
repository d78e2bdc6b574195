"""A customer's record: what is written about it, where its files lie. Pure; the files themselves
are `archive`'s."""

from dataclasses import dataclass
from datetime import datetime

from core.domain.messages import MessageKind, Recorded
from core.domain.people import Customer, Operator
from core.domain.tickets import Ticket, TicketEventKind

_EXTENSIONS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "image/gif": ".gif",
    "video/mp4": ".mp4",
    "video/webm": ".webm",
    "video/quicktime": ".mov",
    "audio/ogg": ".ogg",
    "audio/opus": ".ogg",
    "audio/mpeg": ".mp3",
    "audio/mp4": ".m4a",
    "audio/x-m4a": ".m4a",
    "audio/wav": ".wav",
    "audio/x-wav": ".wav",
    "application/pdf": ".pdf",
    "application/zip": ".zip",
    "application/x-tgsticker": ".tgs",
    "text/plain": ".txt",
    "text/csv": ".csv",
}
"""What a file may be called by its type. Nothing that opens as a page or a program (HTML, SVG,
scripts) is among them."""

_BY_KIND = {
    MessageKind.PHOTO: ".jpg",
    MessageKind.VIDEO: ".mp4",
    MessageKind.VIDEO_NOTE: ".mp4",
    MessageKind.VOICE: ".ogg",
    MessageKind.ANIMATION: ".mp4",
    MessageKind.STICKER: ".webp",
    MessageKind.AUDIO: ".mp3",
}


def media_path(
    chat_id: int,
    message_id: int,
    kind: MessageKind,
    mime_type: str | None,
    edited_at: datetime | None = None,
) -> str:
    """Where a message's file lies in its customer's folder: a name of ours, never the sender's.

    A file that came by an edit lies beside the one it replaced.
    """
    essence = (mime_type or "").partition(";")[0].strip().lower()
    extension = _EXTENSIONS.get(essence)
    if extension is None:
        extension = ".bin" if essence else _BY_KIND.get(kind, ".bin")
    edit = "" if edited_at is None else f"-e{int(edited_at.timestamp())}"
    return f"media/{abs(chat_id)}-{message_id}{edit}{extension}"


@dataclass(frozen=True, slots=True)
class TicketEvent:
    """One line of a ticket's history."""

    ticket_id: int
    kind: TicketEventKind
    at: datetime
    actor_id: int | None = None


@dataclass(frozen=True, slots=True)
class CustomerRecord:
    """Everything that a transcript is made of: rows of one customer.

    `tickets` oldest first; `messages` by ticket, then time, then message id; `events` by ticket,
    then time; `staff` are all who held a ticket or spoke, also those removed since.
    """

    customer: Customer
    tickets: tuple[Ticket, ...] = ()
    messages: tuple[Recorded, ...] = ()
    events: tuple[TicketEvent, ...] = ()
    staff: tuple[Operator, ...] = ()
