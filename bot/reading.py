"""Reads what a Bot API server sends, also one that is older than the library.

aiogram demands every field that the Bot API promises today. A server of one's own may be older,
and then lacks what came since: such a flag is down, such a number 0, such a text empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from aiogram.types import Message, Update
from pydantic import BaseModel, ValidationError

_NEUTRAL: Mapping[type, Any] = {bool: False, int: 0, float: 0.0, str: ""}


def read_update(raw: Mapping[str, Any]) -> Update:
    """Parse the update as aiogram's object. Raises `ValidationError` for what is none at all."""
    try:
        return Update.model_validate(raw)
    except ValidationError:
        return Update.model_validate(_completed(Update, raw))


def read_message(raw: Mapping[str, Any]) -> Message:
    """Parse the message as aiogram's object. Raises `ValidationError` for what is none at all."""
    try:
        return Message.model_validate(raw)
    except ValidationError:
        return Message.model_validate(_completed(Message, raw))


def _completed(model: type[BaseModel], raw: Mapping[str, Any]) -> dict[str, Any]:
    """Add a neutral value for each missing plain field, however deep."""
    whole = dict(raw)
    for name, field in model.model_fields.items():
        key = field.alias or name
        if key in whole:
            whole[key] = _filled(field.annotation, whole[key])
        elif field.is_required():
            neutral = _neutral(field.annotation)
            if neutral is not None:
                whole[key] = neutral
    return whole


def _filled(annotation: Any, value: Any) -> Any:
    if isinstance(value, list):
        return [_filled(_element(annotation), one) for one in value]
    if not isinstance(value, dict):
        return value
    model = next((each for each in _models(annotation) if _is_meant(each, value)), None)
    return value if model is None else _completed(model, value)


def _element(annotation: Any) -> Any:
    """Return what a list of the annotation holds."""
    for one in _members(annotation):
        if get_origin(one) is list:
            return get_args(one)[0]
    return None


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    for one in _members(annotation):
        if isinstance(one, type) and issubclass(one, BaseModel):
            yield one


def _members(annotation: Any) -> tuple[Any, ...]:
    return get_args(annotation) if _is_union(annotation) else (annotation,)


def _is_union(annotation: Any) -> bool:
    return get_origin(annotation) in (Union, UnionType)


def _is_meant(model: type[BaseModel], value: Mapping[str, Any]) -> bool:
    """Tell whether an object is of that type: types that may stand for each other differ by a field
    of one value, as `status` is."""
    for name, field in model.model_fields.items():
        if get_origin(field.annotation) is Literal:
            allowed = get_args(field.annotation)
            if value.get(field.alias or name) not in allowed:
                return False
    return True


def _neutral(annotation: Any) -> Any:
    if get_origin(annotation) is list:
        return []
    return _NEUTRAL.get(annotation) if isinstance(annotation, type) else None
