"""What a person writes."""

from __future__ import annotations

from collections.abc import Sequence

from sandbox.people.hands import Hands
from sandbox.people.views import Account, Attachment, Parcel, Seen
from sandbox.state.model import Entity

Ref = int | str  # a chat, person or bot: by id or by @name


class Writer:
    """The writing half of a `Person`."""

    def __init__(self, hands: Hands, account: Account, bot: Ref | None = None) -> None:
        self._hands = hands
        self._bot = bot
        self.account = account
        self.id = account.id
        self.name = account.name

    def __repr__(self) -> str:
        return f"<{self.name} {self.id}>"

    async def _id(self, ref: Ref) -> int:
        return ref if isinstance(ref, int) else await self._hands.resolve(ref)

    async def _to(self, ref: Ref | None) -> int:
        chosen = self._bot if ref is None else ref
        if chosen is None:
            raise ValueError("which bot? none was named")
        return await self._id(chosen)

    async def _send(self, chat: Ref, *parcels: Parcel) -> Seen:
        return (await self._hands.send(self.id, await self._id(chat), parcels))[0]

    # Writing --------------------------------------------------------------------------------------

    async def start(self, bot: Ref | None = None, payload: str | None = None) -> Seen:
        """Press Start, as a deep link with this payload does; unblocks the bot if need be."""
        chat = await self._to(bot)
        await self._hands.block(self.id, chat, False)
        return await self._send(chat, Parcel(f"/start {payload}" if payload else "/start"))

    async def say(
        self,
        chat: Ref,
        text: str,
        *,
        entities: Sequence[Entity] = (),
        reply_to: Seen | int | None = None,
    ) -> Seen:
        """Write a text."""
        return await self._send(chat, Parcel(text, tuple(entities), reply_to=_number(reply_to)))

    async def send_file(
        self,
        chat: Ref,
        file: Attachment,
        caption: str = "",
        *,
        entities: Sequence[Entity] = (),
        reply_to: Seen | int | None = None,
    ) -> Seen:
        """Send a file of any kind."""
        reply = _number(reply_to)
        return await self._send(chat, Parcel(caption, tuple(entities), file, reply_to=reply))

    async def send_photo(self, chat: Ref, data: bytes, caption: str = "") -> Seen:
        """Send a JPEG picture."""
        file = Attachment("photo", data, None, "image/jpeg", (640, 480))
        return await self.send_file(chat, file, caption)

    async def send_video(self, chat: Ref, data: bytes, caption: str = "") -> Seen:
        """Send a video."""
        file = Attachment("video", data, "video.mp4", "video/mp4", (640, 480), 5)
        return await self.send_file(chat, file, caption)

    async def send_animation(self, chat: Ref, data: bytes, caption: str = "") -> Seen:
        """Send a GIF, which is a video without sound."""
        file = Attachment("animation", data, "animation.mp4", "video/mp4", (320, 240), 2)
        return await self.send_file(chat, file, caption)

    async def send_voice(self, chat: Ref, data: bytes, caption: str = "") -> Seen:
        """Send a voice message."""
        file = Attachment("voice", data, None, "audio/ogg", duration=3)
        return await self.send_file(chat, file, caption)

    async def send_audio(self, chat: Ref, data: bytes, name: str, caption: str = "") -> Seen:
        """Send a piece of music."""
        file = Attachment("audio", data, name, "audio/mpeg", duration=180)
        return await self.send_file(chat, file, caption)

    async def send_video_note(self, chat: Ref, data: bytes) -> Seen:
        """Send a round video."""
        file = Attachment("video_note", data, None, "video/mp4", (240, 240), 4)
        return await self.send_file(chat, file)

    async def send_document(
        self,
        chat: Ref,
        data: bytes,
        name: str,
        caption: str = "",
        mime_type: str = "application/octet-stream",
    ) -> Seen:
        """Send a file under a name of the sender's own choice."""
        return await self.send_file(chat, Attachment("document", data, name, mime_type), caption)

    async def send_sticker(self, chat: Ref, data: bytes, emoji: str = "👍") -> Seen:
        """Send a sticker."""
        file = Attachment("sticker", data, "sticker.webp", "image/webp", (512, 512), emoji=emoji)
        return await self.send_file(chat, file)

    async def send_album(
        self, chat: Ref, files: Sequence[Attachment], captions: Sequence[str] = ()
    ) -> list[Seen]:
        """Send files as one album; captions go with the first ones."""
        parcels = [
            Parcel(captions[i] if i < len(captions) else "", file=file)
            for i, file in enumerate(files)
        ]
        return await self._hands.send(self.id, await self._id(chat), parcels)

    async def send_custom_emoji(
        self, chat: Ref, emoji_id: str, text: str = "👍", before: str = ""
    ) -> Seen:
        """Write a custom emoji; `text` is the plain one that it stands for."""
        offset, length = (len(part.encode("utf-16-le")) // 2 for part in (before, text))
        entity = Entity("custom_emoji", offset, length, custom_emoji_id=emoji_id)
        return await self.say(chat, before + text, entities=[entity])

    async def send_location(self, chat: Ref, latitude: float, longitude: float) -> Seen:
        """Send a place on the map, in degrees."""
        location = {"latitude": latitude, "longitude": longitude}
        return await self._send(chat, Parcel(location=location))

    async def send_poll(self, chat: Ref, question: str, options: Sequence[str]) -> Seen:
        """Send a poll."""
        return await self._send(chat, Parcel(poll={"question": question, "options": [*options]}))

    async def send_contact(
        self,
        chat: Ref,
        phone_number: str,
        first_name: str,
        *,
        last_name: str | None = None,
        user_id: int | None = None,
    ) -> Seen:
        """Send a contact's card, of whomever."""
        card = {"phone_number": phone_number, "first_name": first_name}
        extra = {"last_name": last_name, "user_id": user_id}
        contact = {**card, **{k: v for k, v in extra.items() if v is not None}}
        return await self._send(chat, Parcel(contact=contact))

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

    async def forward(self, messages: Seen | Sequence[Seen], to: Ref) -> list[Seen]:
        """Forward messages of one chat."""
        several = [messages] if isinstance(messages, Seen) else list(messages)
        ids = [seen.message_id for seen in several]
        return await self._hands.forward(self.id, several[0].chat_id, ids, await self._id(to))

    async def edit(self, message: Seen, text: str, *, entities: Sequence[Entity] = ()) -> Seen:
        """Change what one wrote."""
        parcel = Parcel(text, tuple(entities))
        return await self._hands.edit(self.id, message.chat_id, message.message_id, parcel)

    async def delete(self, *messages: Seen, for_everybody: bool = True) -> int:
        """Delete messages of one chat; returns how many went."""
        ids = [seen.message_id for seen in messages]
        return await self._hands.delete(self.id, messages[0].chat_id, ids, for_everybody)

    async def react(self, message: Seen, emoji: str | None) -> None:
        """React to a message, or (None) take it back."""
        await self._hands.react(self.id, message.chat_id, message.message_id, emoji)

    async def pin(self, message: Seen) -> None:
        """Pin a message."""
        await self._hands.pin(self.id, message.chat_id, message.message_id)


def _number(message: Seen | int | None) -> int | None:
    return message.message_id if isinstance(message, Seen) else message
