"""Clears a room between two tickets: removes everybody, reads the whole history once more, wipes
it, and proves that it is empty."""

import logging
from typing import Any

from pyrogram import raw
from pyrogram.errors import RPCError

from core.model.outcomes import Cause, Outcome, Sent
from core.model.room_effects import EmptyRoom, WipeRoom
from core.ports import Clock, Database
from core.ports.effects import Carrier, carries
from userbot import payload
from userbot.account import Account
from userbot.catch_up import history, peer_of
from userbot.failures import flood_seconds, means, reason, unless
from userbot.people import People
from userbot.rooms import Rooms

log = logging.getLogger(__name__)

Owner = raw.types.InputUser | raw.types.InputUserSelf

CHUNK = 500
ROUNDS = 3
LINKS = 100
STAYS = (
    raw.types.MessageActionChannelCreate,
    raw.types.MessageActionHistoryClear,
    raw.types.MessageActionChannelMigrateFrom,
)
"""Service messages that Telegram itself leaves when a supergroup's history is deleted."""


class Clearing(Carrier):
    """Empties and wipes rooms. Calls raise RPCError and UserbotError.

    `ours` are all user accounts of the desk: none of them is put out, and none of them is anybody.
    """

    def __init__(
        self,
        account: Account,
        people: People,
        rooms: Rooms,
        database: Database,
        clock: Clock,
        ours: frozenset[int],
    ) -> None:
        self._accounts = ours
        self._account, self._people, self._rooms = account, people, rooms
        self._database, self._clock = database, clock

    # emptying ------------------------------------------------------------------------------------
    @carries(EmptyRoom)
    async def empty(self, effect: EmptyRoom) -> Outcome:
        """Remove everybody, then store the whole history once more, ended by a `swept` update.

        In between, everything heard so far goes into the inbox: what was deleted or edited before
        the sweep is there before it.
        """
        ours, chat_id = await self._ours(), effect.chat_id
        for _ in range(ROUNDS):
            others = await self._people.participants(chat_id) - ours
            if not others:
                break
            for user_id in sorted(others):
                await self._people.put_out(chat_id, user_id)
        await self._dismiss_requests(chat_id)
        await self._account.pump.settled(chat_id)
        await self._sweep(effect.place_id, chat_id)
        return Sent()

    async def _ours(self) -> set[int]:
        return {*self._accounts, (await self._rooms.bot()).user_id}

    async def _dismiss_requests(self, chat_id: int) -> None:
        if (await self._rooms.full(chat_id)).requests_pending:
            await self._account.call(
                raw.functions.messages.HideAllChatJoinRequests(peer=await self._peer(chat_id))
            )

    async def _sweep(self, place_id: int, chat_id: int) -> None:
        channel = await self._account.channel(chat_id)
        messages, names = await history(self._account.call, channel)
        rows = [payload.seen(chat_id, message, names, "sweep") for message in messages]
        newest = messages[-1].id if messages else 0
        rows.append(payload.swept(place_id, chat_id, newest))
        for start in range(0, len(rows), CHUNK):
            async with self._database.unit_of_work() as uow:
                chunk = rows[start : start + CHUNK]
                lanes = [str(chat_id)] * len(chunk)
                await uow.inbox.store(self._account.source, chunk, self._clock(), lanes)

    # wiping --------------------------------------------------------------------------------------
    @carries(WipeRoom)
    async def wipe(self, effect: WipeRoom) -> Outcome:
        """Wipe the room for everybody and read back whether it is empty. Outcome: clean."""
        chat_id = effect.chat_id
        used = await self._links(chat_id)
        await self._reset(effect.place_id, chat_id, effect.title)
        await self._kill_links(chat_id, used)
        await self._forget_history(chat_id)
        remains = await self._remains(chat_id, {link.link for _, link in used})
        # Until our own deletions have passed the pump the room counts as being wiped, so that
        # nobody takes them for deletions by those who spoke.
        await self._account.pump.settled(chat_id)
        if remains:
            log.warning("room %d is not clean: %s", chat_id, "; ".join(remains))
        return Sent({"clean": not remains})

    async def _reset(self, place_id: int, chat_id: int, title: str) -> None:
        async with self._database.unit_of_work() as uow:
            place = await uow.places.get(place_id)
        channel, peer = await self._account.channel(chat_id), await self._peer(chat_id)
        # Asked for what is so already, Telegram refuses.
        called, about = await self._rooms.words_of(chat_id)
        if called != title:
            await self._unless_refused(
                raw.functions.channels.EditTitle(channel=channel, title=title)
            )
        if place is not None and about != (wanted := self._rooms.about(place.marker)):
            await self._unless_refused(
                raw.functions.messages.EditChatAbout(peer=peer, about=wanted)
            )
        await self._unless_refused(raw.functions.messages.UnpinAllMessages(peer=peer))

    async def _unless_refused(self, query: Any) -> None:
        """Make a call, if Telegram allows it: whether the room is clean, the proof decides."""
        try:
            await self._account.call(query)
        except RPCError as error:
            if flood_seconds(error) is not None:
                raise
            if not means(error, Cause.SO_ALREADY):
                log.warning("%s was refused: %s", query.QUALNAME, reason(error))

    async def _forget_history(self, chat_id: int) -> None:
        channel = await self._account.channel(chat_id)
        for _ in range(ROUNDS):
            messages, _names = await history(self._account.call, channel)
            if not _said_in(messages):
                return
            await self._account.call(
                raw.functions.channels.DeleteHistory(
                    channel=channel, max_id=messages[-1].id, for_everyone=True
                )
            )

    async def _links(self, chat_id: int) -> list[tuple[Owner, Any]]:
        """Return living links and who made them: only our own accounts were ever administrators."""
        return [
            (owner, link)
            for owner in await self._owners()
            for link in await self._links_of(chat_id, owner)
            if not link.revoked
        ]

    async def _links_of(self, chat_id: int, owner: Owner) -> list[raw.types.ChatInviteExported]:
        """Return all links of one administrator. Only an empty page is the end of the list."""
        peer = await self._peer(chat_id)
        found: list[raw.types.ChatInviteExported] = []
        while True:
            last = found[-1] if found else None
            answer: Any = await self._account.call(
                raw.functions.messages.GetExportedChatInvites(
                    peer=peer,
                    admin_id=owner,
                    limit=LINKS,
                    offset_date=last.date if last else None,
                    offset_link=last.link if last else None,
                )
            )
            known = {link.link for link in found}
            fresh = [
                link
                for link in answer.invites
                if isinstance(link, raw.types.ChatInviteExported) and link.link not in known
            ]
            if not fresh:
                return found
            found += fresh

    async def _owners(self) -> list[Owner]:
        return [raw.types.InputUserSelf(), await self._rooms.bot()]

    async def _kill_links(self, chat_id: int, links: list[tuple[Owner, Any]]) -> None:
        """Revoke every link. Telegram replaces a primary link by a new one, which nobody has
        seen."""
        peer = await self._peer(chat_id)
        for _, link in links:
            revoke = raw.functions.messages.EditExportedChatInvite(
                peer=peer, link=link.link, revoked=True
            )
            await unless(self._account.call(revoke), Cause.SO_ALREADY)
        for owner in await self._owners():
            await self._unless_refused(
                raw.functions.messages.DeleteRevokedExportedChatInvites(peer=peer, admin_id=owner)
            )

    # proof ---------------------------------------------------------------------------------------
    async def _remains(self, chat_id: int, old_links: set[str]) -> list[str]:
        """Say what is still there; empty when the room is proved clean."""
        remains: list[str] = []
        others = await self._people.participants(chat_id) - await self._ours()
        if others:
            remains.append(f"{len(others)} people")
        channel = await self._account.channel(chat_id)
        messages, _names = await history(self._account.call, channel)
        said = _said_in(messages)
        if said:
            remains.append(f"{len(said)} messages")
        usable = [
            link
            for _, link in await self._links(chat_id)
            if link.link in old_links or not link.permanent
        ]
        if usable:
            remains.append(f"{len(usable)} links")
        full = await self._rooms.full(chat_id)
        if full.pinned_msg_id:
            remains.append("a pinned message")
        if full.requests_pending:
            remains.append(f"{full.requests_pending} people who knock")
        return remains

    async def _peer(self, chat_id: int) -> raw.types.InputPeerChannel:
        return peer_of(await self._account.channel(chat_id))


def _said_in(messages: list[payload.AnyMessage]) -> list[payload.AnyMessage]:
    """Return messages that are more than what Telegram leaves."""
    return [
        message
        for message in messages
        if not (isinstance(message, raw.types.MessageService) and isinstance(message.action, STAYS))
    ]
