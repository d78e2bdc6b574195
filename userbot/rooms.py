"""Makes rooms, gives them to the bot, deletes them."""

import logging
from collections.abc import Sequence
from typing import Any

from pyrogram import raw
from pyrogram.errors import RPCError

from core.model.outcomes import Cause, Outcome, Rejected, Sent
from core.model.places import Place
from core.model.room_effects import CreateRoom, DeleteRoom, DiscardRoom
from core.ports import Database
from core.ports.effects import Carrier, carries
from userbot.account import Account
from userbot.catch_up import marked, peer_of
from userbot.dialogs import pages
from userbot.failures import NoAnswer, Refusal, flood_seconds, means, reason, unless
from userbot.people import People

log = logging.getLogger(__name__)

ABOUT_LIMIT = 255  # https://core.telegram.org/method/messages.editChatAbout
NEWEST = 100
"""Chats among which a room that was just made is looked for: they come newest first."""

BOT_RIGHTS = ("change_info", "delete_messages", "ban_users", "invite_users", "pin_messages")


class HalfMade(Exception):
    """A room exists, and Telegram refused (`__cause__`) what has to be done to it next."""

    def __init__(self, chat_id: int) -> None:
        super().__init__(f"room {chat_id} is not finished")
        self.chat_id = chat_id


class NotMade(Exception):
    """Telegram refused (`__cause__`) to make the room, and it does not exist."""


class Rooms(Carrier):
    """Makes and deletes rooms. Calls raise RPCError and UserbotError."""

    def __init__(
        self,
        account: Account,
        people: People,
        database: Database,
        bot_username: str,
        bot_id: int = 0,
        words: str = "",
    ) -> None:
        self._words = words
        self._account, self._people, self._database = account, people, database
        self._bot_username, self._bot_id = bot_username, bot_id
        self._bot: raw.types.InputUser | None = None
        self._abouts: dict[int, str] = {}  # of supergroups that are no known place

    async def bot(self) -> raw.types.InputUser:
        """Return the desk's bot. Raises UnknownPerson.

        Once it was met, the session file knows how to address it: usernames are looked up so rarely
        that Telegram has answered with waits of 18 hours to who did it at each start.
        """
        if self._bot is None:
            self._bot = await self._people.met(self._bot_id)
        if self._bot is None:
            self._bot = await self._people.by_username(self._bot_username)
        return self._bot

    def about(self, marker: str) -> str:
        """Return the text of the room's page: words for whoever opens it, then the mark by which it
        is found again."""
        words = self._words[: ABOUT_LIMIT - len(marker) - 2].strip()
        return f"{words}\n\n{marker}" if words else marker

    @carries(CreateRoom)
    async def create(self, effect: CreateRoom) -> Outcome:
        """Make the room of a place, or find the one that was made when the answer was lost.

        Raises, besides, NotMade when there is none, and HalfMade when the room is there and not yet
        as it must be. Outcome: chat_id; Rejected with `made` when it is there and never will be.
        """
        bot = await self.bot()
        async with self._database.unit_of_work() as uow:
            places = await uow.places.all_live()
        chat_id = next((place.chat_id for place in places if place.id == effect.place_id), None)
        if chat_id is None:
            chat_id = await self._find(effect.marker, effect.title, places)
        if chat_id is None:
            chat_id = await self._make(effect.marker, effect.title, places)
        self._account.pump.expect(chat_id)
        try:
            lacking = await self._furnish(chat_id, bot)
        except RPCError as error:
            raise HalfMade(chat_id) from error
        if lacking:
            refused = f"the bot lacks rights in the room: {', '.join(lacking)}"
            return Rejected(refused, Cause.NO_RIGHT, made=chat_id)
        return Sent({"chat_id": chat_id})

    async def _furnish(self, chat_id: int, bot: raw.types.InputUser) -> list[str]:
        """Set up a new room. Returns the rights that the bot lacks in it."""
        channel = await self._account.channel(chat_id)
        lacking = await self._promote(channel, bot)
        if not lacking:
            await self._close_to_strangers(channel)
            await self._show_history(chat_id, channel)
        return lacking

    @carries(DeleteRoom)
    async def delete(self, effect: DeleteRoom) -> Outcome:
        """Delete the supergroup; one that is gone counts as deleted."""
        await self._delete(effect.chat_id)
        self._account.rests.end(Cause.CHATS_FULL)  # it is in one chat less
        return Sent()

    async def _delete(self, chat_id: int) -> None:
        try:
            channel = await self._account.channel(chat_id)
            await self._account.call(raw.functions.channels.DeleteChannel(channel=channel))
        except RPCError as error:
            if not means(error, Cause.CHAT_LOST):
                raise
        self._account.pump.gone(chat_id)

    @carries(DiscardRoom)
    async def discard(self, effect: DiscardRoom) -> Outcome:
        """Delete the room that nobody waits for any longer, if it was made. Outcome: found."""
        async with self._database.unit_of_work() as uow:
            places = await uow.places.all_live()
        chat_id = await self._find(effect.marker, effect.title, places)
        if chat_id is not None:
            await self._delete(chat_id)
        return Sent({"found": chat_id is not None})

    async def _make(self, marker: str, title: str, places: Sequence[Place]) -> int:
        query = raw.functions.channels.CreateChannel(
            title=title, about=self.about(marker), megagroup=True
        )
        try:
            answer: Any = await self._account.call(query)
        except NoAnswer:
            # It may have been made all the same. Asked again blindly, there would be two.
            found = await self._find(marker, title, places)
            if found is None:
                raise
            return found
        except RPCError as error:
            raise NotMade from error
        (channel,) = (chat for chat in answer.chats if isinstance(chat, raw.types.Channel))
        return marked(channel)

    async def _find(self, marker: str, title: str, places: Sequence[Place]) -> int | None:
        """Find the room with the marker, among this account's own supergroups that no place has."""
        known = {place.chat_id for place in places}
        seen = {channel.id: channel for channel in self._account.pump.created.values()}
        listed = 0
        async for page in pages(self._account.call, self._account.peer):
            seen.update({chat.id: chat for chat in page.chats if _is_own(chat)})
            listed += len(page.dialogs)
            if listed >= NEWEST:
                break
        matching: list[int] = []
        for channel in seen.values():
            chat_id = marked(channel)
            if chat_id not in known and channel.title == title:
                about = await self._about(chat_id)
                if marker in about:
                    matching.append(chat_id)
        if len(matching) > 1:
            log.error("more than one room carries the marker %s: %s", marker, matching)
        return max(matching, default=None)  # the oldest: marked ids are negative

    async def _about(self, chat_id: int) -> str:
        if chat_id not in self._abouts:
            try:
                full = await self.full(chat_id)
            except RPCError as error:
                if not means(error, Cause.CHAT_LOST):
                    raise
                self._account.pump.gone(chat_id)
                return ""
            self._abouts[chat_id] = full.about
        return self._abouts[chat_id]

    async def full(self, chat_id: int) -> Any:
        """Ask for all that Telegram tells about a room (`channelFull`)."""
        return (await self._full(chat_id)).full_chat

    async def words_of(self, chat_id: int) -> tuple[str, str]:
        """Return a room's title, and the text of its page."""
        answer = await self._full(chat_id)
        bare = answer.full_chat.id
        title = next((chat.title for chat in answer.chats if chat.id == bare), "")
        return title, answer.full_chat.about

    async def _full(self, chat_id: int) -> Any:
        channel = await self._account.channel(chat_id)
        return await self._account.call(raw.functions.channels.GetFullChannel(channel=channel))

    async def _promote(
        self, channel: raw.types.InputChannel, bot: raw.types.InputUser
    ) -> list[str]:
        """Make the bot an administrator. Returns the rights that it lacks when read back."""
        rights = raw.types.ChatAdminRights(
            change_info=True,
            delete_messages=True,
            ban_users=True,
            invite_users=True,
            pin_messages=True,
        )
        promote = raw.functions.channels.EditAdmin(
            channel=channel, user_id=bot, admin_rights=rights, rank=""
        )
        try:
            await self._account.call(promote)
        except RPCError as error:
            if not means(error, Refusal.NOT_A_MEMBER):
                raise
            await self._bring_in(channel, bot)
            await self._account.call(promote)
        answer: Any = await self._account.call(
            raw.functions.channels.GetParticipant(
                channel=channel,
                participant=raw.types.InputPeerUser(
                    user_id=bot.user_id, access_hash=bot.access_hash
                ),
            )
        )
        held = getattr(answer.participant, "admin_rights", None)
        return [right for right in BOT_RIGHTS if not getattr(held, right, False)]

    async def _bring_in(self, channel: raw.types.InputChannel, bot: raw.types.InputUser) -> None:
        invite = raw.functions.channels.InviteToChannel(channel=channel, users=[bot])
        # Refused as done already when an answer was lost before.
        await unless(self._account.call(invite), Cause.SO_ALREADY)

    async def _close_to_strangers(self, channel: raw.types.InputChannel) -> None:
        """Forbid members to invite, pin and rename: the room is the ticket's alone.

        A second lock: who gets in without a ticket is put out all the same.
        """
        peer = peer_of(channel)
        rights = raw.types.ChatBannedRights(
            until_date=0, invite_users=True, pin_messages=True, change_info=True
        )
        try:
            await self._account.call(
                raw.functions.messages.EditChatDefaultBannedRights(peer=peer, banned_rights=rights)
            )
        except RPCError as error:
            if flood_seconds(error) is not None:
                raise
            if not means(error, Cause.SO_ALREADY):
                log.warning("the rights of members stay as they are: %s", reason(error))

    async def _show_history(self, chat_id: int, channel: raw.types.InputChannel) -> None:
        """Let operators who come later read what the customer wrote before."""
        if (await self.full(chat_id)).hidden_prehistory:
            await self._account.call(
                raw.functions.channels.TogglePreHistoryHidden(channel=channel, enabled=False)
            )


def _is_own(chat: Any) -> bool:
    return (
        isinstance(chat, raw.types.Channel)
        and bool(chat.creator)
        and bool(chat.megagroup)
        and not chat.left
    )
