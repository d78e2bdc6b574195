"""Calls one use case for each stored update of the user account."""

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

    async def __call__(self, work: Work, update: InboxUpdate) -> None:
        """Translate and call. Raises KeyError, TypeError or ValueError for what is no payload."""
        stored = update.payload
        match Type(stored["type"]):
            case Type.NEW:
                await record_said(work, _said(update))
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
