"""Registers who carries an effect out, and which settler handles its outcome."""

from collections.abc import Awaitable, Callable
from types import UnionType
from typing import Any, ClassVar, TypeVar, get_args

from core.model.effects import Effect
from core.model.outcomes import Outcome, Settled
from core.ports import OutboxEffect, Work

Way = Callable[[Any], Awaitable[Any]]
"""Does once what the effect asks for."""


_M = TypeVar("_M", bound=Callable[..., Awaitable[Any]])


def carries(*kinds: type[Effect]) -> Callable[[_M], _M]:
    """Mark the method that carries these effects out."""

    def mark(method: _M) -> _M:
        method.__dict__["carries"] = kinds
        return method

    return mark


class Carrier:
    """Part of a gateway: a class with methods that carry effects out."""

    __slots__ = ()
    handlers: ClassVar[dict[type[Effect], str]]

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        named = vars(cls).items()
        cls.handlers = {kind: n for n, way in named for kind in getattr(way, "carries", ())}

    def ways(self) -> dict[type[Effect], Way]:
        """Return the methods by kind of effect."""
        return {kind: getattr(self, name) for kind, name in self.handlers.items()}


Settler = Callable[[Work, OutboxEffect, Any, Any], Awaitable[None]]
"""Takes in what came of the row's effect: state, events and the effects that follow, in the
transaction that settles the row. Called with the effect, and with the outcome."""


SETTLERS: dict[tuple[type[Effect], type], Settler] = {}
"""By kind of effect and kind of outcome. Where there is none, nothing follows."""


_S = TypeVar("_S", bound=Settler)


def settles(*kinds: type[Effect], on: type | UnionType = Settled) -> Callable[[_S], _S]:
    """Register the settler of these effects, called for those outcomes alone. Raises ValueError
    where there is one."""

    def register(settler: _S) -> _S:
        for kind in kinds:
            for outcome in get_args(on) or (on,):
                if SETTLERS.setdefault((kind, outcome), settler) is not settler:
                    raise ValueError(f"{kind.__name__} is settled twice")
        return settler

    return register


async def settle(work: Work, row: OutboxEffect, outcome: Outcome) -> None:
    """Call the settler of an effect's outcome, if there is one."""
    settler = SETTLERS.get((type(row.effect), type(outcome)))
    if settler is not None:
        await settler(work, row, row.effect, outcome)
