"""`switchboard play`: sandbox, desk and phones by one command."""

import signal
import sqlite3
from pathlib import Path
from urllib.request import urlopen

from tests.cli.conftest import Command, Start


def test_a_folder_with_the_desk_of_an_earlier_play_is_left_alone(
    switchboard: Command, tmp_path: Path
) -> None:
    (tmp_path / "switchboard.db").write_bytes(b"")
    ended = switchboard("play", "--port", "0", "--home", str(tmp_path))
    assert ended.code == 2, ended
    assert "has the desk of an earlier play" in ended.err
    assert not (tmp_path / "clock").exists()


def test_a_database_with_a_desk_in_it_is_left_alone(switchboard: Command, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    assert switchboard("operators", "add", "5001", "Vera", DATABASE_URL=url).code == 0
    ended = switchboard(
        *("play", "--port", "0", "--database-url", url, "--home", str(tmp_path / "p"))
    )
    assert ended.code == 2, ended
    assert ended.lines == [
        "--database-url: there is a desk in that database already. Name an empty one."
    ]


def test_one_command_brings_up_telegram_desk_and_phones(start: Start, tmp_path: Path) -> None:
    home = tmp_path / "play"
    playing = start("play", "--port", "0", "--home", str(home))
    playing.says("ready")
    address = playing.out.partition("in a browser: ")[2].split()[0]
    with urlopen(address, timeout=30) as page:  # noqa: S310 - our own page
        assert b"Olena" in page.read()
    playing.signal(signal.SIGINT)
    assert playing.ends().code == 0
    # The bot had told both of staff where they stand before anybody was let in.
    with sqlite3.connect(home / "switchboard.db") as database:
        assert database.execute("SELECT count(*) FROM operators").fetchone() == (2,)
