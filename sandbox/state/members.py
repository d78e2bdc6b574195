"""How people get into a group, what they may do there, and how they get out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sandbox.state import posting, rights
from sandbox.state.chats import enter, may_be_added, tell_chat, tell_member, too_many
from sandbox.state.model import Chat, ChatKind, InviteLink, Member, Refused, Standing
from sandbox.state.store import Store, operation

ADMIN_RIGHTS = frozenset(
    {
        "can_manage_chat",
        "can_change_info",
        "can_delete_messages",
        "can_invite_users",
        "can_restrict_members",
        "can_pin_messages",
        "can_promote_members",
        "can_manage_video_chats",
        "can_manage_topics",
        "can_post_stories",
        "can_edit_stories",
        "can_delete_stories",
        "can_manage_tags",
    }
)


def get_in(
    s: Store,
    chat: Chat,
    user_id: int,
    *,
    actor: int,
    invited_by: int | None = None,
    link: InviteLink | None = None,
    via_join_request: bool = False,
    cause: object | None = None,
) -> None:
    """Add a newcomer and tell of the change, but not by a message."""
    old = rights.record(s, chat, user_id)
    new = enter(s, chat, user_id, Standing.MEMBER, invited_by=invited_by)
    tell_member(
        s, chat, actor, user_id, old, new, link=link, via_join_request=via_join_request, cause=cause
    )


@operation
def invite(
    s: Store, actor: int, chat_id: int, user_ids: Iterable[int], cause: object | None
) -> list[int]:
    """Add people; returns whom privacy forbids."""
    if s.user(actor).is_bot:
        raise Refused("BOT_METHOD_INVALID")
    chat = rights.allowed(s, actor, chat_id, "can_invite_users")
    wanted = list(dict.fromkeys(user_ids))
    missing, added = [], []
    for user_id in wanted:
        if s.user(user_id).deleted:
            raise Refused("INPUT_USER_DEACTIVATED")
        if rights.inside(s, chat, user_id) is not None:
            if chat.kind is ChatKind.BASIC:
                raise Refused("USER_ALREADY_PARTICIPANT")
            continue
        if may_be_added(s, actor, user_id):
            _check_return(s, chat, actor, user_id)
            added.append(user_id)
        else:
            missing.append(user_id)
    if missing and chat.kind is ChatKind.BASIC:
        raise Refused("USER_PRIVACY_RESTRICTED", 403)
    for user_id in added:
        get_in(s, chat, user_id, actor=actor, invited_by=actor, cause=cause)
    if added:
        event = {"kind": "members_added", "user_ids": added}
        posting.service(s, actor, chat_id, event, cause=cause)
    return missing


@operation
def join(s: Store, actor: int, chat_id: int, cause: object | None) -> Chat:
    """Walk into a public supergroup."""
    if s.user(actor).is_bot:
        raise Refused("BOT_METHOD_INVALID")
    chat = rights.visible(s, actor, chat_id)
    if rights.inside(s, chat, actor) is not None:
        raise Refused("USER_ALREADY_PARTICIPANT")
    if too_many(s, actor):
        raise Refused("CHANNELS_TOO_MUCH")
    get_in(s, chat, actor, actor=actor, cause=cause)
    event = {"kind": "members_added", "user_ids": [actor]}
    posting.service(s, actor, chat_id, event, cause=cause)
    return chat


def _check_return(s: Store, chat: Chat, actor: int, user_id: int) -> None:
    """USER_KICKED, USER_NOT_MUTUAL_CONTACT, USER_CHANNELS_TOO_MUCH or nothing.

    https://core.telegram.org/method/channels.inviteToChannel
    """
    before = rights.record(s, chat, user_id)
    banned = before is not None and before.standing is Standing.KICKED
    if banned and not rights.has(chat.members[actor], "can_restrict_members"):
        raise Refused("USER_KICKED")
    if before is not None and before.left_by_choice and not s.users[user_id].is_bot:
        mutual = actor in s.users[user_id].contacts and user_id in s.users[actor].contacts
        if not mutual:
            raise Refused("USER_NOT_MUTUAL_CONTACT", 403)
    if chat.kind is ChatKind.SUPERGROUP and too_many(s, user_id):
        raise Refused("USER_CHANNELS_TOO_MUCH", 403)


@operation
def promote(
    s: Store,
    actor: int,
    chat_id: int,
    user_id: int,
    wanted: Iterable[str],
    title: str | None,
    anonymous: bool,
    cause: object | None,
) -> None:
    """Set an administrator's rights; none: back to member."""
    chat = rights.administrator(s, actor, chat_id, "can_promote_members")
    granted = frozenset(wanted)
    if granted:
        granted |= {"can_manage_chat"}
    me = chat.members[actor]
    if any(not rights.has(me, right) for right in granted):
        raise Refused("RIGHT_FORBIDDEN", 403)
    target = s.user(user_id)
    old = rights.inside(s, chat, user_id)
    if old is None:
        if not (target.is_bot and granted) or s.users[actor].is_bot:
            raise Refused("USER_NOT_PARTICIPANT")
        _check_return(s, chat, actor, user_id)
        enter(s, chat, user_id, Standing.MEMBER, invited_by=actor)
    elif not _may_change(me, old):
        owner = old.standing is Standing.CREATOR
        raise Refused("USER_CREATOR" if owner else "CHAT_ADMIN_REQUIRED")
    new = replace(
        chat.members[user_id],
        standing=Standing.ADMINISTRATOR if granted else Standing.MEMBER,
        rights=granted,
        title=title or None,
        anonymous=anonymous and bool(granted),
        promoted_by=actor if granted else None,
        until=None,
    )
    chat.members[user_id] = new
    tell_member(s, chat, actor, user_id, old, new, cause=cause)
    if old is None:
        event = {"kind": "members_added", "user_ids": [user_id]}
        posting.service(s, actor, chat_id, event, cause=cause)
    tell_chat(s, chat, cause)


def _may_change(me: Member, target: Member) -> bool:
    """An administrator can be changed by the creator, by who promoted them, and by themselves."""
    if target.standing is Standing.CREATOR:
        return False
    if target.standing is not Standing.ADMINISTRATOR or me.standing is Standing.CREATOR:
        return True
    return target.promoted_by == me.user_id or target.user_id == me.user_id


def _out(s: Store, chat: Chat, actor: int, user_id: int, new: Member, cause: object | None) -> None:
    """Remove somebody who was inside: first the change, then the message that tells it."""
    old = rights.record(s, chat, user_id)
    chat.members[user_id] = new
    s.groups_of.get(user_id, set()).discard(chat.id)
    tell_member(s, chat, actor, user_id, old, new, cause=cause)
    told_too = user_id if chat.kind is ChatKind.BASIC or s.users[user_id].is_bot else None
    event = {"kind": "member_left", "user_id": user_id}
    posting.service(s, actor, chat.id, event, cause=cause, told_too=told_too)


@operation
def ban(
    s: Store, actor: int, chat_id: int, user_id: int, until: datetime | None, cause: object | None
) -> None:
    """Remove somebody and keep them out (`until`: for how long)."""
    chat = rights.administrator(s, actor, chat_id, "can_restrict_members")
    s.user(user_id)
    old = rights.record(s, chat, user_id)
    _check_target(chat, actor, user_id, old)
    if old is not None and old.standing is Standing.KICKED and old.until == until:
        return
    new = Member(
        user_id, Standing.KICKED, s.clock(), invited_by=old.invited_by if old else None, until=until
    )
    chat.requests.pop(user_id, None)
    if old is not None and old.standing in rights.INSIDE:
        _out(s, chat, actor, user_id, new, cause)
    else:
        chat.members[user_id] = new
        tell_member(s, chat, actor, user_id, old, new, cause=cause)


def _check_target(chat: Chat, actor: int, user_id: int, old: Member | None) -> None:
    if user_id == actor or (old is not None and not _may_change(chat.members[actor], old)):
        raise Refused("USER_ADMIN_INVALID")


@operation
def unban(
    s: Store, actor: int, chat_id: int, user_id: int, only_if_banned: bool, cause: object | None
) -> None:
    """Let somebody come again; who is inside is put out unless `only_if_banned`."""
    chat = rights.administrator(s, actor, chat_id, "can_restrict_members")
    if chat.kind is ChatKind.BASIC:
        raise Refused("CHANNEL_INVALID")
    s.user(user_id)
    old = rights.record(s, chat, user_id)
    gone = Member(user_id, Standing.LEFT, s.clock())
    if old is not None and old.standing is Standing.KICKED:
        chat.members[user_id] = gone
        tell_member(s, chat, actor, user_id, old, gone, cause=cause)
    elif old is not None and old.standing is Standing.RESTRICTED and only_if_banned:
        free = replace(old, standing=Standing.MEMBER, rights=frozenset(), until=None)
        chat.members[user_id] = free
        tell_member(s, chat, actor, user_id, old, free, cause=cause)
    elif old is not None and old.standing in rights.INSIDE and not only_if_banned:
        _check_target(chat, actor, user_id, old)
        _out(s, chat, actor, user_id, gone, cause)


@operation
def restrict(
    s: Store, actor: int, chat_id: int, user_id: int, allowed: Iterable[str], until: datetime | None
) -> None:
    """Say what a member may still do; all that members may: a plain member again."""
    chat = rights.administrator(s, actor, chat_id, "can_restrict_members")
    if chat.kind is ChatKind.BASIC:
        raise Refused("CHANNEL_INVALID")
    old = rights.inside(s, chat, user_id)
    if old is None:
        raise Refused("USER_NOT_PARTICIPANT")
    _check_target(chat, actor, user_id, old)
    wanted = frozenset(allowed)
    free = wanted >= chat.permissions
    new = replace(
        old,
        standing=Standing.MEMBER if free else Standing.RESTRICTED,
        rights=frozenset() if free else wanted,
        until=None if free else until,
    )
    chat.members[user_id] = new
    tell_member(s, chat, actor, user_id, old, new)


@operation
def leave(s: Store, actor: int, chat_id: int, cause: object | None) -> None:
    """Leave a group. A supergroup's creator cannot; who left is added again only by a mutual
    contact."""
    chat = rights.group(s, chat_id)
    member = rights.inside(s, chat, actor)
    if member is None:
        raise Refused("USER_NOT_PARTICIPANT")
    if member.standing is Standing.CREATOR and chat.kind is ChatKind.SUPERGROUP:
        raise Refused("USER_CREATOR")
    gone = Member(actor, Standing.LEFT, s.clock(), left_by_choice=True)
    _out(s, chat, actor, actor, gone, cause)
