"""What a torture counts as lost, repeated and out of order, and what it takes as a reason."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from archive.page import Pages
from core.model.messages import SenderRole, visible
from core.model.places import PlaceKind
from core.model.records import CustomerRecord
from sandbox.people import Seen
from stories.conversations import SPEAKERS, Conversation, Difference, Turn, compare
from stories.torture.corpus import conversations, flood
from stories.torture.faults import TABLE, Permit
from stories.torture.injection import Struck
from stories.torture.judging import Delivery, Found, Judge, Word, words_of
from stories.torture.kept import in_json_lines, in_plain_text, on_a_page
from stories.torture.schedule import Strike
from stories.torture.talking import Talk, tagged
from tests.archive.example import RECORD, row, said
from tests.archive.log import lines_of, text_of

NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
TEXTS = ["line one\nline two\n\n    set in", "one\u2028two", "<b>&</b>", "ok", "ok", "a: b"]


def turns(*words: str) -> list[Turn]:
    return [Turn("customer", word) for word in words]


@pytest.mark.parametrize(
    ("said", "seen", "difference"),
    [
        ("abc", "abc", Difference()),
        ("abc", "ab", Difference(missing=1)),
        ("abc", "abbc", Difference(duplicated=1)),
        ("abc", "acb", Difference(reordered=1)),
        ("aba", "aaba", Difference(duplicated=1)),  # said twice anyway: nothing is out of order
        ("abc", "abcb", Difference(duplicated=1)),  # a late repetition is no more than that
        ("aabb", "bbaa", Difference(reordered=2)),
        ("", "a", Difference(duplicated=1)),
    ],
)
def test_a_repetition_is_not_taken_for_another_order(
    said: str, seen: str, difference: Difference
) -> None:
    assert compare(turns(*said), turns(*seen)) == difference


def record() -> CustomerRecord:
    """All those texts, said by both in turn."""
    roles = (SenderRole.CUSTOMER, SenderRole.OPERATOR)
    rows = [row(said(number, text), roles[number % 2]) for number, text in enumerate(TEXTS)]
    return replace(RECORD, messages=tuple(rows), events=())


def test_all_three_forms_are_read_as_they_are_written() -> None:
    spoken = [Turn(SPEAKERS[number % 2], text) for number, text in enumerate(TEXTS)]
    by_number = [Turn(turn.by, visible(turn.text)) for turn in spoken]
    assert [word.turn for word in words_of(record())] == spoken
    assert in_json_lines(lines_of(record(), UTC)) == spoken
    assert in_plain_text(text_of(record(), UTC)) == by_number
    assert on_a_page(Pages().render(record(), UTC)) == by_number


def seen(message_id: int, chat: int, text: str, *, own: bool = False) -> Seen:
    return Seen(chat, message_id, 5, "Ann", text, "text", NOON, message_id, own)


def kept_by(folder: Path, *words: str) -> None:
    """All three forms, with the customer's words."""
    rows = [row(said(number, text)) for number, text in enumerate(words)]
    whole = replace(RECORD, messages=tuple(rows), events=())
    (folder / "0").mkdir()
    (folder / "0/transcript.jsonl").write_text(lines_of(whole, UTC), encoding="utf-8")
    (folder / "0/transcript.txt").write_text(text_of(whole, UTC), encoding="utf-8")
    (folder / "0/index.html").write_text(Pages().render(whole, UTC), encoding="utf-8")


def judged(folder: Path, shown: list[Seen], deliveries: list[Delivery], *strikes: Struck) -> Found:
    """A customer said two words to the bot; staff was shown that."""
    talk = Talk(Conversation("c1", tuple(turns("hello", "there"))))
    for number, text in enumerate(("hello", "there"), 1):
        talk.note("customer", seen(700 + number, 5, text, own=True))
    found = Found()
    words = [Word(turn, (900, number)) for number, turn in enumerate(talk.turns, 1)]
    Judge(folder, shown, {0: words}, deliveries, strikes).judge(talk, [], found)
    return found


GROUP = -100
TWICE = [seen(1, GROUP, "hello"), seen(2, GROUP, "hello"), seen(3, GROUP, "there")]


def carrying(since: int, until: int) -> Delivery:
    """The effect that carried the first word, in seconds after noon."""
    return Delivery((900, 1), NOON + timedelta(seconds=since), NOON + timedelta(seconds=until))


def test_a_repetition_needs_a_strike_at_which_it_was_under_way(tmp_path: Path) -> None:
    kept_by(tmp_path, "hello", "there")
    kind = next(kind for kind in TABLE if Permit.DOUBLED in kind.permits)
    struck = Struck(Strike(1, 0.0, kind, 0.0, 0), NOON, NOON + timedelta(seconds=3), 1)
    excused = judged(tmp_path, TWICE, [carrying(-1, 4)], struck)
    assert (excused.difference.duplicated, excused.unexplained) == (1, 0)
    assert kind.name in excused.explained[0]
    for deliveries, strikes in ((carrying(-60, -30), [struck]), (carrying(-1, 4), [])):
        accused = judged(tmp_path, TWICE, [deliveries], *strikes)
        assert (accused.difference.duplicated, accused.unexplained) == (1, 1)
        assert "for no reason" in accused.troubles[0]


def test_a_word_that_one_form_or_one_screen_lacks_is_missing_once(tmp_path: Path) -> None:
    kept_by(tmp_path, "hello")  # all three forms, but not the tables, lack the second word
    found = judged(tmp_path, [seen(1, GROUP, "hello")], [])
    assert found.difference == Difference(missing=1)
    assert len(found.troubles) == 4


def test_a_file_that_is_not_kept_byte_by_byte_is_missing(tmp_path: Path) -> None:
    talk = Talk(Conversation("c1", ()), files=[b"kept", b"cut short"])
    media = tmp_path / "0/media"
    media.mkdir(parents=True)
    (media / "1.bin").write_bytes(b"kept")
    (media / "2.bin").write_bytes(b"cut")
    found = Found()
    Judge(tmp_path, [], {}, [], []).judge(talk, [], found)
    assert (found.difference, found.troubles) == (
        Difference(1),
        ["c1: 1 of its files are not kept"],
    )


def test_a_place_that_the_ticket_left_needs_no_more_than_it_was_shown(tmp_path: Path) -> None:
    kept_by(tmp_path, "hello", "there")
    overflow = [seen(1, -200, "hello")]
    desk = [seen(2, GROUP, "hello"), seen(3, GROUP, "there")]
    assert judged(tmp_path, [*overflow, *desk], []).difference.none
    assert judged(tmp_path, overflow, []).difference == Difference(missing=1)


def test_words_are_made_up_by_the_seed_and_know_whose_they_are() -> None:
    first, again = (conversations(7, PlaceKind.DESK) for _ in range(2))
    several = [next(first) for _ in range(20)]
    assert several == [next(again) for _ in range(20)]
    assert several != [
        next(other) for other in [conversations(8, PlaceKind.DESK)] for _ in range(20)
    ]
    assert all(each.turns[0].by == "customer" for each in several)
    assert all(turn.text.endswith("·c1") for turn in tagged(several[0]))
    assert len(flood(3, 60).turns) == 61
