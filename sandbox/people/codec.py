"""What goes over the control API: views, bytes and times as tagged JSON."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from sandbox.people import views
from sandbox.state.model import Entity

_TAG = "$"
_KINDS: dict[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        views.Account,
        views.Answer,
        views.Attachment,
        views.Button,
        views.ChatView,
        views.Addresses,
        views.Offered,
        views.Parcel,
        views.Seen,
        views.Sightings,
        views.TopicView,
        views.Visit,
        Entity,
    )
}


def pack(value: Any) -> Any:
    """A value as JSON has it. Raises TypeError for what is not meant to travel."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, bytes):
        return {_TAG: "bytes", "data": b64encode(value).decode()}
    if isinstance(value, datetime):
        return {_TAG: "datetime", "iso": value.isoformat()}
    if isinstance(value, Mapping):
        return {str(key): pack(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [pack(item) for item in value]
    name = type(value).__name__
    if is_dataclass(value) and name in _KINDS:
        packed = {f.name: pack(getattr(value, f.name)) for f in fields(value)}
        return {_TAG: name, **packed}
    raise TypeError(f"{name} does not travel")


def unpack(value: Any) -> Any:
    """The value behind JSON. Raises ValueError for a tag that is none of ours."""
    if isinstance(value, list):
        return [unpack(item) for item in value]
    if not isinstance(value, dict):
        return value
    tag = value.get(_TAG)
    if tag is None:
        return {key: unpack(item) for key, item in value.items()}
    if tag == "bytes":
        return b64decode(value["data"])
    if tag == "datetime":
        return datetime.fromisoformat(value["iso"])
    if tag not in _KINDS:
        raise ValueError(f"{tag!r} is nothing that travels")
    given = {key: unpack(item) for key, item in value.items() if key != _TAG}
    # In our views every sequence is a tuple; within their mappings lists stay lists.
    return _KINDS[tag](**{k: tuple(v) if isinstance(v, list) else v for k, v in given.items()})
