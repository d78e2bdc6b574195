"""What the bot posts of files that staff sends from the page, and how it goes to the customer and
into the archive, over the sandbox."""

from dataclasses import replace
from pathlib import Path

import pytest
from aiogram import Bot

from bot.gateway import BotGateway
from bot.texts import Texts
from core.model.desk_effects import CopyMessage, EditPost, PostAnswer
from core.model.effects import FetchFile
from core.model.messages import MessageKind, Recorded, Said, SenderRole
from core.model.outcomes import Rejected, RetryAt, Sent
from core.model.relay_text_keys import RelayKey
from core.model.texts import Text, text
from core.model.uploads import Upload
from sandbox.faults import Face, Faults
from sandbox.page.samples import photo
from sandbox.state.model import Chat, Message, User
from sandbox.state.world import World
from tests.bot.relaying import Carried, gateway_of
from tests.bot.telling import NOW
from tests.support.kept import kept

NAMED = Text(RelayKey.PAGE_FILE, "en", {"operator": "Sam <b>"})
PICTURE = photo().data
HOSTILE = '../../"; <b>.html'


def below(words: str) -> Text:
    return text(RelayKey.PAGE_ANSWER, "en", operator="Sam <b>", words=words)


class Page:
    """The gateway with a folder of uploads, and what it posts."""

    def __init__(self, bot: Bot, texts: Texts, carried: Carried, world: World, desk: User,
                 room: Chat, folder: Path) -> None:  # fmt: skip
        self.logs, self.uploads = folder / "logs", folder / "uploads"
        self.uploads.mkdir()
        self.gateway: BotGateway = gateway_of(
            bot, texts, relayed=carried, files=self.logs, uploads=self.uploads
        )
        self._world, self._desk, self.room, self._carried = world, desk, room, carried

    def upload(self, data: bytes, kind: MessageKind, name: str, mime: str, **more: int) -> Upload:
        stored = f"{len(list(self.uploads.iterdir())):032x}"
        (self.uploads / stored).write_bytes(data)
        return Upload(stored, kind, name, mime, len(data), **more)

    def posting(self, *files: Upload, words: str = "") -> PostAnswer:
        return PostAnswer(self.room.id, below(words) if words else NAMED, words, 7, "Sam <b>",
                          NOW.isoformat(), files=files)  # fmt: skip

    async def posts(self, *files: Upload, words: str = "") -> tuple[Said, ...]:
        outcome = await self.gateway.carry_out(self.posting(*files, words=words))
        assert isinstance(outcome, Sent), outcome
        return outcome.posted

    def seen(self, message_id: int, chat_id: int | None = None) -> Message:
        found = self._world.message(self._desk.id, chat_id or self.room.id, message_id)
        assert found is not None
        return found

    def keep(self, said: Said, words: str) -> None:
        """As the desk records it: with the words alone."""
        own = replace(said, text=words, entities=())
        row = Recorded(1, 1, SenderRole.OPERATOR, own)
        self._carried.messages[said.chat_id, said.message_id] = row


@pytest.fixture
def page(bot: Bot, texts: Texts, carried: Carried, world: World, desk: User, room: Chat,
         tmp_path: Path) -> Page:  # fmt: skip
    return Page(bot, texts, carried, world, desk, room, tmp_path)


@pytest.mark.parametrize(
    ("kind", "name", "mime"),
    [
        (MessageKind.VIDEO, "film.mp4", "video/mp4"),
        (MessageKind.ANIMATION, "cat.gif", "image/gif"),
        (MessageKind.AUDIO, "song.mp3", "audio/mpeg"),
        (MessageKind.VOICE, "voice.ogg", "audio/ogg"),
        (MessageKind.DOCUMENT, "sheet.csv", "text/csv"),
    ],
)
async def test_each_is_posted_as_what_it_is_under_its_authors_name(
    page: Page, kind: MessageKind, name: str, mime: str
) -> None:
    (said,) = await page.posts(page.upload(b"bytes", kind, name, mime, duration=4), words="<i>")
    post = page.seen(said.message_id)
    assert post.content.text == "Sam <b>, from the page:\n<i>"
    assert post.content.file is not None
    assert (post.content.file.kind, post.content.file.data) == (kind, b"bytes")
    assert (said.kind, said.media and said.media.file_id is not None) == (kind, True)


async def test_a_picture_is_a_photo_with_its_caption_which_is_edited(page: Page) -> None:
    (said,) = await page.posts(page.upload(PICTURE, MessageKind.PHOTO, "a.png", "image/png"))
    assert page.seen(said.message_id).content.text == "Sam <b>, from the page"
    edit = EditPost(page.room.id, said.message_id, below("Blue"), is_caption=True)
    for _ in range(2):  # what says so already stays
        assert await page.gateway.carry_out(edit) == Sent()
    post = page.seen(said.message_id)
    assert post.content.text == "Sam <b>, from the page:\nBlue"
    assert post.content.file is not None
    assert post.content.file.kind == "photo"


async def test_a_picture_that_telegram_does_not_understand_is_a_document(page: Page) -> None:
    (said,) = await page.posts(page.upload(b"no picture", MessageKind.PHOTO, "a.png", "image/png"))
    assert said.kind is MessageKind.DOCUMENT


async def test_a_hostile_name_is_a_name(page: Page) -> None:
    (said,) = await page.posts(page.upload(b"x", MessageKind.DOCUMENT, HOSTILE, "text/html"))
    assert said.media is not None
    assert said.media.file_name == HOSTILE.replace('"', "'")
    assert list(page.uploads.parent.iterdir()) == [page.uploads]


async def test_an_album_goes_to_the_customer_as_one_as_its_rows_say(
    page: Page, carried: Carried, customer: User
) -> None:
    one = page.upload(PICTURE, MessageKind.PHOTO, "a.png", "image/png")
    two = page.upload(PICTURE, MessageKind.PHOTO, "b.png", "image/png")
    said = await page.posts(one, two, words="Both")
    assert [page.seen(each.message_id).content.text for each in said] == [
        "Sam <b>, from the page:\nBoth",
        "",
    ]
    assert said[0].album == said[1].album is not None
    for each, words in zip(said, ("Both", ""), strict=True):
        page.keep(each, words)
    copy = CopyMessage(
        customer.id, page.room.id, said[1].message_id, album=said[1].album, as_recorded=True
    )
    copies = carried.settle(copy, await page.gateway.carry_out(copy))
    at_customer = [page.seen(here, customer.id).content for _, here in copies]
    assert [each.text for each in at_customer] == ["Both", ""]
    assert at_customer[0].album == at_customer[1].album is not None
    # Asked for again after a death, it stands there once.
    assert await page.gateway.carry_out(copy) == Sent()


async def test_the_archive_gets_the_bytes_that_were_uploaded_else_telegrams(page: Page) -> None:
    (said,) = await page.posts(page.upload(b"as sent", MessageKind.DOCUMENT, "a", "text/csv"))
    assert said.media is not None
    assert said.media.file_id is not None
    (page.uploads / f"{0:032x}").write_bytes(b"uploaded")  # so that the two are told apart
    path = "9/media/5-7.bin"
    fetch = FetchFile(page.room.id, 7, said.media.file_id, path, 7, f"{0:032x}")
    for _ in range(2):  # a death before it was settled
        assert await page.gateway.carry_out(fetch) == kept(b"uploaded", path)
    assert (page.logs / path).read_bytes() == b"uploaded"
    (page.uploads / f"{0:032x}").unlink()
    assert await page.gateway.carry_out(fetch) == kept(b"as sent", path)
    assert (page.logs / path).read_bytes() == b"as sent"


async def test_a_file_that_is_gone_is_refused_and_a_bad_day_waits(
    page: Page, faults: Faults
) -> None:
    file = page.upload(b"x", MessageKind.DOCUMENT, "a.txt", "text/plain")
    faults.error(Face.BOT_API, "sendDocument", 500, "Internal Server Error")
    assert isinstance(await page.gateway.carry_out(page.posting(file)), RetryAt)
    assert (page.uploads / file.stored).exists()
    (page.uploads / file.stored).unlink()
    assert isinstance(await page.gateway.carry_out(page.posting(file)), Rejected)
    outside = replace(file, stored="../secret")
    assert isinstance(await page.gateway.carry_out(page.posting(outside)), Rejected)
