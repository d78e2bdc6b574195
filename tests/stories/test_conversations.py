"""The replay's own judgement must be right before it judges the desk."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model.places import PlaceKind
from stories.conversations import (
    Conversation,
    Difference,
    Turn,
    as_kept,
    compare,
    is_command_there,
    read_conversations,
    without_commands,
)

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
    good = json.dumps({"id": "x", "turns": [{"by": "customer", "text": "hi"}]}).encode()
    lines = [
        b"\xef\xbb\xbf" + good,
        b"{",
        b"",
        b'{"id": 1}',
        b'{"turns": [{"by": "cat", "text": "meow"}]}',
        b'{"turns": [{"by": "customer", "text": "caf\xe9"}]}',
        b'{"turns": [{"by": "customer", "text": "\\ud83d"}]}',
        b'{"id": "\\ud83d", "turns": [{"by": "customer", "text": "x"}]}',
        b"[" * 100_000,
        good,
    ]
    conversations, bad = read_conversations(b"\n".join(lines))
    assert [conversation.id for conversation in conversations] == ["x", "x"]
    assert [(line.number, line.reason) for line in bad[2:]] == [
        (5, "a turn's `by` is neither customer nor operator"),
        (6, "not UTF-8 (byte 43)"),
        (7, "a turn has half a character (a lone surrogate)"),
        (8, "the id has half a character (a lone surrogate)"),
        (9, "not JSON (too deep)"),
    ]
    assert [line.number for line in bad[:2]] == [2, 4]


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\u0085", "\x1c", "\v"])
def test_only_a_newline_ends_a_line(separator: str) -> None:
    turn = {"by": "customer", "text": f"a{separator}b"}
    line = json.dumps({"turns": [turn]}, ensure_ascii=False).encode()
    (conversation,), bad = read_conversations(line)
    assert bad == []
    assert conversation.turns[0].text == f"a{separator}b"


def test_texts_are_compared_as_telegram_keeps_them() -> None:
    assert as_kept(" a\r\nb\u2028c\td\x00 ") == "a\nbc d"


@pytest.mark.parametrize(
    ("by", "text", "places"),
    [
        ("operator", "/note she is angry", "room desk thread"),
        ("operator", " /Close", "room desk thread"),
        ("operator", "/note@another_bot x", "room desk thread"),
        ("operator", "/unknown", "desk thread"),
        ("operator", "// among us", "thread"),
        ("operator", "/etc/passwd", ""),
        ("operator", "a /note", ""),
        ("customer", "/note", ""),
        ("customer", "/cancel", "desk thread"),
        ("customer", "/queue", "desk thread"),
        ("customer", "/unknown", ""),
    ],
)
def test_what_is_a_command_where(by: str, text: str, places: str) -> None:
    found = [place for place in PlaceKind if is_command_there(Turn(by, text), place, "//")]
    assert {place.value for place in found} == set(places.split())


def test_commands_are_left_out_and_named() -> None:
    note, word = Turn("operator", "/note x"), Turn("operator", "x")
    played, left_out = without_commands(
        [
            Conversation("a", (word, note, word, note), 1),
            Conversation("b", (word,), 2),
            Conversation("c", (note,), 4),
        ],
        PlaceKind.ROOM,
        "//",
    )
    assert played == [Conversation("a", (word, word), 1), Conversation("b", (word,), 2)]
    assert left_out == ["line 1 (turns 2, 4)", "line 4 (turn 1)"]
