"""Run every measurement, or those that are named: `python -m bench [name …]`.

Each row is printed when it is known, the table of all at the end. Ends with 1 when a measurement
failed, also when bounds are not met: a busy machine misses some of them.
"""

import asyncio
import json
import sys
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter

from rich.console import Console

from bench import (
    board,
    board_page,
    bots,
    delivery,
    group_commit,
    latency,
    memory,
    phones,
    press,
    queue,
    relayed_text,
    restart,
    room_text,
    routing,
    slope,
    start,
    transcript,
    verify,
    year,
)
from bench.rows import Row, figures, line_of, print_table

Measurement = Callable[[], AsyncIterator[Row]]


async def together(measure: Callable[[], Awaitable[Sequence[Row]]]) -> AsyncIterator[Row]:
    """Rows that are all known at the end only."""
    for row in await measure():
        yield row


MEASUREMENTS: dict[str, Measurement] = {
    "group-commit": group_commit.measure,
    "delivery": delivery.measure,
    "relayed-text": relayed_text.measure,
    "latency": latency.measure,
    "press": partial(together, press.measure),
    "room-text": room_text.measure,
    "slope": slope.measure,
    "restart": restart.measure,
    "memory": memory.measure,
    "start": start.measure,
    "routing": routing.measure,
    "queue": queue.measure,
    "transcript": transcript.measure,
    "verify": verify.measure,
    "board": board.measure,
    "board-page": board_page.measure,
    "phones": phones.measure,
    "bots": bots.measure,
    "year": partial(together, year.measure),
}
WIDTH = 130
"""Columns that the table needs, also where it goes into a file."""
KEPT = Path("build/bench.json")
"""The rows of the last run, with which the next one is compared."""


def main() -> int:
    names = sys.argv[1:] or list(MEASUREMENTS)
    unknown = [name for name in names if name not in MEASUREMENTS]
    if unknown:
        print(f"no such measurement: {', '.join(unknown)}; there is: {', '.join(MEASUREMENTS)}")
        return 2
    began = perf_counter()
    rows: list[Row] = []
    failed: list[str] = []
    for name in names:
        print(f"== {name}", flush=True)
        start = perf_counter()
        try:
            asyncio.run(_measure(MEASUREMENTS[name], rows))
        except Exception:  # noqa: BLE001 - told here; the others' rows are not lost with it
            traceback.print_exc()
            failed.append(name)
        print(f"   {name} took {_duration(perf_counter() - start)}", flush=True)
    _report(rows)
    missed = sum(row.is_met is False for row in rows)
    bounds = sum(row.is_met is not None for row in rows)
    print(f"not met: {missed} of {bounds} bounds; {_duration(perf_counter() - began)} altogether")
    if failed:
        print(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


async def _measure(measure: Measurement, rows: list[Row]) -> None:
    async for row in measure():
        print(f"   {line_of(row)}", flush=True)
        rows.append(row)


def _duration(seconds: float) -> str:
    return f"{int(seconds // 60)} min {int(seconds % 60)} s"


def _report(rows: Sequence[Row]) -> None:
    kept = json.loads(KEPT.read_text()) if KEPT.exists() else []
    print_table(Console(width=max(Console().width, WIDTH)), rows, figures(kept))
    new = [row.as_json() for row in rows]
    others = [each for each in kept if not figures([each]).keys() & figures(new).keys()]
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(json.dumps([*others, *new], indent=2) + "\n")


if __name__ == "__main__":
    sys.exit(main())
