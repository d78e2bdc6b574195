"""Keeps the names that Telegram shows of whoever does anything."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from aiogram.types import (
    ChatJoinRequest,
    ChatMemberUpdated,
    Message,
    TelegramObject,
    User,
)

from bot.routers.filters import person_of
from core.customers.profile import update_profile
from core.model.people import Person
from core.ports import Work

REMEMBERED = 10_000
"""People whose rows were found up to date lately: the database is not asked at each message."""

LATELY = timedelta(minutes=1)

Next = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class ProfileUpdates:
    """Middleware: keeps the name of the person of every update up to date."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int | None], tuple[Person, datetime]] = {}

    async def __call__(self, handler: Next, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Update the person's profile first, then go on."""
        user = _who(event)
        if user is not None and not user.is_bot:
            await self.keep(data["work"], person_of(user), _group(event))
        return await handler(event, data)

    async def keep(self, work: Work, person: Person, group: int | None) -> None:
        """Keep what Telegram shows of somebody, who did something in that group, or in private."""
        where = person.id, group
        known, since = self._known.get(where, (None, work.now))
        if known == person and work.now - since < LATELY:
            return
        if await update_profile(work, person, group):
            # The transaction may yet fail: remembered when the row is found right another time.
            self._known.pop(where, None)
            return
        if len(self._known) >= REMEMBERED:
            self._known.clear()
        self._known[where] = person, work.now


def _who(event: TelegramObject) -> User | None:
    match event:
        case Message() | ChatJoinRequest():
            return event.from_user
        case ChatMemberUpdated():
            return event.new_chat_member.user
    return None


def _group(event: TelegramObject) -> int | None:
    """Return the group in which that happened; groups have ids below zero."""
    match event:
        case Message() | ChatMemberUpdated():
            chat_id = event.chat.id
        case _:
            return None
    return chat_id if chat_id < 0 else None
