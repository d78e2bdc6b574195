"""What the face asks from outside: whether a call shall go wrong, and how."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Mishap:
    """How a call goes wrong: wait, then maybe lose the connection, maybe answer an error.

    `code` 0 means no error answer. `lost_before` loses the connection and does nothing;
    `lost_after` does everything and loses the answer.
    """

    delay: float = 0.0
    code: int = 0
    sentence: str = ""
    retry_after: int = 0
    lost_before: bool = False
    lost_after: bool = False


class Mishaps(Protocol):
    """Decides before each call."""

    def take(self, method: str, bot_id: int) -> Mishap | None:
        """What happens to this call of the method (in lower case); None: nothing."""
