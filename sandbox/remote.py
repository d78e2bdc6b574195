"""People and faults of a sandbox that runs in another process, by its control API.

async with connect("http://127.0.0.1:8083", bot="@desk_bot") as sandbox:
    ann = await sandbox.people.add("Ann")
    await ann.start()
"""

from __future__ import annotations

import inspect
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

from sandbox.control import plain
from sandbox.faults import Face, Fault
from sandbox.people import Operations, People, Ref
from sandbox.people.codec import pack, unpack
from sandbox.people.operations import OPERATIONS
from sandbox.people.views import Addresses
from sandbox.refusals import Refusal, Strike
from sandbox.state.model import Refused


class WrongCallError(Exception):
    """The sandbox did not understand a call; it speaks another version, or the values are wrong."""


class Remote:
    """A client of one control API. Its answers are those of `Operations`; refusals raise
    `Refused`."""

    def __init__(self, client: aiohttp.ClientSession, url: str) -> None:
        self._client = client
        self._url = url.rstrip("/") + "/control"

    async def ask(self, call: str, /, **args: Any) -> Any:
        """Make a call. Raises Refused, WrongCallError, aiohttp.ClientError (nobody there)."""
        body = json.dumps({"call": call, "args": pack(args)})
        headers = {"Content-Type": "application/json"}
        async with self._client.post(self._url, data=body, headers=headers) as response:
            if response.content_type != "application/json":
                raise WrongCallError(f"{response.status}: {await response.text()}")
            answer = await response.json()
        if "refused" in answer:
            told = answer["refused"]
            raise Refused(told["tag"], told["code"], migrate_to=told["migrate_to"])
        if "wrong" in answer:
            raise WrongCallError(answer["wrong"])
        return unpack(answer["result"])


class RemoteOperations(Operations):
    """`Operations` that a sandbox in another process carries out."""

    def __init__(self, remote: Remote) -> None:
        self.ask = remote.ask


def _forwarded(name: str) -> Callable[..., Awaitable[Any]]:
    """Return a method that calls the operation of that name over the control API."""
    signature = inspect.signature(getattr(Operations, name))

    async def call(operations: RemoteOperations, *args: Any, **named: Any) -> Any:
        bound = signature.bind(operations, *args, **named)
        placed = dict(zip(signature.parameters, bound.args, strict=False))
        del placed["self"]
        return await operations.ask(name, **placed, **bound.kwargs)

    return call


for _name in OPERATIONS:
    setattr(RemoteOperations, _name, _forwarded(_name))


class RemoteFaults:
    """Faults of a sandbox in another process. A rule is known by its number."""

    def __init__(self, remote: Remote) -> None:
        self._remote = remote

    async def add(self, fault: Fault) -> int:
        """Put a fault in force; returns the rule's number."""
        return int(await self._remote.ask("faults.add", fault=plain(fault)))

    async def release(self, number: int) -> None:
        """Take a fault back."""
        await self._remote.ask("faults.release", number=number)

    async def hits(self, number: int) -> int:
        """Return how often it has struck."""
        return int(await self._remote.ask("faults.hits", number=number))

    async def clear(self) -> None:
        """End all faults."""
        await self._remote.ask("faults.clear")

    async def refusals(self) -> list[tuple[Refusal, int]]:
        """Calls that were refused by no fault, and how often each."""
        found = await self._remote.ask("faults.refusals")
        return [(Refusal(**each), times) for each in found for times in [each.pop("times")]]

    async def strikes(self) -> list[Strike]:
        """How often each fault struck whom."""
        return [Strike(**each) for each in await self._remote.ask("faults.strikes")]

    async def cut(self, who: int | None = None, face: Face = Face.MTPROTO) -> int:
        """Cut an account's connections (None: everybody's) now; returns how many."""
        return int(await self._remote.ask("faults.cut", who=who, face=face.value))

    async def deafen(self, who: int | None = None) -> int:
        """Make an account's open MTProto connections (None: all) half-open; returns how many."""
        return int(await self._remote.ask("faults.deafen", who=who))

    async def set_clock(self, ahead: float) -> None:
        """Let MTProto's clock go so many seconds ahead of the machine's."""
        await self._remote.ask("faults.set_clock", ahead=ahead)

    async def renew(self, who: int | None = None) -> int:
        """Let MTProto lose an account's sessions (None: all) now; returns how many."""
        return int(await self._remote.ask("faults.renew", who=who))


class RemoteSandbox:
    """A sandbox in another process: its `people`, `faults` and where its faces are
    (`addresses`)."""

    def __init__(self, remote: Remote, addresses: Addresses, bot: Ref | None) -> None:
        self.people = People(RemoteOperations(remote), bot)
        self.faults = RemoteFaults(remote)
        self.addresses = addresses


@asynccontextmanager
async def connect(url: str, bot: Ref | None = None) -> AsyncIterator[RemoteSandbox]:
    """Open a sandbox's control API. Raises aiohttp.ClientError when nobody is there."""
    # A person who waits holds a connection: as many at once as there are people.
    connector = aiohttp.TCPConnector(limit=0)
    timeout = aiohttp.ClientTimeout(total=None, connect=10)
    async with aiohttp.ClientSession(connector=connector, timeout=timeout) as client:
        remote = Remote(client, url)
        yield RemoteSandbox(remote, await remote.ask("addresses"), bot)
