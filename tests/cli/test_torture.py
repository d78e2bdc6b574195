"""`switchboard torture`: what it refuses. The tortures themselves: `make torture`."""

from pathlib import Path

from tests.cli.conftest import Command


def test_what_excludes_each_other_is_said(switchboard: Command, tmp_path: Path) -> None:
    ended = switchboard("torture", "--own-postgresql", "--database-url", "sqlite:///x.db")
    assert ended.lines == ["--own-postgresql and --database-url exclude each other."]
    ended = switchboard("torture", "--conversations", str(tmp_path / "none"))
    assert ended.code == 2
    assert "cannot be read" in ended.lines[0]
