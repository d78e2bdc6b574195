"""What the table of promises names as proof is there."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROOF = re.compile(r"`(tests/[\w/]+\.py)?::(\w+)`")


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
