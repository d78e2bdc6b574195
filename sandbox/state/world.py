"""The one state behind both faces. This file names every operation; each checks Telegram's rules and raises `Refused`.

The first argument of an operation is who does it. Everything is synchronous and single-threaded: the faces call it from one event loop.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from sandbox.state.model import (
    Box,
    CallbackQuery,
    Chat,
    Content,
    File,
    Happening,
    InviteLink,
    Member,
    Message,
    Privacy,
    User,
)

Listener = Callable[[Happening], None]


class World:
    """One Telegram in memory. `clock` gives UTC now; `seed` makes ids, hashes and tokens repeatable."""

    users: dict[int, User]
    chats: dict[int, Chat]
    boxes: dict[int, Box]
    files: dict[int, File]

    def __init__(self, clock: Callable[[], datetime], seed: int = 1) -> None: ...

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` for every happening, after the state has changed; returns how to stop it."""

    # people and bots ----------------------------------------------------------------------------------------------
    def add_person(
        self,
        first_name: str,
        *,
        last_name: str | None = None,
        username: str | None = None,
        phone: str | None = None,
        language_code: str | None = "en",
        password: str | None = None,
        invite_privacy: Privacy = Privacy.EVERYBODY,
        user_id: int | None = None,
    ) -> User: ...
    def add_bot(
        self, name: str, username: str, token: str | None = None, *, sees_all_group_messages: bool = False
    ) -> User:
        """A bot as BotFather makes it; the token is `<id>:<secret>`."""

    def bot_by_token(self, token: str) -> User | None: ...
    def user(self, user_id: int) -> User: ...  # PEER_ID_INVALID
    def by_username(self, username: str) -> User | Chat | None: ...
    def by_phone(self, phone: str) -> User | None: ...
    def block(
        self, actor: int, user_id: int
    ) -> None: ...  # BOT_BLOCKED to a bot; later sends to actor are refused
    def unblock(self, actor: int, user_id: int) -> None: ...
    def has_started(self, bot_id: int, user_id: int) -> bool: ...  # may the bot write first?

    # groups -------------------------------------------------------------------------------------------------------
    def create_basic_group(self, actor: int, title: str, members: Iterable[int]) -> Chat: ...  # bots: refused
    def create_supergroup(
        self, actor: int, title: str, about: str = "", *, is_forum: bool = False, cause: object | None = None
    ) -> Chat: ...  # bots: refused
    def migrate(self, actor: int, chat_id: int) -> Chat: ...
    def chat(self, actor: int, chat_id: int) -> Chat:
        """The chat if the actor may see it. CHANNEL_PRIVATE / CHAT_ID_INVALID else; `migrate_to` set for a migrated one."""

    def set_title(self, actor: int, chat_id: int, title: str, *, cause: object | None = None) -> Message: ...
    def set_about(self, actor: int, chat_id: int, about: str) -> None: ...
    def delete_chat(self, actor: int, chat_id: int) -> None: ...
    def member(self, chat_id: int, user_id: int) -> Member | None: ...
    def members(self, actor: int, chat_id: int) -> list[Member]: ...

    # getting in and out -------------------------------------------------------------------------------------------
    def invite(
        self, actor: int, chat_id: int, user_ids: Iterable[int], *, cause: object | None = None
    ) -> list[int]:
        """Add people; returns the ids that privacy forbids (missing invitees). A single forbidden person in a basic
        group, or one that privacy refuses outright, raises USER_PRIVACY_RESTRICTED; bots cannot invite people."""

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
        """Set an administrator's rights (empty: back to member). A bot that is no member is added, as Telegram does."""

    def ban(
        self,
        actor: int,
        chat_id: int,
        user_id: int,
        until: datetime | None = None,
        *,
        cause: object | None = None,
    ) -> None: ...
    def unban(
        self,
        actor: int,
        chat_id: int,
        user_id: int,
        *,
        only_if_banned: bool = False,
        cause: object | None = None,
    ) -> None: ...
    def restrict(
        self, actor: int, chat_id: int, user_id: int, allowed: Iterable[str], until: datetime | None = None
    ) -> None: ...
    def leave(self, actor: int, chat_id: int, *, cause: object | None = None) -> None: ...
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
        """`primary` replaces (revokes) the actor's primary link, as exportChatInviteLink does."""

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
    ) -> InviteLink: ...
    def revoke_link(
        self, actor: int, chat_id: int, url: str
    ) -> InviteLink: ...  # bots: their own links only; a creator: any
    def delete_link(self, actor: int, chat_id: int, url: str) -> None: ...
    def links(
        self, actor: int, chat_id: int, creator_id: int, *, revoked: bool = False
    ) -> list[InviteLink]: ...
    def look_at_link(
        self, url: str
    ) -> tuple[Chat, InviteLink]: ...  # INVITE_HASH_INVALID / INVITE_HASH_EXPIRED
    def use_link(self, actor: int, url: str, *, cause: object | None = None) -> Chat:
        """Join, or knock: a join-request link raises INVITE_REQUEST_SENT after telling the administrators who may decide."""

    def decide(
        self, actor: int, chat_id: int, user_id: int, *, approve: bool, cause: object | None = None
    ) -> None:
        """HIDE_REQUESTER_MISSING when nobody knocks, USER_ALREADY_PARTICIPANT when already in."""

    # messages -----------------------------------------------------------------------------------------------------
    def send(
        self,
        actor: int,
        chat_id: int,
        content: Content,
        *,
        random_id: int | None = None,
        forward: dict[str, object] | None = None,
        as_chat: bool = False,
        cause: object | None = None,
    ) -> Message:
        """Write to a person (positive id) or a group. The same random_id again gives the first message back.
        Returns the actor's own copy."""

    def edit(
        self,
        actor: int,
        chat_id: int,
        message_id: int,
        content: Content,
        *,
        keep_file: bool = True,
        cause: object | None = None,
    ) -> Message: ...  # MESSAGE_NOT_MODIFIED, MESSAGE_AUTHOR_REQUIRED
    def delete(
        self,
        actor: int,
        chat_id: int,
        message_ids: Iterable[int],
        *,
        revoke: bool = True,
        cause: object | None = None,
    ) -> list[int]: ...
    def wipe(self, actor: int, chat_id: int, max_id: int = 0, *, cause: object | None = None) -> None:
        """channels.deleteHistory for everyone: nobody can read anything up to max_id (0: all) any more."""

    def pin(self, actor: int, chat_id: int, message_id: int, *, silent: bool = False) -> None: ...
    def unpin(self, actor: int, chat_id: int, message_id: int | None = None) -> None: ...
    def message(self, actor: int, chat_id: int, message_id: int) -> Message | None: ...
    def history(
        self, actor: int, chat_id: int, *, offset_id: int = 0, limit: int = 100, min_id: int = 0
    ) -> list[Message]:
        """Newest first, only what the actor may see (members of private groups only)."""

    def forward(
        self,
        actor: int,
        from_chat: int,
        message_ids: Iterable[int],
        to_chat: int,
        *,
        as_copy: bool = False,
        random_ids: Iterable[int] = (),
        cause: object | None = None,
    ) -> list[Message]: ...
    def react(self, actor: int, chat_id: int, message_id: int, emoji: str | None) -> None: ...

    # buttons ------------------------------------------------------------------------------------------------------
    def press(
        self, actor: int, chat_id: int, message_id: int, data: str
    ) -> CallbackQuery: ...  # the bot that wrote it is told
    def answer(
        self, bot_id: int, query_id: str, text: str | None, *, alert: bool = False
    ) -> None: ...  # QUERY_ID_INVALID the second time
    def query(self, query_id: str) -> CallbackQuery | None: ...

    # files and differences ----------------------------------------------------------------------------------------
    def add_file(
        self,
        kind: str,
        data: bytes,
        *,
        mime_type: str = "application/octet-stream",
        name: str | None = None,
        width: int = 0,
        height: int = 0,
        duration: int = 0,
        emoji: str | None = None,
    ) -> File: ...
    def box(self, owner: int) -> Box: ...
