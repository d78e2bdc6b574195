"""Whether LOGS_DIR is the folder that the desk's files were written to before."""

from pathlib import Path

from structlog.testing import capture_logs

from app.container import open_container
from app.doctor import _transcripts
from app.doctor_words import in_words
from app.files_folder import all_is_here, write_here
from core.model.findings import Finding
from core.model.messages import MessageKind, Said, SenderRole
from db.reads import Reads
from stories.stage import GivenSettings
from tests.support.desk import CUSTOMER, NOW, add_ticket, desk_url, postgresql_desk

__all__ = ["desk_url", "postgresql_desk"]  # fixtures


def _settings(url: str, folder: Path, host: str) -> GivenSettings:
    return GivenSettings(database_url=url, logs_dir=folder, host_name=host)


async def _writes(url: str, folder: Path, host: str) -> list[str]:
    """A machine begins to write there. Returns from whom it has not got the files."""
    async with open_container(_settings(url, folder, host)) as container:
        with capture_logs() as logs:
            before = await write_here(container)
        assert len(logs) == (before is not None)
        return [] if before is None else [before.host]


async def _told(url: str, folder: Path) -> tuple[bool, str]:
    async with open_container(_settings(url, folder, "asking")) as container:
        known = await Reads(container.database).files_folders()
    found: Finding = _transcripts(folder, known)
    return found.ok, in_words(found, "en")[1]


async def test_a_shared_folder_is_the_same_on_both_machines(desk_url: str, tmp_path: Path) -> None:
    for host in ("first", "second", "first"):
        assert await _writes(desk_url, tmp_path / "shared", host) == []
    assert await _told(desk_url, tmp_path / "shared") == (
        True,
        f"they go to {tmp_path / 'shared'}",
    )


async def test_what_is_on_the_other_machine_is_told_until_it_was_written_again(
    desk_url: str, tmp_path: Path
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    assert await _writes(desk_url, first, "first") == []
    assert await _writes(desk_url, second, "second") == ["first"]
    assert await _writes(desk_url, second, "second") == [], "told once"
    ok, told = await _told(desk_url, first)
    assert ok
    assert told.startswith("are written on second since ")
    ok, told = await _told(desk_url, second)
    assert not ok
    assert "is on first, not here: `switchboard transcripts rebuild`" in told
    async with open_container(_settings(desk_url, second, "second")) as container:
        async with container.work() as work:
            ticket = await add_ticket(work.uow)
            for number in (1, 2):
                said = Said(7, number, CUSTOMER, "Ann", NOW, MessageKind.PHOTO)
                await work.uow.messages.add(ticket.id, None, SenderRole.CUSTOMER, said, NOW)
                await work.uow.messages.media_saved(7, number, f"media/{number}.jpg", 3)
        here = second / str(CUSTOMER) / "media"
        here.mkdir(parents=True)
        (here / "2.jpg").write_bytes(b"two")
        assert await all_is_here(container) == 1, "the first one's photo is on the first machine"
    assert (await _told(desk_url, second))[0]
    assert await _writes(desk_url, first, "first") == ["second"]
