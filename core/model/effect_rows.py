"""Effects as the outbox keeps them: a kind and plain JSON values.

A module of its own because it imports every module that declares effects, and these import
`core.model.effects`.
"""

from typing import Any

from pydantic import TypeAdapter

from core.model import (
    access,
    audience_effects,
    auto_replies,
    desk_effects,
    inline_effects,
    program_effects,
    room_effects,
    search_effects,
    sources,
    statistics_effects,
    watch_effects,
    webhooks,
)
from core.model.effects import EFFECTS, Effect

KINDS_OF = (
    access,
    audience_effects,
    auto_replies,
    desk_effects,
    inline_effects,
    program_effects,
    room_effects,
    search_effects,
    sources,
    statistics_effects,
    watch_effects,
    webhooks,
)
"""Where effects are declared, beside `core.model.effects`; once imported, they can be read."""


_ADAPTERS: dict[type[Effect], TypeAdapter[Effect]] = {}


def to_json(effect: Effect) -> dict[str, Any]:
    """Return an effect's fields as plain JSON values."""
    fields: dict[str, Any] = _adapter(type(effect)).dump_python(effect, mode="json")
    return fields


def from_json(kind: str, fields: dict[str, Any]) -> Effect:
    """Read an effect from its row. Raises KeyError for a kind or a text that this version does not
    know, and ValueError for fields that are not the kind's."""
    return _adapter(EFFECTS[kind]).validate_python(fields)


def _adapter(kind: type[Effect]) -> TypeAdapter[Effect]:
    """Return the kind's adapter, made when the kind is first met."""
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]
