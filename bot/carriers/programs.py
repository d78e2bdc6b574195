"""Carries what programs say to customers."""

from aiogram import Bot

from bot.calls import SendMessage
from bot.texts import Texts
from core.model.outcomes import Sent
from core.model.program_effects import SayWords
from core.ports.effects import Carrier, carries


class ProgramCarrier(Carrier):
    """Says it in the bot's name. Calls raise aiogram's errors."""

    def __init__(self, bot: Bot, texts: Texts) -> None:
        self._bot = bot
        self._texts = texts

    @carries(SayWords)
    async def say(self, effect: SayWords) -> Sent:
        """Send it."""
        text = self._texts.html(effect.text)
        sent = await self._bot(SendMessage(chat_id=effect.chat_id, text=text))
        return Sent({"chat_id": effect.chat_id, "message_id": sent.message_id})
