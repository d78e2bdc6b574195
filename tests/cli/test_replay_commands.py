"""`switchboard replay` of what looks like commands."""

import json
from pathlib import Path

from tests.cli.conftest import Command


def test_what_is_a_command_there_is_named_and_counts_as_nothing_missing(
    switchboard: Command, tmp_path: Path
) -> None:
    turns = [("customer", "hello"), ("operator", "/note she is angry"), ("operator", "/etc/hosts")]
    talk = {"id": "x", "turns": [{"by": by, "text": text} for by, text in turns]}
    file = tmp_path / "talks.jsonl"
    file.write_text(f"\n{json.dumps(talk)}\n", encoding="utf-8")
    home = str(tmp_path / "home")
    ended = switchboard("replay", str(file), "--operators", "1", "--home", home)
    assert ended.code == 0, ended
    assert ended.out.startswith("1 tickets, 2 turns, 0 missing, 0 duplicated, 0 reordered, ")
    said = f"{file}: commands there, no words, so left out: line 2 (turn 2)"
    assert [line for line in ended.lines if "line " in line] == [said]
