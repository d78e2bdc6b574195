"""What is recorded is an entry of the journal, in the order of recording; what happens to a message
later is an entry of its own that names it."""

from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import pytest_asyncio
from sqlalchemy import select

from archive.page import Pages
from core.board.conversation import Missing, conversation
from core.conversations.copies import relay_edit
from core.conversations.record import record_deletion, record_said
from core.conversations.withdraw import withdraw
from core.model.desk_effects import CopyMessage, DeleteCopy
from core.model.effects import FetchFile
from core.model.journal import JournalKind
from core.model.messages import Media, MessageKind
from core.model.outcomes import Rejected, Sent, Unreachable
from core.model.tickets import CloseReason
from core.tickets.end import finish
from core.tickets.staff_commands import note_in_room
from db.board import SqlBoard
from db.models import journal
from db.reads import Reads
from tests.core.desk import Desk
from tests.core.relayed import DESKS, Relayed, open_up
from tests.core.transcripts.archive import Archive
from tests.support.present import present

ANNA, OLGA = 100, 500
_ALL = select(journal).order_by(journal.c.id)


@pytest_asyncio.fixture(loop_scope="session")
async def groups(desk: Desk) -> Relayed:
    relayed = Relayed(await open_up(desk))
    await desk.staff(OLGA)
    return relayed


async def rows(desk: Desk) -> list[tuple[JournalKind, dict[str, Any]]]:
    async with desk.database.reading() as reading:
        return [(row.kind, row.body) for row in await reading.connection.execute(_ALL)]


async def last(desk: Desk, kind: JournalKind) -> dict[str, Any]:
    return [body for found, body in await rows(desk) if found is kind][-1]


async def test_a_ticket_from_its_first_word_to_its_end(groups: Relayed) -> None:
    desk = groups.desk
    ticket = await groups.opens(ANNA, "It fails")
    answer = await groups.answers(ticket, OLGA, "Restart it", sender_username="olga")
    await desk.settle_all()
    await desk.done(finish, ticket, OLGA, CloseReason.SOLVED)
    found = await rows(desk)
    assert [kind for kind, _ in found] == [
        JournalKind.TICKET,
        JournalKind.MESSAGE,
        JournalKind.EVENT,
        JournalKind.DELIVERY,
        JournalKind.MESSAGE,
        JournalKind.DELIVERY,
        JournalKind.TICKET,
    ]
    asked, answered = found[1][1], found[4][1]
    assert "place" not in asked, "it was said before there was one"
    assert found[2][1]["details"]["title"] == "Desk 1"
    assert answered["place"] == {"kind": "desk", "title": "Desk 1"}
    assert answered["username"] == "olga"
    assert answered["answers"] == {
        "chat_id": ANNA,
        "message_id": asked["message_id"],
        "role": "customer",
        "name": f"Person {ANNA}",
        "sent_at": asked["sent_at"],
        "words": "It fails",
    }
    assert found[5][1]["message_id"] == answer.message_id
    assert found[5][1]["copy"]["chat_id"] == ANNA
    assert found[6][1]["people"] == [{"id": OLGA, "name": f"Op {OLGA}", "username": f"p{OLGA}"}]


async def test_an_edit_names_its_message_and_keeps_what_stood_before(groups: Relayed) -> None:
    desk = groups.desk
    await groups.opens(ANNA, "It fils")
    first = (await desk.kept.messages.of_customer(ANNA))[0].said
    edit = replace(first, text="It fails", edited_at=desk.now + timedelta(seconds=5))
    assert await desk.do(relay_edit, edit)
    body = await last(desk, JournalKind.EDIT)
    assert (body["before"], body["text"]) == ("It fils", "It fails")
    assert body["about"]["message_id"] == first.message_id
    assert not await desk.do(relay_edit, edit)
    assert [kind for kind, _ in await rows(desk)].count(JournalKind.EDIT) == 1


async def test_what_did_not_arrive_and_what_was_taken_back_name_their_messages(
    groups: Relayed,
) -> None:
    desk = groups.desk
    ticket = await groups.opens(ANNA, "It fails")
    lost = await groups.answers(ticket, OLGA, "The small one")
    await desk.settle_kind(CopyMessage, Unreachable("bot was blocked by the user"))
    event = await last(desk, JournalKind.EVENT)
    assert event["about"]["message_id"] == lost.message_id
    assert event["details"]["reason"] == "bot was blocked by the user"
    taken = await groups.answers(ticket, OLGA, "The big one")
    await desk.settle_all()
    await desk.do(withdraw, OLGA, DESKS - 1, ticket, taken.message_id)
    await desk.settle_kind(DeleteCopy)
    assert (await last(desk, JournalKind.DELETION))["about"]["words"] == "The big one"
    assert (await last(desk, JournalKind.EVENT))["event"] == "withdrawn"


async def test_a_file_is_an_entry_when_it_is_kept_or_lost(groups: Relayed) -> None:
    desk = groups.desk
    file = Media("image/jpeg", 5, file_id="F1")
    photo: dict[str, Any] = {"kind": MessageKind.PHOTO, "media": file}
    await groups.asks(ANNA, "", **photo)
    await desk.settle_kind(FetchFile, Sent({"size": 5}))
    assert "file_id" not in (await last(desk, JournalKind.MESSAGE))["media"]
    kept = await last(desk, JournalKind.FILE)
    assert (kept["size"], kept["about"]["words"]) == (5, "(photo)")
    await groups.says(ANNA, "", **photo)
    await desk.settle_kind(FetchFile, Rejected("file is too big"))
    assert (await last(desk, JournalKind.FILE))["lost"] == "file is too big"


async def test_what_was_deleted_before_it_could_be_read_is_named_once(
    desk: Desk, tmp_path: Path
) -> None:
    """Also on both pages. Not so what stood in the room before the first word, nor what the
    bot took out."""
    await desk.staff(OLGA)
    ticket = await desk.talk(ANNA)
    await desk.says(ticket, ANNA, "hello")
    said = (await desk.kept.messages.of_customer(ANNA))[0].said
    chat, first = said.chat_id, said.message_id
    await desk.do(note_in_room, chat, OLGA, "speaks French", first + 1)
    for _ in range(2):
        assert not await desk.do(record_deletion, chat, [first - 1, first + 1, first + 2])
    found = [body for kind, body in await rows(desk) if kind is JournalKind.DELETION]
    assert found == [{"missed": {"chat_id": chat, "message_id": first + 2}}]
    await Archive(desk, tmp_path).writes()
    record = present(await Reads(desk.database).customer_record(ANNA))
    missing = f"not had: message {first + 2}, deleted before it could be read"
    assert missing in Pages().render(record, UTC)
    async with SqlBoard(desk.database).looking() as look:
        talk = conversation(present(await look.rows.ticket_record(ticket)))
    assert [it.message_id for it in talk if isinstance(it, Missing)] == [first + 2]


async def test_a_message_is_deleted_once(desk: Desk) -> None:
    await desk.staff(OLGA)
    ticket = await desk.talk(ANNA)
    await desk.says(ticket, ANNA, "never mind")
    said = (await desk.kept.messages.of_customer(ANNA))[0].said
    assert await desk.do(record_deletion, said.chat_id, [said.message_id])
    assert not await desk.do(record_deletion, said.chat_id, [said.message_id])
    assert not await desk.do(record_said, said)
    kinds = [kind for kind, _ in await rows(desk)]
    assert kinds.count(JournalKind.DELETION) == kinds.count(JournalKind.MESSAGE) == 1
