"""A module can be read in one go."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
MOST = 400
FOLDERS = (
    *("api", "app", "archive", "bench", "board", "bot", "core", "db"),
    *("sandbox", "stories", "tests"),
)
LONGER = {"db/migrations/versions/0033_baseline.py"}  # says itself why


def test_no_module_is_longer_than_four_hundred_lines() -> None:
    modules = [file for folder in FOLDERS for file in (ROOT / folder).rglob("*.py")]
    sizes = {
        str(file.relative_to(ROOT)): len(file.read_text(encoding="utf-8").splitlines())
        for file in modules
    }
    assert len(sizes) > len(FOLDERS)
    assert {name for name, lines in sizes.items() if lines > MOST} == LONGER
