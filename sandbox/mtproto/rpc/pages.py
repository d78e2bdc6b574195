"""Pages of lists. Telegram gives at most as many as were asked for, and fewer whenever it likes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class ShortPages:
    """Every second page lacks the last third of what might be on it.

    TDLib takes a short page for the end nowhere: of a history an answer of at most one message
    (`MessagesManager::on_get_history`), of dialogs an empty one (`on_get_dialogs`). A list that is
    here is never empty before its end.
    """

    def __init__(self) -> None:
        self._asked = 0

    def shown(self, page: Sequence[T]) -> Sequence[T]:
        """What of the page is given."""
        if len(page) < 2:
            return page
        self._asked += 1
        return page[: len(page) * 2 // 3] if self._asked % 2 else page
