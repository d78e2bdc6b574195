"""A Bot API that is no bottleneck: `python -m bench.null_bot_api`, a process of its own.

It hands out updates on demand, answers every call at once, and takes the times. Standard input has
one order a line, each is answered by one line of JSON when it is done:

    burst <count> <chats>            as many texts at once
    steady <count> <chats> <rate>    as many, so many a second
    press <count> <people> <rate>    presses of a button, alike
    sent <count>                     waits until so many messages were sent

The answer has the seconds of all together and of each, sorted, from its rise until it was answered;
and when the first and the last was, by the clock of `time.perf_counter`, which all processes of a
machine share.
"""

import asyncio
import json
import re
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count as numbers
from typing import Any

TOKEN = f"7100000001:{'A' * 35}"
FIRST_PRESSER = 10_000_001
"""The operator whose presses come first; the others follow."""
PRESSED = "panel"
FIRST_DESK = -1_002_000_000_000
"""The staff group of the customer with the number n is this less n."""
_ME = int(TOKEN.partition(":")[0])
_BOT = {"id": _ME, "is_bot": True, "first_name": "Switchboard", "username": "switchboard_bot"}
_RIGHTS = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages",
    "can_manage_video_chats", "can_restrict_members", "can_promote_members", "can_change_info",
    "can_invite_users", "can_post_stories", "can_edit_stories", "can_delete_stories",
    "can_pin_messages", "can_manage_topics", "can_send_welcome_messages",
)  # fmt: skip
_ADMIN = {"status": "administrator", "user": _BOT, **dict.fromkeys(_RIGHTS, True)}
_GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription",
          "gifts_from_channels")  # fmt: skip
_CHAT = re.compile(rb'"?chat_id"?[=:] *"?(-?\d+)')
_COPIES = re.compile(rb'(?:"message_id": *|\bmessage_id=)(\d+)')
_ANSWERS = re.compile(rb'"reply_parameters": *{"message_id": *(\d+)')
_LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
_PRESS = re.compile(rb'"callback_query_id": *"(\d+)"')
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
        self._numbers: Iterator[int] = numbers(1)
        self._updates: deque[tuple[int, bytes]] = deque()
        self._poll: Callable[[bytes], None] | None = None
        self.polled = asyncio.Event()
        self._began: dict[int, float] = {}
        self._took: list[float] = []
        self._at: list[float] = []
        self._wanted = 0
        self._counts_all = False
        self._all = asyncio.Event()

    def call(self, method: bytes, body: bytes, answer: Callable[[bytes], None]) -> None:
        """One call of the bot."""
        if method in (b"sendMessage", b"copyMessage"):
            copied = method == b"copyMessage"
            self._answered(_COPIES if copied else _ANSWERS, body)
            answer((_COPIED if copied else _SENT) % next(self._numbers))
        elif method == b"answerCallbackQuery":
            self._answered(_PRESS, body)
            answer(_OK)
        elif method.startswith(b"editMessage"):
            answer(_SENT % next(self._numbers))
        elif method == b"getUpdates":
            self._confirm(body)
            self._poll = answer
            self.polled.set()
            self._serve()
        else:
            answer(_told(method, body))

    def _answered(self, pattern: re.Pattern[bytes], body: bytes) -> None:
        now = time.perf_counter()
        found = pattern.search(body)
        began = self._began.pop(int(found[1]), None) if found else None
        if began is None and not self._counts_all:
            return
        self._at.append(now)
        self._took.append(now - (began or now))
        if len(self._at) == self._wanted:
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

    def _arise(self, make: Callable[[int, int], dict[str, Any]], who: int) -> None:
        number = next(self._numbers)
        self._began[number] = time.perf_counter()
        self._updates.append((number, json.dumps(make(number, who)).encode()))

    async def order(self, word: str, count: int, people: int = 1, rate: int = 0) -> dict[str, Any]:
        """Let updates arise, if they are wanted, and wait until all are answered."""
        self._took, self._at, self._wanted = [], [], count
        self._counts_all = word == "sent"
        self._all.clear()
        began = time.perf_counter()
        if not self._counts_all:
            await self.polled.wait()
            began = time.perf_counter()
            make = _press if word == "press" else text
            await self._arising(partial(self._arise, make), count, people, rate)
        await self._all.wait()
        return {
            "seconds": time.perf_counter() - began,
            "took": [] if self._counts_all else sorted(self._took),
            "first": self._at[0],
            "last": self._at[-1],
        }

    async def _arising(
        self, arise: Callable[[int], None], count: int, people: int, rate: int
    ) -> None:
        began = time.perf_counter()
        for number in range(count):
            if rate:
                await asyncio.sleep(began + number / rate - time.perf_counter())
            arise(number % people + 1)
            if rate:
                self._serve()
        self._serve()


def text(number: int, who: int) -> dict[str, Any]:
    """A customer's text."""
    person = {"id": who, "first_name": f"Customer {who}"}
    return {
        "update_id": number,
        "message": {
            "message_id": number,
            "date": 1_700_000_000,
            "chat": {"type": "private", **person},
            "from": {"is_bot": False, "language_code": "en", **person},
            "text": "Where is my parcel? It should have been here on Tuesday.",
        },
    }


def _press(number: int, who: int) -> dict[str, Any]:
    """An operator's press of a button that their panel has."""
    person = {"id": FIRST_PRESSER - 1 + who, "first_name": f"Operator {who}"}
    chat = {"type": "private", **person}
    return {
        "update_id": number,
        "callback_query": {
            "id": str(number),
            "from": {"is_bot": False, "language_code": "en", **person},
            "chat_instance": "1",
            "message": {"message_id": 1, "date": 1_700_000_000, "chat": chat, "text": "Panel"},
            "data": PRESSED,
        },
    }


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
        got = await api.order(order[0], *(int(word) for word in order[1:]))
        print(json.dumps(got), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
