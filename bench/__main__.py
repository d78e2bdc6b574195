"""Run every measurement, or those that are named: `python -m bench [name …]`."""

import asyncio
import json
import sys
import traceback
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path

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
    year,
)
from bench.rows import Row, figures, print_table

MEASUREMENTS: dict[str, Callable[[], Coroutine[None, None, Sequence[Row]]]] = {
    "group-commit": group_commit.measure,
    "delivery": delivery.measure,
    "relayed-text": relayed_text.measure,
    "latency": latency.measure,
    "press": press.measure,
    "room-text": room_text.measure,
    "slope": slope.measure,
    "restart": restart.measure,
    "memory": memory.measure,
    "start": start.measure,
    "routing": routing.measure,
    "queue": queue.measure,
    "transcript": transcript.measure,
    "board": board.measure,
    "board-page": board_page.measure,
    "phones": phones.measure,
    "bots": bots.measure,
    "year": year.measure,
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
    rows: list[Row] = []
    failed: list[str] = []
    for name in names:
        print(f"== {name}", flush=True)
        try:
            rows += asyncio.run(MEASUREMENTS[name]())
        except Exception:  # noqa: BLE001 - told here; an hour's other rows are not lost with it
            traceback.print_exc()
            failed.append(name)
    _report(rows)
    missed = sum(row.is_met is False for row in rows)
    print(f"not met: {missed} of {sum(row.is_met is not None for row in rows)} bounds")
    if failed:
        print(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


def _report(rows: Sequence[Row]) -> None:
    kept = json.loads(KEPT.read_text()) if KEPT.exists() else []
    print_table(Console(width=max(Console().width, WIDTH)), rows, figures(kept))
    new = [row.as_json() for row in rows]
    others = [each for each in kept if not figures([each]).keys() & figures(new).keys()]
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(json.dumps([*others, *new], indent=2) + "\n")


if __name__ == "__main__":
    sys.exit(main())
