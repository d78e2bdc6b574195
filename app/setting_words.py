"""Reads and checks values of settings, and says what is wrong with one."""

import re
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, ValidationInfo
from pydantic_core import ErrorDetails

from core.model.people import LARGEST_ID, NOT_PEOPLE

Seconds = Annotated[float, Field(le=365 * 86400)]
Minutes = Annotated[float, Field(le=365 * 1440)]
Hours = Annotated[float, Field(le=365 * 24)]
Days = Annotated[float, Field(le=36500)]
"""Spans that calendars can be reckoned with."""
Count = Annotated[int, Field(le=1_000_000)]

_LARGEST_CHAT = (1 << 52) - 1
"""Ids of chats have at most 52 significant bits (https://core.telegram.org/bots/api#chat)."""
_TOKEN = re.compile(r"[0-9]{1,19}:[A-Za-z0-9_-]+")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


def is_whole(word: str) -> bool:
    """Tell whether it is a number as machines write them: ² and ٣ are digits, too."""
    return word.isascii() and word.isdigit()


def person_ids(value: Any) -> Any:
    """Read ids written with commas. Raises ValueError."""
    return _numbers(value, "must be Telegram ids with commas between them", sign="")


def people(value: list[int]) -> list[int]:
    """Check ids of people that there can be, each once. Raises ValueError."""
    if not all(0 < each <= LARGEST_ID and each not in NOT_PEOPLE for each in value):
        raise ValueError("must be Telegram ids of people")
    return _once(value)


def group_ids(value: Any) -> Any:
    """Read ids of groups written with commas. Raises ValueError."""
    problem = "must be ids of groups, as -1001234567890, with commas between them"
    return _numbers(value, problem, sign="-")


def paths(value: Any) -> Any:
    """Read files written with commas."""
    if isinstance(value, str):
        return [Path(part.strip()) for part in value.split(",") if part.strip()]
    return value


def zone(value: str) -> str:
    """Check a time zone that this machine knows. Raises ValueError."""
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("must be a name of the time zone database, as Europe/Kyiv") from error
    return value


def redis_address(value: SecretStr | None) -> SecretStr | None:
    """Check where Redis is. Raises ValueError."""
    schemes = ("redis://", "rediss://", "unix://")
    if value is not None and not value.get_secret_value().startswith(schemes):
        raise ValueError("must begin with redis://, rediss:// or unix://")
    return value


def _numbers(value: Any, problem: str, *, sign: str) -> Any:
    if not isinstance(value, str):
        return value
    parts = [part.strip() for part in value.split(",") if part.strip()]
    if not all(part.startswith(sign) and is_whole(part.removeprefix(sign)) for part in parts):
        raise ValueError(problem)
    return [int(part) for part in parts]


def chat_id(value: int | None) -> int | None:
    """Check the id of a chat that there can be. Raises ValueError."""
    if value is not None and not 0 < abs(value) <= _LARGEST_CHAT:
        raise ValueError("must be the id of a chat, as -1001234567890")
    return value


def chat_ids(value: list[int]) -> list[int]:
    """Check ids of chats that there can be, each once. Raises ValueError."""
    for each in value:
        chat_id(each)
    return _once(value)


def _once(value: list[int]) -> list[int]:
    twice = sorted({each for each in value if value.count(each) > 1})
    if twice:
        raise ValueError(f"names {', '.join(map(str, twice))} twice")
    return value


def of_sandbox(value: Path | None, info: ValidationInfo) -> Path | None:
    """Check that a clock which people move is not given to a desk on Telegram, where every deadline
    would be wrong. Raises ValueError."""
    on_telegram = not info.data.get("bot_api_url") or (
        info.data.get("api_id") and not info.data.get("mtproto_server")
    )
    if value is not None and on_telegram:
        raise ValueError("is for a desk on the sandbox, and this one is on Telegram")
    return value


def one_use(value: int | None, info: ValidationInfo) -> int | None:
    """Check a staff group that no setting before this one names. Raises ValueError."""
    if value is not None:
        if value in info.data.get("desk_chat_ids", ()):
            raise ValueError("names a group of DESK_CHAT_IDS: a group has one use")
        if value == info.data.get("overflow_chat_id"):
            raise ValueError("names the group of OVERFLOW_CHAT_ID: a group has one use")
    return value


def host_port(value: str | None) -> str | None:
    """Check where something listens. Raises ValueError."""
    if value is not None:
        host, _, port = value.rpartition(":")
        if not host or not is_whole(port) or not 0 < int(port) < 65536:
            raise ValueError("must be host:port")
    return value


def http_address(value: str | None) -> str | None:
    """Check an address of the web, and leave out the slash at its end. Raises ValueError."""
    if value is not None:
        try:
            parts = urlsplit(value)
            usable = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
        except ValueError:  # of a port that is none, too
            usable = False
        if not usable:
            raise ValueError("must be an http:// or https:// address")
    return value.rstrip("/") if value else value


def page_address(value: str | None) -> str | None:
    """Check an address of a page that has a host to itself. Raises ValueError."""
    address = http_address(value)
    if address and (urlsplit(address).path or urlsplit(address).query or "@" in address):
        raise ValueError("must be an address without a path, as https://desk.example.com")
    return address


def public_address(value: str | None, info: ValidationInfo) -> str | None:
    """Check an address that Telegram calls: https, which only a server of one's own does not ask
    for (https://core.telegram.org/bots/api#using-a-local-bot-api-server). Raises ValueError."""
    address = http_address(value)
    if address and not address.startswith("https://") and not info.data.get("bot_api_url"):
        raise ValueError("must be an https:// address")
    return address


def token(value: SecretStr | None) -> SecretStr | None:
    """Check a token as @BotFather gives it. Raises ValueError."""
    if value is not None and _TOKEN.fullmatch(value.get_secret_value()) is None:
        raise ValueError("must look like 123456:secret, as @BotFather gives it")
    return value


def secret_token(value: SecretStr | None) -> SecretStr | None:
    """Check what Telegram takes (https://core.telegram.org/bots/api#setwebhook). Raises
    ValueError."""
    if value is not None and _SECRET.fullmatch(value.get_secret_value()) is None:
        raise ValueError("must have 1 to 256 of A-Z, a-z, 0-9, _ and -")
    return value


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
    """Say what is wrong with a setting, without its value."""
    words = _WORDS.get(problem["type"])
    if words is None:
        return problem["msg"].removeprefix("Value error, ")
    context = dict(problem.get("ctx", {}))
    if "pattern" in context:
        context["pattern"] = ", ".join(str(context["pattern"]).strip("^$()").split("|"))
    return words.format(**context)
