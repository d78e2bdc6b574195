"""Writes logs to standard error, one event a line, with secrets struck out."""

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from contextlib import suppress
from typing import Any, TextIO, cast

from core.delivery.describe import kind_of

BOT_TOKEN = re.compile(r"\b\d{5,}:[A-Za-z0-9_-]{20,}")
URL_PASSWORD = re.compile(r"(://[^/\s:@]*:)[^@\s/]+@")
OURS = ("app", "archive", "bot", "core", "db", "sandbox", "userbot")
OF_A_TASK = re.compile(r" exception=.*?>$", re.MULTILINE | re.DOTALL)
"""Where asyncio shows a task with the error that nobody took from it."""


def strike_secrets(text: str) -> str:
    """Return the text without bot tokens and without passwords in addresses."""
    return URL_PASSWORD.sub(r"\1***@", BOT_TOKEN.sub("<bot token>", text))


def _strike(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = strike_secrets(value)
    return event


def render(exc_info: Any) -> str:
    """Write a traceback whose errors say no more than `describe` lets them."""
    error: BaseException | None = exc_info[1]
    return "" if error is None else "\n".join(_lines(error, set()))


def _lines(error: BaseException, seen: set[int]) -> list[str]:
    seen.add(id(error))
    lines: list[str] = []
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None and id(cause) not in seen:
        lines += [*_lines(cause, seen), "", "and then:", ""]
    lines.append("Traceback (most recent call last):")
    lines += "".join(traceback.format_tb(error.__traceback__)).splitlines()
    lines.append(kind_of(error))
    if isinstance(error, BaseExceptionGroup):
        for each in error.exceptions:
            lines += [f"  | {line}" for line in _lines(each, seen)]
    return lines


def _shorten(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    if isinstance(event.get("event"), str):
        event["event"] = OF_A_TASK.sub(">", event["event"])
    return event


class _Unfailing:
    """A stream that loses what it cannot write: on a full disk the desk goes on without its log."""

    def __init__(self, to: TextIO) -> None:
        self._to = to

    def write(self, text: str) -> int:
        """Write, as far as that is possible."""
        with suppress(OSError):
            return self._to.write(text)
        return 0

    def flush(self) -> None:
        """Flush, as far as that is possible."""
        with suppress(OSError):
            self._to.flush()


def configure_logs(level: str = "INFO", *, as_json: bool = False, to: TextIO | None = None) -> None:
    """Send our logs and the libraries' to standard error; the libraries' from WARNING on: at DEBUG
    drivers log each statement with its values."""
    import structlog  # late: commands that only show their help need none of it

    to = to or sys.stderr
    stream = cast(TextIO, _Unfailing(to))
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: list[Any] = [structlog.processors.ExceptionRenderer(render), _shorten, _strike]
    last.append(
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if as_json
        else structlog.dev.ConsoleRenderer(colors=to.isatty())
    )
    structlog.configure(
        processors=[*shared, *last],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.PrintLoggerFactory(stream),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(max(logging.WARNING, logging.getLevelName(level)))
    for name in OURS:
        logging.getLogger(name).setLevel(level)
    # Its refused connections are told once, by ours.
    logging.getLogger("pyrogram.connection").setLevel(logging.CRITICAL)
    # A stop cancels whoever waits for the database; the pool throws that connection away, and would
    # tell so with a traceback. What matters is raised where the connection is used.
    logging.getLogger("sqlalchemy.pool").setLevel(logging.CRITICAL)
