"""`switchboard demo` and `switchboard replay`."""

import json
from pathlib import Path
from typing import Any

import pytest

from sandbox.server import Sandbox
from stories import stage
from tests.cli.conftest import Command, Start

CONVERSATIONS = [
    {
        "id": "parcel",
        "turns": [
            {"by": "customer", "text": "Where is my parcel?"},
            {"by": "operator", "text": "On its way. <b>Really</b>"},
            {"by": "operator", "text": "On its way. <b>Really</b>"},
            {"by": "customer", "text": "дякую 🙏\nbye"},
        ],
    },
    {"id": "short", "turns": [{"by": "operator", "text": "Hello?"}]},
]
GOOD = [json.dumps(each) for each in CONVERSATIONS]
STORY_LASTS = 300.0
"""Seconds that a story may take on a machine that is busy with other tests."""
BAD = ["{", "[]", '{"turns": []}', '{"turns": [{"by": "eve", "text": "x"}]}']


def written(folder: Path, *lines: str) -> str:
    """A file with these lines."""
    file = folder / "conversations.jsonl"
    file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return str(file)


def test_the_demo_shows_what_is_said_and_where_the_transcript_is(
    start: Start, tmp_path: Path
) -> None:
    ended = start("demo", "--home", str(tmp_path / "home")).ends()
    assert ended.code == 0, ended
    assert "✗" not in ended.out
    assert ended.out.count("✓") >= 12
    talk = ended.out.partition("✓ they talk: ")[2].partition("✓")[0]
    assert "─ Ann <i> O'Neil & Co → Support #1 ─" in talk
    assert "│ My order has not come " in talk
    assert "Olga presses [ Start shift ]" in ended.out
    named = ended.out.partition("Transcript: ")[2].splitlines()[0]
    assert "My order has not come" in Path(named).read_text(encoding="utf-8")
    page = ended.out.partition("As a page:  ")[2].splitlines()[0]
    assert Path(page).exists()
    assert ended.err == ""


@pytest.mark.long
@pytest.mark.parametrize(
    ("story", "steps"), [("rooms", 70), ("desks", 50), ("threads", 30), ("day", 15)]
)
def test_each_story_comes_to_its_end(start: Start, tmp_path: Path, story: str, steps: int) -> None:
    home = str(tmp_path / "home")
    ended = start("demo", "--quiet", "--story", story, "--home", home).ends(STORY_LASTS)
    assert ended.code == 0, ended.out[-2_000:]
    assert "✗" not in ended.out
    assert ended.out.count("✓") >= steps
    assert "│" not in ended.out, "only the steps"
    assert ended.err == ""


def test_the_demo_plays_on_postgresql(switchboard: Command, databases: Any, tmp_path: Path) -> None:
    url = databases.empty("postgresql")
    ended = switchboard("demo", "--home", str(tmp_path / "home"), "--database-url", url)
    assert ended.code == 0, ended
    databases.drop(url)


class BrokenSandbox(Sandbox):
    """A Telegram in which somebody else has taken a name."""

    async def start(self) -> None:
        await super().start()
        await self.people.add("Somebody else", username="olga_desk")


def test_a_demo_that_fails_names_the_step(
    switchboard: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(stage, "Sandbox", BrokenSandbox)
    ended = switchboard("demo", "--home", str(tmp_path / "home"))
    assert ended.code == 1
    assert "✗ two operators join staff" in ended.out
    assert len(ended.lines) == 1, ended
    assert ended.lines[0].startswith("The demo failed at: two operators join staff")
    assert "USERNAME_OCCUPIED" in ended.lines[0]


def test_a_replay_reports_bad_lines_and_plays_the_rest(
    switchboard: Command, tmp_path: Path
) -> None:
    odd = {"by": "customer", "text": "one\u2028two\u2029three\r\nfour\tfive"}
    separators = json.dumps({"id": "odd", "turns": [odd]}, ensure_ascii=False)
    file = written(tmp_path, BAD[0], GOOD[0], BAD[1], separators, GOOD[1], BAD[2], BAD[3])
    ended = switchboard("replay", file, "--operators", "2", "--home", str(tmp_path / "home"))
    assert ended.code == 0, ended
    last = ended.out.strip().splitlines()[-1]
    assert last.startswith("3 tickets, 6 turns, 0 missing, 0 duplicated, 0 reordered, ")
    assert last.endswith(" s")
    reported = [line for line in ended.lines if "line " in line]
    assert [line.partition("line ")[2].split(":")[0] for line in reported] == ["1", "3", "6", "7"]


def test_a_file_that_is_none_is_one_line(switchboard: Command, tmp_path: Path) -> None:
    for file in (tmp_path / "nowhere.jsonl", tmp_path):
        ended = switchboard("replay", str(file))
        assert ended.code == 2
        assert len(ended.lines) == 1
        assert str(file) in ended.lines[0]


@pytest.mark.parametrize("command", ["demo", "replay", "torture", "sandbox"])
def test_a_folder_that_cannot_be_made_is_one_line(
    switchboard: Command, tmp_path: Path, command: str
) -> None:
    words = (written(tmp_path, *GOOD),) if command == "replay" else ()
    ended = switchboard(command, *words, "--home", "/dev/null")
    assert (ended.code, len(ended.lines)) == (2, 1), ended
    assert ended.lines[0] == "--home: /dev/null cannot be made: File exists"


def test_a_sandbox_that_is_not_there_is_one_line(switchboard: Command, tmp_path: Path) -> None:
    file = written(tmp_path, *GOOD)
    ended = switchboard("replay", file, "--sandbox", "http://127.0.0.1:9", BOT_TOKEN="1:x")
    assert ended.code == 1, ended
    assert len(ended.lines) == 1, ended
    assert "127.0.0.1" in ended.lines[0]


def test_a_replay_apart_plays_on_processes(start: Start, tmp_path: Path) -> None:
    file = written(tmp_path, *GOOD)
    ended = start("replay", file, "--apart", "--operators", "1", "--home", str(tmp_path)).ends(120)
    assert ended.code == 0, ended
    assert "2 tickets, 5 turns, 0 missing, 0 duplicated, 0 reordered" in ended.out
