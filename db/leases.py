"""Lets one process do each part's work: two relays of one gateway would say everything twice.

On PostgreSQL a part is leased: a row says who has it until when. Whoever wants it goes by the
database's clock, whoever has it by a clock of its own that cannot be set, and counts from before it
asked; so the holder falls silent before another can begin, whatever becomes of connections. On
SQLite all processes are on one machine: a lock on a file beside the database dies with its process,
and no sooner. There the row only says that the part is at work, which it does on both.
"""

import asyncio
import math
import secrets
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import structlog

from db.dsn import Address, parse
from db.errors import GONE, is_gone
from db.lease_rows import FileRows, LeaseRows, ServerRows

log = structlog.get_logger(__name__)


class TakenError(Exception):
    """Another process does this part's work."""


@dataclass(frozen=True, slots=True)
class Terms:
    """Seconds. `lasts`: a lease not renewed; `renewed`: between two renewals; `margin`: how much
    earlier than the row says its holder stops, for what is on its way and for clocks that run
    unevenly; `answer`: in which the database must answer; `patience`: how long a new process waits
    for the old one's end, which may be a lease that nobody renews any more, and `again` how often
    it looks; `standby`: between the looks of one that is ready to take over.

    Whoever stands by on another machine begins `lasts` and `standby` after the last renewal, which
    is to be within ten seconds.
    """

    lasts: float = 8.0
    renewed: float = 1.0
    margin: float = 2.5
    answer: float = 2.0
    patience: float = 20.0
    again: float = 0.25
    standby: float = 0.5

    @property
    def silent(self) -> float:
        """Seconds after its last renewal at which a holder does nothing any more."""
        return self.lasts - self.margin

    @property
    def abandoned(self) -> float:
        """Seconds after which a transaction in which nothing happens may be ended: its holder is
        silent by then, and nobody else has begun."""
        return (self.silent + self.lasts) / 2


class Lease:
    """The right to do one part's work (`core.ports.Right`)."""

    def __init__(self, part: str, now: Callable[[], float]) -> None:
        self.part = part
        self.trouble: str | None = None
        self._now = now
        self._until = -math.inf
        self._renewed = asyncio.Event()
        self._lost = asyncio.Event()

    def holds(self) -> bool:
        """Tell whether nobody else can have it at this moment."""
        return self._now() < self._until

    async def held(self) -> None:
        """Wait until it holds."""
        while not self.holds():
            self._renewed.clear()
            await self._renewed.wait()

    async def lapsed(self) -> None:
        """Wait until it cannot be sure of its right: it was not renewed in time, or is lost."""
        while (left := self._until - self._now()) > 0:
            with suppress(TimeoutError):
                async with asyncio.timeout(min(left, 1e6)):
                    await self._lost.wait()

    @property
    def is_lost(self) -> bool:
        """Whether another process has it now."""
        return self._lost.is_set()

    async def lost(self) -> None:
        """Wait until another process has it, then raise TakenError."""
        await self._lost.wait()
        raise TakenError(f"Another process has taken over the {self.part} of this desk.")

    def say(self, trouble: str | None) -> None:
        """Report what keeps the part from its work; it is in the row from the next renewal on."""
        self.trouble = trouble

    def renew(self, until: float) -> None:
        """Let it hold until then, by the clock that was given."""
        self._until = until
        self._renewed.set()

    def lose(self) -> None:
        """Note that another process has it."""
        self._until = -math.inf
        self._lost.set()


class Leases:
    """The leases of one process on one desk: one connection, and one statement for all of them.

    `async with` begins and ends the renewing; what is held is given back at the end. `host`: this
    machine's name, which is shown with what it holds or waits for. `holder`: a word of this process
    alone, which its other sessions carry; one is made unless given.
    """

    def __init__(
        self,
        url: str,
        terms: Terms = Terms(),
        now: Callable[[], float] = time.monotonic,
        host: str = "",
        holder: str = "",
    ) -> None:
        address = parse(url)
        self._terms, self._now = terms, now
        self._rows = _rows(address, terms, host, holder)
        self._held: dict[str, Lease] = {}
        self._waited_for: set[str] = set()
        self._keeping: asyncio.Task[None] | None = None
        self._logged = False

    async def __aenter__(self) -> "Leases":
        self._keeping = asyncio.create_task(self._keep(), name="leases")
        return self

    async def __aexit__(self, *_error: object) -> None:
        if self._keeping is not None:
            self._keeping.cancel()
            with suppress(asyncio.CancelledError):
                await self._keeping
        for lease in tuple(self._held.values()):
            await self.free(lease)
        for part in tuple(self._waited_for):
            await self._go(part)
        await self._rows.close()

    async def standby(self, part: str) -> Lease:
        """Lease a part when nobody else has it any more, however long that takes. Meanwhile a
        heartbeat shows that this process stands by."""
        lease = await self.attempt(part)
        if lease is not None:
            return lease
        self._waited_for.add(part)
        try:
            await self._show_waiting()
            while True:
                lease = await self.attempt(part)
                if lease is not None:
                    return lease
                await asyncio.sleep(self._terms.standby)
        finally:
            await self._go(part)

    async def take(self, part: str, patience: float | None = None) -> Lease:
        """Lease a part, waiting for its holder's end for `patience` seconds, and for a database or
        a disk that is away for as long as that takes.

        Raises:
            TakenError: another process has it still, or nobody will ever be able to tell.
        """
        patience = self._terms.patience if patience is None else patience
        deadline = self._now() + patience
        while (lease := await self._ask_for(part)) is None or isinstance(lease, BaseException):
            if self._now() >= deadline:
                if lease is None:
                    raise TakenError(f"Another process runs the {part} of this desk already.")
                if _lasts(lease):
                    raise TakenError(f"The {part} of this desk cannot be leased: {_reason(lease)}")
            await asyncio.sleep(min(self._terms.again, patience))
        return lease

    async def attempt(self, part: str) -> Lease | None:
        """Lease a part at once; None while another process has it, or nobody can tell."""
        lease = await self._ask_for(part)
        return lease if isinstance(lease, Lease) else None

    async def _ask_for(self, part: str) -> Lease | BaseException | None:
        """Ask for a part; None while another process has it. Raises while nobody can tell."""
        asked = self._now()
        try:
            taken = await self._rows.take(part)
        except (*GONE, sqlite3.Error) as error:
            self._failed([part], error)
            return error
        self._logged = False
        if not taken:
            return None
        lease = Lease(part, self._now)
        lease.renew(self._rows.holds_until(asked))
        self._held[part] = lease
        return lease

    async def free(self, lease: Lease) -> None:
        """Give a part back. A database that is away frees it by itself."""
        if self._held.get(lease.part) is not lease:
            return
        del self._held[lease.part]
        lease.renew(-math.inf)
        try:
            await self._rows.free(lease.part)
        except (*GONE, sqlite3.Error) as error:
            log.warning("lease not given back", part=lease.part, reason=_reason(error))

    async def _show_waiting(self) -> None:
        """Nothing hangs on it, and a database that is away is told by whoever asks for a lease."""
        if self._waited_for:
            with suppress(*GONE, sqlite3.Error):
                await self._rows.stand_by(tuple(self._waited_for))

    async def _go(self, part: str) -> None:
        self._waited_for.discard(part)
        with suppress(*GONE, sqlite3.Error):
            await self._rows.go(part)

    async def _keep(self) -> None:
        while True:
            await asyncio.sleep(self._terms.again if self._logged else self._terms.renewed)
            await self._show_waiting()
            held = dict(self._held)
            if not held:
                continue
            asked = self._now()
            try:
                kept = await self._rows.renew({each.part: each.trouble for each in held.values()})
            except (*GONE, sqlite3.Error) as error:
                self._failed([*held], error)
            except Exception as error:
                # The outermost guard: without this task nothing of this process would ever be sent.
                if not self._logged:
                    log.exception("leases not renewed", parts=[*held], reason=_reason(error))
                self._logged = True
            else:
                self._logged = False
                self._apply(held, kept, self._rows.holds_until(asked))

    def _failed(self, parts: list[str], error: BaseException) -> None:
        if not self._logged:
            log.warning("leases not renewed", parts=parts, reason=_reason(error))
        self._logged = True

    def _apply(self, held: dict[str, Lease], kept: frozenset[str], until: float) -> None:
        for part, lease in held.items():
            if self._held.get(part) is not lease:
                continue  # given back meanwhile
            if part in kept:
                lease.renew(until)
            else:
                del self._held[part]
                lease.lose()


def _rows(address: Address, terms: Terms, host: str, holder: str) -> LeaseRows:
    if address.on_sqlite:
        return FileRows(address, terms.lasts)
    holder = holder or secrets.token_hex(16)
    return ServerRows(address, holder, host, terms.lasts, terms.margin, terms.answer)


def _lasts(error: BaseException) -> bool:
    """Tell whether somebody has to mend it; a database, or a disk, that is away comes back by
    itself."""
    if isinstance(error, OSError):
        return isinstance(error, PermissionError | IsADirectoryError)
    return not isinstance(error, sqlite3.Error) and not is_gone(error)


def _reason(error: BaseException) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]
