"""People and faults of a sandbox that runs in another process, by its control door.

async with connect("http://127.0.0.1:8083", bot="@desk_bot") as sandbox:
    ann = await sandbox.people.add("Ann")
    await ann.start()
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import aiohttp

from sandbox.control import plain
from sandbox.faults import Face, Fault
from sandbox.people import People, Ref
from sandbox.people.views import (
    Account,
    Answer,
    ChatView,
    Door,
    Parcel,
    Seen,
    Sightings,
    Visit,
)
from sandbox.refusals import Refusal, Strike
from sandbox.remote_groups import Remote, RemoteGroups, WrongCallError

__all__ = ["Remote", "RemoteFaults", "RemoteHands", "RemoteSandbox", "WrongCallError", "connect"]


class RemoteHands(RemoteGroups):
    """`Hands` on a sandbox in another process."""

    async def add_person(
        self,
        first_name: str,
        *,
        last_name: str | None = None,
        username: str | None = None,
        phone: str | None = None,
        language_code: str | None = "en",
        password: str | None = None,
        invite_privacy: str = "everybody",
        hides_forwards: bool = False,
        user_id: int | None = None,
        dc: int = 2,
    ) -> Account:
        """Make an account."""
        result: Account = await self.ask(
            "add_person",
            first_name=first_name,
            last_name=last_name,
            username=username,
            phone=phone,
            language_code=language_code,
            password=password,
            invite_privacy=invite_privacy,
            hides_forwards=hides_forwards,
            user_id=user_id,
            dc=dc,
        )
        return result

    async def add_bot(
        self, name: str, username: str, token: str | None = None, *, sees_all: bool = False
    ) -> Account:
        """Make a bot."""
        result: Account = await self.ask(
            "add_bot", name=name, username=username, token=token, sees_all=sees_all
        )
        return result

    async def account(self, who: int | str) -> Account:
        """Somebody by id, @name or phone number. PEER_ID_INVALID."""
        result: Account = await self.ask("account", who=who)
        return result

    async def resolve(self, name: str) -> int:
        """The id behind a name, of a person, a bot or a group. USERNAME_NOT_OCCUPIED."""
        result: int = await self.ask("resolve", name=name)
        return result

    async def send(self, me: int, chat: int, parcels: Sequence[Parcel]) -> list[Seen]:
        """Write one message after another; two and more with files are an album."""
        result: list[Seen] = await self.ask("send", me=me, chat=chat, parcels=parcels)
        return result

    async def edit(self, me: int, chat: int, message_id: int, parcel: Parcel) -> Seen:
        """Replace what one's own message says."""
        result: Seen = await self.ask(
            "edit", me=me, chat=chat, message_id=message_id, parcel=parcel
        )
        return result

    async def delete(self, me: int, chat: int, message_ids: Sequence[int], revoke: bool) -> int:
        """Delete; how many went."""
        result: int = await self.ask(
            "delete", me=me, chat=chat, message_ids=message_ids, revoke=revoke
        )
        return result

    async def forward(
        self,
        me: int,
        chat: int,
        message_ids: Sequence[int],
        to: int,
        topic: int | None,
        as_copy: bool,
    ) -> list[Seen]:
        """Send on, with or (`as_copy`) without saying from where."""
        result: list[Seen] = await self.ask(
            "forward",
            me=me,
            chat=chat,
            message_ids=message_ids,
            to=to,
            topic=topic,
            as_copy=as_copy,
        )
        return result

    async def react(self, me: int, chat: int, message_id: int, emoji: str | None) -> None:
        """React."""
        await self.ask("react", me=me, chat=chat, message_id=message_id, emoji=emoji)

    async def pin(self, me: int, chat: int, message_id: int) -> None:
        """Pin."""
        await self.ask("pin", me=me, chat=chat, message_id=message_id)

    async def unpin(self, me: int, chat: int, message_id: int | None) -> None:
        """Unpin one message, or all."""
        await self.ask("unpin", me=me, chat=chat, message_id=message_id)

    async def press(self, me: int, chat: int, message_id: int, data: str) -> str:
        """Press an inline button; the id under which it is answered."""
        result: str = await self.ask("press", me=me, chat=chat, message_id=message_id, data=data)
        return result

    async def answer(self, me: int, query_id: str, timeout: float) -> Answer | None:
        """Wait for the answer; None when it did not come in time."""
        result: Answer | None = await self.ask("answer", me=me, query_id=query_id, timeout=timeout)
        return result

    async def look_at_link(self, me: int, url: str) -> Visit:
        """Where a link leads, without following it; `joined` tells whether one is there."""
        result: Visit = await self.ask("look_at_link", me=me, url=url)
        return result

    async def open_link(self, me: int, url: str) -> Visit:
        """Follow a link."""
        result: Visit = await self.ask("open_link", me=me, url=url)
        return result

    async def leave(self, me: int, chat: int) -> None:
        """Leave a group."""
        await self.ask("leave", me=me, chat=chat)

    async def change_account(
        self,
        me: int,
        *,
        first_name: str | None = None,
        last_name: str | None = None,
        username: str | None = None,
        phone: str | None = None,
        language_code: str | None = None,
    ) -> Account:
        """Change what is given of oneself."""
        changed: Account = await self.ask(
            "change_account",
            me=me,
            first_name=first_name,
            last_name=last_name,
            username=username,
            phone=phone,
            language_code=language_code,
        )
        return changed

    async def delete_account(self, me: int) -> None:
        """Delete one's account."""
        await self.ask("delete_account", me=me)

    async def block(self, me: int, user_id: int, blocked: bool) -> None:
        """Block or unblock."""
        await self.ask("block", me=me, user_id=user_id, blocked=blocked)

    async def create_group(
        self, me: int, title: str, members: Sequence[int], supergroup: bool, forum: bool
    ) -> int:
        """Make a group; its id."""
        result: int = await self.ask(
            "create_group", me=me, title=title, members=members, supergroup=supergroup, forum=forum
        )
        return result

    async def invite(self, me: int, chat: int, user_ids: Sequence[int]) -> list[int]:
        """Add to a group; whom privacy forbids."""
        result: list[int] = await self.ask("invite", me=me, chat=chat, user_ids=user_ids)
        return result

    async def remove(self, me: int, chat: int, user_id: int, ban: bool) -> None:
        """Put out of a group, for good if `ban`."""
        await self.ask("remove", me=me, chat=chat, user_id=user_id, ban=ban)

    async def decide(self, me: int, chat: int, user_id: int, approve: bool) -> None:
        """Let in who knocked, or not."""
        await self.ask("decide", me=me, chat=chat, user_id=user_id, approve=approve)

    async def migrate(self, me: int, chat: int) -> int:
        """Turn a basic group into a supergroup; its new id."""
        result: int = await self.ask("migrate", me=me, chat=chat)
        return result

    async def members(self, me: int, chat: int) -> list[Account]:
        """Who is in a group."""
        result: list[Account] = await self.ask("members", me=me, chat=chat)
        return result

    async def chats(self, me: int) -> list[ChatView]:
        """The chats in one's list, latest first."""
        result: list[ChatView] = await self.ask("chats", me=me)
        return result

    async def is_in(self, me: int, chat: int) -> bool:
        """Whether one is in a group."""
        result: bool = await self.ask("is_in", me=me, chat=chat)
        return result

    async def messages(self, me: int, chat: int, limit: int, topic: int | None) -> list[Seen]:
        """The latest messages of a chat, or of a forum's topic, oldest first."""
        result: list[Seen] = await self.ask("messages", me=me, chat=chat, limit=limit, topic=topic)
        return result

    async def message(self, me: int, chat: int, message_id: int) -> Seen | None:
        """One message as it is now."""
        result: Seen | None = await self.ask("message", me=me, chat=chat, message_id=message_id)
        return result

    async def file(self, me: int, chat: int, message_id: int) -> bytes:
        """The bytes of a message's file. MESSAGE_ID_INVALID without one."""
        result: bytes = await self.ask("file", me=me, chat=chat, message_id=message_id)
        return result

    async def watch(self, me: int, chat: int | None, since: int, timeout: float) -> Sightings:
        """What came or was edited after a moment; waits for the first (nothing: not in time)."""
        result: Sightings = await self.ask("watch", me=me, chat=chat, since=since, timeout=timeout)
        return result

    async def bells(self, me: int, chat: int | None, since: int) -> list[Seen]:
        """The new messages that rang after a moment."""
        result: list[Seen] = await self.ask("bells", me=me, chat=chat, since=since)
        return result

    async def stir(self, me: int, since: int, timeout: float) -> int:
        """Wait until anything happened to the person after this count; the count now."""
        result: int = await self.ask("stir", me=me, since=since, timeout=timeout)
        return result


class RemoteFaults:
    """Faults of a sandbox in another process. A rule is known by its number."""

    def __init__(self, door: Remote) -> None:
        self._door = door

    async def add(self, fault: Fault) -> int:
        """Put a fault in force; returns the rule's number."""
        return int(await self._door.ask("faults.add", fault=plain(fault)))

    async def release(self, number: int) -> None:
        """Take a fault back."""
        await self._door.ask("faults.release", number=number)

    async def hits(self, number: int) -> int:
        """How often it has struck."""
        return int(await self._door.ask("faults.hits", number=number))

    async def clear(self) -> None:
        """Good weather again."""
        await self._door.ask("faults.clear")

    async def refusals(self) -> list[tuple[Refusal, int]]:
        """Calls that were refused by no fault, and how often each."""
        found = await self._door.ask("faults.refusals")
        return [(Refusal(**each), times) for each in found for times in [each.pop("times")]]

    async def strikes(self) -> list[Strike]:
        """How often each fault struck whom."""
        return [Strike(**each) for each in await self._door.ask("faults.strikes")]

    async def cut(self, who: int | None = None, face: Face = Face.MTPROTO) -> int:
        """Cut an account's connections (None: everybody's) now; returns how many."""
        return int(await self._door.ask("faults.cut", who=who, face=face.value))

    async def deafen(self, who: int | None = None) -> int:
        """Make an account's open MTProto connections (None: all) half-open; returns how many."""
        return int(await self._door.ask("faults.deafen", who=who))

    async def set_clock(self, ahead: float) -> None:
        """Let MTProto's clock go so many seconds ahead of the machine's."""
        await self._door.ask("faults.set_clock", ahead=ahead)

    async def renew(self, who: int | None = None) -> int:
        """Let MTProto lose an account's sessions (None: all) now; returns how many."""
        return int(await self._door.ask("faults.renew", who=who))


class RemoteSandbox:
    """A sandbox in another process: its `people`, `faults` and where its faces are (`door`)."""

    def __init__(self, hands: RemoteHands, door: Door, bot: Ref | None) -> None:
        self.people = People(hands, bot)
        self.faults = RemoteFaults(hands)
        self.door = door


@asynccontextmanager
async def connect(url: str, bot: Ref | None = None) -> AsyncIterator[RemoteSandbox]:
    """Open a sandbox's control door. Raises aiohttp.ClientError when nobody is there."""
    # A person who waits holds a connection: as many at once as there are people.
    connector = aiohttp.TCPConnector(limit=0)
    timeout = aiohttp.ClientTimeout(total=None, connect=10)
    async with aiohttp.ClientSession(connector=connector, timeout=timeout) as client:
        hands = RemoteHands(client, url)
        door: Door = await hands.ask("door")
        yield RemoteSandbox(hands, door, bot)
