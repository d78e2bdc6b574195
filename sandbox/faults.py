"""Lets Telegram's bad days in by rule: errors, waits, lost answers, cut and half-open connections.

A `Faults` is given to both faces. Each rule says for which face, method and account something goes
wrong, how, and how many times; a rule strikes in the order of its making, one rule a call.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from pyrogram.raw.core import TLObject

from sandbox.bot_api.hooks import Mishap, wait_at_most
from sandbox.fault import CALLS, CONNECTS, PACKETS, PUSHES, Face, Fault, Rule, Way
from sandbox.mtproto.errors import CutConnectionError, RpcError, TransportError
from sandbox.mtproto.faults import Fate
from sandbox.mtproto.session import Session
from sandbox.mtproto.updates import too_long
from sandbox.refusals import Ledger, Refusal

__all__ = ["Face", "Fault", "Faults", "Rule", "Way"]
_FOR_EVER = 24 * 3600.0  # seconds that a swallowed call of the Bot API is left without an answer


Cutter = Callable[[int | None], int]


class Faults:
    """All faults in force, and what both faces ask. `bot_api` and `mtproto` go to the servers."""

    def __init__(self) -> None:
        self.rules: dict[int, Rule] = {}
        self.ledger = Ledger()
        self.bot_api = BotApiFaults(self)
        self.mtproto = MTProtoFaults(self)
        self._numbers = 0
        self._hits: dict[int, int] = {}  # of rules that are no longer in force
        self._cutters: dict[Face, Cutter] = {}
        self._deafener: Cutter | None = None
        self._renewer: Cutter | None = None
        self._clock_setter: Callable[[float], None] | None = None

    # Saying what goes wrong -----------------------------------------------------------------------

    def add(self, fault: Fault) -> Rule:
        """Put a fault in force."""
        self._numbers += 1
        rule = Rule(fault, self._numbers, self._forget)
        self.rules[rule.number] = rule
        return rule

    def _forget(self, rule: Rule) -> None:
        self.rules.pop(rule.number, None)
        self._hits[rule.number] = rule.hits

    def hits(self, number: int) -> int:
        """How often a rule has struck, also one that is over."""
        rule = self.rules.get(number)
        return self._hits.get(number, 0) if rule is None else rule.hits

    def error(
        self,
        face: Face,
        method: str | None,
        code: int,
        text: str,
        *,
        who: int | None = None,
        times: int | None = 1,
    ) -> Rule:
        """Refuse a call; `text`: MTProto's tag, or the Bot API's sentence after "Bad Request: "."""
        return self.add(Fault(face, Way.ERROR, method, who, times, code, text))

    def flood(
        self,
        face: Face,
        method: str | None,
        seconds: int,
        *,
        who: int | None = None,
        times: int | None = 1,
    ) -> Rule:
        """Tell a caller to wait: 420 FLOOD_WAIT_n, or the Bot API's 429 with retry_after."""
        if face is Face.MTPROTO:
            text, code = f"FLOOD_WAIT_{seconds}", 420
        else:
            text, code = "", 429
        return self.add(Fault(face, Way.ERROR, method, who, times, code, text, seconds))

    def delay(
        self,
        face: Face,
        method: str | None,
        seconds: float,
        *,
        who: int | None = None,
        times: int | None = 1,
    ) -> Rule:
        """Carry a call out late, or once the rule is taken back."""
        return self.add(Fault(face, Way.DELAY, method, who, times, seconds=seconds))

    def lose_call(
        self, face: Face, method: str | None, *, who: int | None = None, times: int | None = 1
    ) -> Rule:
        """Cut the connection instead of carrying a call out."""
        return self.add(Fault(face, Way.CUT_BEFORE, method, who, times))

    def lose_answer(
        self, face: Face, method: str | None, *, who: int | None = None, times: int | None = 1
    ) -> Rule:
        """Carry a call out, then cut the connection instead of answering."""
        return self.add(Fault(face, Way.CUT_AFTER, method, who, times))

    def swallow(
        self,
        face: Face,
        method: str | None,
        *,
        done: bool = False,
        who: int | None = None,
        times: int | None = 1,
    ) -> Rule:
        """Leave a call without any answer, carried out or not."""
        way = Way.SWALLOW_AFTER if done else Way.SWALLOW_BEFORE
        return self.add(Fault(face, way, method, who, times))

    def transport_error(
        self,
        code: int,
        *,
        method: str | None = None,
        who: int | None = None,
        times: int | None = 1,
    ) -> Rule:
        """Answer with an MTProto transport error and close: 404 (unknown key), 429 (flood), 444
        (wrong data centre). `method` says on which connections: those that call it, when they do;
        None: any packet of any connection, a handshake's too when `who` is None.
        """
        return self.add(Fault(Face.MTPROTO, Way.TRANSPORT, method, who, times, code))

    def refuse_connections(self, face: Face = Face.MTPROTO, *, times: int | None = None) -> Rule:
        """Let nobody in until the rule is released. Connections that are open stay: see `cut`."""
        return self.add(Fault(face, Way.REFUSE, times=times))

    def deafen_connections(self, *, times: int | None = None) -> Rule:
        """Let MTProto connections in that are never answered (half-open)."""
        return self.add(Fault(Face.MTPROTO, Way.DEAF, times=times))

    def hold_back(self, seconds: float, *, who: int | None = None, times: int | None = 1) -> Rule:
        """Let a chat's message become an update of the Bot API so much later, and with it what is
        written there meanwhile. All else goes past."""
        return self.add(Fault(Face.BOT_API, Way.PUSH_LATE, None, who, times, seconds=seconds))

    def push(self, way: Way, *, who: int | None = None, times: int | None = 1) -> Rule:
        """Push MTProto updates twice, late (after the next one), never, or only that there are
        some: updateChannelTooLong for a channel's, else updatesTooLong.
        """
        if way not in PUSHES:
            raise ValueError(f"{way} is not about pushing")
        return self.add(Fault(Face.MTPROTO, way, who=who, times=times))

    def cut(self, who: int | None = None, face: Face = Face.MTPROTO) -> int:
        """Cut the connections of an account (None: all of that face) now; returns how many."""
        cutter = self._cutters.get(face)
        return 0 if cutter is None else cutter(who)

    def deafen(self, who: int | None = None) -> int:
        """Make an account's open MTProto connections (None: all) half-open now: they stay up, but
        nothing gets through in either direction. Returns how many.
        """
        return 0 if self._deafener is None else self._deafener(who)

    def renew(self, who: int | None = None) -> int:
        """Let MTProto lose an account's sessions (None: all) now, as Telegram may at any time:
        connections stay, what is pushed until the client speaks is lost, and then a new session is
        announced. Returns how many.
        """
        return 0 if self._renewer is None else self._renewer(who)

    def set_clock(self, ahead: float) -> None:
        """Let MTProto's clock go so many seconds ahead of the machine's, from now on."""
        if self._clock_setter is not None:
            self._clock_setter(ahead)

    def clear(self) -> None:
        """End all faults."""
        for rule in tuple(self.rules.values()):
            rule.release()
        self.mtproto.forget_held()

    # What the faces ask ---------------------------------------------------------------------------

    def on_cut(self, face: Face, cutter: Cutter) -> None:
        """Set who cuts a face's connections: called with an account or None, returns how many."""
        self._cutters[face] = cutter

    def on_deafen(self, deafener: Cutter) -> None:
        """Set who makes connections half-open."""
        self._deafener = deafener

    def on_clock(self, setter: Callable[[float], None]) -> None:
        """Set who sets MTProto's clock."""
        self._clock_setter = setter

    def on_renew(self, renewer: Cutter) -> None:
        """Set who loses sessions."""
        self._renewer = renewer

    def take(self, face: Face, method: str, who: int | None) -> Rule | None:
        """Return what becomes of this call; counts as a strike."""
        return self._strike(face, CALLS, method, who)

    def take_packet(self, who: int | None) -> Fault | None:
        """Return what becomes of this packet, whatever is in it."""
        rule = self._strike(Face.MTPROTO, PACKETS, None, who)
        return None if rule is None else rule.fault

    def take_push(self, who: int | None, face: Face = Face.MTPROTO) -> Fault | None:
        """Return what becomes of this push."""
        rule = self._strike(face, PUSHES, None, who)
        return None if rule is None else rule.fault

    def take_connect(self, face: Face) -> Fault | None:
        """Return what becomes of somebody who connects."""
        rule = self._strike(face, CONNECTS, None, None)
        return None if rule is None else rule.fault

    def _strike(
        self, face: Face, ways: frozenset[Way], method: str | None, who: int | None
    ) -> Rule | None:
        if not self.rules:
            return None
        for rule in tuple(self.rules.values()):
            fault = rule.fault
            if fault.face is not face or fault.way not in ways:
                continue
            if fault.who is not None and fault.who != who:
                continue
            if fault.method is None or fault.method.lower() == (method or "").lower():
                rule.strike()
                self.ledger.struck(rule.number, who)
                return rule
        return None


class OrderedError(RpcError):
    """A refusal that a fault has ordered."""


class BotApiFaults:
    """Faults as the Bot API face asks for them."""

    def __init__(self, book: Faults) -> None:
        self._book = book

    def take(self, method: str, bot_id: int) -> Mishap | None:
        """Return what becomes of this call of this bot."""
        if not self._book.rules:
            return None
        if self._book.take_connect(Face.BOT_API) is not None:
            return Mishap(lost_before=True)
        rule = self._book.take(Face.BOT_API, method, bot_id)
        if rule is None:
            return None
        fault = rule.fault
        match fault.way:
            case Way.ERROR:
                wait = int(fault.seconds)
                return Mishap(code=fault.code, sentence=fault.text, retry_after=wait)
            case Way.DELAY:
                return Mishap(delay=fault.seconds, cut_short=rule.taken_back)
            case Way.CUT_BEFORE:
                return Mishap(lost_before=True)
            case Way.CUT_AFTER | Way.SWALLOW_AFTER:
                return Mishap(lost_after=True)
            case _:
                return Mishap(delay=_FOR_EVER, lost_before=True)

    def held_back(self, bot_id: int) -> float:
        """Return for how many seconds this message is no update yet."""
        if not self._book.rules:
            return 0.0
        fault = self._book.take_push(bot_id, Face.BOT_API)
        return 0.0 if fault is None else fault.seconds

    def refused(self, method: str, bot_id: int, code: int, text: str) -> None:
        """Note that a call was refused, by no fault."""
        self._book.ledger.refused(Refusal(Face.BOT_API.value, method, bot_id, code, text))


class MTProtoFaults:
    """Faults as the MTProto face asks for them (`sandbox.mtproto.faults.Faults`)."""

    def __init__(self, book: Faults) -> None:
        self._book = book
        self._after: dict[tuple[tuple[bytes, bytes], str], list[Fate]] = {}
        self._held: dict[tuple[bytes, bytes], list[TLObject[Any]]] = {}

    def forget_held(self) -> None:
        """Drop what was held back to come late."""
        self._held.clear()

    def on_connect(self) -> Fate:
        """CUT: refused. LOSE: let in but never heard."""
        fault = self._book.take_connect(Face.MTPROTO)
        if fault is None:
            return Fate.PASS
        return Fate.CUT if fault.way is Way.REFUSE else Fate.LOSE

    def on_packet(self, session: Session | None) -> Fate:
        """Let packets pass, or raise a transport error that is about no method."""
        if self._book.rules:
            fault = self._book.take_packet(None if session is None else session.user_id)
            if fault is not None:
                raise TransportError(fault.code, "a fault")
        return Fate.PASS

    async def before_rpc(self, session: Session, method: str) -> None:
        """Wait, refuse or cut, as the rules have it."""
        rule = self._book.take(Face.MTPROTO, method, session.user_id)
        if rule is None:
            return
        fault = rule.fault
        match fault.way:
            case Way.ERROR:
                raise OrderedError(fault.code, fault.text)
            case Way.DELAY:
                await wait_at_most(fault.seconds, rule.taken_back)
            case Way.CUT_BEFORE:
                raise CutConnectionError
            case Way.TRANSPORT:
                raise TransportError(fault.code, "a fault")
            case Way.SWALLOW_BEFORE:
                await asyncio.get_running_loop().create_future()
            case Way.CUT_AFTER:
                self._after.setdefault((session.key, method), []).append(Fate.CUT)
            case _:
                self._after.setdefault((session.key, method), []).append(Fate.LOSE)

    def refused(self, session: Session, method: str, error: RpcError) -> None:
        """A request was refused; by no fault, unless the error says so."""
        if not isinstance(error, OrderedError):
            face, who = Face.MTPROTO.value, session.user_id
            self._book.ledger.refused(Refusal(face, method, who, error.code, error.tag))

    async def after_rpc(self, session: Session, method: str) -> Fate:
        """LOSE or CUT what has run."""
        fates = self._after.get((session.key, method))
        return fates.pop(0) if fates else Fate.PASS

    def on_push(self, session: Session, updates: TLObject[Any]) -> Sequence[TLObject[Any]]:
        """Nothing, once, twice, or with what was held back before."""
        held = self._held.pop(session.key, [])
        fault = self._book.take_push(session.user_id) if self._book.rules else None
        if fault is None:
            return (updates, *held)
        match fault.way:
            case Way.PUSH_TWICE:
                return (updates, updates, *held)
            case Way.PUSH_LATE:
                self._held[session.key] = [*held, updates]
                return ()
            case Way.PUSH_TOO_LONG:
                return (too_long(updates), *held)
            case _:
                return held
