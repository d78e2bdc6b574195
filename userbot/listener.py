"""Calls one use case for each stored update of the user account."""

from collections.abc import Sequence
from datetime import UTC, datetime

from core.conversations.record import record_deletion, record_said
from core.model.accounts import Notice
from core.model.messages import Said
from core.model.people import Person
from core.ports import InboxUpdate, Work
from core.rooms.accounts import account_told
from core.rooms.pool import room_swept
from core.tickets.begin import member_joined
from core.tickets.presence import member_left
from userbot import payload
from userbot.payload import SOURCE, Type
from userbot.translate import said_of


class UserbotHandler:
    """Handles stored updates (`core.ports.Handler`)."""

    def __init__(self) -> None:
        self._read: dict[int, Said] = {}

    async def prepare(self, work: Work, updates: Sequence[InboxUpdate]) -> None:
        """Read the rooms of a batch (`core.delivery.worker.Prepare`), and hold them; when it has
        nothing but words that nobody has recorded yet, they are written together."""
        self._read = {each.id: _said(each) for each in updates if each.payload["type"] == Type.NEW}
        if len(updates) == 1:
            return
        rooms = {each.payload["chat_id"] for each in updates if "chat_id" in each.payload}
        await work.uow.tickets.prepare_rooms(rooms)
        said = [(each.chat_id, each.message_id) for each in self._read.values()]
        if len(updates) == len(set(said)) and not await work.uow.messages.any_known(said):
            work.uow.messages.expect_new()

    async def __call__(self, work: Work, update: InboxUpdate) -> None:
        """Translate and call. Raises KeyError, TypeError or ValueError for what is no payload."""
        stored = update.payload
        match Type(stored["type"]):
            case Type.NEW:
                known = update.id in self._read
                await record_said(work, self._read[update.id] if known else _said(update))
            case Type.EDIT:
                await record_said(work, _said(update))
            case Type.DELETE:
                await record_deletion(work, stored["chat_id"], stored["message_ids"])
            case Type.JOINED:
                who = stored["person"]
                person = Person(who["id"], who["name"] or str(who["id"]), who["username"])
                await member_joined(work, stored["chat_id"], person, _moment(update))
            case Type.LEFT:
                await member_left(work, stored["chat_id"], stored["person"], _moment(update))
            case Type.SWEPT:
                await room_swept(work, stored["place_id"])
            case Type.NOTICE:
                words = {
                    key: stored[key] for key in ("text", "device", "location") if key in stored
                }
                account = update.source.removeprefix(SOURCE)
                await account_told(work, account, Notice(stored["kind"]), **words)


def _moment(update: InboxUpdate) -> datetime:
    """Return when it happened; rows of an earlier version only have when they came."""
    seconds = update.payload.get("date")
    return update.received_at if seconds is None else datetime.fromtimestamp(seconds, UTC)


def _said(update: InboxUpdate) -> Said:
    stored = update.payload
    return said_of(payload.message_in(stored), stored["chat_id"], payload.names_in(stored))
