"""Reads what Telegram itself tells the account: a login, a login code, a warning.

A login code opens the account to whoever reads it. So it is taken out here, before anything is
stored: neither inbox nor log nor notice ever holds one.
"""

import re
from hashlib import sha256
from typing import Any

from pyrogram import raw

from core.model.accounts import Notice
from userbot.payload import Row, Type

TELEGRAM = 777000
"""Telegram's own account, from which login codes and notices come (TDLib:
`UserManager::get_service_notifications_user_id`).
"""

MOST = 1000
"""How many characters of a notice are passed on."""

_CODE = re.compile(r"(?<![\w.:/-])\d{3}[ -]?\d{2,4}(?![\w:/-])")
"""A login code stands by itself: five or six digits."""

_SECRET = re.compile(
    r"(?<![\w/.@-])(?=[\w-]*[A-Z])(?=[\w-]*[a-z])(?=[\w-]*[\d_-])[\w-]{8,}(?![\w-])"
)
"""A code of my.telegram.org: letters of both cases with digits among them."""

_THROWN = re.compile(r"(?<![\w-])(?=[\w-]{8,})[A-Za-z_-]+[a-z][A-Z][A-Za-z_-]*(?![\w-])")
"""The same, with no digit in it."""


def notice_of(update: Any) -> list[Row]:
    """Return what an update tells of the account; nothing for all others."""
    match update:
        case raw.types.UpdateNewMessage(message=raw.types.Message() as message):
            return notice_in(message)
        case raw.types.UpdateShortMessage(user_id=user_id) if user_id == TELEGRAM:
            return [_row_of(f"telegram:{update.id}", update.message, update.date)]
        case raw.types.UpdateServiceNotification():
            date = update.inbox_date or 0
            digest = sha256(f"{update.type}\0{update.message}".encode()).hexdigest()[:16]
            return [_row_of(f"notice:{date}:{digest}", update.message, date)]
        case raw.types.UpdateNewAuthorization(unconfirmed=True):
            row = {
                "type": Type.NOTICE,
                "kind": Notice.LOGIN,
                "device": update.device or "",
                "location": update.location or "",
                "date": update.date or 0,
            }
            return [(f"login:{update.hash}:{update.date or 0}", row)]
    return []


def notice_in(message: Any) -> list[Row]:
    """Return what a private message tells of the account: nothing, unless Telegram wrote it."""
    peer = getattr(message, "peer_id", None)
    if not isinstance(message, raw.types.Message) or message.out:
        return []
    if not isinstance(peer, raw.types.PeerUser) or peer.user_id != TELEGRAM:
        return []
    return [_row_of(f"telegram:{message.id}", message.message, message.date)]


def _row_of(key: str, text: str, date: int) -> Row:
    if _CODE.search(text) or _SECRET.search(text):
        return key, {"type": Type.NOTICE, "kind": Notice.CODE, "date": date}
    row = {"type": Type.NOTICE, "kind": Notice.TOLD, "text": harmless(text), "date": date}
    return key, row


def harmless(text: str) -> str:
    """Remove from a text, in whatever language it is written, anything that could be a code: no
    digit stays, and no word of letters thrown together."""
    return re.sub(r"\d", "•", _THROWN.sub("•••", text))[:MOST].strip()
