"""`switchboard` in a process of its own, without the seconds that importing takes.

Each is forked from a server process that has everything imported, and then runs what the command
`switchboard` runs.
"""

import multiprocessing
import os
import sys
from collections.abc import Mapping
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path


def preloaded() -> ForkServerContext:
    """Where such processes come from. A test run has one such server: it starts with the first."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.support.preload"])
    return context


def run_command(
    home: Path,
    environment: Mapping[str, str],
    words: tuple[str, ...],
    streams: tuple[Connection, Connection, Connection],
) -> None:
    """What the new process does: the command, in `home`, with this environment and no other.

    `streams` are its standard input, output and error.
    """
    for number, stream in enumerate(streams):
        os.dup2(stream.fileno(), number)
        stream.close()
    # multiprocessing gives its processes an empty input under another number.
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 (a descriptor)
    os.chdir(home)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["switchboard", *words]
    from app.cli import main

    main()
