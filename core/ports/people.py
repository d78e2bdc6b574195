"""Customers, the step each is at, and staff, as use cases ask for them."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from core.model.people import (
    Block,
    Customer,
    Operator,
    Person,
    QueueAudience,
    Role,
    Standing,
)
from core.model.staffing import Shortlist, Staffing


class Customers(Protocol):
    """Keeps people who write to the bot."""

    async def get(self, customer_id: int) -> Customer | None: ...

    async def read(self, customer_ids: Collection[int]) -> None:
        """Read at once all of them that are not known yet: who asks for one asks no more."""

    async def standing(self, customer_id: int) -> Standing | None:
        """Return the customer, and what else is known of them, by one statement."""

    async def prepare_panel(self, operator_id: int) -> None:
        """Read at once what an operator's panel takes: their standing, and the queue's length."""

    async def prepare(self, customer_ids: Collection[int]) -> None:
        """Read at once the standing of all of them, which holds until the unit of work writes; and
        hold those of their open tickets that are talked about in the bot's chat."""

    async def seen(self, person: Person, now: datetime) -> Customer:
        """Add somebody, or update what Telegram shows of them, and mark them reachable."""

    async def shown(self, person: Person) -> None:
        """Update name, @name and, unless they chose one, language of somebody known."""

    async def choose_language(self, customer_id: int, language: str) -> None:
        """Keep the chosen language; Telegram's does not matter from now on."""

    async def register(self, customer_id: int, phone: str, now: datetime) -> None:
        """Keep the phone of their own contact, with a leading +."""

    async def came(self, customer_id: int, source: str, *, to_ask: bool) -> None:
        """Keep by which link they came, if it is the first one; with `to_ask` also that their next
        ticket is opened by it."""

    async def asked(self, customer_id: int) -> None:
        """Forget by which link their next ticket is opened, since it is."""

    async def set_reachable(self, customer_id: int, reachable: bool, now: datetime) -> bool:
        """Keep whether the bot can write to them, and if not, since when. Returns False when
        nothing changed."""

    async def block(self, customer_id: int, by: int, reason: str, now: datetime) -> bool:
        """Begin a block. Returns False when one goes on already."""

    async def unblock(self, customer_id: int, by: int, now: datetime) -> bool:
        """End the block. Returns False when there is none."""

    async def was_answered(self, customer_id: int) -> bool:
        """Tell whether staff ever answered that customer."""

    async def blocks_of(self, customer_id: int) -> list[Block]:
        """Return all blocks of a customer, the newest first."""

    async def blocked(self, limit: int, offset: int = 0) -> list[Customer]:
        """Return who is blocked now, the newest first."""

    async def blocked_count(self) -> int: ...


class Steps(Protocol):
    """Keeps the step a person is at in a dialog with the bot (never the truth about a ticket). In
    the database, or in Redis."""

    async def get(self, person_id: int) -> str | None:
        """Return the step; None for somebody who is at none."""

    async def set(self, person_id: int, step: str) -> None:
        """Set the step, in place of the one before."""

    async def clear(self, person_id: int) -> None:
        """Remove the step."""


class Operators(Protocol):
    """Keeps staff, their shifts and loads."""

    async def get(self, operator_id: int) -> Operator | None:
        """Return a member of staff. Removed ones are not found."""

    async def all(self) -> list[Operator]:
        """Return everyone on staff, by id."""

    async def on_shift(self) -> list[Operator]:
        """Return who takes tickets now, by id."""

    async def supervisors(self) -> list[Operator]:
        """Return supervisors, on shift or not, by id."""

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
        """Take somebody off staff and end the shift; tickets held stay held. Returns False for
        somebody unknown."""

    async def set_capacity(self, operator_id: int, capacity: int) -> bool:
        """Set somebody's capacity. Returns False for somebody unknown."""

    async def set_role(self, operator_id: int, role: Role) -> bool:
        """Set somebody's role. Returns False for somebody unknown."""

    async def set_skills(self, operator_id: int, skills: Collection[str]) -> bool:
        """Replace somebody's skills. Returns False for somebody unknown."""

    async def was_removed(self, operator_id: int) -> bool:
        """Tell whether somebody was on staff once, and is not now."""

    async def hold_supervisors(self) -> list[int]:
        """Return the supervisors, locked: nobody else changes who they are until this transaction
        ends."""

    async def take_over(self, operator_id: int, ticket_id: int, now: datetime) -> int | None:
        """Give a ticket that somebody holds to another member of staff: load + 1 below capacity,
        on shift or not; the holder's load - 1. Returns who held it; None, and nothing changed,
        when there is no headroom or nobody else holds it."""

    async def take_unheld(self, operator_id: int, ticket_id: int, now: datetime) -> bool:
        """Give a ticket that nobody holds to an operator, on shift or not. False: they hold as many
        as they may, or somebody holds it by now."""

    async def seen(self, person: Person) -> None:
        """Update what Telegram shows of a member of staff, and that the bot may write to them."""

    async def set_started(self, operator_id: int, started: bool) -> None:
        """Keep whether the bot may write to them."""

    async def shown(self, person: Person) -> None:
        """Update name, @name and, unless they chose one, language of a member of staff."""

    async def choose_language(self, operator_id: int, language: str) -> None:
        """Keep the chosen language; Telegram's does not matter from now on."""

    async def start_shift(self, operator_id: int, now: datetime) -> bool:
        """Start a shift. Returns False when already on shift."""

    async def end_shift(self, operator_id: int, now: datetime) -> bool:
        """End the shift. Returns False when not on shift."""

    async def reserve(self, operator_id: int, ticket_id: int, now: datetime) -> bool:
        """Give the ticket to the operator: load + 1, only while on shift and below capacity, and
        an assignment row, only while the ticket has no holder. All or nothing."""

    async def hand_over(
        self, ticket_id: int, frm: int, to: int, now: datetime, reason: str
    ) -> bool:
        """Move a ticket from one to the other, as `release` and `reserve` do, all or nothing.
        Returns False when `frm` does not hold it, or `to` cannot take it."""

    async def start_break(self, operator_id: int, now: datetime) -> bool:
        """Start a break; a shift's end ends it, too. Returns False when not on shift, or on a break
        already."""

    async def end_break(self, operator_id: int, now: datetime) -> bool:
        """End the break. Returns False when not on a break."""

    async def release(self, ticket_id: int, now: datetime, reason: str) -> int | None:
        """End the ticket's assignment: load - 1, idle since now. Returns who held it; None when
        nobody did."""


class Candidates(Protocol):
    """Finds the few among whom a choice is made, at the same cost for ten on shift and for ten
    thousand."""

    async def shortlist(self, skill: str | None, people: Collection[int]) -> Shortlist:
        """Return the first `MOST_NAMED` who are free and have the skill (None: any), in the order
        of `core.routing.choose`; whoever of `people` is on shift; and all on shift, if they are no
        more than that."""

    async def staffing(self, skills: Collection[str | None]) -> Staffing:
        """Return who is there for those who ask for these skills. Whether anybody has two of them
        is looked for among some hundred who have the rarer one."""


class Audiences(Protocol):
    """Reads to whom something is told, a few people at a time: those with a higher id than `after`,
    by id."""

    async def of_queue(
        self, after: int, limit: int, since: datetime, looked_before: datetime
    ) -> QueueAudience:
        """Return the operators on shift, and those off it who hold tickets or gave the last away at
        or after `since`. Their words are those of `Card.QUEUE`, `Card.PANEL`, `Memo.BELL`,
        `Memo.STATUS` and `Memo.ARRIVAL`. A live board is due that was brought up to date at or
        before `looked_before`. One statement."""

    async def supervisors(self, after: int, limit: int) -> list[Operator]:
        """Return supervisors, on shift or not."""
