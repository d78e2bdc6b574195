"""Looking at pictures that the desk drew."""

from io import BytesIO
from typing import Any

from matplotlib.image import imread

PNG = b"\x89PNG\r\n\x1a\n"


def pixels(png: bytes) -> Any:
    """Height × width × colours, 0 to 1."""
    assert png.startswith(PNG)
    return imread(BytesIO(png), format="png")


def has_colour(png: bytes, colour: str, share: float = 0.0005) -> bool:
    """Whether at least that share of the picture is of a colour, given as #rrggbb."""
    wanted = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    near = (abs(pixels(png)[:, :, :3] - wanted) < 0.02).all(axis=2)
    return bool(near.mean() > share)
