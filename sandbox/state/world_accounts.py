"""The operations on accounts: people, bots, names, blocking, pressing a bot's buttons, files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from sandbox.state import accounts, images, inline
from sandbox.state.inline_results import InlineQuery, InlineResult
from sandbox.state.model import (
    HOME_DC,
    Box,
    CallbackQuery,
    Chat,
    File,
    Message,
    Privacy,
    Refused,
    User,
    Verdict,
)
from sandbox.state.store import Listener, Store


class Accounts:
    """The part of the world that is about people and bots."""

    def __init__(self, clock: Callable[[], datetime], seed: int) -> None:
        store = Store(clock, seed)
        self._s = store
        self.clock: Callable[[], datetime] = store.clock
        self.users: dict[int, User] = store.users
        self.chats: dict[int, Chat] = store.chats
        self.boxes: dict[int, Box] = store.boxes
        self.files: dict[int, File] = store.files
        accounts.add_service_account(store)

    def pass_time(self, span: timedelta) -> None:
        """Move Telegram's clock ahead: what was said grows older at once."""
        self._s.clock.ahead += span

    def subscribe(self, listener: Listener, recipient: int | None = None) -> Callable[[], None]:
        """Call `listener` for every happening, or for one recipient's; returns how to stop it."""
        return self._s.subscribe(listener, recipient)

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
        hides_forwards: bool = False,
        user_id: int | None = None,
        dc: int = HOME_DC,
    ) -> User:
        """A new account; `password` is its second factor. Without `phone` it gets one made up. It
        lives at the data centre `dc`.
        """
        user = accounts.add_person(
            self._s,
            first_name,
            last_name,
            username,
            phone,
            language_code,
            password,
            invite_privacy,
            hides_forwards,
            user_id,
        )
        user.dc = dc
        return user

    def add_bot(
        self,
        name: str,
        username: str,
        token: str | None = None,
        *,
        sees_all_group_messages: bool = False,
    ) -> User:
        """A bot as BotFather makes it; the token is `<id>:<secret>`, and gives the bot's id."""
        return accounts.add_bot(self._s, name, username, token, sees_all_group_messages)

    def bot_by_token(self, token: str) -> User | None:
        """Whose token this is."""
        bot_id = self._s.tokens.get(token)
        return None if bot_id is None else self.users[bot_id]

    def user(self, user_id: int) -> User:
        """A person or bot. PEER_ID_INVALID when there is none."""
        return self._s.user(user_id)

    def by_username(self, username: str) -> User | Chat | None:
        """Who has this name, with or without @."""
        found = self._s.names.get(username.removeprefix("@").lower())
        if found is None:
            return None
        return self.users[found] if found > 0 else self.chats[found]

    def by_phone(self, phone: str) -> User | None:
        """Who has this number, however it is written."""
        found = self._s.phones.get(accounts.digits(phone))
        return None if found is None else self.users[found]

    def add_contact(self, actor: int, user_id: int) -> None:
        """The actor knows this person now."""
        self.user(user_id)
        self.user(actor).contacts.add(user_id)

    def change_account(
        self,
        actor: int,
        *,
        first_name: str | None = None,
        last_name: str | None = None,
        username: str | None = None,
        phone: str | None = None,
        language_code: str | None = None,
    ) -> User:
        """What somebody changes of themselves: None stays, an empty text takes away.

        USERNAME_OCCUPIED, PHONE_NUMBER_OCCUPIED, FIRSTNAME_INVALID.
        """
        return accounts.change_account(
            self._s, actor, first_name, last_name, username, phone, language_code
        )

    def block(self, actor: int, user_id: int) -> None:
        """Block somebody: USER_IS_BLOCKED for them. A bot is told (BOT_BLOCKED)."""
        accounts.block(self._s, actor, user_id, blocked=True)

    def unblock(self, actor: int, user_id: int) -> None:
        """Unblock somebody."""
        accounts.block(self._s, actor, user_id, blocked=False)

    def has_started(self, bot_id: int, user_id: int) -> bool:
        """Whether the person ever wrote to the bot, so that it may write to them."""
        return (bot_id, user_id) in self._s.started

    def has_met(self, bot_id: int, user_id: int) -> bool:
        """Whether the bot has seen the person anywhere; a stranger is PEER_ID_INVALID to it."""
        return user_id in self._s.met.get(bot_id, ())

    def delete_account(self, user_id: int) -> None:
        """The account is gone; INPUT_USER_DEACTIVATED for whoever writes to it."""
        accounts.delete_account(self._s, user_id)

    def judge(self, user_id: int, verdict: Verdict) -> None:
        """Let Telegram restrict, freeze or ban an account, or lift that."""
        self.user(user_id).verdict = verdict

    def remove_contact(self, actor: int, user_id: int) -> None:
        """The actor knows this person no more."""
        self.user(actor).contacts.discard(user_id)

    def press(self, actor: int, chat_id: int, message_id: int, data: str) -> CallbackQuery:
        """Press an inline button; the bot that wrote the message is told. DATA_INVALID."""
        return accounts.press(self._s, actor, chat_id, message_id, data)

    def answer(
        self,
        bot_id: int,
        query_id: str,
        text: str | None,
        *,
        alert: bool = False,
        url: str | None = None,
    ) -> None:
        """Answer a pressed button. QUERY_ID_INVALID the second time, or after 15 minutes."""
        accounts.answer(self._s, bot_id, query_id, text, alert, url)

    def set_inline(self, bot_id: int, *, on: bool = True, feedback: bool = True) -> None:
        """What the owner of a bot tells @BotFather by /setinline and /setinlinefeedback."""
        bot = self.user(bot_id)
        bot.is_inline, bot.has_inline_feedback = on, on and feedback

    def ask_inline(
        self, actor: int, bot_id: int, chat_id: int, query: str, offset: str = ""
    ) -> InlineQuery:
        """Type `@bot words` in a chat. BOT_INLINE_DISABLED unless the owner turned it on."""
        return inline.ask(self._s, actor, bot_id, chat_id, query, offset)

    def answer_inline(
        self,
        bot_id: int,
        query_id: str,
        results: Sequence[InlineResult],
        *,
        cache_time: int = 300,
        is_personal: bool = False,
        next_offset: str = "",
    ) -> None:
        """Answer it. QUERY_ID_INVALID the second time, or after ten seconds."""
        inline.answer(self._s, bot_id, query_id, results, cache_time, is_personal, next_offset)

    def choose_inline(
        self,
        actor: int,
        chat_id: int,
        query_id: str,
        result_id: str,
        *,
        reply_to: int | None = None,
        topic: int | None = None,
    ) -> Message:
        """Send a result. INLINE_RESULT_EXPIRED, RESULT_ID_INVALID."""
        return inline.choose(self._s, actor, chat_id, query_id, result_id, reply_to, topic)

    def inline_query(self, query_id: str) -> InlineQuery | None:
        """What was typed behind a bot's name."""
        return self._s.inline_queries.get(query_id)

    def query(self, query_id: str) -> CallbackQuery | None:
        """A pressed button by its id."""
        return self._s.queries.get(query_id)

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
        title: str | None = None,
        performer: str | None = None,
        dc: int = HOME_DC,
    ) -> File:
        """Keep uploaded bytes; of a picture, width and height are read from them."""
        if kind in images.UNTOLD:
            width, height = images.size_of(kind, data, (width, height))
        file = accounts.add_file(
            self._s,
            kind,
            data,
            mime_type=mime_type,
            name=name,
            width=width,
            height=height,
            duration=duration,
            emoji=emoji,
            title=title,
            performer=performer,
        )
        file.dc = dc
        return file

    def box(self, owner: int) -> Box:
        """A person's common box, or a supergroup's. PEER_ID_INVALID for anybody else's."""
        if owner not in self.users and owner not in self.chats:
            raise Refused("PEER_ID_INVALID")
        return self._s.box(owner)
