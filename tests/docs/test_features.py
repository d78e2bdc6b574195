"""What the table of promises names as proof is there."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROOF = re.compile(r"`(tests/[\w/]+\.py)?::(\w+)`")
STEP = re.compile(r"`demo --story (\w+)` \(“(.+?)(?: …)?”\)")


def test_every_proof_that_is_named_exists() -> None:
    tests: dict[str, set[str]] = {}
    missing, file = [], ""
    found = PROOF.findall((ROOT / "docs/features.md").read_text(encoding="utf-8"))
    for named, test in found:
        file = named or file  # `::name` alone is of the file named before it
        if file not in tests:
            tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
            kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
            tests[file] = {node.name for node in tree.body if isinstance(node, kinds)}
        if test not in tests[file]:
            missing.append(f"{file}::{test}")
    assert not missing
    assert len(found) > 100


def test_every_step_of_a_story_that_is_named_is_told() -> None:
    named = STEP.findall((ROOT / "docs/features.md").read_text(encoding="utf-8"))
    told = {story: written(ROOT / "stories" / story) for story, _ in named}
    assert [step for story, step in named if step not in told[story]] == []
    assert len(named) > 20


def written(folder: Path) -> str:
    """All texts in the sources of a story, in one."""
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in folder.glob("*.py")]
    found = [
        node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)
    ]
    return "\n".join(each for each in found if isinstance(each, str))
