"""What is recorded stands in the customer's files, at their ends, whatever happens in between; and
the files are the same when they are made again."""

import os
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from archive.transcript_files import LINES, TEXT, TranscriptFiles
from core.conversations.copies import relay_edit
from core.conversations.incoming import receive_from_customer
from core.disk_errors import PAUSE
from core.model.people import Role
from db.leases import Lease
from db.models import transcripts
from tests.core.desk import Desk
from tests.core.relayed import Relayed
from tests.core.transcripts.archive import (
    ANNA,
    BOSS,
    TALK,
    Archive,
    a_whole_talk,
    archive,
    groups,
    next_archive,
)
from tests.support.disks import files_no_longer_than

__all__ = ["archive", "groups", "next_archive"]  # fixtures


async def test_a_talk_stands_there_in_the_order_in_which_it_was_recorded(
    groups: Relayed, archive: Archive
) -> None:
    ticket = await a_whole_talk(groups)
    await archive.writes()
    assert archive.contents()[1].decode() == TALK.replace("#1", f"#{ticket}")
    lines = archive.lines()
    assert [line["position"] for line in lines] == [*range(1, len(lines) + 1)]
    kinds = [line["type"] for line in lines]
    assert kinds[:3] == ["customer", "ticket", "message"]
    assert {*kinds} == {
        *("customer", "ticket", "message", "edit", "deletion", "file", "delivery", "event")
    }


async def test_each_line_is_put_at_the_end(groups: Relayed, archive: Archive) -> None:
    await groups.opens(ANNA, "one")
    await archive.writes()
    before = archive.contents()
    await groups.says(ANNA, "two")
    await archive.writes()
    after = archive.contents()
    assert all(new.startswith(old) and new != old for old, new in zip(before, after, strict=True))
    assert archive.text()[-1].endswith(": two")


async def test_files_that_are_made_again_are_the_same(groups: Relayed, archive: Archive) -> None:
    await groups.opens(ANNA, "before it all")
    await archive.writes()
    await a_whole_talk_goes_on(groups)
    await archive.writes()
    before = archive.contents()
    assert await archive.writer.rebuild(None) == 1
    assert archive.contents() == before
    assert await archive.writer.rebuild([ANNA, 77]) == 1
    assert archive.contents() == before


async def a_whole_talk_goes_on(groups: Relayed) -> None:
    first = (await groups.desk.kept.messages.of_customer(ANNA))[0].said
    await groups.desk.do(relay_edit, replace(first, text="after", edited_at=groups.desk.now))
    await groups.says(ANNA, "\x00 \u2028 \ud800 [#1 x] operator Olga: no")


async def test_another_zone_goes_on_and_is_everywhere_when_files_are_made_again(
    groups: Relayed, archive: Archive, tmp_path: Path
) -> None:
    await groups.opens(ANNA, "one")
    await archive.writes()
    in_kyiv = Archive(groups.desk, tmp_path / "logs", ZoneInfo("Europe/Kyiv"))
    await groups.says(ANNA, "two")
    await in_kyiv.writes()
    assert ["+00:00" in line for line in in_kyiv.text()[1:]].count(False) == 1
    await in_kyiv.writer.rebuild(None)
    assert not any("+00:00" in line for line in in_kyiv.text())


async def test_what_was_said_before_what_stands_there_says_so(
    groups: Relayed, archive: Archive
) -> None:
    desk = groups.desk
    await groups.opens(ANNA, "one")
    late = groups.said(ANNA, ANNA, "two")
    desk.later(minutes=5)
    await groups.says(ANNA, "three")
    assert await desk.do(receive_from_customer, groups.who(ANNA), late)
    await archive.writes()
    ticket = archive.lines()[-1]["ticket"]
    assert archive.text()[-2:] == [
        f"[#{ticket} 2026-11-20 08:00:00 +00:00] customer Person {ANNA}: two",
        "  < found late, 2026-11-20 08:05:00 +00:00",
    ]
    marks = {line["text"]: line.get("late") for line in archive.lines() if "text" in line}
    assert marks == {"one": None, "two": True, "three": None}


async def test_who_the_customer_is_stands_there_again_when_it_changed(
    groups: Relayed, archive: Archive
) -> None:
    desk = groups.desk
    await groups.opens(ANNA, "one")
    await archive.writes()
    await desk.customer(ANNA)  # who has shared their number by now
    await groups.says(ANNA, "two")
    await archive.writes()
    who = [line for line in archive.text() if line.startswith("Customer")]
    assert who == [
        f"Customer {ANNA}: Person {ANNA} (@p{ANNA})",
        f"Customer {ANNA}: Person {ANNA} (@p{ANNA}), +38050{ANNA}",
    ]


class TestAKill:
    """At any moment: what was recorded stands there once, in whole lines."""

    async def test_between_the_commit_and_the_files(
        self, groups: Relayed, archive: Archive, next_archive: Callable[[], Archive],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:  # fmt: skip
        await groups.opens(ANNA, "one")
        await archive.writes()
        before = archive.contents()
        await groups.says(ANNA, "two")

        def killed(*_: Any) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(TranscriptFiles, "append", killed)
            with pytest.raises(KeyboardInterrupt):
                await archive.writes()
        assert archive.contents() == before
        after = next_archive()
        await after.writes()
        assert [line["text"] for line in after.lines() if "text" in line] == ["one", "two"]

    @pytest.mark.parametrize("name", [LINES, TEXT])
    async def test_in_the_middle_of_a_line(
        self, name: str, groups: Relayed, archive: Archive,
        next_archive: Callable[[], Archive], tmp_path: Path,
    ) -> None:  # fmt: skip
        await groups.opens(ANNA, "one")
        await archive.writes()
        with (tmp_path / "logs" / str(ANNA) / name).open("ab") as file:
            file.write(b'{"position":7,"text":"' + b"z" * 4096)
        await groups.says(ANNA, "two")
        after = next_archive()
        await after.writes()
        whole = after.contents()
        assert [line["position"] for line in after.lines()] == [*range(1, len(after.lines()) + 1)]
        await after.writer.rebuild(None)
        assert after.contents() == whole

    async def test_between_the_files_and_the_note_that_they_are_written(
        self, groups: Relayed, archive: Archive, next_archive: Callable[[], Archive]
    ) -> None:
        await groups.opens(ANNA, "one")
        await archive.writes()
        (known,) = await states(groups.desk)
        await groups.says(ANNA, "two")
        await archive.writes()
        whole = archive.contents()
        await forget_that_it_is_written(groups.desk, known)
        after = next_archive()
        await after.writes()
        assert after.contents() == whole


async def states(desk: Desk) -> list[Any]:
    return await desk.kept.transcripts.get([ANNA])


async def forget_that_it_is_written(desk: Desk, known: Any) -> None:
    sizes = {name: getattr(known, name) for name in ("written", "lines_size", "text_size")}
    async with desk.database.writing() as connection:
        await connection.execute(update(transcripts).values(**sizes))


async def test_a_file_that_is_gone_or_was_cut_is_made_again(
    groups: Relayed, archive: Archive, tmp_path: Path
) -> None:
    await groups.opens(ANNA, "one")
    await archive.writes()
    mine = tmp_path / "logs" / str(ANNA)
    (mine / TEXT).unlink()
    os.truncate(mine / LINES, 10)
    await groups.says(ANNA, "two")
    await archive.writes()
    whole = archive.contents()
    assert [line["text"] for line in archive.lines() if "text" in line] == ["one", "two"]
    await archive.writer.rebuild(None)
    assert archive.contents() == whole


async def test_no_link_is_followed_out_of_the_folder(
    groups: Relayed, archive: Archive, tmp_path: Path
) -> None:
    victim = tmp_path / "victim"
    victim.write_text("untouched")
    await groups.asks(ANNA, "one")
    await archive.writes()
    mine = tmp_path / "logs" / str(ANNA)
    (mine / TEXT).unlink()
    (mine / TEXT).symlink_to(victim)
    await groups.says(ANNA, "two")
    await archive.writes()
    assert victim.read_text() == "untouched"
    assert archive.text()[-1].endswith(": two")


async def test_files_are_for_the_owner_alone(
    groups: Relayed, archive: Archive, tmp_path: Path
) -> None:
    await groups.opens(ANNA, "one")
    await archive.writes()
    for path in (tmp_path / "logs").rglob("*"):
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


async def test_a_full_disk_loses_nothing_and_supervisors_hear_of_it_once(
    groups: Relayed, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, append = groups.desk, TranscriptFiles.append
    await desk.staff(BOSS, role=Role.SUPERVISOR)
    await groups.opens(ANNA, "one")
    await archive.writes()
    size = len(archive.contents()[0])

    def on_a_full_disk(*given: Any) -> Any:
        with files_no_longer_than(size + 10):
            return append(*given)

    for text in ("two", "three"):
        await groups.says(ANNA, text)
        with monkeypatch.context() as patch:
            patch.setattr(TranscriptFiles, "append", on_a_full_disk)
            await archive.writes()
    assert len(await desk.for_many()) == 1
    desk.later(seconds=PAUSE.total_seconds() + 1)
    await archive.writes()
    texts = [line["text"] for line in archive.lines() if "text" in line]
    assert texts == ["one", "two", "three"]
    whole = archive.contents()
    await archive.writer.rebuild(None)
    assert archive.contents() == whole


async def test_one_customers_trouble_is_nobody_elses(
    groups: Relayed, archive: Archive, tmp_path: Path
) -> None:
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / str(ANNA)).write_text("a file where the folder should be")
    await groups.asks(ANNA, "one")
    await groups.asks(ANNA + 1, "mine, too")
    await archive.writes()
    assert archive.text(ANNA + 1)[-1].endswith(": mine, too")
    (tmp_path / "logs" / str(ANNA)).unlink()
    groups.desk.later(seconds=PAUSE.total_seconds() + timedelta(seconds=1).total_seconds())
    await archive.writes()
    assert archive.text()[2].endswith(": one")


async def test_who_may_not_write_any_more_does_not(groups: Relayed, tmp_path: Path) -> None:
    archive = Archive(groups.desk, tmp_path / "logs", right=Lease("files", time.monotonic))
    await groups.opens(ANNA, "one")
    await archive.writes()
    assert not (tmp_path / "logs").exists()
