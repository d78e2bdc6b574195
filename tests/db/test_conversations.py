"""What was said, with its edits, deletions and files, and where its copies stand."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.copy_lookup import CopyLookupInDatabase
from core.model.messages import Media, MessageKind, Said, SenderRole, Version
from core.model.places import PlaceKind, PlaceState
from core.model.tickets import CloseReason, TicketEventKind
from core.ports import UnitOfWork
from db.database import SqlDatabase
from db.models import messages
from db.reads import Reads
from tests.support.desk import (
    CUSTOMER,
    NOW,
    OPERATOR,
    add_customer,
    add_operator,
    add_ticket,
)
from tests.support.present import present

CHAT = -1_002_000_000_000
SECOND = timedelta(seconds=1)

DIFFICULT = [
    "",
    "a\x00b",
    "\x00",
    "\x10",
    "\x100000 and \x10\x00",
    "\\u0000 \\x00 \\",
    "half \ud83d of a pair",
    "\udc00\ud800",
    "עברית עם \u202e סימנים",
    "👩‍👩‍👧‍👦🏳️‍🌈",
    '"; DROP TABLE messages; --',
    "<b>&amp;</b> {x} %s :param ${y}",
    "ї" * 4096,
]


def _said(message_id: int, text: str = "hello", **more: Any) -> Said:
    given: dict[str, Any] = {
        "sent_at": NOW + message_id * SECOND,
        "kind": MessageKind.TEXT,
        **more,
    }
    return Said(CHAT, message_id, CUSTOMER, "Ann", text=text, **given)


async def _place(uow: UnitOfWork, customer: int = CUSTOMER) -> tuple[int, int]:
    ticket = await add_ticket(uow, customer)
    place = await uow.places.create(PlaceKind.ROOM, f"m{ticket.id}", "S", ticket.id, NOW)
    return ticket.id, place.id


async def test_a_message_is_kept_once_with_everything(database: SqlDatabase) -> None:
    said = _said(
        1,
        kind=MessageKind.PHOTO,
        entities=({"type": "bold", "offset": 0, "length": 5},),
        media=Media("image/jpeg", 3_000_000_000, None, "../../../etc/passwd", None),
        reply_to=7,
        album="al\x00bum",
        edited_at=NOW + SECOND,
        details={"service": {"users": [1, 2]}},
    )
    async with database.unit_of_work() as uow:
        ticket, place = await _place(uow)
        assert await uow.messages.get(CHAT, 1) is None
        assert await uow.messages.add(ticket, place, SenderRole.CUSTOMER, said, NOW)
        assert not await uow.messages.add(ticket, place, SenderRole.OPERATOR, _said(1), NOW)
        found = present(await uow.messages.get(CHAT, 1))
    assert (found.said, found.role, found.ticket_id) == (said, SenderRole.CUSTOMER, ticket)


@pytest.mark.parametrize("text", DIFFICULT, ids=ascii)
async def test_any_text_comes_back_as_it_came(database: SqlDatabase, text: str) -> None:
    async with database.unit_of_work() as uow:
        ticket, place = await _place(uow)
        said = replace(
            _said(1, text),
            sender_name=text,
            media=Media(file_name=text),
            details={"text": text, text: [text]},
            entities=({"url": text},),
        )
        await uow.messages.add(ticket, place, SenderRole.CUSTOMER, said, NOW)
        assert await uow.messages.edit(CHAT, 1, replace(said, text=text + "!"), NOW)
    async with database.unit_of_work() as uow:
        found = present(await uow.messages.get(CHAT, 1))
    assert found.said == replace(said, text=text + "!", edited_at=NOW)
    assert found.versions == (Version(text, NOW),)


async def test_edits_keep_what_stood_before(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        ticket, place = await _place(uow)
        await uow.messages.add(ticket, place, SenderRole.CUSTOMER, _said(1, "one"), NOW)
        for number, text in enumerate(["two", "three"], start=1):
            at = NOW + number * SECOND
            assert await uow.messages.edit(CHAT, 1, _said(1, text, edited_at=at), NOW)
            assert not await uow.messages.edit(CHAT, 1, _said(1, text, edited_at=at), NOW)
        assert not await uow.messages.edit(CHAT, 2, _said(2, "x"), NOW), "unknown"
        found = present(await uow.messages.get(CHAT, 1))
    assert (found.said.text, found.said.edited_at) == ("three", NOW + 2 * SECOND)
    assert found.versions == (Version("one", NOW + SECOND), Version("two", NOW + 2 * SECOND))


@pytest.mark.parametrize(("before", "after"), [(None, "AgAC"), ("AgAC", "AgAD"), ("AgAC", None)])
async def test_another_handle_of_the_same_file_is_no_edit(
    database: SqlDatabase, before: str | None, after: str | None
) -> None:
    def photo(handle: str | None, text: str) -> Said:
        file = Media("image/jpeg", 90_000, file_id=handle)
        return _said(1, text, kind=MessageKind.PHOTO, media=file)

    async with database.unit_of_work() as uow:
        ticket, place = await _place(uow)
        await uow.messages.add(ticket, place, SenderRole.CUSTOMER, photo(before, "see"), NOW)
        assert not await uow.messages.edit(CHAT, 1, photo(after, "see"), NOW)
        kept = await uow.messages.get(CHAT, 1)
        assert await uow.messages.edit(CHAT, 1, photo(after, "look"), NOW)
        edited = present(await uow.messages.get(CHAT, 1))
    assert kept is not None
    assert kept.said.media is not None
    assert edited.said.media is not None
    assert (kept.versions, kept.said.media.file_id) == ((), before)
    assert (edited.said.text, edited.said.media.file_id) == ("look", after)


async def test_a_file_kept_before_there_were_handles_is_the_same_one(database: SqlDatabase) -> None:
    said = _said(1, kind=MessageKind.PHOTO, media=Media("image/jpeg", 90_000))
    async with database.unit_of_work() as uow:
        ticket, place = await _place(uow)
        await uow.messages.add(ticket, place, SenderRole.CUSTOMER, said, NOW)
    async with database.engine.connect() as connection:
        kept = (await connection.execute(select(messages.c.media))).scalar_one()
    assert "file_id" not in kept
    async with database.unit_of_work() as uow:
        assert not await uow.messages.edit(CHAT, 1, said, NOW)


async def test_deleted_messages_stay_and_are_marked_once(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        ticket, place = await _place(uow)
        for number in range(1, 4):
            await uow.messages.add(ticket, place, SenderRole.CUSTOMER, _said(number), NOW)
        assert await uow.messages.delete(CHAT, [1, 3, 99], NOW) == [ticket]
        assert await uow.messages.delete(CHAT, [1, 3], NOW + SECOND) == []
        assert await uow.messages.delete(CHAT, [], NOW) == []
        kept = await uow.messages.of_customer(CUSTOMER)
    assert [message.deleted_at for message in kept] == [NOW, None, NOW]


async def test_files_are_saved_or_lost(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        ticket, place = await _place(uow)
        await uow.messages.add(ticket, place, SenderRole.CUSTOMER, _said(1), NOW)
        await uow.messages.media_lost(CHAT, 1, "too big")
        lost = await uow.messages.get(CHAT, 1)
        await uow.messages.media_saved(CHAT, 1, "media/1.jpg", 5_000_000_000)
        saved = present(await uow.messages.get(CHAT, 1))
    assert lost is not None
    assert (lost.media_path, lost.media_lost) == (None, "too big")
    assert (saved.media_path, saved.media_lost) == ("media/1.jpg", None)


async def test_a_customers_record_is_all_of_it_in_order(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        await add_operator(uow)
        await add_operator(uow, OPERATOR + 1)
        await add_operator(uow, OPERATOR + 2)
        ticket, place = await _place(uow)
        await uow.operators.reserve(OPERATOR, ticket, NOW)
        await uow.tickets.add_event(ticket, TicketEventKind.OPENED, NOW, details={"a": 1})
        for number in (2, 1):
            await uow.messages.add(ticket, place, SenderRole.CUSTOMER, _said(number), NOW)
        spoke = replace(_said(3, "hi"), sender_id=OPERATOR + 1)
        await uow.messages.add(ticket, place, SenderRole.OPERATOR, spoke, NOW)
        await uow.messages.edit(CHAT, 1, _said(1, "changed"), NOW)
        await uow.operators.release(ticket, NOW, "closed")
        await uow.operators.remove(OPERATOR, NOW)
        await uow.tickets.close(ticket, NOW, OPERATOR, CloseReason.SOLVED)
        await _place(uow)
        await _place(uow, customer=5)
    reads = Reads(database)
    record = present(await reads.customer_record(CUSTOMER))
    assert record.customer.id == CUSTOMER
    assert [one.close_reason for one in record.tickets] == [CloseReason.SOLVED, None]
    assert [message.said.message_id for message in record.messages] == [1, 2, 3]
    assert [len(message.versions) for message in record.messages] == [1, 0, 0]
    assert [(event.kind, event.details) for event in record.events] == [
        (TicketEventKind.OPENED, {"a": 1})
    ]
    assert [(one.id, one.removed) for one in record.staff] == [
        (OPERATOR, True),
        (OPERATOR + 1, False),
    ]
    assert await reads.customer_record(6) is None


DESK, OTHER = -1_002_000_000_001, -1_002_000_000_002


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
    recorded = present(await relayed.said(CUSTOMER, 1))
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


async def test_only_in_a_desk_is_kept_what_has_to_go(database: SqlDatabase) -> None:
    async with database.unit_of_work() as uow:
        desk = await uow.places.add(PlaceKind.DESK, PlaceState.CLEAN, "m", "S", DESK, NOW)
        await uow.traces.leave_in_desk(DESK, [8, 7], NOW)
        assert [trace.message_id for trace in await uow.traces.of_place(desk.id)] == [7, 8]
        await uow.traces.leave_in_desk(DESK, [7, 9], NOW)
        await uow.traces.leave_in_desk(OTHER, [7], NOW)
        assert [trace.message_id for trace in await uow.traces.of_place(desk.id)] == [7, 8, 9]
        assert await uow.traces.forget(OTHER) == 0


async def test_whoever_has_an_open_ticket_comes_first_then_the_last_to_have_gone(
    database: SqlDatabase,
) -> None:
    async with database.unit_of_work() as uow:
        await add_operator(uow)
        for number, name in ((1, "Old"), (2, "Open"), (3, "New"), (4, "Forgotten")):
            await add_customer(uow, number, name=name)
            opened = NOW - timedelta(days=10 - number)
            ticket = await uow.tickets.open(number, "general", 0, opened)
            assert ticket is not None
            if name != "Open":
                await uow.tickets.close(
                    ticket.id, opened + timedelta(hours=1), OPERATOR, CloseReason.SOLVED
                )
        await uow.erasures.forget(4, NOW)
    contacts, total = await Reads(database).newest_contacts(2)
    assert [each.name for each in contacts] == ["Open", "New"]
    assert [each.is_open for each in contacts] == [True, False]
    assert total == 3
