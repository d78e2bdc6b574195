"""Reads the arguments of a call, whichever way the client sent them: query, form, JSON or
multipart.

Clients differ: aiogram and python-telegram-bot send forms with JSON inside, others a JSON body.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader
from aiohttp.web import BaseRequest

from sandbox.bot_api.errors import ApiError, bad_request

MAX_UPLOAD = 50 * 1024 * 1024  # https://core.telegram.org/bots/api#sending-files
_ELEMENTS = {"commands": "BotCommand", "media": "InputMedia", "message_ids": "message identifiers"}
_TRUE = frozenset({"true", "yes", "1"})


@dataclass(slots=True)
class Upload:
    """A file as it came in a multipart body."""

    name: str
    data: bytes
    mime_type: str


@dataclass(slots=True)
class Args:
    """Named values (text, or decoded already when the body was JSON) and files."""

    values: dict[str, Any] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)

    def given(self, name: str) -> bool:
        """Tell whether an argument was given at all, even empty."""
        return name in self.values or name in self.files

    def text(self, name: str, default: str = "") -> str:
        """A text value; numbers and flags of a JSON body as text."""
        value = self.values.get(name)
        if value is None:
            return default
        if isinstance(value, str):
            return value
        if isinstance(value, bool):
            return "true" if value else "false"
        return json.dumps(value) if isinstance(value, (dict, list)) else str(value)

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number; what is none counts as the default, as Telegram's server has it."""
        value = self.values.get(name)
        if isinstance(value, int):
            return int(value)
        try:
            return int(str(value).strip()) if value is not None else default
        except ValueError:
            return default

    def number(self, name: str, default: float = 0.0) -> float:
        """A number with a fraction."""
        try:
            return float(self.text(name) or default)
        except ValueError:
            return default

    def flag(self, name: str) -> bool:
        """True for true, yes and 1."""
        value = self.values.get(name)
        return value is True or (value is not None and str(value).strip().lower() in _TRUE)

    def json(self, name: str) -> Any:
        """A JSON value, None when not given or empty. Raises `ApiError` when it cannot be read."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name} JSON object") from None

    def lenient(self, name: str) -> list[Any] | None:
        """A JSON array where Telegram passes over what is none (`entities`, `allowed_updates`)."""
        try:
            value = self.json(name)
        except ApiError:
            return None
        return value if isinstance(value, list) else None

    def required(self, name: str) -> str:
        """A text that must not be empty."""
        value = self.text(name)
        if not value:
            raise bad_request(f'parameter "{name}" is required')
        return value

    def mapping(self, name: str) -> dict[str, Any] | None:
        """A JSON object or None."""
        return self.json_object(name, name.replace("_", " "))

    def json_object(self, name: str, called: str) -> dict[str, Any] | None:
        """A JSON object or None; `called`: Telegram's words for it when it is none."""
        try:
            value = self.json(name)
        except ApiError:
            raise bad_request(f"can't parse {called} JSON object") from None
        if value is None or isinstance(value, dict):
            return value
        raise bad_request(f"object expected as {called}")

    def sequence(self, name: str) -> list[Any] | None:
        """A JSON array or None."""
        value = self.json(name)
        if value is None or isinstance(value, list):
            return value
        raise bad_request(f"expected an Array of {_ELEMENTS.get(name, name)}")


async def read_args(request: BaseRequest) -> Args:
    """Read everything that a request carries. Raises `ApiError` for a body that cannot be read."""
    args = Args(dict(request.query) if request.query_string else {})
    if not request.can_read_body:
        return args
    kind = request.content_type
    if kind == "multipart/form-data":
        await _read_multipart(request, args)
        return args
    body = await request.read()
    if kind == "application/json":
        args.values.update(json_object(body))
    elif kind == "application/x-www-form-urlencoded":
        args.values.update(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    return args


def json_object(body: bytes) -> dict[str, Any]:
    """Read a JSON body as named values; what is no JSON object counts as nothing.

    A null is the text "null" (TDLib, HttpReader.cpp: what is no string is taken as it stands).
    """
    try:
        value = json.loads(body)
    except ValueError:
        return {}
    if not isinstance(value, dict):
        return {}
    return {name: "null" if one is None else one for name, one in value.items()}


async def _read_multipart(request: BaseRequest, args: Args) -> None:
    try:
        async for part in await request.multipart():
            if not isinstance(part, BodyPartReader) or not part.name:
                continue
            data = bytes(await part.read(decode=True))
            if part.filename is None:
                args.values[part.name] = data.decode("utf-8", "replace")
                continue
            if len(data) > MAX_UPLOAD:
                raise ApiError(413, "")
            mime = part.headers.get("Content-Type", "application/octet-stream")
            args.files[part.name] = Upload(part.filename, data, mime.partition(";")[0].strip())
    except ValueError:
        raise bad_request("can't parse multipart body") from None
