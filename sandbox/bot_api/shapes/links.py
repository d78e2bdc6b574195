"""ChatInviteLink and ChatJoinRequest."""

from __future__ import annotations

from sandbox.bot_api.shapes.people import chat, user
from sandbox.bot_api.view import Json, View, stamp
from sandbox.state.model import InviteLink, JoinRequest

_SHOWN = len("https://t.me/+") + 8


def invite_link(view: View, link: InviteLink, *, own: bool = False) -> Json:
    """ChatInviteLink. Another administrator's link is shown by its beginning only.

    https://core.telegram.org/bots/api#chatinvitelink
    """
    whole = own or link.creator_id == view.bot_id
    shape: Json = {
        "invite_link": link.url if whole else link.url[:_SHOWN] + "...",
        "creator": user(view, link.creator_id),
        "creates_join_request": link.creates_join_request,
        "is_primary": link.is_primary,
        "is_revoked": link.is_revoked,
    }
    if link.name:
        shape["name"] = link.name
    if link.expires_at is not None:
        shape["expire_date"] = stamp(link.expires_at)
    if link.member_limit:
        shape["member_limit"] = link.member_limit
    if waiting := _waiting(view, link):
        shape["pending_join_request_count"] = waiting
    return shape


def _waiting(view: View, link: InviteLink) -> int:
    group = view.world.chats.get(link.chat_id)
    if group is None or not link.creates_join_request:
        return 0
    return sum(1 for request in group.requests.values() if request.link == link.url)


def join_request(view: View, request: JoinRequest) -> Json:
    """ChatJoinRequest; `user_chat_id` may be written to for five minutes."""
    shape: Json = {
        "chat": chat(view, request.chat_id),
        "from": user(view, request.user_id),
        "user_chat_id": request.user_id,
        "date": stamp(request.at),
    }
    if request.bio:
        shape["bio"] = request.bio
    group = view.world.chats.get(request.chat_id)
    link = group.links.get(request.link) if group is not None else None
    if link is not None:
        shape["invite_link"] = invite_link(view, link)
    return shape
