"""Files that staff sends from the page: what Telegram makes of them, and which go together."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.model.messages import MessageKind

LARGEST = 50 * 1000 * 1000
"""Bytes of a file that a bot sends (50 MB, https://core.telegram.org/bots/api#sending-files)."""
LARGEST_OF_OWN_SERVER = 2000 * 1000 * 1000
"""The same by a Bot API server of one's own
(https://core.telegram.org/bots/api#using-a-local-bot-api-server)."""
LARGEST_PHOTO = 10 * 1000 * 1000
MOST_SIDES = 10_000
"""Pixels of a photo's width and height together."""
MOST_STRETCHED = 20
"""How often the longer side of a photo may have the shorter one
(https://core.telegram.org/bots/api#sendphoto)."""
MOST_TOGETHER = 10
"""Parts of an album (https://core.telegram.org/bots/api#sendmediagroup), and so files of an
answer."""

_PHOTOS = frozenset({"image/jpeg", "image/png", "image/webp"})
_VIDEOS = frozenset({"video/mp4"})
_SOUNDS = frozenset({"audio/mpeg", "audio/mp4", "audio/x-m4a"})
_ALBUMS = {
    MessageKind.PHOTO: "seen",
    MessageKind.VIDEO: "seen",
    MessageKind.AUDIO: "heard",
    MessageKind.DOCUMENT: "kept",
}
MADE_ANEW = frozenset({MessageKind.PHOTO, MessageKind.ANIMATION})
"""What Telegram makes anew in its own form, so that everybody gets another file than was sent."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that lies in the folder of uploads as `stored`, a name of ours.

    `file_name` is its sender's: data, never a path. Size in bytes, duration in seconds, width and
    height in pixels; 0 where that is unknown.
    """

    stored: str
    kind: MessageKind
    file_name: str
    mime_type: str
    size: int
    duration: int = 0
    width: int = 0
    height: int = 0


def kind_of(mime_type: str, size: int, width: int, height: int) -> MessageKind:
    """Return as what a file is best sent. Only what Telegram shows or plays as such is anything but
    a document (https://core.telegram.org/bots/api#sendvideo, #sendaudio)."""
    is_seen = width > 0 and height > 0
    if mime_type in _PHOTOS:
        return MessageKind.PHOTO if _fits_photo(size, width, height) else MessageKind.DOCUMENT
    if mime_type == "image/gif" and is_seen:
        return MessageKind.ANIMATION
    if mime_type in _VIDEOS and is_seen:
        return MessageKind.VIDEO
    return MessageKind.AUDIO if mime_type in _SOUNDS else MessageKind.DOCUMENT


def albums(files: Sequence[Upload]) -> list[tuple[Upload, ...]]:
    """Divide files, in their order, into messages and albums as Telegram's own clients do: what
    follows each other and may stand in one album goes together."""
    found: list[list[Upload]] = []
    for file in files:
        kind = _ALBUMS.get(file.kind)
        together = found and kind is not None and _ALBUMS.get(found[-1][-1].kind) == kind
        if together and len(found[-1]) < MOST_TOGETHER:
            found[-1].append(file)
        else:
            found.append([file])
    return [tuple(each) for each in found]


def _fits_photo(size: int, width: int, height: int) -> bool:
    shorter, longer = sorted((width, height))
    is_seen = shorter > 0 and longer <= MOST_STRETCHED * shorter
    return is_seen and size <= LARGEST_PHOTO and width + height <= MOST_SIDES
