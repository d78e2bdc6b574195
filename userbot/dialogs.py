"""Lists the chats that an account is in."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

from pyrogram import raw, utils

from userbot.failures import NoAnswer, UserbotError
from userbot.pauses import Pause

log = logging.getLogger(__name__)

DIALOGS, DIALOG_PAGES = 100, 50
"""An account is in 500 groups at most, 1,000 with Premium; persons stand among them."""

Call = Callable[[Any], Awaitable[Any]]


class Dialogs:
    """Reads the list of an account's chats.

    Args:
        call, peer: of the account.
        now: seconds of a monotonic clock.
        again: seconds until a list that could not be had is asked for again; doubling.
    """

    def __init__(
        self,
        call: Call,
        peer: Callable[[int], Awaitable[Any]],
        now: Callable[[], float],
        again: float,
    ) -> None:
        self._call, self._peer, self._now = call, peer, now
        self._pause = Pause(again)
        self._is_learned = False

    async def learn(self) -> None:
        """Learn the addresses of all chats, once: a new session file knows none of the rooms that
        were made before it. Raises as the calls, and NoAnswer while it is too early to ask again.
        """
        if not self._is_learned:
            await self.count()

    async def count(self) -> int:
        """Return in how many groups and channels the account is. Raises as `learn`."""
        if self._pause.not_before > self._now():
            raise NoAnswer("the list of chats could not be read; it is asked for later")
        try:
            count = await read_dialogs(self._call, self._peer)
        except UserbotError:
            self._pause.fail(self._now())
            raise
        self._pause.end()
        self._is_learned = True
        return count


async def read_dialogs(call: Call, peer: Callable[[int], Awaitable[Any]]) -> int:
    """Return how many supergroups and channels the account is in (only those count to Telegram's
    limit); the address of every chat is known afterwards. Raises as `call`."""
    found: set[int] = set()
    async for page in pages(call, peer):
        found |= {chat.id for chat in page.chats if _counts(chat)}
    return len(found)


async def pages(call: Call, peer: Callable[[int], Awaitable[Any]]) -> AsyncIterator[Any]:
    """Yield the list of chats, latest first, page by page; pinned ones at the top of the first.

    A page may hold fewer than were asked for, whatever comes after it. The end is an empty one, or
    one of chats without any message (TDLib: `MessagesManager::on_get_dialogs`). Each page begins
    below the oldest chat of the one before it, pinned ones apart, which stand there whatever their
    age. A chat that moved up meanwhile may be met twice.
    """
    offset: tuple[int, int] = (0, 0)
    offset_peer: Any = raw.types.InputPeerEmpty()
    met: tuple[int, int, int] | None = None
    for number in range(DIALOG_PAGES):
        page = await call(
            raw.functions.messages.GetDialogs(
                offset_date=offset[0],
                offset_id=offset[1],
                offset_peer=offset_peer,
                limit=DIALOGS,
                hash=0,
                exclude_pinned=number > 0 or None,
            )
        )
        yield page
        last = _oldest(page, pinned=False)
        if last is None:
            if number or _oldest(page, pinned=True) is None:
                return
            continue  # nothing but pinned ones: from the top once more, without them
        if met is not None and last >= met:
            return
        met, offset, offset_peer = last, last[:2], await peer(last[2])
    log.warning(
        "the list of chats is longer than %d pages: it was not read to its end", DIALOG_PAGES
    )


def _oldest(page: Any, *, pinned: bool) -> tuple[int, int, int] | None:
    """Return date and number of the newest message of the last chat on the page, and that chat."""
    dates = {
        (utils.get_peer_id(each.peer_id), each.id): each.date
        for each in page.messages
        if not isinstance(each, raw.types.MessageEmpty)
    }
    found: list[tuple[int, int, int]] = []
    for dialog in page.dialogs:
        if isinstance(dialog, raw.types.Dialog) and bool(dialog.pinned) is pinned:
            chat = utils.get_peer_id(dialog.peer)
            date = dates.get((chat, dialog.top_message))
            if date is not None:
                found.append((date, dialog.top_message, chat))
    return min(found, default=None)


def _counts(chat: Any) -> bool:
    return isinstance(chat, raw.types.Channel) and not chat.left
