"""Steps of the schema that were written at the same time are found before they are merged."""

from pathlib import Path

from db.migrations.line import mistakes_in


def test_steps_that_were_written_at_the_same_time_do_not_pass(tmp_path: Path) -> None:
    def step(name: str, revision: str, down: str | None) -> None:
        behind = "None" if down is None else f'"{down}"'
        words = f'revision = "{revision}"\ndown_revision = {behind}\n'
        (tmp_path / name).write_text(words)

    step("0001_first.py", "0001", None)
    step("0002_second.py", "0002", "0001")
    assert not [*mistakes_in(tmp_path)]
    step("0002_too.py", "0002", "0001")
    step("0003_third.py", "0003", "0001")
    step("0004_fourth.py", "0005", "0003")
    assert [*mistakes_in(tmp_path)] == [
        "0002_too.py: 0002_second.py has the same number",
        "0003_third.py: it follows 0001, and 0002 is the one before it",
        "0004_fourth.py: its revision is 0005",
    ]
