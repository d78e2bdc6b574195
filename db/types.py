"""Column types that mean the same on SQLite and on PostgreSQL."""

import json
import re
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import JSON, BigInteger, DateTime, Enum, Integer, Text
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

# PostgreSQL takes no NUL in text or jsonb, and no driver takes an unpaired surrogate. Telegram
# carries neither by rule, but a peer may send what it likes. So both are kept behind DLE ("data
# link escape", the control character of that meaning), and DLE itself too.
_MARK = "\x10"
_REFUSED = re.compile("[\x00\x10\ud800-\udfff]")
_KEPT = re.compile("\x10([0-9a-f]{4})")

StrEnumType = TypeVar("StrEnumType", bound=StrEnum)


def escape(text: str) -> str:
    """Escape a text so that every database keeps it; `unescape` returns exactly what came."""
    if _REFUSED.search(text) is None:
        return text
    return _REFUSED.sub(lambda match: f"{_MARK}{ord(match[0]):04x}", text)


def unescape(text: str) -> str:
    """Return what `escape` was given."""
    if _MARK not in text:
        return text
    return _KEPT.sub(lambda match: chr(int(match[1], 16)), text)


def _mapped(value: Any, change: Any) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {change(key): _mapped(item, change) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_mapped(item, change) for item in value]
    return value


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def to_json(value: Any) -> str:
    """Return JSON as it is stored: readable in any script, without what a database refuses."""
    text = _encode(value)
    if "\\u0000" in text or "\\u0010" in text or _REFUSED.search(text) is not None:
        text = _encode(_mapped(value, escape))
    return text


def from_json(text: str | bytes) -> Any:
    """Return what `to_json` was given (tuples as lists)."""
    if isinstance(text, bytes):
        text = text.decode()
    value = json.loads(text)
    return _mapped(value, unescape) if "\\u0010" in text else value


def _unescaped(value: str | None) -> str | None:
    return value if value is None or _MARK not in value else unescape(value)


class SafeText(TypeDecorator[str]):
    """A text of any content, NUL and unpaired surrogates included."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Convert for the database."""
        return None if value is None else escape(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:  # noqa: ARG002
        """Return what converts from the database: one call for each value, of which there are
        thousands."""
        return _unescaped


def _from_text(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(f"{value}+00:00")


def _in_utc(value: datetime | None) -> datetime | None:
    return value if value is None or value.tzinfo is UTC else value.astimezone(UTC)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware when written, aware and in UTC when read. SQLite keeps it as UTC text, which
    sorts as time.

    Raises:
        ValueError: a naive datetime is given.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Convert for the database."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a time without a zone: {value!r}")
        return value.astimezone(UTC)

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:  # noqa: ARG002
        """Return what converts from the database: one call for each value, of which there are
        thousands."""
        return _from_text if dialect.name == "sqlite" else _in_utc


class SearchWords(TypeDecorator[str]):
    """Words as `core.model.search.kept` has them. PostgreSQL is given their places too: what it
    would itself make of a text is not what SQLite makes of it."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Return the database's own type."""
        own = postgresql.TSVECTOR() if dialect.name == "postgresql" else Text()
        return dialect.type_descriptor(own)

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Convert for the database."""
        if value is None or dialect.name != "postgresql":
            return value
        return " ".join(f"'{word}':{place}" for place, word in enumerate(value.split(), start=1))


# SQLite counts rows up by itself for INTEGER primary keys alone.
RowId: TypeEngine[int] = BigInteger().with_variant(Integer, "sqlite")

Json: TypeEngine[Any] = JSON(none_as_null=True)

Ids: TypeEngine[Any] = JSON().with_variant(postgresql.ARRAY(BigInteger), "postgresql")
"""A list of ids as one parameter, so that a statement is the same for any number of them."""

Names: TypeEngine[Any] = JSON().with_variant(postgresql.ARRAY(Text), "postgresql")
"""A list of short texts as one parameter."""


def words(kind: type[StrEnumType]) -> "Enum":
    """Make the type of a StrEnum's column: its values, with a CHECK that admits no others."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        validate_strings=True,
        length=32,
        name=re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower(),
        values_callable=lambda members: [member.value for member in members],
    )
