"""A desk after a year (`bench.year_rows`), of one's own to ask and to change."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from pathlib import Path

from bench.year_load import postgres_year, sqlite_year

_YEARS = {"SQLite": sqlite_year, "PostgreSQL": postgres_year}


@asynccontextmanager
async def year_copy(kind: str) -> AsyncIterator[tuple[Path, str]]:
    """Make a folder, and on that kind of database a copy of a year, whose address is returned
    beside it."""
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sw-bench-")))
        # Loading it runs a loop of its own.
        yield home, await asyncio.to_thread(stack.enter_context, _YEARS[kind](home))
