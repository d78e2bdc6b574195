"""`switchboard audit`: the owner reads and exports who changed what."""

import csv
import json
import stat
from pathlib import Path

from tests.cli.conftest import Command


def test_the_owner_lists_and_exports_who_changed_what(
    switchboard: Command, database_url: str, tmp_path: Path
) -> None:
    def does(*words: str, code: int = 0) -> str:
        ended = switchboard(*words, DATABASE_URL=database_url, TIME_ZONE="Europe/Kyiv")
        assert ended.code == code, ended
        return ended.said

    does("operators", "add", "5001", "=SUM(1) [b]Olga[/b]", "--username", "olga_desk")
    does("operators", "capacity", "5001", "3")
    listed = does("audit", "list")
    [row] = [line for line in listed.splitlines() if " 3 " in line]
    assert [cell.strip() for cell in row.strip("│").split("│")][1:] == [
        *("owner", "capacity", "staff =SUM(1) [b]Olga[/b]", "6", "3")
    ]
    assert "capacity" not in does("audit", "list", "--kind", "staff", "--kind", "role")
    assert does("audit", "list", "--by", "@olga_desk") == "Nothing was changed.\n"
    assert does("audit", "list", "--to", "2020-01-01") == "Nothing was changed.\n"
    assert does("audit", "list", "--limit", "1").endswith("The newest 1 of 3.\n")
    assert "nobody called @no_one" in does("audit", "list", "--by", "@no_one", code=1)
    assert "--to is before" in does(
        *("audit", "list", "--from", "2026-02-02", "--to", "2026-02-01"), code=2
    )

    assert does("audit", "export", "log.csv", "--by", "owner") == "log.csv: 3 entries.\n"
    sheet, lines = tmp_path / "log.csv", tmp_path / "log.jsonl"
    assert stat.S_IMODE(sheet.stat().st_mode) == 0o600
    rows = [*csv.DictReader(sheet.read_text(encoding="utf-8-sig").splitlines())]
    assert [(one["kind"], one["before"], one["after"]) for one in rows] == [
        ("staff", "", "operator"),
        ("capacity", "", "6"),
        ("capacity", "6", "3"),
    ]
    assert {one["member"] for one in rows} == {"'=SUM(1) [b]Olga[/b]"}, "no cell is a formula"

    does("audit", "export", "log.jsonl")
    found = [json.loads(line) for line in lines.read_text().splitlines()]
    assert [one["after"] for one in found] == ["operator", 6, 3, {"as": "csv", "entries": 3}]
    assert found[-1]["kind"] == "export", "that it was exported stands in it, too"
    assert found[0]["at"].endswith("+00:00")
    assert "Give --as" in does("audit", "export", "log.txt", code=2)
    assert does("audit", "export", "none.csv", "--to", "2020-01-01", code=1)
    assert not (tmp_path / "none.csv").exists()
