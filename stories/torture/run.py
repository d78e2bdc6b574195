"""A torture from its beginning to its last line."""

import asyncio
import json
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from core.model.places import PlaceKind
from db.reads import Reads
from sandbox.people import Person
from sandbox.refusals import Refusal
from stories import acts
from stories.conversations import Conversation
from stories.replay import staff_for
from stories.torture import corpus
from stories.torture.databases import OwnPostgres, control_of
from stories.torture.desk import Desk, desk_at_work
from stories.torture.faults import FLOODS, Permit
from stories.torture.injection import STANDS_ON, Injector, Means
from stories.torture.invariants import (
    ALWAYS,
    AT_THE_END,
    NEVER,
    REJECTED,
    Broken,
    broken,
    unaccounted,
)
from stories.torture.judging import Delivery, Found, Judge, words_of
from stories.torture.schedule import planned
from stories.torture.settings import TortureOptions
from stories.torture.talking import (
    SCREEN,
    Players,
    Talk,
    Watcher,
    data_centre,
    follow_links,
    staff_groups,
)

DRAINS_WITHIN = 300.0
"""Seconds after the last fault in which all must have come to its end."""
LOOKS_EVERY = 0.5
MENDED_WITHIN = timedelta(seconds=30)
GENERAL = 1  # the topic that every forum has


@dataclass(slots=True)
class Outcome:
    """What a torture came to."""

    turns: int = 0
    found: Found = field(default_factory=Found)
    kills: int = 0
    faults: int = 0
    refused: int = 0
    broken: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def is_well(self) -> bool:
        """Nothing lost, nothing in a wrong order, nothing repeated without a reason, all as it must
        be."""
        found = self.found
        lost = found.difference.missing or found.difference.reordered or found.unexplained
        return not lost and not self.broken

    def __str__(self) -> str:
        found = self.found.difference
        return (
            f"{self.turns} turns, {found.missing} missing, {found.duplicated} duplicated,"
            f" {found.reordered} reordered, {self.kills} kills, {self.faults} faults,"
            f" {len(self.broken)} invariants broken, {self.refused} refused calls"
        )


async def torture(
    options: TortureOptions, words: Iterator[Conversation], own: OwnPostgres | None = None
) -> Outcome:
    """Play, let faults strike, let all drain, and compare. Raises Untrue when there is nothing to
    compare, since the desk did not come up."""
    async with desk_at_work(options) as desk:
        run = _Run(options, desk, own)
        return await run.whole(words)


class _Run:
    def __init__(self, options: TortureOptions, desk: Desk, own: OwnPostgres | None) -> None:
        self._given, self._desk = options, desk
        self._stage, self._parts = desk.stage, desk.parts
        self._out = Outcome()
        self._staff: list[Person] = []
        self._groups: list[int] = []
        self._floods: list[asyncio.Task[Talk]] = []
        self._mending = asyncio.Lock()
        self._to_mend: dict[int, bool] = {}
        self._database = control_of(options.engine, options.database_url, own)

    async def whole(self, words: Iterator[Conversation]) -> Outcome:
        options = self._given
        self._staff = staff = await self._people()
        self._groups = groups = await staff_groups(self._stage, options.place, staff)
        for operator in staff:
            await acts.start_shift(operator, patience=60)
        players = Players(self._stage, staff, groups, words)
        watcher = Watcher(staff[0], groups)
        injector = self._injector(players)
        aside = [asyncio.create_task(watcher.watch()), asyncio.create_task(self._looks())]
        aside += [asyncio.create_task(follow_links(each)) for each in staff]
        playing = asyncio.create_task(players.come(options.customers))
        try:
            strikes = asyncio.create_task(injector.run())
            await asyncio.sleep(options.seconds)
            # What stands on until somebody meets it needs somebody.
            await asyncio.wait([strikes], timeout=min(STANDS_ON, options.seconds / 4))
            players.stop()
            await strikes
            await injector.end()
            ended = time.monotonic()
            await self._drain(players, playing)
            self._out.notes.append(f"drained within {time.monotonic() - ended:.0f} s")
        finally:
            for task in (playing, *aside):
                task.cancel()
            await asyncio.gather(playing, *aside, return_exceptions=True)
        await self._judge(players, watcher, injector)
        return self._out

    async def _people(self) -> list[Person]:
        """Operators; they have a chat with the bot before they are staff."""
        people = self._stage.people
        for number in range(1, self._given.operators + 1):
            name, dc = f"operator_{number}", data_centre(number)
            operator = await people.add(f"Operator {number}", username=name, dc=dc)
            started = await operator.start()
            await operator.sees(since=started, timeout=60)
        return await staff_for(self._stage, self._given.operators)

    def _injector(self, players: Players) -> Injector:
        desk = self._desk

        async def flood(number: int) -> None:
            conversation = corpus.flood(number, FLOODS)
            self._floods.append(asyncio.create_task(players.one(conversation)))

        accounts = [person.id for person in desk.accounts]
        places = self._database, desk.disk, accounts
        means = Means(desk.sandbox, desk.parts, *places, self._mend, flood)
        return Injector(means, planned(self._given))

    async def _mend(self, account: int, is_out: bool) -> None:
        """Several that come while one is at it are mended together: the part is stopped for it."""
        self._to_mend[account] = is_out or self._to_mend.get(account, False)
        async with self._mending:
            together, self._to_mend = self._to_mend, {}
            if together:
                await self._desk.mend([each for each, is_out in together.items() if is_out])

    async def _looks(self) -> None:
        """Whether what holds always does hold, again and again, until cancelled."""
        while True:
            for each in await broken(self._stage.rows, ALWAYS):
                if str(each) not in self._out.broken:
                    self._out.broken.append(str(each))
            await asyncio.sleep(LOOKS_EVERY)

    async def _drain(self, players: Players, playing: asyncio.Task[None]) -> None:
        """Let everybody finish, and wait until nothing is left to do, or for too long."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + DRAINS_WITHIN
        with suppress(TimeoutError):
            async with asyncio.timeout_at(deadline):
                await asyncio.gather(playing, *self._floods)
        for talk in players.talks:
            if not talk.is_over and talk.broke_off is None:
                talk.broke_off = f"not over {DRAINS_WITHIN:.0f} s after the last fault"
        await self._parts.are_up()
        async with self._stage.container.work() as work:
            for talk in players.talks:
                await work.uow.transcripts.show(talk.customer_id)
        while left := await self._left():
            if loop.time() > deadline:
                break
            await asyncio.sleep(LOOKS_EVERY)
        self._out.broken += map(str, left + await broken(self._stage.rows, NEVER))

    async def _left(self) -> list[Broken]:
        left = await broken(self._stage.rows, AT_THE_END)
        return left or unaccounted(self._given.place, *await self._places())

    async def _places(self) -> tuple[dict[int, list[int]], list[dict[str, Any]]]:
        rows = await self._stage.rows("SELECT kind, state, chat_id, thread_id FROM places")
        there: dict[int, list[int]] = {}
        if self._given.place is PlaceKind.ROOM:
            for account in self._desk.accounts:
                groups = (chat for chat in await account.chats() if chat.kind == "supergroup")
                there |= {chat.id: [] for chat in groups}
        elif self._given.place is PlaceKind.THREAD:
            owner = self._staff[0]
            for chat in self._groups:
                topics = await owner.topics(chat)
                there[chat] = [topic.id for topic in topics if topic.id != GENERAL]
        return there, rows

    async def _judge(self, players: Players, watcher: Watcher, injector: Injector) -> None:
        out, desk = self._out, self._desk
        reads = Reads(self._stage.container.database)
        records = {}
        for talk in players.talks:
            if talk.customer is not None:
                record = await reads.customer_record(talk.customer.id)
                records[talk.customer.id] = [] if record is None else words_of(record)
        excuses = injector.permitting(Permit.DOUBLED)
        settings = self._stage.settings
        shown, deliveries = watcher.seen(), await self._deliveries()
        judge = Judge(settings.logs_dir, shown, records, deliveries, excuses)
        for talk in players.talks:
            if talk.customer is not None:
                chat = await talk.customer.messages(settings.bot_id, SCREEN)
                judge.judge(talk, chat, out.found)
        out.turns = sum(len(talk.said) for talk in players.talks)
        out.kills, out.faults = self._parts.kills, injector.counted
        out.broken += [
            f"{talk.conversation.id} broke off: {talk.broke_off}"
            for talk in players.talks
            if talk.broke_off is not None
        ]
        out.broken += [f"the record: {fault}" for fault in await self._stage.faults()]
        out.broken += injector.troubles + self._ends(injector) + await self._rejected(injector)
        refusals = await desk.sandbox.faults.refusals()
        out.refused = sum(times for _, times in refusals)
        out.refused += sum(each.refused_beyond for each in injector.struck)
        out.notes += _notes(injector, refusals)

    async def _deliveries(self) -> list[Delivery]:
        rows = await self._stage.rows(
            "SELECT fields, created_at, settled_at FROM outbox"
            " WHERE kind = 'CopyMessage' AND settled_at IS NOT NULL"
        )
        deliveries = []
        for row in rows:
            fields = row["fields"]
            fields = json.loads(fields) if isinstance(fields, str) else fields
            message = (fields["from_chat_id"], fields["message_id"])
            deliveries.append(Delivery(message, _utc(row["created_at"]), _utc(row["settled_at"])))
        return deliveries

    async def _rejected(self, injector: Injector) -> list[str]:
        """Effects that were given up, though nothing had been refused for good."""
        excuses = injector.permitting(Permit.REJECTED)
        rows = [
            row
            for row in await self._stage.rows(REJECTED)
            if not any(
                each.meets(_utc(row["created_at"]), _utc(row["settled_at"])) for each in excuses
            )
        ]
        return [str(Broken("an effect was rejected", rows))] if rows else []

    def _ends(self, injector: Injector) -> list[str]:
        """Parts that ended by themselves, though nothing had happened that only a person mends."""
        excuses = injector.permitting(Permit.ENDED)
        return [
            f"the {end.part} ended with {end.code}: {end.words:.300}"
            for end in self._parts.ended
            if not any(
                each.begun <= end.at <= (each.over or end.at) + MENDED_WITHIN for each in excuses
            )
        ]


def _notes(injector: Injector, refusals: Sequence[tuple[Refusal, int]]) -> Iterator[str]:
    for struck in injector.struck:
        strike = struck.strike
        lasts = f" for {strike.lasts:.1f} s" if strike.lasts else ""
        beyond = f", {struck.refused_beyond} too many" if struck.refused_beyond else ""
        often = f"{struck.hits} times" if struck.hits else "never"
        how = f" ({struck.how})" if struck.how else ""
        yield f"{strike.at:6.1f} s {strike.kind.name}{lasts}: struck {often}{beyond}{how}"
    for refusal, times in refusals:
        yield f"refused {times} times: {refusal.method} {refusal.code} {refusal.text}"


def _utc(value: Any) -> datetime:
    """What a driver gives for a moment: itself, or SQLite's text."""
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
