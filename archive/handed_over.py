"""Makes files to be handed over, and keeps them in their customer's folder for a day."""

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from archive.exports import Exports, NothingKeptError, Order, Share
from core.files import private_folder
from core.model.room_effects import WriteConversation, WriteExport
from core.ports import Clock

FOLDER = "handed-over"
KEPT_FOR = timedelta(days=1)
"""So long a file can still be sent when Telegram is away; each can be made again."""


def export_name(effect: WriteExport) -> str:
    """Where the file lies in its customer's folder. Each reader has their own: it says who had it
    made."""
    what = "all" if effect.ticket_id is None else f"ticket-{effect.ticket_id}"
    return f"{FOLDER}/{what}-{effect.reader_id}.{effect.form}"


def room_in(folder: Path, now: datetime) -> None:
    """Make the folder, without what was made more than a day ago. Raises OSError."""
    private_folder(folder)
    for file in folder.iterdir():
        with suppress(FileNotFoundError):
            if file.stat().st_mtime < (now - KEPT_FOR).timestamp():
                file.unlink()


def title_of(effect: WriteExport) -> str:
    """What is handed over; whose it is stands below."""
    ticket = effect.ticket_id
    return f"Customer {effect.customer_id}" if ticket is None else f"Ticket #{ticket}"


class HandedOver:
    """Makes them below `folder`, which has all customers'."""

    def __init__(self, folder: Path, exports: Exports, clock: Clock) -> None:
        self._folder, self._exports, self._clock = folder, exports, clock

    async def make(self, effect: WriteExport) -> str | None:
        """Return where the file lies in the folder; None when nothing is kept. Raises
        NotPrintedError, OSError."""
        name = f"{effect.customer_id}/{export_name(effect)}"
        target = self._folder / name
        await asyncio.to_thread(room_in, target.parent, self._clock())
        tickets = None if effect.ticket_id is None else frozenset({effect.ticket_id})
        order = Order(title_of(effect), (Share(effect.customer_id, tickets),), effect.by)
        try:
            await self._exports.write(order, effect.form, target, self._clock())
        except NothingKeptError:
            return None
        return name

    async def make_conversation(self, effect: WriteConversation) -> tuple[str, str] | None:
        """The same of a ticket, for its customer: where the PDF lies, and the text."""
        name = f"{effect.customer_id}/{FOLDER}/conversation-{effect.ticket_id}.pdf"
        target, now = self._folder / name, self._clock()
        await asyncio.to_thread(room_in, target.parent, now)
        try:
            beside = await self._exports.conversation(
                effect.customer_id, effect.ticket_id, effect.language, target, now
            )
        except NothingKeptError:
            return None
        return name, str(beside.relative_to(self._folder))
