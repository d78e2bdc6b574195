"""Has memory that is not needed any more given back to the system.

glibc would give each thread a heap of its own, which keeps what was once needed there, while a
desk's threads wait for the database and the disk: all take it from one. And it would let large
pieces lie in that heap, once some were freed, and keep what is free at its end: both bounds stay as
they are at the start.
"""

import ctypes
import sys

_M_ARENA_MAX, _M_MMAP_THRESHOLD, _M_TRIM_THRESHOLD = -8, -3, -1
_LARGE = 128 * 1024  # bytes, as glibc begins with
"""https://man7.org/linux/man-pages/man3/mallopt.3.html"""


def share_heap() -> None:
    """Say so to glibc, before there are threads. Other systems' libraries go their own ways."""
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(_M_ARENA_MAX, 1)
            mallopt(_M_MMAP_THRESHOLD, _LARGE)
            mallopt(_M_TRIM_THRESHOLD, _LARGE)
