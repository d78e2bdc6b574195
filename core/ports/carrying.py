"""Who carries an effect out: the method of a gateway's part that is marked with its kind."""

from collections.abc import Awaitable, Callable
from typing import Any, ClassVar, TypeVar

from core.model.effects import Effect

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
    carried: ClassVar[dict[type[Effect], str]]

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        named = vars(cls).items()
        cls.carried = {kind: n for n, way in named for kind in getattr(way, "carries", ())}

    def ways(self) -> dict[type[Effect], Way]:
        """By kind of effect."""
        return {kind: getattr(self, name) for kind, name in self.carried.items()}
