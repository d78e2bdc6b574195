"""Staff answers a customer from the ticket's page: it reaches their phone in the bot's name, and
stands in the staff's topic as said by whom."""

from base64 import b64encode
from collections.abc import AsyncIterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, FilePayload, Locator, Page, expect

from core.configuration.words import add_word
from core.model.moderation import WordList
from sandbox.page.samples import photo
from sandbox.people import Person, Seen
from sandbox.state.model import Entity
from stories.acts import start_shift
from stories.threads.forum import TALK, TOPICS, Forum
from tests.browser.board.conftest import (
    ServedDesk,
    board_tab,
    is_taken,
    served_desk,
    sign_in,
)
from tests.support.databases import Databases
from tests.support.waiting import eventually

NAME = "advice"
HOSTILE = 'plan <b>"x";.csv'
_DROP = """([box, isPasted, {name, type, data}]) => {
    const carried = new DataTransfer();
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    carried.items.add(new File([bytes], name, {type}));
    const how = {bubbles: true, cancelable: true};
    if (isPasted)
        return box.dispatchEvent(new ClipboardEvent('paste', {clipboardData: carried, ...how}));
    for (const event of ['dragover', 'drop'])
        box.dispatchEvent(new DragEvent(event, {dataTransfer: carried, ...how}));
}"""


@pytest_asyncio.fixture(loop_scope="session")
async def threads(
    request: pytest.FixtureRequest, tmp_path: Path, databases: Databases
) -> AsyncIterator[ServedDesk]:
    """A desk of its own, which answers in the topics of a forum."""
    (tmp_path / "topics.toml").write_text(TOPICS, encoding="utf-8")
    url = databases.empty("postgresql") if request.param == "postgresql" else None
    async with served_desk(tmp_path, url, NAME, "olga") as served:
        yield served


@dataclass
class Talk:
    """A ticket's page, the box below the talk, and who is there."""

    desk: ServedDesk
    forum: Forum
    topic: int
    page: Page
    ann: Person
    olga: Person

    @property
    def answer(self) -> Locator:
        return self.page.get_by_role("region", name="Answer")

    @property
    def box(self) -> Locator:
        return self.answer.get_by_label("Answer to the customer")

    @property
    def send(self) -> Locator:
        return self.answer.get_by_role("button", name="Send")

    def said(self, words: str) -> Locator:
        return self.page.get_by_role("article").filter(has_text=words)

    async def posted(self, kind: str) -> Seen:
        """What of that kind stands in the topic as said from the page."""
        return await self.olga.sees(
            lambda seen: seen.kind == kind and seen.text.startswith("Sam, from the page"),
            self.forum.chat,
            topic=self.topic,
        )

    async def drop(self, name: str, kind: str, data: bytes, *, pasted: bool = False) -> None:
        """Let a file fall onto the box, or paste it there."""
        carried = {"name": name, "type": kind, "data": b64encode(data).decode()}
        box = await self.answer.element_handle()
        await self.page.evaluate(_DROP, [box, pasted, carried])

    async def choose(self, name: str, kind: str, data: bytes) -> None:
        """Choose a file by the clip."""
        async with self.page.expect_file_chooser() as chooser:
            await self.answer.get_by_role("button", name="Add files").click()
        file: FilePayload = {"name": name, "mimeType": kind, "buffer": data}
        await (await chooser.value).set_files(file)

    def kept(self) -> list[bytes]:
        """The files of the customer that are in the archive."""
        folder = self.desk.stage.settings.logs_dir / str(self.ann.id) / "media"
        return [each.read_bytes() for each in folder.glob("*")]


async def test_a_supervisor_answers_a_threads_customer_with_words_a_picture_and_a_voice(
    threads: ServedDesk, browser: Browser
) -> None:
    forum = Forum(threads.stage, NAME)
    olga = await forum.operator("olga")
    await start_shift(olga)
    sam = await threads.member("Sam")
    ann = await threads.stage.people.add("Ann", language_code="en")
    await forum.asks(ann, "Which plan is mine?")
    topic = (await forum.looks(ann, TALK)).id
    (row,) = await eventually(
        lambda: threads.stage.rows("SELECT id FROM tickets WHERE closed_at IS NULL")
    )
    await olga.sees("Which plan is mine?", forum.chat, topic=topic)
    async with (
        board_tab(browser, threads) as board,
        board_tab(browser, threads) as hers,
    ):
        await sign_in(board, threads, sam, f"/tickets/{row['id']}")
        await sign_in(hers, threads, olga, f"/tickets/{row['id']}")
        await hers.page.goto(f"{threads.address}/tickets/{row['id']}")
        talk = Talk(threads, forum, topic, board.page, ann, olga)
        await _with_words(talk, hers.page)
        await _with_words_that_are_asked_about(talk)
        await _with_files(talk)
        await _with_a_voice(talk)
        await expect(hers.page.get_by_role("article").last.locator("audio")).to_be_visible()
        await _and_reads_what_comes(talk)
        uploads = threads.stage.settings.uploads
        assert all(each.stat().st_mode & 0o777 == 0o600 for each in uploads.iterdir())


async def _with_words(talk: Talk, other: Page) -> None:
    page, answer, box, send = talk.page, talk.answer, talk.box, talk.send
    ann, olga, forum, topic = talk.ann, talk.olga, talk.forum, talk.topic
    await expect(send).to_be_disabled()

    await box.fill("x" * 4_098)
    await expect(answer.get_by_text("2 characters too long")).to_be_visible()
    await expect(send).to_be_disabled()
    await box.fill("/close <b>now</b>")
    await send.click()
    await expect(page.get_by_text("stays among staff")).to_be_visible()
    await expect(box).to_have_value("/close <b>now</b>")  # a refusal costs no draft
    await box.fill("The <b>blue</b> one")
    await expect(answer.locator(".answer-preview .said")).to_have_text("The <b>blue</b> one")
    await expect(other.get_by_text("Writing now: Sam")).to_be_visible()
    before = await ann.now()
    await send.click()

    at_ann = await ann.sees("The <b>blue</b> one", since=before)
    assert at_ann.text == "The <b>blue</b> one"
    assert at_ann.sender_id == forum.bot
    there = await olga.sees("The <b>blue</b> one", forum.chat, topic=topic)
    assert there.text == "Sam, from the page:\nThe <b>blue</b> one"
    await expect(box).to_have_value("")
    said = talk.said("The <b>blue</b> one")
    await expect(said).to_contain_text("supervisor, from the page")
    await expect(other.get_by_role("article").last).to_contain_text("The <b>blue</b> one")

    await said.get_by_role("button", name="Change").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("Answer to the customer").fill("The green one")
    await dialog.get_by_role("button", name="Change").click()
    assert (await ann.sees("The green one", since=before)).message_id == at_ann.message_id
    changed = await olga.sees("The green one", forum.chat, topic=topic)
    assert (changed.text, changed.message_id) == (
        "Sam, from the page:\nThe green one",
        there.message_id,
    )

    said = talk.said("The green one")
    await said.get_by_role("button", name="Take back").click()
    await page.get_by_role("dialog").get_by_role("button", name="Take back").click()
    await ann.sees_gone(at_ann)
    await expect(said.get_by_text("deleted")).to_be_visible()


async def _with_words_that_are_asked_about(talk: Talk) -> None:
    """On the page he is asked before they go; in the topic Olga's wait for a button."""
    page, box, ann, olga = talk.page, talk.box, talk.ann, talk.olga
    forum, topic = talk.forum, talk.topic
    async with talk.desk.stage.container.work() as work:
        await add_word(work, None, WordList.STAFF, "silly*")
    await is_taken(talk.desk)
    before = await ann.now()
    await box.fill("A silly question")
    await talk.send.click()
    dialog = page.get_by_role("dialog")
    await expect(dialog).to_contain_text("a word of your list")
    await dialog.get_by_role("button", name="Cancel").click()
    await expect(box).to_have_value("A silly question")
    await talk.send.click()
    await dialog.get_by_role("button", name="Send anyway").click()
    await ann.sees("A silly question", since=before)

    await olga.say(forum.chat, "Silly, all of it", topic=topic)
    asked = await olga.sees("Not sent to the customer", forum.chat, topic=topic)
    await expect(talk.said("Silly, all of it")).to_contain_text("held back")
    await olga.press(asked, "Send anyway")
    await ann.sees("Silly, all of it", since=before)
    await olga.sees("Sent all the same", forum.chat, topic=topic)
    await olga.say(forum.chat, "Silly me", topic=topic)
    await talk.said("Silly me").get_by_role("button", name="Send anyway").click()
    await ann.sees("Silly me", since=before)
    await olga.sees("Sent all the same, says Sam", forum.chat, topic=topic)


async def _and_reads_what_comes(talk: Talk) -> None:
    """Bold, code and links as they were sent, and an album as one."""
    forum, ann = talk.forum, talk.ann
    words = "No: see this and <b>"
    await ann.say(
        forum.bot,
        words,
        entities=(Entity("bold", 0, 3), Entity("text_link", 8, 4, url="https://a.example/?<b>")),
    )
    said = talk.said(words)
    await expect(said.locator("strong", has_text="No:")).to_be_visible()
    here = said.get_by_role("link", name="this", exact=True)
    await expect(here).to_have_attribute("href", "https://a.example/?<b>")
    await expect(here).to_have_attribute("rel", "noopener noreferrer nofollow")
    await ann.send_album(forum.bot, [photo(), photo()], ["Two of them"])
    album = talk.said("Two of them")
    await expect(album.get_by_role("img")).to_have_count(2)


async def _with_files(talk: Talk) -> None:
    """Two pictures, dropped and pasted, are an album; a chosen table follows as it is. The words
    stand below the first."""
    page, ann, answer = talk.page, talk.ann, talk.answer
    picture, other, table = photo().data, photo().data + b" ", b"a;b\n1;2\n"
    before = await ann.now()
    files = answer.locator(".answer-file")
    await talk.drop("plan.png", "image/png", picture)
    await expect(files.get_by_role("img")).to_have_count(1)
    await talk.drop("more.jpg", "image/jpeg", other, pasted=True)
    await expect(files.get_by_role("img")).to_have_count(2)
    await talk.drop("nothing.txt", "text/plain", b"")
    await expect(page.get_by_text("That file is empty.")).to_be_visible()
    await talk.choose(HOSTILE, "text/csv", table)
    await expect(files).to_have_count(3)
    await expect(files.last).to_contain_text(HOSTILE)
    await talk.drop("not-this.txt", "text/plain", b"x")
    await answer.get_by_role("button", name="Remove not-this.txt").click()
    await expect(files).to_have_count(3)
    await talk.box.fill("x" * 1_025)
    await expect(answer.get_by_text("1 character too long")).to_be_visible()
    await talk.box.fill("This <i>plan</i>")
    await talk.send.click()

    shown = await ann.sees(lambda seen: seen.kind == "photo", since=before)
    assert (shown.text, shown.sender_id) == ("This <i>plan</i>", talk.forum.bot)
    more = await ann.sees(lambda seen: seen.kind == "photo", since=shown)
    assert (more.text, more.album) == ("", shown.album)
    assert (await talk.posted("photo")).text == "Sam, from the page:\nThis <i>plan</i>"
    saved = await ann.sees(lambda seen: seen.kind == "document", since=before)
    assert (saved.text, saved.file_sha256) == ("", sha256(table).hexdigest())
    assert saved.file_name == HOSTILE.replace('"', "'")
    assert (await talk.posted("document")).text == "Sam, from the page"
    await expect(files).to_have_count(0)
    said = talk.said("This <i>plan</i>")
    await expect(said.get_by_role("img")).to_have_count(2)
    await eventually(lambda: {picture, other, table} <= set(talk.kept()))

    await said.get_by_role("button", name="Change").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label("Answer to the customer").fill("That plan")
    await dialog.get_by_role("button", name="Change").click()
    assert (await ann.sees("That plan", since=before)).message_id == shown.message_id
    await talk.olga.sees("Sam, from the page:\nThat plan", talk.forum.chat, topic=talk.topic)
    said = talk.said("That plan")
    await said.get_by_role("button", name="Take back").click()
    await dialog.get_by_role("button", name="Take back").click()
    await ann.sees_gone(shown)
    await ann.sees_gone(more)


async def _with_a_voice(talk: Talk) -> None:
    """What the microphone hears is a voice message, played before it goes."""
    before = await talk.ann.now()
    record = talk.answer.get_by_role("button", name="Record a voice message")
    await record.click()
    stop = talk.answer.get_by_role("button", name="End the recording")
    await stop.wait_for()
    await talk.page.wait_for_timeout(700)  # so long it hears
    await stop.click()
    player = talk.answer.locator(".answer-file audio")
    await expect(player).to_be_visible()
    await talk.page.wait_for_function("(it) => it.duration > 0", arg=await player.element_handle())
    await talk.send.click()
    voice = await talk.ann.sees(lambda seen: seen.kind == "voice", since=before)
    assert (await talk.ann.download(voice)).startswith(b"OggS")
    assert (await talk.posted("voice")).text == "Sam, from the page"
    await expect(talk.page.get_by_role("article").last.locator("audio")).to_be_visible()
    await eventually(lambda: any(data.startswith(b"OggS") for data in talk.kept()))
