"""All chats that an account is in."""

from collections.abc import Awaitable, Callable
from typing import Any

from pyrogram import raw, utils

DIALOGS, DIALOG_PAGES = 100, 20
"""An account is in 500 groups at most, 1,000 with Premium; persons stand among them."""


async def read_dialogs(
    call: Callable[[Any], Awaitable[Any]], peer: Callable[[int], Awaitable[Any]]
) -> int:
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
