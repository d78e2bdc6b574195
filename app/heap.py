"""Lets all threads take their memory from one heap: a desk's threads wait for the database and the
disk, and glibc would give each a heap of its own, which keeps what was once needed there.
"""

import ctypes
import sys

_M_ARENA_MAX = -8
"""https://man7.org/linux/man-pages/man3/mallopt.3.html"""


def share_heap() -> None:
    """Say so to glibc, before there are threads. Other systems' libraries go their own ways."""
    if sys.platform == "linux":
        mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
        if mallopt is not None:
            mallopt(_M_ARENA_MAX, 1)
