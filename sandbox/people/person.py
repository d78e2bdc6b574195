"""A person who uses Telegram: tests, demos and replays let customers and operators act through
it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from typing import TypeVar, Unpack
from urllib.parse import parse_qs, urlsplit

from sandbox.people.groups import GroupGoer
from sandbox.people.message_filter import MessageFilter
from sandbox.people.views import (
    Account,
    Answer,
    Button,
    Changes,
    ChatView,
    Offered,
    Seen,
    Sightings,
    Visit,
)
from sandbox.people.writing import Ref, Where
from sandbox.state.model import Refused

T = TypeVar("T")
Predicate = Callable[[Seen], bool]
TIMEOUT = 10.0  # seconds that a story waits for something unless it says otherwise
_PATIENCE = 20.0  # seconds of one wait; a longer one is several
_SHOWN = 8


class NotSeenError(AssertionError):
    """What was waited for did not come; the text says what there was instead."""


class Person(GroupGoer):
    """One account. Telegram's refusals raise `Refused`; waiting in vain, `NotSeenError`.

    Chats are given by id or @name, messages as `Seen`. `bot` is whom `start` and `share_contact`
    address when no other is named.
    """

    # Buttons and links ----------------------------------------------------------------------------

    async def press(self, message: Seen, button: str) -> str:
        """Press an inline button, found by its label, a part of it or its data.

        Returns the id under which `answered` waits. Raises `NotSeenError` without such a button.
        """
        found = await self._button(message, button)
        if found.data is None:
            raise NotSeenError(f"{button!r} is a link, not a button to press")
        return await self._operations.press(
            self.id, message.chat_id, message.message_id, found.data
        )

    async def answered(self, query_id: str, timeout: float = TIMEOUT) -> Answer:
        """What the bot answered to a pressed button."""
        answer = await self._operations.answer(self.id, query_id, timeout)
        if answer is None:
            raise NotSeenError(f"the bot did not answer {self}'s button within {timeout} s")
        return answer

    async def types_to_bot(
        self, chat: Ref, words: str, bot: Ref | None = None, timeout: float = TIMEOUT
    ) -> list[Offered]:
        """Type `@bot words` in a chat; what the bot offers there.

        Raises `NotSeenError` when it offers nothing in time.
        """
        target, asked = await self._id(chat), await self._to(bot)
        query_id = await self._operations.ask_inline(self.id, asked, target, words)
        found = await self._operations.inline_results(self.id, query_id, timeout)
        if found is None:
            raise NotSeenError(f"the bot offered nothing to {self} within {timeout} s")
        return found

    async def chooses(self, chat: Ref, offered: Offered, **where: Unpack[Where]) -> Seen:
        """Send one of the results that were offered."""
        answered = where.get("reply_to")
        return await self._operations.choose_inline(
            self.id,
            await self._id(chat),
            offered.query_id,
            offered.result_id,
            answered.message_id if isinstance(answered, Seen) else answered,
            where.get("topic"),
        )

    async def follow(self, message: Seen, button: str) -> Visit:
        """Open the link of an inline button, found by its label or a part of it."""
        found = await self._button(message, button)
        if found.url is None:
            raise NotSeenError(f"{button!r} is not a link")
        return await self.open_link(found.url)

    async def _button(self, message: Seen, wanted: str) -> Button:
        now = await self._operations.message(self.id, message.chat_id, message.message_id)
        if now is None:
            raise NotSeenError(f"the message with {wanted!r} is gone")
        inline = [button for button in now.buttons if button.inline]
        found = next((b for b in inline if wanted in (b.data, b.text)), None) or next(
            (b for b in inline if wanted in b.text), None
        )
        if found is None:
            raise NotSeenError(f"no button {wanted!r} among {[b.text for b in inline]}")
        return found

    async def keyboard(self, chat: Ref) -> list[Button]:
        """The buttons that stand in place of the keyboard in a chat now."""
        for seen in reversed(await self.messages(chat)):
            if not seen.own and any(not button.inline for button in seen.buttons):
                return [button for button in seen.buttons if not button.inline]
        return []

    async def tap(self, chat: Ref, label: str) -> Seen:
        """Tap a button of the keyboard: sends its text, or one's own contact if it asks for it."""
        buttons = await self.keyboard(chat)
        found = next((b for b in buttons if b.text == label), None) or next(
            (b for b in buttons if label in b.text), None
        )
        if found is None:
            raise NotSeenError(f"no key {label!r} among {[b.text for b in buttons]}")
        if found.asks_contact:
            return await self.share_contact(chat)
        return await self.say(chat, found.text)

    async def open_link(self, url: str) -> Visit:
        """Open a link: of a group (joins, or knocks), or of a bot (starts it)."""
        parts = urlsplit(url)
        name = parts.path.strip("/")
        if parts.netloc in {"t.me", "telegram.me"} and re.fullmatch(r"[A-Za-z]\w{3,31}", name):
            payload = parse_qs(parts.query).get("start", [None])[0]
            started = await self.start(f"@{name}", payload)
            return Visit(started.chat_id, name, joined=True)
        if parts.netloc == "t.me" and (found := re.fullmatch(r"c/(\d+)/\d+", name)):
            return await self._open_chat(-(10**12) - int(found[1]))
        return await self._operations.open_link(self.id, url)

    async def _open_chat(self, chat: int) -> Visit:
        """A message's link in a private group shows the group to those who are in it."""
        title = next((each.title for each in await self.chats() if each.id == chat), None)
        if title is None:
            raise Refused("CHANNEL_PRIVATE")
        return Visit(chat, title, joined=True)

    async def look_at_link(self, url: str) -> Visit:
        """Where a group's link leads, without following it. INVITE_HASH_EXPIRED if it is over."""
        return await self._operations.look_at_link(self.id, url)

    async def changes(self, **changes: Unpack[Changes]) -> None:
        """Change what is given of oneself, an empty text takes away: others see it with the next
        thing one does. USERNAME_OCCUPIED, PHONE_NUMBER_OCCUPIED."""
        self.account = await self._operations.change_account(self.id, **changes)
        self.name = self.account.name

    # People -------------------------------------------------------------------------------------

    async def delete_account(self) -> None:
        """Delete one's account: whoever writes to it is refused (user is deactivated)."""
        await self._operations.delete_account(self.id)

    async def block(self, bot: Ref | None = None) -> None:
        """Block somebody, the bot if nobody is named."""
        await self._operations.block(self.id, await self._to(bot), True)

    async def unblock(self, bot: Ref | None = None) -> None:
        """Unblock somebody, the bot if nobody is named."""
        await self._operations.block(self.id, await self._to(bot), False)

    async def mute(self, chat: Ref, *, on: bool = True) -> None:
        """Let a chat ring one's phone no more, or (`on=False`) let it ring again."""
        await self._operations.mute(self.id, await self._id(chat), on)

    # Looking --------------------------------------------------------------------------------------

    async def messages(
        self, chat: Ref, limit: int = 100, *, topic: int | None = None
    ) -> list[Seen]:
        """The latest messages of a chat, or of a forum's topic (General is 1), oldest first."""
        return await self._operations.messages(self.id, await self._id(chat), limit, topic)

    async def last(self, chat: Ref, *, topic: int | None = None) -> Seen | None:
        """The latest message of a chat, or of a forum's topic."""
        found = await self.messages(chat, 1, topic=topic)
        return found[0] if found else None

    async def chats(self) -> list[ChatView]:
        """The chats in one's list, latest first."""
        return await self._operations.chats(self.id)

    async def members(self, chat: int) -> list[Account]:
        """Who is in a group. CHANNEL_PRIVATE for strangers."""
        return await self._operations.members(self.id, chat)

    async def is_in(self, chat: int) -> bool:
        """Whether one is in a group."""
        return await self._operations.is_in(self.id, chat)

    async def download(self, message: Seen) -> bytes:
        """The bytes of a message's file."""
        return await self._operations.file(self.id, message.chat_id, message.message_id)

    @staticmethod
    def buttons(message: Seen) -> list[str]:
        """The labels of a message's buttons."""
        return message.labels()

    async def bells(self, chat: Ref | None = None, since: int | Seen = 0) -> list[Seen]:
        """What made one's phone ring: messages as they came, not what was edited, nor what was
        sent without sound or into a muted chat. Each is shown as it is now; one that was taken away
        again rang all the same."""
        where = None if chat is None else await self._id(chat)
        moment = since.moment if isinstance(since, Seen) else since
        return await self._operations.bells(self.id, where, moment)

    # Waiting --------------------------------------------------------------------------------------

    async def now(self) -> int:
        """Return the moment up to which the person received everything: for `since`."""
        return (await self._operations.watch(self.id, None, 1 << 60, 0)).moment

    async def watch(self, since: int = 0, timeout: float = TIMEOUT) -> Sightings:
        """What came or was edited in all chats after a moment; waits for the first."""
        return await self._operations.watch(self.id, None, since, timeout)

    async def sees(
        self,
        what: Predicate | MessageFilter | str | None = None,
        chat: Ref | None = None,
        *,
        topic: int | None = None,
        since: int | Seen = 0,
        own: bool = False,
        timeout: float = TIMEOUT,
    ) -> Seen:
        """Wait for a message (a text stands for "contains it"), and return it.

        What is there already counts, the oldest first, unless it is not after `since` (a moment, or
        a message seen). An edited message counts anew. `own`: one's own messages count too.
        """
        where = None if chat is None else await self._id(chat)
        wanted = MessageFilter(contains=what) if isinstance(what, str) else what
        moment = since.moment if isinstance(since, Seen) else since
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout
        while True:
            left = deadline - loop.time()
            came = await self._operations.watch(
                self.id, where, moment, max(0, min(left, _PATIENCE))
            )
            for seen in came.seen:
                theirs = own or not seen.own or seen.kind == "service"
                theirs = theirs and topic in (None, seen.topic)
                if theirs and (wanted is None or wanted(seen)):
                    return seen
            moment = came.moment
            if left <= 0:
                raise NotSeenError(await self._instead(wanted, where, since, timeout))

    async def _instead(
        self, wanted: object, chat: int | None, since: int | Seen, timeout: float
    ) -> str:
        moment = since.moment if isinstance(since, Seen) else since
        came = await self._operations.watch(self.id, chat, moment, 0)
        lines = [
            f"  {s.moment}: {s.sender_name}: {s.text or s.service or s.kind!r} {s.labels() or ''}"
            for s in came.seen[-_SHOWN:]
        ]
        where = "" if chat is None else f" in {chat}"
        seen = "\n".join(lines) or "  nothing"
        return f"{self} did not see ({wanted}){where} within {timeout} s but:\n{seen}"

    async def until(
        self,
        condition: Callable[[], Awaitable[T]],
        what: str = "a condition",
        timeout: float = TIMEOUT,
    ) -> T:
        """Wait until an awaited condition is true, asked anew when something happens to one."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout
        count = await self._operations.stir(self.id, -1, 0)
        while True:
            value = await condition()
            left = deadline - loop.time()
            if value:
                return value
            if left <= 0:
                raise NotSeenError(f"{self}: {what} did not come true within {timeout} s")
            count = await self._operations.stir(self.id, count, min(left, _PATIENCE))

    async def sees_gone(self, message: Seen, timeout: float = TIMEOUT) -> None:
        """Wait until a message is deleted, or out of one's reach."""

        async def gone() -> bool:
            try:
                now = await self._operations.message(self.id, message.chat_id, message.message_id)
            except Refused:
                return True
            return now is None

        await self.until(gone, f"the end of {message.text!r}", timeout)

    async def sees_reaction(
        self, message: Seen, emoji: str | None = None, timeout: float = TIMEOUT
    ) -> None:
        """Wait until somebody has reacted to a message, with this emoji if one is given."""

        async def reacted() -> bool:
            now = await self._operations.message(self.id, message.chat_id, message.message_id)
            there = () if now is None else now.reactions
            return bool(there) if emoji is None else emoji in there

        await self.until(reacted, f"a reaction {emoji or ''} to {message.text!r}", timeout)

    async def gets_into(self, chat: int, timeout: float = TIMEOUT) -> None:
        """Wait until the person is in a group."""
        await self.until(lambda: self.is_in(chat), f"being in {chat}", timeout)

    async def gets_out_of(self, chat: int, timeout: float = TIMEOUT) -> None:
        """Wait until the person is not in a group any more."""

        async def out() -> bool:
            return not await self.is_in(chat)

        await self.until(out, f"being out of {chat}", timeout)
