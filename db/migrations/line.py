"""Looks whether the steps stand in one line, each behind the one before it: two that were written
at the same time may have one number, or follow the same step. `make check` runs this."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

_NAMED = re.compile(r'^(revision|down_revision) = (?:"([^"]*)"|None)$', re.MULTILINE)


def mistakes_in(folder: Path) -> Iterator[str]:
    """Say what is wrong with the steps of a folder, a line each."""
    before: tuple[str, str] | None = None
    for file in sorted(folder.glob("[0-9]*_*.py")):
        number = file.name.partition("_")[0]
        found = dict(_NAMED.findall(file.read_text(encoding="utf-8")))
        if found.get("revision") != number:
            yield f"{file.name}: its revision is {found.get('revision') or 'not to be read'}"
        if before is not None and number == before[0]:
            yield f"{file.name}: {before[1]} has the same number"
        elif before is not None and found.get("down_revision") != before[0]:
            yield (
                f"{file.name}: it follows {found.get('down_revision') or 'nothing'},"
                f" and {before[0]} is the one before it"
            )
        before = (number, file.name)


if __name__ == "__main__":
    mistakes = [*mistakes_in(Path(__file__).parent / "versions")]
    print("\n".join(mistakes), end="\n" if mistakes else "")  # noqa: T201
    sys.exit(bool(mistakes))
