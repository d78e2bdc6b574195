"""Thin handlers: translate an update, call one use case."""

from aiogram import Router

from bot.acquaintance import Acquaintance
from bot.asked import leave_by_command, leave_by_press
from bot.refusals import answer_message, answer_press
from bot.routers import (
    answers,
    customers,
    desks,
    groups,
    languages,
    operators,
    privacy,
    rooms,
    staffing,
    statistics,
    supervisors,
    threads,
    tickets,
)
from bot.texts import Texts


def make_routes(texts: Texts) -> Router:
    """Every route of the bot. No dispatcher: its states and its polling are not ours."""
    routes = Router(name="desk")
    acquaintance = Acquaintance()
    for events in (
        routes.message,
        routes.edited_message,
        routes.callback_query,
        routes.chat_join_request,
        routes.chat_member,
        routes.my_chat_member,
    ):
        events.outer_middleware(acquaintance)
    routes.message.outer_middleware(answer_message)
    routes.callback_query.outer_middleware(answer_press)
    routes.message.outer_middleware(leave_by_command)
    routes.callback_query.outer_middleware(leave_by_press)
    # The customers' router takes whatever nobody else took, so it comes last.
    routes.include_routers(
        languages.make_router(),
        operators.make_router(),
        staffing.make_router(),
        supervisors.make_router(),
        rooms.make_router(),
        threads.make_router(),
        desks.make_commands(),
        tickets.make_router(),
        statistics.make_router(),
        privacy.make_router(),
        groups.make_router(),
        answers.make_router(),
        desks.make_router(),
        customers.make_router(texts),
    )
    return routes
