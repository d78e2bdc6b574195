"""Every text of the page exists in every language, with the same values, and is asked for by a name
that there is."""

import ast
import re
from pathlib import Path

import board
from board.texts import say
from core.model.texts import LANGUAGES

HERE = Path(board.__file__).parent
MESSAGE = re.compile(r"^([a-z][\w-]*) =(.*(?:\n(?:[ \t].*)?(?=\n|$))*)", re.MULTILINE)


def messages(language: str) -> dict[str, list[tuple[str, frozenset[str]]]]:
    """By file: its messages in their order, each with the names of its values."""
    return {
        file.name: [
            (name, frozenset(re.findall(r"\$(\w+)", body)))
            for name, body in MESSAGE.findall(file.read_text(encoding="utf-8"))
        ]
        for file in (HERE / "locales" / language).glob("*.ftl")
    }


def names() -> list[str]:
    return [name for file in messages("en").values() for name, _ in file]


def test_each_language_says_the_same_at_the_same_place() -> None:
    english = messages("en")
    assert len(english) > 3
    for language in LANGUAGES:
        assert messages(language) == english, language


def test_no_name_stands_twice() -> None:
    assert sorted(set(names())) == sorted(names())


def test_each_text_can_be_written_in_each_language() -> None:
    for file in messages("en").values():
        for name, values in file:
            for language in LANGUAGES:
                written = say(name, language, **dict.fromkeys(values, 3))
                assert written, (language, name)
                assert "{" not in written, (language, name)


def test_each_text_that_a_page_asks_for_by_name_is_there() -> None:
    asked = set()
    for module in HERE.rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                called = ast.unparse(node.func).rpartition(".")[2]
                first = node.args[0]
                if called in ("text", "say") and isinstance(first, ast.Constant):
                    asked.add(str(first.value))
    assert len(asked) > 20
    assert asked <= set(names())
