"""Parses a stored update as aiogram's object, and routes it to one use case."""

from collections.abc import Sequence

from aiogram import Bot, Router
from aiogram.enums import ChatType
from aiogram.types import TelegramObject, Update
from aiogram.types.update import UpdateTypeLookupError
from pydantic import ValidationError

from bot.reading import read_update
from core.ports import InboxUpdate, Work


class UnreadableUpdate(Exception):
    """aiogram cannot read what Telegram sent; trying again would not help."""

    def __init__(self, key: str, error: ValidationError) -> None:
        first = error.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        super().__init__(f"update {key} cannot be read at {where}: {first['msg']}")


class BotHandler:
    """Handles the bot's updates (`core.ports.Handler`)."""

    def __init__(self, bot: Bot, routes: Router) -> None:
        self._bot = bot
        self._routes = routes

    async def __call__(self, work: Work, update: InboxUpdate) -> None:
        """Handle the update. One that no route wants is no error, and nothing happens.

        Raises UnreadableUpdate. What the desk refuses is said to the person and not raised.
        """
        try:
            parsed = read_update(update.payload)
        except ValidationError as error:
            raise UnreadableUpdate(update.key, error) from None
        kind = _kind(parsed)
        if kind is not None:
            event: TelegramObject = getattr(parsed, kind)
            await self._routes.propagate_event(kind, event, bot=self._bot, work=work)

    async def prepare(self, work: Work, updates: Sequence[InboxUpdate]) -> None:
        """Read the authors of a batch (`core.delivery.worker.Prepare`): nearly every message in
        private asks who wrote it."""
        people = {person for update in updates if (person := _writer(update)) is not None}
        if len(people) > 1:
            await work.uow.customers.prepare(people)


def _writer(update: InboxUpdate) -> int | None:
    """Return whoever wrote in private; None for all other updates."""
    match update.payload:
        case {"message": {"chat": {"type": ChatType.PRIVATE, "id": int(person)}}}:
            return person
    return None


def _kind(update: Update) -> str | None:
    """Return the update's kind; None for what aiogram does not know (yet)."""
    try:
        return update.event_type
    except UpdateTypeLookupError:
        return None
