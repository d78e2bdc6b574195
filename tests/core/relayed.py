"""Customers who stay in the bot's chat, and staff who answers from its groups, without Telegram."""

from dataclasses import replace
from typing import Any

from core.conversations.incoming import ask_question, receive_from_customer, receive_in_group
from core.groups.lifecycle import add_group
from core.model.desk_effects import CopyMessage
from core.model.messages import MessageKind, Said
from core.model.people import Person
from core.model.places import GroupUse, Place, PlaceKind
from core.model.rules import Topic
from core.ports import Work
from tests.core.desk import Desk, person
from tests.support.present import present

DESKS = -1_002_000_000_000
"""The first desk is one below."""
OVERFLOW = -1_002_000_001_000
FORUM = -1_002_000_002_000
BUGS = Topic("bugs", "Bugs", place=PlaceKind.DESK, asks_contact=False)
PLANS = Topic("plans", "Plans", place=PlaceKind.THREAD, asks_contact=False)


async def open_up(
    desk: Desk, desks: int = 1, *, overflow: bool = False, forum: bool = False
) -> Desk:
    """The owner's groups are there, and topics that are answered from them."""
    desk.rules = replace(desk.rules, topics=(BUGS, PLANS))
    for number in range(1, desks + 1):
        await desk.do(_group, DESKS - number, GroupUse.DESK, f"Desk {number}")
    if overflow:
        await desk.do(_group, OVERFLOW, GroupUse.OVERFLOW, "Overflow")
    if forum:
        await desk.do(_group, FORUM, GroupUse.FORUM, "Forum")
    return desk


async def _group(work: Work, chat_id: int, use: GroupUse, title: str) -> None:
    await add_group(work, chat_id, use, title, None)


class Relayed:
    """Who says what, each chat with numbers of its own. `people`: those who have a name."""

    def __init__(self, desk: Desk, *people: Person) -> None:
        self.desk = desk
        self._people = {each.id: each for each in people}
        self._numbers: dict[int, int] = {}

    def who(self, number: int) -> Person:
        """Somebody, as Telegram shows them."""
        return self._people.get(number) or person(number)

    def said(self, chat_id: int, sender: int, text: str, **more: Any) -> Said:
        """The next message of a chat, just now."""
        number = self._numbers[chat_id] = self._numbers.get(chat_id, 0) + 1
        given = {"kind": MessageKind.TEXT, "text": text, **more}
        return Said(chat_id, number, sender, self.who(sender).name, self.desk.now, **given)

    async def asks(self, customer: int, text: str, topic: str = "bugs", **more: Any) -> int:
        """Chooses the topic and asks; the ticket's id."""
        await self.desk.do(ask_question, self.who(customer), topic)
        return await self.says(customer, text, **more)

    async def opens(self, customer: int, text: str, topic: str = "bugs", **more: Any) -> int:
        """As `asks`, with all that follows."""
        ticket_id = await self.asks(customer, text, topic, **more)
        await self.desk.settle_all()
        return ticket_id

    async def says(self, customer: int, text: str, **more: Any) -> int:
        """A customer writes to the bot; the ticket's id."""
        said = self.said(customer, customer, text, **more)
        assert await self.desk.do(receive_from_customer, self.who(customer), said)
        kept = present(await self.desk.kept.messages.get(customer, said.message_id))
        return kept.ticket_id

    async def place(self, ticket_id: int) -> Place:
        """Where the staff talks about it."""
        return await self.desk.place_of(ticket_id)

    async def answers(self, ticket_id: int, who: int, text: str, **more: Any) -> Said:
        """Staff replies to the last of the customer's messages that is there."""
        place = await self.place(ticket_id)
        assert place.chat_id is not None
        there = await self.desk.kept.copies.of_ticket(ticket_id, place.chat_id)
        said = self.said(place.chat_id, who, text, **{"reply_to": there[-1].to_message_id, **more})
        assert await self.desk.do(receive_in_group, said, place.thread_id)
        return said

    async def carried(self, chat_id: int) -> list[int]:
        """The numbers of the messages whose copies went to a chat."""
        return [
            effect.message_id
            for effect in self.desk.settled
            if isinstance(effect, CopyMessage) and effect.chat_id == chat_id
        ]
