"""Rooms as the bot sees them: who knocks, who came in, the buttons of a ticket's staff cards."""

import structlog
from aiogram import Router
from aiogram.filters import IS_MEMBER, IS_NOT_MEMBER, ChatMemberUpdatedFilter
from aiogram.types import CallbackQuery, ChatJoinRequest, ChatMemberUpdated

from bot.routers.filters import TicketPress, chat_of, in_group, person_of
from core.domain import cards
from core.domain.actions import Verb
from core.domain.texts import Key, TextKey
from core.ports import Work
from core.usecases.ask_to_close import ask_to_close, keep_open
from core.usecases.close_ticket import close_ticket
from core.usecases.member_joined import member_joined
from core.usecases.presence import member_left
from core.usecases.request_to_join import request_to_join

log = structlog.get_logger(__name__)


async def on_knock(request: ChatJoinRequest, work: Work) -> None:
    """Somebody asks to join by the room's link."""
    who = request.from_user
    if not await request_to_join(work, request.chat.id, who.id, who.full_name):
        log.info("not let in", chat=request.chat.id, person=who.id)


async def on_joined(event: ChatMemberUpdated, work: Work) -> None:
    """Somebody came into a room."""
    who = person_of(event.new_chat_member.user)
    await member_joined(work, event.chat.id, who, event.date)


async def on_left(event: ChatMemberUpdated, work: Work) -> None:
    """Somebody left a room, or was put out of it."""
    await member_left(work, event.chat.id, event.new_chat_member.user.id, event.date)


async def on_close(query: CallbackQuery, ticket_id: int, work: Work) -> None:
    """Asks whether to close."""
    card = cards.pressed(ticket_id, chat_of(query), query.from_user.id)
    await ask_to_close(work, query.from_user.id, ticket_id, card)


async def on_close_no(query: CallbackQuery, ticket_id: int, work: Work) -> None:
    """Goes on with the ticket."""
    card = cards.pressed(ticket_id, chat_of(query), query.from_user.id)
    await keep_open(work, query.from_user.id, ticket_id, card)


async def on_close_yes(query: CallbackQuery, ticket_id: int, work: Work) -> Key:
    """Closes the ticket."""
    await close_ticket(work, query.from_user.id, ticket_id)
    return TextKey.DONE


def make_router() -> Router:
    """The routes."""
    router = Router(name="rooms")
    router.chat_join_request.register(on_knock)
    router.chat_member.register(
        on_joined, in_group, ChatMemberUpdatedFilter(IS_NOT_MEMBER >> IS_MEMBER)
    )
    router.chat_member.register(
        on_left, in_group, ChatMemberUpdatedFilter(IS_MEMBER >> IS_NOT_MEMBER)
    )
    router.callback_query.register(on_close, TicketPress(Verb.CLOSE))
    router.callback_query.register(on_close_no, TicketPress(Verb.CLOSE_NO))
    router.callback_query.register(on_close_yes, TicketPress(Verb.CLOSE_YES))
    return router
