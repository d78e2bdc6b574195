"""ChatMember in its six forms, permissions, ChatMemberUpdated."""

from __future__ import annotations

from sandbox.bot_api.shapes.links import invite_link
from sandbox.bot_api.shapes.people import chat, user
from sandbox.bot_api.view import Json, View, stamp
from sandbox.state.model import Member, MemberChange, Standing

# https://core.telegram.org/bots/api#chatmemberadministrator
ADMIN_RIGHTS = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
    "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
    "can_edit_stories", "can_delete_stories", "can_pin_messages", "can_manage_topics",
    "can_manage_tags", "can_send_welcome_messages",
)  # fmt: skip
# https://core.telegram.org/bots/api#chatpermissions
PERMISSIONS = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos",
    "can_send_videos", "can_send_video_notes", "can_send_voice_notes", "can_send_polls",
    "can_send_other_messages", "can_add_web_page_previews", "can_react_to_messages",
    "can_edit_tag", "can_change_info", "can_invite_users", "can_pin_messages",
    "can_manage_topics",
)  # fmt: skip
_USUAL = {name: name not in ("can_change_info", "can_pin_messages", "can_manage_topics")
          for name in PERMISSIONS}  # fmt: skip


def chat_member(view: View, user_id: int, member: Member | None) -> Json:
    """ChatMember…; nobody's record counts as `left`."""
    standing = member.standing if member is not None else Standing.LEFT
    shape: Json = {"status": standing.value, "user": user(view, user_id)}
    if member is None or standing is Standing.LEFT:
        return shape
    if standing is Standing.CREATOR:
        shape["is_anonymous"] = member.anonymous
    elif standing is Standing.ADMINISTRATOR:
        shape["can_be_edited"] = member.promoted_by == view.bot_id
        shape["is_anonymous"] = member.anonymous
        shape.update((name, name in member.rights) for name in ADMIN_RIGHTS)
        # Whoever has any right at all may look at what administrators see.
        shape["can_manage_chat"] = True
    elif standing is Standing.RESTRICTED:
        shape["is_member"] = True
        shape.update((name, name in member.rights) for name in PERMISSIONS)
        shape["until_date"] = stamp(member.until)
    elif standing is Standing.KICKED:
        shape["until_date"] = stamp(member.until)
    if member.title and standing in (Standing.CREATOR, Standing.ADMINISTRATOR):
        shape["custom_title"] = member.title
    return shape


def member_updated(view: View, change: MemberChange) -> Json:
    """ChatMemberUpdated of a group."""
    shape: Json = {
        "chat": chat(view, change.chat_id),
        "from": user(view, change.actor_id),
        "date": stamp(change.at),
        "old_chat_member": chat_member(view, change.user_id, change.old),
        "new_chat_member": chat_member(view, change.user_id, change.new),
    }
    if change.link is not None:
        shape["invite_link"] = invite_link(view, change.link)
    if change.via_join_request:
        shape["via_join_request"] = True
    return shape


def blocked_updated(view: View, user_id: int, at: int, *, blocked: bool) -> Json:
    """ChatMemberUpdated of a private chat: the person blocked or unblocked the bot."""
    kicked: Json = {"status": "kicked", "user": user(view, view.bot_id), "until_date": 0}
    member: Json = {"status": "member", "user": user(view, view.bot_id)}
    old, new = (member, kicked) if blocked else (kicked, member)
    return {
        "chat": chat(view, user_id),
        "from": user(view, user_id),
        "date": at,
        "old_chat_member": old,
        "new_chat_member": new,
    }
