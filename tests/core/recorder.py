"""What a desk asks of Telegram, written down step by step: whom it tells what, in which order.

Of two destinations it does not matter which one is asked first; within one it does, since that is
the order in which somebody sees it."""

import json
import re
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from itertools import count
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from core.model.effects import Effect
from core.model.messages import Said
from core.model.outcomes import Outcome, Sent
from core.model.people import Person
from core.model.room_effects import CreateJoinLink, CreatePersonalLink, CreateRoom
from core.model.rules import Rules
from core.ports import OutboxEffect, Work
from db.database import SqlDatabase
from tests.core.desk import START, Desk

P = ParamSpec("P")
R = TypeVar("R")

_MARKER = re.compile(r"marker-\d+")
_ASKED = """
    SELECT id, gateway, destination, kind, fields, not_before, priority FROM outbox
    WHERE id > {} ORDER BY id
"""
_HAPPENED = "SELECT id, ticket_id, kind, details FROM ticket_events WHERE id > {} ORDER BY id"


class RecordedDesk(Desk):
    """A desk whose steps are written down. Telegram numbers each chat's messages on its own, so
    that nothing depends on which of two chats came first."""

    def __init__(self, database: SqlDatabase, rules: Rules | None = None) -> None:
        super().__init__(database, rules)
        self._lines: list[str] = []
        self._numbers: dict[int, count[int]] = {}
        self._asked = self._happened = 0
        self._depth = 0

    @property
    def text(self) -> str:
        """All that was written down."""
        return "\n".join(self._lines) + "\n"

    def begin(self) -> None:
        """What was before is no part of the story."""
        self._lines.clear()

    async def do(
        self,
        usecase: Callable[Concatenate[Work, P], Awaitable[R]],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> R:
        """The step, and what it asks for."""
        self._depth += 1
        try:
            return await super().do(usecase, *args, **kwargs)
        finally:
            self._depth -= 1
            if self._depth == 0:
                await self._write_down(_step(usecase.__name__, args, kwargs))

    async def ticks(self) -> dict[str, list[int]]:
        """What the scheduler does, as one step."""
        done = await super().ticks()
        await self._write_down(f"ticks {_plain({name: ids for name, ids in done.items() if ids})}")
        return done

    async def rows(self) -> list[OutboxEffect]:
        """By destination, so that they are settled in the same order whichever came first."""
        found = await super().rows()
        return sorted(
            found, key=lambda row: (row.effect.gateway, _number(row.effect.destination), row.id)
        )

    def good(self, effect: Effect) -> Outcome:
        """What comes when nothing goes wrong, with numbers of that chat."""
        if isinstance(effect, CreateRoom):
            return Sent({"chat_id": -1_003_000_000_000 - effect.place_id})
        chat_id = cast("int", getattr(effect, "chat_id", 0))
        self._messages = self._numbers.setdefault(chat_id, count(1))
        if isinstance(effect, CreateJoinLink | CreatePersonalLink):
            return Sent({"url": f"https://t.me/+link{chat_id}-{next(self._messages)}"})
        return super().good(effect)

    async def _write_down(self, step: str) -> None:
        asked = await self.rows_of(_ASKED.format(self._asked))
        happened = await self.rows_of(_HAPPENED.format(self._happened))
        if not asked and not happened:
            return
        self._lines.append(step)
        found: dict[tuple[str, str, int], list[str]] = {}
        for row in happened:
            self._happened = row["id"]
            where = ("", *_number(f"ticket:{row['ticket_id']}"))
            found.setdefault(where, []).append(f"{row['kind']} {_plain(_json(row['details']))}")
        for row in asked:
            self._asked = row["id"]
            where = (row["gateway"], *_number(row["destination"]))
            found.setdefault(where, []).append(_effect(row))
        for (gateway, kind, number), lines in sorted(found.items()):
            self._lines.append(f"  {gateway} {kind}:{number}".replace("   ", "  "))
            self._lines += [f"    {line}".rstrip() for line in lines]


def _step(name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> str:
    told = [_argument(each) for each in args]
    told += [f"{key}={_argument(value)}" for key, value in kwargs.items()]
    return " ".join([name.strip("_"), *filter(None, told)])


def _argument(value: Any) -> str:
    match value:
        case Person():
            return f"person:{value.id}"
        case Said():
            return f"{value.sender_id}@{value.chat_id}:{value.text!r}"
        case OutboxEffect():
            return f"{type(value.effect).__name__} {value.effect.destination}"
        case Sent():
            return ""
        case int() | str() | None:
            return str(value)
        case _:
            return type(value).__name__


def _effect(row: Mapping[str, Any]) -> str:
    told = f"{row['kind']} {_plain(_json(row['fields']))}"
    if row["priority"]:
        told += f" priority={row['priority']}"
    if row["not_before"] is not None:
        at = row["not_before"]
        at = datetime.fromisoformat(at) if isinstance(at, str) else at
        told += f" at=+{(at.replace(tzinfo=START.tzinfo) - START).total_seconds():.0f}s"
    return told


def _json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _plain(value: Any) -> str:
    """Short, the same for the same, without what is not set."""
    match value:
        case {"key": key, "values": values}:
            return f"{key}({_plain(values)})" if values else str(key)
        case {"label": label}:
            told = (value.get("action") or value.get("url") or "") if label else ""
            return f"[{label if isinstance(label, str) else _plain(label)}|{told}]"
        case dict():
            set_ones = {key: each for key, each in value.items() if each not in (None, False, [])}
            return " ".join(f"{key}={_plain(each)}" for key, each in sorted(set_ones.items()))
        case list() | tuple():
            return "".join(
                _plain(each) if isinstance(each, dict) else f"{_plain(each)};" for each in value
            )
        case _:
            return _MARKER.sub("marker", str(value))


def _number(destination: str) -> tuple[str, int]:
    kind, _, number = destination.partition(":")
    try:
        return kind, int(number)
    except ValueError:
        return destination, 0
