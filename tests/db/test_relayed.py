"""What the bot's gateway asks of the rows when an effect's turn has come."""

from dataclasses import replace
from datetime import timedelta

from app.copy_lookup import CopyLookupInDatabase
from core.model.messages import Media, MessageKind, Said, SenderRole
from core.model.places import PlaceKind, PlaceState
from core.model.tickets import CloseReason
from db.database import SqlDatabase
from tests.support.desk import CUSTOMER, NOW, add_ticket

DESK, OTHER = -1_002_000_000_001, -1_002_000_000_002
SECOND = timedelta(seconds=1)


def _photo(message_id: int, album: str | None = "77") -> Said:
    return Said(
        CUSTOMER,
        message_id,
        CUSTOMER,
        "Ann",
        NOW,
        MessageKind.PHOTO,
        text=f"№ {message_id}",
        media=Media(file_id=f"AgAC-{message_id}"),
        album=album,
    )


async def test_the_other_side_of_a_message_is_found_from_both(database: SqlDatabase) -> None:
    relayed = CopyLookupInDatabase(database)
    async with database.unit_of_work() as uow:
        ticket = await add_ticket(uow, CUSTOMER)
        await uow.copies.add(ticket.id, CUSTOMER, DESK, [(1, 41)], NOW)
    assert await relayed.counterpart(CUSTOMER, 1, DESK) == 41
    assert await relayed.counterpart(DESK, 41, CUSTOMER) == 1
    assert await relayed.counterpart(CUSTOMER, 1, OTHER) is None
    assert await relayed.counterpart(DESK, 40, CUSTOMER) is None


async def test_what_a_message_says_is_what_it_says_by_now(database: SqlDatabase) -> None:
    relayed = CopyLookupInDatabase(database)
    said = _photo(1, album=None)
    async with database.unit_of_work() as uow:
        ticket = await add_ticket(uow, CUSTOMER)
        await uow.messages.add(ticket.id, None, SenderRole.CUSTOMER, said, NOW)
    changed = replace(said, text="better", edited_at=NOW + SECOND, media=Media(file_id="AgAC-9"))
    async with database.unit_of_work() as uow:
        await uow.messages.edit(CUSTOMER, 1, changed, NOW + SECOND)
    recorded = await relayed.said(CUSTOMER, 1)
    assert recorded is not None
    assert recorded.said.text == "better"
    assert recorded.said.media is not None
    assert recorded.said.media.file_id == "AgAC-9"
    assert await relayed.said(CUSTOMER, 2) is None


async def test_of_an_album_only_what_is_not_there_yet_is_left(database: SqlDatabase) -> None:
    relayed = CopyLookupInDatabase(database)

    async def left(to_chat: int) -> list[int]:
        parts = await relayed.album(CUSTOMER, "77", 3, to_chat)
        return [part.said.message_id for part in parts]

    async with database.unit_of_work() as uow:
        ticket = await add_ticket(uow, CUSTOMER)
        for said in (_photo(4), _photo(2), _photo(3), _photo(5, "78"), _photo(6, None), _photo(1)):
            await uow.messages.add(ticket.id, None, SenderRole.CUSTOMER, said, NOW)
        await uow.messages.delete(CUSTOMER, [4], NOW)
        await uow.copies.add(ticket.id, CUSTOMER, DESK, [(1, 41), (2, 42)], NOW)
    assert await left(DESK) == [3]
    assert await left(OTHER) == [1, 2, 3], "into another chat all of it goes"
    # A copy that was taken back, with its thread perhaps, is there no more.
    async with database.unit_of_work() as uow:
        await uow.copies.withdrawn(CUSTOMER, 1, DESK, NOW)
    assert await left(DESK) == [1, 3]
    assert await relayed.album(CUSTOMER, "79", 3, DESK) == []


async def test_what_comes_at_once_is_kept_while_its_ticket_is_open(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        ticket = await add_ticket(uow, CUSTOMER)
        pairs = [(1, 41), (2, 42)]
        assert await uow.copies.add_of_open(ticket.id, CUSTOMER, DESK, pairs, NOW)
        assert not await uow.copies.add_of_open(ticket.id, CUSTOMER, DESK, pairs, NOW), "known"
        assert not await uow.copies.add_of_open(ticket.id, CUSTOMER, DESK, [], NOW)
        kept = await uow.copies.of_ticket(ticket.id, DESK)
        assert [(copy.from_message_id, copy.to_message_id) for copy in kept] == pairs
        await uow.tickets.close(ticket.id, NOW, CUSTOMER, CloseReason.SOLVED)
        assert not await uow.copies.add_of_open(ticket.id, CUSTOMER, DESK, [(3, 43)], NOW)
        assert len(await uow.copies.of_ticket(ticket.id, DESK)) == 2


async def test_only_in_a_desk_is_kept_what_has_to_go(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        desk = await uow.places.add(PlaceKind.DESK, PlaceState.CLEAN, "m", "S", DESK, NOW)
        await uow.traces.leave_in_desk(DESK, [8, 7], NOW)
        assert [trace.message_id for trace in await uow.traces.of_place(desk.id)] == [7, 8]
        await uow.traces.leave_in_desk(DESK, [7, 9], NOW)
        await uow.traces.leave_in_desk(OTHER, [7], NOW)
        assert [trace.message_id for trace in await uow.traces.of_place(desk.id)] == [7, 8, 9]
        assert await uow.traces.forget(OTHER) == 0
