"""The replay's own judgement must be right before it judges the desk."""

import json

from hypothesis import given
from hypothesis import strategies as st

from app.stories.conversations import Difference, Turn, compare, read_conversations

TURNS = st.lists(
    st.builds(Turn, st.sampled_from(["customer", "operator"]), st.sampled_from("abcdef")),
    max_size=12,
)


def turns(letters: str) -> list[Turn]:
    return [Turn("customer", letter) for letter in letters]


def test_the_same_has_no_difference() -> None:
    assert compare(turns("abcab"), turns("abcab")).none


def test_missing_duplicated_and_reordered_are_told_apart() -> None:
    assert compare(turns("abc"), turns("ac")) == Difference(missing=1)
    assert compare(turns("abc"), turns("abbc")) == Difference(duplicated=1)
    assert compare(turns("abcd"), turns("bcda")) == Difference(reordered=1)
    assert compare(turns("abc"), turns("")) == Difference(missing=3)


def test_the_other_speaker_is_another_message() -> None:
    assert compare(turns("a"), [Turn("operator", "a")]) == Difference(missing=1, duplicated=1)


@given(TURNS)
def test_nothing_differs_from_itself(said: list[Turn]) -> None:
    assert compare(said, said).none


@given(TURNS, TURNS)
def test_counts_add_up(said: list[Turn], kept: list[Turn]) -> None:
    found = compare(said, kept)
    assert len(said) - found.missing == len(kept) - found.duplicated
    assert (found.missing == found.duplicated == found.reordered == 0) == (said == kept)


def test_a_malformed_line_is_named_and_the_rest_is_read() -> None:
    good = json.dumps({"id": "x", "turns": [{"by": "customer", "text": "hi"}]})
    lines = [good, "{", "", '{"id": 1}', '{"turns": [{"by": "cat", "text": "meow"}]}', good]
    conversations, bad = read_conversations(lines)
    assert [conversation.id for conversation in conversations] == ["x", "x"]
    assert [line.number for line in bad] == [2, 4, 5]
    assert "neither customer nor operator" in bad[2].reason
