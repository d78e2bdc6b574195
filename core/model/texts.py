"""A text is a key and its values: the words are Fluent files, the rendering is the gateway's.
Expected refusals (`DeskError`) have each a text for the person; unexpected errors are never one of
these."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Annotated

from pydantic import BeforeValidator

from core.model.audit_text_keys import AuditKey
from core.model.auto_text_keys import AutoKey
from core.model.configuration_text_keys import ConfigurationKey
from core.model.export_text_keys import ExportKey
from core.model.field_text_keys import FieldKey
from core.model.find_text_keys import FindKey
from core.model.moderation_text_keys import HeldKey
from core.model.notice_keys import NoticeKey
from core.model.profile_text_keys import ProfileKey
from core.model.relay_text_keys import RelayKey
from core.model.reminder_text_keys import ReminderKey
from core.model.reopen_text_keys import ReopenKey
from core.model.reply_text_keys import ReplyKey
from core.model.report_text_keys import FailureKey, StatsKey
from core.model.retention_text_keys import RetentionKey
from core.model.target_text_keys import TargetKey
from core.model.text_keys import Key, TextKey
from core.model.token_text_keys import TokenKey
from core.model.watch_text_keys import WatchKey
from core.model.webhook_text_keys import WebhookKey

__all__ = [
    "KEYS",
    "LANGUAGES",
    "AutoKey",
    "Button",
    "ExportKey",
    "FailureKey",
    "FieldKey",
    "FindKey",
    "HeldKey",
    "Key",
    "NoticeKey",
    "RelayKey",
    "ReminderKey",
    "ReopenKey",
    "RetentionKey",
    "Rows",
    "StatsKey",
    "TargetKey",
    "Text",
    "TextKey",
    "Value",
    "key_of",
    "language_of",
]


KEYS: tuple[Key, ...] = (
    *TargetKey,
    *TextKey,
    *RelayKey,
    *StatsKey,
    *NoticeKey,
    *FailureKey,
    *ConfigurationKey,
    *AuditKey,
    *FindKey,
    *FieldKey,
    *ExportKey,
    *ReminderKey,
    *ReopenKey,
    *RetentionKey,
    *HeldKey,
    *ReplyKey,
    *WatchKey,
    *TokenKey,
    *ProfileKey,
    *AutoKey,
    *WebhookKey,
)
"""Every text there is."""


_BY_WORD = {key.value: key for key in KEYS}


LANGUAGES = ("en", "uk", "ru")


def key_of(word: str) -> Key:
    """Return the key of that word. Raises KeyError for a text that this version does not have."""
    return _BY_WORD[word]


AnyKey = Annotated[Key, BeforeValidator(key_of)]
"""A key that is read from its word, wherever rows are read."""


def language_of(code: str | None) -> str:
    """Return the desk's language for a Telegram language code (`uk`, `ru-RU`, None …); English
    unless one of ours."""
    short = (code or "en").split("-")[0].lower()
    return short if short in LANGUAGES else "en"


@dataclass(frozen=True, slots=True)
class Text:
    """A text by key with its values and language; values are data and are escaped where they are
    put in. A value may be a text itself, or several: those stand one below the other."""

    key: AnyKey
    language: str
    values: Mapping[str, "Value"] = field(default_factory=dict)


Value = str | int | Text | tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Button:
    """One button: an `action` (what a press means, at most 64 bytes, as `close:12`), or a `url`,
    or asks for the own contact. `values` are put into the label, as into a text."""

    label: AnyKey
    action: str | None = None
    url: str | None = None
    asks_contact: bool = False
    values: Mapping[str, str | int] = field(default_factory=dict)


Rows = tuple[tuple[Button, ...], ...]


class DeskError(Exception):
    """The base of expected refusals; `key` is the text that the person reads, with its `values`."""

    key: Key

    def __init__(self, key: Key, /, **values: str | int) -> None:
        super().__init__(key.value)
        self.key = key
        self.values = values


class NotYourTicket(DeskError):
    """Only the ticket's operator or a supervisor may do this."""

    def __init__(self) -> None:
        super().__init__(TextKey.NOT_YOUR_TICKET)


class StaffOnly(DeskError):
    """Only staff may do this."""

    def __init__(self) -> None:
        super().__init__(TextKey.STAFF_ONLY)


class TicketIsClosed(DeskError):
    """The ticket is closed already."""

    def __init__(self) -> None:
        super().__init__(TextKey.TICKET_IS_CLOSED)


def text(key: Key, language: str | None, **values: Value) -> Text:
    """Make a text in the desk's language nearest to that one."""
    return Text(key, language_of(language), values)


@dataclass(frozen=True, slots=True)
class Shown:
    """A card's text and buttons."""

    text: Text
    buttons: Rows = ()

    @property
    def word(self) -> str:
        """A short key that differs when what is shown differs."""
        digest = sha256(repr((self.text, self.buttons)).encode()).hexdigest()[:16]
        return f"{self.text.key.value}:{digest}"
