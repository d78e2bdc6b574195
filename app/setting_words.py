"""Reading and checking values of settings, and saying what is wrong with one."""

from typing import Any
from urllib.parse import urlsplit

from pydantic import ValidationInfo
from pydantic_core import ErrorDetails


def numbers(value: Any, problem: str, *, sign: str) -> Any:
    """A list written with commas; all of them with that sign. Raises ValueError."""
    if not isinstance(value, str):
        return value
    parts = [part.strip() for part in value.split(",") if part.strip()]
    if not all(part.startswith(sign) and part.removeprefix(sign).isdigit() for part in parts):
        raise ValueError(problem)
    return [int(part) for part in parts]


def once(value: list[int]) -> list[int]:
    """A list in which nothing stands twice. Raises ValueError."""
    twice = sorted({each for each in value if value.count(each) > 1})
    if twice:
        raise ValueError(f"names {', '.join(map(str, twice))} twice")
    return value


def one_use(value: int | None, info: ValidationInfo) -> int | None:
    """A staff group that no setting before this one names. Raises ValueError."""
    if value is not None:
        if value in info.data.get("desk_chat_ids", ()):
            raise ValueError("names a group of DESK_CHAT_IDS: a group has one use")
        if value == info.data.get("overflow_chat_id"):
            raise ValueError("names the group of OVERFLOW_CHAT_ID: a group has one use")
    return value


def host_port(value: str | None) -> str | None:
    """Where something listens. Raises ValueError."""
    if value is not None:
        host, _, port = value.rpartition(":")
        if not host or not port.isdigit() or not 0 < int(port) < 65536:
            raise ValueError("must be host:port")
    return value


def http_address(value: str | None) -> str | None:
    """An address of the web, without a slash at its end. Raises ValueError."""
    if value is not None:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("must be an http:// or https:// address")
    return value.rstrip("/") if value else value


def public_address(value: str | None, info: ValidationInfo) -> str | None:
    """An address that Telegram calls: https, which only a server of one's own does not ask for
    (https://core.telegram.org/bots/api#using-a-local-bot-api-server). Raises ValueError."""
    address = http_address(value)
    if address and not address.startswith("https://") and not info.data.get("bot_api_url"):
        raise ValueError("must be an https:// address")
    return address


_WORDS = {
    "int_parsing": "must be a whole number",
    "float_parsing": "must be a number",
    "bool_parsing": "must be true or false",
    "less_than": "must be less than {lt}",
    "greater_than": "must be greater than {gt}",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "string_too_long": "must have at most {max_length} characters",
    "string_pattern_mismatch": "must be one of {pattern}",
}


def in_words(problem: ErrorDetails) -> str:
    """What is wrong with a setting, without its value."""
    words = _WORDS.get(problem["type"])
    if words is None:
        return problem["msg"].removeprefix("Value error, ")
    context = dict(problem.get("ctx", {}))
    if "pattern" in context:
        context["pattern"] = ", ".join(str(context["pattern"]).strip("^$()").split("|"))
    return words.format(**context)
