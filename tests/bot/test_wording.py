"""Texts in an owner's own words: what may stand there, and that whatever may is sent."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import SettingsError
from app.settings import load_settings
from bot.texts import Texts, plain
from bot.wording import LONGEST, FluentWording
from core.cards.views.own_texts import preview
from core.model.auto_text_keys import AutoKey
from core.model.configuration import Mistake
from core.model.configuration_text_keys import ConfigurationKey
from core.model.customer_texts import CUSTOMER_TEXTS, OWN_WORDS, topic_of
from core.model.text_keys import TextKey
from core.model.texts import LANGUAGES, Text, key_of

WORDING = FluentWording()
NAMED = Text(TextKey.WELCOME, "en", {"name": "Ann <b>&"})


def test_each_text_is_listed_once_and_passes_as_it_is_delivered() -> None:
    assert sum(map(len, CUSTOMER_TEXTS.values())) == len(OWN_WORDS)
    for language in LANGUAGES:
        delivered = WORDING.delivered(language)
        assert set(delivered) == OWN_WORDS
        texts = Texts()
        texts.use({language: delivered})
        for key, source in delivered.items():
            WORDING.check(language, key, source)
            assert WORDING.preview(language, key, source).strip()


def test_the_desks_own_answers_may_have_words_for_a_topic() -> None:
    texts, words = Texts(), {"auto-first": "For all", "auto-first--billing": "{ $name }: bills"}
    for key, source in words.items():
        WORDING.check("en", key, source)
    assert (
        WORDING.preview("en", "auto-first--billing", words["auto-first--billing"]) == "Anna: bills"
    )
    texts.use({"en": words})
    said = {
        topic: Text(AutoKey.FIRST, "en", {"name": "Ann", "of": topic}) for topic in ("a", "billing")
    }
    assert [texts.html(each) for each in said.values()] == ["For all", "Ann: bills"]
    name = "auto-first--billing"
    shown = preview(AutoKey.FIRST, "en", topic_of(name))
    assert (topic_of("auto-first"), texts.html(shown.text)) == ("", "Anna: bills")
    assert "Дякуємо, Ann" in texts.html(Text(AutoKey.FIRST, "uk", {"name": "Ann", "of": "billing"}))
    for wrong in ("welcome--billing", "auto-first--", "auto-first--Billing"):
        with pytest.raises(Mistake) as refused:
            WORDING.check("en", wrong, "x")
        assert refused.value.key is ConfigurationKey.WORDING_UNKNOWN
    with pytest.raises(Mistake) as refused:
        WORDING.check("en", "auto-first--billing", "{ $clock }")
    assert refused.value.key is ConfigurationKey.WORDING_VALUE


def test_each_text_can_be_sent_to_who_looks_at_it(caplog: pytest.LogCaptureFixture) -> None:
    """With made-up values for whatever it takes: nothing of it is left open."""
    texts = Texts()
    for language in LANGUAGES:
        for key in OWN_WORDS:
            sent = preview(key_of(key), language)
            assert plain(texts.html(sent.text)).strip()
            for button in (each for row in sent.buttons for each in row):
                assert texts.label(button.label, language, button.values)
    assert not caplog.records


def test_what_telegram_takes_less_of_is_refused_where_it_is_longer() -> None:
    for key, most in (("bot-description", 512), ("bot-about", 120)):
        WORDING.check("en", key, "x" * most)
        with pytest.raises(Mistake) as refused:
            WORDING.check("en", key, "x" * (most + 1))
        assert refused.value.key is ConfigurationKey.WORDING_LONG


def test_the_delivered_words_say_the_same_as_an_owners() -> None:
    values = {"ticket": 7, "position": 3, "minutes": 20, "hours": 0}
    for language in LANGUAGES:
        own, texts = Texts(), Texts()
        own.use({language: WORDING.delivered(language)})
        queued = Text(TextKey.CARD_QUEUED, language, values)
        assert own.html(queued) == texts.html(queued)


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("", ConfigurationKey.WORDING_EMPTY),
        (" \n ", ConfigurationKey.WORDING_EMPTY),
        ('{ "" }', ConfigurationKey.WORDING_EMPTY),
        ("Hi { $nobody }", ConfigurationKey.WORDING_VALUE),
        ("{ $nobody ->\n  [0] x\n *[other] y\n}", ConfigurationKey.WORDING_VALUE),
        ("Hi { $name", ConfigurationKey.WORDING_BROKEN),
        ("Hi }", ConfigurationKey.WORDING_BROKEN),
        (".name = x", ConfigurationKey.WORDING_BROKEN),
        ("{" * 200, ConfigurationKey.WORDING_BROKEN),
        ("{ ask-topic }", ConfigurationKey.WORDING_REFERENCE),
        ("{ -brand }", ConfigurationKey.WORDING_REFERENCE),
        ("{ NUMBER($name) }", ConfigurationKey.WORDING_REFERENCE),
        ('{ "\\u0000name\\u0000" }', ConfigurationKey.WORDING_REFERENCE),
        ("<script>alert(1)</script>", ConfigurationKey.WORDING_MARKUP),
        ("<b>never closed", ConfigurationKey.WORDING_MARKUP),
        ("<b><i>x</b></i>", ConfigurationKey.WORDING_MARKUP),
        ("</b>", ConfigurationKey.WORDING_MARKUP),
        ("1 < 2", ConfigurationKey.WORDING_MARKUP),
        ("<b/>", ConfigurationKey.WORDING_MARKUP),
        ("<!-- -->x", ConfigurationKey.WORDING_MARKUP),
        ("x&nbsp;y", ConfigurationKey.WORDING_MARKUP),
        ('<b onclick="x">y</b>', ConfigurationKey.WORDING_MARKUP),
        ('<a href="javascript:x">y</a>', ConfigurationKey.WORDING_MARKUP),
        ('<a href="https://a.b/{ $name }" x="">y</a>', ConfigurationKey.WORDING_MARKUP),
        ('{ "<i>" }', ConfigurationKey.WORDING_MARKUP),
        ("{ $name ->\n  [0] <b>x\n *[other] y</b>\n}", ConfigurationKey.WORDING_MARKUP),
        ("x" * (LONGEST + 1), ConfigurationKey.WORDING_LONG),
    ],
)
def test_what_would_go_wrong_later_is_refused_at_once(source: str, why: ConfigurationKey) -> None:
    with pytest.raises(Mistake) as caught:
        WORDING.check("en", "welcome", source)
    assert caught.value.key is why
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("key", ["staff-list", "no-such-text", "desk-card"])
def test_what_staff_reads_stays_as_it_is(key: str) -> None:
    with pytest.raises(Mistake) as caught:
        WORDING.check("en", key, "Hi")
    assert caught.value.key is ConfigurationKey.WORDING_UNKNOWN


@pytest.mark.parametrize(
    ("source", "seen"),
    [
        ("Hi { $name }!", "Hi Ann &lt;b&gt;&amp;!"),
        ("AT&T, 2 > 1, &lt;b&gt;", "AT&T, 2 > 1, &lt;b&gt;"),
        ("one\n\n  two\nwelcome = three", "one\n\n  two\nwelcome = three"),
        ('<a href="https://a.b/?x=1">here</a>', '<a href="https://a.b/?x=1">here</a>'),
        ("\u202eevil\x00", "evil"),
        ('{ "{" } and { "}" }', "{ and }"),
    ],
)
def test_what_may_stand_there_is_said_as_it_stands(source: str, seen: str) -> None:
    WORDING.check("en", "welcome", source)
    texts = Texts()
    texts.use({"en": {"welcome": source}})
    assert texts.html(NAMED) == seen
    texts.use({})
    assert "good to see you" in texts.html(NAMED)


def test_labels_are_the_owners_from_then_on() -> None:
    texts = Texts()
    assert texts.label(TextKey.BUTTON_TALK, "en") == "💬 Talk to an operator"
    texts.use({"en": {"button-talk": "Help!"}})
    assert texts.label(TextKey.BUTTON_TALK, "en") == "Help!"
    assert texts.label(TextKey.BUTTON_TALK, "uk") != "Help!"


PIECES = st.sampled_from(
    [
        *("Hi", "{ $name }", "{", "}", "<b>", "</b>", "<", "&", "&lt;", "\n", "  ", ".x = y"),
        *("[a]", "*", "{ $name ->\n", "[0] x\n", "*[other] y\n", '{ "x" }', "\x00", "\u202e"),
        *("=", "#", "welcome"),
    ]
)


@given(st.lists(PIECES, max_size=12).map(" ".join))
def test_whatever_passes_is_sent_whole(source: str) -> None:
    """It is one text, with something in it, whose tags are closed."""
    try:
        WORDING.check("en", "welcome", source)
    except Mistake:
        return
    texts = Texts()
    texts.use({"en": {"welcome": source, "thanks": "Thanks"}})
    written = texts.html(NAMED)
    assert plain(written).strip()
    assert written.count("<b>") == written.count("</b>")
    assert texts.html(Text(TextKey.THANKS, "en", {"ticket": 1})) == "Thanks"


def test_an_owners_file_holds_where_it_says_something(tmp_path: Path) -> None:
    (tmp_path / "en.ftl").write_text(
        "# Ours\nwelcome = Hi { $name }!\n    Ask away.\n", encoding="utf-8"
    )
    ground = load_settings(_env_file=None, texts_dir=tmp_path).ground
    assert ground.texts == {"en": {"welcome": "Hi { $name }!\nAsk away."}}


def test_a_wrong_file_stops_the_start_with_a_line_for_each_mistake(tmp_path: Path) -> None:
    (tmp_path / "en.ftl").write_text(
        "welcome = Hi { $nobody }\nthanks = <x>\nbroken {\nstaff-list = x\nwelcome = Hi\n"
        "welcome = Ho\n"
    )
    (tmp_path / "uk.ftl").write_bytes(b"\xff")
    with pytest.raises(SettingsError) as caught:
        load_settings(_env_file=None, texts_dir=tmp_path)
    assert caught.value.lines == [
        "en.ftl: text 'welcome': there is no { $nobody }; there are: { $name }",
        "en.ftl: text 'thanks': '<x>' is nothing that Telegram shows",
        'en.ftl: line 3: Expected token: "="',
        "en.ftl: text 'staff-list' is not known, or is read by staff alone",
        "en.ftl: text 'welcome' stands there twice",
        f"TEXTS_DIR: {tmp_path / 'uk.ftl'} cannot be read: it is no UTF-8",
    ]


def test_a_folder_that_is_not_there_and_a_language_that_nobody_speaks_are_told(
    tmp_path: Path,
) -> None:
    (tmp_path / "fr.ftl").write_text("welcome = Salut")
    for folder, line in (
        (tmp_path, "TEXTS_DIR: fr.ftl is of no language of the desk's: en, uk, ru"),
        (tmp_path / "nowhere", f"TEXTS_DIR: {tmp_path / 'nowhere'} is no folder"),
    ):
        with pytest.raises(SettingsError) as caught:
            load_settings(_env_file=None, texts_dir=folder)
        assert caught.value.lines == [line]
