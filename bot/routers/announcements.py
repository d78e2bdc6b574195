"""Takes announcements of supervisors. The use cases refuse everybody else."""

from collections.abc import Mapping

from aiogram import Router
from aiogram.types import Message

from bot.routers.filters import AtStep, in_private
from bot.routers.table import CommandRow, PressRow, done, table_router
from core.announcements import broadcast
from core.model.actions import Verb
from core.model.records import Audience
from core.ports import Work


async def _on_text(message: Message, work: Work) -> None:
    await broadcast.write_announcement(work, message.chat.id, message.text)


_COMMANDS: Mapping[str, CommandRow] = {
    "announce": lambda it: broadcast.ask_announcement(it.work, it.chat)
}

PRESSES: Mapping[Verb, PressRow] = {
    Verb.AUDIENCE: lambda it: broadcast.choose_audience(it.work, it.who, *it.number_and(Audience)),
    Verb.ANNOUNCE_YES: done(
        lambda it: broadcast.begin_announcement(it.work, it.who, it.number),
    ),
    Verb.ANNOUNCE_STOP: done(
        lambda it: broadcast.stop_announcement(it.work, it.who, it.number),
    ),
}


def make_router() -> Router:
    """Make the routes."""
    router = table_router("announcements", in_private, commands=_COMMANDS)
    router.message.register(_on_text, AtStep(broadcast.ANNOUNCING))
    return router
