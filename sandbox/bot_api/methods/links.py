"""Invite links and requests to join."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sandbox.bot_api.errors import bad_request
from sandbox.bot_api.methods.common import group, moment, person_id
from sandbox.bot_api.registry import Call, method
from sandbox.bot_api.shapes.links import invite_link
from sandbox.bot_api.view import Json
from sandbox.state.model import InviteLink

MAX_NAME = 32  # characters, https://core.telegram.org/bots/api#createchatinvitelink
MAX_LIMIT = 99999
_PRIVATE = "can't invite members to a private chat"


@method("createChatInviteLink")
def create_chat_invite_link(call: Call) -> Json:
    """Create a further link."""
    found = group(call, what=_PRIVATE)
    link = call.world.create_link(call.bot_id, found.id, **_wishes(call))
    return invite_link(call.view, link, own=True)


@method("editChatInviteLink")
def edit_chat_invite_link(call: Call) -> Json:
    """Change one of the bot's own links, other than the primary one."""
    found = group(call, what=_PRIVATE)
    url = _url(call)
    link = call.world.edit_link(call.bot_id, found.id, url, **_wishes(call))
    return invite_link(call.view, link, own=True)


@method("exportChatInviteLink")
def export_chat_invite_link(call: Call) -> str:
    """Create a new primary link; the bot's old one is revoked."""
    found = group(call, what=_PRIVATE)
    return call.world.create_link(call.bot_id, found.id, primary=True).url


@method("revokeChatInviteLink")
def revoke_chat_invite_link(call: Call) -> Json:
    """Revoke a link."""
    found = group(call, what=_PRIVATE)
    link: InviteLink = call.world.revoke_link(call.bot_id, found.id, _url(call))
    return invite_link(call.view, link, own=True)


@method("approveChatJoinRequest")
def approve_chat_join_request(call: Call) -> bool:
    """Let in somebody who asked to join."""
    return _decide(call, approve=True)


@method("declineChatJoinRequest")
def decline_chat_join_request(call: Call) -> bool:
    """Turn away somebody who asked to join."""
    return _decide(call, approve=False)


def _decide(call: Call, *, approve: bool) -> bool:
    user_id = person_id(call)
    found = group(call, what=_PRIVATE)
    if user_id not in call.world.users:
        raise bad_request("USER_ID_INVALID")
    call.world.decide(call.bot_id, found.id, user_id, approve=approve)
    return True


def _url(call: Call) -> str:
    url = call.args.text("invite_link").strip()
    if not url:
        raise bad_request("invite link is empty")
    return url


def _wishes(call: Call) -> dict[str, Any]:
    name = " ".join(call.args.text("name").split())[:MAX_NAME].rstrip()
    limit = max(0, call.args.integer("member_limit"))
    if limit > MAX_LIMIT:
        raise bad_request("USAGE_LIMIT_INVALID")
    asks = call.args.flag("creates_join_request")
    if asks and limit:
        raise bad_request(
            "member limit can't be specified for links requiring administrator approval"
        )
    until: datetime | None = moment(call.args.integer("expire_date"))
    if until is not None and until <= call.api.clock():
        raise bad_request("EXPIRE_DATE_INVALID")
    return {
        "name": name or None,
        "creates_join_request": asks,
        "member_limit": limit or None,
        "expires_at": until,
    }
