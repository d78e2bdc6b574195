"""Tickets that ended are put away: when, once, and where to."""

from dataclasses import replace

from core.conversations.record import record_said
from core.model.desk_effects import DeleteMessages
from core.model.effects import SendDocument, SendText
from core.model.messages import Media, MessageKind, Said
from core.model.notice_keys import NoticeKey
from core.model.outcomes import Outcome, Rejected, Sent, Unreachable
from core.model.people import Role
from core.model.room_effects import SaveMedia, WipeRoom, WriteArchive
from core.model.rules import Rules
from core.model.text_keys import TextKey
from core.model.tickets import TicketEventKind
from core.ports import Archived, Work
from core.privacy.requests import confirm_forget, grant_erasure
from core.tickets.end import cancel_ticket, close_ticket
from core.transcripts.archive import MOST_SENT, archive_missing
from tests.core.desk import BOT, USERBOT, Desk
from tests.support.present import present

ANN, OP, BOSS = 100, 1, 2
ARCHIVE = -1_007_000_000_001
WITH_CHAT = Rules(bot_id=BOT, userbot_id=USERBOT, archive_chat_id=ARCHIVE)


def zipped(ticket_id: int, size: int = 1000) -> Sent:
    return Sent({"path": f"{ANN}/archive/ticket-{ticket_id}.zip", "size": size})


async def archived(desk: Desk, ticket_id: int) -> Archived | None:
    return await desk.kept.archives.get(ticket_id)


async def closed(desk: Desk, customer: int = ANN) -> int:
    """Closed, and what is to be done is not done yet."""
    await desk.staff(OP)
    await desk.staff(BOSS, role=Role.SUPERVISOR, on_shift=False)
    ticket_id = await desk.talk(customer)
    await desk.do(close_ticket, OP, ticket_id)
    return ticket_id


async def cleared(desk: Desk, ticket_id: int) -> None:
    """Everything up to the zip, which waits."""
    while not await desk.waiting(WriteArchive):
        for row in await desk.rows():
            await desk.settle(row)
    assert await desk.waiting(WriteArchive) == [WriteArchive(ANN, ticket_id)]


async def test_the_zip_is_made_when_the_room_is_cleared(desk: Desk) -> None:
    ticket_id = await closed(desk)
    while not await desk.waiting(WipeRoom):
        assert not await desk.waiting(WriteArchive)
        for row in await desk.rows():
            await desk.settle(row)
    await cleared(desk, ticket_id)
    await desk.settle_kind(WriteArchive, zipped(ticket_id))
    found = present(await archived(desk, ticket_id))
    assert (found.path, found.size, found.sent_at) == (
        f"{ANN}/archive/ticket-{ticket_id}.zip",
        1000,
        None,
    )
    assert await desk.kept.tickets.last_event(ticket_id, [TicketEventKind.ARCHIVED])
    assert not await desk.waiting(SendDocument)


async def test_who_never_came_leaves_nothing_to_put_away(desk: Desk) -> None:
    await desk.staff(OP)
    ticket_id = await desk.ready(ANN)
    await desk.done(cancel_ticket, ANN, ticket_id)
    assert not any(isinstance(effect, WriteArchive) for effect in desk.settled)
    desk.later(hours=1)
    assert await desk.do(archive_missing) == []


async def test_it_is_sent_to_the_archives_chat_once(desk: Desk) -> None:
    desk.rules = WITH_CHAT
    ticket_id = await closed(desk)
    await cleared(desk, ticket_id)
    await desk.settle_kind(WriteArchive, zipped(ticket_id))
    (document,) = await desk.waiting(SendDocument)
    assert (document.chat_id, document.path) == (
        ARCHIVE,
        f"{ANN}/archive/ticket-{ticket_id}.zip",
    )
    assert document.caption is not None
    assert document.caption.key is TextKey.ARCHIVE_CAPTION
    await desk.settle_kind(SendDocument)
    found = present(await archived(desk, ticket_id))
    assert found.sent_at == desk.now

    # Made again, as after a file that came late: it is not sent again.
    await desk.do(_again, ticket_id)
    await desk.settle_kind(WriteArchive, zipped(ticket_id, 2000))
    assert not await desk.waiting(SendDocument)
    found = present(await archived(desk, ticket_id))
    assert found.size == 2000


async def _again(work: Work, ticket_id: int) -> None:
    await work.uow.outbox.add(WriteArchive(ANN, ticket_id), now=work.now, ticket_id=ticket_id)


async def test_a_chat_that_gets_heads_only_hears_no_name_and_no_word(desk: Desk) -> None:
    desk.rules = replace(WITH_CHAT, archive_heads_only=True)
    ticket_id = await closed(desk)
    await cleared(desk, ticket_id)
    for size in (1000, 2000):  # made again, as after a file that came late
        await desk.do(_again, ticket_id)
        await desk.settle_kind(WriteArchive, zipped(ticket_id, size))
    assert not await desk.waiting(SendDocument)
    (said,) = [each for each in await desk.waiting(SendText) if each.chat_id == ARCHIVE]
    assert said.text.key is TextKey.ARCHIVE_HEAD
    assert said.text.values["customer"] == ANN
    assert "P100" not in str(said.text.values)


async def test_zips_of_the_forgotten_go_from_that_chat_or_are_listed_for_hands(desk: Desk) -> None:
    desk.rules = WITH_CHAT
    ticket_id = await closed(desk)
    await cleared(desk, ticket_id)
    await desk.settle_kind(WriteArchive, zipped(ticket_id))
    await desk.settle_kind(SendDocument, Sent({"chat_id": ARCHIVE, "message_id": 57}))
    await desk.do(confirm_forget, ANN)
    (erasure,) = await desk.kept.erasures.waiting(1)
    await desk.do(grant_erasure, BOSS, erasure.id)
    (gone,) = await desk.waiting(DeleteMessages)
    assert (gone.chat_id, gone.message_ids) == (ARCHIVE, (57,))
    await desk.settle_kind(DeleteMessages, Sent({"left": 1}, stay=(57,)))
    told = [each.text for each in await desk.waiting(SendText) if each.chat_id == BOSS][-1]
    assert told.key is NoticeKey.LEFT_IN_ARCHIVE
    assert told.values == {"count": 1, "messages": "https://t.me/c/7000000001/57"}


async def test_a_zip_that_was_on_its_way_to_that_chat_is_taken_away_again(desk: Desk) -> None:
    desk.rules = WITH_CHAT
    ticket_id = await closed(desk)
    await cleared(desk, ticket_id)
    await desk.settle_kind(WriteArchive, zipped(ticket_id))
    await desk.do(confirm_forget, ANN)
    (erasure,) = await desk.kept.erasures.waiting(1)
    await desk.do(grant_erasure, BOSS, erasure.id)
    await desk.settle_kind(SendDocument, Sent({"chat_id": ARCHIVE, "message_id": 57}))
    (gone,) = await desk.waiting(DeleteMessages)
    assert (gone.chat_id, gone.message_ids) == (ARCHIVE, (57,))


async def test_a_wrong_chat_is_told_once_and_again_after_it_was_well(desk: Desk) -> None:
    desk.rules = WITH_CHAT
    await closed(desk)
    told = NoticeKey.ARCHIVE_CHAT
    outcomes: list[Outcome] = [
        Rejected("chat not found"),
        Unreachable("kicked"),
        Sent(),
        Rejected("no rights"),
    ]
    heard = []
    for number, outcome in enumerate(outcomes):
        ticket_id = 1 if number == 0 else await _next(desk, number)
        while not await desk.waiting(WriteArchive):
            for row in await desk.rows():
                await desk.settle(row)
        await desk.settle_kind(WriteArchive, zipped(ticket_id))
        await desk.settle_kind(SendDocument, outcome)
        heard.append((await desk.told(BOSS)).count(told))
        await desk.settle_all()
    assert heard == [1, 0, 0, 1]


async def _next(desk: Desk, number: int) -> int:
    desk.later(minutes=1)
    ticket_id = await desk.talk(ANN + number)
    await desk.do(close_ticket, OP, ticket_id)
    return ticket_id


async def test_what_is_too_big_is_said_in_that_chat_and_kept(desk: Desk) -> None:
    desk.rules = WITH_CHAT
    ticket_id = await closed(desk)
    await cleared(desk, ticket_id)
    await desk.settle_kind(WriteArchive, zipped(ticket_id, MOST_SENT + 1))
    assert not await desk.waiting(SendDocument)
    (said,) = [each for each in await desk.waiting(SendText) if each.chat_id == ARCHIVE]
    assert said.text.key is TextKey.ARCHIVE_TOO_BIG
    assert (await archived(desk, ticket_id)) is not None


async def test_a_file_that_was_saved_late_has_the_zip_made_again(desk: Desk) -> None:
    await desk.staff(OP)
    ticket_id = await desk.talk(ANN)
    chat_id = present((await desk.place_of(ticket_id)).chat_id)
    photo = Said(chat_id, 50, ANN, "Ann", desk.now, MessageKind.PHOTO, media=Media("image/jpeg", 5))
    await desk.do(record_said, photo)
    (late,) = [row for row in await desk.rows() if isinstance(row.effect, SaveMedia)]
    await desk.do(close_ticket, OP, ticket_id)
    while not await desk.waiting(WriteArchive):
        for row in await desk.rows():
            if row.id != late.id:
                await desk.settle(row)
    await desk.settle_kind(WriteArchive, zipped(ticket_id))
    await desk.settle(late)
    assert await desk.waiting(WriteArchive) == [WriteArchive(ANN, ticket_id)]


async def test_a_zip_that_was_lost_is_made_by_the_scheduler(desk: Desk) -> None:
    ticket_id = await closed(desk)
    await cleared(desk, ticket_id)
    await desk.settle_kind(WriteArchive, Rejected("a bug in the gateway"))
    assert await archived(desk, ticket_id) is None
    assert await desk.do(archive_missing) == []
    desk.later(minutes=11)
    assert await desk.do(archive_missing) == [ticket_id]
    await desk.settle_kind(WriteArchive, zipped(ticket_id))
    assert await desk.do(archive_missing) == []
