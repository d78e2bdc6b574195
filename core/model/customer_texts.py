"""The texts that customers read, by when: an owner may put them into their own words."""

import re
from collections.abc import Mapping

from core.model.auto_text_keys import AutoKey
from core.model.export_text_keys import ExportKey
from core.model.field_text_keys import FieldKey
from core.model.moderation_text_keys import HeldKey
from core.model.profile_text_keys import ProfileKey
from core.model.relay_text_keys import RelayKey
from core.model.reopen_text_keys import ReopenKey
from core.model.text_keys import Key, TextKey

CUSTOMER_TEXTS: Mapping[str, tuple[Key, ...]] = {
    "first": (
        ProfileKey.DESCRIPTION,
        ProfileKey.ABOUT,
        TextKey.ASK_CONTACT,
        TextKey.BUTTON_SHARE_CONTACT,
        TextKey.CONTACT_NOT_YOURS,
        TextKey.CONTACT_SAVED,
        TextKey.WELCOME,
        TextKey.BUTTON_TALK,
        TextKey.USE_BUTTONS,
        TextKey.ASK_LANGUAGE,
        TextKey.LANGUAGE_CHOSEN,
    ),
    "topic": (
        TextKey.ASK_TOPIC,
        TextKey.TOPIC_CHOSEN,
        TextKey.TOPIC_GONE,
        RelayKey.CHOOSE_TOPIC,
        RelayKey.CHOOSE_TOPIC_BY_BUTTON,
        RelayKey.ASK_QUESTION,
        RelayKey.ASK_QUESTION_AT_ONCE,
        RelayKey.QUESTION_CANCELLED,
        RelayKey.NOTHING_ASKED,
        RelayKey.BUTTON_ASK_AGAIN,
        FieldKey.FIELD_ASK,
        FieldKey.FIELD_ASK_CHOICE,
        FieldKey.FIELD_WRONG_TEXT,
        FieldKey.FIELD_WRONG_NUMBER,
        FieldKey.FIELD_WRONG_CHOICE,
        FieldKey.FIELD_WRONG_PHONE,
        FieldKey.FIELD_WRONG_EMAIL,
        FieldKey.BUTTON_FIELD_SKIP,
        FieldKey.BUTTON_FIELD_LEAVE,
    ),
    "closed": (
        TextKey.DESK_CLOSED,
        TextKey.DESK_NOBODY,
        TextKey.CARD_QUEUED_CLOSED,
        TextKey.CARD_QUEUED_NOBODY,
        RelayKey.QUESTION_ACCEPTED_CLOSED,
    ),
    "auto": (AutoKey.FIRST, AutoKey.CLOSED),
    "wait": (
        TextKey.CARD_QUEUED,
        TextKey.CARD_JOINED_WAITING,
        RelayKey.QUESTION_ACCEPTED,
        RelayKey.QUESTION_WAITING,
        RelayKey.HERE_WAITING,
        TextKey.BUTTON_CANCEL,
        TextKey.NOTHING_TO_CANCEL,
        RelayKey.TOO_LATE_TO_CANCEL,
    ),
    "talk": (
        TextKey.CARD_PREPARING,
        TextKey.CARD_NO_ROOM_YET,
        TextKey.CARD_READY,
        TextKey.BUTTON_ENTER_ROOM,
        TextKey.OFFER_REMINDER,
        TextKey.ROOM_CARD_WAITING,
        TextKey.ROOM_CARD,
        ExportKey.ROOM_GOES,
        ExportKey.ROOM_GOES_SENT,
        ExportKey.ROOM_GOES_NOW,
        ExportKey.ROOM_GOES_NOW_SENT,
        TextKey.DOOR_WAITS,
        TextKey.DOOR_TOO_MANY_CHATS,
        TextKey.BUTTON_LET_IN,
        TextKey.DOOR_TRIED,
        TextKey.CARD_ACTIVE,
        TextKey.CARD_LEFT,
        RelayKey.HERE_COMING,
        RelayKey.HERE_ACTIVE,
        RelayKey.QUESTION_ANSWERED,
        RelayKey.WRITE_HERE,
        RelayKey.WORDS_HELD_UP,
        HeldKey.TOLD_FLOOD,
        HeldKey.TOLD_WORD,
        RelayKey.TALK_RUNS,
        RelayKey.TALK_RUNS_ELSEWHERE,
        RelayKey.BUTTON_END_TALK,
        TextKey.STILL_NEEDED,
        TextKey.STILL_NEEDED_YES,
        TextKey.BUTTON_STILL_NEEDED,
        TextKey.BUTTON_SOLVED,
    ),
    "end": (
        TextKey.THANKS,
        TextKey.CARD_CLOSED,
        TextKey.CARD_CANCELLED,
        TextKey.CARD_NEVER_CAME,
        TextKey.CARD_CLOSED_SILENT,
        TextKey.CARD_CLOSED_LEFT,
        TextKey.ROOM_CARD_CLOSED,
        ExportKey.BUTTON_CONVERSATION,
        ExportKey.CONVERSATION_BEGUN,
        ExportKey.CONVERSATION_CAPTION,
        ExportKey.CONVERSATION_GIVEN,
        ExportKey.CONVERSATION_NOT,
        ExportKey.CONVERSATION_FAILED,
        TextKey.CLOSED_SILENT,
        TextKey.CLOSED_LEFT,
        RelayKey.QUESTION_CLOSED,
        RelayKey.QUESTION_WITHDRAWN,
        RelayKey.DESK_FAREWELL,
        RelayKey.DESK_FAREWELL_SILENT,
        RelayKey.BUTTON_RESOLVED_YES,
        RelayKey.BUTTON_RESOLVED_NO,
        RelayKey.RESOLVED_YES,
        RelayKey.RESOLVED_NO,
        RelayKey.RESOLUTION_IS_KEPT,
        RelayKey.CANNOT_BE_RESOLVED,
        ReopenKey.BUTTON,
        ReopenKey.FAREWELL,
        ReopenKey.TOO_LATE,
        ReopenKey.HAS_OTHER,
    ),
    "stars": (
        TextKey.RATED_ASK_COMMENT,
        TextKey.RATED,
        TextKey.RATED_WITH_COMMENT,
        TextKey.BUTTON_NO_COMMENT,
        TextKey.CANNOT_BE_RATED,
        TextKey.RATING_IS_KEPT,
    ),
    "data": (
        TextKey.OWN_DATA,
        TextKey.OWN_DATA_FILE,
        TextKey.OWN_DATA_GIVEN,
        TextKey.NOTHING_KEPT,
        TextKey.FORGET_ASK,
        TextKey.BUTTON_FORGET,
        TextKey.BUTTON_FORGET_NOT,
        TextKey.FORGET_ASKED,
        TextKey.FORGET_WAITS,
        TextKey.FORGET_NOT,
        TextKey.FORGET_REFUSED,
        TextKey.FORGOTTEN,
    ),
}
"""By the moment: the first words, the choice of a topic, outside working hours, what the desk
answers by itself, the wait, the talk, the end, the stars, own data."""

OWN_WORDS = frozenset(key.value for keys in CUSTOMER_TEXTS.values() for key in keys)
"""The keys of all of them."""

BY_TOPIC = frozenset(key.value for key in AutoKey)
"""The keys of those that may have words for a topic, beside those for all."""

_OF = "--"
_TOPIC = re.compile(r"[a-z0-9][a-z0-9_-]*")


def by_topic(key: str, topic: str) -> str:
    """Return the name of a text's words for that topic."""
    return f"{key}{_OF}{topic}"


def text_of(name: str) -> str:
    """Return the key of the text whose words, for all topics or for one, have that name."""
    key, mark, topic = name.partition(_OF)
    return key if mark and key in BY_TOPIC and _TOPIC.fullmatch(topic) else name


def topic_of(name: str) -> str:
    """Return the topic for which words of that name are; empty: for all."""
    return "" if text_of(name) == name else name.partition(_OF)[2]


SAMPLES: Mapping[str, str | int] = {
    "name": "Anna",
    "operator": "Oleh",
    "field": "…",
    "customer": "Anna",
    "topic": "…",
    "ticket": 42,
    "position": 3,
    "minutes": 5,
    "hours": 0,
    "day": 2,
    "clock": "09:00",
    "zone": "EET",
    "stars": "★★★★★",
    "time": "14:05 EET",
    "tag": "@anna",
    "phone": "+380501112233",
    "tickets": 3,
    "messages": 3,
    "files": 3,
    "ratings": 3,
    "ahead": 0,
    "month": 1,
}
"""Values for whoever looks at a text without a customer: made up, and nobody's."""
