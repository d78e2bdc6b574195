"""Links into groups, and the requests to join by them (https://core.telegram.org/api/invites)."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit

from sandbox.state import posting, rights
from sandbox.state.chats import too_many
from sandbox.state.members import get_in
from sandbox.state.model import (
    Chat,
    ChatKind,
    InviteLink,
    JoinRequest,
    Kind,
    Refused,
    Standing,
)
from sandbox.state.store import Store, operation

KNOCKER_TIME = timedelta(minutes=5)  # how long a bot may write to who knocked
MAX_NAME = 32
MAX_LIMIT = 99999


def link_hash(url: str) -> str:
    """The secret part of a link in any form that clients accept. INVITE_HASH_EMPTY without one."""
    parts = urlsplit(url)
    if parts.scheme == "tg":
        return _some(parse_qs(parts.query).get("invite", [""])[0])
    path = parts.path.removeprefix("t.me/").removeprefix("telegram.me/").strip("/")
    return _some(path.removeprefix("joinchat/").removeprefix("+"))


def full(secret: str) -> str:
    """The link as Telegram writes it."""
    return f"https://t.me/+{secret}"


def _some(value: str) -> str:
    if not value:
        raise Refused("INVITE_HASH_EMPTY")
    return value


def _check(
    s: Store,
    name: str | None,
    member_limit: int | None,
    expires_at: datetime | None,
    creates_join_request: bool,
) -> None:
    if name is not None and len(name) > MAX_NAME:
        raise Refused("CHAT_INVITE_NAME_TOO_LONG")
    if member_limit is not None and not 0 <= member_limit <= MAX_LIMIT:
        raise Refused("USAGE_LIMIT_INVALID")
    if member_limit and creates_join_request:
        raise Refused("USAGE_LIMIT_INVALID")
    if expires_at is not None and expires_at <= s.clock():
        raise Refused("EXPIRE_DATE_INVALID")


def _new(s: Store, chat: Chat, actor: int) -> InviteLink:
    secret = s.secret(16)
    while secret in s.link_chats:
        secret = s.secret(16)
    url = full(secret)
    s.link_chats[secret] = chat.id
    link = chat.links[url] = InviteLink(url, chat.id, actor, s.clock())
    return link


@operation
def create(
    s: Store,
    actor: int,
    chat_id: int,
    name: str | None,
    creates_join_request: bool,
    member_limit: int | None,
    expires_at: datetime | None,
    primary: bool,
) -> InviteLink:
    """A new link, or a new primary one in place of the actor's old."""
    chat = rights.administrator(s, actor, chat_id, "can_invite_users")
    _check(s, name, member_limit, expires_at, creates_join_request)
    if primary:
        for old in chat.links.values():
            if old.is_primary and old.creator_id == actor:
                old.is_revoked, old.is_primary = True, False
    link = _new(s, chat, actor)
    link.name = name or None
    link.creates_join_request = creates_join_request
    link.member_limit = member_limit or None
    link.expires_at = expires_at
    link.is_primary = primary
    return link


def _own(s: Store, actor: int, chat_id: int, url: str) -> tuple[Chat, InviteLink]:
    """A link that the actor may change: their own, a creator's any that is not a bot's own."""
    chat = rights.administrator(s, actor, chat_id, "can_invite_users")
    link = chat.links.get(full(link_hash(url)))
    if link is None:
        raise Refused("INVITE_HASH_EXPIRED")
    owner = chat.members[actor].standing is Standing.CREATOR
    if link.creator_id != actor and not owner:
        raise Refused("CHAT_ADMIN_REQUIRED")
    return chat, link


@operation
def edit(
    s: Store,
    actor: int,
    chat_id: int,
    url: str,
    name: str | None,
    creates_join_request: bool | None,
    member_limit: int | None,
    expires_at: datetime | None,
) -> InviteLink:
    """Change a link that is neither primary nor revoked."""
    _, link = _own(s, actor, chat_id, url)
    if link.is_primary:
        raise Refused("CHAT_INVITE_PERMANENT")
    if link.is_revoked:
        raise Refused("INVITE_HASH_EXPIRED")
    knocks = link.creates_join_request if creates_join_request is None else creates_join_request
    _check(s, name, member_limit, expires_at, knocks)
    if name is not None:
        link.name = name or None
    if member_limit is not None or knocks:
        link.member_limit = None if knocks else member_limit or None
    if expires_at is not None:
        link.expires_at = expires_at
    link.creates_join_request = knocks
    return link


@operation
def revoke(s: Store, actor: int, chat_id: int, url: str) -> InviteLink:
    """End a link. In a primary link's place a new one is made at once."""
    chat, link = _own(s, actor, chat_id, url)
    if link.is_revoked:
        raise Refused("INVITE_HASH_EXPIRED")
    link.is_revoked = True
    if link.is_primary:
        link.is_primary = False
        _new(s, chat, link.creator_id).is_primary = True
    return link


@operation
def delete(s: Store, actor: int, chat_id: int, url: str) -> None:
    """Forget a revoked link. INVITE_REVOKED_MISSING when it is not revoked."""
    chat, link = _own(s, actor, chat_id, url)
    if not link.is_revoked:
        raise Refused("INVITE_REVOKED_MISSING")
    del chat.links[link.url]


def listed(s: Store, actor: int, chat_id: int, creator_id: int, revoked: bool) -> list[InviteLink]:
    """One administrator's links, newest first: one's own, or as the creator anybody's."""
    chat = rights.administrator(s, actor, chat_id, "can_invite_users")
    if creator_id != actor and chat.members[actor].standing is not Standing.CREATOR:
        raise Refused("CHAT_ADMIN_REQUIRED")
    found = [k for k in chat.links.values() if k.creator_id == creator_id]
    return [k for k in reversed(found) if k.is_revoked is revoked]


def look(s: Store, url: str) -> tuple[Chat, InviteLink]:
    """Return where a link leads. INVITE_HASH_INVALID: never was one; INVITE_HASH_EXPIRED: is
    over."""
    secret = link_hash(url)
    chat_id = s.link_chats.get(secret)
    if chat_id is None:
        raise Refused("INVITE_HASH_INVALID")
    chat = s.chats[chat_id]
    while chat.migrated_to is not None:
        chat = s.chats[chat.migrated_to]
    link = s.chats[chat_id].links.get(full(secret))
    over = link is None or link.is_revoked or chat.deleted
    if link is not None and link.expires_at is not None:
        over = over or link.expires_at <= s.clock()
    if link is not None and link.member_limit is not None:
        over = over or link.joined >= link.member_limit
    if over or link is None:
        raise Refused("INVITE_HASH_EXPIRED")
    return chat, link


@operation
def use(s: Store, actor: int, url: str, cause: object | None) -> Chat:
    """Join by a link, or ask to join. A banned person is told that the link has expired."""
    if s.user(actor).is_bot:
        raise Refused("BOT_METHOD_INVALID")
    chat, link = look(s, url)
    before = rights.record(s, chat, actor)
    if before is not None and before.standing in rights.INSIDE:
        raise Refused("USER_ALREADY_PARTICIPANT")
    if before is not None and before.standing is Standing.KICKED:
        raise Refused("INVITE_HASH_EXPIRED")
    if link.creates_join_request:
        _knock(s, chat, actor, link, cause)
        # What was told must stay told: the refusal is the answer, not a failure.
        raise Refused("INVITE_REQUEST_SENT")
    if chat.kind is ChatKind.SUPERGROUP and too_many(s, actor):
        raise Refused("CHANNELS_TOO_MUCH")
    link.joined += 1
    get_in(s, chat, actor, actor=actor, invited_by=link.creator_id, link=link, cause=cause)
    event = {"kind": "joined_by_link", "user_id": actor, "inviter_id": link.creator_id}
    posting.service(s, actor, chat.id, event, cause=cause)
    return chat


def _knock(s: Store, chat: Chat, actor: int, link: InviteLink, cause: object | None) -> None:
    if actor in chat.requests:
        return  # who knocks again, by whichever link, waits already: nobody is told anew
    about = s.users[actor].about or None
    request = JoinRequest(chat.id, actor, s.clock(), link.url, about)
    chat.requests[actor] = request
    for reader in rights.administrators(s, chat, "can_invite_users"):
        if s.users[reader].is_bot:
            s.may_write_until[(reader, actor)] = s.clock() + KNOCKER_TIME
        s.tell(reader, Kind.JOIN_REQUEST, chat_id=chat.id, data=request, cause=cause)


@operation
def decide(
    s: Store, actor: int, chat_id: int, user_id: int, approve: bool, cause: object | None
) -> None:
    """Decide somebody's request to join."""
    chat = rights.administrator(s, actor, chat_id, "can_invite_users")
    s.user(user_id)
    request = chat.requests.get(user_id)
    if request is None:
        raise Refused("HIDE_REQUESTER_MISSING")
    if rights.inside(s, chat, user_id) is not None:
        del chat.requests[user_id]
        raise Refused("USER_ALREADY_PARTICIPANT")
    if approve and chat.kind is ChatKind.SUPERGROUP and too_many(s, user_id):
        raise Refused("USER_CHANNELS_TOO_MUCH", 403)
    del chat.requests[user_id]
    for reader in rights.administrators(s, chat, "can_invite_users"):
        s.may_write_until.pop((reader, user_id), None)
    link = chat.links.get(request.link)
    if approve:
        if link is not None:
            link.joined += 1
        get_in(s, chat, user_id, actor=actor, link=link, via_join_request=True, cause=cause)
        event = {"kind": "joined_by_request", "user_id": user_id}
        posting.service(s, user_id, chat_id, event, cause=cause)
