"""What a person can do and look at, in few operations, carried out on a world in this process."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Sequence
from typing import Any, TypeVar, Unpack

from sandbox.people.diary import Diary, Viewer
from sandbox.people.group_operations import GroupOperations
from sandbox.people.views import (
    Account,
    Answer,
    Changes,
    ChatView,
    Offered,
    Parcel,
    Seen,
    Sightings,
    Traits,
    Visit,
)
from sandbox.state.inline_results import InlineQuery
from sandbox.state.model import CallbackQuery, Content, File, Message, Privacy, Refused, User
from sandbox.state.world import World

Query = TypeVar("Query", CallbackQuery, InlineQuery)


class Operations(GroupOperations):
    """Carries out what `People` and `Person` do. Each operation is done when it is awaited.

    `me` is who acts; refusals raise `Refused`. From another process the same are called over the
    control API (`sandbox.remote`), so what they take and give has to travel (`codec`).
    """

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self._viewer = Viewer(world)
        self._diaries: dict[int, Diary] = {}

    def close(self) -> None:
        """Stop listening to the world."""
        for diary in self._diaries.values():
            diary.close()
        self._diaries.clear()

    def _diary(self, me: int) -> Diary:
        diary = self._diaries.get(me)
        if diary is None:
            diary = self._diaries[me] = Diary(self.world, self.world.user(me).id)
        return diary

    def _seen(self, me: int, message: Message) -> Seen:
        return self._viewer.seen(me, message, self._diary(me).moment_of(message))

    # Accounts -------------------------------------------------------------------------------------

    async def add_person(self, first_name: str, **traits: Unpack[Traits]) -> Account:
        """Make an account."""
        known: dict[str, Any] = {**traits}
        if "invite_privacy" in traits:
            known["invite_privacy"] = Privacy(traits["invite_privacy"])
        user = self.world.add_person(first_name, **known)
        self._diary(user.id)
        return _account(user)

    async def add_bot(
        self, name: str, username: str, token: str | None = None, *, sees_all: bool = False
    ) -> Account:
        """Make a bot."""
        bot = self.world.add_bot(name, username, token, sees_all_group_messages=sees_all)
        return _account(bot)

    async def account(self, who: int | str) -> Account:
        """Return somebody by id, @name or phone number. PEER_ID_INVALID."""
        if isinstance(who, int):
            return _account(self.world.user(who))
        found = self.world.by_phone(who) if who.startswith("+") else self.world.by_username(who)
        if not isinstance(found, User):
            raise Refused("PEER_ID_INVALID")
        return _account(found)

    async def resolve(self, name: str) -> int:
        """The id behind a name, of a person, a bot or a group. USERNAME_NOT_OCCUPIED."""
        found = self.world.by_username(name)
        if found is None:
            raise Refused("USERNAME_NOT_OCCUPIED")
        return found.id

    # Writing --------------------------------------------------------------------------------------

    async def send(self, me: int, chat: int, parcels: Sequence[Parcel]) -> list[Seen]:
        """Write one message after another; two and more with files are an album."""
        self._diary(me)
        files = sum(parcel.file is not None for parcel in parcels)
        album = self.world.new_album() if files > 1 else None
        contents = [(self._content(me, parcel, album), parcel.as_chat) for parcel in parcels]
        sent = [self.world.send(me, chat, content, as_chat=name) for content, name in contents]
        return [self._seen(me, message) for message in sent]

    def _content(self, me: int, parcel: Parcel, album: str | None) -> Content:
        file = parcel.file
        kept: File | None = None
        if file is not None:
            width, height = file.size
            kept = self.world.add_file(
                file.kind,
                file.data,
                mime_type=file.mime_type,
                name=file.name,
                width=width,
                height=height,
                duration=file.duration,
                emoji=file.emoji,
                title=file.title,
                performer=file.performer,
                dc=self.world.users[me].dc,
            )
        return Content(
            text=parcel.text,
            entities=list(parcel.entities),
            file=kept,
            contact=parcel.contact,
            location=parcel.location,
            venue=parcel.venue,
            poll=parcel.poll,
            dice=parcel.dice,
            story=parcel.story,
            album=parcel.album or (album if kept is not None else None),
            reply_to=parcel.reply_to,
            quote=None if parcel.quote is None else {"text": parcel.quote},
            thread_id=parcel.topic,
            spoiler=file is not None and file.spoiler,
            caption_above=file is not None and file.caption_above,
        )

    async def edit(self, me: int, chat: int, message_id: int, parcel: Parcel) -> Seen:
        """Replace what one's own message says."""
        content = self._content(me, parcel, None)
        return self._seen(me, self.world.edit(me, chat, message_id, content))

    async def delete(self, me: int, chat: int, message_ids: Sequence[int], revoke: bool) -> int:
        """Delete; how many went."""
        return len(self.world.delete(me, chat, message_ids, revoke=revoke))

    async def forward(
        self,
        me: int,
        chat: int,
        message_ids: Sequence[int],
        to: int,
        topic: int | None = None,
        as_copy: bool = False,
    ) -> list[Seen]:
        """Send on, with or (`as_copy`) without saying from where."""
        self._diary(me)
        sent = self.world.forward(me, chat, message_ids, to, as_copy=as_copy, topic=topic)
        return [self._seen(me, message) for message in sent]

    async def react(self, me: int, chat: int, message_id: int, emoji: str | None) -> None:
        """Set one's reaction."""
        self.world.react(me, chat, message_id, emoji)

    async def read(self, me: int, chat: int) -> None:
        """Mark a chat as read."""
        self.world.read(me, chat)

    async def mute(self, me: int, chat: int, muted: bool) -> None:
        """Let a chat ring no more, or again."""
        self.world.mute(me, chat, muted)

    async def pin(self, me: int, chat: int, message_id: int) -> None:
        """Pin a message."""
        self.world.pin(me, chat, message_id)

    async def unpin(self, me: int, chat: int, message_id: int | None) -> None:
        """Unpin one message, or all."""
        self.world.unpin(me, chat, message_id)

    # Buttons and links ----------------------------------------------------------------------------

    async def press(self, me: int, chat: int, message_id: int, data: str) -> str:
        """Press an inline button; the id under which it is answered."""
        self._diary(me)
        return self.world.press(me, chat, message_id, data).id

    async def answer(self, me: int, query_id: str, timeout: float) -> Answer | None:
        """Wait for the answer; None when it did not come in time."""
        query = await self._answered(me, self.world.query(query_id), timeout)
        if query is None:
            return None
        return Answer(query.answer_text, query.answer_alert, query.answer_url)

    async def _answered(self, me: int, query: Query | None, timeout: float) -> Query | None:
        diary = self._diary(me)
        if query is None or query.user_id != me:
            raise Refused("QUERY_ID_INVALID")
        deadline = asyncio.get_running_loop().time() + timeout
        while not query.answered:
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0 or not await diary.next(diary.count, left):
                return None
        return query

    async def set_inline(self, bot: int, on: bool, feedback: bool) -> None:
        """What a bot's owner tells @BotFather."""
        self.world.set_inline(bot, on=on, feedback=feedback)

    async def ask_inline(self, me: int, bot: int, chat: int, words: str, offset: str = "") -> str:
        """Type `@bot words` in a chat; the id under which it is answered."""
        self._diary(me)
        return self.world.ask_inline(me, bot, chat, words, offset).id

    async def inline_results(self, me: int, query_id: str, timeout: float) -> list[Offered] | None:
        """Wait for the results; None when they did not come in time."""
        query = await self._answered(me, self.world.inline_query(query_id), timeout)
        if query is None:
            return None
        return [
            Offered(query_id, each.id, each.title, each.description, each.text)
            for each in query.results
        ]

    async def choose_inline(
        self,
        me: int,
        chat: int,
        query_id: str,
        result_id: str,
        reply_to: int | None = None,
        topic: int | None = None,
    ) -> Seen:
        """Send a result."""
        sent = self.world.choose_inline(
            me, chat, query_id, result_id, reply_to=reply_to, topic=topic
        )
        return self._seen(me, sent)

    async def look_at_link(self, me: int, url: str) -> Visit:
        """Where a link leads, without following it; `joined` tells whether one is there."""
        chat, _ = self.world.look_at_link(url)
        return Visit(chat.id, chat.title, await self.is_in(me, chat.id))

    async def open_link(self, me: int, url: str) -> Visit:
        """Follow a link."""
        self._diary(me)
        chat, _ = self.world.look_at_link(url)
        try:
            self.world.use_link(me, url)
        except Refused as refused:
            if refused.tag != "INVITE_REQUEST_SENT":
                raise
            return Visit(chat.id, chat.title, joined=False)
        return Visit(chat.id, chat.title, joined=True)

    async def leave(self, me: int, chat: int) -> None:
        """Leave a group."""
        self.world.leave(me, chat)

    async def change_account(self, me: int, **changes: Unpack[Changes]) -> Account:
        """Change what is given of oneself; an empty text takes away."""
        return _account(self.world.change_account(me, **changes))

    async def delete_account(self, me: int) -> None:
        """Delete one's account."""
        self.world.delete_account(me)

    async def block(self, me: int, user_id: int, blocked: bool) -> None:
        """Block or unblock."""
        if blocked:
            self.world.block(me, user_id)
        else:
            self.world.unblock(me, user_id)

    # Groups ---------------------------------------------------------------------------------------

    async def create_group(
        self, me: int, title: str, members: Sequence[int], supergroup: bool, forum: bool
    ) -> int:
        """Make a group; its id."""
        self._diary(me)
        if not supergroup:
            return self.world.create_basic_group(me, title, members).id
        chat = self.world.create_supergroup(me, title, is_forum=forum)
        if members:
            self.world.invite(me, chat.id, members)
        return chat.id

    async def invite(self, me: int, chat: int, user_ids: Sequence[int]) -> list[int]:
        """Add to a group; whom privacy forbids."""
        return self.world.invite(me, chat, user_ids)

    async def remove(self, me: int, chat: int, user_id: int, ban: bool) -> None:
        """Remove somebody from a group, for good if `ban`."""
        self.world.ban(me, chat, user_id)
        if not ban and chat < -(10**12):
            self.world.unban(me, chat, user_id)

    async def decide(self, me: int, chat: int, user_id: int, approve: bool) -> None:
        """Decide somebody's request to join."""
        self.world.decide(me, chat, user_id, approve=approve)

    async def migrate(self, me: int, chat: int) -> int:
        """Turn a basic group into a supergroup; its new id."""
        return self.world.migrate(me, chat).id

    async def members(self, me: int, chat: int) -> list[Account]:
        """Who is in a group."""
        return [_account(self.world.user(m.user_id)) for m in self.world.members(me, chat)]

    # Looking --------------------------------------------------------------------------------------

    async def chats(self, me: int) -> list[ChatView]:
        """The chats in one's list, latest first."""
        return [self._chat(chat_id) for chat_id in self.world.dialogs(me)]

    def _chat(self, chat_id: int) -> ChatView:
        if chat_id > 0:
            return ChatView(chat_id, "private", _account(self.world.user(chat_id)).name)
        chat = self.world.chats[chat_id]
        return ChatView(chat_id, chat.kind.value, chat.title)

    async def is_in(self, me: int, chat: int) -> bool:
        """Whether one is in a group."""
        return any(mine.id == chat for mine in self.world.chats_of(me))

    async def messages(
        self, me: int, chat: int, limit: int, topic: int | None = None
    ) -> list[Seen]:
        """The latest messages of a chat, or of a forum's topic, oldest first."""
        found = self.world.history(me, chat, limit=limit, topic=topic)
        return [self._seen(me, message) for message in reversed(found)]

    async def message(self, me: int, chat: int, message_id: int) -> Seen | None:
        """One message as it is now."""
        message = self.world.message(me, chat, message_id)
        return None if message is None else self._seen(me, message)

    async def file(self, me: int, chat: int, message_id: int) -> bytes:
        """The bytes of a message's file. MESSAGE_ID_INVALID without one."""
        message = self.world.message(me, chat, message_id)
        if message is None or message.content.file is None:
            raise Refused("MESSAGE_ID_INVALID")
        return message.content.file.data

    async def watch(self, me: int, chat: int | None, since: int, timeout: float) -> Sightings:
        """What came or was edited after a moment; waits for the first (nothing: not in time).

        A timeout of 0 does not wait.
        """
        diary = self._diary(me)
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout
        while True:
            found = diary.since(since, chat)
            left = deadline - loop.time()
            if found or left <= 0 or not await diary.next(diary.count, left):
                seen = (self._viewer.seen(me, m, diary.moment_of(m)) for m in found)
                return Sightings(diary.moment, tuple(seen))

    async def bells(self, me: int, chat: int | None, since: int) -> list[Seen]:
        """The new messages that rang after a moment, those deleted since among them."""
        rang = self._diary(me).bells(since, chat)
        return [self._viewer.seen(me, message, moment) for moment, message in rang]

    async def stir(self, me: int, since: int, timeout: float) -> int:
        """Wait until anything happened to the person after this count; the count now."""
        diary = self._diary(me)
        await diary.next(since, timeout)
        return diary.count


OPERATIONS = frozenset(
    name
    for name, _ in inspect.getmembers(Operations, inspect.iscoroutinefunction)
    if not name.startswith("_")
)
"""The operations that another process may call."""


def _account(user: User) -> Account:
    return Account(
        user.id,
        user.first_name,
        user.last_name,
        user.username,
        user.phone,
        user.is_bot,
        user.token,
    )
