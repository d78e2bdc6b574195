"""What a person writes and sends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypedDict, Unpack

from sandbox.people.operations import Operations
from sandbox.people.views import Account, Attachment, Parcel, Seen
from sandbox.state.model import Entity

Ref = int | str  # a chat, person or bot: by id or by @name


class Where(TypedDict, total=False):
    """Where in a chat something is written, and in whose name.

    `reply_to` is what it answers, `quote` a part of that, `topic` a forum's (without one: General,
    or that of the message answered), `as_chat` the group itself (an administrator who hides) or a
    channel of one's own.
    """

    reply_to: Seen | int | None
    quote: str | None
    topic: int | None
    as_chat: Ref | None


class Writer:
    """The writing half of a `Person`."""

    def __init__(self, operations: Operations, account: Account, bot: Ref | None = None) -> None:
        self._operations = operations
        self._bot = bot
        self.account = account
        self.id = account.id
        self.name = account.name

    @property
    def bot(self) -> Ref:
        """The bot that they mean when they name none. Raises ValueError when there is none."""
        if self._bot is None:
            raise ValueError("which bot? none was named")
        return self._bot

    def __repr__(self) -> str:
        return f"<{self.name} {self.id}>"

    async def _id(self, ref: Ref) -> int:
        return ref if isinstance(ref, int) else await self._operations.resolve(ref)

    async def _to(self, ref: Ref | None) -> int:
        chosen = self._bot if ref is None else ref
        if chosen is None:
            raise ValueError("which bot? none was named")
        return await self._id(chosen)

    async def _send(self, chat: Ref, *parcels: Parcel, **where: Unpack[Where]) -> Seen:
        return (await self._send_all(chat, parcels, **where))[0]

    async def _send_all(
        self, chat: Ref, parcels: Sequence[Parcel], **where: Unpack[Where]
    ) -> list[Seen]:
        name, answered = where.get("as_chat"), where.get("reply_to")
        target = await self._id(chat)
        if isinstance(answered, Seen) and answered.chat_id != target:
            raise ValueError(f"{answered.text!r} is in another chat; it cannot be answered here")
        author = None if name is None else await self._id(name)
        reply, quote = _number(answered), where.get("quote")
        topic = where.get("topic")
        placed = [
            replace(parcel, reply_to=reply, quote=quote, topic=topic, as_chat=author)
            for parcel in parcels
        ]
        return await self._operations.send(self.id, target, placed)

    # Writing --------------------------------------------------------------------------------------

    async def start(self, bot: Ref | None = None, payload: str | None = None) -> Seen:
        """Press Start, as a deep link with this payload does; unblocks the bot if need be."""
        chat = await self._to(bot)
        await self._operations.block(self.id, chat, False)
        return await self._send(chat, Parcel(f"/start {payload}" if payload else "/start"))

    async def say(
        self,
        chat: Ref,
        text: str,
        *,
        entities: Sequence[Entity] = (),
        **where: Unpack[Where],
    ) -> Seen:
        """Write a text."""
        return await self._send(chat, Parcel(text, tuple(entities)), **where)

    async def send_file(
        self,
        chat: Ref,
        file: Attachment,
        caption: str = "",
        *,
        entities: Sequence[Entity] = (),
        **where: Unpack[Where],
    ) -> Seen:
        """Send a file of any kind."""
        return await self._send(chat, Parcel(caption, tuple(entities), file), **where)

    async def send_photo(
        self, chat: Ref, data: bytes, caption: str = "", **where: Unpack[Where]
    ) -> Seen:
        """Send a JPEG picture."""
        file = Attachment("photo", data, None, "image/jpeg", (640, 480))
        return await self.send_file(chat, file, caption, **where)

    async def send_video(
        self, chat: Ref, data: bytes, caption: str = "", **where: Unpack[Where]
    ) -> Seen:
        """Send a video."""
        file = Attachment("video", data, "video.mp4", "video/mp4", (640, 480), 5)
        return await self.send_file(chat, file, caption, **where)

    async def send_animation(
        self, chat: Ref, data: bytes, caption: str = "", **where: Unpack[Where]
    ) -> Seen:
        """Send a GIF, which is a video without sound."""
        file = Attachment("animation", data, "animation.mp4", "video/mp4", (320, 240), 2)
        return await self.send_file(chat, file, caption, **where)

    async def send_voice(
        self, chat: Ref, data: bytes, caption: str = "", **where: Unpack[Where]
    ) -> Seen:
        """Send a voice message."""
        file = Attachment("voice", data, None, "audio/ogg", duration=3)
        return await self.send_file(chat, file, caption, **where)

    async def send_audio(
        self,
        chat: Ref,
        data: bytes,
        name: str,
        caption: str = "",
        *,
        title: str | None = None,
        performer: str | None = None,
        **where: Unpack[Where],
    ) -> Seen:
        """Send a piece of music."""
        file = Attachment(
            "audio", data, name, "audio/mpeg", duration=180, title=title, performer=performer
        )
        return await self.send_file(chat, file, caption, **where)

    async def send_video_note(self, chat: Ref, data: bytes, **where: Unpack[Where]) -> Seen:
        """Send a round video."""
        file = Attachment("video_note", data, None, "video/mp4", (240, 240), 4)
        return await self.send_file(chat, file, **where)

    async def send_document(
        self,
        chat: Ref,
        data: bytes,
        name: str,
        caption: str = "",
        mime_type: str = "application/octet-stream",
        **where: Unpack[Where],
    ) -> Seen:
        """Send a file under a name of the sender's own choice."""
        file = Attachment("document", data, name, mime_type)
        return await self.send_file(chat, file, caption, **where)

    async def send_sticker(
        self, chat: Ref, data: bytes, emoji: str = "👍", **where: Unpack[Where]
    ) -> Seen:
        """Send a sticker."""
        file = Attachment("sticker", data, "sticker.webp", "image/webp", (512, 512), emoji=emoji)
        return await self.send_file(chat, file, **where)

    async def send_album(
        self,
        chat: Ref,
        files: Sequence[Attachment],
        captions: Sequence[str] = (),
        **where: Unpack[Where],
    ) -> list[Seen]:
        """Send files as one album; captions go with the first ones."""
        parcels = [
            Parcel(captions[i] if i < len(captions) else "", file=file)
            for i, file in enumerate(files)
        ]
        return await self._send_all(chat, parcels, **where)

    async def send_custom_emoji(
        self,
        chat: Ref,
        emoji_id: str,
        text: str = "👍",
        before: str = "",
        **where: Unpack[Where],
    ) -> Seen:
        """Write a custom emoji; `text` is the plain one that it stands for."""
        offset, length = (len(part.encode("utf-16-le")) // 2 for part in (before, text))
        entity = Entity("custom_emoji", offset, length, custom_emoji_id=emoji_id)
        return await self.say(chat, before + text, entities=[entity], **where)

    async def send_location(
        self,
        chat: Ref,
        latitude: float,
        longitude: float,
        *,
        live_period: int | None = None,
        **where: Unpack[Where],
    ) -> Seen:
        """Send a place on the map, in degrees; one that moves for `live_period` seconds."""
        location: dict[str, float] = {"latitude": latitude, "longitude": longitude}
        if live_period is not None:
            location["live_period"] = live_period
        return await self._send(chat, Parcel(location=location), **where)

    async def move(self, message: Seen, latitude: float, longitude: float) -> Seen:
        """Move on the map, as a live location tells by editing its message."""
        location = {**(message.card or {}), "latitude": latitude, "longitude": longitude}
        parcel = Parcel(location=location)
        return await self._operations.edit(self.id, message.chat_id, message.message_id, parcel)

    async def send_venue(
        self,
        chat: Ref,
        latitude: float,
        longitude: float,
        title: str,
        address: str,
        **where: Unpack[Where],
    ) -> Seen:
        """Send a place that has a name."""
        place = {"latitude": latitude, "longitude": longitude, "title": title, "address": address}
        return await self._send(chat, Parcel(venue=place), **where)

    async def send_dice(self, chat: Ref, emoji: str = "🎲", **where: Unpack[Where]) -> Seen:
        """Throw dice, or what else the emoji throws."""
        return await self._send(chat, Parcel(dice={"emoji": emoji}), **where)

    async def send_poll(
        self, chat: Ref, question: str, options: Sequence[str], **where: Unpack[Where]
    ) -> Seen:
        """Send a poll."""
        poll = {"question": question, "options": [*options]}
        return await self._send(chat, Parcel(poll=poll), **where)

    async def send_contact(
        self,
        chat: Ref,
        phone_number: str,
        first_name: str,
        *,
        last_name: str | None = None,
        user_id: int | None = None,
        **where: Unpack[Where],
    ) -> Seen:
        """Send a contact's card, of whomever."""
        card = {"phone_number": phone_number, "first_name": first_name}
        extra = {"last_name": last_name, "user_id": user_id}
        contact = {**card, **{k: v for k, v in extra.items() if v is not None}}
        return await self._send(chat, Parcel(contact=contact), **where)

    async def share_contact(self, bot: Ref | None = None) -> Seen:
        """Share one's own number, as the keyboard's button does."""
        return await self.share_card_of(self, bot)

    async def share_card_of(self, other: Writer, bot: Ref | None = None) -> Seen:
        """Send somebody's card out of the address book."""
        account = other.account
        return await self.send_contact(
            await self._to(bot),
            account.phone or "",
            account.first_name,
            last_name=account.last_name,
            user_id=account.id,
        )

    async def forward(
        self,
        messages: Seen | Sequence[Seen],
        to: Ref,
        *,
        topic: int | None = None,
        as_copy: bool = False,
    ) -> list[Seen]:
        """Forward messages of one chat; `as_copy` hides from where."""
        several = [messages] if isinstance(messages, Seen) else list(messages)
        ids = [seen.message_id for seen in several]
        target = await self._id(to)
        chat = several[0].chat_id
        return await self._operations.forward(self.id, chat, ids, target, topic, as_copy)

    async def edit(
        self,
        message: Seen,
        text: str,
        *,
        entities: Sequence[Entity] = (),
        file: Attachment | None = None,
    ) -> Seen:
        """Change what one wrote, or the caption; with `file`, what one sent."""
        parcel = Parcel(text, tuple(entities), file)
        return await self._operations.edit(self.id, message.chat_id, message.message_id, parcel)

    async def delete(self, *messages: Seen, for_everybody: bool = True) -> int:
        """Delete messages of one chat; returns how many went."""
        ids = [seen.message_id for seen in messages]
        return await self._operations.delete(self.id, messages[0].chat_id, ids, for_everybody)

    async def react(self, message: Seen, emoji: str | None) -> None:
        """React to a message, or (None) take it back."""
        await self._operations.react(self.id, message.chat_id, message.message_id, emoji)

    async def pin(self, message: Seen) -> None:
        """Pin a message."""
        await self._operations.pin(self.id, message.chat_id, message.message_id)

    async def unpin(self, message: Seen) -> None:
        """Unpin a message."""
        await self._operations.unpin(self.id, message.chat_id, message.message_id)


def _number(message: Seen | int | None) -> int | None:
    return message.message_id if isinstance(message, Seen) else message
