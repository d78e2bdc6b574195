"""Logging: structlog to standard error, one event a line, with secrets struck out."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

BOT_TOKEN = re.compile(r"\b\d{5,}:[A-Za-z0-9_-]{20,}")
URL_PASSWORD = re.compile(r"(://[^/\s:@]*:)[^@\s/]+@")
NOISY = (
    "aiogram",
    "aiohttp",
    "apscheduler",
    "alembic",
    "pyrogram",
    "telegram",
    "sqlalchemy",
    "matplotlib",
)


def strike_secrets(text: str) -> str:
    """The text without bot tokens and without passwords in addresses."""
    return URL_PASSWORD.sub(r"\1***@", BOT_TOKEN.sub("<bot token>", text))


def _strike(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = strike_secrets(value)
    return event


def configure_logs(level: str = "INFO", *, as_json: bool = False) -> None:
    """Send our logs and the libraries' to standard error; the libraries' from WARNING on."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: list[Any] = [structlog.processors.format_exc_info, _strike]
    last.append(
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if as_json
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[*shared, *last],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    # Its refused connections are told once, by ours.
    logging.getLogger("pyrogram.connection").setLevel(logging.CRITICAL)
    for name in NOISY:
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
    # A stop cancels whoever waits for the database; the pool throws that connection away, and would
    # tell so with a traceback. What matters is raised where the connection is used.
    logging.getLogger("sqlalchemy.pool").setLevel(logging.CRITICAL)
