"""Ten quick taps are one."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from core.domain import cards
from core.domain.memos import Memo
from core.domain.texts import TextKey
from core.ports import Work

ECHO = timedelta(seconds=2)
"""Whoever asks for the same again within that has not seen the answer yet: ten taps are one
wish."""


async def is_repeat(
    work: Work, memo: Memo, *key: int | str, within: timedelta = ECHO, lengthens: bool = True
) -> bool:
    """Whether the same was asked for within that time; asking again makes the time longer, unless
    told otherwise."""
    name = memo.of(*key)
    changed = await work.uow.cards.remember({name: f"{work.now.timestamp():.3f}"})
    if not is_recent(work, name, changed, within):
        return False
    last = changed.get(name)
    if last is not None and not lengthens:
        await work.uow.cards.remember({name: last})
    return True


def is_recent(
    work: Work, name: str, changed: Mapping[str, str | None], within: timedelta = ECHO
) -> bool:
    """The same, by what remembering the moment answered."""
    last = changed.get(name)
    if last is None:
        return name not in changed
    # Earlier versions kept some of these as a date.
    before = datetime.fromisoformat(last).timestamp() if "T" in last else float(last)
    return work.now.timestamp() - before < within.total_seconds()


async def forget_echoes(work: Work, customer_id: int) -> None:
    """Whoever let the bot in again has not seen what it wrote before."""
    told = [f"{customer_id}:{key.value}" for key in (TextKey.ASK_CONTACT, TextKey.WELCOME)]
    told.append(cards.topics(customer_id))
    ticket = await work.uow.tickets.open_of(customer_id)
    if ticket is not None:
        told.append(cards.ticket(ticket.id))
    await work.uow.cards.remember({Memo.ASKED.of(what): "0" for what in told})
