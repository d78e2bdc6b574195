"""People and chats as one person sees them, and a list of all that an answer mentions."""

from __future__ import annotations

from pyrogram.raw import types

from sandbox.mtproto.tl import ids, rights
from sandbox.mtproto.tl.ids import TL
from sandbox.state.model import Chat, ChatKind, Member, User
from sandbox.state.rights import INSIDE
from sandbox.state.world import World

OF_NO_USE = 0x5A5A5A5A
"""What sets the access hash of a `min` person apart from the true one."""


class View:
    """The state as one person sees it. Whoever is mentioned through it is listed in `users` and
    `chats`, as every answer of Telegram's lists them. Whoever is mentioned through it is listed in
    `users` and `chats`, as every answer of Telegram's lists them.

    In what is pushed from a channel (`in_passing`) people of whom the viewer has no other knowledge
    are `min`: their access hash serves nowhere else (https://core.telegram.org/api/min).
    """

    def __init__(self, world: World, viewer: int, *, in_passing: bool = False) -> None:
        self.world, self.viewer = world, viewer
        self._in_passing = in_passing
        self._users: dict[int, TL] = {}
        self._chats: dict[int, TL] = {}

    @property
    def users(self) -> list[TL]:
        """Everybody mentioned so far."""
        return list(self._users.values())

    @property
    def chats(self) -> list[TL]:
        """All groups mentioned so far."""
        return list(self._chats.values())

    def peer(self, peer_id: int) -> TL:
        """A marked id as a Peer; mentions it."""
        self.mention(peer_id)
        return ids.peer(peer_id)

    def mention(self, *peer_ids: int) -> None:
        """List people and groups without naming them otherwise."""
        for peer_id in peer_ids:
            if peer_id > 0:
                self.user(peer_id)
            else:
                self.chat(peer_id)

    def user(self, user_id: int) -> TL:
        """A person or bot."""
        if user_id not in self._users:
            self._users[user_id] = self._user(user_id)
        return self._users[user_id]

    def _user(self, user_id: int) -> TL:
        user = self.world.users.get(user_id)
        if user is None:
            return types.UserEmpty(id=user_id)
        if user.deleted:
            return types.User(id=user.id, access_hash=user.access_hash, deleted=True)
        viewer = self.world.users[self.viewer]
        is_contact = user.id in viewer.contacts
        own = user.id == viewer.id
        if self._in_passing and not (own or is_contact or self._talks_with(user.id)):
            return self._min(user)
        return types.User(
            id=user.id,
            access_hash=user.access_hash,
            is_self=own or None,
            contact=is_contact or None,
            mutual_contact=(is_contact and viewer.id in user.contacts) or None,
            first_name=user.first_name,
            last_name=user.last_name,
            username=user.username,
            phone=user.phone if own or is_contact else None,
            bot=user.is_bot or None,
            bot_chat_history=(user.is_bot and user.sees_all_group_messages) or None,
            bot_info_version=1 if user.is_bot else None,
            status=None if user.is_bot else types.UserStatusRecently(),
            lang_code=user.language_code if user.is_bot else None,
        )

    def _talks_with(self, user_id: int) -> bool:
        """Whether the two have a private chat."""
        box = self.world.boxes.get(self.viewer)
        return box is not None and bool(box.by_chat.get(user_id))

    @staticmethod
    def _min(user: User) -> TL:
        """Only what is shown beside a message."""
        return types.User(
            id=user.id,
            access_hash=user.access_hash ^ OF_NO_USE,
            min=True,
            first_name=user.first_name,
            last_name=user.last_name,
            username=user.username,
            bot=user.is_bot or None,
            bot_info_version=1 if user.is_bot else None,
        )

    def chat(self, chat_id: int) -> TL:
        """A group, or what is left to see of it."""
        if chat_id not in self._chats:
            chat = self.world.chats.get(chat_id)
            if chat is None:
                self._chats[chat_id] = types.ChatEmpty(id=ids.bare(chat_id))
            elif chat.kind is ChatKind.BASIC:
                self._chats[chat_id] = self._basic(chat)
            else:
                self._chats[chat_id] = self._supergroup(chat)
        return self._chats[chat_id]

    def member(self, chat: Chat, user_id: int) -> Member | None:
        """Somebody who is in the group now."""
        member = self.world.member(chat.id, user_id)
        return member if member is not None and member.standing in INSIDE else None

    def count(self, chat: Chat) -> int:
        """How many are in the group."""
        return sum(member.standing in INSIDE for member in chat.members.values())

    def _basic(self, chat: Chat) -> TL:
        member = self.member(chat, self.viewer)
        if member is None or chat.deleted:
            return types.ChatForbidden(id=ids.bare(chat.id), title=chat.title)
        to = None if chat.migrated_to is None else self.world.chats[chat.migrated_to]
        return types.Chat(
            id=ids.bare(chat.id),
            title=chat.title,
            photo=types.ChatPhotoEmpty(),
            participants_count=self.count(chat),
            date=int(chat.created_at.timestamp()),
            version=len(chat.members),
            creator=chat.creator_id == self.viewer or None,
            deactivated=to is not None or None,
            migrated_to=None
            if to is None
            else types.InputChannel(channel_id=ids.bare(to.id), access_hash=to.access_hash),
            admin_rights=rights.admin_rights(member),
            default_banned_rights=rights.banned_rights(chat.permissions),
        )

    def _supergroup(self, chat: Chat) -> TL:
        member = self.world.member(chat.id, self.viewer)
        inside = member is not None and member.standing in INSIDE
        broadcast = chat.kind is ChatKind.CHANNEL
        if chat.deleted or (not inside and chat.username is None):
            return types.ChannelForbidden(
                id=ids.bare(chat.id),
                access_hash=chat.access_hash,
                title=chat.title,
                megagroup=not broadcast or None,
                broadcast=broadcast or None,
            )
        limits = None
        if member is not None and (not inside or member.standing.value == "restricted"):
            limits = rights.banned_rights(
                member.rights, until=member.until, kicked=member.standing.value == "kicked"
            )
        return types.Channel(
            id=ids.bare(chat.id),
            access_hash=chat.access_hash,
            title=chat.title,
            photo=types.ChatPhotoEmpty(),
            date=int((member.joined_at if member and inside else chat.created_at).timestamp()),
            creator=chat.creator_id == self.viewer or None,
            left=not inside or None,
            megagroup=not broadcast or None,
            broadcast=broadcast or None,
            forum=chat.is_forum or None,
            has_link=any(not link.is_revoked for link in chat.links.values()) or None,
            username=chat.username,
            participants_count=self.count(chat),
            admin_rights=rights.admin_rights(member) if member is not None else None,
            banned_rights=limits,
            default_banned_rights=rights.banned_rights(chat.permissions),
        )
