"""Counts the chats of an account that is in as many as Telegram allows: somebody may take it out of
some by hand, and nothing tells of that."""

import asyncio

from core.model.outcomes import Cause
from userbot.account import Account

FIRST = 600.0
LONGEST = 6 * 3600.0
"""Seconds between two counts while it rests; each time twice as many. A count is a call for each
hundred chats."""


async def chats_left(account: Account) -> int:
    """Wait until an account that rests for its number of chats is in fewer than it was when that
    began. Returns in how many; the rest is over for the account, not in its row. Raises NotLoggedIn
    when the login ends meanwhile.
    """
    while True:
        await account.rests.begun(Cause.CHATS_FULL)
        most = await account.chats()
        pause = FIRST
        while account.rests.has(Cause.CHATS_FULL):
            await asyncio.sleep(pause)
            pause = min(LONGEST, pause * 2)
            chats = await account.chats()
            if 0 < chats < most:
                account.rests.end(Cause.CHATS_FULL)
                return chats
            most = max(most, chats)
