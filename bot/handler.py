"""Routes a stored update to one use case: a press and a plain text by what stands in it, all else
as aiogram's object."""

from collections.abc import Sequence

from aiogram import Bot
from aiogram.enums import ChatType
from aiogram.types import TelegramObject, Update
from aiogram.types.update import UpdateTypeLookupError
from pydantic import ValidationError

from bot.plain_text import PlainText, plain_text
from bot.pressed import pressed
from bot.reading import read_update
from bot.routers import make_routes
from bot.routers.presses import take_press
from bot.routers.profile_updates import ProfileUpdates
from bot.texts import Texts
from core.conversations.incoming import continue_talk
from core.model.actions import Verb
from core.ports import InboxUpdate, Work


class UnreadableUpdate(Exception):
    """aiogram cannot read what Telegram sent; trying again would not help."""

    def __init__(self, key: str, error: ValidationError) -> None:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        super().__init__(f"update {key} cannot be read at {where}: {first['msg']}")


class BotHandler:
    """Handles the bot's updates (`core.ports.Handler`)."""

    def __init__(self, bot: Bot, texts: Texts) -> None:
        self._bot = bot
        self._profiles = ProfileUpdates()
        self._routes = make_routes(texts, self._profiles)

    async def __call__(self, work: Work, update: InboxUpdate) -> None:
        """Handle the update. One that no route wants is no error, and nothing happens.

        Raises UnreadableUpdate. What the desk refuses is said to the person and not raised.
        """
        press = pressed(update.payload)
        if press is not None:
            await self._profiles.keep(work, press.person, press.group)
            await take_press(work, press)
            return
        words = plain_text(update.payload)
        if words is not None and await self._continues_talk(work, words):
            return
        try:
            parsed = read_update(update.payload)
        except ValidationError as error:
            raise UnreadableUpdate(update.key, error) from None
        kind = _kind(parsed)
        if kind is not None:
            event: TelegramObject = getattr(parsed, kind)
            await self._routes.propagate_event(kind, event, bot=self._bot, work=work)

    async def _continues_talk(self, work: Work, words: PlainText) -> bool:
        """Take the words of somebody whose ticket is open. The routes are passed by: whichever of
        them took such words would do the same. Returns False when nothing came of it."""
        await self._profiles.keep(work, words.person, None)
        return await continue_talk(work, words.said)

    async def prepare(self, work: Work, updates: Sequence[InboxUpdate]) -> None:
        """Read the people of a batch (`core.delivery.worker.Prepare`), and hold their tickets:
        nearly every message in private belongs to one."""
        if len(updates) == 1:
            looks = _looks_at_panel(updates[0])
            if looks is not None:
                await work.uow.customers.prepare_panel(looks)
            return
        writers = {who for update in updates if (who := _writer(update)) is not None}
        pressers = {who for update in updates if (who := _presser(update)) is not None}
        if writers or pressers:
            await work.uow.customers.prepare(writers | pressers)
        if writers:
            work.uow.messages.expect_new()


def _writer(update: InboxUpdate) -> int | None:
    """Return whoever wrote in private; None for all other updates."""
    match update.payload:
        case {"message": {"chat": {"type": ChatType.PRIVATE, "id": int(person)}}}:
            return person
    return None


def _presser(update: InboxUpdate) -> int | None:
    """Return whoever pressed a button; None for all other updates."""
    match update.payload:
        case {"callback_query": {"from": {"id": int(person)}}}:
            return person
    return None


def _looks_at_panel(update: InboxUpdate) -> int | None:
    """Return whoever presses that button, the most frequent of all; None for all other updates."""
    match update.payload:
        case {"callback_query": {"from": {"id": int(person)}, "data": Verb.PANEL}}:
            return person
    return None


def _kind(update: Update) -> str | None:
    """Return the update's kind; None for what aiogram does not know (yet)."""
    try:
        return update.event_type
    except UpdateTypeLookupError:
        return None
