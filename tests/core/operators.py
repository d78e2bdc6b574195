"""What the tests of operators look at."""

from typing import Any

import pytest

from core.model.effects import SendText, ShowCard
from core.model.records import TicketEvent
from core.model.text_keys import Key
from core.model.texts import DeskError
from core.model.tickets import TicketEventKind
from core.ports import Work
from db.reads import Reads
from tests.core.desk import Desk
from tests.support.present import present

BOSS = 5


async def card(desk: Desk, name: str) -> ShowCard:
    """The newest state of a card that waits to be shown."""
    return [shown for shown in await desk.waiting(ShowCard) if shown.card == name][-1]


def actions_of(shown: ShowCard | SendText) -> list[str | None]:
    return [button.action for row in shown.buttons for button in row]


async def events(desk: Desk, customer: int, *kinds: TicketEventKind) -> list[TicketEvent]:
    record = present(await Reads(desk.database).customer_record(customer))
    return [event for event in record.events if event.kind in kinds]


async def refused(desk: Desk, key: Key, usecase: Any, *arguments: Any, **more: Any) -> None:
    with pytest.raises(DeskError) as caught:
        await desk.do(usecase, *arguments, **more)
    assert caught.value.key is key


async def room_of(desk: Desk, ticket_id: int) -> int:
    return present((await desk.place_of(ticket_id)).chat_id)


# --------------------------------------------------------------------------------------- the break
async def full(desk: Desk, *waiting: int) -> list[int]:
    """Operator 7 has no headroom, and these customers wait."""
    await desk.staff(7, capacity=1)
    await desk.talk(899)
    return [await desk.ask(number) for number in waiting]


async def quietly_on_shift(work: Work, number: int) -> None:
    """With headroom, before the queue is pulled for them."""
    await work.uow.operators.start_shift(number, work.now)


async def boards(desk: Desk, operator: int) -> list[ShowCard]:
    """What of the queue waits to be shown to that operator."""
    return [card for card in await desk.waiting(ShowCard) if card.card == f"queue:{operator}"]
