"""Files and voices that staff sends from the page: posted in the group, recorded with their bytes,
and the customer's once, whenever the desk dies."""

import pytest

from core.conversations.page_answers import (
    LONGEST_CAPTION,
    MOST_TRIES,
    answer_from_page,
    edit_from_page,
    withdraw_from_page,
)
from core.model.desk_effects import CopyMessage, DeleteCopy, EditCopy, EditPost, PostAnswer
from core.model.effects import FetchFile, SendText
from core.model.messages import BY_PAGE, MessageKind, Recorded, SenderRole
from core.model.outcomes import Rejected, Sent
from core.model.relay_text_keys import RelayKey
from core.model.texts import DeskError
from core.model.uploads import MOST_TOGETHER, Upload
from tests.core.conversations.test_answers_from_the_page import ANNA, SAM, bugs, kept
from tests.core.desk import Desk
from tests.core.staff_groups import DESK, asks

__all__ = ["bugs"]  # a fixture

PICTURE = Upload("a" * 32, MessageKind.PHOTO, "plan.png", "image/png", 5, width=9, height=9)
FILM = Upload("b" * 32, MessageKind.VIDEO, "film.mp4", "video/mp4", 6, 2, 9, 9)
VOICE = Upload("c" * 32, MessageKind.VOICE, "voice.ogg", "audio/ogg", 7, 3)
SHEET = Upload("d" * 32, MessageKind.DOCUMENT, "<b>../sheet.xlsx", "application/x-excel", 8)


async def all_kept(desk: Desk) -> list[Recorded]:
    async with desk.work() as work:
        return list(await work.uow.messages.of_ticket(1, DESK))


async def wanted(desk: Desk) -> set[str]:
    """What is needed still of the folder of uploads."""
    async with desk.work() as work:
        return await work.uow.outbox.uploads()


async def test_a_file_with_words_is_one_answer_and_its_bytes_are_kept(bugs: Desk) -> None:
    await asks(bugs, ANNA)
    await bugs.do(answer_from_page, SAM, 1, " Look <here>\n", [SHEET])
    (post,) = await bugs.waiting(PostAnswer)
    assert post.files == (SHEET,)
    assert post.text.values == {"operator": "Op 7", "words": "Look <here>"}
    assert await wanted(bugs) == {SHEET.stored}
    await bugs.settle_kind(PostAnswer)
    row = await kept(bugs)
    assert (row.said.kind, row.said.text, row.said.details) == (
        MessageKind.DOCUMENT,
        "Look <here>",
        {BY_PAGE: True},
    )
    assert (row.role, row.said.sender_id) == (SenderRole.SUPERVISOR, SAM)
    number = row.said.message_id
    assert await bugs.waiting(CopyMessage) == [CopyMessage(ANNA, DESK, number, as_recorded=True)]
    (fetch,) = await bugs.waiting(FetchFile)
    assert (fetch.upload, fetch.path) == (SHEET.stored, f"{ANNA}/media/{-DESK}-{number}.bin")
    assert await wanted(bugs) == {SHEET.stored}  # until it is the customer's
    assert (await bugs.ticket(1)).answered_at is not None
    await bugs.settle_all()
    assert (await kept(bugs)).media_path == f"media/{-DESK}-{number}.bin"
    assert await wanted(bugs) == set()


async def test_what_telegram_makes_anew_is_fetched_from_there(bugs: Desk) -> None:
    await asks(bugs, ANNA)
    await bugs.do(answer_from_page, SAM, 1, "", [PICTURE])
    (post,) = await bugs.waiting(PostAnswer)
    assert post.text.key is RelayKey.PAGE_FILE
    await bugs.settle_kind(PostAnswer)
    (fetch,) = await bugs.waiting(FetchFile)
    assert fetch.upload is None
    assert (await kept(bugs)).said.text == ""


async def test_several_go_as_albums_in_their_order_with_the_words_at_the_first(bugs: Desk) -> None:
    await asks(bugs, ANNA)
    await bugs.do(answer_from_page, SAM, 1, "All of it", [PICTURE, FILM, VOICE, SHEET])
    posts = await bugs.waiting(PostAnswer)
    assert [(each.files, each.words) for each in posts] == [
        ((PICTURE, FILM), "All of it"),
        ((VOICE,), ""),
        ((SHEET,), ""),
    ]
    await bugs.settle_kind(PostAnswer)
    rows = await all_kept(bugs)
    assert [row.said.text for row in rows] == ["All of it", "", "", ""]
    assert rows[0].said.album == rows[1].said.album is not None
    copies = await bugs.waiting(CopyMessage)
    assert [each.album for each in copies] == [rows[0].said.album] * 2 + [None] * 2
    assert all(each.as_recorded for each in copies)


async def test_a_death_between_post_and_record_leaves_one_album(bugs: Desk) -> None:
    """It was posted and the relay died: it is posted again from the same files, and that counts.
    A settlement that comes twice changes nothing."""
    await asks(bugs, ANNA)
    await bugs.do(answer_from_page, SAM, 1, "Both", [PICTURE, FILM])
    (row,) = [each for each in await bugs.rows() if isinstance(each.effect, PostAnswer)]
    bugs.good(row.effect)  # the first post, of which nobody knows
    assert await wanted(bugs) == {PICTURE.stored, FILM.stored}
    again = bugs.good(row.effect)
    for _ in range(2):
        await bugs.settle(row, again)
    assert isinstance(again, Sent)
    assert [each.said.message_id for each in await all_kept(bugs)] == [
        each.message_id for each in again.posted
    ]
    assert len(await bugs.waiting(CopyMessage)) == 2
    assert len(await bugs.waiting(FetchFile)) == 2


async def test_what_stands_below_a_file_is_changed_or_taken_away(bugs: Desk) -> None:
    await asks(bugs, ANNA)
    await bugs.do(answer_from_page, SAM, 1, "Blue", [PICTURE])
    await bugs.settle_all()
    where = (DESK, (await kept(bugs)).said.message_id)
    bugs.later(seconds=5)
    await bugs.do(edit_from_page, SAM, 1, *where, "Green")
    (post,) = await bugs.waiting(EditPost)
    assert post.is_caption
    assert post.text.values["words"] == "Green"
    bugs.later(seconds=5)
    await bugs.do(edit_from_page, SAM, 1, *where, " ")
    assert (await bugs.waiting(EditPost))[-1].text.key is RelayKey.PAGE_FILE
    row = await kept(bugs)
    assert (row.said.text, row.said.media and row.said.media.file_name) == ("", "plan.png")
    assert len(await bugs.waiting(EditCopy)) == 2


async def test_an_album_is_taken_back_whole(bugs: Desk) -> None:
    await asks(bugs, ANNA)
    await bugs.do(answer_from_page, SAM, 1, "Both", [PICTURE, FILM])
    await bugs.settle_kind(PostAnswer)
    bugs.later(seconds=5)
    await bugs.settle_all()
    rows = await all_kept(bugs)
    await bugs.do(withdraw_from_page, SAM, 1, DESK, rows[0].said.message_id)
    assert [each.message_id for each in await bugs.waiting(DeleteCopy)] == [
        each.said.message_id for each in rows
    ]
    await bugs.settle_all()
    assert all(each.deleted_at is not None for each in await all_kept(bugs))


async def test_too_many_words_or_files_are_refused(bugs: Desk) -> None:
    await asks(bugs, ANNA)
    for words, files, key in (
        ("x" * (LONGEST_CAPTION + 1), [PICTURE], RelayKey.PAGE_CAPTION_TOO_LONG),
        ("", [PICTURE] * (MOST_TOGETHER + 1), RelayKey.PAGE_FILES_TOO_MANY),
        ("/close", [PICTURE], RelayKey.PAGE_ANSWER_INTERNAL),
    ):
        with pytest.raises(DeskError) as refused:
            await bugs.do(answer_from_page, SAM, 1, words, files)
        assert refused.value.key is key
    assert await bugs.waiting(PostAnswer) == []


async def test_a_file_that_is_never_taken_is_told_by_its_name(bugs: Desk) -> None:
    await asks(bugs, ANNA)
    await bugs.do(answer_from_page, SAM, 1, "", [SHEET])
    for _ in range(MOST_TRIES + 1):
        assert await wanted(bugs) == {SHEET.stored}
        await bugs.settle_kind(PostAnswer, Rejected("not now"))
        bugs.later(minutes=1)
    said_to_sam = [each for each in await bugs.waiting(SendText) if each.chat_id == SAM]
    (lost,) = [each for each in said_to_sam if each.text.key is RelayKey.PAGE_ANSWER_LOST]
    assert lost.text.values["words"] == "<b>../sheet.xlsx"
    assert await wanted(bugs) == set()
