"""Ends a process that we started when we are gone ourselves, however we ended."""

import os
import signal
import subprocess
from contextlib import suppress

HURRIED_AFTER = 20
"""Seconds that a process has for its end before it is killed."""

# It reads from a pipe that we alone hold open: the kernel closes that even after SIGKILL. A line
# on it says that the process has ended, and its number may be somebody else's by now.
_SCRIPT = """
trap '' INT TERM HUP
read -r _ && exit
kill -"$2" "$1" || exit
left=$3
while [ "$left" -gt 0 ] && kill -0 "$1"; do sleep 1; left=$((left - 1)); done
[ "$left" -gt 0 ] || kill -KILL "$1"
"""


class Watcher:
    """A small process beside the one with that number, which sends it a signal when we are gone.

    Args:
        pid: of a process that would go on without us.
        end: the signal by which it ends well.
    """

    def __init__(self, pid: int, end: signal.Signals = signal.SIGTERM) -> None:
        self._pid, self._end = pid, end
        name = end.name.removeprefix("SIG")
        self._process = subprocess.Popen(  # noqa: S603 - words of our own
            ["/bin/sh", "-c", _SCRIPT, "watcher", str(pid), name, str(HURRIED_AFTER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def dismiss(self) -> None:
        """Watch no more: the process has ended, or somebody else sees to it."""
        if self._process.returncode is None:
            with suppress(BrokenPipeError):
                self._process.communicate(b"\n")

    def end(self) -> None:
        """Send the signal now, and watch no more."""
        with suppress(ProcessLookupError):
            os.kill(self._pid, self._end)
        self.dismiss()
