"""What the state's operations work on: the tables, their indexes, repeatable ids, and listeners."""

from __future__ import annotations

import functools
import random
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Concatenate, ParamSpec, TypeVar

from sandbox.state.inline_results import InlineQuery, InlineResult
from sandbox.state.model import (
    Box,
    CallbackQuery,
    Change,
    Chat,
    File,
    Happening,
    JoinRequest,
    Kind,
    MemberChange,
    Message,
    Refused,
    User,
)

Listener = Callable[[Happening], None]
P = ParamSpec("P")
R = TypeVar("R")

SERVICE_ACCOUNT = 777000  # "Telegram", which sends sign-in codes
FIRST_PERSON = 5_000_000_001  # beyond 32 bits, as new accounts are
FIRST_BOT = 7_100_000_001
FIRST_BASIC_GROUP = 4_000_001
FIRST_SUPERGROUP = 2_200_000_001  # beyond the bound that older libraries believe in
SUPERGROUP_BASE = -(10**12)


class Clock:
    """Telegram's time: the given clock's, ahead of it by the time that was let pass."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        """Return UTC now."""
        return self._now() + self.ahead


class Store:
    """All that the sandbox's Telegram remembers."""

    def __init__(self, clock: Callable[[], datetime], seed: int) -> None:
        self.clock = Clock(clock)
        self.random = random.Random(seed)
        self.users: dict[int, User] = {}
        self.chats: dict[int, Chat] = {}
        self.boxes: dict[int, Box] = {}
        self.files: dict[int, File] = {}
        self.topic_icons: dict[str, File] = {}  # custom emoji id → its picture
        self.names: dict[str, int] = {}  # lower-case username → user or chat
        self.phones: dict[str, int] = {}
        self.tokens: dict[str, int] = {}
        self.link_chats: dict[str, int] = {}  # a link's hash → chat
        self.queries: dict[str, CallbackQuery] = {}
        self.inline_queries: dict[str, InlineQuery] = {}
        # (bot, who or 0 for everybody, words, offset) → until when, results, next offset
        self.inline_answers: dict[
            tuple[int, int, str, str], tuple[datetime, tuple[InlineResult, ...], str]
        ] = {}
        self.copies: dict[int, dict[int, Message]] = {}  # uid → box → copy, where there are copies
        self.sent: dict[tuple[int, int], Message] = {}  # (who, random_id) → what it became
        self.started: set[tuple[int, int]] = set()  # (bot, person who wrote to it)
        self.met: dict[int, set[int]] = {}  # bot → whom it has seen anywhere
        self.may_write_until: dict[tuple[int, int], datetime] = {}  # (bot, person who knocked)
        self.groups_of: dict[int, set[int]] = {}
        self.uids = 0
        self._next_id = {"person": FIRST_PERSON, "bot": FIRST_BOT, "file": 1}
        self._next_group = {"basic": FIRST_BASIC_GROUP, "supergroup": FIRST_SUPERGROUP}
        self._everybody: list[Listener] = []
        self._listeners: dict[int, list[Listener]] = {}
        self._pending: deque[Happening] = deque()
        self._depth = 0
        self._telling = False

    # Ids ------------------------------------------------------------------------------------------

    def next_id(self, what: str) -> int:
        """The next id of a person, bot or file."""
        value = self._next_id[what]
        self._next_id[what] = value + 1
        return value

    def next_group_id(self, what: str) -> int:
        """The next marked id of a basic group or supergroup."""
        bare = self._next_group[what]
        self._next_group[what] = bare + 1
        return SUPERGROUP_BASE - bare if what == "supergroup" else -bare

    def next_uid(self) -> int:
        """A message's number in the whole Telegram."""
        self.uids += 1
        return self.uids

    def secret(self, length: int) -> str:
        """Letters and digits as links and tokens have them."""
        alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
        return "".join(self.random.choices(alphabet, k=length))

    def long(self) -> int:
        """A positive 63-bit number."""
        return self.random.getrandbits(62) + 1

    # Looking up -----------------------------------------------------------------------------------

    def user(self, user_id: int) -> User:
        """A person or bot. PEER_ID_INVALID when there is none."""
        user = self.users.get(user_id)
        if user is None:
            raise Refused("PEER_ID_INVALID")
        return user

    def box(self, owner: int) -> Box:
        """A box, made when first asked for."""
        box = self.boxes.get(owner)
        if box is None:
            box = self.boxes[owner] = Box(owner)
        return box

    # Telling --------------------------------------------------------------------------------------

    def subscribe(self, listener: Listener, recipient: int | None) -> Callable[[], None]:
        """Call `listener` for everything, or only for what one recipient is told."""
        listeners = (
            self._everybody if recipient is None else self._listeners.setdefault(recipient, [])
        )
        listeners.append(listener)

        def stop() -> None:
            if listener in listeners:
                listeners.remove(listener)

        return stop

    def tell(
        self,
        recipient: int,
        kind: Kind,
        *,
        box: int | None = None,
        change: Change | None = None,
        message: Message | None = None,
        chat_id: int | None = None,
        data: MemberChange | JoinRequest | CallbackQuery | dict[str, object] | None = None,
        cause: object | None = None,
    ) -> None:
        """Have one recipient told when the operation under way is done."""
        if recipient in self.met:
            self._meet(recipient, message, data)
        self._pending.append(
            Happening(recipient, kind, self.clock(), box, change, message, chat_id, data, cause)
        )

    def _meet(self, bot_id: int, message: Message | None, data: object) -> None:
        met = self.met[bot_id]
        if message is not None:
            met.add(message.sender_id)
            if message.content.service is not None:
                met.update(message.content.service.get("user_ids", ()))
        if isinstance(data, JoinRequest | CallbackQuery | MemberChange):
            met.add(data.user_id)
        if isinstance(data, MemberChange):
            met.add(data.actor_id)

    def begin(self) -> None:
        """An operation starts; operations may call each other."""
        self._depth += 1

    def end(self) -> None:
        """An operation is over: the outermost one's listeners are called now, in order."""
        self._depth -= 1
        if self._depth or self._telling:
            return
        self._telling = True
        try:
            while self._pending:
                happening = self._pending.popleft()
                for listener in tuple(self._listeners.get(happening.recipient, ())):
                    listener(happening)
                for listener in tuple(self._everybody):
                    listener(happening)
        finally:
            self._telling = False


def operation(function: Callable[Concatenate[Store, P], R]) -> Callable[Concatenate[Store, P], R]:
    """Listeners hear of what `function` did only after all of it is done.

    What listeners do in turn is told after what they were called for: the order is everybody's.
    """

    @functools.wraps(function)
    def wrapped(store: Store, /, *args: P.args, **kwargs: P.kwargs) -> R:
        store.begin()
        try:
            return function(store, *args, **kwargs)
        finally:
            store.end()

    return wrapped
