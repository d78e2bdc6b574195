"""Posts in staff groups what staff answers from the page."""

from aiogram import Bot

from bot.calls import SendMessage, reply_to
from bot.outcomes import unless
from bot.texts import Texts
from core.model.desk_effects import EditPost, PostAnswer
from core.model.outcomes import Cause, Sent
from core.ports.effects import Carrier, carries


class PostCarrier(Carrier):
    """Posts answers from the page, and edits them there. Calls raise aiogram's errors."""

    def __init__(self, bot: Bot, texts: Texts) -> None:
        self._bot = bot
        self._texts = texts

    @carries(PostAnswer)
    async def post(self, effect: PostAnswer) -> Sent:
        """Post it. Its end gives way where name and words are too long together."""
        message = await self._bot(
            SendMessage(
                chat_id=effect.chat_id,
                text=self._texts.html(effect.text),
                message_thread_id=effect.thread_id or None,
                reply_parameters=reply_to(effect.reply_to),
            )
        )
        return Sent({"chat_id": effect.chat_id, "message_id": message.message_id})

    @carries(EditPost)
    async def edit(self, effect: EditPost) -> Sent:
        """Edit it; one that says so already stays."""
        html = self._texts.html(effect.text)
        call = self._bot.edit_message_text(
            html, chat_id=effect.chat_id, message_id=effect.message_id
        )
        await unless(call, Cause.SO_ALREADY)
        return Sent()
