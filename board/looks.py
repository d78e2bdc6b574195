"""What a file is that staff uploads: read from it, never taken from its name."""

from __future__ import annotations

import io
import mimetypes
import re
from dataclasses import dataclass
from pathlib import Path

import av
from av.error import FFmpegError
from PIL import Image, UnidentifiedImageError

from core.model.messages import in_one_line

OTHER = "application/octet-stream"
LONGEST_NAME = 200
"""Characters; file systems take 255 bytes."""
_TYPE = re.compile(r"[a-z0-9][\w.+-]{0,60}/[a-z0-9][\w.+-]{0,60}", re.ASCII)
_PICTURES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp", "GIF": "image/gif"}
# By name: a demuxer that is guessed might be one of playlists, which lead to other files.
_PLAYED = {
    "video/mp4": "mov",
    "audio/mp4": "mov",
    "audio/x-m4a": "mov",
    "audio/mpeg": "mp3",
}


@dataclass(frozen=True, slots=True)
class Look:
    """A file's type; pixels and seconds, 0 where it has none, or is not what it is called."""

    mime_type: str
    width: int = 0
    height: int = 0
    duration: int = 0


def name_of(told: str) -> str:
    """A file's own name, harmless to show and to send on: its end stays where it is too long."""
    name = in_one_line(re.split(r"[/\\]", told)[-1]).strip(". ")
    if len(name) <= LONGEST_NAME:
        return name or "file"
    stem, dot, ending = name.rpartition(".")
    ending = f"{dot}{ending}" if stem and len(ending) < LONGEST_NAME // 4 else ""
    return name[: LONGEST_NAME - len(ending)] + ending


def type_of(told: str, name: str) -> str:
    """The type that a browser told, or what the name is usually of."""
    kind = told.partition(";")[0].strip().lower()
    if kind == OTHER or not _TYPE.fullmatch(kind):
        kind = mimetypes.guess_type(name)[0] or OTHER
    return kind


def look_at(file: Path, mime_type: str) -> Look:
    """What it shows, or how long it plays. Raises OSError."""
    if mime_type in _PICTURES.values():  # whatever it is called, it is the one that it is
        try:
            with Image.open(file, formats=tuple(_PICTURES)) as opened:
                kind = _PICTURES[opened.format or ""]
                return Look(kind, opened.width, opened.height)
        except (UnidentifiedImageError, Image.DecompressionBombError, ValueError, SyntaxError):
            return Look(OTHER)
    return _played(file, mime_type) if mime_type in _PLAYED else Look(mime_type)


def repack(file: Path) -> int:
    """Turn a recorded voice, Opus as it is, from a browser's WebM into the Ogg of Telegram's
    voices (https://core.telegram.org/bots/api#sendvoice). Returns its seconds. The sandbox's
    phones do the same by code of their own, since neither may know the other.

    Raises ValueError for what is no such recording, OSError.
    """
    made = io.BytesIO()
    try:
        with (
            file.open("rb") as given,
            av.open(given, "r", format="matroska") as heard,
            av.open(made, "w", format="ogg") as out,
        ):
            stream = heard.streams.audio[0]
            if stream.codec_context.name != "opus":
                raise ValueError(f"{stream.codec_context.name} is no codec of voices")
            target = out.add_stream_from_template(stream)
            end = 0.0
            for packet in heard.demux(stream):
                if packet.dts is None:
                    continue
                end = float((packet.pts or 0) * (packet.time_base or 0))
                packet.stream = target
                out.mux(packet)
    except (FFmpegError, IndexError) as error:
        raise ValueError(f"no recording: {error}") from error
    file.write_bytes(made.getvalue())
    return max(1, round(end))


def _played(file: Path, mime_type: str) -> Look:
    try:
        with file.open("rb") as given, av.open(given, "r", format=_PLAYED[mime_type]) as film:
            seconds = round((film.duration or 0) / av.time_base)
            seen = film.streams.video[0] if film.streams.video else None
            width, height = (0, 0) if seen is None else (seen.width, seen.height)
            return Look(mime_type, width, height, seconds)
    except (FFmpegError, ValueError):
        return Look(OTHER)
