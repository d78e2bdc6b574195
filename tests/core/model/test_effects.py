"""Effects outlive the process as plain values."""

import json
from dataclasses import fields
from typing import get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.cards.views import customer as views
from core.model import texts
from core.model.effect_rows import from_json, to_json
from core.model.effects import EFFECTS, Effect, FetchFile, SendText
from core.model.people import normalise_phone
from core.model.room_effects import (
    WriteOwnData,
)
from core.model.text_keys import Key, TextKey
from core.model.texts import KEYS, LANGUAGES, Text

st.register_type_strategy(Key, st.sampled_from(KEYS))
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
st.register_type_strategy(
    Text, st.builds(Text, st.sampled_from(KEYS), st.sampled_from(LANGUAGES), st.just({"n": 1}))
)


@pytest.mark.parametrize("kind", EFFECTS.values(), ids=EFFECTS)
@settings(max_examples=5, deadline=None)
@given(data=st.data())
def test_every_kind_is_the_same_after_a_stay_in_the_database(
    kind: type[Effect], data: st.DataObject
) -> None:
    hints = get_type_hints(kind)
    given_all = {
        each.name: st.just(views.talk_buttons())
        if each.name == "buttons"
        else st.from_type(hints[each.name])
        for each in fields(kind)
    }
    effect = data.draw(st.builds(kind, **given_all))
    assert from_json(kind.__name__, json.loads(json.dumps(to_json(effect)))) == effect


def test_files_wait_in_no_line_with_words() -> None:
    file = FetchFile(5, 7, "AgAC", "5/media/5-7.jpg")
    assert file.destination != SendText(5, texts.text(TextKey.USE_BUTTONS, "en")).destination


def test_transcripts_of_different_customers_do_not_supersede_each_other() -> None:
    assert WriteOwnData(1).supersedes != WriteOwnData(2).supersedes


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("380501112233", "+380501112233"),
        ("+380 50 111-22-33", "+380501112233"),
        ("(050) 1", "+0501"),
        ("", None),
        ("none", None),
        ("٣", None),
    ],
)
def test_a_phone_has_a_leading_plus(given: str, kept: str | None) -> None:
    assert normalise_phone(given) == kept
