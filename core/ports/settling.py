"""What follows from what came of an effect: its settler, which the feature that asks for the effect
registers. `core.consequences.settlements` imports all of them, and calls them.
"""

from collections.abc import Awaitable, Callable
from types import UnionType
from typing import Any, TypeVar, get_args

from core.model.effects import Effect
from core.model.outcomes import Outcome, Settled
from core.ports import OutboxEffect, Work

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
    """Let follow what follows."""
    settler = SETTLERS.get((type(row.effect), type(outcome)))
    if settler is not None:
        await settler(work, row, row.effect, outcome)
