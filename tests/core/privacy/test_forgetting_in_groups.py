"""Whoever is forgotten is forgotten in the staff's groups, too: rows, names, topics, copies."""

import pytest_asyncio

from core.model.desk_effects import CopyMessage, CreateTopic, DeleteMessages, DeleteTopic
from core.model.effects import SetTitle
from core.model.messages import Media, MessageKind
from core.model.notice_keys import NoticeKey
from core.model.outcomes import Cause, Rejected, Sent
from core.model.people import Person
from core.model.places import PlaceKind, PlaceState
from core.model.room_effects import EraseTranscript
from core.model.tickets import CloseReason, TicketStatus
from core.ports import Work
from core.privacy.requests import confirm_forget, grant_erasure
from core.tickets.end import finish
from tests.core.desk import Desk
from tests.core.privacy.test_forgetting import BOSS, CHIEF, OP, everything, staff
from tests.core.relayed import DESKS, FORUM, OVERFLOW, Relayed, open_up
from tests.support.present import present

ANN, BEN = 5_000_100, 5_000_101
NAME, TAG = "Annabella Q. Quux", "annabella_quux"
SECRETS = (NAME, TAG, "my parcel 4711", "it is a 4712", "poor Annabella", "receipt-of-ann")
FIRST_DESK = DESKS - 1


@pytest_asyncio.fixture(loop_scope="session")
async def groups(desk: Desk) -> Relayed:
    await open_up(desk, overflow=True, forum=True)
    await staff(desk)
    return Relayed(desk, Person(ANN, NAME, TAG, "uk"))


async def talks(groups: Relayed) -> int:
    """With a photo, an edit, and an answer that names her; the ticket is open."""
    desk = groups.desk
    receipt = Media("image/jpeg", 48, file_name="receipt-of-ann.jpg", file_id="handle")
    ticket = await groups.asks(ANN, "my parcel 4711")
    await groups.says(ANN, "it is a 4712", kind=MessageKind.PHOTO, media=receipt)
    await desk.settle_all()
    await groups.answers(ticket, OP, "poor Annabella")
    await desk.settle_all()
    return ticket


async def is_forgotten(desk: Desk, customer: int = ANN) -> None:
    """She asks for it, and a supervisor grants it."""
    await desk.do(confirm_forget, customer)
    (erasure,) = await desk.kept.erasures.waiting(10)
    await desk.settle_all()
    desk.later(minutes=1)
    await desk.do(grant_erasure, BOSS, erasure.id)


async def left(desk: Desk) -> list[str]:
    after = await everything(desk)
    return [secret for secret in SECRETS if secret in after]


async def rows(desk: Desk, table: str) -> int:
    (found,) = await desk.rows_of(f"SELECT count(*) AS found FROM {table}")  # noqa: S608
    return int(found["found"])


async def test_an_open_ticket_leaves_its_desk_without_a_trace(groups: Relayed) -> None:
    desk = groups.desk
    ticket = await talks(groups)
    assert await rows(desk, "copies") == 3
    await is_forgotten(desk)
    assert (await desk.ticket(ticket)).close_reason is CloseReason.FORGOTTEN
    await desk.settle_all()
    assert await left(desk) == []
    assert await rows(desk, "copies") == 0
    assert await rows(desk, "traces") == 0
    place = present(await desk.kept.places.by_chat(FIRST_DESK))
    assert (place.state, place.title) == (PlaceState.CLEAN, "Desk 1")


async def test_a_name_that_waits_to_be_a_groups_title_is_not_shown_any_more(
    groups: Relayed,
) -> None:
    desk = groups.desk
    await groups.asks(ANN, "my parcel 4711")
    await desk.do(confirm_forget, ANN)
    (erasure,) = await desk.kept.erasures.waiting(10)
    assert any(NAME in effect.title for effect in await desk.waiting(SetTitle))
    await desk.do(grant_erasure, BOSS, erasure.id)
    assert not any(NAME in effect.title for effect in await desk.waiting(SetTitle))
    assert await desk.waiting(CopyMessage) == [], "nothing of hers is carried any more"


async def test_what_stands_in_the_overflow_group_is_deleted(groups: Relayed) -> None:
    desk = groups.desk
    other = await groups.asks(BEN, "The desk is mine")
    ticket = await talks(groups)
    assert (await groups.place(ticket)).is_shared
    await desk.done(finish, ticket, OP, CloseReason.SOLVED)
    await is_forgotten(desk)
    await desk.settle_kind(EraseTranscript)
    (gone,) = await desk.waiting(DeleteMessages)
    assert gone.chat_id == OVERFLOW
    assert len(gone.message_ids) == 4, "the card, two copies and the answer"
    await desk.settle_kind(DeleteMessages, Sent(stay=gone.message_ids[:2]))
    assert NoticeKey.LEFT_IN_GROUP in await desk.told(CHIEF)
    await desk.settle_all()
    assert await left(desk) == []
    assert len(await desk.kept.messages.of_customer(BEN)) == 1
    assert len(await desk.kept.copies.of_ticket(other, FIRST_DESK)) == 1


async def test_a_copy_that_was_just_on_its_way_is_taken_away(groups: Relayed) -> None:
    desk = groups.desk
    await groups.asks(BEN, "The desk is mine")
    ticket = await talks(groups)
    await groups.says(ANN, "my parcel 4711, again")
    [late] = [row for row in await desk.rows() if isinstance(row.effect, CopyMessage)]
    await is_forgotten_while_it_is_carried(desk)
    await desk.settle_kind(DeleteMessages)
    await desk.settle(late, Sent(copies=((3, 777),)))
    assert [effect.message_ids for effect in await desk.waiting(DeleteMessages)] == [(777,)]
    await desk.settle_all()
    assert await left(desk) == []
    assert await rows(desk, "copies") == 1
    assert (await desk.ticket(ticket)).status is TicketStatus.CLOSED


async def test_a_thread_is_deleted_and_its_name_with_it(groups: Relayed) -> None:
    desk = groups.desk
    ticket = await groups.opens(ANN, "my parcel 4711", "plans")
    place = await groups.place(ticket)
    assert place.kind is PlaceKind.THREAD
    assert NAME in place.title
    await groups.says(ANN, "it is a 4712")
    await desk.settle_all()
    await is_forgotten(desk)
    assert await desk.waiting(DeleteTopic) == [DeleteTopic(FORUM, place.id, place.thread_id)]
    await desk.settle_kind(DeleteTopic, Rejected("not enough rights", Cause.NO_RIGHT))
    assert NoticeKey.TOPIC_LEFT in await desk.told(CHIEF)
    await desk.settle_all()
    assert await left(desk) == []
    gone = present(await desk.kept.places.get(place.id))
    assert (gone.state, gone.title, gone.customer_id) == (PlaceState.DELETED, "", None)
    assert await rows(desk, "traces") == 0


async def test_a_topic_that_was_just_being_made_is_deleted_when_it_is_there(
    groups: Relayed,
) -> None:
    desk = groups.desk
    await groups.asks(ANN, "my parcel 4711", "plans")
    await is_forgotten_while_it_is_carried(desk)
    assert await desk.waiting(DeleteTopic) == []
    assert await desk.settle_kind(CreateTopic) == 1
    assert len(await desk.waiting(DeleteTopic)) == 1
    await desk.settle_all()
    assert await left(desk) == []


async def is_forgotten_while_it_is_carried(desk: Desk) -> None:
    """Nothing that waits is settled before it is granted."""
    await desk.do(confirm_forget, ANN)
    (erasure,) = await desk.kept.erasures.waiting(10)
    desk.later(minutes=1)
    await desk.do(grant_erasure, BOSS, erasure.id)
    await desk.settle_kind(EraseTranscript)


async def failed_update(work: Work, chat_id: int, words: str) -> int:
    payload = {"message": {"chat": {"id": chat_id}, "text": words}}
    await work.uow.inbox.store("bot:1", [(str(chat_id), payload)], work.now)
    (update,) = await work.uow.inbox.take("bot:1", 1)
    await work.uow.inbox.failed(update.id, "a fault of ours", work.now)
    return update.id


async def test_what_failed_of_others_in_the_same_group_can_still_be_tried_again(
    groups: Relayed,
) -> None:
    desk = groups.desk
    await talks(groups)
    await desk.do(failed_update, FIRST_DESK, "an answer to somebody else")
    await desk.do(failed_update, ANN, "poor Annabella")
    await is_forgotten(desk)
    await desk.settle_all()
    kept = await desk.rows_of("SELECT payload FROM inbox WHERE handled_at IS NULL")
    assert "an answer to somebody else" in str(kept)
    assert await left(desk) == []
