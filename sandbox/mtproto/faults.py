"""Defines what the server asks at each place where Telegram can go wrong."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from typing import Any, Protocol

from pyrogram.raw.core import TLObject

from sandbox.mtproto.errors import RpcError
from sandbox.mtproto.session import Session


class Fate(Enum):
    """What becomes of a packet, an answer or a connection."""

    PASS = auto()
    LOSE = auto()
    CUT = auto()


class Faults(Protocol):
    """Decides what goes wrong. Methods are named as in Telegram's schema
    (`channels.createChannel`)."""

    def on_connect(self) -> Fate:
        """A client connects. LOSE: it is let in but never heard (half-open). CUT: refused."""

    def on_packet(self, session: Session | None) -> Fate:
        """A packet came (session None during the handshake). LOSE: as if it was never received. May
        raise TransportError.
        """

    async def before_rpc(self, session: Session, method: str) -> None:
        """Before a request runs. May wait. Raises RpcError (it is not run), CutConnectionError,
        TransportError.
        """

    def refused(self, session: Session, method: str, error: RpcError) -> None:
        """A request was refused."""

    async def after_rpc(self, session: Session, method: str) -> Fate:
        """The request has run; its answer may still get lost (LOSE) or the connection die (CUT)."""

    def on_push(self, session: Session, updates: TLObject[Any]) -> Sequence[TLObject[Any]]:
        """What to push now instead of `updates`: nothing, it twice, or others held back before."""


class NoFaults:
    """Lets nothing go wrong."""

    def on_connect(self) -> Fate:
        """Let in."""
        return Fate.PASS

    def on_packet(self, session: Session | None) -> Fate:  # noqa: ARG002
        """Received."""
        return Fate.PASS

    async def before_rpc(self, session: Session, method: str) -> None:
        """Run."""

    def refused(self, session: Session, method: str, error: RpcError) -> None:
        """Count nothing."""

    async def after_rpc(self, session: Session, method: str) -> Fate:  # noqa: ARG002
        """Answered."""
        return Fate.PASS

    def on_push(self, session: Session, updates: TLObject[Any]) -> Sequence[TLObject[Any]]:  # noqa: ARG002
        """Pushed as it is."""
        return (updates,)
