"""Tells what time it is at Telegram, which this machine's clock does not decide."""

import time
from collections.abc import Callable

SECOND = 1 << 32
"""A message id is unix time in this many parts of a second
(https://core.telegram.org/mtproto/description#message-identifier-msg-id).
"""


class ServerTime:
    """Keeps the server's time, learned from the ids of its messages, and counted on by a clock that
    nobody sets.

    A message on its way only ever makes the server seem earlier than it is: the latest of all
    estimates is the best one, as in TDLib (mtproto/AuthData.cpp, update_server_time_difference).

    Args:
        now: seconds of a monotonic clock.
        guess: unix time until the server has spoken.
    """

    def __init__(
        self,
        now: Callable[[], float] = time.monotonic,
        guess: Callable[[], float] = time.time,
    ) -> None:
        self._now = now
        self._difference = guess() - now()
        self._is_known = False

    def now(self) -> float:
        """Return the server's unix time, in seconds."""
        return self._now() + self._difference

    def learn(self, msg_id: int) -> None:
        """Learn from a message of the server that has just come."""
        difference = msg_id / SECOND - self._now()
        if not self._is_known or difference > self._difference:
            self.reset(msg_id)

    def reset(self, msg_id: int) -> None:
        """Believe this message alone: the server says that our time is ahead of its own."""
        self._difference = msg_id / SECOND - self._now()
        self._is_known = True
