"""What staff uploads to an answer: taken whole from who may answer, and gone when it was never
sent."""

import os
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import pytest_asyncio
from fastapi import FastAPI
from PIL import Image

from board.looks import OTHER, Look, look_at, name_of, repack, type_of
from board.uploading import router
from board.uploads import MANY, ORPHANED_AFTER, Coming, Draft, UploadRefused, Uploads
from core.access.rules import key_of
from core.model.messages import MessageKind
from core.model.places import GroupUse
from core.model.uploads import MOST_TOGETHER
from core.tickets.end import close_ticket
from tests.board.conftest import BOSS, OLGA, ORIGIN, Desk
from tests.core.desk import Desk as Tickets
from tests.core.staff_groups import DESK, asks, open_groups

MOST = 1000  # bytes, as the desk of these tests has it


@dataclass
class Writer:
    """Somebody's open page with an answer that they write."""

    desk: Desk
    cookie: str
    draft: Draft
    refused: list[UploadRefused]

    async def uploads(
        self, data: str = "words", *, name: str = "a.txt", length: int | None = None, **more: str
    ) -> int:
        """Upload a file; how it is answered."""
        told = str(len(data.encode()) if length is None else length)
        given = {"origin": ORIGIN, "cookie": self.cookie, "content_length": told} | more
        path, query = f"/uploads/{self.draft.token}", f"name={name}&place=1"
        return (await self.desk.asks(path, "POST", body=data, query=query, **given)).status

    def kept(self) -> list[Path]:
        folder = self.desk.given.media / "uploads"
        return sorted(folder.iterdir()) if folder.is_dir() else []


async def writer(desk: Desk, person: int, secret: str) -> Writer:
    cookie = await desk.session(person, secret)
    who = await desk.given.sessions.of(key_of(secret), desk.now)
    assert who is not None
    refused: list[UploadRefused] = []
    draft = desk.given.uploads.begin(who.session_id, 1, lambda: None, refused.append)
    return Writer(desk, cookie, draft, refused)


@pytest_asyncio.fixture
async def tickets(desk: Desk) -> Tickets:
    """Ticket 1 waits for an answer at a desk; the routes stand behind the guard."""
    app = FastAPI()
    app.include_router(router)
    desk.guard.app = app
    tickets = Tickets(desk.database)
    tickets.now = desk.now
    await open_groups(tickets, **{"Desk 1": (DESK, GroupUse.DESK)})
    await asks(tickets, 100)
    return tickets


@pytest_asyncio.fixture
async def sam(desk: Desk, tickets: Tickets) -> Writer:
    """A supervisor, who may answer everybody."""
    return await writer(desk, BOSS, "of-sam")


# -------------------------------------------------------------------------------------- who uploads
async def test_what_comes_is_kept_for_us_alone_under_a_name_of_ours(sam: Writer) -> None:
    assert await sam.uploads("<b>", name="..%2F..%2F%3Cb%3E.html", content_type="text/html") == 204
    (path,) = sam.kept()
    (file,) = sam.draft.files
    assert (path.name, path.read_text(), path.stat().st_mode & 0o777) == (file.stored, "<b>", 0o600)
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert (file.file_name, file.kind) == ("<b>.html", MessageKind.DOCUMENT)
    seen = await sam.desk.asks(f"/uploads/{sam.draft.token}/{file.stored}", cookie=sam.cookie)
    assert (seen.status, seen.body) == (200, b"<b>")
    assert seen.headers["content-disposition"].startswith("attachment")
    assert seen.headers["content-security-policy"] == "sandbox; default-src 'none'"


async def test_nobody_uploads_to_anothers_answer_or_sees_what_is_there(
    desk: Desk, sam: Writer
) -> None:
    assert await sam.uploads() == 204
    stored = sam.draft.files[0].stored
    for cookie in (await desk.session(OLGA, "of-olga"), await desk.session(BOSS, "elsewhere")):
        assert await sam.uploads(cookie=cookie) == 404
        path = f"/uploads/{sam.draft.token}/{stored}"
        assert (await desk.asks(path, cookie=cookie)).status == 404
    assert await sam.uploads(cookie="") == 401
    assert await sam.uploads(origin="https://elsewhere.example.com") == 403
    assert len(sam.kept()) == 1


async def test_the_right_is_the_tickets_at_that_moment(
    desk: Desk, tickets: Tickets, sam: Writer
) -> None:
    olga = await writer(desk, OLGA, "of-olga")
    assert await olga.uploads() == 403  # it is not hers
    await tickets.do(close_ticket, BOSS, 1)
    assert await sam.uploads() == 403
    assert sam.kept() == []


# ---------------------------------------------------------------------------------------- how much
@pytest.mark.parametrize(
    ("data", "length", "key"),
    [
        ("x" * (MOST + 1), None, "file-too-big"),
        ("x" * (MOST + 1), 5, "file-broken"),  # more comes than was told
        ("words", 6, "file-broken"),  # less
        ("", None, "file-empty"),
        ("words", -1, "file-empty"),  # what is no number
    ],
)
async def test_only_what_is_told_is_taken_and_whole(
    sam: Writer, data: str, length: int | None, key: str
) -> None:
    assert await sam.uploads(data, length=length) == 422
    assert [each.key for each in sam.refused] == [key]
    assert sam.kept() == []
    assert sam.draft.files == ()


async def test_no_more_than_ten_and_no_more_than_there_is_room_for(sam: Writer) -> None:
    for _ in range(MOST_TOGETHER):
        assert await sam.uploads() == 204
    assert await sam.uploads() == 422
    sam.desk.given.uploads.remove(sam.draft, sam.draft.files[0].stored)
    for number in range(MANY):
        (sam.desk.given.media / "uploads" / f"{number:032x}").write_bytes(b"x" * MOST)
    assert await sam.uploads() == 422
    assert [each.key for each in sam.refused] == ["files-too-many", "files-no-room"]


# ------------------------------------------------------------------------------- what becomes of it
async def some(data: bytes) -> AsyncIterator[bytes]:
    yield data


async def taken(store: Uploads, draft: Draft, data: bytes = b"words") -> Path:
    await store.take(draft, Coming("a.txt", "text/plain", len(data)), some(data))
    return store.path(draft.files[-1])


def drafted(store: Uploads) -> Draft:
    return store.begin(1, 1, lambda: None, lambda _: None)


async def test_what_was_never_sent_goes_with_its_page(tmp_path: Path) -> None:
    store = Uploads(tmp_path, MOST)
    first, second = drafted(store), drafted(store)
    gone, stays = await taken(store, first), await taken(store, second)
    store.end(first)
    assert (gone.exists(), stays.exists()) == (False, True)
    with pytest.raises(UploadRefused):  # its page was closed while it came
        await store.take(first, Coming("a", "", 1), some(b"x"))
    assert await store.sweep(set()) == 0


async def test_what_was_sent_stays_as_long_as_it_is_needed(tmp_path: Path) -> None:
    store = Uploads(tmp_path, MOST)
    draft = drafted(store)
    path = await taken(store, draft)
    late = await taken(store, draft)
    store.sent(draft, draft.files[:1])
    assert [file.stored for file in draft.files] == [late.name]  # it waits for the next answer
    store.end(draft)
    assert await store.sweep({path.name}) == 0
    assert path.exists()
    assert await store.sweep(set()) == 1
    assert not path.exists()


async def test_what_a_killed_page_left_goes_once_no_session_can_have_it(tmp_path: Path) -> None:
    before = Uploads(tmp_path, MOST)
    left, waits = await taken(before, drafted(before)), await taken(before, drafted(before))
    others = tmp_path / "somebody-elses"
    others.touch()
    old = time.time() - ORPHANED_AFTER - 1
    store = Uploads(tmp_path, MOST)
    assert await store.sweep({waits.name}) == 0  # another process may serve its page still
    for path in (left, waits, others):
        os.utime(path, (old, old))
    assert await store.sweep({waits.name}) == 1
    assert (left.exists(), waits.exists(), others.exists()) == (False, True, True)


# ------------------------------------------------------------------------------------- what it is
def test_a_picture_is_known_by_what_it_is_and_not_by_its_name(tmp_path: Path) -> None:
    Image.new("RGB", (30, 20)).save(tmp_path / "file", "JPEG")
    assert look_at(tmp_path / "file", "image/png") == Look("image/jpeg", 30, 20)
    for kind in ("image/png", "video/mp4", "audio/mpeg"):
        (tmp_path / "file").write_bytes(b"#EXTM3U\nfile:///etc/passwd\n" * 9)
        assert look_at(tmp_path / "file", kind).mime_type == OTHER
    with pytest.raises(ValueError, match="no recording"):
        repack(tmp_path / "file")


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("plan.pdf", "plan.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\plans\\plan.pdf", "plan.pdf"),
        ("a\r\nX: y\0.txt", "a X: y␀.txt"),
        ("", "file"),
        ("..", "file"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_a_name_is_data(told: str, name: str) -> None:
    assert name_of(told) == name


def test_a_type_is_a_type() -> None:
    assert type_of("Text/HTML; charset=x", "a") == "text/html"
    assert type_of("", "a.csv") == "text/csv"
    assert type_of("a/b\r\nX: y", "a") == OTHER


@pytest.mark.parametrize(
    ("address", "may"),
    [
        ("https://desk.example.com", True),
        ("http://localhost:8090", True),
        ("http://127.0.0.1:8090", True),
        ("http://[::1]:8090", True),
        ("http://192.0.2.1:8090", False),
        ("http://desk.example.com", False),
        ("http://127.example.com", False),
    ],
)
def test_a_microphone_is_had_by_tls_or_on_this_machine(desk: Desk, address: str, may: bool) -> None:
    assert replace(desk.given, address=address).may_record is may
