"""Looks up for the bot's gateway what was recorded and copied."""

from collections.abc import Sequence

from core.model.messages import Recorded, message_of
from db.database import SqlDatabase
from db.repositories.conversations import SqlCopies, SqlMessages


class CopyLookupInDatabase:
    """Reads `bot.carriers.lookups.CopyLookup` from the database. What was sent to a chat before is
    settled by then: the outbox keeps the order of each chat."""

    def __init__(self, database: SqlDatabase) -> None:
        self._database = database

    async def counterpart(self, chat_id: int, message_id: int, in_chat: int) -> int | None:
        """Return a message's counterpart there: its copy, or what it is a copy of."""
        async with self._database.asking() as transaction:
            found = await SqlCopies(transaction).counterpart(chat_id, message_id, in_chat)
        return None if found is None else message_of(found)

    async def said(self, chat_id: int, message_id: int) -> Recorded | None:
        """Return what a message says by now."""
        async with self._database.asking() as transaction:
            return await SqlMessages(transaction).get(chat_id, message_id)

    async def album(self, chat_id: int, album: str, near: int, to_chat: int) -> Sequence[Recorded]:
        """Return the parts of an album that are not there yet."""
        async with self._database.asking() as transaction:
            return await SqlMessages(transaction).album_left(chat_id, album, near, to_chat)
