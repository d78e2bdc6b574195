"""What follows when a room is given up."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from core.domain.effects import Effect, Ornament, SetTitle


@dataclass(frozen=True, slots=True)
class KeepTitle(Ornament):
    """A name that still waits to be set in that room is not wanted any more. Nothing is told to
    Telegram."""

    lane: ClassVar[str] = SetTitle.lane
    lasts: ClassVar[timedelta | None] = SetTitle.lasts

    @property
    def supersedes(self) -> str | None:
        return self.destination


ROOM_EFFECTS: tuple[type[Effect], ...] = (KeepTitle,)
