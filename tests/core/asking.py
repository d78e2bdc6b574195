"""What a customer of the bot's chat does, from /start to the end, and what they are told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import time

from core.conversations.incoming import receive_from_customer
from core.customers.request import open_ticket
from core.customers.start import greet, point_to_buttons
from core.groups.lifecycle import add_group
from core.model.effects import SendText, ShowCard
from core.model.messages import MessageKind, Said
from core.model.places import GroupUse, PlaceKind
from core.model.rules import Topic, WorkingHours
from core.model.text_keys import Key
from tests.core.desk import Desk, person
from tests.support.present import present

DESK = -1_002_000_000_001
ANNA, BORIS = 100, 101
BUGS = Topic("bugs", "Bugs", place=PlaceKind.DESK, asks_contact=False)
OTHER = Topic("other", "Other", place=PlaceKind.DESK, asks_contact=False)
SIGNED = Topic("signed", "Contracts", place=PlaceKind.DESK, asks_contact=True)
ROOM = Topic("room", "In a room")
MONDAYS = WorkingHours("UTC", {0: ((time(9), time(17)),)})  # and the test's day is a Friday


async def with_topics(desk: Desk, *topics: Topic) -> None:
    desk.rules = replace(desk.rules, topics=topics)
    await desk.do(add_group, DESK, GroupUse.DESK, "Desk 1", None)


def said(desk: Desk, number: int, text: str = "", sender: int = ANNA, **more: object) -> Said:
    given = {"kind": MessageKind.TEXT, "text": text, **more}
    return Said(sender, number, sender, f"Person {sender}", desk.now, **given)  # type: ignore[arg-type]


async def says(desk: Desk, number: int, text: str = "", sender: int = ANNA, **more: object) -> bool:
    """A customer writes to the bot; False when that is no word of a talk, and they are guided."""
    if await desk.do(
        receive_from_customer, person(sender), said(desk, number, text, sender, **more)
    ):
        return True
    await desk.do(point_to_buttons, person(sender), number, text or None)
    return False


async def asks(desk: Desk, text: str = "It fails", sender: int = ANNA) -> int:
    """From /start to the question; the ticket's number."""
    await desk.do(greet, person(sender))
    await desk.settle_kind(ShowCard)
    await desk.do(open_ticket, person(sender), "bugs")
    assert await says(desk, 1, text, sender)
    ticket = present(await desk.kept.tickets.open_of(sender))
    return ticket.id


async def hears(desk: Desk, customer: int = ANNA) -> Sequence[Key]:
    """What the customer is told now."""
    told = await desk.told(customer)
    await desk.settle_all()
    return told


async def card(desk: Desk, ticket: int) -> Key:
    """What the customer's card of the ticket shows."""
    await desk.settle_all()
    shown = [
        effect
        for effect in desk.settled
        if isinstance(effect, ShowCard) and effect.card == f"ticket:{ticket}"
    ]
    return shown[-1].text.key


async def step(desk: Desk, customer: int = ANNA) -> str | None:
    return await desk.kept.steps.get(customer)


def presses(effect: ShowCard | SendText) -> list[str]:
    return [button.action or "" for row in effect.buttons for button in row]
