"""Clears a desk's group after its ticket: the ticket's messages are deleted, all else stays."""

from typing import Any

from pyrogram import raw

from core.model.desk_effects import ClearGroup
from core.model.outcomes import Outcome, Rejected, Sent
from core.model.places import PlaceState
from core.ports import Database
from core.ports.effects import Carrier, carries
from userbot.account import Account
from userbot.catch_up import page_of, peer_of

CHANNELS = 10**12
CHUNK = 100
"""Messages in one deletion: as many as the Bot API takes in a call."""

ROUNDS = 2
NO_RIGHT = "no right to delete messages there"
NOT_WANTED = "the desk is not being cleared any more"
BASIC = "messages of a basic group have other numbers for each member"


class Groups(Carrier):
    """Deletes messages of staff groups. Calls raise RPCError and UserbotError."""

    def __init__(self, account: Account, database: Database) -> None:
        self._account, self._database = account, database

    @carries(ClearGroup)
    async def clear(self, effect: ClearGroup) -> Outcome:
        """Delete the ticket's messages and read back what stays. Outcome: left.

        Rejected where this account can be of no use. What is said after it began is not touched:
        it may be the next ticket's already.
        """
        if effect.chat_id > -CHANNELS:
            return Rejected(BASIC)
        channel = await self._account.channel(effect.chat_id)
        if not await self._may_delete(channel):
            return Rejected(NO_RIGHT)
        numbers = await self._standing(channel, effect)
        if not await self._is_wanted(effect):
            return Rejected(NOT_WANTED)
        newest = max(numbers, default=0)
        for _ in range(ROUNDS):
            if not numbers:
                break
            await self._delete(channel, numbers)
            numbers = [each for each in await self._standing(channel, effect) if each <= newest]
        return Sent({"left": len(numbers)})

    async def _is_wanted(self, effect: ClearGroup) -> bool:
        """Check that the clearing still is wanted, after the messages were read: none of them can
        be the next ticket's."""
        async with self._database.unit_of_work() as uow:
            place = await uow.places.get(effect.place_id)
        return (
            place is not None
            and place.state is PlaceState.EMPTYING
            and place.chat_id == effect.chat_id
        )

    async def _may_delete(self, channel: raw.types.InputChannel) -> bool:
        answer: Any = await self._account.call(
            raw.functions.channels.GetParticipant(
                channel=channel, participant=raw.types.InputPeerSelf()
            )
        )
        if isinstance(answer.participant, raw.types.ChannelParticipantCreator):
            return True
        rights = getattr(answer.participant, "admin_rights", None)
        return bool(getattr(rights, "delete_messages", False))

    async def _standing(self, channel: raw.types.InputChannel, effect: ClearGroup) -> list[int]:
        """Return the ticket's messages that are there: those named, and all from its first one
        on."""
        known = frozenset(effect.message_ids)
        if not known:
            return []
        first = effect.since or max(known) + 1
        since = max(0, min(*known, first) - 1)
        found: set[int] = set()
        offset = 0
        while True:
            page = await page_of(self._account.call, peer_of(channel), offset, since)
            numbers = [
                each.id for each in page.messages if not isinstance(each, raw.types.MessageEmpty)
            ]
            found.update(each for each in numbers if each >= first or each in known)
            if not page.messages:  # a page with fewer than were asked for is not the end
                return sorted(found)
            offset = min(each.id for each in page.messages)

    async def _delete(self, channel: raw.types.InputChannel, numbers: list[int]) -> None:
        for start in range(0, len(numbers), CHUNK):
            await self._account.call(
                raw.functions.channels.DeleteMessages(
                    channel=channel, id=numbers[start : start + CHUNK]
                )
            )
