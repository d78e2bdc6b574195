"""Who asks to be forgotten is: rows without words, files away, counts left."""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import text

from core.conversations.record import record_said
from core.customers.profile import register_contact, update_profile
from core.customers.request import open_ticket
from core.customers.start import greet
from core.feedback.ratings import rate_ticket, take_comment
from core.model.cards import Card
from core.model.effects import SendText, ShowCard
from core.model.messages import Media, MessageKind, Said
from core.model.notice_keys import NoticeKey
from core.model.outcomes import Rejected
from core.model.people import Person, Role
from core.model.records import Erasure
from core.model.room_effects import EraseTranscript, SaveMedia, WriteArchive
from core.model.text_keys import TextKey
from core.model.texts import DeskError, StaffOnly
from core.model.tickets import CloseReason, TicketEventKind, TicketStatus
from core.ports import Work
from core.privacy.requests import (
    ask_forget,
    ask_to_erase,
    confirm_forget,
    grant_erasure,
    reconsider_erasure,
    refuse_erasure,
    send_own_data,
    show_erasures,
    withdraw_forget,
)
from core.privacy.rules import anonymous_details
from core.rooms.entry import request_to_join
from core.tickets.begin import member_joined
from core.tickets.end import close_ticket, finish
from db.models.base import Base
from db.reads import Reads
from tests.core.desk import Desk
from tests.support.present import present

ANN, OP, BOSS, CHIEF = 5_000_100, 1, 2, 3
NAME, TAG = "Annabella Q. Quux", "annabella_quux"
SECRETS = (
    NAME,
    TAG,
    "380501234567",
    "my parcel 4711",
    "before I edited it",
    "receipt-of-ann",
    "380671112233",
    "blue or red?",
)
WHO = Person(ANN, NAME, TAG, "uk")


async def room_of(desk: Desk, ticket_id: int) -> int:
    place = await desk.place_of(ticket_id)
    assert place.chat_id is not None
    return place.chat_id


async def says(desk: Desk, ticket_id: int, number: int, words: str, **more: Any) -> None:
    said = Said(
        await room_of(desk, ticket_id), number, ANN, NAME, desk.now, MessageKind.TEXT, words, **more
    )
    await desk.do(record_said, said)


async def a_talk(desk: Desk) -> int:
    """With a name, a number, an edit, a photo, a note, stars and a comment; its ticket is closed.

    What came and went is in the inbox and the outbox as well.
    """
    await desk.do(
        _stored,
        {"message": {"from": {"id": ANN, "first_name": NAME}, "text": "my parcel 4711"}},
    )
    ticket_id = await _asks(desk)
    await desk.settle_all()
    await says(desk, ticket_id, 50, "before I edited it")
    await says(desk, ticket_id, 50, "my parcel 4711", edited_at=desk.now)
    media = Media("image/jpeg", 48, file_name="receipt-of-ann.jpg")
    photo = Said(
        await room_of(desk, ticket_id),
        51,
        ANN,
        NAME,
        desk.now,
        MessageKind.PHOTO,
        "my parcel 4711",
        ({"type": "text_link", "url": f"https://t.me/{TAG}"},),
        media,
    )
    await desk.do(record_said, photo)
    contact = {"phone_number": "380671112233", "first_name": "Mum"}
    poll = {"question": "blue or red?", "options": ["blue"]}
    for number, kind, details in (
        (52, MessageKind.CONTACT, contact),
        (53, MessageKind.POLL, poll),
    ):
        room = await room_of(desk, ticket_id)
        shared = Said(room, number, ANN, NAME, desk.now, kind, details=details)
        await desk.do(record_said, shared)
    await desk.done(_noted, ticket_id)
    return ticket_id


async def _asks(desk: Desk) -> int:
    await desk.do(register_contact, WHO, ANN, "380501234567", False)
    ticket = present(await desk.do(open_ticket, WHO))
    await desk.settle_all()
    room = await room_of(desk, ticket.id)
    await desk.do(request_to_join, room, ANN, NAME)
    await desk.do(member_joined, room, WHO)
    return ticket.id


async def _stored(work: Work, payload: Mapping[str, Any]) -> None:
    await work.uow.inbox.store("bot:10", [("1", payload)], work.now)
    for update in await work.uow.inbox.take("bot:10", 10):
        await work.uow.inbox.done([update.id], work.now)


async def _noted(work: Work, ticket_id: int) -> None:
    await work.uow.tickets.add_event(
        ticket_id, TicketEventKind.NOTED, work.now, OP, {"note": f"{NAME} shouts"}
    )


async def staff(desk: Desk) -> None:
    await desk.staff(OP)
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    await desk.staff(CHIEF, role=Role.SUPERVISOR, on_shift=False)
    await desk.settle_all()


async def wishes(desk: Desk) -> Erasure:
    await desk.do(ask_forget, WHO)
    await desk.do(confirm_forget, ANN)
    (erasure,) = await desk.kept.erasures.waiting(10)
    return erasure


async def everything(desk: Desk) -> str:
    """The whole database as one text."""
    words: list[str] = []
    async with desk.database.reading() as transaction:
        connection = transaction.connection
        for table in Base.metadata.sorted_tables:
            rows = await connection.execute(text(f"SELECT * FROM {table.name}"))  # noqa: S608
            words += [f"{table.name}: {tuple(row)!r}" for row in rows]
    return "\n".join(words)


async def test_no_step_survives_being_forgotten(desk: Desk) -> None:
    """Else their next word would be taken for the answer to what they were asked before."""
    await staff(desk)
    await a_talk(desk)
    erasure = await wishes(desk)
    await desk.kept.steps.set(ANN, "talk:general")
    await desk.do(grant_erasure, BOSS, erasure.id)
    assert await desk.kept.steps.get(ANN) is None


async def test_nothing_that_was_said_is_left_and_all_that_counts(desk: Desk) -> None:
    await staff(desk)
    ticket_id = await a_talk(desk)
    await desk.done(close_ticket, OP, ticket_id)
    await desk.do(rate_ticket, ANN, ticket_id, 2)
    assert await desk.do(take_comment, ANN, f"{NAME} is not amused about my parcel 4711")
    await desk.settle_all()
    erasure = await wishes(desk)
    await desk.settle_all()
    before = await everything(desk)
    assert all(secret in before for secret in SECRETS)

    desk.later(minutes=1)
    await desk.do(grant_erasure, BOSS, erasure.id)
    (erase,) = await desk.waiting(EraseTranscript)
    assert (erase.customer_id, set(erase.names)) == (ANN, {NAME, TAG, "+380501234567"})
    await desk.settle_kind(EraseTranscript)
    after = await everything(desk)
    assert [secret for secret in SECRETS if secret in after] == []
    assert "amused" not in after
    assert "shouts" not in after

    ticket = await desk.ticket(ticket_id)
    assert ticket.status is TicketStatus.CLOSED
    assert None not in (ticket.opened_at, ticket.joined_at, ticket.active_at, ticket.closed_at)
    async with desk.work() as work:
        kept = present(await work.uow.feedback.get(ticket_id))
        assert (kept.stars, kept.comment) == (2, None)
        assert await work.uow.archives.get(ticket_id) is None
    counted = {"assignments": 1, "messages": 4, "tickets": 1, "message_versions": 0}
    async with desk.database.reading() as transaction:
        for table, count in counted.items():
            found = await transaction.connection.execute(text(f"SELECT count(*) FROM {table}"))  # noqa: S608
            assert found.scalar_one() == count, table
    assert TextKey.FORGOTTEN in await desk.told(ANN)
    cards = [e for e in await desk.waiting(ShowCard) if e.text.key is TextKey.ERASURE_GRANTED]
    assert {card.chat_id for card in cards} == {BOSS, CHIEF}


async def test_an_open_ticket_is_ended_and_its_room_cleared(desk: Desk) -> None:
    await staff(desk)
    ticket_id = await a_talk(desk)
    erasure = await wishes(desk)
    desk.later(minutes=1)
    await desk.do(grant_erasure, BOSS, erasure.id)
    ticket = await desk.ticket(ticket_id)
    assert (ticket.status, ticket.close_reason) == (TicketStatus.CLOSED, CloseReason.FORGOTTEN)
    assert (await desk.operator(OP)).load == 0
    assert TextKey.THANKS not in await desk.told(ANN)

    # What was under way when it was granted comes to nothing.
    await says(desk, ticket_id, 60, "my parcel 4711, again")
    await desk.do(_late_file, await room_of(desk, ticket_id))
    await desk.settle_kind(SaveMedia)
    await desk.settle_all()
    place = await desk.place_of(ticket_id)
    assert place.ticket_id is None
    after = await everything(desk)
    assert [secret for secret in SECRETS if secret in after] == []
    assert not any(isinstance(effect, WriteArchive) for effect in desk.settled)
    assert sum(isinstance(effect, EraseTranscript) for effect in desk.settled) >= 2


async def _late_file(work: Work, chat_id: int) -> None:
    place = present(await work.uow.places.by_chat(chat_id))
    await work.uow.outbox.add(
        SaveMedia(place.id, chat_id, 51, f"{ANN}/media/x.jpg"), now=work.now, ticket_id=1
    )


async def test_a_name_goes_also_from_a_card_that_telegram_has_not_confirmed_yet(desk: Desk) -> None:
    await staff(desk)
    ticket_id = await _asks(desk)
    await desk.do(finish, ticket_id, OP, CloseReason.SOLVED)
    erasure = await wishes(desk)
    card = Card.OPERATOR.of(ticket_id, OP)
    on_their_way = [each for each in await desk.waiting(ShowCard) if each.card == card]
    assert NAME in str(on_their_way[-1])
    await desk.do(grant_erasure, BOSS, erasure.id)
    shown = [each for each in await desk.waiting(ShowCard) if each.card == card]
    assert NAME not in str(shown)
    await desk.settle_kind(EraseTranscript)
    shown = [each for each in await desk.waiting(ShowCard) if each.card == card]
    assert len(shown) == len(on_their_way) + 1
    assert NAME not in str(shown[-1])


async def test_who_comes_back_begins_afresh(desk: Desk) -> None:
    await staff(desk)
    first = await a_talk(desk)
    erasure = await wishes(desk)
    desk.later(minutes=1)
    await desk.done(grant_erasure, BOSS, erasure.id)
    # Telegram shows them, as when they are put out of the room: still forgotten.
    assert not await desk.do(update_profile, WHO)
    gone = present(await desk.kept.customers.get(ANN))
    assert gone.is_forgotten
    with pytest.raises(DeskError, match="cannot-be-rated"):
        await desk.do(rate_ticket, ANN, first, 5)

    desk.later(minutes=1)
    await desk.do(greet, WHO)
    assert await desk.told(ANN) == [TextKey.ASK_CONTACT]
    second = await _asks(desk)
    await desk.settle_all()
    await says(desk, second, 70, "hello, I am new here")
    record = present(await Reads(desk.database).customer_record(ANN))
    assert [ticket.id for ticket in record.tickets] == [second]
    assert "hello, I am new here" in [row.said.text for row in record.messages]
    own = present(await Reads(desk.database).own_data(ANN))
    assert [ticket.id for ticket in own.record.tickets] == [first, second]
    assert all(row.ticket_id == second for row in own.record.messages)


async def test_it_is_decided_once_by_a_supervisor_who_is_asked_twice(desk: Desk) -> None:
    await staff(desk)
    await a_talk(desk)
    erasure = await wishes(desk)
    await desk.settle_all()
    await desk.do(confirm_forget, ANN)
    assert await desk.told(ANN) == [TextKey.FORGET_WAITS]
    await desk.settle_all()
    with pytest.raises(StaffOnly):
        await desk.do(grant_erasure, OP, erasure.id)
    with pytest.raises(StaffOnly):
        await desk.do(show_erasures, OP)
    await desk.do(ask_to_erase, BOSS, erasure.id)
    assert await desk.told(BOSS) == [TextKey.ERASURE_CONFIRM]
    await desk.settle_all()
    await desk.do(reconsider_erasure, BOSS, erasure.id)
    assert await desk.told(BOSS) == [TextKey.ERASURE_ASKED]
    await desk.settle_all()
    desk.later(minutes=1)
    await desk.do(show_erasures, CHIEF)
    assert await desk.told(CHIEF) == [TextKey.ERASURE_ASKED]
    await desk.do(refuse_erasure, CHIEF, erasure.id)
    assert TextKey.FORGET_REFUSED in await desk.told(ANN)
    for late in (grant_erasure, refuse_erasure, ask_to_erase, reconsider_erasure):
        with pytest.raises(DeskError, match="already-done"):
            await desk.do(late, BOSS, erasure.id)
    assert NAME in await everything(desk)
    await desk.settle_all()
    await desk.do(show_erasures, BOSS)
    assert await desk.told(BOSS) == [TextKey.NO_ERASURES]
    # Having been refused, they may ask again.
    assert (await wishes(desk)).id != erasure.id


async def test_changing_ones_mind_asks_nobody(desk: Desk) -> None:
    await staff(desk)
    with pytest.raises(DeskError, match="nothing-kept"):
        await desk.do(ask_forget, WHO)
    with pytest.raises(DeskError, match="nothing-kept"):
        await desk.do(confirm_forget, ANN)
    await a_talk(desk)
    await desk.do(ask_forget, WHO)
    await desk.do(withdraw_forget, ANN)
    assert await desk.told(BOSS) == []
    assert await desk.kept.erasures.waiting(10) == []


async def test_own_data_is_given_once_in_a_while(desk: Desk) -> None:
    with pytest.raises(DeskError, match="nothing-kept"):
        await desk.do(send_own_data, WHO)
    await staff(desk)
    await a_talk(desk)
    await desk.do(send_own_data, WHO)
    (summary,) = [e for e in await desk.waiting(SendText) if e.text.key is TextKey.OWN_DATA]
    values = summary.text.values
    assert (values["name"], values["tag"], values["phone"]) == (NAME, f"@{TAG}", "+380501234567")
    assert (values["tickets"], values["messages"], values["files"]) == (1, 4, 1)
    desk.later(minutes=4)
    for _ in range(3):
        with pytest.raises(DeskError, match="own-data-given"):
            await desk.do(send_own_data, WHO)
    desk.later(minutes=2)
    await desk.do(send_own_data, WHO)


async def test_what_an_earlier_version_remembered_still_counts(desk: Desk) -> None:
    await staff(desk)
    await a_talk(desk)
    await desk.kept.cards.remember({f"own-data:{ANN}": desk.now.isoformat()})
    desk.later(minutes=4)
    with pytest.raises(DeskError, match="own-data-given"):
        await desk.do(send_own_data, WHO)
    desk.later(minutes=2)
    await desk.do(send_own_data, WHO)


async def test_a_disk_that_will_never_do_it_is_told(desk: Desk) -> None:
    await staff(desk)
    await a_talk(desk)
    erasure = await wishes(desk)
    await desk.settle_all()
    await desk.do(grant_erasure, BOSS, erasure.id)
    await desk.settle_kind(EraseTranscript, Rejected("the archive cannot"))
    assert NoticeKey.FILES_LEFT in await desk.told(CHIEF)


@pytest.mark.parametrize(
    ("details", "left"),
    [
        ({"note": "Ann shouts"}, None),
        ({"name": "Ann"}, None),
        ({"from": 1, "to": None, "note": "Ann"}, {"from": 1, "to": None}),
        ({"holder": 1, "reason": "solved"}, {"holder": 1, "reason": "solved"}),
        ({"reason": "no such user: Ann Bee"}, None),
        ({"stars": 4}, {"stars": 4}),
        ({"chosen": {"operator": 1, "code": "fits", "name": "Ann"}},
         {"chosen": {"operator": 1, "code": "fits"}}),
        ({"people": ["Ann", 5]}, {"people": [5]}),
    ],
)  # fmt: skip
def test_numbers_stay_and_words_go(details: dict[str, Any], left: dict[str, Any] | None) -> None:
    assert anonymous_details(details) == left
