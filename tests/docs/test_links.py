"""What the documents point to is there: files, headings, commands, settings, test folders."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from app.cli import command_line
from app.settings import Settings
from userbot.refusals import LOGGED_OUT, REFUSALS

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")
FENCED = re.compile(r"^( *)```.*?^\1```", re.MULTILINE | re.DOTALL)
COMMANDS = typer.main.get_command(command_line())


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in headings)
    return {heading.replace(" ", "-") for heading in plain}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_relative_links_lead_somewhere(path: Path) -> None:
    text = FENCED.sub("", path.read_text(encoding="utf-8"))
    broken = []
    for target in LINK.findall(text):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        file = (path.parent / name) if name else path
        if not file.exists() or (anchor and anchor not in anchors(file)):
            broken.append(target)
    assert broken == []


def commands_named(text: str) -> Iterator[list[str]]:
    """The words after `switchboard`, wherever a document shows it being run."""
    for said in re.findall(r"(?:bin/|`|^ *)switchboard ([^`\n#|]*)", text, re.MULTILINE):
        yield said.split()
    for said in re.findall(r"docker compose run --rm \w+ ([^`\n#]*)", text):
        yield said.split()


def check(words: list[str]) -> str | None:
    """What is wrong with a command line: an unknown command or option."""
    command = COMMANDS
    while isinstance(command, typer.core.TyperGroup) and words and not words[0].startswith("-"):
        found = command.commands.get(words[0])
        if found is None:
            return f"no command {words[0]!r}"
        command, words = found, words[1:]
    known = {option for each in command.params for option in each.opts} | {"--help"}
    unknown = [word for word in words if word.startswith("--") and word.split("=")[0] not in known]
    return f"no option {unknown}" if unknown else None


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_commands_that_are_named_exist(path: Path) -> None:
    lines = commands_named(path.read_text(encoding="utf-8"))
    assert {" ".join(words): wrong for words in lines if (wrong := check(words))} == {}


def test_every_command_is_in_some_document() -> None:
    said = [words for path in PAGES for words in commands_named(path.read_text(encoding="utf-8"))]
    assert isinstance(COMMANDS, typer.core.TyperGroup)
    named = {words[0] for words in said if words}
    assert set(COMMANDS.commands) - named == set()


def test_make_targets_that_are_named_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", page("Makefile"), re.MULTILINE))
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        named = set(re.findall(r"(?:^ *|`)make ([a-z]+)", text, re.MULTILINE))
        assert named - targets == set(), path


def test_settings_that_are_named_exist() -> None:
    ours = {name.upper() for name in Settings.model_fields} | {"POSTGRES_PASSWORD"}
    ours |= {"TEST_DATABASE_URL", "TEST_REDIS_URL", "WORKERS", "ARGS", "PYTHON"}
    for name in ("README.md", "docs/operations.md", "docs/transcripts.md", "docker-compose.yml"):
        named = set(re.findall(r"`([A-Z][A-Z_]+_[A-Z_]+)(?:=[^`]*)?`", page(name)))
        telegrams = {word for word in named if word.startswith(("FLOOD_", "PEER_", "USER_"))}
        telegrams |= REFUSALS.keys() | LOGGED_OUT
        assert named - telegrams - ours == set(), name


def test_owners_read_of_each_refusal_that_the_desk_knows() -> None:
    for name in REFUSALS.keys() | LOGGED_OUT - {"AUTH_KEY_INVALID", "AUTH_KEY_PERM_EMPTY"}:
        assert f"`{name}`" in page("docs/operations.md"), name


def test_folders_of_tests_are_described() -> None:
    described = set(re.findall(r"^\| `tests/(\w+)`", page("CONTRIBUTING.md"), re.MULTILINE))
    there = {init.parent.name for init in (ROOT / "tests").glob("*/__init__.py")}
    assert described == there


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_that_are_named_exist(path: Path) -> None:
    ours = r"`((?:api|app|archive|bench|bot|core|db|sandbox|stories|tests|userbot)/[\w/.*]*)`"
    named = set(re.findall(ours, path.read_text(encoding="utf-8")))
    assert {name for name in named if not list(ROOT.glob(name.rstrip("/")))} == set()


PAGES_OF_TODAY = [path for path in PAGES if path.parent.name != "decisions"]


@pytest.mark.parametrize("path", PAGES_OF_TODAY, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_are_named_with_their_folders(path: Path) -> None:
    """A bare name outlives the file that was meant."""
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"`(\w+\.py)`", text) == []
