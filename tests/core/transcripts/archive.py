"""The archive beside a desk without Telegram, and a talk in which everything happens."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, tzinfo
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from archive.transcript_files import LINES, TEXT, TranscriptFiles
from archive.writer import TranscriptWriter
from core.consequences.reactions import OpenWork
from core.conversations.copies import relay_edit
from core.conversations.withdraw import withdraw
from core.model.desk_effects import CopyMessage, DeleteCopy
from core.model.effects import FetchFile
from core.model.messages import Media, MessageKind
from core.model.outcomes import Sent, Unreachable
from core.model.tickets import CloseReason
from core.ports import UNDISPUTED, Right
from core.tickets.end import finish
from db.reads import Reads
from tests.core.desk import Desk
from tests.core.relayed import DESKS, Relayed, open_up

ANNA, OLGA, BOSS = 100, 500, 1


class Archive:
    """The archive's process: a new one knows nothing of what the one before it did."""

    def __init__(
        self, desk: Desk, folder: Path, zone: tzinfo = UTC, right: Right = UNDISPUTED
    ) -> None:
        self._desk, self._folder = desk, folder
        files = TranscriptFiles(folder, zone)
        opening = OpenWork(desk.database, desk.rules, lambda: desk.now, lambda: "marker")
        self.writer = TranscriptWriter(files, opening, Reads(desk.database), right=right)

    async def writes(self) -> None:
        """Write what is there by now."""
        await self.writer.catch_up()

    def contents(self, customer: int = ANNA) -> tuple[bytes, bytes]:
        folder = self._folder / str(customer)
        return (folder / LINES).read_bytes(), (folder / TEXT).read_bytes()

    def lines(self, customer: int = ANNA) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.contents(customer)[0].splitlines()]

    def text(self, customer: int = ANNA) -> list[str]:
        return self.contents(customer)[1].decode().splitlines()


@pytest_asyncio.fixture(loop_scope="session")
async def groups(desk: Desk) -> Relayed:
    relayed = Relayed(await open_up(desk))
    await desk.staff(OLGA)
    return relayed


@pytest.fixture
def archive(groups: Relayed, tmp_path: Path) -> Archive:
    return Archive(groups.desk, tmp_path / "logs")


@pytest.fixture
def next_archive(groups: Relayed, tmp_path: Path) -> Callable[[], Archive]:
    """Begins the archive's process anew."""
    return lambda: Archive(groups.desk, tmp_path / "logs")


async def a_whole_talk(groups: Relayed) -> int:
    """Everything that may happen to a message happens to one; the ticket's id."""
    desk = groups.desk
    by_anna: dict[str, Any] = {"sender_username": f"p{ANNA}"}
    by_olga: dict[str, Any] = {"sender_username": f"p{OLGA}"}
    ticket = await groups.opens(ANNA, "It fils", **by_anna)
    first = (await desk.kept.messages.of_customer(ANNA))[0].said
    desk.later(seconds=20)
    await groups.answers(ticket, OLGA, "Restart it\nand wait", **by_olga)
    await desk.settle_all()
    desk.later(seconds=10)
    edit = replace(first, text="It fails", edited_at=desk.now)
    assert await desk.do(relay_edit, edit)
    file = Media("image/jpeg", 5, file_name="<b>.jpg", file_id="F1")
    await groups.says(ANNA, "", kind=MessageKind.PHOTO, media=file, **by_anna)
    digest = blake2b(b"photo", digest_size=32).hexdigest()
    await desk.settle_kind(FetchFile, Sent({"size": 5, "digest": digest}))
    desk.later(seconds=10)
    taken = await groups.answers(ticket, OLGA, "The small one", **by_olga)
    await desk.settle_all()
    await desk.do(withdraw, OLGA, DESKS - 1, ticket, taken.message_id)
    await desk.settle_kind(DeleteCopy)
    await groups.answers(ticket, OLGA, "no, the big one", **by_olga)
    await desk.settle_kind(CopyMessage, Unreachable("bot was blocked by the user"))
    desk.later(seconds=10)
    await desk.done(finish, ticket, OLGA, CloseReason.SOLVED)
    return ticket


TALK = f"""\
Customer {ANNA}: Person {ANNA} (@p{ANNA})
[#1 2026-11-20 08:00:00 +00:00] -- ticket opened: bugs
[#1 2026-11-20 08:00:00 +00:00] customer Person {ANNA} (@p{ANNA}): It fils
[#1 2026-11-20 08:00:00 +00:00] -- place: desk "Desk 1"
[#1 2026-11-20 08:00:20 +00:00] operator Person {OLGA} (@p{OLGA}): Restart it
    and wait
  > in reply to [08:00:00] customer Person {ANNA}: It fils
[#1 2026-11-20 08:00:30 +00:00] -- edited: It fails
  ~ before: It fils
  ^ message 1, [2026-11-20 08:00:00 +00:00] customer Person {ANNA}
[#1 2026-11-20 08:00:30 +00:00] customer Person {ANNA} (@p{ANNA}): (photo)
  + photo "<b>.jpg", 5 bytes
[#1 2026-11-20 08:00:30 +00:00] -- file saved: media/{ANNA}-2.jpg, 5 bytes
  ^ message 2, [2026-11-20 08:00:30 +00:00] customer Person {ANNA}: (photo)
[#1 2026-11-20 08:00:40 +00:00] operator Person {OLGA} (@p{OLGA}): The small one
  > in reply to [08:00:00] customer Person {ANNA}: It fails
[#1 2026-11-20 08:00:40 +00:00] -- deleted
  ^ message 2, [2026-11-20 08:00:40 +00:00] operator Person {OLGA}: The small one
[#1 2026-11-20 08:00:40 +00:00] -- withdrawn: Op {OLGA} (@p{OLGA})
  ^ message 2, [2026-11-20 08:00:40 +00:00] operator Person {OLGA}: The small one
[#1 2026-11-20 08:00:40 +00:00] operator Person {OLGA} (@p{OLGA}): no, the big one
  > in reply to [08:00:30] customer Person {ANNA}: (photo)
[#1 2026-11-20 08:00:40 +00:00] -- not delivered: bot was blocked by the user
  ^ message 3, [2026-11-20 08:00:40 +00:00] operator Person {OLGA}: no, the big one
[#1 2026-11-20 08:00:50 +00:00] -- ticket closed: solved, by Op {OLGA} (@p{OLGA})
"""
