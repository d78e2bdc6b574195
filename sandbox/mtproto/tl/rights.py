"""Administrators' rights and members' permissions: the Bot API's words (as in the state) and the
schema's flags.

https://core.telegram.org/api/rights
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from datetime import datetime

from pyrogram.raw import types

from sandbox.mtproto.tl.ids import stamp
from sandbox.state.model import Member, Standing

ADMIN_FLAGS = {
    "can_change_info": "change_info",
    "can_post_messages": "post_messages",
    "can_edit_messages": "edit_messages",
    "can_delete_messages": "delete_messages",
    "can_restrict_members": "ban_users",
    "can_invite_users": "invite_users",
    "can_pin_messages": "pin_messages",
    "can_promote_members": "add_admins",
    "can_manage_video_chats": "manage_call",
    "can_manage_chat": "other",
    "can_manage_topics": "manage_topics",
    "can_post_stories": "post_stories",
    "can_edit_stories": "edit_stories",
    "can_delete_stories": "delete_stories",
    "can_manage_tags": "manage_ranks",
}
GROUP_RIGHTS = frozenset(ADMIN_FLAGS) - {"can_post_messages", "can_edit_messages"}
# What is forbidden when a permission is off.
PERMISSION_FLAGS = {
    "can_send_messages": ("send_messages", "send_plain"),
    "can_send_audios": ("send_audios",),
    "can_send_documents": ("send_docs",),
    "can_send_photos": ("send_photos",),
    "can_send_videos": ("send_videos",),
    "can_send_video_notes": ("send_roundvideos",),
    "can_send_voice_notes": ("send_voices",),
    "can_send_polls": ("send_polls",),
    "can_send_other_messages": ("send_stickers", "send_gifs", "send_games", "send_inline"),
    "can_add_web_page_previews": ("embed_links",),
    "can_change_info": ("change_info",),
    "can_invite_users": ("invite_users",),
    "can_pin_messages": ("pin_messages",),
    "can_manage_topics": ("manage_topics",),
}
MEDIA = ("audios", "documents", "photos", "videos", "video_notes", "voice_notes", "other_messages")
MEDIA_PERMISSIONS = frozenset(f"can_send_{kind}" for kind in MEDIA)


def admin_rights(member: Member) -> types.ChatAdminRights | None:
    """An administrator's or creator's rights; None for others."""
    if member.standing is Standing.CREATOR:
        return _admin(GROUP_RIGHTS, anonymous=member.anonymous)
    if member.standing is Standing.ADMINISTRATOR:
        return _admin(member.rights, anonymous=member.anonymous)
    return None


def _admin(rights: Iterable[str], *, anonymous: bool) -> types.ChatAdminRights:
    flags = {ADMIN_FLAGS[right]: True for right in rights if right in ADMIN_FLAGS}
    return types.ChatAdminRights(**flags, anonymous=anonymous or None)


def rights_given(flags: types.ChatAdminRights) -> frozenset[str]:
    """The rights that are on, in the Bot API's words; any of them includes managing the chat."""
    rights = {right for right, flag in ADMIN_FLAGS.items() if getattr(flags, flag)}
    if rights or flags.anonymous:
        rights.add("can_manage_chat")
    return frozenset(rights)


def banned_rights(
    allowed: Set[str], *, until: datetime | None = None, kicked: bool = False
) -> types.ChatBannedRights:
    """What is forbidden when only `allowed` is allowed."""
    forbidden = {
        flag: True
        for permission, flags in PERMISSION_FLAGS.items()
        if kicked or permission not in allowed
        for flag in flags
    }
    if kicked or not allowed & MEDIA_PERMISSIONS:
        forbidden["send_media"] = True
    return types.ChatBannedRights(
        until_date=stamp(until) or 0, view_messages=kicked or None, **forbidden
    )


def allowed_by(flags: types.ChatBannedRights) -> frozenset[str]:
    """The permissions that a ChatBannedRights leaves, in the Bot API's words."""
    allowed = {
        permission
        for permission, names in PERMISSION_FLAGS.items()
        if not any(getattr(flags, name) for name in names)
    }
    if flags.send_media:
        allowed -= MEDIA_PERMISSIONS
    if flags.send_messages:
        allowed -= {p for p in allowed if p.startswith("can_send_")}
    return frozenset(allowed)


def forbids_nothing(flags: types.ChatBannedRights) -> bool:
    """Whether a ChatBannedRights lifts every limit."""
    names = [n for n in flags.__slots__ if n != "until_date"]
    return not any(getattr(flags, name) for name in names)
