"""A Bot API that is no bottleneck: `python -m bench.null_bot_api`, a process of its own.

It hands out updates on demand, answers every call at once, and takes the times. Standard input has
one order a line, each is answered by one line of JSON:

    burst <count> <chats>            as many updates at once
    steady <count> <chats> <rate>    as many, so many a second
"""

import asyncio
import json
import re
import sys
import time
from collections import deque
from collections.abc import Callable
from typing import Any

TOKEN = f"7100000001:{'A' * 35}"
FIRST_DESK = -1_002_000_000_000
"""The staff group of the customer with the number n is this less n."""
_ME = int(TOKEN.partition(":")[0])
_BOT = {"id": _ME, "is_bot": True, "first_name": "Switchboard", "username": "switchboard_bot"}
_RIGHTS = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages",
    "can_manage_video_chats", "can_restrict_members", "can_promote_members", "can_change_info",
    "can_invite_users", "can_post_stories", "can_edit_stories", "can_delete_stories",
    "can_pin_messages", "can_manage_topics",
)  # fmt: skip
_ADMIN = {"status": "administrator", "user": _BOT, **dict.fromkeys(_RIGHTS, True)}
_GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription",
          "gifts_from_channels")  # fmt: skip
_CHAT = re.compile(rb'"?chat_id"?[=:] *"?(-?\d+)')
_COPIES = re.compile(rb'(?:"message_id": *|\bmessage_id=)(\d+)')
_ANSWERS = re.compile(rb'"reply_parameters": *{"message_id": *(\d+)')
_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
_OFFSET = re.compile(rb'(?:"offset": *|\boffset=)(\d+)')
_BATCH = 100
_OK = b'{"ok":true,"result":true}'
_COPIED = b'{"ok":true,"result":{"message_id":%d}}'
_SENT = (
    b'{"ok":true,"result":{"message_id":%d,"date":1700000000,'
    b'"chat":{"id":1,"type":"private","first_name":"A"},"text":"x"}}'
)


class NullBotApi:
    """Updates that wait, a poll that waits for them, and when each was answered."""

    def __init__(self) -> None:
        self._next = 1
        self._updates: deque[tuple[int, bytes]] = deque()
        self._poll: Callable[[bytes], None] | None = None
        self.polled = asyncio.Event()
        self._began: dict[int, float] = {}
        self._took: list[float] = []
        self._wanted = 0
        self._all = asyncio.Event()

    def call(self, method: bytes, body: bytes, answer: Callable[[bytes], None]) -> None:
        """One call of the bot."""
        if method in (b"sendMessage", b"copyMessage"):
            copied = method == b"copyMessage"
            self._answered(_COPIES if copied else _ANSWERS, body)
            self._next += 1
            answer((_COPIED if copied else _SENT) % self._next)
        elif method == b"getUpdates":
            self._confirm(body)
            self._poll = answer
            self.polled.set()
            self._serve()
        else:
            answer(_told(method, body))

    def _answered(self, pattern: re.Pattern[bytes], body: bytes) -> None:
        found = pattern.search(body)
        began = self._began.pop(int(found[1]), None) if found else None
        if began is not None:
            self._took.append(time.perf_counter() - began)
            if len(self._took) == self._wanted:
                self._all.set()

    def _confirm(self, body: bytes) -> None:
        found = _OFFSET.search(body)
        while found and self._updates and self._updates[0][0] < int(found[1]):
            self._updates.popleft()

    def _serve(self) -> None:
        if self._poll is None or not self._updates:
            return
        batch = [self._updates[at][1] for at in range(min(_BATCH, len(self._updates)))]
        answer, self._poll = self._poll, None
        answer(b'{"ok":true,"result":[' + b",".join(batch) + b"]}")

    def _arise(self, chat: int) -> None:
        number = self._next
        self._next += 1
        person = {"id": chat, "first_name": f"Customer {chat}"}
        update: dict[str, Any] = {
            "update_id": number,
            "message": {
                "message_id": number,
                "date": 1_700_000_000,
                "chat": {"type": "private", **person},
                "from": {"is_bot": False, "language_code": "en", **person},
                "text": "Where is my parcel? It should have been here on Tuesday.",
            },
        }
        self._began[number] = time.perf_counter()
        self._updates.append((number, json.dumps(update).encode()))

    async def measure(self, count: int, chats: int, rate: float | None) -> dict[str, Any]:
        """Let updates arise and wait for the answers: seconds in all, and of each, sorted."""
        await self.polled.wait()
        self._took, self._wanted = [], count
        self._all.clear()
        began = time.perf_counter()
        for number in range(count):
            if rate is not None:
                await asyncio.sleep(began + number / rate - time.perf_counter())
            self._arise(number % chats + 1)
            if rate is not None:
                self._serve()
        self._serve()
        await self._all.wait()
        return {"seconds": time.perf_counter() - began, "took": sorted(self._took)}


def _told(method: bytes, body: bytes) -> bytes:
    """Answer what a bot asks about itself and about the groups that it serves."""
    result: object = True
    if method == b"getMe":
        result = _BOT
    elif method == b"getChatMember":
        result = _ADMIN
    elif method == b"getChat":
        found = _CHAT.search(body)
        chat = int(found[1]) if found else 0
        gifts = dict.fromkeys(_GIFTS, False)
        result = {"id": chat, "type": "supergroup", "title": "Desk"}
        result |= {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}
    return json.dumps({"ok": True, "result": result}).encode()


class _Connection(asyncio.Protocol):
    """HTTP/1.1 as far as one well-behaved client speaks it."""

    def __init__(self, api: NullBotApi) -> None:
        self._api = api
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            head = self._buffer[:end]
            length = _LENGTH.search(head)
            size = end + 4 + (int(length[1]) if length else 0)
            if len(self._buffer) < size:
                return
            body, self._buffer = self._buffer[end + 4 : size], self._buffer[size:]
            path = head.split(b" ", 2)[1]
            self._api.call(path.rsplit(b"/", 1)[1], body, self._answer)

    def _answer(self, body: bytes) -> None:
        head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
        self._transport.write(head % len(body) + body)


async def main() -> None:
    """Serve until standard input ends; the first line printed is the port."""
    api = NullBotApi()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Connection(api), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    while order := (await asyncio.to_thread(sys.stdin.readline)).split():
        count, chats, *rate = (int(word) for word in order[1:])
        got = await api.measure(count, chats, rate[0] if rate else None)
        print(json.dumps(got), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
