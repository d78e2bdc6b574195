"""Announcements, of supervisors. The use cases refuse everybody else."""

from collections.abc import Mapping

from aiogram import Router
from aiogram.types import Message

from bot.routers.filters import AtStep, in_private
from bot.routers.table import CommandRow, PressRow, done, table_router
from core.domain.actions import Verb
from core.domain.announcements import Audience
from core.ports import Work
from core.usecases import announce


async def _on_text(message: Message, work: Work) -> None:
    await announce.write_announcement(work, message.chat.id, message.text)


_COMMANDS: Mapping[str, CommandRow] = {
    "announce": lambda it: announce.ask_announcement(it.work, it.chat)
}

_PRESSES: Mapping[Verb, PressRow] = {
    Verb.AUDIENCE: lambda it: announce.choose_audience(it.work, it.who, *it.number_and(Audience)),
    Verb.ANNOUNCE_YES: done(
        lambda it: announce.begin_announcement(it.work, it.who, it.number),
    ),
    Verb.ANNOUNCE_STOP: done(
        lambda it: announce.stop_announcement(it.work, it.who, it.number),
    ),
}


def make_router() -> Router:
    """The routes."""
    router = table_router("announcements", in_private, commands=_COMMANDS, presses=_PRESSES)
    router.message.register(_on_text, AtStep(announce.ANNOUNCING))
    return router
