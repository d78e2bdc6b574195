"""A customer with a plain client of their own: everything that MTProto lets them look at."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pyrogram
from pyrogram import raw
from pyrogram.connection import Connection
from pyrogram.errors import RPCError

from sandbox.people import Person
from tests.e2e.journeys.day import Day

LAST_MESSAGE = 60
PARTICIPANTS = (
    raw.types.ChannelParticipantsRecent(),
    raw.types.ChannelParticipantsAdmins(),
    raw.types.ChannelParticipantsBots(),
    raw.types.ChannelParticipantsBanned(q=""),
    raw.types.ChannelParticipantsKicked(q=""),
    raw.types.ChannelParticipantsSearch(q=""),
)
FILTERS = (
    raw.types.InputMessagesFilterEmpty(),
    raw.types.InputMessagesFilterPinned(),
    raw.types.InputMessagesFilterPhotos(),
    raw.types.InputMessagesFilterDocument(),
    raw.types.InputMessagesFilterContacts(),
)


@asynccontextmanager
async def plain_client(day: Day, person: Person) -> AsyncIterator[pyrogram.Client]:
    """A kurigram client as anybody starts it, logged in with the person's phone."""
    server = day.stage.settings.mtproto_server or ""
    host, _, port = server.rpartition(":")

    class Here(Connection):
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self.server_address, self.port, self.ipv6 = host, int(port), False

    client = pyrogram.Client(
        "spy",
        api_id=1,
        api_hash="0" * 32,
        in_memory=True,
        connection_factory=Here,
        phone_number=person.account.phone,
        phone_code=day.sandbox.login_code,
        workers=1,
        sleep_threshold=0,
        loop=asyncio.get_running_loop(),
    )
    await client.start()
    try:
        async for _ in client.get_dialogs():
            pass  # so that the chats are known by address
        yield client
    finally:
        await client.stop()


class Spy:
    """Looks at a room from all sides; refusals count as having seen nothing."""

    def __init__(self, client: pyrogram.Client, room: int) -> None:
        self._client, self._room = client, room
        self.refused: dict[str, str] = {}

    async def everything(self) -> str:
        """All that Telegram answers, as one long text."""
        peer: Any = await self._client.resolve_peer(self._room)
        channel = raw.types.InputChannel(channel_id=peer.channel_id, access_hash=peer.access_hash)
        me = raw.types.InputUserSelf()
        every_id: list[Any] = [
            raw.types.InputMessageID(id=number) for number in range(1, LAST_MESSAGE)
        ]
        looks: list[Any] = [
            raw.functions.messages.GetHistory(
                peer=peer,
                offset_id=0,
                offset_date=0,
                add_offset=0,
                limit=100,
                max_id=0,
                min_id=0,
                hash=0,
            ),
            raw.functions.channels.GetMessages(channel=channel, id=every_id),
            raw.functions.channels.GetFullChannel(channel=channel),
            raw.functions.messages.GetExportedChatInvites(peer=peer, admin_id=me, limit=100),
            raw.functions.messages.GetExportedChatInvites(
                peer=peer, admin_id=me, limit=100, revoked=True
            ),
            raw.functions.channels.GetAdminLog(
                channel=channel, q="", max_id=0, min_id=0, limit=100
            ),
            raw.functions.updates.GetChannelDifference(
                channel=channel,
                filter=raw.types.ChannelMessagesFilterEmpty(),
                pts=1,
                limit=100,
                force=True,
            ),
            *(
                raw.functions.channels.GetParticipants(
                    channel=channel, filter=kind, offset=0, limit=200, hash=0
                )
                for kind in PARTICIPANTS
            ),
            *(self._search(peer, kind) for kind in FILTERS),
        ]
        return "\n".join([await self._look(query) for query in looks])

    def _search(self, peer: Any, kind: Any) -> Any:
        return raw.functions.messages.Search(
            peer=peer,
            q="",
            filter=kind,
            min_date=0,
            max_date=0,
            offset_id=0,
            add_offset=0,
            limit=100,
            max_id=0,
            min_id=0,
            hash=0,
        )

    async def _look(self, query: Any) -> str:
        try:
            return str(await self._client.invoke(query))
        except RPCError as error:
            self.refused[query.QUALNAME.removeprefix("functions.")] = str(error)
            return ""

    async def documents(self) -> list[raw.types.InputDocumentFileLocation]:
        """Where the room's documents lie, as this person is shown it."""
        found = []
        async for message in self._client.get_chat_history(self._room):
            for media in (getattr(message, "document", None),):
                if media is None:
                    continue
                decoded = pyrogram.file_id.FileId.decode(media.file_id)
                found.append(
                    raw.types.InputDocumentFileLocation(
                        id=decoded.media_id,
                        access_hash=decoded.access_hash,
                        file_reference=decoded.file_reference,
                        thumb_size="",
                    )
                )
        return found

    async def fetch(self, location: Any) -> bytes:
        """A file's bytes. Raises RPCError."""
        query = raw.functions.upload.GetFile(location=location, offset=0, limit=4096)
        answer: Any = await self._client.invoke(query)
        return bytes(answer.bytes)
