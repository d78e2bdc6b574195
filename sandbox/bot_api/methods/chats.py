"""Looking at chats and changing them."""

from __future__ import annotations

from sandbox.bot_api.errors import bad_request
from sandbox.bot_api.methods.common import chat_id, check_group, group
from sandbox.bot_api.registry import Call, method
from sandbox.bot_api.shapes.members import PERMISSIONS, chat_member
from sandbox.bot_api.shapes.messages import message as message_shape
from sandbox.bot_api.shapes.people import chat as chat_shape
from sandbox.bot_api.text.formatted import clean
from sandbox.bot_api.view import INSIDE, Json, is_supergroup
from sandbox.state.model import Chat, Refused, Standing

MAX_TITLE = 128  # https://core.telegram.org/bots/api#setchattitle
MAX_DESCRIPTION = 255
_GIFTS = (
    "unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription",
    "gifts_from_channels",
)  # fmt: skip


@method("getChat")
def get_chat(call: Call) -> Json:
    """Return the chat as ChatFullInfo."""
    number = chat_id(call)
    shape = chat_shape(call.view, number)
    shape["accent_color_id"] = abs(number) % 7
    shape["max_reaction_count"] = 11
    shape["accepted_gift_types"] = dict.fromkeys(_GIFTS, False)
    if number > 0:
        if username := shape.get("username"):
            shape["active_usernames"] = [username]
        if about := call.world.users[number].about:
            shape["bio"] = about
        return shape
    shape.update(_group_details(call, call.world.chats[number]))
    return shape


def _group_details(call: Call, found: Chat) -> Json:
    details: Json = {
        "permissions": {name: name in found.permissions for name in PERMISSIONS},
    }
    if found.about:
        details["description"] = found.about
    if call.view.is_admin(found):
        details["has_visible_history"] = True
        for link in found.links.values():
            if link.is_primary and not link.is_revoked and link.creator_id == call.bot_id:
                details["invite_link"] = link.url
    if found.linked_id is not None:
        details["linked_chat_id"] = found.linked_id
    if found.username:
        details["active_usernames"] = [found.username]
    if is_supergroup(found) and found.pinned:
        pinned = call.view.message(found.id, max(found.pinned))
        if pinned is not None:
            details["pinned_message"] = message_shape(call.view, pinned, nested=True)
    return details


@method("getChatAdministrators")
def get_chat_administrators(call: Call) -> list[Json]:
    """The creator and the administrators, other bots left out."""
    found = group(call, what="there are no administrators in the private chat")
    return [
        chat_member(call.view, member.user_id, member)
        for member in found.members.values()
        if member.standing in (Standing.CREATOR, Standing.ADMINISTRATOR)
        and (member.user_id == call.bot_id or not call.world.users[member.user_id].is_bot)
    ]


@method("getChatMemberCount")
def get_chat_member_count(call: Call) -> int:
    """How many are in it; two in a private chat."""
    number = chat_id(call)
    if number > 0:
        return 2
    members = call.world.chats[number].members.values()
    return sum(member.standing in INSIDE for member in members)


@method("setChatTitle")
def set_chat_title(call: Call) -> bool:
    """Change the title; the bot gets the service message, too."""
    number = chat_id(call)
    title = " ".join(clean(call.args.text("title")).split())[:MAX_TITLE].rstrip()
    if not title:
        raise bad_request("title must be non-empty")
    if number > 0:
        raise bad_request("can't change private chat title")
    try:
        call.world.set_title(call.bot_id, number, title)
    except Refused as refused:
        # The same title is no change for TDLib, which then asks nobody.
        if refused.tag != "CHAT_NOT_MODIFIED":
            raise
    return True


@method("setChatDescription")
def set_chat_description(call: Call) -> bool:
    """Change the description."""
    found = group(call, what="can't change private chat description")
    about = clean(call.args.text("description")).strip()[:MAX_DESCRIPTION].rstrip()
    if about == found.about:
        raise bad_request("chat description is not modified")
    call.world.set_about(call.bot_id, found.id, about)
    return True


@method("setChatPermissions")
def set_chat_permissions(call: Call) -> bool:
    """Set what plain members may do."""
    raw = call.args.mapping("permissions") or {}
    found = group(call, what="can't change private chat permissions")
    allowed = {name for name in PERMISSIONS if raw.get(name) is True}
    if allowed != found.permissions:
        call.world.set_permissions(call.bot_id, found.id, allowed)
    return True


@method("leaveChat")
def leave_chat(call: Call) -> bool:
    """Leave a group."""
    number = chat_id(call)
    if number > 0:
        raise bad_request("can't leave private chats")
    check_group(call, number)
    call.world.leave(call.bot_id, number)
    return True
