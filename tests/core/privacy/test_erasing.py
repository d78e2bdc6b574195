"""What is kept of who was forgotten is erased a little at a time, whoever dies in the middle; until
then nobody is shown any of it."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
import pytest_asyncio

from core.model.board import SearchFilter
from core.model.cards import Card
from core.model.desk_effects import DeleteMessages
from core.model.effects import ShowCard
from core.model.messages import MessageKind, Said, SenderRole
from core.model.outcomes import Rejected
from core.model.people import Person
from core.model.records import Erasure
from core.model.remains import Remains
from core.model.room_effects import EraseTranscript
from core.model.search import read_wish
from core.model.text_keys import TextKey
from core.model.tickets import CloseReason, TicketEventKind
from core.ports import OutboxEffect, Work
from core.privacy import erasing
from core.privacy.erasing import AGAIN_AFTER, Eraser
from core.privacy.requests import confirm_forget, grant_erasure
from core.supervision.rooms import explain
from core.tickets.end import finish
from db.board import SqlBoard
from db.reads import Reads
from db.remains import SqlRemaining
from tests.core.desk import Desk
from tests.core.privacy.test_forgetting import BOSS, CHIEF, OP, everything, staff
from tests.core.relayed import OVERFLOW, Relayed, open_up
from tests.support.present import present

ANN, BEN = 5_000_100, 5_000_101
NAME = "Annabella Q. Quux"
SECRETS = (NAME, "annabella_quux", "my parcel", "poor Annabella")
SAID = 12


class Killed(Exception):
    """The process is gone."""


@pytest_asyncio.fixture(loop_scope="session")
async def groups(desk: Desk) -> Relayed:
    await open_up(desk, overflow=True, forum=True)
    await staff(desk)
    return Relayed(desk, Person(ANN, NAME, "annabella_quux", "uk"))


async def talked(groups: Relayed) -> int:
    """A ticket that ended, in the overflow group, with what was said on both sides."""
    desk = groups.desk
    await groups.asks(BEN, "The desk is mine")
    ticket = await groups.asks(ANN, "my parcel 0")
    for number in range(1, SAID):
        await groups.says(ANN, f"my parcel {number}")
    await desk.settle_all()
    await groups.answers(ticket, OP, "poor Annabella")
    await desk.done(_noted, ticket)
    await desk.done(finish, ticket, OP, CloseReason.SOLVED)
    return ticket


async def _noted(work: Work, ticket_id: int) -> None:
    await work.note(ticket_id, TicketEventKind.TRANSFERRED, OP, note="poor Annabella", to=OP)


async def granted(desk: Desk) -> tuple[Erasure, OutboxEffect]:
    """The request, and the effect that is to erase."""
    await desk.do(confirm_forget, ANN)
    (erasure,) = await desk.kept.erasures.waiting(10)
    await desk.settle_all()
    desk.later(minutes=1)
    await desk.do(grant_erasure, BOSS, erasure.id)
    (row,) = [row for row in await desk.rows() if isinstance(row.effect, EraseTranscript)]
    return erasure, row


async def left(desk: Desk) -> list[str]:
    after = await everything(desk)
    return [secret for secret in SECRETS if secret in after]


async def nothing() -> None:
    pass


def eraser(desk: Desk) -> Eraser:
    return Eraser(desk.work, SqlRemaining(desk.database))


async def erases(
    desk: Desk, row: OutboxEffect, files: Callable[[], Awaitable[None]] = nothing
) -> None:
    assert isinstance(row.effect, EraseTranscript)
    await eraser(desk).erase(row.effect, files)


async def test_until_it_is_erased_nobody_is_shown_any_of_it(groups: Relayed) -> None:
    desk = groups.desk
    ticket = await talked(groups)
    await groups.says(BEN, "my own")
    await granted(desk)
    assert "my parcel" in await everything(desk), "it is not erased yet"
    async with SqlBoard(desk.database).looking() as look:
        wish = present(read_wish("my"))
        found, _ = await look.rows.search(wish, SearchFilter(), None, 10)
        assert [hit.text for hit in found] == ["my own"]
        assert await look.rows.ticket_record(ticket) is None
    reads = Reads(desk.database)
    assert present(await reads.customer_record(ANN)).messages == ()
    assert present(await reads.own_data(ANN)).record.messages == ()
    await desk.do(explain, CHIEF, ticket)
    (why,) = [card for card in await desk.waiting(ShowCard) if card.chat_id == CHIEF][-1:]
    assert why.text.key is TextKey.WHY_TICKET
    assert not any(secret in str(why) for secret in SECRETS)


async def test_they_hear_of_it_when_it_is_done(groups: Relayed) -> None:
    desk = groups.desk
    await talked(groups)
    erasure, row = await granted(desk)
    card = Card.ERASURE.of(erasure.id, CHIEF)

    async def shown() -> list[object]:
        return [each.text.key for each in await desk.waiting(ShowCard) if each.card == card]

    assert await desk.told(ANN) == []
    assert await shown() == [TextKey.ERASURE_BEGUN]
    await desk.settle(row)
    assert await desk.told(ANN) == [TextKey.FORGOTTEN]
    assert await shown() == [TextKey.ERASURE_BEGUN, TextKey.ERASURE_GRANTED]
    assert await left(desk) == []


async def test_it_is_done_a_little_at_a_time(
    groups: Relayed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However much was said: others' transactions go between."""
    desk = groups.desk
    await talked(groups)
    _, row = await granted(desk)
    monkeypatch.setattr(erasing, "AT_ONCE", 3)
    begun = 0

    @asynccontextmanager
    async def counted() -> AsyncIterator[Work]:
        nonlocal begun
        async with desk.work() as work:
            begun += 1
            yield work

    assert isinstance(row.effect, EraseTranscript)
    await Eraser(counted, SqlRemaining(desk.database)).erase(row.effect, nothing)
    assert begun > SAID  # a message is a row, an entry, a copy


def test_parts_are_all_of_it() -> None:
    whole = Remains(messages=(1, 2, 3), copies=(1, 2), updates=(7,))
    parts = [*whole.parts(2)]
    assert parts == [
        Remains(messages=[1, 2]),
        Remains(messages=[3], copies=[1]),
        Remains(copies=[2], updates=[7]),
    ]
    assert not Remains()
    assert [*Remains().parts(2)] == []


@pytest.mark.parametrize("last", [0, 1, 4, 9])
async def test_whoever_is_killed_in_the_middle_goes_on_at_the_next_start(
    groups: Relayed, monkeypatch: pytest.MonkeyPatch, last: int
) -> None:
    """Nothing is left, and no message of the group is deleted twice but for the ticket's card."""
    desk = groups.desk
    ticket = await talked(groups)
    _, row = await granted(desk)
    await desk.settle_kind(DeleteMessages)
    stood = present(await desk.kept.cards.find(Card.DESK.of(ticket)))[1]
    monkeypatch.setattr(erasing, "AT_ONCE", 5)
    begun = 0

    @asynccontextmanager
    async def dying() -> AsyncIterator[Work]:
        nonlocal begun
        begun += 1
        async with desk.work() as work:
            yield work
            if begun > last:
                raise Killed

    assert isinstance(row.effect, EraseTranscript)
    with pytest.raises(Killed):
        await Eraser(dying, SqlRemaining(desk.database)).erase(row.effect, nothing)
    assert await left(desk) != []
    await erases(desk, row)
    gone = [
        number
        for each in await desk.waiting(DeleteMessages)
        if each.chat_id == OVERFLOW
        for number in each.message_ids
    ]
    assert len(set(gone)) == SAID + 2, "the copies, the answer and the card"
    assert sorted({number for number in gone if gone.count(number) > 1} - {stood}) == []
    await desk.settle_all()
    assert await left(desk) == []


async def test_what_comes_while_files_are_erased_goes_too(groups: Relayed) -> None:
    desk = groups.desk
    ticket = await talked(groups)
    _, row = await granted(desk)

    async def late() -> None:
        async with desk.work() as work:
            at = work.now - timedelta(minutes=2)
            said = Said(ANN, 999, ANN, NAME, at, MessageKind.TEXT, "my parcel, late")
            assert await work.uow.messages.add(ticket, None, SenderRole.CUSTOMER, said, at)
            await _noted(work, ticket)

    await erases(desk, row, late)
    await desk.settle(row)
    await desk.settle_all()
    assert await left(desk) == []


async def test_an_update_that_is_just_worked_through_is_waited_for(
    groups: Relayed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the press by which it was granted, and the next one of who pressed twice."""
    desk = groups.desk
    await talked(groups)
    _, row = await granted(desk)
    async with desk.work() as work:
        press = {"callback_query": {"message": {"text": f"Erase {NAME}?"}}}
        await work.uow.inbox.store("bot:10", [("77", press)], work.now)
    awaits, looks = SqlRemaining.awaits, 0

    async def handled_meanwhile(remaining: SqlRemaining, *about: object) -> bool:
        nonlocal looks
        looks += 1
        found = await awaits(remaining, *about)  # type: ignore[arg-type]
        async with desk.work() as work:
            waiting = await work.uow.inbox.take("bot:10", 10)
            if waiting:
                await work.uow.inbox.done([each.id for each in waiting], work.now)
        return found

    monkeypatch.setattr(SqlRemaining, "awaits", handled_meanwhile)
    monkeypatch.setattr(erasing, "PAUSE", 0)
    await erases(desk, row)
    assert looks == 2
    await desk.settle(row)
    await desk.settle_all()
    assert await left(desk) == []


async def test_what_could_not_be_erased_is_tried_again(groups: Relayed) -> None:
    desk = groups.desk
    await talked(groups)
    _, row = await granted(desk)
    await desk.settle(row, Rejected("the archive cannot"))
    assert TextKey.FORGOTTEN not in await desk.told(ANN)
    (again,) = [row for row in await desk.rows() if isinstance(row.effect, EraseTranscript)]
    assert (again.effect, again.not_before) == (row.effect, desk.now + AGAIN_AFTER)
    await desk.settle(again)
    await desk.settle_all()
    assert await left(desk) == []
