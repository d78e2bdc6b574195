"""Addresses people, invites them into rooms, removes them."""

import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from typing import Any

from pyrogram import raw
from pyrogram.errors import RPCError

from core.model.effects import ResolveUsername
from core.model.outcomes import Cause, Outcome, Rejected, Sent, Unreachable
from core.model.room_effects import InviteOperator, InviteSupervisor, RemoveFromRoom
from core.ports.effects import Carrier, carries
from userbot.account import Account
from userbot.failures import Refusal, UserbotError, means, reason, unless

log = logging.getLogger(__name__)

CLOSED = "USER_PRIVACY_RESTRICTED"
PAGE = 200
"""Most participants in one answer (https://core.telegram.org/method/channels.getParticipants)."""


class UnknownPerson(Exception):
    """Telegram gives this account no way to address somebody."""


class People(Carrier):
    """Acts on persons through the account. Calls raise RPCError and UserbotError."""

    def __init__(self, account: Account) -> None:
        self._account = account

    async def addresses(
        self, user_id: int, username: str | None, phone: str | None
    ) -> AsyncGenerator[raw.types.InputUser]:
        """Yield the ways to address somebody, looked up one after the other: as met before, by
        username, by phone; as a contact last, and as none any more once that was tried."""
        with suppress(KeyError):
            yield _input_user(await self._account.peer(user_id))
        if username and await self._look_up(username) == user_id:
            yield _input_user(await self._account.peer(user_id))
        if not phone:
            return
        if await self._look_up_phone(phone) == user_id:
            yield _input_user(await self._account.peer(user_id))
            return
        found = await self._import(phone, username or str(user_id))
        if found is not None:
            person = _input_user(await self._account.peer(found))
            try:
                if found == user_id:
                    yield person
            finally:
                await self._forget(person)

    async def met(self, user_id: int) -> raw.types.InputUser | None:
        """Return the address of somebody whom the account has met; None for others. Makes no
        call."""
        try:
            return _input_user(await self._account.peer(user_id))
        except KeyError:
            return None

    async def by_username(self, username: str) -> raw.types.InputUser:
        """Return the address of the holder of a username. Raises UnknownPerson."""
        found = await self._look_up(username)
        if found is None:
            raise UnknownPerson(f"nobody has the username @{username}")
        return _input_user(await self._account.peer(found))

    @carries(ResolveUsername)
    async def whose(self, effect: ResolveUsername) -> Outcome:
        """Find which person has that username: user_id, name. Rejected when it is nobody's, a bot's
        or a chat's."""
        found = await self._resolved(effect.username)
        person_id = getattr(getattr(found, "peer", None), "user_id", None)
        if person_id is None:
            return Rejected("USERNAME_NOT_OCCUPIED", Cause.NOBODY)
        person = next(each for each in found.users if each.id == person_id)
        if person.bot or person.deleted:
            return Rejected("USER_BOT" if person.bot else "INPUT_USER_DEACTIVATED")
        name = " ".join(filter(None, (person.first_name, person.last_name)))
        return Sent({"user_id": person_id, "name": name or effect.username})

    async def _look_up(self, username: str) -> int | None:
        return getattr(getattr(await self._resolved(username), "peer", None), "user_id", None)

    async def _resolved(self, username: str) -> Any:
        """Return Telegram's answer; None when nobody has it."""
        try:
            return await self._account.call(
                raw.functions.contacts.ResolveUsername(username=username.removeprefix("@"))
            )
        except RPCError as error:
            if means(error, Cause.NO_ADDRESS):
                return None
            raise

    async def _look_up_phone(self, phone: str) -> int | None:
        """Find who has the number, as far as they let themselves be found by it."""
        query = raw.functions.contacts.ResolvePhone(phone=phone.removeprefix("+"))
        try:
            found: Any = await self._account.call(query)
        except RPCError as error:
            if means(error, Cause.NO_ADDRESS):
                return None
            raise
        return getattr(found.peer, "user_id", None)

    async def _forget(self, person: raw.types.InputUser) -> None:
        """Remove somebody from the account's contacts: its owner's list stays as it was."""
        try:
            await self._account.call(raw.functions.contacts.DeleteContacts(id=[person]))
        except (RPCError, UserbotError) as error:
            log.warning("person %d stays a contact: %s", person.user_id, error)

    async def _import(self, phone: str, name: str) -> int | None:
        contact = raw.types.InputPhoneContact(
            client_id=0, phone=phone, first_name=name, last_name=""
        )
        found: Any = await self._account.call(
            raw.functions.contacts.ImportContacts(contacts=[contact])
        )
        return next((each.user_id for each in found.imported), None)

    @carries(InviteOperator, InviteSupervisor)
    async def invite(self, effect: InviteOperator | InviteSupervisor) -> Outcome:
        """Invite somebody into a room. Unreachable when they cannot be addressed or do not let
        themselves be added."""
        user_id = effect.operator_id if isinstance(effect, InviteOperator) else effect.supervisor_id
        channel = await self._account.channel(effect.chat_id)
        refused = f"no address of person {user_id} is known"
        async with aclosing(self.addresses(user_id, effect.username, effect.phone)) as ways:
            async for person in ways:
                try:
                    answer: Any = await self._account.call(
                        raw.functions.channels.InviteToChannel(channel=channel, users=[person])
                    )
                except RPCError as error:
                    refused = reason(error)
                    if means(error, Cause.SO_ALREADY):
                        return Sent()
                    if not means(error, Cause.NO_ADDRESS):
                        raise
                else:
                    # Telegram says yes, and names those whom it did not add.
                    missing = any(each.user_id == user_id for each in answer.missing_invitees)
                    return Unreachable(CLOSED, Cause.PRIVACY) if missing else Sent()
        return Unreachable(refused, Cause.NO_ADDRESS)

    async def participants(self, chat_id: int) -> set[int]:
        """Return everybody who is in the room now. Only an empty page is the end of the list: any
        other may hold fewer than were asked for."""
        channel = await self._account.channel(chat_id)
        found: set[int] = set()
        offset = 0
        while True:
            page: Any = await self._account.call(
                raw.functions.channels.GetParticipants(
                    channel=channel,
                    filter=raw.types.ChannelParticipantsRecent(),
                    offset=offset,
                    limit=PAGE,
                    hash=0,
                )
            )
            found |= {each.user_id for each in page.participants if hasattr(each, "user_id")}
            offset += len(page.participants)
            if not page.participants:
                return found

    @carries(RemoveFromRoom)
    async def remove(self, effect: RemoveFromRoom) -> Outcome:
        """Remove somebody who has no business there."""
        await self.put_out(effect.chat_id, effect.user_id)
        return Sent()

    async def put_out(self, chat_id: int, user_id: int) -> None:
        """Remove somebody, in such a way that they may come again."""
        try:
            person = _input_peer(await self._account.peer(user_id))
        except KeyError:
            # Whoever is in the room can be addressed after its members were read.
            if user_id not in await self.participants(chat_id):
                return
            person = _input_peer(await self._account.peer(user_id))
        channel = await self._account.channel(chat_id)
        for rights in (_rights(banned=True), _rights(banned=False)):
            edit = raw.functions.channels.EditBanned(
                channel=channel, participant=person, banned_rights=rights
            )
            await unless(self._account.call(edit), Refusal.NOT_TO_REMOVE)


def _rights(*, banned: bool) -> raw.types.ChatBannedRights:
    return raw.types.ChatBannedRights(until_date=0, view_messages=banned)


def _input_peer(peer: Any) -> raw.types.InputPeerUser:
    if not isinstance(peer, raw.types.InputPeerUser):
        raise KeyError("not a person")
    return peer


def _input_user(peer: Any) -> raw.types.InputUser:
    found = _input_peer(peer)
    return raw.types.InputUser(user_id=found.user_id, access_hash=found.access_hash)
