"""Rows of the outbox as an earlier version wrote them are read by this one: desks are upgraded
while effects wait.

The file holds for each kind one effect of which all is given, and one of which only what must be.
A new kind, or a new field with a default, does not change what stands there; a row that was written
once is never edited. It is taken out only with a kind that is no more, of which a migration deletes
the rows.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from core.model import effect_rows, effects
from core.model.effect_rows import from_json, to_json
from core.model.effects import EFFECTS

ROWS = json.loads(Path(__file__).with_name("effect_rows.json").read_text())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["kind"])
def test_an_old_row_is_read_as_it_was_meant_and_written_as_it_was(row: dict[str, Any]) -> None:
    effect = from_json(row["kind"], row["fields"])
    assert {name: repr(getattr(effect, name)) for name in row["reads"]} == row["reads"]
    written = json.loads(json.dumps(to_json(effect)))
    assert {name: written[name] for name in row["fields"]} == row["fields"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["kind"])
def test_a_row_without_the_fields_that_came_later_is_read_with_their_defaults(
    row: dict[str, Any],
) -> None:
    effect = from_json(row["kind"], row["fields"])
    defaults = {name for name, value in row["fields"].items() if _is_default(effect, name, value)}
    fewer = {name: value for name, value in row["fields"].items() if name not in defaults}
    assert from_json(row["kind"], fewer) == effect


def test_there_are_rows_of_every_kind_that_there_was() -> None:
    assert {row["kind"] for row in ROWS} <= EFFECTS.keys()


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("Teleport", {}),
        ("SetTitle", {"chat_id": 1}),
        ("SetTitle", {"chat_id": 1, "title": "x", "colour": "red"}),
        ("SendText", {"chat_id": 1, "text": {"key": "no-such-text", "language": "en"}}),
    ],
)
def test_what_another_version_left_is_refused(kind: str, fields: dict[str, Any]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        from_json(kind, fields)


def _is_default(effect: object, name: str, value: object) -> bool:
    field = type(effect).__dataclass_fields__[name]  # type: ignore[attr-defined]
    default = field.default
    return bool(default == getattr(effect, name)) and value is not None


def test_every_module_that_declares_effects_is_loaded_with_their_rows() -> None:
    folder = Path(effects.__file__).parent
    declaring = {file.stem for file in folder.glob("*.py") if "\n@effect(" in file.read_text()}
    known = {module.__name__.rpartition(".")[2] for module in effect_rows.KINDS_OF}
    assert known | {"effects"} == declaring
