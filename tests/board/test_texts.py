"""Every text of the page exists in every language, with the same values, and is asked for by a name
that there is."""

import ast
import inspect
import re
from pathlib import Path

import board
from board.texts import say, written
from bot.texts import Texts
from core.model.configuration_text_keys import ConfigurationKey
from core.model.findings import Found, said
from core.model.texts import LANGUAGES, Text

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


def test_whatever_the_doctor_says_is_there_with_its_values() -> None:
    declared = dict(
        re.findall(r'= "([\w-]+)"(?:  # (.*))?$', inspect.getsource(Found), re.MULTILINE)
    )
    have = {name: values for file in messages("en").values() for name, values in file}
    assert set(declared) == {key.value for key in Found}
    for key, values in declared.items():
        assert have[key] == set(re.findall(r"\{(\w+)\}", values)), key


def test_what_the_doctor_says_is_in_the_persons_language_down_to_what_stands_in_it() -> None:
    refused = Text(ConfigurationKey.NO_TOPIC, "en")
    rests = said(
        Found.RESTS, until="12:00", trouble=said(Found.TROUBLE_FROZEN), what=said(Found.RESTS_ALL)
    )
    words = Texts().plain
    assert written(said(Found.UNUSABLE, reason=refused), "ru", words).endswith(
        "Хотя бы одна тема должна быть включена."
    )
    assert "лише читає" in written(rests, "uk", words)
