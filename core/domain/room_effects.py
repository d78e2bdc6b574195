"""What follows when a room is given up."""

from datetime import timedelta
from typing import ClassVar

from core.domain.effects import Ornament, SetTitle, effect
from core.domain.texts import FailureKey


@effect(FailureKey.TITLE)
class KeepTitle(Ornament):
    """A name that still waits to be set in that room is not wanted any more. Nothing is told to
    Telegram."""

    lane: ClassVar[str] = SetTitle.lane
    lasts: ClassVar[timedelta | None] = SetTitle.lasts
    is_told: ClassVar[bool] = False
    is_followed: ClassVar[bool] = False

    @property
    def supersedes(self) -> str | None:
        return self.destination
