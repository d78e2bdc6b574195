"""What the page is given by whoever runs it."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from starlette.types import ASGIApp

from board.uploads import Uploads
from core.board.questions import Questions
from core.model.access import Signed
from core.model.configuration import Ground
from core.model.findings import Finding
from core.model.room_effects import WriteExport
from core.model.rules import Rules
from core.model.texts import Text
from core.ports import Clock, Work
from core.ports.access import Sessions
from core.ports.board import Changes
from core.ports.configuration import Wording
from core.simulation.days import Answered, Asked, NoAnswerError

_PORTS = {"http": 80, "https": 443}
_LOOPBACK = re.compile(r"127\.\d+\.\d+\.\d+")
_THIS_MACHINE = frozenset({"localhost", "::1"})


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting as it is: its name in the environment, its value in words ("" for none, and where
    it `is_secret`), whether the owner set it, and what it means."""

    name: str
    value: str
    is_set: bool
    is_secret: bool
    meaning: str


async def _nothing() -> Sequence[Finding]:
    return ()


async def _no_answer(_asked: Asked) -> Answered:
    raise NoAnswerError("nothing here plays days again")


async def _no_name() -> str | None:
    return None


async def _no_file(_effect: WriteExport) -> str | None:
    return None


@dataclass(frozen=True, slots=True)
class Given:
    """All that the page stands on.

    `address`: where staff reach it, as `https://desk.example.com`. `work` opens a transaction for
    the use cases; `words` writes one of the bot's texts as plain text: what a use case refuses is
    told in the same words as there. `media`: the folder of customers' files; `uploads` keeps what
    staff uploads for them. `signed` reads what Telegram signed for whoever opens the Mini App; None
    for what it did not. `ground` holds where the page says nothing else. `examine` asks the doctor,
    which takes seconds, and Telegram. `hand_over` makes a file, and returns where it lies in
    `media`. `bot_name` asks what the bot is called; None while nobody says. `api`
    answers below `/api/`, and guards itself.
    """

    questions: Questions
    work: Callable[[], AbstractAsyncContextManager[Work]]
    sessions: Sessions
    changes: Changes
    words: Callable[[Text], str]
    rules_now: Callable[[], Rules]
    clock: Clock
    media: Path
    uploads: Uploads
    address: str
    signed: Callable[[str], Signed | None]
    ground: Ground
    wording: Wording
    settings: tuple[Setting, ...] = ()
    examine: Callable[[], Awaitable[Sequence[Finding]]] = _nothing
    simulate: Callable[[Asked], Awaitable[Answered]] = _no_answer
    hand_over: Callable[[WriteExport], Awaitable[str | None]] = _no_file
    bot_name: Callable[[], Awaitable[str | None]] = _no_name
    api: ASGIApp | None = None

    @property
    def rules(self) -> Rules:
        """The owner's choices at this moment."""
        return self.rules_now()

    @property
    def is_https(self) -> bool:
        """Whether browsers come to it by TLS."""
        return self.address.startswith("https://")

    @property
    def may_record(self) -> bool:
        """Whether browsers give the page a microphone: by TLS, or on this machine
        (https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy)."""
        name = urlsplit(self.address).hostname or ""
        return self.is_https or name in _THIS_MACHINE or _LOOPBACK.fullmatch(name) is not None

    @property
    def host(self) -> str:
        """What browsers say as Host."""
        parts = urlsplit(self.address)
        name = parts.hostname or ""
        name = f"[{name}]" if ":" in name else name
        is_usual = parts.port in (None, _PORTS.get(parts.scheme))
        return name if is_usual else f"{name}:{parts.port}"

    @property
    def origin(self) -> str:
        """What browsers say as Origin."""
        return f"{urlsplit(self.address).scheme}://{self.host}"
