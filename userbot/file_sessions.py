"""Keeps connections for files, at any data centre: made when a file is asked for, given up when
they stall, and never a reason to end the login."""

import logging
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from pyrogram.errors import AuthKeyDuplicated, RPCError, Unauthorized
from pyrogram.raw.core import TLObject

from userbot.failures import NoFileConnection, reason
from userbot.pauses import Pause
from userbot.protocol import DeskSession
from userbot.sessions import put_down
from userbot.transport import Transport

log = logging.getLogger(__name__)

Answer = TypeVar("Answer")

FIRST_REST, LONGEST_REST, LONGEST_OUTAGE = 2.0, 600.0, 30.0
"""Seconds that a data centre which refuses us, or is not reached, is left alone, doubling."""


class FileSessions:
    """Asks data centres for files.

    Args:
        now: seconds of a monotonic clock.
    """

    def __init__(self, transport: Transport, now: Callable[[], float] = time.monotonic) -> None:
        self._transport, self._now = transport, now
        self._resting: defaultdict[int, Pause] = defaultdict(partial(Pause, FIRST_REST))

    async def ask(self, dc_id: int, query: TLObject[Answer], timeout: float) -> Answer:
        """Call once on a connection for files.

        Raises:
            RPCError: the data centre refused (another one has the file, a flood wait).
            NotConnected: there is no main connection.
            NoFileConnection: no answer, or none for now.
            NotLoggedIn: Telegram ended the login, as the main connection says.
        """
        session = await self._session(dc_id)
        try:
            answer: Answer = await session.invoke(
                query, retries=1, timeout=timeout, sleep_threshold=0, retry_delay=0
            )
        except (TimeoutError, OSError) as error:
            await self._drop(dc_id, session)
            raise NoFileConnection("the download stalls") from error
        except (Unauthorized, AuthKeyDuplicated) as error:
            # It knows its own authorization alone; whether the login stands, the main one says.
            await self._drop(dc_id, session)
            self._transport.client.forget_key(dc_id)
            self._rest(dc_id)
            await self._transport.state()
            why = f"data centre {dc_id} does not know us: {reason(error)}"
            raise NoFileConnection(why) from error
        self._resting.pop(dc_id, None)
        return answer

    async def _session(self, dc_id: int) -> DeskSession:
        await self._transport.ready()
        if self._resting[dc_id].not_before > self._now():
            raise NoFileConnection(f"data centre {dc_id} is left alone for a while")
        try:
            session: DeskSession = await self._transport.client.get_session(dc_id, is_media=True)
        except (Unauthorized, AuthKeyDuplicated) as error:
            raise self._transport.end(reason(error)) from error  # said by the main connection
        except RPCError as error:
            self._rest(dc_id)
            raise NoFileConnection(f"no connection for files: {reason(error)}") from error
        except (OSError, ValueError) as error:
            self._rest(dc_id, LONGEST_OUTAGE)
            await self._transport.state()
            raise NoFileConnection(f"no connection for files: {error}") from error
        return session

    def _rest(self, dc_id: int, longest: float = LONGEST_REST) -> None:
        pause = self._resting[dc_id]
        pause.longest = longest
        log.warning("data centre %d is left alone for %.0f s", dc_id, pause.fail(self._now()))

    async def _drop(self, dc_id: int, session: DeskSession) -> None:
        """Close a connection that is of no more use; the next file makes a new one."""
        sessions: dict[int, Any] = self._transport.client.media_sessions
        if sessions.get(dc_id) is session:
            del sessions[dc_id]
        await put_down(session)
