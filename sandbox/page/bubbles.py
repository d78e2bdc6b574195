"""Renders messages as bubbles in HTML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jinja2 import Environment, PackageLoader

from sandbox.page.files import address_of
from sandbox.page.marked import marked
from sandbox.page.services import author_of, name_of, service_line
from sandbox.state.model import CARRIED, File, Message, Refused
from sandbox.state.world import World

COLOURS = 7  # in which names and avatars are drawn, as in Telegram
SHORT = 90  # characters of a message that is named elsewhere
_WORDS = {
    "photo": "Photo",
    "video": "Video",
    "animation": "GIF",
    "voice": "Voice message",
    "video_note": "Video message",
    "audio": "Music",
    "document": "File",
    "sticker": "Sticker",
    "contact": "Contact",
    "location": "Location",
    "venue": "Place",
    "poll": "Poll",
    "dice": "Dice",
    "story": "Story",
}
templates = Environment(
    loader=PackageLoader("sandbox.page"), autoescape=True, trim_blocks=True, lstrip_blocks=True
)
"""Everything that is put into them is escaped, unless it is Markup."""


@dataclass(frozen=True, slots=True)
class Media:
    """A file in a bubble."""

    kind: str
    url: str
    name: str
    size: str
    mime: str
    width: int
    height: int
    duration: str
    emoji: str
    title: str


@dataclass(frozen=True, slots=True)
class Setting:
    """How a bubble stands among others: after a day's heading, under its author's name."""

    day: str = ""
    first_of_author: bool = True
    in_group: bool = False
    prefix: str = ""  # of its elements' ids


def kind_of(message: Message) -> str:
    """text, service, what the file is, or what else the message carries."""
    content = message.content
    if content.service is not None:
        return "service"
    if content.file is not None:
        return content.file.kind
    return next((kind for kind in CARRIED if getattr(content, kind) is not None), "text")


def short(world: World, message: Message) -> str:
    """A message in a few words, for lists, replies and bells."""
    if message.content.service is not None:
        return service_line(world, message)
    kind = kind_of(message)
    words = " ".join(message.content.text.split())
    parts = [_WORDS.get(kind, ""), _detail(message)] if kind != "text" else []
    line = " · ".join([part for part in (*parts, words) if part])
    return line if len(line) <= SHORT else f"{line[: SHORT - 1]}…"


def _detail(message: Message) -> str:
    content = message.content
    if content.file is not None:
        return content.file.emoji or content.file.name or ""
    if content.poll is not None:
        return str(content.poll["question"])
    if content.contact is not None:
        return str(content.contact.get("first_name", ""))
    if content.dice is not None:
        return f"{content.dice['emoji']} {content.dice['value']}"
    return str((content.venue or {}).get("title", ""))


def colour_of(peer: int) -> int:
    """The number of somebody's colour."""
    return abs(peer) % COLOURS


def initials(name: str) -> str:
    """Two letters for a round picture."""
    words = [word for word in name.split() if word[0].isalnum()]
    return "".join(word[0] for word in (words or [name or "?"])[:2]).upper()


def clock_time(at: datetime) -> str:
    """Hours and minutes as this machine's clock shows them."""
    return f"{at.astimezone():%H:%M}"


def bubble(world: World, viewer: int, messages: Sequence[Message], setting: Setting) -> str:
    """The HTML of a message, or of the messages of one album."""
    first = messages[0]
    if first.content.service is not None:
        line = service_line(world, first)
        known = {"setting": setting, "id": first.id, "service": line}
        return templates.get_template("service.html").render(known)
    spoken = next((m for m in messages if m.content.text), first)
    author = first.sender_chat_id or first.sender_id
    return templates.get_template("bubble.html").render(
        setting=setting,
        id=first.id,
        own=first.sender_id == viewer and first.sender_chat_id is None,
        author=author_of(world, first),
        colour=colour_of(author),
        initials=initials(author_of(world, first)),
        kind=kind_of(first),
        text=marked(spoken.content.text, spoken.content.entities),
        above=spoken.content.caption_above,
        media=[(m.id, _media(viewer, m), m.content.spoiler) for m in messages if m.content.file],
        content=first.content,
        votes=_votes(world, viewer, first),
        forward=_origin(world, first),
        reply=_reply(world, viewer, first),
        keys=_keys(first),
        reactions=_reactions(viewer, first),
        pinned=first.pinned,
        edited=first.edited_at is not None,
        silent=first.content.silent,
        time=clock_time(first.at),
        full_time=f"{first.at.astimezone():%d %B %Y, %H:%M:%S}",
        words=short(world, first),
    )


def _media(viewer: int, message: Message) -> Media:
    file = message.content.file
    if file is None:
        raise LookupError("a message without a file")
    return Media(
        kind=file.kind,
        url=address_of(viewer, message.chat_id, message.id),
        name=file.name or _WORDS.get(file.kind, "File"),
        size=_size(len(file.data)),
        mime=file.mime_type,
        width=file.width or 320,
        height=file.height or 240,
        duration=_duration(file),
        emoji=file.emoji or "",
        title=" — ".join(filter(None, (file.performer, file.title))),
    )


def _duration(file: File) -> str:
    return f"{file.duration // 60}:{file.duration % 60:02}" if file.duration else ""


def _size(count: int) -> str:
    if count < 1000:
        return f"{count} B"
    return f"{count / 1000:.1f} KB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"


def _origin(world: World, message: Message) -> str | None:
    origin = message.forward
    if origin is None:
        return None
    if "name" in origin:
        return str(origin["name"])
    return name_of(world, int(origin.get("user_id") or origin["chat_id"]))


def _reply(world: World, viewer: int, message: Message) -> dict[str, Any] | None:
    number = message.content.reply_to
    if number is None or message.content.service is not None:
        return None
    try:
        source = world.message(viewer, message.chat_id, number)
    except Refused:
        source = None
    if source is None:
        return {"id": None, "author": "Deleted message", "text": "", "colour": 0}
    if (source.content.service or {}).get("kind") == "topic_created":
        return None  # how a forum names its topic
    quote = message.content.quote
    return {
        "id": source.id,
        "author": author_of(world, source),
        "colour": colour_of(source.sender_chat_id or source.sender_id),
        "text": short(world, source) if quote is None else quote["text"],
        "quoted": quote is not None,
    }


def _keys(message: Message) -> list[list[dict[str, Any]]]:
    """The inline buttons, each with its place and what pressing it does."""
    rows = (message.content.markup or {}).get("inline_keyboard", ())
    return [
        [
            {
                "text": button["text"],
                "place": f"{line}.{column}",
                "link": "url" in button or "web_app" in button or "login_url" in button,
            }
            for column, button in enumerate(row)
        ]
        for line, row in enumerate(rows)
    ]


def _reactions(viewer: int, message: Message) -> list[tuple[str, int, bool]]:
    mine = message.reactions.get(viewer)
    return [(e, count, e == mine) for e, count in Counter(message.reactions.values()).items()]


def _votes(world: World, viewer: int, message: Message) -> list[dict[str, Any]]:
    del world, viewer
    poll = message.content.poll
    return [] if poll is None else [{"text": option} for option in poll["options"]]
