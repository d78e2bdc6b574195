"""Figures and the live board, for supervisors. The use cases refuse everybody else."""

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.routers.filters import Press, in_private, is_command
from core.domain.actions import Action, Verb
from core.ports import Work
from core.usecases.live_boards import ask_board, stop_board
from core.usecases.show_statistics import (
    choose_days,
    send_spreadsheets,
    show_statistics,
    turn_statistics,
)


async def on_stats(message: Message, command: CommandObject, work: Work) -> None:
    """/stats, with or without days."""
    await show_statistics(work, message.chat.id, command.args or "")


async def on_board(message: Message, work: Work) -> None:
    """/board."""
    await ask_board(work, message.chat.id)


async def on_stats_press(query: CallbackQuery, action: Action, work: Work) -> None:
    """Other days, or another page."""
    await turn_statistics(work, query.from_user.id, action.arguments)


async def on_days(query: CallbackQuery, action: Action, work: Work) -> None:
    """The calendar."""
    await choose_days(work, query.from_user.id, action.arguments)


async def on_files(query: CallbackQuery, action: Action, work: Work) -> None:
    """The figures as files."""
    await send_spreadsheets(work, query.from_user.id, action.arguments)


async def on_board_press(query: CallbackQuery, work: Work) -> None:
    """The button of a board that was stopped."""
    await ask_board(work, query.from_user.id)


async def on_board_stop(query: CallbackQuery, work: Work) -> None:
    """The board's button."""
    await stop_board(work, query.from_user.id)


def make_router() -> Router:
    """The routes."""
    router = Router(name="statistics")
    router.message.filter(in_private, is_command)
    router.message.register(on_stats, Command("stats"))
    router.message.register(on_board, Command("board"))
    router.callback_query.register(on_stats_press, Press(Verb.STATS))
    router.callback_query.register(on_days, Press(Verb.STATS_DAYS))
    router.callback_query.register(on_files, Press(Verb.STATS_FILES))
    router.callback_query.register(on_board_press, Press(Verb.BOARD))
    router.callback_query.register(on_board_stop, Press(Verb.BOARD_STOP))
    return router
