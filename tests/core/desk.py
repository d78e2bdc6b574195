"""A desk without Telegram: the real use cases and database, a clock that the test sets, and
outcomes that the test gives."""

from asyncio import Lock
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from sqlalchemy import select, text

from core.consequences.reactions import OpenWork, react
from core.consequences.settlements import settle_effect
from core.consequences.ticks import TICKS
from core.conversations.record import record_said
from core.customers.profile import register_contact
from core.customers.request import open_ticket
from core.customers.start import greet
from core.delivery.ticker import Ticker
from core.model.audience_effects import ForMany
from core.model.desk_effects import (
    ClearGroup,
    CopyMessage,
    CreateTopic,
    DeleteMessages,
    LookAtGroup,
    PostAnswer,
)
from core.model.effects import Effect, EffectState, FetchFile, SendText, ShowCard
from core.model.messages import Media, MessageKind, Said
from core.model.outcomes import Outcome, Sent
from core.model.people import Operator, Person, Role
from core.model.places import GroupSeen, Place
from core.model.program_effects import SayWords as Says
from core.model.room_effects import (
    CreateJoinLink,
    CreatePersonalLink,
    CreateRoom,
    EmptyRoom,
    EraseExpired,
    EraseTranscript,
    SaveMedia,
    WipeRoom,
)
from core.model.rules import Budget, Rules
from core.model.statistics_effects import ReadStatistics
from core.model.text_keys import Key
from core.model.tickets import Ticket, TicketEventKind
from core.model.uploads import Upload
from core.model.watch_effects import MirrorMessage, SendWhisper
from core.ports import DatabaseBusyError, OutboxEffect, UnitOfWork, Work
from core.privacy.erasing import Eraser
from core.rooms.accounts import AtWork, accounts_at_work
from core.rooms.entry import request_to_join
from core.rooms.pool import room_swept
from core.staff.members import add_operator
from core.staff.shifts import start_shift
from core.statistics.reports import statistics_shown
from core.tickets.begin import member_joined
from core.tickets.presence import member_left
from db.board import SqlBoard
from db.database import SqlDatabase
from db.models import outbox, ticket_events
from db.remains import SqlRemaining
from db.repositories.outbox import effect_of
from tests.core.repositories import Kept, Noticing
from tests.support.present import present

P = ParamSpec("P")
R = TypeVar("R")
E = TypeVar("E", bound=Effect)

START = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
BOT = 10
USERBOT = 11
PLENTY = Budget(rooms_a_day=100_000, chats=100_000)
MOST_BUSY = 200
_WAITING = select(outbox).where(outbox.c.settled_at.is_(None)).order_by(outbox.c.id)
RIGHTS = ("is_admin", "is_forum", "can_delete", "can_rename", "can_pin", "can_topics")


def person(number: int, name: str | None = None) -> Person:
    return Person(number, name or f"Person {number}", f"p{number}", "en")


class Desk:
    """Runs use cases, and settles the effects they ask for."""

    def __init__(self, database: SqlDatabase, rules: Rules | None = None) -> None:
        self.database = database
        self.rules = rules or Rules(bot_id=BOT, userbot_id=USERBOT, budget=PLENTY)
        self.now = START
        self._markers = count(1)
        self._chats = count(1)
        self._messages = count(1)
        self.settled: list[Effect] = []
        self.account_came = False
        self.busy = 0
        self._telling = Lock()
        self._has_for_many = False

    def later(self, **more: float) -> None:
        self.now += timedelta(**more)

    @asynccontextmanager
    async def work(self) -> AsyncIterator[Work]:
        marker = lambda: f"marker-{next(self._markers)}"  # noqa: E731
        async with OpenWork(self.database, self.rules, lambda: self.now, marker)() as work:
            work.uow.outbox = noticing = cast(Any, Noticing(work.uow.outbox))
            yield work
        self._has_for_many |= noticing.has_noticed

    async def do(
        self,
        usecase: Callable[Concatenate[Work, P], Awaitable[R]],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R:
        """One use case in a transaction of its own; the same again when the database was busy.

        A user account is at work before all else."""
        if not self.account_came:
            self.account_came = True
            await self.do(accounts_at_work, [AtWork(str(USERBOT), USERBOT, 0)])
        while True:
            try:
                async with self.work() as work:
                    found = await usecase(work, *args, **kwargs)
                await self._tell_many()
                return found
            except DatabaseBusyError:
                self.busy += 1
                assert self.busy < MOST_BUSY

    async def done(
        self,
        usecase: Callable[Concatenate[Work, P], Awaitable[R]],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R:
        """As `do`, with all that follows."""
        found = await self.do(usecase, *args, **kwargs)
        await self.settle_all()
        return found

    async def _tell_many(self) -> None:
        """The relay's part: what is for an audience becomes messages for each of it, in no time."""
        async with self._telling:
            while self._has_for_many:
                self._has_for_many = False
                found = await self.for_many()
                rows = [row for row in found if not _is_later(row, self.now)]
                self._has_for_many |= bool(found)
                if not rows:
                    return
                with suppress(DatabaseBusyError):
                    async with self.work() as work:
                        for row in rows:
                            await _settle(work, row, Sent())
                            await react(work)
                    self.settled.extend(row.effect for row in rows)

    async def for_many(self) -> list[OutboxEffect]:
        """What waits to be told to an audience."""
        return [row for row in await self.rows() if isinstance(row.effect, ForMany)]

    # ------------------------------------------------------------------------------------ reading
    @property
    def kept(self) -> UnitOfWork:
        """What the database has."""
        return cast("UnitOfWork", Kept(self.work))

    async def ticket(self, ticket_id: int) -> Ticket:
        async with self.work() as work:
            return present(await work.uow.tickets.get(ticket_id))

    async def place_of(self, ticket_id: int) -> Place:
        ticket = await self.ticket(ticket_id)
        assert ticket.place_id is not None
        async with self.work() as work:
            return present(await work.uow.places.get(ticket.place_id))

    async def operator(self, operator_id: int) -> Operator:
        async with self.work() as work:
            return present(await work.uow.operators.get(operator_id))

    async def waiting(self, kind: type[E]) -> list[E]:
        """Unsettled effects of a kind, oldest first."""
        return [row.effect for row in await self.rows() if isinstance(row.effect, kind)]

    async def rows(self) -> list[OutboxEffect]:
        async with self.database.reading() as reading:
            found = await reading.connection.execute(_WAITING)
            return [effect_of(row) for row in found]

    async def rows_of(self, query: str) -> list[dict[str, Any]]:
        """What the database answers to somebody who asks it in SQL."""
        async with self.database.reading() as transaction:
            found = await transaction.connection.execute(text(query))
            return [dict(row) for row in found.mappings()]

    async def shown(self, chat_id: int) -> list[ShowCard]:
        """The cards that wait to be shown in a chat, oldest first."""
        return [card for card in await self.waiting(ShowCard) if card.chat_id == chat_id]

    async def told(self, chat_id: int) -> list[Key]:
        """What waits to be said or shown in a chat, oldest first."""
        return [
            row.effect.text.key
            for row in await self.rows()
            if isinstance(row.effect, SendText | ShowCard) and row.effect.chat_id == chat_id
        ]

    # ------------------------------------------------------------------------------------ settling
    def good(self, effect: Effect) -> Outcome:
        """What comes when nothing goes wrong."""
        match effect:
            case CreateRoom():
                return Sent({"chat_id": -1_003_000_000_000 - next(self._chats)})
            case CreateJoinLink() | CreatePersonalLink():
                return Sent({"url": f"https://t.me/+link{next(self._messages)}"})
            case PostAnswer(files=files) if files:
                posted = tuple(self._posted(effect, file, len(files)) for file in files)
                return Sent(posted=posted)
            case SendText() | ShowCard() | PostAnswer() | MirrorMessage() | SendWhisper() | Says():
                return Sent({"message_id": next(self._messages), "chat_id": effect.chat_id})
            case SaveMedia() | FetchFile():
                return Sent({"size": 5, "path": effect.path})
            case WipeRoom():
                return Sent({"clean": True})
            case CopyMessage():
                return Sent(copies=((effect.message_id, next(self._messages)),))
            case CreateTopic():
                return Sent({"thread_id": next(self._messages)})
            case LookAtGroup():
                return Sent(
                    GroupSeen(effect.chat_id, "Group", **dict.fromkeys(RIGHTS, True)).values()
                )
            case DeleteMessages() | ClearGroup():
                return Sent({"left": 0})
            case _:
                return Sent()

    def _posted(self, effect: PostAnswer, file: Upload, together: int) -> Said:
        """What Telegram says of a file that stands in the group."""
        number = next(self._messages)
        media = Media(file.mime_type, file.size, file_name=file.file_name, file_id=f"F{number}")
        album = f"album of {effect.files[0].stored}" if together > 1 else None
        caption = "" if file is not effect.files[0] else "Name, from the page"
        return Said(
            effect.chat_id, number, BOT, "Desk", self.now, file.kind, caption, media=media,
            album=album,
        )  # fmt: skip

    async def settle(self, row: OutboxEffect, outcome: Outcome | None = None) -> None:
        """The relay's part: the row's fate and what follows, in one transaction."""
        given = await self._carried_out(row.effect) if outcome is None else outcome
        await self.do(_settle, row, given)
        self.settled.append(row.effect)
        if isinstance(row.effect, EmptyRoom) and isinstance(given, Sent):
            await self.do(room_swept, row.effect.place_id)

    async def _carried_out(self, effect: Effect) -> Outcome:
        """What comes when nothing goes wrong: figures are read from the rows, and rows erased."""
        if isinstance(effect, EraseTranscript):
            await self.erase(effect)
        if isinstance(effect, EraseExpired):
            await Eraser(self.work, SqlRemaining(self.database)).erase_expired(
                effect.customer_id, _no_files
            )
        if not isinstance(effect, ReadStatistics):
            return self.good(effect)
        async with self.looking() as work:
            return Sent(then=await statistics_shown(work, effect))

    async def erase(self, effect: EraseTranscript) -> None:
        """The archive's part, of somebody without files."""
        await Eraser(self.work, SqlRemaining(self.database)).erase(effect, _no_files)

    @asynccontextmanager
    async def looking(self) -> AsyncIterator[Work]:
        """A reading outside of all transactions."""
        async with SqlBoard(self.database).looking() as look:
            yield Work(look.uow, self.now, self.rules, lambda: "none")

    async def settle_kind(self, kind: type[Effect], outcome: Outcome | None = None) -> int:
        """Every waiting effect of a kind; how many there were."""
        rows = [row for row in await self.rows() if isinstance(row.effect, kind)]
        for row in rows:
            await self.settle(row, outcome)
        return len(rows)

    async def settle_all(self) -> None:
        """Everything, and what follows from it, until nothing waits (what has a time of its own
        stays)."""
        while True:
            rows = [
                row
                for row in await self.rows()
                if row.not_before is None or row.not_before <= self.now
            ]
            if not rows:
                return
            for row in rows:
                await self.settle(row)

    # ------------------------------------------------------------------------------------- stories
    async def staff(
        self,
        number: int,
        *,
        capacity: int = 6,
        role: Role = Role.OPERATOR,
        skills: frozenset[str] = frozenset(),
        on_shift: bool = True,
    ) -> Person:
        """A member of staff who has started the bot."""
        who = person(number, f"Op {number}")
        await self.do(add_operator, who, role=role, capacity=capacity, skills=skills)
        await self.do(greet, who)
        if on_shift:
            await self.do(start_shift, number)
        return who

    async def customer(self, number: int) -> Person:
        """Somebody registered."""
        who = person(number)
        await self.do(register_contact, who, number, f"38050{number}", False)
        return who

    async def ask(self, number: int, topic: str | None = None) -> int:
        """Registers and opens a ticket; its id."""
        who = await self.customer(number)
        ticket = present(await self.do(open_ticket, who, topic or self.rules.topics[0].key))
        return ticket.id

    async def ready(self, number: int, topic: str | None = None) -> int:
        """As `ask`, with all that follows: a room, where somebody is free."""
        ticket_id = await self.ask(number, topic)
        await self.settle_all()
        return ticket_id

    async def join(self, ticket_id: int) -> bool:
        """The customer knocks and comes in; False when they are not let in."""
        ticket, place = await self.ticket(ticket_id), await self.place_of(ticket_id)
        assert place.chat_id is not None
        who = person(ticket.customer_id)
        if not await self.do(request_to_join, place.chat_id, who.id, who.name):
            return False
        await self.do(member_joined, place.chat_id, who)
        return True

    async def talk(self, number: int, topic: str | None = None) -> int:
        """From nothing to an active ticket; its id."""
        ticket_id = await self.ready(number, topic)
        assert await self.join(ticket_id)
        await self.settle_all()
        return ticket_id

    async def says(self, ticket_id: int, who: int, text: str = "hello") -> None:
        """Somebody says something in the ticket's room, just now."""
        place = await self.place_of(ticket_id)
        assert place.chat_id is not None
        number = next(self._messages)
        said = Said(place.chat_id, number, who, f"P{who}", self.now, MessageKind.TEXT, text)
        assert await self.do(record_said, said)

    async def leaves(self, ticket_id: int) -> bool:
        """The customer leaves the room; False when that is no news."""
        ticket, place = await self.ticket(ticket_id), await self.place_of(ticket_id)
        assert place.chat_id is not None
        return await self.do(member_left, place.chat_id, ticket.customer_id, self.now)

    async def ticks(self) -> dict[str, list[int]]:
        """What the scheduler does: for each tick the ids for which something was done."""
        done = await Ticker(self.work).run(*TICKS)
        await self._tell_many()
        return done

    async def events(self, ticket_id: int) -> list[TicketEventKind]:
        """What the ticket's history keeps, oldest first."""
        events = select(ticket_events.c.kind).where(ticket_events.c.ticket_id == ticket_id)
        async with self.database.reading() as reading:
            found = await reading.connection.execute(events.order_by(ticket_events.c.id))
            return [row.kind for row in found]


async def _no_files() -> None:
    pass


def _is_later(row: OutboxEffect, now: datetime) -> bool:
    return row.not_before is not None and row.not_before > now


async def _settle(work: Work, row: OutboxEffect, outcome: Outcome) -> None:
    state = EffectState.SENT if isinstance(outcome, Sent) else EffectState.REJECTED
    await work.uow.outbox.settle([row.id], state, work.now)
    await settle_effect(work, row, outcome)
