"""A day at the desk: opening it, and who comes. Everything is done as people do it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.model.actions import Verb
from core.model.people import Person as StaffPerson
from core.model.people import Role
from core.staff.members import add_operator
from sandbox.people import People, Person, Seen
from sandbox.server import Sandbox
from stories import acts
from stories.stage import Stage, whole_desk
from stories.transcripts import messages_in
from tests.support.ticking import sweep
from tests.support.waiting import eventually

PATIENCE = 40.0
"""Seconds that anything may take on a machine that is busy with other tests."""


@dataclass(slots=True)
class Visitor:
    """A customer whom the bot knows, and the message with the talk button."""

    person: Person
    menu: Seen


@dataclass(slots=True)
class Talk:
    """A customer and an operator in a room."""

    customer: Person
    operator: Person
    room: int


class Day:
    """One desk while it is open."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    @property
    def people(self) -> People:
        return self.stage.people

    @property
    def sandbox(self) -> Sandbox:
        assert self.stage.sandbox is not None
        return self.stage.sandbox

    async def staff(
        self,
        name: str,
        *,
        role: Role = Role.OPERATOR,
        capacity: int | None = None,
        on_shift: bool = True,
        language: str = "en",
        **account: Any,
    ) -> Person:
        """Somebody on staff, with the shift started unless told otherwise."""
        account.setdefault("username", f"{name.lower()}_desk")
        person = await self.people.add(name, language_code=language, **account)
        await self.hire(person, role=role, capacity=capacity, language=language)
        if on_shift:
            await acts.start_shift(person, patience=PATIENCE)
        return person

    async def hire(
        self,
        person: Person,
        *,
        role: Role = Role.OPERATOR,
        capacity: int | None = None,
        language: str = "en",
    ) -> None:
        """Put a person on staff, as the command line does."""
        account = person.account
        who = StaffPerson(account.id, account.name, account.username, language)
        async with self.stage.container.work() as work:
            await add_operator(work, who, role=role, capacity=capacity)

    async def visitor(self, name: str, **account: Any) -> Visitor:
        """Somebody who started the bot and shared their own number."""
        person = await self.people.add(name, **account)
        return Visitor(person, await acts.register(person, patience=PATIENCE))

    async def asks(self, visitor: Visitor) -> int:
        """They press the talk button; the moment before it."""
        return await acts.ask_for_operator(visitor.person, visitor.menu)

    async def waits(self, visitor: Visitor) -> Seen:
        """They ask, and are told that they wait."""
        before = await self.asks(visitor)
        return await visitor.person.sees(
            lambda seen: acts.carries(Verb.CANCEL)(seen) and not acts.has_link(seen),
            since=before,
            timeout=PATIENCE,
        )

    async def comes(self, visitor: Visitor) -> int:
        """They ask, and go into the room; its id."""
        before = await self.asks(visitor)
        return await acts.enter_room(visitor.person, before, patience=PATIENCE)

    async def talks(self, visitor: Visitor, operators: Sequence[Person]) -> Talk:
        """They ask, go into the room, and one of the operators is brought in."""
        room = await self.comes(visitor)
        operator = await acts.operator_in_room(visitor.person, room, operators, patience=PATIENCE)
        return Talk(visitor.person, operator, room)

    async def closes(self, talk: Talk) -> int:
        """The operator closes by the room's card, the customer is thanked; the ticket's number."""
        before = await talk.customer.now()
        number = await acts.close_ticket(talk.operator, talk.room, patience=PATIENCE)
        await acts.is_thanked(talk.customer, before, patience=PATIENCE)
        return number

    async def quiet(self) -> None:
        """Wait until nothing is left to be done."""
        await self.stage.is_quiet(PATIENCE)

    async def lead(self, person: Person) -> dict[str, Any]:
        """The person's row of the view `lead`."""
        found = await self.stage.rows("SELECT * FROM lead WHERE user_id = :id", id=person.id)
        return found[0]

    async def operator(self, person: Person) -> dict[str, Any]:
        """The person's row of the view `operator`."""
        found = await self.stage.rows("SELECT * FROM operator WHERE user_id = :id", id=person.id)
        return found[0]

    async def loads(self) -> dict[int, int]:
        """Operator id → open tickets, and it is the same as what the tickets say."""
        async with self.stage.container.work() as work:
            loads = {each.id: each.load for each in await work.uow.operators.all()}
        held = await self.stage.rows(
            "SELECT operator_id, count(*) AS held FROM tickets"
            " WHERE status IN ('offered', 'active') GROUP BY operator_id"
        )
        counted = {row["operator_id"]: row["held"] for row in held}
        assert loads == {each: counted.get(each, 0) for each in loads}
        return loads

    async def open_tickets(self, person: Person) -> list[dict[str, Any]]:
        """The person's tickets, also those that ended, oldest first."""
        return await self.stage.rows(
            "SELECT id, status, operator_id FROM tickets WHERE customer_id = :id ORDER BY id",
            id=person.id,
        )

    async def events(self, ticket: int) -> list[str]:
        """What the ticket's history keeps, oldest first."""
        rows = await self.stage.rows(
            "SELECT kind FROM ticket_events WHERE ticket_id = :id ORDER BY id", id=ticket
        )
        return [row["kind"] for row in rows]

    async def happened(self, ticket: int, event: str) -> None:
        """Wait until the ticket's history has that."""
        told: list[str] = []

        async def is_there() -> bool:
            told[:] = await self.events(ticket)
            return event in told

        await eventually(is_there, within=PATIENCE, every=0.05, describe=lambda: str(told))

    async def tick(self) -> list[int]:
        """What the scheduler does every half minute; the tickets that were abandoned."""
        async with self.stage.container.work() as work:
            return await sweep(work)

    def folder(self, person: Person) -> Path:
        """Where the person's transcripts are."""
        return self.stage.settings.logs_dir / str(person.id)

    def plain(self, person: Person) -> str:
        """The person's transcript as text."""
        return (self.folder(person) / "transcript.txt").read_text(encoding="utf-8")

    async def page(self, person: Person) -> str:
        """The person's transcript as a page, which somebody asks for."""
        async with self.stage.container.work() as work:
            await work.uow.transcripts.show(person.id)
        await self.quiet()
        return (self.folder(person) / "index.html").read_text(encoding="utf-8")

    async def keeps(self, person: Person, *texts: str) -> list[dict[str, Any]]:
        """Wait until the person's transcript has these messages of people, and no others."""
        kept: list[dict[str, Any]] = []

        def all_there() -> bool:
            kept[:] = self.kept(person)
            return [row["text"] for row in kept] == list(texts)

        await eventually(all_there, within=PATIENCE, every=0.05, describe=lambda: str(kept))
        return kept

    def kept(self, person: Person) -> list[dict[str, Any]]:
        """The messages of the person's transcript that people wrote, as a machine reads them."""
        return [
            row
            for row in messages_in(self.folder(person) / "transcript.jsonl")
            if row["kind"] != "service"
            and row["role"] in {"customer", "operator", "supervisor", "stranger"}
        ]


@asynccontextmanager
async def a_day(home: Path, database_url: str, **choices: Any) -> AsyncIterator[Day]:
    """A desk from opening to closing; `choices` are settings."""
    async with whole_desk(home, database_url, **choices) as stage:
        yield Day(stage)
