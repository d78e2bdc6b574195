"""Shows who waits, and takes a ticket by hand."""

from aiogram import Router

from bot.routers.table import by_operators, done, operators_router
from core.model.actions import Verb
from core.queue.board import show_queue
from core.queue.dispatch import take_ticket

PRESSES = by_operators(
    {
        Verb.QUEUE: lambda it: show_queue(it.work, it.who, *it.page),
        Verb.TAKE: done(lambda it: take_ticket(it.work, it.who, it.number)),
    }
)


def make_router() -> Router:
    """Make the routes."""
    return operators_router(
        "queue",
        {
            "queue": lambda it: show_queue(it.work, it.chat),
            "take": lambda it: show_queue(it.work, it.chat),
        },
    )
