"""Sends links to the page. A link's secret is made here, is in the message and is kept nowhere: the
desk is told what it is known by."""

from collections.abc import Callable
from urllib.parse import urlsplit

from aiogram import Bot
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.calls import SendMessage
from bot.texts import Texts
from core.access.rules import key_of
from core.model.access import LINK_LASTS, SendSignInLink
from core.model.outcomes import Sent
from core.model.text_keys import TextKey
from core.model.texts import Text
from core.ports.effects import Carrier, carries

SIGN_IN = "/sign-in"


def link_to(address: str, secret: str) -> str:
    """Write the link. What stands behind # is told to no server, no proxy's log and no other
    page."""
    return f"{address}{SIGN_IN}#{secret}"


class SignInCarrier(Carrier):
    """Sends links. Calls raise aiogram's errors."""

    def __init__(self, bot: Bot, texts: Texts, new_secret: Callable[[], str]) -> None:
        self._bot = bot
        self._texts = texts
        self._new_secret = new_secret

    @carries(SendSignInLink)
    async def _send_link(self, effect: SendSignInLink) -> Sent:
        secret = self._new_secret()
        link = link_to(effect.address, secret)
        minutes = int(LINK_LASTS.total_seconds() // 60)
        # No button takes the name of a machine alone (TDLib, LinkManager::get_checked_link).
        has_button = "." in (urlsplit(effect.address).hostname or "")
        key = TextKey.WEB_LINK if has_button else TextKey.WEB_LINK_WRITTEN
        values: dict[str, str | int] = {"minutes": minutes}
        if not has_button:
            values["link"] = link
        label = self._texts.label(TextKey.BUTTON_WEB, effect.language)
        button = InlineKeyboardButton(text=label, url=link)
        await self._bot(
            SendMessage(
                chat_id=effect.chat_id,
                text=self._texts.html(Text(key, effect.language, values)),
                reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]])
                if has_button
                else None,
            )
        )
        return Sent({"key": key_of(secret)})
