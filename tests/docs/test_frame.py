"""The frame keeps its promises: pages lead somewhere, the locks hold what the project asks for."""

import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")


def _links() -> Iterator[tuple[str, str]]:
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
            if "://" not in target and not target.startswith("#"):
                yield str(page.relative_to(ROOT)), target


@pytest.mark.parametrize(("page", "target"), sorted(_links()))
def test_every_link_between_pages_leads_somewhere(page: str, target: str) -> None:
    assert (ROOT / page).parent.joinpath(target.partition("#")[0]).exists()


def _locked(name: str) -> dict[str, str]:
    found = re.findall(
        r"^([\w.-]+)==(\S+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE
    )
    return {_plain(package): version for package, version in found}


def _plain(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package).lower()


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_hashes_and_names_no_place(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    line = re.compile(
        r"#.*|[\w.-]+==\S+( ; [^\\]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?|", re.ASCII
    )
    assert [odd for odd in text.splitlines() if not line.fullmatch(odd)] == []
    assert not re.search(r"https?://|file:|--(extra-)?index|--find-links", text)


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_the_versions_that_the_project_pins(name: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = list(project["project"]["dependencies"])
    if name == "requirements-dev.lock":
        wanted += [one for one in project["dependency-groups"]["dev"] if isinstance(one, str)]
    locked = _locked(name)
    for requirement in wanted:
        package, version = re.match(r"([\w.-]+)(?:\[.*?\])?==([^;\s]+)", requirement).groups()  # type: ignore[union-attr]
        assert locked[_plain(package)] == version


def test_the_two_locks_agree() -> None:
    everything = _locked("requirements-dev.lock")
    assert _locked("requirements.lock").items() <= everything.items()


def test_the_continuous_check_can_be_run() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_a_use_case_spells_out_neither_a_row_of_the_outbox_nor_one_of_a_history() -> None:
    modules = [*(ROOT / "core").rglob("*.py"), *(ROOT / "bot").rglob("*.py")]
    spelled = re.compile(r"\.outbox\.add\(|\.add_event\(|uow\.(tickets|places|operators)\.get\(")
    assert {
        module.relative_to(ROOT).as_posix()
        for module in modules
        if spelled.search(module.read_text(encoding="utf-8"))
    } == {"core/ports/__init__.py"}
