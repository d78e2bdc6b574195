"""Imports what a file names, a module a line, says so and waits: `python -m bench.imports FILE`."""

import importlib
import sys
from contextlib import suppress
from pathlib import Path

if __name__ == "__main__":
    for name in Path(sys.argv[1]).read_text().split():
        with suppress(ImportError):  # libraries try what other systems have
            importlib.import_module(name)
    print("imported", flush=True)
    sys.stdin.read()
