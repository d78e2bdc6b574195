"""Thin handlers: translate an update, call one use case."""

import logging

from aiogram import Dispatcher

from bot.refusals import answer_message, answer_press
from bot.routers import customers, operators, rooms
from bot.texts import Texts


def make_dispatcher(texts: Texts) -> Dispatcher:
    """Every route of the bot. No FSM: what is true stands in the database."""
    # One line for each update says nothing that the inbox does not.
    logging.getLogger("aiogram.event").setLevel(logging.WARNING)
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.message.outer_middleware(answer_message)
    dispatcher.callback_query.outer_middleware(answer_press)
    # The customers' router takes whatever nobody else took, so it comes last.
    dispatcher.include_routers(
        operators.make_router(), rooms.make_router(), customers.make_router(texts)
    )
    return dispatcher
