"""Customers, the step each is at, and staff, as use cases ask for them."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from core.model.people import Customer, Operator, Person, Role, StaffChange, Standing


class Customers(Protocol):
    """People who write to the bot."""

    async def get(self, customer_id: int) -> Customer | None: ...

    async def standing(self, customer_id: int) -> Standing | None:
        """The customer, and what else there is of them, by one question."""

    async def prepare(self, customer_ids: Collection[int]) -> None:
        """Ask at once for the standing of all of them; it holds until the unit of work writes."""

    async def seen(self, person: Person, now: datetime) -> Customer:
        """Insert or bring up to date what Telegram shows of them; marks them reachable."""

    async def shown(self, person: Person) -> None:
        """Bring name, @name and, unless they chose one, language of a known one up to date."""

    async def choose_language(self, customer_id: int, language: str) -> None:
        """From now on Telegram's language does not matter."""

    async def register(self, customer_id: int, phone: str, now: datetime) -> None:
        """Keep the phone of their own contact, with a leading +."""

    async def set_reachable(self, customer_id: int, reachable: bool, now: datetime) -> bool:
        """Whether the bot can write to them; if not, since when. False when it is no news."""


class Steps(Protocol):
    """The step a person is at in a talk with the bot (never the truth about a ticket). In the
    database, or in Redis."""

    async def get(self, person_id: int) -> str | None:
        """None for somebody who is at none."""

    async def set(self, person_id: int, step: str) -> None:
        """Replace the one before."""

    async def clear(self, person_id: int) -> None:
        """At none any more."""


class Operators(Protocol):
    """Staff, their shifts and loads."""

    async def get(self, operator_id: int) -> Operator | None:
        """Removed ones are not found."""

    async def all(self) -> list[Operator]:
        """Everyone on staff, by id."""

    async def on_shift(self) -> list[Operator]:
        """Who takes tickets now, by id."""

    async def next_with_load(self, after: int, limit: int, since: datetime) -> list[Operator]:
        """The first so many with a higher id than that, by id, of those on shift, and of those off
        it who hold tickets or gave the last away at or after `since`."""

    async def supervisors(self) -> list[Operator]:
        """On shift or not, by id."""

    async def next_supervisors(self, after: int, limit: int) -> list[Operator]:
        """The same of supervisors, on shift or not."""

    async def add(
        self,
        person: Person,
        *,
        role: Role,
        capacity: int,
        phone: str | None,
        skills: frozenset[str],
        now: datetime,
    ) -> None:
        """Add, or bring back one who was removed; role, capacity and skills are then the new
        ones."""

    async def remove(self, operator_id: int, now: datetime) -> bool:
        """Take off staff and end the shift; False for somebody unknown. Tickets held stay held."""

    async def set_capacity(self, operator_id: int, capacity: int) -> bool:
        """False for somebody unknown."""

    async def set_role(self, operator_id: int, role: Role) -> bool:
        """False for somebody unknown."""

    async def set_skills(self, operator_id: int, skills: Collection[str]) -> bool:
        """False for somebody unknown."""

    async def keep_change(self, change: StaffChange) -> None:
        """Who changed what about one of them."""

    async def was_removed(self, operator_id: int) -> bool:
        """On staff once, and not now."""

    async def hold_supervisors(self) -> list[int]:
        """Who is a supervisor; nobody else changes that until this transaction ends."""

    async def take_over(self, operator_id: int, ticket_id: int, now: datetime) -> int | None:
        """Give a ticket that somebody holds to another member of staff: load + 1 below capacity,
        on shift or not; the holder's load - 1. Returns who held it; None, and nothing changed,
        when there is no headroom or nobody else holds it."""

    async def seen(self, person: Person) -> None:
        """Bring up to date what Telegram shows, and that the bot may write to them."""

    async def set_started(self, operator_id: int, started: bool) -> None:
        """Whether the bot may write to them."""

    async def shown(self, person: Person) -> None:
        """Bring name, @name and, unless they chose one, language of a known one up to date."""

    async def choose_language(self, operator_id: int, language: str) -> None:
        """From now on Telegram's language does not matter."""

    async def start_shift(self, operator_id: int, now: datetime) -> bool:
        """False when already on shift."""

    async def end_shift(self, operator_id: int, now: datetime) -> bool:
        """False when not on shift."""

    async def reserve(self, operator_id: int, ticket_id: int, now: datetime) -> bool:
        """Give the ticket to the operator: load + 1, only while on shift and below capacity, and
        an assignment row, only while the ticket has no holder. All or nothing."""

    async def hand_over(
        self, ticket_id: int, frm: int, to: int, now: datetime, reason: str
    ) -> bool:
        """From one to the other, as `release` and `reserve` do, all or nothing: False when `frm`
        does not hold it, or `to` cannot take it."""

    async def start_break(self, operator_id: int, now: datetime) -> bool:
        """False when not on shift, or on a break already. A shift's end ends its break."""

    async def end_break(self, operator_id: int, now: datetime) -> bool:
        """False when not on a break."""

    async def release(self, ticket_id: int, now: datetime, reason: str) -> int | None:
        """End the ticket's assignment: load - 1, idle since now. Returns who held it; None when
        nobody did."""
