"""Limits that strike by themselves: how often an account may do what Telegram counts, and what one
that moderation has judged may do at all.

Telegram publishes few of these numbers; those here are what others met (tdlib/td#2682, #2275,
#338), and err on the strict side.
"""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from pyrogram.raw import functions
from pyrogram.raw.core import TLObject

from sandbox.mtproto.dispatch import method_name
from sandbox.mtproto.errors import RpcError
from sandbox.mtproto.tl import ids
from sandbox.state.model import Refused, User, Verdict
from sandbox.state.world import World

DAY = timedelta(days=1)

_CREATE = (functions.channels.CreateChannel, functions.messages.CreateChat)
_INVITE = (functions.channels.InviteToChannel, functions.messages.AddChatUser)

_READS = ("updates.", "users.", "help.", "upload.get", "auth.", "langpack.")
_READ_VERBS = ("get", "check", "search", "resolve")
"""What a frozen account may still do: `messages.getHistory`, `channels.getMessages` …"""


@dataclass(frozen=True, slots=True)
class Limits:
    """Of one account, in any 24 hours; None: never."""

    groups: int | None = 50  # made; then FLOOD_WAIT
    usernames: int | None = 200  # looked up; then FLOOD_WAIT
    strangers: int | None = 50  # people invited who are no contacts; then PEER_FLOOD
    phones: int | None = 100  # imported as contacts; then FLOOD_WAIT


TELEGRAMS = Limits()
UNLIMITED = Limits(None, None, None, None)
"""For trials in which a day's work is done in a minute."""


@dataclass(slots=True)
class Ledger:
    """What each account did of late, and what that forbids."""

    world: World
    limits: Limits = field(default_factory=Limits)
    refusals: Counter[tuple[int, str]] = field(default_factory=Counter)
    """How often an account was refused for its verdict or a limit: (person, error)."""
    _done: dict[tuple[int, str], deque[datetime]] = field(default_factory=dict)
    _met: dict[int, dict[int, datetime]] = field(default_factory=dict)

    def check(self, user: User | None, query: TLObject[Any]) -> None:
        """Raises RpcError for what the account may not do, or not now."""
        if user is None or user.is_bot:
            return
        try:
            self._judge(user, query)
            self._count(user, query)
        except RpcError as refusal:
            self.refusals[user.id, refusal.tag] += 1
            raise

    def _count(self, user: User, query: TLObject[Any]) -> None:
        for what, most in self._counted(query):
            if most is None:
                continue
            times = self._times(user.id, what)
            if len(times) >= most:
                wait = times[0] + DAY - self.world.clock()
                raise RpcError(420, f"FLOOD_WAIT_{max(1, int(wait.total_seconds()))}")
        strangers = self._strangers(user, query)
        most = self.limits.strangers
        if strangers and most is not None:
            met = self._recently_met(user.id)
            if len(met.keys() | strangers) > most:
                raise RpcError(400, "PEER_FLOOD")

    def done(self, user: User | None, query: TLObject[Any]) -> None:
        """It was carried out: it counts."""
        if user is None or user.is_bot:
            return
        now = self.world.clock()
        for what, _ in self._counted(query):
            self._times(user.id, what).append(now)
        met = self._met.setdefault(user.id, {})
        for stranger in self._strangers(user, query):
            met[stranger] = now

    def _judge(self, user: User, query: TLObject[Any]) -> None:
        name = method_name(query)
        match user.verdict:
            case Verdict.FROZEN if not _is_reading(name):
                raise RpcError(420, "FROZEN_METHOD_INVALID")
            case Verdict.RESTRICTED if isinstance(query, _CREATE):
                raise RpcError(403, "USER_RESTRICTED")
            case Verdict.RESTRICTED if self._unknown(user, query):
                raise RpcError(400, "PEER_FLOOD")
            case Verdict.BANNED:
                raise RpcError(401, "USER_DEACTIVATED_BAN")

    def _counted(self, query: TLObject[Any]) -> list[tuple[str, int | None]]:
        if isinstance(query, _CREATE):
            return [("groups", self.limits.groups)]
        if isinstance(query, functions.contacts.ResolveUsername):
            return [("usernames", self.limits.usernames)]
        if isinstance(query, functions.contacts.ImportContacts):
            return [("phones", self.limits.phones)]
        return []

    def _unknown(self, user: User, query: TLObject[Any]) -> set[int]:
        """People whom the query invites and who do not have the account among their contacts."""
        if not isinstance(query, _INVITE):
            return set()
        asked = getattr(query, "users", None) or [getattr(query, "user_id", None)]
        found = set()
        for given in asked:
            try:
                wanted = self.world.users[ids.user_id(self.world, user.id, given)]
            except (RpcError, Refused, KeyError):
                continue  # the method itself says what is wrong with it
            if not wanted.is_bot and user.id not in wanted.contacts:
                found.add(wanted.id)
        return found

    def _strangers(self, user: User, query: TLObject[Any]) -> set[int]:
        """Of those the ones who share no group with the account."""
        mine = {chat.id for chat in self.world.chats_of(user.id)}
        return {
            person
            for person in self._unknown(user, query)
            if not any(chat.id in mine for chat in self.world.chats_of(person))
        }

    def _times(self, user_id: int, what: str) -> deque[datetime]:
        times = self._done.setdefault((user_id, what), deque())
        while times and times[0] <= self.world.clock() - DAY:
            times.popleft()
        return times

    def _recently_met(self, user_id: int) -> dict[int, datetime]:
        since = self.world.clock() - DAY
        met = {who: at for who, at in self._met.get(user_id, {}).items() if at > since}
        self._met[user_id] = met
        return met


def _is_reading(name: str) -> bool:
    if name.startswith(_READS):
        return True
    return name.partition(".")[2].startswith(_READ_VERBS)
