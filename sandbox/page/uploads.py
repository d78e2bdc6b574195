"""Turns files that were chosen or recorded in the browser into Telegram's kinds."""

from __future__ import annotations

import io
from dataclasses import replace

import av
from av.error import FFmpegError

from sandbox.people import Attachment
from sandbox.state.images import image_size

RECORDED = "recorded-voice.webm"
"""The name under which the page uploads a recording."""
_PICTURES = frozenset({"image/jpeg", "image/png", "image/webp"})
_FILMS = frozenset({"video/mp4", "video/webm", "video/quicktime"})


def attachment(name: str, mime: str, data: bytes, *, as_file: bool) -> Attachment:
    """A file to send: pictures and films as such unless they shall go as files."""
    if name == RECORDED:
        return repacked(data)
    plain = Attachment("document", data, name, mime or "application/octet-stream")
    if as_file:
        return plain
    size = image_size(data)
    if mime in _PICTURES and size is not None:
        return replace(plain, kind="photo", name=None, size=size)
    if mime in _FILMS:
        width, height, seconds = _film(data)
        return replace(plain, kind="video", size=(width, height), duration=seconds)
    if mime.startswith("audio/"):
        return replace(plain, kind="audio", duration=_film(data)[2], title=name)
    return plain


def repacked(webm: bytes) -> Attachment:
    """A recorded voice: Opus as it is, from a browser's WebM into the Ogg of Telegram's voices.

    Raises ValueError for what is no such recording.
    """
    made = io.BytesIO()
    try:
        with av.open(io.BytesIO(webm), "r") as heard, av.open(made, "w", format="ogg") as out:
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
    return Attachment("voice", made.getvalue(), None, "audio/ogg", duration=max(1, round(end)))


def _film(data: bytes) -> tuple[int, int, int]:
    """Width, height and seconds of a film or piece of music; zeros where that cannot be told."""
    try:
        with av.open(io.BytesIO(data), "r") as film:
            seconds = round((film.duration or 0) / av.time_base)
            video = film.streams.video[0] if film.streams.video else None
            return (0, 0, seconds) if video is None else (video.width, video.height, seconds)
    except FFmpegError:
        return 0, 0, 0
