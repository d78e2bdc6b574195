"""What the page shows, written into its address: a reload shows the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class Place:
    """Whose phone it is, and what is open on it: nothing (the list of chats), a chat, a topic."""

    person: int
    chat: int | None = None
    topic: int | None = None


def written(places: Sequence[Place], look: str | None) -> str:
    """The address of these phones; `look` is light or dark, None as the machine has it."""
    pairs = [("phone", _spelled(place)) for place in places]
    if look is not None:
        pairs.append(("look", look))
    return f"/?{urlencode(pairs)}" if pairs else "/"


def read(pairs: Iterable[tuple[str, str]]) -> tuple[list[Place], str | None]:
    """The phones and the look that an address names; what makes no sense is passed over."""
    places, look = [], None
    for name, value in pairs:
        place = _place(value) if name == "phone" else None
        if place is not None:
            places.append(place)
        if name == "look" and value in ("light", "dark"):
            look = value
    return places, look


def _spelled(place: Place) -> str:
    numbers = (place.person, place.chat, place.topic)
    return ".".join(str(number) for number in numbers if number is not None)


def _place(value: str) -> Place | None:
    try:
        numbers = [int(part) for part in value.split(".")]
    except ValueError:
        return None
    return Place(*numbers) if 1 <= len(numbers) <= 3 else None
