"""What the desk says, by key: the words themselves are Fluent files, the rendering is the
gateway's."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.domain.text_keys import TextKey

__all__ = ["LANGUAGES", "Button", "Rows", "Text", "TextKey", "Value", "language_of"]

LANGUAGES = ("en", "uk", "ru")


def language_of(code: str | None) -> str:
    """The desk's language for a Telegram language code (`uk`, `ru-RU`, None …); English unless one
    of ours."""
    short = (code or "en").split("-")[0].lower()
    return short if short in LANGUAGES else "en"


@dataclass(frozen=True, slots=True)
class Text:
    """A text by key with its values and language; values are data and are escaped where they are
    put in. A value may be a text itself, or several: those stand one below the other."""

    key: TextKey
    language: str
    values: Mapping[str, "Value"] = field(default_factory=dict)


Value = str | int | Text | tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Button:
    """One button: an `action` (what a press means, at most 64 bytes, as `close:12`), or a `url`,
    or asks for the own contact. `values` are put into the label, as into a text."""

    label: TextKey
    action: str | None = None
    url: str | None = None
    asks_contact: bool = False
    values: Mapping[str, str | int] = field(default_factory=dict)


Rows = tuple[tuple[Button, ...], ...]
