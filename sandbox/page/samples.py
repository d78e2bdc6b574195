"""Things to send for whoever has none at hand: a voice, a picture, a sticker, made here."""

from __future__ import annotations

import io
from fractions import Fraction
from functools import cache

import av
import numpy as np
from numpy.typing import NDArray

from sandbox.people import Attachment

RATE = 48_000  # Opus knows no other
_NOTES = (392.0, 440.0, 494.0, 587.0, 494.0, 440.0)  # Hz
_NOTE = 0.35  # seconds
_SIDE = 512  # pixels of a sticker (https://core.telegram.org/stickers)

Picture = NDArray[np.uint8]


@cache
def voice() -> Attachment:
    """Some seconds of a melody, as a voice message is: Opus in Ogg."""
    length = int(RATE * _NOTE)
    at = np.arange(length) / RATE
    swell = np.minimum(1, np.minimum(at, _NOTE - at) / 0.04) * 0.3
    tones = np.concatenate([np.sin(2 * np.pi * note * at) * swell for note in _NOTES])
    made = io.BytesIO()
    with av.open(made, "w", format="ogg") as out:
        stream = out.add_stream("libopus", rate=RATE, layout="mono")
        frame = av.AudioFrame.from_ndarray(
            (tones * 32767).astype(np.int16).reshape(1, -1), format="s16", layout="mono"
        )
        frame.sample_rate = RATE
        out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    seconds = round(_NOTE * len(_NOTES))
    return Attachment("voice", made.getvalue(), None, "audio/ogg", duration=seconds)


@cache
def photo() -> Attachment:
    """A sun over hills."""
    height, width = 720, 960
    down, across = np.mgrid[0:height, 0:width]
    sky = np.stack([250 - down // 5, 190 - down // 9, 120 + down // 6], axis=-1)
    picture = np.clip(sky, 0, 255).astype(np.uint8)
    picture[(across - 640) ** 2 + (down - 300) ** 2 < 90**2] = (255, 240, 190)
    for base, high, wide, colour in ((470, 60, 150, (96, 120, 110)), (560, 50, 110, (52, 84, 74))):
        picture[down > base + high * np.sin(across / wide + base)] = colour
    return Attachment("photo", _encoded(picture, "mjpeg"), None, "image/jpeg", (width, height))


@cache
def sticker() -> Attachment:
    """A smile, with nothing around it."""
    down, across = np.mgrid[0:_SIDE, 0:_SIDE]
    middle = _SIDE / 2
    far = np.hypot(across - middle, down - middle)
    picture = np.zeros((_SIDE, _SIDE, 4), np.uint8)
    picture[far < 236] = (255, 255, 255, 255)
    picture[far < 222] = (255, 203, 56, 255)
    for eye in (176, 336):
        picture[((across - eye) / 24) ** 2 + ((down - 200) / 36) ** 2 < 1] = (74, 48, 12, 255)
    smile = (np.abs(np.hypot(across - middle, down - 250) - 112) < 14) & (down > 296)
    picture[smile] = (74, 48, 12, 255)
    data = _encoded(picture, "libwebp")
    return Attachment("sticker", data, "sticker.webp", "image/webp", (_SIDE, _SIDE), emoji="😀")


def _encoded(picture: Picture, codec: str) -> bytes:
    """One picture, without a container: JPEG and WebP are files as they leave the encoder."""
    height, width, depth = picture.shape
    frame = av.VideoFrame.from_ndarray(picture, format="rgba" if depth == 4 else "rgb24")
    encoder = av.CodecContext.create(codec, "w")
    if not isinstance(encoder, av.VideoCodecContext):
        raise TypeError(f"{codec} encodes no pictures")
    encoder.width, encoder.height = width, height
    encoder.pix_fmt = "bgra" if codec == "libwebp" else "yuvj444p"
    encoder.framerate = Fraction(1)
    frame = frame.reformat(format=encoder.pix_fmt)
    packets = [*encoder.encode(frame), *encoder.encode(None)]
    return b"".join(bytes(packet) for packet in packets)
