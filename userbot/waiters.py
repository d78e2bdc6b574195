"""Lets others wait until all updates so far are in the inbox, and rooms were read to their end."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass, field

from userbot.boxes import Boxes
from userbot.failures import UserbotError


class Unread(UserbotError):
    """A room cannot be read to its end at the moment."""


@dataclass(frozen=True, slots=True)
class Waiter:
    """`behind`: reads that were under way when it came."""

    done: asyncio.Future[None]
    boxes: tuple[int, ...]
    behind: set[int] = field(default_factory=set)


class Waiters:
    """Holds those who wait for one pump."""

    def __init__(self, boxes: Boxes) -> None:
        self._boxes = boxes
        self._waiting: list[Waiter] = []

    def add(self, waiters: Iterable[Waiter]) -> None:
        """Let them wait."""
        self._waiting += waiters

    def requested(self) -> set[int]:
        """Tell which boxes somebody waits for."""
        return {box for waiter in self._waiting for box in waiter.boxes}

    def answer(self, in_turn: set[int], now: float, *, nothing_is_read: bool) -> None:
        """Tell those who wait for nothing that is under way any more."""
        left: list[Waiter] = []
        for waiter in self._waiting:
            waiter.behind.intersection_update(in_turn)
            needs = [self._boxes[box] for box in waiter.boxes if box in self._boxes]
            needs = [box for box in needs if box.need]
            if waiter.done.done():
                continue
            if needs and (nothing_is_read or any(box.pause.not_before > now for box in needs)):
                waiter.done.set_exception(Unread("the room could not be read to its end"))
            elif needs or waiter.behind:
                left.append(waiter)
            else:
                waiter.done.set_result(None)
        self._waiting = left

    def refuse(self, error: Exception) -> None:
        """Tell those who wait for what will not come any more."""
        waiting, self._waiting = self._waiting, []
        for waiter in waiting:
            if not waiter.done.done():
                waiter.done.set_exception(error)
