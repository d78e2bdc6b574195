"""`switchboard link`."""

import stat
from pathlib import Path

from db.migrations import upgrade
from tests.cli.conftest import Command, Telegram
from tests.support.databases import run_apart
from tests.support.either import either

__all__ = ["either"]  # a fixture


def test_an_owner_makes_a_link_with_its_picture_and_lists_all(
    switchboard: Command, telegram: Telegram, database_url: str, tmp_path: Path
) -> None:
    run_apart(lambda: upgrade(database_url))
    settings = {**telegram.settings, "DATABASE_URL": database_url}
    assert switchboard("link", **settings).said == "Nobody made a link yet.\n"
    picture = tmp_path / "poster.png"
    made = switchboard("link", "poster", "--qr", str(picture), **settings)
    assert made.out.startswith("https://t.me/")
    assert made.out.endswith("?start=poster\n")
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert stat.S_IMODE(picture.stat().st_mode) == 0o600
    assert switchboard("link", **settings).said == "poster  customers: 0  tickets: 0\n"

    wrong = switchboard("link", "spring sale", **settings)
    assert (wrong.code, wrong.out) == (2, "")
    assert "1 to 64 letters" in wrong.err
