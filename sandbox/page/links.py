"""Follows Telegram's links: into a chat, to a bot, or to a group that one may ask to join."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from nicegui import ui

from sandbox.page.phone_context import PhoneContext
from sandbox.page.widgets import Question
from sandbox.people import Visit
from sandbox.state.model import User

_NAME = re.compile(r"[A-Za-z]\w{3,31}")


async def follow(context: PhoneContext, url: str) -> None:
    """Go where a link leads; whoever is not in a group yet is asked first."""
    parts = urlsplit(url if "://" in url else f"https://{url}")
    query = parse_qs(parts.query)
    name = parts.path.strip("/")
    if parts.scheme == "tg" and parts.netloc == "user":
        await context.open(int(query["id"][0]))
    elif parts.hostname not in ("t.me", "telegram.me") and parts.scheme != "tg":
        context.tell(f"This leads to the web: {url}")
    elif _NAME.fullmatch(name):
        await _open_name(context, url, name, has_start="start" in query)
    elif name.startswith("c/"):
        await _enter(context, url)
    else:
        await _ask(context, url)


async def _open_name(context: PhoneContext, url: str, name: str, *, has_start: bool) -> None:
    found = context.world.by_username(name)
    if found is None:
        context.tell(f"Nobody is called @{name}.")
    elif isinstance(found, User) and found.is_bot and has_start:
        await _enter(context, url)
    else:
        await context.open(found.id)


async def _enter(context: PhoneContext, url: str) -> None:
    person = await context.environment.people.person(context.me)
    visit = await context.tries(person.open_link(url))
    if visit is not None and visit.joined:
        await context.open(visit.chat_id)
    elif visit is not None:
        context.tell(f"Request sent: the administrators of “{visit.title}” are asked.")


async def _ask(context: PhoneContext, url: str) -> None:
    visit = await context.tries(context.operations.look_at_link(context.me, url))
    if visit is None:
        return
    if visit.joined:
        await context.open(visit.chat_id)
        return
    _ask_whether(context, url, visit)


def _ask_whether(context: PhoneContext, url: str, visit: Visit) -> None:
    group, link = context.world.look_at_link(url)
    with context.frame, Question(visit.title) as question:
        with question.body:
            count = len(group.members)
            ui.label(f"A group of {count}").classes("fact")
            if link.creates_join_request:
                ui.label("An administrator has to let you in.").classes("fact")
        question.offer("Cancel")

        async def join() -> None:
            question.close()
            await _enter(context, url)

        question.offer("Ask to join" if link.creates_join_request else "Join", join)
    question.open()
