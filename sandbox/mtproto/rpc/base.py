"""What all methods share: the caller, the caller's view, and how answers with updates are made."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pyrogram.raw import types
from pyrogram.raw.core import TLObject

from sandbox.mtproto import dispatch
from sandbox.mtproto.keys import KeyStore
from sandbox.mtproto.limits import Ledger
from sandbox.mtproto.rpc.logins import Logins
from sandbox.mtproto.rpc.pages import ShortPages
from sandbox.mtproto.rpc.passwords import Passwords
from sandbox.mtproto.rpc.uploads import Uploads
from sandbox.mtproto.session import Session
from sandbox.mtproto.tl import ids
from sandbox.mtproto.tl.ids import TL
from sandbox.mtproto.tl.view import View
from sandbox.mtproto.updates import Collected, Feed, bundle
from sandbox.state.world import World

Q = TypeVar("Q", bound=TLObject[Any])
Result = TL
Handler = Callable[["Call", Q], Result | Awaitable[Result]]


@dataclass(slots=True)
class Services:
    """What methods work with. `addresses` is where clients find each data centre."""

    world: World
    feed: Feed
    keys: KeyStore
    logins: Logins
    passwords: Passwords
    uploads: Uploads
    addresses: dict[int, tuple[str, int]]
    difference_limit: int = 1000
    pages: ShortPages = field(default_factory=ShortPages)
    ledger: Ledger = field(init=False)

    def __post_init__(self) -> None:
        self.ledger = Ledger(self.world)


@dataclass(frozen=True, slots=True)
class Call:
    """One request: the services, the session it came by and who is logged in there (0: nobody)."""

    services: Services
    session: Session
    me: int

    @property
    def world(self) -> World:
        """The state."""
        return self.services.world

    @property
    def now(self) -> int:
        """The state's time in unix seconds."""
        return int(self.world.clock().timestamp())

    def view(self) -> View:
        """The state as the caller sees it."""
        return View(self.world, self.me)

    @contextmanager
    def collecting(self) -> Iterator[Collected]:
        """What happens to the caller meanwhile comes into the answer (`answer`)."""
        with self.services.feed.collecting(self.session) as collected:
            yield collected

    def answer(
        self,
        collected: Collected,
        *,
        view: View | None = None,
        first: Sequence[TL] = (),
        about: int | None = None,
    ) -> types.Updates:
        """`Updates` of what was collected, after the updates given as `first`.

        The group that it is `about` is listed first: clients take it for what they changed.
        """
        view = view or self.view()
        if about is not None:
            view.mention(about)
        updates = list(first)
        for happening in collected.happenings:
            updates += self.services.feed.written(view, happening)
        return bundle(view, updates, self.world.clock())

    def peer(self, given: TL) -> int:
        """A marked id from an InputPeer."""
        return ids.peer_id(self.world, self.me, given)

    def channel(self, given: TL) -> int:
        """A supergroup's marked id from an InputChannel."""
        return ids.channel_id(self.world, self.me, given)

    def user(self, given: TL) -> int:
        """A person's id from an InputUser."""
        return ids.user_id(self.world, self.me, given)


@dataclass(frozen=True, slots=True)
class Method:
    """A handler and who may call it."""

    handler: Handler[Any]
    anybody: bool  # also who is not logged in
    people_only: bool


class Methods:
    """The methods of one topic, by request type."""

    def __init__(self) -> None:
        self.by_type: dict[type[TLObject[Any]], Method] = {}

    def on(
        self, constructor: type[Q], *, anybody: bool = False, people_only: bool = False
    ) -> Callable[[Handler[Q]], Handler[Q]]:
        """Mark a function as what answers these requests."""

        def mark(handler: Handler[Q]) -> Handler[Q]:
            self.by_type[constructor] = Method(handler, anybody, people_only)
            return handler

        return mark


def lacking(query: TLObject[Any], *fields: str) -> None:
    """Refuse a request that asks for something in these fields, which this server lacks.

    Raises RpcError that names the method and the field.
    """
    for name in fields:
        if getattr(query, name) not in (None, False, 0):
            raise dispatch.not_found(f"{dispatch.method_name(query)} with {name}")
