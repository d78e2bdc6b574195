"""Carries out what is for staff: menus, transcripts, and taking messages away."""

from aiogram import Bot
from aiogram.types import BufferedInputFile

from bot.carriers.documents import CAPTION_LIMIT
from bot.carriers.lookups import Transcripts
from bot.menus import Menus
from bot.outcomes import unless
from bot.texts import Texts
from core.model.effects import DeleteMessage, SendTranscript, SetCommands
from core.model.outcomes import Cause, Sent
from core.model.people import Role
from core.model.room_effects import SetRoomCommands
from core.ports.effects import Carrier, carries

UPLOAD_TIMEOUT = 60  # seconds


class StaffCarrier(Carrier):
    """Sets menus, sends transcripts, deletes messages. Calls raise aiogram's errors."""

    def __init__(
        self, bot: Bot, texts: Texts, transcripts: Transcripts, app_url: str | None
    ) -> None:
        self._bot = bot
        self._texts = texts
        self._transcripts = transcripts
        self._menus = Menus(bot, texts, app_url)

    @carries(DeleteMessage)
    async def _delete_message(self, effect: DeleteMessage) -> Sent:
        call = self._bot.delete_message(effect.chat_id, effect.message_id)
        await unless(call, Cause.MESSAGE_GONE)
        return Sent()

    @carries(SetCommands)
    async def _set_commands(self, effect: SetCommands) -> Sent:
        role = None if effect.role is None else Role(effect.role)
        await self._menus.of_person(effect.chat_id, role)
        return Sent()

    @carries(SetRoomCommands)
    async def _set_room_commands(self, effect: SetRoomCommands) -> Sent:
        await self._menus.in_room(effect.chat_id, effect.user_id, effect.language)
        return Sent()

    @carries(SendTranscript)
    async def _send_transcript(self, effect: SendTranscript) -> Sent:
        """Raises ValueError for somebody unknown."""
        plain = await self._transcripts.plain(effect.customer_id, with_phone=effect.with_phone)
        if plain is None:
            raise ValueError(f"nobody is known as {effect.customer_id}")
        message = await self._bot.send_document(
            effect.chat_id,
            BufferedInputFile(plain.encode(), f"transcript-{effect.customer_id}.txt"),
            caption=self._texts.html(effect.text, CAPTION_LIMIT),
            request_timeout=UPLOAD_TIMEOUT,
        )
        return Sent({"chat_id": effect.chat_id, "message_id": message.message_id})
