"""What an unexpected error leaves in logs and rows: what and where, and nobody's words."""

import asyncio
import json
import logging
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
import structlog
from pydantic import TypeAdapter
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from app.logs import configure_logs
from core.delivery.describe import describe
from core.delivery.worker import InboxWorker
from core.files import inside
from core.ports import InboxUpdate, Work
from db.database import SqlDatabase
from tests.core.delivery.support import now, opening

WORDS = "my card number is 4111"


def _caught(error: Exception) -> Exception:
    try:
        raise error
    except Exception as caught:  # noqa: BLE001 - it is the test's own
        return caught


@pytest.mark.parametrize("kind", [KeyError, ValueError, LookupError, Exception])
def test_a_text_that_may_be_words_is_left_out(kind: type[Exception]) -> None:
    told = describe(_caught(kind(WORDS)))
    assert told.startswith(kind.__name__)
    assert WORDS not in told


def test_what_the_interpreter_says_of_code_is_kept() -> None:
    assert describe(TypeError("'NoneType' object is not subscriptable")) == (
        "TypeError: 'NoneType' object is not subscriptable"
    )
    assert describe(OSError(28, "No space left on device")).endswith("No space left on device")


def test_the_innermost_line_of_ours_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="leads out") as caught:
        inside(tmp_path, "../words")
    assert describe(caught.value).startswith("ValueError at core.files:")


@pytest.fixture
def logs() -> Iterator[StringIO]:
    """The desk's own logs, as it writes them."""
    written = StringIO()
    root = logging.getLogger()
    before = root.handlers[:], root.level, structlog.get_config()
    configure_logs("DEBUG", as_json=True, to=written)
    yield written
    root.handlers[:], level, config = before
    root.setLevel(level)
    structlog.configure(**config)


async def test_an_update_that_is_set_aside_takes_no_words_along(
    database: SqlDatabase, logs: StringIO
) -> None:
    """Olga's words break the handler in five ways: her words are in the update and nowhere else."""

    async def handle(work: Work, update: InboxUpdate) -> None:
        words = update.payload["text"]
        match update.payload["way"]:
            case "value":
                int(words)
            case "pydantic":
                TypeAdapter(int).validate_python(words)
            case "key":
                raise RuntimeError("no such key") from KeyError(words)
            case "group":
                raise ExceptionGroup(words, [ValueError(words)])
            case _:
                connection = work.uow.inbox._transaction.connection  # type: ignore[attr-defined]
                statement = text("INSERT INTO topics (key, title) VALUES (NULL, :words)")
                await connection.execute(statement, {"words": words})

    ways = ["value", "pydantic", "key", "group", "database"]
    async with database.unit_of_work() as uow:
        updates = [(way, {"way": way, "text": WORDS}) for way in ways]
        await uow.inbox.store("bot", updates, now())
    worker = InboxWorker(opening(database), database.wakeup, "bot", handle)
    assert await worker.work_through() == len(ways)
    async with database.reading() as transaction:
        rows = await transaction.connection.execute(text("SELECT error FROM inbox ORDER BY id"))
        errors = [row.error for row in rows]
    assert [error.split()[0].rstrip(":") for error in errors[:4]] == [
        "ValueError",
        "ValidationError",
        "RuntimeError",
        "ExceptionGroup",
    ]
    assert errors[4].startswith(IntegrityError.__name__)
    written = logs.getvalue()
    assert WORDS not in "".join(errors) + written
    told = [json.loads(line) for line in written.splitlines()]
    assert [line["event"] for line in told].count("update set aside") == len(ways)
    assert "in handle" in told[-1]["exception"]


async def test_at_debug_no_driver_tells_what_is_written(
    database: SqlDatabase, logs: StringIO
) -> None:
    async with database.unit_of_work() as uow:
        await uow.inbox.store("bot", [("1", {"text": WORDS})], now())
    assert WORDS not in logs.getvalue()


async def test_an_error_that_nobody_took_from_a_task_is_told_without_its_text(
    logs: StringIO,
) -> None:
    async def fail() -> None:
        raise KeyError(WORDS)

    task = asyncio.create_task(fail())
    await asyncio.wait([task])
    asyncio.get_running_loop().call_exception_handler(
        {
            "message": "Task exception was never retrieved",
            "exception": task.exception(),
            "future": task,
        }
    )
    written = logs.getvalue()
    assert "Task exception was never retrieved" in written
    assert WORDS not in written
