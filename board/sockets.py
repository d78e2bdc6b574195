"""An open page's connection: it speaks for that page alone, and ends with its session."""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any

from starlette.types import Message, Receive, Send

# Frames of Socket.IO 5 in Engine.IO 4: a message (4) that is an event (2) with its arguments.
# https://socket.io/docs/v4/socket-io-protocol/
_EVENT = "42"
_PLAIN_EVENT = re.compile(r"42[0-9]*(\[.*)", re.DOTALL)  # of NiceGUI's namespace, which has no name
_BINARY = ("45", "46")
_CODE = 1008  # policy violation, RFC 6455


class Socket:
    """Stands between browser and application.

    Args:
        over: set when the session ended: the page is sent to where one signs in, and the
            connection is closed.
        client_id: the open page. NiceGUI takes an event of whichever page it names; here one that
            names another page ends the connection.
        way_in: the path at which one signs in anew.
    """

    def __init__(
        self, receive: Receive, send: Send, over: asyncio.Event, client_id: str, way_in: str
    ) -> None:
        self._receive, self._send = receive, send
        self._over, self._client_id, self._way_in = over, client_id, way_in
        self._is_open = False
        self._is_closed = False

    async def receive(self) -> Message:
        """What the browser says next, or that it is gone."""
        if self._is_closed:
            return {"type": "websocket.disconnect", "code": _CODE}
        said = asyncio.ensure_future(self._receive())
        over = asyncio.ensure_future(self._over.wait())
        try:
            await asyncio.wait((said, over), return_when=asyncio.FIRST_COMPLETED)
            if over.done():
                opened = ["open", {"path": self._way_in, "new_tab": False}]
                return await self._end(json.dumps(opened))
            message = said.result()
        finally:
            for waiting in (said, over):
                waiting.cancel()
        if message["type"] == "websocket.receive" and not self._may(message):
            return await self._end(None)
        return message

    async def send(self, message: Message) -> None:
        """Pass on what the application says, unless it is too late."""
        if self._is_closed:
            return
        self._is_open = self._is_open or message["type"] == "websocket.accept"
        await self._send(message)

    async def _end(self, last_word: str | None) -> Message:
        if last_word is not None and self._is_open:
            await self._send({"type": "websocket.send", "text": f"{_EVENT}{last_word}"})
        self._is_closed = True
        await self._send({"type": "websocket.close", "code": _CODE})
        return {"type": "websocket.disconnect", "code": _CODE}

    def _may(self, message: Message) -> bool:
        frame = message.get("text")
        if frame is None or frame.startswith(_BINARY):
            return False  # NiceGUI's pages send none
        if not frame.startswith(_EVENT):
            return True
        event = _PLAIN_EVENT.fullmatch(frame)
        try:
            arguments = json.loads(event[1]) if event else None
        except ValueError:
            return False
        if not isinstance(arguments, list):
            return False
        return all(self._is_own(each) for each in arguments)

    def _is_own(self, argument: Any) -> bool:
        if not isinstance(argument, dict) or "client_id" not in argument:
            return True
        return bool(argument["client_id"] == self._client_id)
