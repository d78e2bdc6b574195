"""Many customers, few desks, everything in any order: no desk is shared, nobody is forgotten, and
every word arrives where its ticket is."""

from random import Random

import pytest

from core.groups.lifecycle import add_group
from core.model.desk_effects import ClearGroup, CopyMessage, DeleteMessages
from core.model.outcomes import Cause, Rejected
from core.model.places import GroupUse, PlaceState
from core.model.tickets import CloseReason, TicketStatus
from core.places.moving import move_ticket
from core.tickets.end import finish
from tests.core.desk import Desk
from tests.core.desk_life import STRANGER, numbered
from tests.core.relayed import OVERFLOW, Relayed, open_up

CUSTOMERS = range(100, 108)
STEPS = 30


class Rush:
    """What happens at random, and what must hold."""

    def __init__(self, relayed: Relayed, random: Random) -> None:
        self.relayed, self.desk, self.random = relayed, relayed.desk, random
        self.said: dict[int, list[int]] = {}

    async def open_tickets(self) -> list[dict[str, int]]:
        query = (
            "SELECT id, customer_id FROM tickets WHERE status IN ('queued', 'offered', 'active')"
        )
        return await self.desk.rows_of(f"{query} ORDER BY id")

    async def step(self) -> None:
        deeds = [self.says, self.says, self.says, self.closes, self.some, self.some, self.moves]
        await self.random.choice([*deeds, self.ticks, self.overflow])()

    async def says(self) -> None:
        who = self.random.choice(CUSTOMERS)
        if any(row["customer_id"] == who for row in await self.open_tickets()):
            ticket = await self.relayed.says(who, "More")
        else:
            ticket = await self.relayed.asks(who, "Hello")
        self.said.setdefault(ticket, []).append(self.relayed._numbers[who])

    async def closes(self) -> None:
        found = await self.open_tickets()
        if found:
            ticket = self.random.choice(found)["id"]
            await self.desk.do(finish, ticket, STRANGER, CloseReason.SOLVED)

    async def moves(self) -> None:
        """Its place cannot be kept."""
        found = await self.open_tickets()
        if found:
            ticket = await self.desk.ticket(self.random.choice(found)["id"])
            if ticket.status is TicketStatus.ACTIVE:
                await self.desk.do(move_ticket, ticket)

    async def some(self) -> None:
        """Telegram answers some of what waits, in the order of each chat."""
        seen: set[str] = set()
        for row in await self.desk.rows():
            destination = row.effect.destination
            if destination in seen or self.random.random() < 0.3:
                seen.add(destination)
                continue
            unable = isinstance(row.effect, ClearGroup) and self.random.random() < 0.5
            await self.desk.settle(
                row, Rejected("CHAT_ADMIN_REQUIRED", Cause.NO_RIGHT) if unable else None
            )

    async def ticks(self) -> None:
        self.desk.later(minutes=1)
        await self.desk.ticks()

    async def overflow(self) -> None:
        """It comes and goes."""
        async with self.desk.work() as work:
            group = await work.uow.groups.get(OVERFLOW)
            if group is not None and group.is_usable:
                await work.uow.groups.take_out(OVERFLOW, "taken_out", self.desk.now)
                return
        await self.desk.do(add_group, OVERFLOW, GroupUse.OVERFLOW, "Overflow", None)

    async def holds(self) -> None:
        """At any moment."""
        live = await self.desk.kept.places.all_live()
        served = [place.ticket_id for place in live if place.ticket_id is not None]
        assert len(served) == len(set(served))
        for row in await self.open_tickets():
            ticket = await self.desk.ticket(row["id"])
            mine = [place for place in live if place.ticket_id == ticket.id]
            if ticket.status is TicketStatus.ACTIVE:
                assert [place.id for place in mine] == [ticket.place_id]
                assert mine[0].state is PlaceState.READY
            else:
                assert mine == []
        assert all(place.ticket_id is not None for place in live if place.state == "ready")

    async def ends_well(self) -> None:
        """When all has settled: who waits, waits for a reason, and all that was said is there."""
        for _ in range(2):
            await self.desk.settle_all()
            await self.desk.ticks()
        live = await self.desk.kept.places.all_live()
        copied = {
            (effect.from_chat_id, effect.message_id, effect.chat_id)
            for effect in self.desk.settled
            if isinstance(effect, CopyMessage)
        }
        free = [place for place in live if place.state is PlaceState.CLEAN]
        for row in await self.open_tickets():
            ticket = await self.desk.ticket(row["id"])
            if ticket.status is TicketStatus.QUEUED:
                assert free == [], "somebody waits while a desk is free"
                continue
            place = await self.relayed.place(ticket.id)
            for number in self.said[ticket.id]:
                assert (ticket.customer_id, number, place.chat_id) in copied
        while found := await self.open_tickets():
            await self.desk.done(finish, found[0]["id"], STRANGER, CloseReason.SOLVED)
        live = await self.desk.kept.places.all_live()
        assert {place.state for place in live} == {PlaceState.CLEAN}
        assert await self.desk.waiting(DeleteMessages) == []


@pytest.mark.parametrize("seed", range(3))
async def test_whatever_happens_no_desk_is_shared_and_nobody_is_forgotten(
    desk: Desk, seed: int
) -> None:
    relayed = numbered(Relayed(await open_up(desk, 2, overflow=seed % 2 == 0)))
    rush = Rush(relayed, Random(seed))
    for number in range(STEPS):
        await rush.step()
        if number % 3 == 0:
            await rush.holds()
    await rush.ends_well()
