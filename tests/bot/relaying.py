"""What the database tells the gateway of what was carried, in a test's own hands."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from aiogram import Bot

from bot.carriers.lookups import CardPlaces, CopyLookup, Searches, Transcripts
from bot.gateway import BotGateway
from bot.texts import Texts
from core.model.desk_effects import CopyMessage
from core.model.effects import Effect
from core.model.messages import Media, MessageKind, Recorded, Said, SenderRole
from core.model.outcomes import Outcome, RetryAt, Sent
from core.model.search_effects import ReadSearch
from core.model.statistics_effects import ReadStatistics, SendSheet
from core.ports import Clock
from sandbox.bot_api.file_ids import file_id
from sandbox.state.model import Message, User
from tests.bot.telling import NOW, Standings


class NoTranscripts:
    """Nobody is known."""

    async def plain(self, customer_id: int, *, with_phone: bool) -> None:
        return None


class NoStatistics:
    """Nothing was ever asked for."""

    async def shown(self, effect: ReadStatistics) -> tuple[Effect, ...]:
        return ()

    async def sheet(self, effect: SendSheet) -> str:
        return f"{effect.which}\n"


class NoSearches:
    """Nothing was ever said."""

    async def shown(self, effect: ReadSearch) -> tuple[Effect, ...]:
        return ()


def gateway_of(
    bot: Bot,
    texts: Texts,
    cards: CardPlaces | None = None,
    relayed: CopyLookup | None = None,
    transcripts: Transcripts | None = None,
    files: Path | None = None,
    clock: Clock = lambda: NOW,
    app_url: str | None = None,
    uploads: Path | None = None,
    searches: Searches | None = None,
) -> BotGateway:
    """The bot's gateway, told no more than is given."""
    return BotGateway(
        bot,
        texts,
        cards or Standings(),
        relayed or Carried(),
        transcripts or NoTranscripts(),
        NoStatistics(),
        searches or NoSearches(),
        clock,
        files,
        app_url=app_url,
        uploads=uploads,
    )


class Carried:
    """`bot.carriers.lookups.CopyLookup`; takes in what came of copies as the desk does."""

    def __init__(self) -> None:
        self.messages: dict[tuple[int, int], Recorded] = {}
        self.copies: dict[tuple[int, int, int], int] = {}  # (from chat, message, to chat): message

    def settle(self, effect: Effect, outcome: Outcome) -> tuple[tuple[int, int], ...]:
        """Keep where it was said; returns the copies."""
        assert isinstance(effect, CopyMessage)
        assert isinstance(outcome, Sent | RetryAt), outcome
        for there, here in outcome.copies:
            self.copies[effect.from_chat_id, there, effect.chat_id] = here
        return outcome.copies

    def hear(self, bot: User, chat_id: int, message: Message) -> Said:
        """Keep what somebody said, as the desk would have it in its rows."""
        content = message.content
        kind = MessageKind.TEXT if content.file is None else MessageKind(content.file.kind)
        said = Said(
            chat_id=chat_id,
            message_id=message.id,
            sender_id=message.sender_id,
            sender_name="",
            sent_at=NOW,
            kind=kind,
            text=content.text,
            entities=tuple(
                {"type": each.kind, "offset": each.offset, "length": each.length}
                for each in content.entities
            ),
            media=None if content.file is None else Media(file_id=file_id(bot.id, content.file)),
            reply_to=content.reply_to,
            album=content.album,
        )
        self.messages[chat_id, message.id] = Recorded(1, 1, SenderRole.CUSTOMER, said)
        return said

    def change(self, said: Said, **changes: object) -> None:
        """It says something else now."""
        key = said.chat_id, said.message_id
        old = self.messages[key]
        self.messages[key] = replace(old, said=replace(old.said, **changes))  # type: ignore[arg-type]

    async def counterpart(self, chat_id: int, message_id: int, in_chat: int) -> int | None:
        here = self.copies.get((chat_id, message_id, in_chat))
        if here is not None:
            return here
        back = ((key[1]) for key, copy in self.copies.items()
                if (key[2], copy, key[0]) == (chat_id, message_id, in_chat))  # fmt: skip
        return next(back, None)

    async def said(self, chat_id: int, message_id: int) -> Recorded | None:
        return self.messages.get((chat_id, message_id))

    async def album(self, chat_id: int, album: str, near: int, to_chat: int) -> Sequence[Recorded]:
        assert (chat_id, near) in self.messages
        return [
            each
            for (chat, message_id), each in sorted(self.messages.items())
            if chat == chat_id
            and each.said.album == album
            and (chat, message_id, to_chat) not in self.copies
        ]
