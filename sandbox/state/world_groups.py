"""The operations on groups: making them, members and their rights, links, requests to join."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sandbox.state import chats, links, members, rights
from sandbox.state.model import Chat, InviteLink, Member, Message
from sandbox.state.world_accounts import Accounts


class Groups(Accounts):
    """The part of the world that is about groups."""

    def create_basic_group(self, actor: int, title: str, members: Iterable[int]) -> Chat:
        """A basic group with those whose privacy allows it. BOT_METHOD_INVALID for a bot."""
        return chats.create_basic_group(self._s, actor, title, members)

    def create_supergroup(
        self,
        actor: int,
        title: str,
        about: str = "",
        *,
        is_forum: bool = False,
        cause: object | None = None,
    ) -> Chat:
        """A private supergroup. CHANNELS_TOO_MUCH past 500; BOT_METHOD_INVALID for a bot."""
        return chats.create_supergroup(self._s, actor, title, about, is_forum, cause)

    def create_channel(
        self,
        actor: int,
        title: str,
        username: str | None = None,
        *,
        discussion: int | None = None,
    ) -> Chat:
        """A channel, to write as in public groups and in its `discussion` group, and to forward
        from. USERNAME_OCCUPIED, CHAT_ADMIN_REQUIRED, BOT_METHOD_INVALID.
        """
        return chats.create_channel(self._s, actor, title, username, discussion)

    def migrate(self, actor: int, chat_id: int) -> Chat:
        """Turn a basic group into a supergroup; the old id then refuses with `migrate_to`."""
        return chats.migrate(self._s, actor, chat_id)

    def chat(self, actor: int, chat_id: int) -> Chat:
        """The group if the actor may look into it. CHANNEL_PRIVATE / CHAT_ID_INVALID else."""
        return rights.visible(self._s, actor, chat_id)

    def chats_of(self, user_id: int) -> list[Chat]:
        """The groups somebody is in."""
        inside = self._s.groups_of.get(user_id, ())
        return [self.chats[i] for i in sorted(inside, reverse=True) if not self.chats[i].deleted]

    def set_title(
        self, actor: int, chat_id: int, title: str, *, cause: object | None = None
    ) -> Message:
        """Rename a group (128 characters); returns the service message. CHAT_NOT_MODIFIED."""
        return chats.set_title(self._s, actor, chat_id, title, cause)

    def set_about(self, actor: int, chat_id: int, about: str) -> None:
        """Describe a group. CHAT_ABOUT_NOT_MODIFIED, CHAT_ABOUT_TOO_LONG (255)."""
        chats.set_about(self._s, actor, chat_id, about)

    def set_prehistory_hidden(self, actor: int, chat_id: int, hidden: bool) -> None:
        """Hide a supergroup's past from newcomers, or show it. CHAT_NOT_MODIFIED."""
        chats.set_prehistory_hidden(self._s, actor, chat_id, hidden)

    def set_username(self, actor: int, chat_id: int, username: str | None) -> None:
        """Make a supergroup public, or (None) private. USERNAME_OCCUPIED."""
        chats.set_username(self._s, actor, chat_id, username)

    def set_forum(self, actor: int, chat_id: int, is_forum: bool) -> None:
        """Give a supergroup topics or take them away; its creator may. CHAT_NOT_MODIFIED."""
        chats.set_forum(self._s, actor, chat_id, is_forum)

    def set_permissions(self, actor: int, chat_id: int, allowed: Iterable[str]) -> None:
        """What plain members may do, in the Bot API's words. CHAT_NOT_MODIFIED."""
        chats.set_permissions(self._s, actor, chat_id, allowed)

    def delete_chat(self, actor: int, chat_id: int) -> None:
        """Delete a group for everybody; only its creator may."""
        chats.delete_chat(self._s, actor, chat_id)

    def member(self, chat_id: int, user_id: int) -> Member | None:
        """What somebody is in a group; also who left or was kicked. None: never was in it."""
        chat = self.chats.get(chat_id)
        return None if chat is None else rights.record(self._s, chat, user_id)

    def members(self, actor: int, chat_id: int) -> list[Member]:
        """Who is in a group now, in the order of their coming."""
        chat = rights.visible(self._s, actor, chat_id)
        return [chat.members[i] for i in rights.audience(self._s, chat)]

    def invite(
        self, actor: int, chat_id: int, user_ids: Iterable[int], *, cause: object | None = None
    ) -> list[int]:
        """Add people; returns those whom a supergroup's invitation misses for their privacy.

        A basic group raises USER_PRIVACY_RESTRICTED for them, USER_ALREADY_PARTICIPANT for who is
        in; both raise USER_KICKED, USER_NOT_MUTUAL_CONTACT (who left by choice),
        USER_CHANNELS_TOO_MUCH; BOT_METHOD_INVALID for a bot.
        """
        return members.invite(self._s, actor, chat_id, user_ids, cause)

    def join(self, actor: int, chat_id: int, *, cause: object | None = None) -> Chat:
        """Walk into a public supergroup. CHANNEL_PRIVATE, USER_ALREADY_PARTICIPANT."""
        return members.join(self._s, actor, chat_id, cause)

    def promote(
        self,
        actor: int,
        chat_id: int,
        user_id: int,
        rights: Iterable[str],
        *,
        title: str | None = None,
        anonymous: bool = False,
        cause: object | None = None,
    ) -> None:
        """Set an administrator's rights (none: back to member). A bot that is no member is added.

        USER_CREATOR, USER_NOT_PARTICIPANT, RIGHT_FORBIDDEN, CHAT_ADMIN_REQUIRED (whom another
        administrator promoted).
        """
        members.promote(self._s, actor, chat_id, user_id, rights, title, anonymous, cause)

    def ban(
        self,
        actor: int,
        chat_id: int,
        user_id: int,
        until: datetime | None = None,
        *,
        cause: object | None = None,
    ) -> None:
        """Throw somebody out and keep them out. USER_ADMIN_INVALID for administrators."""
        members.ban(self._s, actor, chat_id, user_id, until, cause)

    def unban(
        self,
        actor: int,
        chat_id: int,
        user_id: int,
        *,
        only_if_banned: bool = False,
        cause: object | None = None,
    ) -> None:
        """Let somebody come again; without `only_if_banned` who is inside is put out.

        `only_if_banned` is also what channels.editBanned without any restriction does: it lifts a
        ban or restriction and leaves a plain member alone.
        """
        members.unban(self._s, actor, chat_id, user_id, only_if_banned, cause)

    def restrict(
        self,
        actor: int,
        chat_id: int,
        user_id: int,
        allowed: Iterable[str],
        until: datetime | None = None,
    ) -> None:
        """Say what a supergroup's member may still do."""
        members.restrict(self._s, actor, chat_id, user_id, allowed, until)

    def leave(self, actor: int, chat_id: int, *, cause: object | None = None) -> None:
        """Go. USER_CREATOR for a supergroup's creator, USER_NOT_PARTICIPANT for who is not in."""
        members.leave(self._s, actor, chat_id, cause)

    def create_link(
        self,
        actor: int,
        chat_id: int,
        *,
        name: str | None = None,
        creates_join_request: bool = False,
        member_limit: int | None = None,
        expires_at: datetime | None = None,
        primary: bool = False,
    ) -> InviteLink:
        """A new link. `primary` replaces (revokes) the actor's primary one, as exporting does.

        USAGE_LIMIT_INVALID (also with a join request), EXPIRE_DATE_INVALID.
        """
        return links.create(
            self._s, actor, chat_id, name, creates_join_request, member_limit, expires_at, primary
        )

    def edit_link(
        self,
        actor: int,
        chat_id: int,
        url: str,
        *,
        name: str | None = None,
        creates_join_request: bool | None = None,
        member_limit: int | None = None,
        expires_at: datetime | None = None,
    ) -> InviteLink:
        """Change a link; what is None stays. CHAT_INVITE_PERMANENT for a primary one."""
        return links.edit(
            self._s, actor, chat_id, url, name, creates_join_request, member_limit, expires_at
        )

    def revoke_link(self, actor: int, chat_id: int, url: str) -> InviteLink:
        """End a link: one's own, or as the creator any. A primary one is replaced by a new one."""
        return links.revoke(self._s, actor, chat_id, url)

    def delete_link(self, actor: int, chat_id: int, url: str) -> None:
        """Forget a revoked link. INVITE_REVOKED_MISSING."""
        links.delete(self._s, actor, chat_id, url)

    def links(
        self, actor: int, chat_id: int, creator_id: int, *, revoked: bool = False
    ) -> list[InviteLink]:
        """One administrator's links, newest first."""
        return links.listed(self._s, actor, chat_id, creator_id, revoked)

    def look_at_link(self, url: str) -> tuple[Chat, InviteLink]:
        """Where a link leads. INVITE_HASH_INVALID, INVITE_HASH_EXPIRED (revoked, over, used up)."""
        return links.look(self._s, url)

    def use_link(self, actor: int, url: str, *, cause: object | None = None) -> Chat:
        """Join, or knock: INVITE_REQUEST_SENT, after the administrators who may decide are told.

        USER_ALREADY_PARTICIPANT; INVITE_HASH_EXPIRED for the banned too; CHANNELS_TOO_MUCH.
        """
        return links.use(self._s, actor, url, cause)

    def decide(
        self,
        actor: int,
        chat_id: int,
        user_id: int,
        *,
        approve: bool,
        cause: object | None = None,
    ) -> None:
        """Let somebody in who knocked, or not.

        HIDE_REQUESTER_MISSING when nobody knocks (also the second time), USER_ALREADY_PARTICIPANT
        when they came in by another way meanwhile.
        """
        links.decide(self._s, actor, chat_id, user_id, approve, cause)
