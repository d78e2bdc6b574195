"""Who may do what: membership, administrators' rights and what plain members may do."""

from __future__ import annotations

from dataclasses import replace

from sandbox.state.model import Chat, ChatKind, Member, Refused, Standing
from sandbox.state.store import Store

INSIDE = frozenset({Standing.CREATOR, Standing.ADMINISTRATOR, Standing.MEMBER, Standing.RESTRICTED})
_FILE_RIGHTS = {
    "photo": "can_send_photos",
    "video": "can_send_videos",
    "audio": "can_send_audios",
    "voice": "can_send_voice_notes",
    "video_note": "can_send_video_notes",
    "document": "can_send_documents",
    "sticker": "can_send_other_messages",
    "animation": "can_send_other_messages",
    "inline": "can_send_other_messages",
}
_FILE_TAGS = {
    "photo": "CHAT_SEND_PHOTOS_FORBIDDEN",
    "video": "CHAT_SEND_VIDEOS_FORBIDDEN",
    "audio": "CHAT_SEND_AUDIOS_FORBIDDEN",
    "voice": "CHAT_SEND_VOICES_FORBIDDEN",
    "video_note": "CHAT_SEND_ROUNDVIDEOS_FORBIDDEN",
    "document": "CHAT_SEND_DOCS_FORBIDDEN",
    "sticker": "CHAT_SEND_STICKERS_FORBIDDEN",
    "animation": "CHAT_SEND_GIFS_FORBIDDEN",
    "inline": "CHAT_SEND_INLINE_FORBIDDEN",
}


def record(s: Store, chat: Chat, user_id: int) -> Member | None:
    """What somebody is in a group, a ban or restriction that has run out being over."""
    member = chat.members.get(user_id)
    if member is not None and member.until is not None and member.until <= s.clock():
        over = Standing.LEFT if member.standing is Standing.KICKED else Standing.MEMBER
        member = replace(member, standing=over, until=None, rights=frozenset())
        chat.members[user_id] = member
    return member


def inside(s: Store, chat: Chat, user_id: int) -> Member | None:
    """The member, if they are in the group now."""
    member = record(s, chat, user_id)
    return member if member is not None and member.standing in INSIDE else None


def group(s: Store, chat_id: int) -> Chat:
    """A group that lives. CHAT_ID_INVALID / CHANNEL_INVALID else, with where it migrated to."""
    chat = s.chats.get(chat_id)
    if chat is None:
        raise Refused("CHANNEL_INVALID" if chat_id < -(10**12) else "CHAT_ID_INVALID")
    if chat.migrated_to is not None:
        raise Refused("CHAT_ID_INVALID", migrate_to=chat.migrated_to)
    if chat.deleted:
        raise Refused("CHANNEL_PRIVATE" if chat.kind is ChatKind.SUPERGROUP else "CHAT_ID_INVALID")
    return chat


def visible(s: Store, actor: int, chat_id: int) -> Chat:
    """A group that the actor may look into: as a member, or when it is public unless banned."""
    chat = group(s, chat_id)
    member = record(s, chat, actor)
    if member is not None and member.standing in INSIDE:
        return chat
    kicked = member is not None and member.standing is Standing.KICKED
    if chat.username is None or kicked:
        basic = chat.kind is ChatKind.BASIC
        raise Refused("CHAT_ID_INVALID" if basic else "CHANNEL_PRIVATE")
    return chat


def joined(s: Store, actor: int, chat_id: int) -> tuple[Chat, Member]:
    """A group that the actor is in. CHANNEL_PRIVATE for strangers, USER_NOT_PARTICIPANT: public."""
    chat = visible(s, actor, chat_id)
    member = inside(s, chat, actor)
    if member is None:
        raise Refused("USER_NOT_PARTICIPANT")
    return chat, member


def hidden_up_to(chat: Chat, user_id: int) -> int:
    """Up to which id a supergroup's messages are hidden from a newcomer (0: none are)."""
    member = chat.members.get(user_id)
    if not chat.hidden_prehistory or member is None or is_admin(member):
        return 0
    return max(0, member.first_visible_id - 1)


def is_admin(member: Member) -> bool:
    """Creator or administrator."""
    return member.standing in (Standing.CREATOR, Standing.ADMINISTRATOR)


def has(member: Member, right: str) -> bool:
    """Whether an administrator has this right; a creator has all."""
    if member.standing is Standing.CREATOR:
        return True
    return member.standing is Standing.ADMINISTRATOR and right in member.rights


def administrator(s: Store, actor: int, chat_id: int, right: str | None = None) -> Chat:
    """A group in which the actor is an administrator with this right. CHAT_ADMIN_REQUIRED else."""
    chat, member = joined(s, actor, chat_id)
    if not is_admin(member) or (right is not None and not has(member, right)):
        raise Refused("CHAT_ADMIN_REQUIRED")
    return chat


def allowed(s: Store, actor: int, chat_id: int, right: str) -> Chat:
    """A group where the actor may do what members can be allowed to. CHAT_ADMIN_REQUIRED else.

    Bots need to be administrators for it (https://core.telegram.org/bots/api#chatadministratorrights).
    """
    chat, member = joined(s, actor, chat_id)
    if is_admin(member):
        fine = has(member, right) or (right in chat.permissions and not s.users[actor].is_bot)
    else:
        fine = right in chat.permissions and not s.users[actor].is_bot
        if member.standing is Standing.RESTRICTED:
            fine = fine and right in member.rights
    if not fine:
        raise Refused("CHAT_ADMIN_REQUIRED")
    return chat


def may_write(s: Store, actor: int, chat_id: int, kind: str | None) -> tuple[Chat, Member]:
    """A group where the actor may send this kind of file (None: a text).

    CHANNEL_PRIVATE for strangers and the kicked, CHAT_WRITE_FORBIDDEN or CHAT_SEND_…_FORBIDDEN for
    the restricted.
    """
    chat = visible(s, actor, chat_id)
    member = inside(s, chat, actor)
    if member is None:
        raise Refused("CHAT_WRITE_FORBIDDEN", 403)
    if is_admin(member):
        return chat, member
    right = _FILE_RIGHTS.get(kind or "", "can_send_messages")
    limits = [chat.permissions]
    if member.standing is Standing.RESTRICTED:
        limits.append(member.rights)
    if any("can_send_messages" not in limit for limit in limits):
        raise Refused("CHAT_WRITE_FORBIDDEN", 403)
    if any(right not in limit for limit in limits):
        raise Refused(_FILE_TAGS[kind or "document"], 403)
    return chat, member


def hidden_behind(chat: Chat, actor: int) -> int | None:
    """The group that an anonymous administrator is seen as; None for everybody else."""
    member = chat.members.get(actor)
    return chat.id if member is not None and is_admin(member) and member.anonymous else None


def send_as(s: Store, chat: Chat, member: Member, wanted: int | None) -> int | None:
    """In whose name a member writes: their own (None), the group's, or a channel's of theirs.

    A channel may be written as in public groups, and in its discussion group
    (https://core.telegram.org/api/send-as). SEND_AS_PEER_INVALID.
    """
    if chat.kind is ChatKind.CHANNEL:
        return chat.id
    if wanted is None or wanted == member.user_id:
        return hidden_behind(chat, member.user_id)
    if wanted == chat.id:
        fine = member.standing is Standing.CREATOR or (is_admin(member) and member.anonymous)
    else:
        channel = s.chats.get(wanted)
        mine = channel is not None and channel.creator_id == member.user_id
        is_channel = channel is not None and channel.kind is ChatKind.CHANNEL
        open_to_it = chat.username is not None or chat.linked_id == wanted
        fine = mine and is_channel and open_to_it
    if not fine or chat.kind is ChatKind.BASIC:
        raise Refused("SEND_AS_PEER_INVALID")
    return wanted


def audience(s: Store, chat: Chat) -> list[int]:
    """Everybody who is in the group now."""
    return [user_id for user_id in tuple(chat.members) if inside(s, chat, user_id)]


def administrators(s: Store, chat: Chat, right: str | None = None) -> list[int]:
    """The group's administrators, those with this right if one is named."""
    found = []
    for user_id in tuple(chat.members):
        member = inside(s, chat, user_id)
        if member is not None and is_admin(member) and (right is None or has(member, right)):
            found.append(user_id)
    return found
