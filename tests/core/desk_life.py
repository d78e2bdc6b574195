"""A desk and its overflow group, and what stands there, for the tests of a desk's life."""

import pytest_asyncio

from core.model.effects import ShowCard
from core.model.places import PlaceState
from core.model.tickets import CloseReason
from core.tickets.end import finish
from tests.core.desk import Desk
from tests.core.relayed import DESKS, OVERFLOW, Relayed, open_up
from tests.support.present import present

ANNA, BORIS, CLARA, DORA = 100, 101, 102, 103
STRANGER = 900
"""Sits in the staff's groups, and is no operator."""
FIRST = DESKS - 1
SECOND = DESKS - 2


@pytest_asyncio.fixture(loop_scope="session")
async def one(desk: Desk) -> Relayed:
    """One desk, and no overflow group."""
    return numbered(Relayed(await open_up(desk)))


@pytest_asyncio.fixture(loop_scope="session")
async def both(desk: Desk) -> Relayed:
    """One desk and the overflow group."""
    return numbered(Relayed(await open_up(desk, overflow=True)))


def numbered(relayed: Relayed) -> Relayed:
    """What staff writes has other numbers than what the bot writes in the same group."""
    relayed._numbers |= {FIRST: 1000, OVERFLOW: 5000}
    return relayed


async def ends(relayed: Relayed, ticket_id: int) -> None:
    """Somebody closes it, and all that follows is done."""
    await relayed.desk.done(finish, ticket_id, STRANGER, CloseReason.SOLVED)


async def shown(relayed: Relayed, card: str) -> ShowCard:
    """What a card was last told to show."""
    waiting = await relayed.desk.waiting(ShowCard)
    settled = [each for each in relayed.desk.settled if isinstance(each, ShowCard)]
    return [each for each in (*settled, *waiting) if each.card == card][-1]


def verbs(card: ShowCard) -> list[str]:
    return [(b.action or "").partition(":")[0] for row in card.buttons for b in row]


async def state(relayed: Relayed, chat_id: int) -> tuple[PlaceState, int | None]:
    place = present(await relayed.desk.kept.places.by_chat(chat_id))
    return place.state, place.ticket_id
