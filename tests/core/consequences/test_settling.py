"""Each effect has one who carries it out, and one settler, or is declared to need none."""

from inspect import signature
from typing import get_args, get_type_hints

import pytest

from app.webhooks.gateway import WebhooksGateway
from archive.gateway import FilesGateway
from bot.gateway import BotGateway
from core.consequences import settlements
from core.model.effects import EFFECTS, Effect
from core.model.outcomes import Outcome, Settled
from core.ports import OutboxEffect, Work
from core.ports.effects import SETTLERS, Carrier, settles
from userbot.gateway import UserbotGateway

assert settlements.SETTLERS_IN  # importing that is what registers them

GATEWAYS = (
    BotGateway,
    UserbotGateway,
    FilesGateway,
    WebhooksGateway,
)  # with them all their parts are known


@pytest.mark.parametrize("kind", EFFECTS.values(), ids=EFFECTS)
def test_an_effect_has_one_gateway_that_carries_it_out(kind: type[Effect]) -> None:
    """Or none, if nobody is told anything."""
    assert GATEWAYS
    found = [part.__module__ for part in Carrier.__subclasses__() if kind in part.handlers]
    assert len(found) == int(kind.calls_telegram)
    assert all(kind.gateway.value in module.split(".")[:2] for module in found)


@pytest.mark.parametrize("kind", EFFECTS.values(), ids=EFFECTS)
def test_an_effect_has_one_settler_or_is_declared_to_need_none(kind: type[Effect]) -> None:
    found = {
        SETTLERS[kind, outcome] for outcome in get_args(Settled) if (kind, outcome) in SETTLERS
    }
    assert len(found) == int(kind.has_consequences)


@pytest.mark.parametrize(
    "settler", dict.fromkeys(SETTLERS.values()), ids=lambda each: each.__name__
)
def test_a_settler_takes_what_it_is_registered_for(settler: object) -> None:
    kinds = {kind for (kind, _), each in SETTLERS.items() if each is settler}
    outcomes = {outcome for (_, outcome), each in SETTLERS.items() if each is settler}
    hints = get_type_hints(settler)
    taken = [hints[name] for name in signature(settler).parameters]  # type: ignore[arg-type]
    assert taken[:2] == [Work, OutboxEffect]
    effects, answers = (set(get_args(each)) or {each} for each in taken[2:])
    assert kinds <= effects
    assert outcomes == answers


def test_nothing_is_settled_twice() -> None:
    (kind, outcome), settler = next(iter(SETTLERS.items()))

    async def another(work: Work, row: OutboxEffect, effect: Effect, outcome: Outcome) -> None:
        """Would be called as well."""

    with pytest.raises(ValueError, match="twice"):
        settles(kind, on=outcome)(another)
    assert SETTLERS[kind, outcome] is settler
