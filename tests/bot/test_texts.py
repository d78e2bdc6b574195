"""Every text exists in every language, with the same values; values never harm a text."""

import inspect
import re
from dataclasses import replace
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor
from hypothesis import given
from hypothesis import strategies as st

import bot
from bot.texts import MESSAGE_LIMIT, Texts, cut, plain
from core.model.effect_rows import from_json, to_json
from core.model.effects import SendText
from core.model.messages import utf16_length
from core.model.text_keys import Key, TextKey
from core.model.texts import KEYS, LANGUAGES, Text
from core.staff import rules as staff_rules

LOCALES = Path(bot.__file__).parent / "locales"
TEXTS = Texts()


class Variables(Visitor):
    """The names of the values that a pattern asks for."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)

    def visit_SelectExpression(self, node: ast.SelectExpression) -> None:  # noqa: N802
        if isinstance(node.selector, ast.VariableReference):
            COUNTED.add(node.selector.id.name)
        self.generic_visit(node)


COMMANDS = "commands.ftl"
COUNTED = {"ticket", "position", "load", "capacity"}
"""Values that are numbers: these, and whatever a text of some language counts by."""


def messages(language: str, *, commands: bool = False) -> dict[str, set[str]]:
    """Each message with the names of its values: the descriptions of commands, or all others."""
    found: dict[str, set[str]] = {}
    for file in sorted((LOCALES / language).glob("*.ftl")):
        if (file.name == COMMANDS) is not commands:
            continue
        for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
            assert not isinstance(entry, ast.Junk), f"{language}: {entry.content}"
            if isinstance(entry, ast.Message):
                assert entry.id.name not in found, f"{language}: {entry.id.name} stands twice"
                variables = Variables()
                variables.visit(entry)
                found[entry.id.name] = variables.names
    return found


def places(language: str) -> dict[str, list[str]]:
    """The files of that language, each with its keys and headings' depths in their order."""
    line = re.compile(r"^(?:#+(?= )|[a-z][a-z0-9-]*(?= =))", re.MULTILINE)
    return {
        file.name: line.findall(file.read_text(encoding="utf-8"))
        for file in (LOCALES / language).iterdir()
    }


ENGLISH = messages("en")


def declared() -> dict[str, set[str]]:
    """The values of each key, as the comment beside it declares them."""
    source = "\n\n".join(inspect.getsource(kind) for kind in Key.__subclasses__()) + "\n\n"
    declared_values: dict[str, set[str]] = {}
    for match in re.finditer(r'= \(?\s*"([a-z-]+)"([^=]*?)(?=\n    [A-Z]|\n\n|\n    #)', source):
        declared_values[match[1]] = set(re.findall(r"\{(\w+)\}", match[2]))
    return declared_values


def values_of(key: Key) -> dict[str, str | int]:
    return {name: 3 if name in COUNTED else "value" for name in ENGLISH[key.value]}


def test_every_language_has_every_key_and_no_other() -> None:
    keys = {key.value for key in KEYS}
    for language in LANGUAGES:
        assert set(messages(language)) == keys, language


def test_languages_take_the_values_that_the_domain_declares() -> None:
    wanted = declared()
    assert set(wanted) == {key.value for key in KEYS}
    for language in LANGUAGES:
        assert messages(language) == wanted, language


def test_a_text_stands_at_the_same_place_in_every_language() -> None:
    english = places("en")
    for language in LANGUAGES:
        assert places(language) == english, language


def test_commands_are_the_same_in_every_language() -> None:
    english = messages("en", commands=True)
    for language in LANGUAGES:
        assert messages(language, commands=True) == english, language


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_text_renders_without_a_hole(language: str) -> None:
    for key in KEYS:
        html = TEXTS.html(Text(key, language, values_of(key)))
        assert html, key
        assert "{" not in html, key
        assert "\u2068" not in html, key
        html = re.sub(r'<a href="tg://user\?id=value">([^<]*)</a>', r"\1", html)  # a mention
        html = html.replace("<code>value</code>", "value")  # a tap copies it
        assert set(re.findall(r"<[^>]*>", html)) <= {"<b>", "</b>"}, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_fit_a_button(language: str) -> None:
    for key in KEYS:
        if key.value.startswith("button-"):
            assert len(TEXTS.plain(Text(key, language, values_of(key)))) <= 32, key


@pytest.mark.parametrize(
    ("waiting", "russian", "ukrainian"),
    [
        (0, "В очереди никого нет.", "У черзі нікого немає."),
        (1, "1 клиент.", "1 клієнт."),
        (2, "2 клиента.", "2 клієнти."),
        (5, "5 клиентов.", "5 клієнтів."),
        (11, "11 клиентов.", "11 клієнтів."),
        (21, "21 клиент.", "21 клієнт."),
        (1104, "1104 клиента.", "1104 клієнти."),
    ],
)
def test_plurals(waiting: int, russian: str, ukrainian: str) -> None:
    values: dict[str, str | int] = {"name": "Оля", "load": 0, "capacity": 6, "waiting": waiting}
    for language, ending in (("ru", russian), ("uk", ukrainian)):
        assert TEXTS.html(Text(TextKey.PANEL_ON_SHIFT, language, values)).endswith(ending)


@pytest.mark.parametrize(
    ("minutes", "hours", "english", "russian", "ukrainian"),
    [
        (0, 0, "cannot tell yet", "Пока не можем сказать", "Поки що не можемо сказати"),
        (1, 0, "about a minute.", "около 1 минуты.", "близько 1 хвилини."),
        (5, 0, "about 5 minutes.", "около 5 минут.", "близько 5 хвилин."),
        (0, 1, "about an hour.", "около 1 часа.", "близько 1 години."),
        (0, 3, "about 3 hours.", "около 3 часов.", "близько 3 годин."),
    ],
)
def test_waits_are_told_in_the_right_plural(
    minutes: int, hours: int, english: str, russian: str, ukrainian: str
) -> None:
    values: dict[str, str | int] = {"ticket": 1, "position": 2, "minutes": minutes, "hours": hours}
    for language, words in (("en", english), ("ru", russian), ("uk", ukrainian)):
        for key in (TextKey.CARD_QUEUED, TextKey.CARD_JOINED_WAITING):
            assert words in TEXTS.html(Text(key, language, values))


@pytest.mark.parametrize(
    ("day", "english", "russian", "ukrainian"),
    [
        (0, "again today at 09:00 (EET)", "сегодня в 09:00", "сьогодні з 09:00"),
        (1, "again tomorrow at", "завтра в", "завтра з"),
        (3, "again on Tuesday at", "во вторник в", "у вівторок з"),
        (8, "again on Sunday at", "в воскресенье в", "у неділю з"),
    ],
)
def test_an_opening_is_told_by_its_day(
    day: int, english: str, russian: str, ukrainian: str
) -> None:
    values: dict[str, str | int] = {"ticket": 1, "position": 2, "name": "Ann", "day": day}
    values |= {"clock": "09:00", "zone": "EET"}
    for language, words in (("en", english), ("ru", russian), ("uk", ukrainian)):
        for key in (TextKey.CARD_QUEUED_CLOSED, TextKey.DESK_CLOSED):
            assert words in TEXTS.html(Text(key, language, values))


def test_ticket_numbers_are_not_grouped() -> None:
    text = Text(TextKey.CARD_CLOSED, "en", {"ticket": 1234567})
    assert "#1234567" in TEXTS.html(text)


def test_a_name_with_markup_stays_a_name() -> None:
    text = Text(TextKey.WELCOME, "en", {"name": '<b>"Tom" & <i>Jerry'})
    assert "&lt;b&gt;&quot;Tom&quot; &amp; &lt;i&gt;Jerry" in TEXTS.html(text)
    assert '<b>"Tom" & <i>Jerry' in plain(TEXTS.html(text))


def test_a_right_to_left_name_does_not_turn_the_text_around() -> None:
    html = TEXTS.html(Text(TextKey.WELCOME, "en", {"name": "\u202eمريم"}))
    assert html.startswith("\u2068مريم\u2069, good")


def test_fluent_markup_in_a_name_is_text() -> None:
    html = TEXTS.html(Text(TextKey.WELCOME, "en", {"name": "{ $name } { button-no }"}))
    assert html.startswith("{ $name } { button-no }, good")


@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_any_name_renders_and_can_be_sent(name: str, language: str) -> None:
    html = TEXTS.html(Text(TextKey.WELCOME, language, {"name": name}))
    html.encode()
    assert not re.search(r"<(?!/?b>)", html)
    assert not re.search(r"[\x00\u202a-\u202e\ud800-\udfff]", html)


@pytest.mark.parametrize("piece", ["x", "&", "<b>", "👨‍👩‍👧‍👦", "🇺🇦", "\n"])
def test_a_long_value_is_cut_and_the_text_around_it_stays(piece: str) -> None:
    text = Text(TextKey.QUEUE_WAITING, "en", {"count": 9, "list": piece * 9000, "minutes": 0})
    html = TEXTS.html(text)
    assert utf16_length(plain(html)) <= MESSAGE_LIMIT
    assert html.startswith("<b>9 customers are waiting</b>\n")
    assert html.endswith("…")


def test_two_long_values_are_cut_until_it_fits() -> None:
    values: dict[str, str | int] = {
        "ticket": 1,
        "customer": "c" * 5000,
        "topic": "t" * 5000,
        "operator": "o",
        "goes": "g",
    }
    html = TEXTS.html(Text(TextKey.ROOM_CARD, "en", values))
    assert utf16_length(plain(html)) <= MESSAGE_LIMIT
    assert html.endswith("Operator: o\n\ng")


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("abc", 3, "abc"),
        ("abcd", 3, "ab…"),
        ("a👍🏽b", 4, "a…"),
        ("ab👨‍👩‍👧", 6, "ab…"),
        ("a🇺🇦🇺🇦", 6, "a🇺🇦…"),
        ("e\u0301e\u0301", 3, "e\u0301…"),
        ("👍👍", 1, "…"),
    ],
)
def test_cut(text: str, limit: int, expected: str) -> None:
    assert cut(text, limit) == expected


@given(st.text(max_size=60), st.integers(min_value=1, max_value=60))
def test_cut_never_exceeds(text: str, limit: int) -> None:
    assert utf16_length(cut(text, limit)) <= limit


def test_an_unknown_language_reads_english() -> None:
    assert TEXTS.html(Text(TextKey.DONE, "de")) == "Done"


def test_a_missing_value_leaves_a_hole_and_a_line_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert "good to see you" in TEXTS.html(Text(TextKey.WELCOME, "en"))
    assert "welcome (en)" in caplog.text


def test_a_text_may_hold_texts_which_stand_one_below_the_other() -> None:
    lines = tuple(Text(TextKey.CARD_CLOSED, "en", {"ticket": number}) for number in (1, 2))
    text = Text(TextKey.QUEUE_WAITING, "en", {"count": 2, "list": lines, "minutes": 0})
    html = TEXTS.html(text)
    assert html.count("<b>Ticket #") == 2
    assert html.index("#1") < html.index("\n<b>Ticket #2")
    again = from_json("SendText", to_json(SendText(1, text)))
    assert again == SendText(1, text)
    assert TEXTS.html(replace(text, values={"count": 2, "list": lines[0]})).count("#") == 1


@pytest.mark.parametrize("length", [5, 700, 5000])
def test_of_too_many_lines_the_last_are_left_out(length: int) -> None:
    lines = tuple(
        Text(TextKey.WELCOME, "en", {"name": f"<{number}> " + "x" * length})
        for number in range(200)
    )
    html = TEXTS.html(
        Text(TextKey.QUEUE_WAITING, "en", {"count": 200, "list": lines, "minutes": 0})
    )
    assert 2500 < utf16_length(plain(html)) <= MESSAGE_LIMIT
    assert "&lt;0&gt;" in html
    assert html.endswith("\n…")


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_of_staff_names_every_command_of_their_menu(language: str) -> None:
    for key, menu in (
        (TextKey.HELP_OPERATOR, staff_rules.OPERATOR),
        (TextKey.HELP_SUPERVISOR, staff_rules.SUPERVISOR),
    ):
        named = set(re.findall(r"/([a-z_]+)", plain(TEXTS.html(Text(key, language)))))
        more = staff_rules.IN_GROUP if menu is staff_rules.SUPERVISOR else staff_rules.ANSWERING
        assert named == {*menu, *staff_rules.IN_ROOM, *more} - {"start", "help"}
