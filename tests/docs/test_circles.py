"""No module knows another that knows it, by however many steps: types and late imports count."""

import ast
from collections.abc import Iterator, Set
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("core", "db", "board", "bot", "userbot", "archive", "api", "app", "sandbox", "stories")

Arrows = dict[str, set[str]]


def name_of(file: Path, root: Path) -> str:
    """The module in that file."""
    parts = file.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def arrows(root: Path, packages: tuple[str, ...]) -> Arrows:
    """Which module names which, wherever in its text."""
    files = {name_of(file, root): file for each in packages for file in (root / each).rglob("*.py")}
    return {
        name: {found for found in named(file, files.keys()) if found != name}
        for name, file in files.items()
    }


def named(file: Path, modules: Set[str]) -> Iterator[str]:
    """The modules among these that the file imports, under TYPE_CHECKING and in functions too."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names if each.name in modules)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for each in node.names:
                inner = f"{node.module}.{each.name}"
                found = inner if inner in modules else node.module
                if found in modules:
                    yield found


def circles(found: Arrows) -> list[list[str]]:
    """A shortest way around from each module that comes back to itself, each circle once."""
    seen: dict[frozenset[str], list[str]] = {}
    for start in sorted(found):
        if way := way_back(found, start):
            seen.setdefault(frozenset(way), way)
    return list(seen.values())


def way_back(found: Arrows, start: str) -> list[str] | None:
    came_from: dict[str, str] = {}
    front = [start]
    while front:
        here = front.pop(0)
        for there in sorted(found[here]):
            if there == start:
                way = [here]
                while way[0] != start:
                    way.insert(0, came_from[way[0]])
                return way
            if there not in came_from:
                came_from[there] = here
                front.append(there)
    return None


def test_no_module_knows_one_that_knows_it() -> None:
    found = circles(arrows(ROOT, PACKAGES))
    assert found == [], "\n".join(" → ".join([*way, way[0]]) for way in found)
