"""What is said is kept, once, with what stood before, whatever the order it comes in."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.conversations.record import record_deletion, record_for, record_said
from core.model.effects import FetchFile
from core.model.messages import Media, MessageKind, Recorded, Said, SenderRole
from core.model.outcomes import Rejected
from core.model.people import Role
from core.model.room_effects import SaveMedia, WipeRoom
from core.tickets.end import close_ticket
from tests.core.desk import BOT, START, USERBOT, Desk
from tests.support.present import present


async def room(desk: Desk, number: int = 900) -> tuple[int, int]:
    """An active ticket and its chat; nothing waits."""
    await desk.staff(7)
    ticket_id = await desk.talk(number)
    chat = present((await desk.place_of(ticket_id)).chat_id)
    return ticket_id, chat


def message(chat: int, number: int, text: str, sender: int = 900) -> Said:
    sent = START + timedelta(seconds=number)
    return Said(chat, number, sender, f"P{sender}", sent, MessageKind.TEXT, text)


async def kept(desk: Desk, customer: int = 900) -> list[Recorded]:
    return await desk.kept.messages.of_customer(customer)


async def test_who_speaks_is_seen_from_the_ticket(desk: Desk) -> None:
    _, chat = await room(desk)
    await desk.staff(6)
    await desk.staff(8, role=Role.SUPERVISOR)
    speakers = {
        900: SenderRole.CUSTOMER,
        7: SenderRole.OPERATOR,
        6: SenderRole.OPERATOR,
        8: SenderRole.SUPERVISOR,
        BOT: SenderRole.BOT,
        USERBOT: SenderRole.USERBOT,
        666: SenderRole.STRANGER,
    }
    for number, sender in enumerate(speakers, start=1):
        assert await desk.do(record_said, message(chat, number, "x", sender))
    assert [row.role for row in await kept(desk)] == list(speakers.values())


async def test_of_edits_in_one_second_the_last_to_come_stands_and_no_older_repeat_is_an_edit_back(
    desk: Desk,
) -> None:
    """Telegram tells an edit's time in whole seconds."""
    _, chat = await room(desk)
    at = START + timedelta(minutes=1)
    first = message(chat, 1, "one")
    await desk.do(record_said, first)
    assert await desk.do(record_said, replace(first, text="two", edited_at=at))
    assert await desk.do(record_said, replace(first, text="three", edited_at=at))
    older = replace(first, text="one and a half", edited_at=at - timedelta(seconds=1))
    assert not await desk.do(record_said, older)
    assert not await desk.do(record_said, replace(first, text="another", edited_at=None))
    (row,) = await kept(desk)
    assert row.said.text == "three"
    assert [version.text for version in row.versions] == ["one", "two"]


async def test_an_edit_of_what_we_never_saw_is_recorded(desk: Desk) -> None:
    _, chat = await room(desk)
    edit = replace(message(chat, 1, "two"), edited_at=START + timedelta(minutes=1))
    assert await desk.do(record_said, edit)
    assert not await desk.do(record_said, message(chat, 1, "one"))
    assert [row.said.text for row in await kept(desk)] == ["two"]


async def test_a_deleted_message_stays_with_the_time_it_was_deleted(desk: Desk) -> None:
    _, chat = await room(desk)
    await desk.do(record_said, message(chat, 1, "oops"))
    assert await desk.do(record_deletion, chat, [1, 55])
    assert not await desk.do(record_deletion, chat, [55])
    (row,) = await kept(desk)
    assert (row.said.text, row.deleted_at) == ("oops", desk.now)


async def test_a_chat_that_is_no_place_is_nobodys_business(desk: Desk) -> None:
    _, chat = await room(desk)
    assert not await desk.do(record_said, message(chat - 1, 1, "x"))
    assert not await desk.do(record_deletion, chat - 1, [1])
    assert await desk.rows() == []


async def test_what_comes_late_belongs_to_the_ticket_that_holds_the_place(desk: Desk) -> None:
    ticket_id, chat = await room(desk)
    await desk.do(close_ticket, 7, ticket_id)
    assert await desk.do(record_said, message(chat, 1, "thanks!"))
    (row,) = await kept(desk)
    assert row.ticket_id == ticket_id
    await desk.settle_all()
    assert not await desk.do(record_said, message(chat, 2, "from nowhere"))


async def test_our_own_wiping_is_nobodys_deletion(desk: Desk) -> None:
    ticket_id, chat = await room(desk)
    await desk.do(record_said, message(chat, 1, "hello"))
    await desk.do(close_ticket, 7, ticket_id)
    while not await desk.waiting(WipeRoom):
        row = next(row for row in await desk.rows())
        await desk.settle(row)
    assert not await desk.do(record_deletion, chat, [1])
    await desk.settle_all()
    assert not await desk.do(record_deletion, chat, [1])
    await desk.ready(901)
    assert not await desk.do(record_deletion, chat, [1])
    assert [row.deleted_at for row in await kept(desk)] == [None]


@pytest.mark.parametrize(
    "kind", [MessageKind.PHOTO, MessageKind.VOICE, MessageKind.STICKER, MessageKind.DOCUMENT]
)
async def test_files_are_saved_under_names_of_ours(desk: Desk, kind: MessageKind) -> None:
    _, chat = await room(desk)
    file = Media("image/png", 77, None, "../../../etc/passwd")
    await desk.do(record_said, replace(message(chat, 5, "see"), kind=kind, media=file))
    (save,) = await desk.waiting(SaveMedia)
    assert save.path == f"900/media/{abs(chat)}-5.png"
    await desk.settle_all()
    (row,) = await kept(desk)
    assert row.media_path == f"media/{abs(chat)}-5.png"


async def test_a_file_above_the_limit_is_not_fetched_and_the_transcript_says_why(
    desk: Desk,
) -> None:
    _, chat = await room(desk)
    desk.rules = replace(desk.rules, most_file=2_000_000)
    for number, size in enumerate((2_000_001, 2_000_000), start=5):
        file = Media("video/mp4", size)
        said = replace(message(chat, number, ""), kind=MessageKind.VIDEO, media=file)
        await desk.do(record_said, said)
    (save,) = await desk.waiting(SaveMedia)
    assert save.message_id == 6
    lost = [row.media_lost for row in await kept(desk)]
    assert lost == ["bigger than the 2 MB that are kept", None]


async def in_private(desk: Desk, ticket_id: int, said: Said) -> bool:
    """Said where no place is: in the customer's chat with the bot."""
    ticket = present(await desk.kept.tickets.get(ticket_id))
    return await desk.do(record_for, ticket, None, SenderRole.CUSTOMER, said)


async def test_what_the_bot_heard_is_kept_and_its_file_is_fetched_by_the_bot(desk: Desk) -> None:
    ticket_id, _ = await room(desk)
    file = Media("image/jpeg", 77, file_id="AgAC")
    photo = replace(message(900, 5, "see"), kind=MessageKind.PHOTO, media=file)
    assert await in_private(desk, ticket_id, photo)
    assert not await in_private(desk, ticket_id, photo), "twice is once"
    path = "900/media/900-5.jpg"
    assert await desk.waiting(FetchFile) == [FetchFile(900, 5, "AgAC", path, 77)]
    assert await desk.waiting(SaveMedia) == []
    await desk.settle_all()
    (row,) = await kept(desk)
    assert (row.ticket_id, row.role) == (ticket_id, SenderRole.CUSTOMER)
    assert row.media_path == "media/900-5.jpg"


async def test_a_file_that_the_bot_cannot_have_is_said_to_be_lost(desk: Desk) -> None:
    ticket_id, _ = await room(desk)
    file = Media("video/mp4", 77, file_id="BAAC")
    await in_private(
        desk, ticket_id, replace(message(900, 5, ""), kind=MessageKind.VIDEO, media=file)
    )
    await desk.settle_kind(FetchFile, Rejected("file is too big"))
    (row,) = await kept(desk)
    assert (row.media_path, row.media_lost) == (None, "file is too big")


async def test_an_edit_fetches_a_file_only_when_it_is_another_one(desk: Desk) -> None:
    ticket_id, _ = await room(desk)
    file = Media("image/jpeg", 77, file_id="AgAC")
    first = replace(message(900, 5, "see"), kind=MessageKind.PHOTO, media=file)
    await in_private(desk, ticket_id, first)
    await desk.settle_all()
    respelled = replace(file, file_id="AgAD")
    assert not await in_private(desk, ticket_id, replace(first, media=respelled))
    later = first.sent_at + timedelta(seconds=9)
    other_words = replace(first, text="look", media=respelled, edited_at=later)
    assert await in_private(desk, ticket_id, other_words)
    assert await desk.waiting(FetchFile) == []
    other = replace(other_words, media=Media("image/jpeg", 78, file_id="AgAE"))
    assert await in_private(desk, ticket_id, other)
    path = f"900/media/900-5-e{int(later.timestamp())}.jpg"
    assert await desk.waiting(FetchFile) == [FetchFile(900, 5, "AgAE", path, 78)]


async def test_a_file_that_cannot_be_had_is_said_to_be_lost(desk: Desk) -> None:
    _, chat = await room(desk)
    photo = replace(message(chat, 5, ""), kind=MessageKind.PHOTO, media=Media("image/png"))
    await desk.do(record_said, photo)
    await desk.settle_kind(SaveMedia, Rejected("FILE_REFERENCE_EXPIRED"))
    (row,) = await kept(desk)
    assert (row.media_path, row.media_lost) == (None, "FILE_REFERENCE_EXPIRED")


async def test_the_wipe_stands_behind_every_file_that_is_still_to_be_saved(desk: Desk) -> None:
    ticket_id, chat = await room(desk)
    await desk.do(close_ticket, 7, ticket_id)
    photo = replace(message(chat, 5, ""), kind=MessageKind.PHOTO, media=Media("image/png"))
    while not await desk.waiting(WipeRoom):
        if await desk.do(record_said, photo):
            continue
        row = next(row for row in await desk.rows() if not isinstance(row.effect, SaveMedia))
        await desk.settle(row)
    order = [
        type(row.effect) for row in await desk.rows() if row.effect.destination.startswith("files:")
    ]
    assert order == [SaveMedia, WipeRoom]
