"""Keeps the state of one bot at the Bot API: its view, its updates, its webhook, its profile
texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sandbox.bot_api.held_back import HeldBack
from sandbox.bot_api.queue import UpdateQueue
from sandbox.bot_api.view import View
from sandbox.bot_api.webhook import Webhook
from sandbox.state.world import World

_FIRST_UPDATE = 200_000_000  # "start from a certain positive number"


@dataclass(slots=True)
class Session:
    """One bot's state."""

    view: View
    queue: UpdateQueue
    held_back: HeldBack
    webhook: Webhook | None = None
    webhook_asked_at: datetime | None = None  # when an address was last asked for
    texts: dict[tuple[str, str], str] = field(default_factory=dict)  # (what, language) → text
    menu_buttons: dict[int, dict[str, Any]] = field(default_factory=dict)  # chat (0: default)
    default_rights: dict[str, Any] = field(default_factory=dict)


def open_session(world: World, bot_id: int, clock: Callable[[], datetime]) -> Session:
    """A bot's session with nothing in it yet."""
    queue = UpdateQueue(clock, _FIRST_UPDATE + bot_id % 9973)
    return Session(View(world, bot_id), queue, HeldBack(queue.push))
