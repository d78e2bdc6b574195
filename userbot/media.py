"""Saves files that came with messages: fetched piece by piece, never in memory whole, never half
under their name.
"""

import asyncio
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pyrogram import raw
from pyrogram.errors import FileMigrate, RPCError

from core.files import Kept, begin, finish, inside
from core.model.outcomes import Outcome, Rejected, Sent, Unreachable
from core.model.room_effects import SaveMedia
from core.ports.effects import Carrier, carries
from userbot.account import Account
from userbot.failures import NoAnswer, Refusal, means
from userbot.translate import largest_size

PIECE = 1024 * 1024
"""Bytes asked for at once, the most that Telegram gives (https://core.telegram.org/api/files)."""

STALLED = 30.0
"""Seconds without an answer after which a connection for files is given up."""

AT_ONCE = 2
MOVES = 2
"""How often a file's data centre may change while it is fetched."""


@dataclass(frozen=True, slots=True)
class _File:
    """Where a file is, and what is known of it."""

    id: int
    dc_id: int
    size: int | None
    location: Any


class Archive(Carrier):
    """Saves messages' files under `folder`."""

    def __init__(self, account: Account, folder: Path) -> None:
        self._account, self._folder = account, folder
        self._slots = asyncio.Semaphore(AT_ONCE)

    @carries(SaveMedia)
    async def save(self, effect: SaveMedia) -> Outcome:
        """Save the message's file. Outcome: size and path; Unreachable when the message is gone.

        What was fetched before a failure is kept beside the target and gone on with the next time.
        """
        try:
            target = inside(self._folder, effect.path)
        except ValueError as error:
            return Rejected(str(error))
        async with self._slots:
            for _ in range(2):
                file = await self._file(effect.chat_id, effect.message_id)
                if isinstance(file, Unreachable | Rejected):
                    return file
                try:
                    kept = await self._fetch(file, target)
                except RPCError as error:
                    if not means(error, Refusal.OLD_REFERENCE):
                        raise
                except FileNotFoundError:
                    # Whose file it is was forgotten while it was being fetched.
                    return Unreachable("the file was erased while it was being saved")
                else:
                    return Sent({**asdict(kept), "path": effect.path})
        return Rejected("Telegram gives no fresh reference to the file")

    async def _file(self, chat_id: int, message_id: int) -> _File | Unreachable | Rejected:
        """Read the file's place from the message anew: references to files expire."""
        channel = await self._account.channel(chat_id)
        answer: Any = await self._account.call(
            raw.functions.channels.GetMessages(
                channel=channel, id=[raw.types.InputMessageID(id=message_id)]
            )
        )
        message = answer.messages[0] if answer.messages else None
        if not isinstance(message, raw.types.Message):
            return Unreachable("the message was deleted before its file was saved")
        return _file_in(message.media) or Rejected("the message has no file")

    async def _fetch(self, file: _File, target: Path) -> Kept:
        part = target.with_name(f".{target.name}.{file.id}.part")
        done = await asyncio.to_thread(begin, part) // PIECE * PIECE
        dc_id, moves = file.dc_id, 0
        while True:
            try:
                piece = await self._piece(dc_id, file.location, done)
            except FileMigrate as error:
                moves += 1
                if moves > MOVES:
                    raise NoAnswer("data centres send us from one to another") from error
                dc_id = int(str(error.value))
                continue
            await asyncio.to_thread(_append, part, done, piece)
            done += len(piece)
            if len(piece) < PIECE or done == file.size:
                break
        return await asyncio.to_thread(finish, part, target)

    async def _piece(self, dc_id: int, location: Any, offset: int) -> bytes:
        query = raw.functions.upload.GetFile(location=location, offset=offset, limit=PIECE)
        answer: Any = await self._account.ask_for_file(dc_id, query, STALLED)
        if not isinstance(answer, raw.types.upload.File):
            # Only clients that ask for it are sent to another kind of server.
            raise NoAnswer("the file was not given")
        return bytes(answer.bytes)


def _file_in(media: Any) -> _File | None:
    document = getattr(media, "document", None)
    if isinstance(document, raw.types.Document):
        location: Any = raw.types.InputDocumentFileLocation(
            id=document.id,
            access_hash=document.access_hash,
            file_reference=document.file_reference,
            thumb_size="",
        )
        return _File(document.id, document.dc_id, document.size, location)
    photo = getattr(media, "photo", None)
    if isinstance(photo, raw.types.Photo):
        type_, size = largest_size(photo)
        location = raw.types.InputPhotoFileLocation(
            id=photo.id,
            access_hash=photo.access_hash,
            file_reference=photo.file_reference,
            thumb_size=type_,
        )
        return _File(photo.id, photo.dc_id, size, location)
    return None


def _append(part: Path, offset: int, piece: bytes) -> None:
    with part.open("r+b") as file:
        file.seek(offset)
        file.truncate()
        file.write(piece)
