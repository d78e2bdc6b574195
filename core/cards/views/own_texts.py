"""The texts that customers read, as a supervisor looks through them in the bot."""

from collections.abc import Mapping

from core.model.actions import PAGE, Verb, button, clipped, page_buttons, part, press
from core.model.configuration_text_keys import ConfigurationKey
from core.model.customer_texts import CUSTOMER_TEXTS, SAMPLES
from core.model.export_text_keys import ExportKey
from core.model.text_keys import Key, TextKey
from core.model.texts import LANGUAGES, Button, Shown, Text, Value, text

_IN_A_ROW = 4

_MOMENTS: Mapping[str, Key] = {
    "first": ConfigurationKey.BUTTON_FIRST,
    "topic": ConfigurationKey.BUTTON_TOPIC_CHOICE,
    "closed": ConfigurationKey.BUTTON_CLOSED,
    "auto": ConfigurationKey.BUTTON_AUTO,
    "wait": ConfigurationKey.BUTTON_WAIT,
    "talk": ConfigurationKey.BUTTON_TALK_ITSELF,
    "end": ConfigurationKey.BUTTON_END,
    "stars": ConfigurationKey.BUTTON_STARS_GIVEN,
    "data": ConfigurationKey.BUTTON_DATA,
}

_LANGUAGES: Mapping[str, Key] = {
    "en": TextKey.BUTTON_LANGUAGE_EN,
    "uk": TextKey.BUTTON_LANGUAGE_UK,
    "ru": TextKey.BUTTON_LANGUAGE_RU,
}


def moments(language: str) -> Shown:
    """The moments at which customers are told something, a button each."""
    buttons = [button(_MOMENTS[name], Verb.TEXTS, name, language, 0) for name in CUSTOMER_TEXTS]
    rows = tuple(tuple(buttons[first : first + 2]) for first in range(0, len(buttons), 2))
    return Shown(text(ConfigurationKey.TEXTS_MOMENTS, language), rows)


def of_moment(moment: str, language: str, page: int, reader: str) -> Shown:
    """A page of a moment's texts in `language`, a button each; the `reader` has another one,
    perhaps."""
    keys = CUSTOMER_TEXTS[moment]
    page = clipped(page, len(keys))
    lines, numbers = [], []
    for number, key in enumerate(part(keys, page), start=1):
        lines.append(
            text(
                ConfigurationKey.TEXTS_LINE, reader, number=number, name=key.value,
                words=as_sent(key, language),
            )
        )  # fmt: skip
        numbers.append(
            button(TextKey.BUTTON_NUMBER, Verb.TEXT_SHOWN, language, key.value, count=number)
        )
    shown = text(
        ConfigurationKey.TEXTS_LIST, reader, page=page + 1, pages=-(-len(keys) // PAGE),
        list=tuple(lines),
    )  # fmt: skip
    others = tuple(
        button(_LANGUAGES[one], Verb.TEXTS, moment, one, page)
        for one in LANGUAGES
        if one != language
    )
    rows = tuple(
        tuple(numbers[first : first + _IN_A_ROW]) for first in range(0, len(numbers), _IN_A_ROW)
    )
    paging = page_buttons(page, len(keys), Verb.TEXTS, moment, language)
    return Shown(shown, (*rows, *paging, others, (button(TextKey.BUTTON_BACK, Verb.TEXTS),)))


def preview(key: Key, language: str, topic: str = "") -> Shown:
    """A text as a customer with that language gets it, with made-up values, in its words for a
    topic if that is given; what stands on a button is shown on one, which shows it again."""
    if not key.value.startswith("button-"):
        return Shown(as_sent(key, language, topic))
    label = Button(key, press(Verb.TEXT_SHOWN, language, key.value), values=SAMPLES)
    return Shown(text(ConfigurationKey.TEXT_ON_BUTTON, language), ((label,),))


def as_sent(key: Key, language: str, topic: str = "") -> Text:
    """The text with made-up values."""
    values: dict[str, Value] = {
        **SAMPLES,
        "date": text(TextKey.DAY_OF_MONTH, language, day=5, month=1),
        "goes": text(ExportKey.ROOM_GOES_SENT, language),
        "card": text(TextKey.CARD_QUEUED, language, **SAMPLES),
    }
    if topic:
        values["of"] = topic
    return text(key, language, **values)
