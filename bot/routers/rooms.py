"""Routes what happens in rooms: who asks to join, who came in, who left."""

from collections.abc import Mapping

import structlog
from aiogram import Router
from aiogram.filters import IS_MEMBER, IS_NOT_MEMBER, ChatMemberUpdatedFilter
from aiogram.types import ChatJoinRequest, ChatMemberUpdated

from bot.routers.filters import in_group, person_of
from bot.routers.table import PressRow, answering
from core.model.actions import Verb
from core.model.text_keys import TextKey
from core.places.find import admit_again
from core.ports import Work
from core.rooms.entry import request_to_join
from core.tickets.begin import member_joined
from core.tickets.presence import member_left

log = structlog.get_logger(__name__)


async def _on_knock(request: ChatJoinRequest, work: Work) -> None:
    who = request.from_user
    if not await request_to_join(work, request.chat.id, who.id, who.full_name):
        log.info("not let in", chat=request.chat.id, person=who.id)


async def _on_joined(event: ChatMemberUpdated, work: Work) -> None:
    who = person_of(event.new_chat_member.user)
    await member_joined(work, event.chat.id, who, event.date)


async def _on_left(event: ChatMemberUpdated, work: Work) -> None:
    await member_left(work, event.chat.id, event.new_chat_member.user.id, event.date)


PRESSES: Mapping[Verb, PressRow] = {
    Verb.LET_IN: answering(TextKey.DOOR_TRIED, lambda it: admit_again(it.work, it.who, it.number))
}


def make_router() -> Router:
    """Make the routes."""
    router = Router(name="rooms")
    router.chat_join_request.register(_on_knock)
    router.chat_member.register(
        _on_joined, in_group, ChatMemberUpdatedFilter(IS_NOT_MEMBER >> IS_MEMBER)
    )
    router.chat_member.register(
        _on_left, in_group, ChatMemberUpdatedFilter(IS_MEMBER >> IS_NOT_MEMBER)
    )
    return router
