"""File ids: long, opaque to a bot, stable for it, and of no use to another bot.

A file id carries the kind, the file's number and its access hash, and is closed by a checksum with
the bot's id, so that nothing has to be remembered. Ids differ from bot to bot
(https://core.telegram.org/bots/api#file).
"""

from __future__ import annotations

import base64
import hashlib
import struct

from sandbox.state.model import File

# The first byte decides how real ids begin: AgAC for photos, BQAC for documents and so on.
_TYPES = {
    "photo": 2, "voice": 3, "video": 4, "document": 5, "sticker": 8, "audio": 9,
    "animation": 10, "video_note": 13,
}  # fmt: skip
_KINDS = {number: kind for kind, number in _TYPES.items()}
_BODY = struct.Struct("<BBBBqQ32s")
_MASK = (1 << 64) - 1
_SEAL = 8


def file_id(bot_id: int, file: File, size: str = "") -> str:
    """Return the id under which this bot knows the file, or that size of a photo."""
    head = (_TYPES.get(file.kind, 5), ord(size or "\0"), 2, 2)
    veil = hashlib.sha256(f"{bot_id}:{file.id}:{file.unique}".encode()).digest()
    body = _BODY.pack(*head, file.id, file.access_hash & _MASK, veil)
    return base64.urlsafe_b64encode(body + _seal(bot_id, body)).decode().rstrip("=")


def read_file_id(bot_id: int, text: str) -> tuple[str, int] | None:
    """Return kind and number of the file, or None when this is no file id of this bot."""
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        return None
    body, seal = raw[:-_SEAL], raw[-_SEAL:]
    if len(body) != _BODY.size or seal != _seal(bot_id, body):
        return None
    kind, _, _, _, number, _, _ = _BODY.unpack(body)
    return _KINDS.get(kind, "document"), number


def flaw_of(text: str) -> str | None:
    """Say why this cannot be a file id at all, in TDLib's words (base64.cpp, FileManager.cpp)."""
    bare = text.rstrip("=")
    if len(text) - len(bare) >= 3:
        return "Wrong string padding"
    if len(bare) % 4 == 1:
        return "Wrong string length"
    if not all(ch.isascii() and (ch.isalnum() or ch in "-_") for ch in bare):
        return "Wrong character in the string"
    raw = base64.urlsafe_b64decode(bare + "=" * (-len(bare) % 4))
    if base64.urlsafe_b64encode(raw).decode().rstrip("=") != bare:
        return "Wrong padding in the string"
    if len(raw) != _BODY.size + _SEAL:
        return "can't unserialize it. Wrong last symbol"
    return None


def _seal(bot_id: int, body: bytes) -> bytes:
    return hashlib.sha256(bot_id.to_bytes(8, "little") + body).digest()[:_SEAL]


_FOLDERS = {
    "photo": "photos", "voice": "voice", "video": "videos", "document": "documents",
    "sticker": "stickers", "audio": "music", "animation": "animations",
    "video_note": "video_notes",
}  # fmt: skip
_ENDINGS = {
    "photo": ".jpg", "voice": ".oga", "video": ".mp4", "sticker": ".webp", "audio": ".mp3",
    "animation": ".mp4", "video_note": ".mp4",
}  # fmt: skip


def file_path(file: File) -> str:
    """The path for downloading, as getFile gives it: folder and ending by kind, numbered."""
    ending = _ENDINGS.get(file.kind, "")
    if not ending and file.name and "." in file.name:
        tail = file.name.rpartition(".")[2]
        ending = f".{tail}" if tail.isascii() and tail.isalnum() and len(tail) <= 8 else ""
    return f"{_FOLDERS.get(file.kind, 'documents')}/file_{file.id}{ending}"


def file_number(path: str) -> int | None:
    """The file's number in a download path."""
    folder, _, name = path.partition("/")
    digits = name.removeprefix("file_").partition(".")[0]
    return int(digits) if folder in _FOLDERS.values() and digits.isdigit() else None
