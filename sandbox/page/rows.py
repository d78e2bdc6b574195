"""The messages of an open chat as rows: the latest hundred, earlier ones when they are wanted.

A row is a message or an album. What changes draws its own row and no other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from nicegui import ui
from nicegui.element import Element

from sandbox.page.bubbles import Setting, bubble
from sandbox.page.files import address_of
from sandbox.page.phone_context import OpenChat
from sandbox.page.widgets import html
from sandbox.state.model import Message

WINDOW = 100  # messages that are drawn at first, and at each step upwards


@dataclass(slots=True)
class Row:
    """What is drawn as one."""

    messages: list[Message]
    element: ui.html
    setting: Setting = field(default_factory=Setting)


class Rows:
    """The drawn messages of one chat as one person sees it, in a list element of their own."""

    def __init__(self, opened: OpenChat, into: Element) -> None:
        self._world = opened.world
        self._viewer = opened.me
        self._chat = opened.chat
        self._topic = opened.topic
        self._prefix = f"{opened.context.anchor}-m"
        self._list = into
        self._rows: list[Row] = []
        self._of: dict[int, Row] = {}
        self.has_earlier = False

    def __contains__(self, message_id: int) -> bool:
        return message_id in self._of

    def anchor(self, message_id: int) -> str:
        """The id of a message's bubble in the page; of an album that of its first."""
        return f"{self._prefix}{self._of[message_id].messages[0].id}"

    def together(self, message_id: int) -> list[int]:
        """A message, with those of its album."""
        row = self._of.get(message_id)
        return [message_id] if row is None else [message.id for message in row.messages]

    def _history(self, below: int) -> list[Message]:
        found = self._world.history(
            self._viewer, self._chat, offset_id=below, limit=WINDOW + 1, topic=self._topic
        )
        self.has_earlier = len(found) > WINDOW
        return found[:WINDOW][::-1]

    def draw(self) -> None:
        """Draw the latest messages, and nothing else."""
        self._list.clear()
        self._rows.clear()
        self._of.clear()
        for message in self._history(0):
            self.append(message)

    def draw_earlier(self) -> None:
        """Draw what came before, above."""
        if not self._rows:
            return
        rows: list[Row] = []
        for message in self._history(self._rows[0].messages[0].id):
            self._add(rows, message)
        for place, row in enumerate(rows):
            row.element.move(target_index=place)
        old = self._rows
        self._rows = rows + old
        self._draw(old[0], rows[-1] if rows else None)

    def append(self, message: Message) -> None:
        """Draw a message that has come."""
        if message.id not in self._of:
            self._add(self._rows, message)

    def _add(self, rows: list[Row], message: Message) -> None:
        last = rows[-1] if rows else None
        album = message.content.album
        if last is not None and album is not None and last.messages[0].content.album == album:
            last.messages.append(message)
            self._of[message.id] = last
            self._draw(last, rows[-2] if len(rows) > 1 else None)
            return
        with self._list:
            row = Row([message], html("", "li"))
        self._draw(row, last)
        rows.append(row)
        self._of[message.id] = row

    def redraw(self, message_id: int) -> None:
        """Draw a message that was changed."""
        row = self._of.get(message_id)
        if row is not None:
            self._write(row)

    def take_out(self, message_ids: Sequence[int]) -> None:
        """Remove messages that were deleted."""
        for message_id in message_ids:
            row = self._of.pop(message_id, None)
            if row is None:
                continue
            place = self._rows.index(row)
            row.messages = [message for message in row.messages if message.id != message_id]
            before = self._rows[place - 1] if place else None
            if row.messages:
                self._draw(row, before)
                continue
            del self._rows[place]
            row.element.delete()
            if place < len(self._rows):
                self._draw(self._rows[place], before)

    def drop_wiped(self) -> None:
        """Remove messages that cannot be read any more."""
        gone = [number for number in self._of if not self._is_readable(number)]
        self.take_out(gone)

    def _is_readable(self, message_id: int) -> bool:
        return self._world.message(self._viewer, self._chat, message_id) is not None

    def draw_photo(self, message: Message) -> None:
        """Draw a message's picture as large as there is room."""
        url = address_of(self._viewer, self._chat, message.id)
        ui.element("img").props(f'src="{url}" alt="Photo"').classes("large")

    def every(self, wanted: Callable[[Message], bool]) -> list[Message]:
        """Return the drawn messages that match."""
        return [m for row in self._rows for m in row.messages if wanted(m)]

    def _draw(self, row: Row, before: Row | None) -> None:
        first = row.messages[0]
        last = None if before is None else before.messages[-1]
        day = first.at.astimezone().date()
        new_day = last is None or last.at.astimezone().date() != day
        row.setting = Setting(
            day=f"{first.at.astimezone():%-d %B}" if new_day else "",
            first_of_author=new_day or last is None or _author(last) != _author(first),
            in_group=self._chat < 0,
            prefix=self._prefix,
        )
        self._write(row)

    def _write(self, row: Row) -> None:
        row.element.set_content(bubble(self._world, self._viewer, row.messages, row.setting))


def _author(message: Message) -> tuple[int, bool]:
    is_service = message.content.service is not None
    return message.sender_chat_id or message.sender_id, is_service
