"""Translate an update and call one use case: thin handlers, and tables where there is no more.

Presses are in tables alone, and go past aiogram's routers (`bot.routers.presses`).
"""

from aiogram import Router

from bot.routers import (
    announcements,
    conversations,
    customers,
    desks,
    feedback,
    privacy,
    queue,
    replies,
    rooms,
    staff,
    statistics,
    supervision,
    threads,
    tickets,
    watching,
)
from bot.routers.middlewares import answer_message, leave_by_command
from bot.routers.profile_updates import ProfileUpdates
from bot.texts import Texts


def make_routes(texts: Texts, profiles: ProfileUpdates) -> Router:
    """Every route but those of presses. No dispatcher: its states and its polling are not ours."""
    routes = Router(name="desk")
    for events in (
        routes.message,
        routes.edited_message,
        routes.chat_join_request,
        routes.chat_member,
        routes.my_chat_member,
    ):
        events.outer_middleware(profiles)
    routes.message.outer_middleware(answer_message)
    routes.message.outer_middleware(leave_by_command)
    # What takes whatever nobody else took comes last: words in groups, then those of customers.
    routes.include_routers(
        staff.make_shifts(),
        queue.make_router(),
        tickets.make_own(),
        staff.make_router(),
        supervision.make_router(),
        watching.make_router(),
        announcements.make_router(),
        rooms.make_router(),
        threads.make_router(),
        desks.make_commands(),
        tickets.make_router(),
        statistics.make_router(),
        privacy.make_router(),
        feedback.make_router(),
        desks.make_router(),
        replies.make_router(),
        conversations.make_router(),
        customers.make_router(texts),
    )
    return routes
