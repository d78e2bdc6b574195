"""Shows supervisors figures and the live board. The use cases refuse everybody else."""

from collections.abc import Mapping

from aiogram import Router

from bot.routers.filters import in_private
from bot.routers.table import CommandRow, PressRow, table_router
from core.model.actions import Verb
from core.statistics import reports
from core.statistics.reports import ask_board, stop_board

_COMMANDS: Mapping[str, CommandRow] = {
    "stats": lambda it: reports.show_statistics(it.work, it.chat, it.arguments),
    "board": lambda it: ask_board(it.work, it.chat),
}

PRESSES: Mapping[Verb, PressRow] = {
    Verb.STATS: lambda it: reports.show_statistics_page(it.work, it.who, it.words),
    Verb.STATS_DAYS: lambda it: reports.choose_days(it.work, it.who, it.words),
    Verb.STATS_FILES: lambda it: reports.send_spreadsheets(it.work, it.who, it.words),
    Verb.BOARD: lambda it: ask_board(it.work, it.who),
    Verb.BOARD_STOP: lambda it: stop_board(it.work, it.who),
}


def make_router() -> Router:
    """Make the routes."""
    return table_router("statistics", in_private, commands=_COMMANDS)
