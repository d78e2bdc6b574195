"""What holds where page, file and delivered say different things: page > file > delivered, entry by
entry."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.configuration.rules.layers import Origin, differs, layered, origin, without_page
from core.model.configuration import Entry, EntryKind, Ground, Mistake, Named
from core.model.configuration_text_keys import ConfigurationKey
from core.model.places import PlaceKind

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
BOSS = 8
KEYS = ("orders", "billing", "bugs", "new")
FILE = Ground(
    topics=(
        {"key": "orders", "title": "Orders", "titles": {"uk": "Замовлення"}},
        {"key": "billing", "title": "Billing", "skill": "money", "hours": {"mon": "10:00-17:00"}},
        {"key": "bugs", "title": "Bugs", "place": "desk", "holidays": {"2026-12-31": "closed"}},
    ),
    zone="Europe/Kyiv",
    hours={"mon-fri": "09:00-18:00"},
    holidays={"2026-12-25": "closed"},
    is_file=True,
    texts={"en": {"welcome": "Hi!"}},
)


def no_check(language: str, key: str, source: str) -> None:
    """Any words will do, but these."""
    if source == "wrong":
        raise Mistake(ConfigurationKey.WORDING_MARKUP, f"{language}: {key}")


def entry(kind: EntryKind, key: str, value: Any, revision: int = 1) -> Entry:
    return Entry(kind, key, value, revision, NOW, BOSS)


TITLES = st.sampled_from(["A", "B" * 48, "", "C" * 49])
TABLES = st.fixed_dictionaries(
    {"title": TITLES}, optional={"off": st.booleans(), "priority": st.integers(-200, 200)}
)
SPANS = st.sampled_from(["09:00-18:00", "22:00-02:00", "9-10", "", "10:00-12:00, 11:00-13:00"])
HOURS = st.one_of(
    st.just("always"), st.just("desk"), st.dictionaries(st.sampled_from(["mon", "tue-sun"]), SPANS)
)
DATES = st.dictionaries(
    st.sampled_from(["2026-12-25", "2027-01-01", "25.12.2026"]),
    st.sampled_from(["closed", "09:00-12:00", "22:00-02:00"]),
)
WHICH = st.sampled_from(KEYS)
ENTRIES = st.lists(
    st.one_of(
        st.tuples(st.just(EntryKind.TOPIC), WHICH, TABLES),
        st.tuples(st.just(EntryKind.HOURS), st.one_of(st.just(""), WHICH), HOURS),
        st.tuples(st.just(EntryKind.HOLIDAYS), st.one_of(st.just(""), WHICH), DATES),
        st.tuples(st.just(EntryKind.ORDER), st.just(""), st.lists(WHICH)),
        st.tuples(
            st.just(EntryKind.TEXT), st.just("en:welcome"), st.sampled_from(["Ho!", "wrong"])
        ),
    ),
    unique_by=lambda made: made[:2],
).map(
    lambda made: [
        entry(kind, key, value, number) for number, (kind, key, value) in enumerate(made, 1)
    ]
)


@given(ENTRIES)
def test_whatever_is_set_a_desk_has_topics_and_one_of_them_is_on(entries: list[Entry]) -> None:
    found = layered(FILE, entries, no_check)
    assert any(not topic.is_off for topic in found.topics)
    assert {"orders", "billing", "bugs"} <= {topic.key for topic in found.topics}


@given(ENTRIES)
def test_what_cannot_be_used_is_as_if_it_was_not_set(entries: list[Entry]) -> None:
    found = layered(FILE, entries, no_check)
    good = [each for each in entries if each.name not in found.ignored]
    again = layered(FILE, good, no_check)
    assert (again.topics, again.ground, again.ignored) == (found.topics, found.ground, {})


@given(ENTRIES, st.randoms(use_true_random=False))
def test_entries_count_by_when_they_were_set_and_not_by_how_they_are_read(
    entries: list[Entry], random: Any
) -> None:
    mixed = list(entries)
    random.shuffle(mixed)
    one, other = layered(FILE, mixed, no_check), layered(FILE, entries, no_check)
    assert (one.topics, one.ground) == (other.topics, other.ground)
    assert list(one.ignored) == list(other.ignored)


@given(ENTRIES)
def test_an_entry_of_the_page_holds_and_all_else_is_the_files(entries: list[Entry]) -> None:
    found = layered(FILE, entries, no_check)
    used = {each.name: each for each in entries if each.name not in found.ignored}
    names = [Named(kind, key) for kind in EntryKind for key in ("", *KEYS, "en:welcome")]
    for name in names:
        if name in used:
            assert origin(FILE, used, name) is Origin.PAGE
        elif without_page(FILE, name) is not None:
            assert origin(FILE, used, name) is Origin.FILE
            if name.kind in (EntryKind.HOURS, EntryKind.HOLIDAYS) and not name.key:
                assert without_page(found.ground, name) == without_page(FILE, name)
    for each in used.values():
        if each.kind is not EntryKind.ORDER:
            assert without_page(found.ground, each.name) == each.value


def test_nothing_set_is_the_file() -> None:
    found = layered(FILE, [], no_check)
    assert [topic.key for topic in found.topics] == ["orders", "billing", "bugs"]
    assert found.ground == FILE


def test_a_topic_is_replaced_but_for_its_hours_and_holidays() -> None:
    table = {"title": "Bills", "place": "thread", "off": True, "hours": "always", "key": "x"}
    found = layered(FILE, [entry(EntryKind.TOPIC, "billing", table)], no_check)
    _, billing, _ = found.topics
    assert (billing.key, billing.title, billing.skill, billing.is_off) == (
        "billing",
        "Bills",
        None,
        True,
    )
    assert billing.place is PlaceKind.THREAD
    assert billing.hours is not None
    assert set(billing.hours.days) == {0}


def test_a_new_topic_comes_last_until_the_order_says_otherwise() -> None:
    made = [
        entry(EntryKind.TOPIC, "new", {"title": "New"}, 1),
        entry(EntryKind.ORDER, "", ["new", "gone", "bugs"], 2),
    ]
    assert [topic.key for topic in layered(FILE, made[:1], no_check).topics][-1] == "new"
    ordered = layered(FILE, made, no_check).topics
    assert [topic.key for topic in ordered] == ["new", "bugs", "orders", "billing"]


def test_the_last_topic_that_is_on_stays_on() -> None:
    off = [
        entry(EntryKind.TOPIC, key, {"title": key, "off": True}, number)
        for number, key in enumerate(("orders", "billing", "bugs"), 1)
    ]
    found = layered(FILE, off, no_check)
    assert [topic.is_off for topic in found.topics] == [True, True, False]
    assert found.ignored[Named(EntryKind.TOPIC, "bugs")].key is ConfigurationKey.NO_TOPIC


@pytest.mark.parametrize(
    ("name", "value", "differs_from_file"),
    [
        (Named(EntryKind.HOURS), {"fri-mon": "1:00-2:00"}, True),
        (Named(EntryKind.HOURS), dict.fromkeys(("mon-wed", "thu", "fri"), "9:00-18:00"), False),
        (Named(EntryKind.TOPIC, "orders"), {"title": "Orders"}, True),
        (
            Named(EntryKind.TOPIC, "orders"),
            {"title": "Orders", "titles": {"uk": "Замовлення"}, "priority": 0},
            False,
        ),
        (Named(EntryKind.TEXT, "en:welcome"), "Hi!", False),
        (Named(EntryKind.TEXT, "en:welcome"), "Hi", True),
        (Named(EntryKind.TEXT, "en:welcome"), "wrong", True),
        (Named(EntryKind.HOURS, "gone"), "always", True),
    ],
)
def test_an_entry_differs_by_what_it_means(
    name: Named, value: Any, differs_from_file: bool
) -> None:
    assert differs(FILE, entry(name.kind, name.key, value), no_check) is differs_from_file


def test_without_a_file_all_else_is_delivered() -> None:
    delivered = replace(FILE, is_file=False, texts={})
    assert origin(delivered, [], Named(EntryKind.HOURS)) is Origin.DELIVERED
    assert origin(delivered, [], Named(EntryKind.TEXT, "en:welcome")) is Origin.DELIVERED
