"""Run every measurement, or those that are named: `python -m bench [name …]`."""

import asyncio
import sys
from collections.abc import Callable, Coroutine

from bench import board, delivery, group_commit, phones, relaying, whole_path

MEASUREMENTS: dict[str, Callable[[], Coroutine[None, None, None]]] = {
    "group-commit": group_commit.measure,
    "delivery": delivery.measure,
    "whole-path": whole_path.measure,
    "relaying": relaying.measure,
    "board": board.measure,
    "phones": phones.measure,
}


def main() -> int:
    names = sys.argv[1:] or list(MEASUREMENTS)
    unknown = [name for name in names if name not in MEASUREMENTS]
    if unknown:
        print(f"no such measurement: {', '.join(unknown)}; there is: {', '.join(MEASUREMENTS)}")
        return 2
    for name in names:
        print(f"== {name}")
        asyncio.run(MEASUREMENTS[name]())
    return 0


if __name__ == "__main__":
    sys.exit(main())
