"""topics.toml: what it may say, and that a wrong one stops the start with a line for each thing."""

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import SettingsError
from app.settings import load_settings
from app.topics import TopicsError, load_topics
from core.configuration.rules.hours import DAYS, hours_of
from core.model.places import PlaceKind
from core.model.rules import Topic, WorkingHours
from core.model.texts import LANGUAGES

EXAMPLE = Path(__file__).parents[2] / "topics.example.toml"
WHOLE = """
time_zone = "Europe/Kyiv"
[hours]
mon-tue = "09:00-13:00, 14:00-18:00"
[[topics]]
key = "orders"
title = "Orders"
titles = { uk = "Замовлення" }
[[topics]]
key = "billing"
titles = { en = "Billing" }
skill = "money"
priority = 5
place = "thread"
hours = "always"
"""


def read(tmp_path: Path, text: str) -> tuple[Topic, ...]:
    path = tmp_path / "topics.toml"
    path.write_text(text, encoding="utf-8")
    return load_topics(path, "UTC")[0]


def problems(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(TopicsError) as caught:
        read(tmp_path, text)
    return caught.value.lines


def test_everything_that_a_topic_may_say(tmp_path: Path) -> None:
    spans = ((time(9), time(13)), (time(14), time(18)))
    hours = WorkingHours("Europe/Kyiv", {0: spans, 1: spans})
    orders, billing = read(tmp_path, WHOLE)
    assert orders == Topic("orders", "Orders", titles={"uk": "Замовлення"}, hours=hours)
    assert [orders.titled(language) for language in LANGUAGES] == ["Orders", "Замовлення", "Orders"]
    assert billing == Topic(
        "billing", "Billing", "money", 5, {"en": "Billing"}, PlaceKind.THREAD, asks_contact=False
    )


def test_a_topics_own_holidays_count_before_the_desks(tmp_path: Path) -> None:
    orders, billing, outage, calls = read(
        tmp_path,
        """
[hours]
mon-fri = "09:00-18:00"
[holidays]
2026-12-24 = "09:00-13:00"
2026-12-25 = "closed"
[[topics]]
key = "orders"
title = "Orders"
[[topics]]
key = "billing"
title = "Billing"
holidays = { 2026-12-25 = "10:00-12:00", 2026-12-31 = "closed" }
[[topics]]
key = "outage"
title = "Outage"
hours = "always"
[[topics]]
key = "calls"
title = "Calls"
hours = "always"
holidays = { 2026-12-31 = "closed" }
off = true
""",
    )
    eve, christmas, last = (date(2026, 12, day) for day in (24, 25, 31))
    short = ((time(9), time(13)),)
    assert orders.hours is not None
    assert orders.hours.dates == {eve: short, christmas: ()}
    assert billing.hours is not None
    assert billing.hours.days == orders.hours.days
    assert billing.hours.dates == {eve: short, christmas: ((time(10), time(12)),), last: ()}
    assert outage.hours is None
    assert calls.hours is not None
    assert calls.hours.dates == {last: ()}
    assert calls.hours.is_open(datetime(2026, 12, 25, 3, tzinfo=UTC))
    assert not calls.hours.is_open(datetime(2026, 12, 31, 3, tzinfo=UTC))
    assert [topic.is_off for topic in (orders, billing, outage, calls)] == [False] * 3 + [True]


def test_without_a_file_there_is_one_topic_with_a_title_in_each_language(tmp_path: Path) -> None:
    (only,), _ = load_topics(tmp_path / "topics.toml", "UTC")
    assert (only.key, only.hours, only.skill) == ("general", None, None)
    assert len({only.titled(language) for language in LANGUAGES}) == 3


def test_with_desks_and_no_file_there_are_the_four_topics_that_are_answered_there(
    tmp_path: Path,
) -> None:
    topics, _ = load_topics(tmp_path / "topics.toml", "UTC", desks=True)
    russian = [topic.titled("ru") for topic in topics]
    assert russian == ["Сотрудничество", "Баги", "Платформа", "Другое"]
    assert {(topic.place, topic.asks_contact, topic.hours) for topic in topics} == {
        (PlaceKind.DESK, False, None)
    }
    assert all(set(topic.titles) == {"uk", "ru"} for topic in topics)


def test_the_settings_desks_choose_which_topics_there_are_without_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert len(load_settings(_env_file=None, bot_token="1:a").topics) == 1
    assert len(load_settings(_env_file=None, bot_token="1:a", desk_chat_ids=[-100]).topics) == 4
    with pytest.raises(SettingsError) as caught:
        load_settings(_env_file=None, topics_file=tmp_path / "mine.toml")
    assert caught.value.lines == [f"TOPICS_FILE: there is no file {tmp_path / 'mine.toml'}"]


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({"supervisors": "5001,5001"}, "SUPERVISORS is wrong: names 5001 twice"),
        ({"supervisors": str(1 << 40)}, "SUPERVISORS is wrong: must be Telegram ids of people"),
        ({"supervisors": "0"}, "SUPERVISORS is wrong: must be Telegram ids of people"),
        ({"desk_chat_ids": "-100,-100"}, "DESK_CHAT_IDS is wrong: names -100 twice"),
    ],
)
def test_nobody_and_nothing_is_named_twice(given: dict[str, str], line: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(_env_file=None, **given)
    assert caught.value.lines == [line]


def test_hours_alone_are_the_only_topics(tmp_path: Path) -> None:
    (only,) = read(tmp_path, '[hours]\nfri = "9:00-10:00"')
    assert only.key == "general"
    assert only.hours == WorkingHours("UTC", {4: ((time(9), time(10)),)})


def test_the_example_can_be_used_as_it_stands() -> None:
    topics, _ = load_topics(EXAMPLE, "UTC")
    assert len(topics) == 3
    assert all({*LANGUAGES} - {"en"} <= set(topic.titles) for topic in topics)


GOOD = '[[topics]]\nkey = "a"\ntitle = "A"\n'
FIELD = '\n[[fields]]\nkey = "order"\nlabel = "Order"\n'


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("topics = [", "topics.toml is not TOML: "),
        ("topics = []", "topics.toml: there must be at least one topic"),
        ("topics = 3", "topics.toml: topics must be written as [[topics]] tables"),
        ("colour = 3", "topics.toml: 'colour' is not known"),
        ('time_zone = "Moon/Crater"', "topics.toml: time_zone must be a name"),
        ("hours = 3", "topics.toml: hours must be 'always'"),
        ("[hours]", "topics.toml: hours name no day"),
        ('[hours]\nmoonday = "09:00-10:00"', "topics.toml: hours: 'moonday' is no day"),
        ('[hours]\nmon = "9-10"', "topics.toml: hours of mon: '9-10' must be a span"),
        ('[hours]\nmon = "09:00-25:00"', "topics.toml: hours of mon: '09:00-25:00' must be"),
        ('[hours]\nmon = "09:00-09:00"', "topics.toml: hours of mon: '09:00-09:00' must be"),
        ("[hours]\nmon = 9", "topics.toml: hours of mon must be a text"),
        ('[hours]\nmon = "9:00-11:00, 10:00-12:00"', "topics.toml: hours of mon overlap"),
        ('[hours]\nsun = "22:00-02:00"\nmon = "1:00-3:00"', "topics.toml: hours of mon overlap"),
        ('[hours]\nmon = "9:00-10:00"\nsun-tue = "12:00-13:00"', "topics.toml: hours name mon"),
        ('[[topics]]\ntitle = "A"', "topics.toml: topic number 1: key must be"),
        ('[[topics]]\nkey = "Ä"\ntitle = "A"', "topics.toml: topic 'Ä': key must be"),
        (f'[[topics]]\nkey = "{"x" * 33}"\ntitle = "A"', "topics.toml: topic 'xx"),
        ('[[topics]]\nkey = "a"', "topics.toml: topic 'a': title must be a text"),
        (f"{GOOD}titles = {{ de = 'A' }}", "topics.toml: topic 'a': titles must be texts by"),
        (f"{GOOD}titles = {{ uk = '' }}", "topics.toml: topic 'a': title must be a text"),
        (f"{GOOD}skill = ''", "topics.toml: topic 'a': skill must be"),
        (f"{GOOD}priority = true", "topics.toml: topic 'a': priority must be a whole number"),
        (f"{GOOD}priority = 101", "topics.toml: topic 'a': priority must be a whole number"),
        (
            f"{GOOD}place = 'moon'",
            "topics.toml: topic 'a': place must be one of room, desk, thread",
        ),
        (f"{GOOD}hours = 'never'", "topics.toml: topic 'a': hours must be 'always'"),
        (f"{GOOD}off = 1", "topics.toml: topic 'a': off must be true or false"),
        (f"{GOOD}off = true", "topics.toml: there must be at least one topic that is not off"),
        ("holidays = 3", "topics.toml: holidays must be dates with spans"),
        ('[holidays]\n25-12 = "closed"', "topics.toml: holidays: '25-12' is no date"),
        ('[holidays]\n2026-12-25 = ""', "topics.toml: hours of 2026-12-25 must be spans"),
        (
            '[holidays]\n2026-12-25 = "22:00-02:00"',
            "topics.toml: hours of 2026-12-25 must end by 24:00",
        ),
        (
            '[holidays]\n2026-12-25 = "9:00-11:00, 10:00-12:00"',
            "topics.toml: hours of 2026-12-25 overlap",
        ),
        (f"{GOOD}color = 1", "topics.toml: topic 'a': 'color' is not known"),
        (GOOD + GOOD, "topics.toml: topic 'a': stands there 2 times"),
        (
            GOOD + '\n[[fields]]\nkey = "A"',
            "topics.toml: field 'A': key must be 1 to 32 small letters",
        ),
        (GOOD + FIELD + 'type = "colour"', "topics.toml: field 'order': type must be one of text,"),
        (GOOD + FIELD + 'topics = ["x"]', "topics.toml: field 'order': there is no topic 'x'"),
        (GOOD + FIELD + 'pattern = "(a+)+"', "topics.toml: field 'order': pattern must be"),
        (GOOD + FIELD + 'type = "choice"', "topics.toml: field 'order': choices must be 2 to 20"),
        (GOOD + FIELD + FIELD, "topics.toml: field 'order': stands there 2 times"),
    ],
)
def test_each_mistake_is_one_line_that_says_where_and_what(
    tmp_path: Path, text: str, line: str
) -> None:
    (only,) = problems(tmp_path, text)
    assert only.startswith(line), only


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    assert len(problems(tmp_path, 'time_zone = ""\n[[topics]]\n[[topics]]\nkey = "b"')) == 4


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "topics.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(TopicsError, match=r"^TOPICS_FILE: .* cannot be read"):
        load_topics(tmp_path / "topics.toml", "UTC")
    with pytest.raises(TopicsError, match=r"^TOPICS_FILE: .* cannot be read"):
        load_topics(tmp_path, "UTC")


def test_a_wrong_file_stops_the_start(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("topics = []")
    with pytest.raises(SettingsError) as caught:
        load_settings(topics_file=path)
    assert caught.value.lines == ["mine.toml: there must be at least one topic"]


def test_the_settings_zone_holds_where_the_file_names_none(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('[hours]\nmon = "9:00-10:00"')
    (topic,) = load_settings(topics_file=path, time_zone="Asia/Tokyo").rules().topics
    assert topic.hours is not None
    assert topic.hours.zone == "Asia/Tokyo"


MINUTES = st.integers(0, 1439)


@given(st.integers(0, 6), MINUTES, MINUTES)
def test_a_span_is_open_for_as_long_as_it_says(day: int, begin: int, end: int) -> None:
    """Also one that goes on after midnight."""

    def text(minute: int) -> str:
        return f"{minute // 60:02}:{minute % 60:02}"

    written = {DAYS[day]: f"{text(begin)}-{text(end)}"}
    if begin == end:
        with pytest.raises(ValueError, match="must be a span"):
            hours_of(written, "UTC")
        return
    hours = hours_of(written, "UTC")
    assert hours is not None
    length = 0
    for spans in hours.days.values():
        for start, stop in spans:
            until = stop.hour * 60 + stop.minute or 1440
            length += until - (start.hour * 60 + start.minute)
    assert length == (end - begin) % 1440
