"""What is said on a sandbox's Telegram, drawn as bubbles for a terminal."""

from collections.abc import Iterator, Mapping
from typing import Any

from rich.console import RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

from core.model.messages import in_one_line, visible
from sandbox.people.diary import Viewer
from sandbox.people.views import Seen
from sandbox.state.model import CallbackQuery, Happening, Kind, Message
from sandbox.state.store import SERVICE_ACCOUNT
from sandbox.state.world import World

INDENT = 2
BOT, PERSON = "cyan", "green"  # whose words they are: the colour of the edge
QUOTED = 40  # characters of a message that is answered or reacted to


class Bubbles:
    """Draws each message, edit, reaction and pressed button once, with who it is from and to whom.

    Service messages and sign-in codes are left out. Names and words are shown letter by letter:
    nothing in them is markup, and control characters stand as their pictures.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._viewer = Viewer(world)
        self._drawn: list[RenderableType] = []
        self._told: tuple[Kind, int] | None = None  # the latest kind and message, …
        self._told_to: set[int] = set()  # … and who heard of it by now
        self.close = world.subscribe(self._hear)

    def take(self) -> list[RenderableType]:
        """All that was said since this was asked last, in order."""
        drawn, self._drawn = self._drawn, []
        return drawn

    def _hear(self, happening: Happening) -> None:
        drawn = self._draw(happening)
        if drawn is not None:
            self._drawn.append(Padding(drawn, (0, 0, 0, INDENT), expand=False))

    def _draw(self, happening: Happening) -> RenderableType | None:
        data, message = happening.data, happening.message
        if happening.kind is Kind.CALLBACK_ANSWERED and isinstance(data, CallbackQuery):
            return self._answer(data)
        if message is None or self._is_told_again(happening, message):
            return None
        if happening.kind is Kind.CALLBACK_QUERY and isinstance(data, CallbackQuery):
            return self._press(data, message)
        if happening.kind is Kind.REACTION and isinstance(data, dict):
            return self._reaction(data["user_id"], message, data["new"])
        if happening.kind in (Kind.NEW_MESSAGE, Kind.EDIT_MESSAGE):
            return self._message(message, is_edit=happening.kind is Kind.EDIT_MESSAGE)
        return None

    def _is_told_again(self, happening: Happening, message: Message) -> bool:
        """Whether it has been drawn: a group's members hear of one message one after the other."""
        told = (happening.kind, message.uid)
        if told != self._told or happening.recipient in self._told_to:
            self._told, self._told_to = told, set()
        self._told_to.add(happening.recipient)
        return len(self._told_to) > 1

    def _message(self, message: Message, *, is_edit: bool) -> RenderableType | None:
        seen = self._viewer.seen(message.sender_id, message, 0)
        if seen.service is not None or message.sender_id == SERVICE_ACCOUNT:
            return None
        title = f"{in_one_line(seen.sender_name)} → {self._whom(message, seen)}"
        body = Text("\n").join(self._lines(message, seen))
        return self._bubble(title + (", edited" if is_edit else ""), body, message.sender_id)

    def _lines(self, message: Message, seen: Seen) -> list[Text]:
        lines = []
        box = self._world.boxes[message.box]
        if seen.reply_to is not None and (answered := box.messages.get(seen.reply_to)):
            lines.append(Text(f"↩ {self._start_of(answered)}", "dim"))
        if seen.kind != "text":
            lines.append(Text(f"({self._what(seen)})", "italic"))
        if seen.text:
            lines.append(Text(visible(seen.text)))
        lines.extend(Text(row, "bold") for row in _rows_of_buttons(message.content.markup or {}))
        return lines

    def _what(self, seen: Seen) -> str:
        named = "" if seen.file_name is None else f" {in_one_line(seen.file_name)}"
        return seen.kind.replace("_", " ") + named

    def _press(self, query: CallbackQuery, message: Message) -> RenderableType:
        buttons = self._viewer.seen(query.user_id, message, 0).buttons
        label = next((button.text for button in buttons if button.data == query.data), query.data)
        return Text(f"{self._who(query.user_id)} presses [ {in_one_line(label)} ]", "dim")

    def _answer(self, query: CallbackQuery) -> RenderableType | None:
        if not query.answer_text:
            return None
        title = f"{self._who(query.bot_id)} → {self._who(query.user_id)}, over the chat"
        return self._bubble(title, Text(visible(query.answer_text)), query.bot_id)

    def _reaction(self, who: int, message: Message, emoji: str | None) -> RenderableType:
        does = "takes back a reaction to" if emoji is None else f"reacts {emoji} to"
        return Text(f"{self._who(who)} {does} “{self._start_of(message)}”", "dim")

    def _bubble(self, title: str, body: Text, speaker: int) -> Panel:
        colour = BOT if self._world.users[speaker].is_bot else PERSON
        return Panel(body, title=Text(title), title_align="left", border_style=colour, expand=False)

    def _start_of(self, message: Message) -> str:
        seen = self._viewer.seen(message.sender_id, message, 0)
        words = in_one_line(seen.text) or self._what(seen)
        return words if len(words) <= QUOTED else f"{words[: QUOTED - 1]}…"

    def _whom(self, message: Message, seen: Seen) -> str:
        if message.chat_id > 0:
            other = message.chat_id if message.box == message.sender_id else message.box
            return self._who(other)
        chat = self._world.chats[message.chat_id]
        topic = None if seen.topic is None else chat.topics.get(seen.topic)
        return in_one_line(chat.title) + ("" if topic is None else f" › {in_one_line(topic.title)}")

    def _who(self, user_id: int) -> str:
        user = self._world.users[user_id]
        return in_one_line(f"{user.first_name} {user.last_name or ''}")


def _rows_of_buttons(markup: Mapping[str, Any]) -> Iterator[str]:
    for row in (*markup.get("inline_keyboard", ()), *markup.get("keyboard", ())):
        labels = (button if isinstance(button, str) else button["text"] for button in row)
        yield "  ".join(f"[ {in_one_line(label)} ]" for label in labels)
