"""Groups as such: making, naming, migrating and deleting them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sandbox.state import posting, rights, topics
from sandbox.state.model import (
    Chat,
    ChatKind,
    InviteLink,
    Kind,
    Member,
    MemberChange,
    Message,
    Refused,
    Standing,
)
from sandbox.state.store import Store, operation

MAX_TITLE = 128
MAX_ABOUT = 255
MAX_SUPERGROUPS = 500  # channels and supergroups an account may be in
MAX_DELETED_MEMBERS = 1000


def _title(title: str) -> str:
    shown = " ".join(title.split())
    if not shown:
        raise Refused("CHAT_TITLE_EMPTY")
    return shown[:MAX_TITLE]


def _people_only(s: Store, actor: int) -> None:
    if s.user(actor).is_bot:
        raise Refused("BOT_METHOD_INVALID")


def enter(
    s: Store,
    chat: Chat,
    user_id: int,
    standing: Standing,
    *,
    invited_by: int | None = None,
    granted: frozenset[str] = frozenset(),
) -> Member:
    """Write somebody into a group; tells nobody."""
    box = s.box(user_id if chat.kind is ChatKind.BASIC else chat.id)
    member = Member(
        user_id,
        standing,
        s.clock(),
        rights=granted,
        invited_by=invited_by,
        first_visible_id=box.last_message_id + 1,
    )
    chat.members[user_id] = member
    s.groups_of.setdefault(user_id, set()).add(chat.id)
    return member


def too_many(s: Store, user_id: int) -> bool:
    """Whether somebody is in as many supergroups as Telegram lets them."""
    inside = s.groups_of.get(user_id, set())
    if len(inside) < MAX_SUPERGROUPS:
        return False
    return sum(s.chats[i].kind is ChatKind.SUPERGROUP for i in inside) >= MAX_SUPERGROUPS


def _register(s: Store, kind: ChatKind, actor: int, title: str, about: str = "") -> Chat:
    chat_id = s.next_group_id("basic" if kind is ChatKind.BASIC else "supergroup")
    chat = Chat(chat_id, kind, title, actor, s.clock(), about, access_hash=s.long())
    s.chats[chat_id] = chat
    return chat


def tell_chat(s: Store, chat: Chat, cause: object | None = None, **data: object) -> None:
    """Tell every member to read the group anew."""
    for member in rights.audience(s, chat):
        s.tell(member, Kind.CHAT_CHANGED, chat_id=chat.id, data=dict(data), cause=cause)


@operation
def create_basic_group(s: Store, actor: int, title: str, members: Iterable[int]) -> Chat:
    """A basic group with these people. USER_PRIVACY_RESTRICTED if nobody of them may be added."""
    _people_only(s, actor)
    title = _title(title)
    wanted = [m for m in dict.fromkeys(members) if m != actor]
    welcome = [m for m in wanted if may_be_added(s, actor, m)]
    if wanted and not welcome:
        raise Refused("USER_PRIVACY_RESTRICTED", 403)
    chat = _register(s, ChatKind.BASIC, actor, title)
    chat.permissions |= {"can_change_info", "can_pin_messages"}
    enter(s, chat, actor, Standing.CREATOR)
    for user_id in welcome:
        new = enter(s, chat, user_id, Standing.MEMBER, invited_by=actor)
        tell_member(s, chat, actor, user_id, None, new)
    event = {"kind": "chat_created", "title": title, "user_ids": [actor, *welcome]}
    posting.service(s, actor, chat.id, event)
    return chat


@operation
def create_supergroup(
    s: Store, actor: int, title: str, about: str, is_forum: bool, cause: object | None
) -> Chat:
    """A private supergroup with nobody but its creator."""
    _people_only(s, actor)
    title = _title(title)
    if len(about) > MAX_ABOUT:
        raise Refused("CHAT_ABOUT_TOO_LONG")
    if too_many(s, actor):
        raise Refused("CHANNELS_TOO_MUCH")
    chat = _register(s, ChatKind.SUPERGROUP, actor, title, about)
    if is_forum:
        topics.open_forum(s, chat)
    enter(s, chat, actor, Standing.CREATOR)
    event = {"kind": "chat_created", "title": title, "user_ids": []}
    posting.service(s, actor, chat.id, event, cause=cause)
    return chat


def may_be_added(s: Store, actor: int, user_id: int) -> bool:
    """Whether privacy lets the actor add somebody to a group."""
    user = s.user(user_id)
    if user.is_bot or user_id == actor:
        return True
    if actor in user.blocked:
        return False
    match user.invite_privacy.value:
        case "everybody":
            return True
        case "contacts":
            return actor in user.contacts
        case _:
            return False


def tell_member(
    s: Store,
    chat: Chat,
    actor: int,
    user_id: int,
    old: Member | None,
    new: Member | None,
    *,
    link: InviteLink | None = None,
    via_join_request: bool = False,
    cause: object | None = None,
) -> None:
    """Tell the administrators, and whom it is about, what became of a member."""
    change = MemberChange(
        chat.id,
        actor,
        user_id,
        None if old is None else replace(old),
        None if new is None else replace(new),
        s.clock(),
        None if link is None else replace(link),
        via_join_request,
    )
    for reader in dict.fromkeys([*rights.administrators(s, chat), user_id]):
        s.tell(reader, Kind.MEMBER_CHANGED, chat_id=chat.id, data=change, cause=cause)


@operation
def migrate(s: Store, actor: int, chat_id: int) -> Chat:
    """Turn a basic group into a supergroup: everybody is in the new one, the old id refuses."""
    _people_only(s, actor)
    old = rights.administrator(s, actor, chat_id)
    if old.kind is not ChatKind.BASIC or old.members[actor].standing is not Standing.CREATOR:
        raise Refused("CHAT_ADMIN_REQUIRED")
    new = _register(s, ChatKind.SUPERGROUP, actor, old.title, old.about)
    new.migrated_from = old.id
    for user_id in rights.audience(s, old):
        new.members[user_id] = replace(old.members[user_id], first_visible_id=0)
        s.groups_of.setdefault(user_id, set()).add(new.id)
    posting.service(s, actor, old.id, {"kind": "migrated_to", "chat_id": new.id})
    event = {"kind": "migrated_from", "chat_id": old.id, "title": old.title}
    posting.service(s, actor, new.id, event)
    tell_chat(s, old)
    old.migrated_to = new.id
    for user_id in old.members:
        s.groups_of[user_id].discard(old.id)
    return new


@operation
def set_title(s: Store, actor: int, chat_id: int, title: str, cause: object | None) -> Message:
    """Rename a group, with the service message that tells so."""
    chat = rights.allowed(s, actor, chat_id, "can_change_info")
    title = _title(title)
    if title == chat.title:
        raise Refused("CHAT_NOT_MODIFIED")
    chat.title = title
    tell_chat(s, chat, cause)
    event = {"kind": "title_changed", "title": title}
    return posting.service(s, actor, chat_id, event, cause=cause)


@operation
def set_about(s: Store, actor: int, chat_id: int, about: str) -> None:
    """Describe a group."""
    chat = rights.allowed(s, actor, chat_id, "can_change_info")
    if len(about) > MAX_ABOUT:
        raise Refused("CHAT_ABOUT_TOO_LONG")
    if about == chat.about:
        raise Refused("CHAT_ABOUT_NOT_MODIFIED")
    chat.about = about
    tell_chat(s, chat)


@operation
def set_prehistory_hidden(s: Store, actor: int, chat_id: int, hidden: bool) -> None:
    """Hide from a supergroup's newcomers what was said before they came, or show it."""
    chat = rights.administrator(s, actor, chat_id, "can_change_info")
    if chat.kind is ChatKind.BASIC:
        raise Refused("CHANNEL_INVALID")
    if chat.hidden_prehistory is hidden:
        raise Refused("CHAT_NOT_MODIFIED")
    chat.hidden_prehistory = hidden
    tell_chat(s, chat)


@operation
def set_username(s: Store, actor: int, chat_id: int, username: str | None) -> None:
    """Make a supergroup public, or (None) private again."""
    chat = rights.administrator(s, actor, chat_id, "can_change_info")
    if chat.members[actor].standing is not Standing.CREATOR:
        raise Refused("CHAT_ADMIN_REQUIRED")
    if username is not None and s.names.get(username.lower(), chat_id) != chat_id:
        raise Refused("USERNAME_OCCUPIED")
    if chat.username is not None:
        del s.names[chat.username.lower()]
    chat.username = username
    if username is not None:
        s.names[username.lower()] = chat_id
    tell_chat(s, chat)


@operation
def create_channel(
    s: Store, actor: int, title: str, username: str | None, discussion: int | None
) -> Chat:
    """A channel with nobody but its creator. USERNAME_OCCUPIED, MEGAGROUP_ID_INVALID."""
    _people_only(s, actor)
    group = None if discussion is None else rights.administrator(s, actor, discussion)
    if group is not None and group.kind is not ChatKind.SUPERGROUP:
        raise Refused("MEGAGROUP_ID_INVALID")
    chat = _register(s, ChatKind.CHANNEL, actor, _title(title))
    chat.permissions = frozenset()
    enter(s, chat, actor, Standing.CREATOR)
    if username is not None:
        set_username(s, actor, chat.id, username)
    if group is not None:
        chat.linked_id, group.linked_id = group.id, chat.id
    return chat


@operation
def set_forum(s: Store, actor: int, chat_id: int, is_forum: bool) -> None:
    """Give a supergroup topics, or (only its creator can) take them away."""
    chat, member = rights.joined(s, actor, chat_id)
    if member.standing is not Standing.CREATOR:
        raise Refused("CHAT_ADMIN_REQUIRED")
    if chat.kind is ChatKind.BASIC:
        raise Refused("CHANNEL_INVALID")
    if chat.is_forum is is_forum:
        raise Refused("CHAT_NOT_MODIFIED")
    if is_forum:
        topics.open_forum(s, chat)
    else:
        chat.is_forum = False
    tell_chat(s, chat)


@operation
def set_permissions(s: Store, actor: int, chat_id: int, allowed: Iterable[str]) -> None:
    """What plain members may do."""
    chat = rights.administrator(s, actor, chat_id, "can_restrict_members")
    wanted = frozenset(allowed)
    if wanted == chat.permissions:
        raise Refused("CHAT_NOT_MODIFIED")
    chat.permissions = wanted
    tell_chat(s, chat)


@operation
def delete_chat(s: Store, actor: int, chat_id: int) -> None:
    """Delete a group for everybody: only its creator may, and not past 1,000 members."""
    chat, member = rights.joined(s, actor, chat_id)
    if member.standing is not Standing.CREATOR:
        raise Refused("CHAT_ADMIN_REQUIRED")
    people = rights.audience(s, chat)
    if len(people) > MAX_DELETED_MEMBERS:
        raise Refused("CHANNEL_TOO_LARGE")
    tell_chat(s, chat, kind="deleted")
    chat.deleted = True
    for user_id in people:
        s.groups_of[user_id].discard(chat_id)
    for link in chat.links.values():
        link.is_revoked = True
    if chat.username is not None:
        s.names.pop(chat.username.lower(), None)
