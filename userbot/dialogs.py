"""All chats that an account is in."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from pyrogram import raw, utils

from userbot.failures import NoAnswer, UserbotError
from userbot.pauses import Pause

log = logging.getLogger(__name__)

DIALOGS, DIALOG_PAGES = 100, 20
"""An account is in 500 groups at most, 1,000 with Premium; persons stand among them."""

Call = Callable[[Any], Awaitable[Any]]


class Dialogs:
    """The list of an account's chats.

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
        """In how many groups and channels the account is. Raises as `learn`."""
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
    """How many supergroups and channels the account is in (only those count to Telegram's limit);
    the address of every chat is known afterwards. Raises as `call`.
    """
    found: set[int] = set()
    offset: Any = raw.types.InputPeerEmpty()
    date = number = 0
    for _ in range(DIALOG_PAGES):
        page = await call(
            raw.functions.messages.GetDialogs(
                offset_date=date, offset_id=number, offset_peer=offset, limit=DIALOGS, hash=0
            )
        )
        found |= {chat.id for chat in page.chats if _counts(chat)}
        last = page.messages[-1] if page.messages else None
        if last is None or len(page.dialogs) < DIALOGS:
            break
        date, number = last.date, last.id
        offset = await peer(utils.get_peer_id(last.peer_id))
    return len(found)


def _counts(chat: Any) -> bool:
    return isinstance(chat, raw.types.Channel) and not chat.left
