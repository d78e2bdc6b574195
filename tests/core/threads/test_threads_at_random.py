"""Random days in a forum where topics are refused, lost and deleted by hand: every word of every
customer stands in their ticket's topic, once and in order."""

from contextlib import suppress
from dataclasses import replace
from random import Random

import pytest

from core.cards.views.staff import QUEUE_ID
from core.consequences.topic_outcomes import topic_appeared
from core.model.desk_effects import CopyMessage, CreateTopic, DeleteTopic
from core.model.outcomes import Cause, Outcome, Rejected, Sent
from core.model.places import PlaceKind, PlaceState
from core.model.rules import Budget
from core.model.texts import DeskError
from core.model.tickets import Ticket, TicketStatus
from core.ports import OutboxEffect
from core.staff.shifts import start_shift
from core.tickets.end import close_ticket
from core.tickets.hand_over import hand_all_over, transfer
from tests.core.desk import Desk
from tests.core.relayed import FORUM, Relayed, open_up

STAFF = (501, 502)
CUSTOMERS = range(100, 104)
STEPS = 60


class Forum:
    """The staff's forum as Telegram has it, and what the desk does with it."""

    def __init__(self, people: Relayed, random: Random) -> None:
        self.people, self.desk, self.random = people, people.desk, random
        self.topics: dict[int, list[tuple[int, int]]] = {}  # what was copied there
        self.said: dict[int, list[int]] = {}  # ticket → messages of its customer
        self.made = 1000
        self.calm = False

    async def heads(self) -> list[OutboxEffect]:
        """What may be carried out now: the first of each destination."""
        first: dict[str, OutboxEffect] = {}
        for row in await self.desk.rows():
            first.setdefault(f"{row.effect.gateway}:{row.effect.destination}", row)
        now = self.desk.now
        return [row for row in first.values() if row.not_before is None or row.not_before <= now]

    async def carry_out(self) -> bool:
        """One effect, as Telegram would; False when nothing waits."""
        heads = await self.heads()
        if not heads:
            return False
        row = self.random.choice(heads)
        await self.desk.settle(row, await self._outcome(row))
        return True

    async def _outcome(self, row: OutboxEffect) -> Outcome | None:
        effect = row.effect
        if isinstance(effect, CreateTopic):
            return await self._create(effect)
        thread = getattr(effect, "thread_id", 0)
        if isinstance(effect, DeleteTopic):
            self.topics.pop(thread, None)
        elif thread and thread not in self.topics:
            return Rejected("message thread not found", Cause.TOPIC_GONE)
        elif isinstance(effect, CopyMessage) and thread:
            self.topics[thread].append((effect.from_chat_id, effect.message_id))
        return None

    async def _create(self, effect: CreateTopic) -> Outcome:
        fate = 1.0 if self.calm else self.random.random()
        if fate < 0.1:
            return Rejected("not enough rights to create a topic", Cause.NO_RIGHT)
        if fate < 0.3:  # the answer is lost, and the call repeated
            await self._new(effect.title)
        return Sent({"thread_id": await self._new(effect.title, told=fate < 0.6)})

    async def _new(self, title: str, *, told: bool = True) -> int:
        self.made += 1
        self.topics[self.made] = []
        if told:
            await self.desk.do(topic_appeared, FORUM, self.made, title)
        return self.made

    # --------------------------------------------------------------------------------------- steps
    async def step(self) -> None:
        """Somebody does something, or time passes."""
        often, seldom = (self.word, self.carry), (self.end, self.shift, self.passing, self.time)
        with suppress(DeskError):
            await self.random.choice((*often * 3, *seldom, self.deletion))()

    async def word(self) -> None:
        await self.says(self.random.choice(CUSTOMERS))

    async def says(self, customer: int) -> None:
        if await self.open_of(customer) is None:
            ticket = await self.people.asks(customer, "question", "plans")
        else:
            ticket = await self.people.says(customer, "word")
        recorded = await self.words_of(ticket)
        self.said[ticket] = recorded

    async def words_of(self, ticket_id: int) -> list[int]:
        ticket = await self.desk.ticket(ticket_id)
        kept = await self.desk.kept.messages.of_ticket(ticket_id, ticket.customer_id)
        return [each.said.message_id for each in kept]

    async def deletion(self) -> None:
        if self.topics:
            self.topics.pop(self.random.choice(list(self.topics)))

    async def end(self) -> None:
        ticket = await self.open_of(self.random.choice(CUSTOMERS))
        if ticket is not None and ticket.operator_id is not None:
            await self.desk.do(close_ticket, ticket.operator_id, ticket.id)

    async def shift(self) -> None:
        await self.desk.do(
            self.random.choice((hand_all_over, start_shift)), self.random.choice(STAFF)
        )

    async def passing(self) -> None:
        ticket = await self.open_of(self.random.choice(CUSTOMERS))
        if ticket is not None and ticket.operator_id is not None:
            to = self.random.choice((*STAFF, QUEUE_ID))
            await self.desk.do(transfer, ticket.operator_id, ticket.id, to)

    async def time(self) -> None:
        self.desk.later(seconds=self.random.choice((1, 20, 70)))
        await self.desk.ticks()

    async def carry(self) -> None:
        for _ in range(self.random.randrange(6)):
            await self.carry_out()

    async def open_of(self, customer: int) -> Ticket | None:
        return await self.desk.kept.tickets.open_of(customer)

    # ----------------------------------------------------------------------------------------- rest
    async def rests(self) -> None:
        """Everybody is on shift, Telegram refuses nothing, and whoever is served says a word."""
        self.calm = True
        for operator in STAFF:
            with suppress(DeskError):
                await self.desk.do(start_shift, operator)
        for speaks in (False, True):
            if speaks:
                for customer in CUSTOMERS:
                    if await self.open_of(customer) is not None:
                        await self.says(customer)
            for _ in range(2):
                while await self.carry_out():
                    pass
                self.desk.later(seconds=61)
                await self.desk.ticks()

    async def check(self) -> None:
        for customer in CUSTOMERS:
            ticket = await self.open_of(customer)
            if ticket is None:
                continue
            assert ticket.status is TicketStatus.ACTIVE
            place = await self.people.place(ticket.id)
            assert (place.kind, place.state) == (PlaceKind.THREAD, PlaceState.READY)
            there = [message for chat, message in self.topics[place.thread_id] if chat == customer]
            mine = [message for message in there if message in self.said[ticket.id]]
            assert mine == self.said[ticket.id]
        rows = await self.desk.rows_of(
            "SELECT thread_id FROM places WHERE kind = 'thread' AND state = 'ready'"
        )
        assert len({row["thread_id"] for row in rows}) == len(rows)


@pytest.mark.parametrize("seed", range(3))
async def test_every_word_stands_in_its_topic_once_and_in_order(desk: Desk, seed: int) -> None:
    people = Relayed(await open_up(desk, desks=0, forum=True))
    lasts = desk.rules.answer_within * 1000
    desk.rules = replace(
        desk.rules,
        budget=Budget(rooms_a_day=0, chats=10),
        answer_within=lasts,
        ask_after=lasts,
        nudge_after=lasts,
    )
    for number in STAFF:
        await desk.staff(number)
    forum = Forum(people, Random(seed))
    for _ in range(STEPS):
        await forum.step()
    await forum.rests()
    await forum.check()
