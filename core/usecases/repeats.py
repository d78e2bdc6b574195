"""Ten quick taps are one."""

from datetime import datetime, timedelta

from core.ports import Work


async def is_repeat(work: Work, what: str, within: timedelta) -> bool:
    """Whether `what` (a card's name of its own) was asked for within that time; from now on it
    was."""
    changed = await work.uow.cards.tell({what: work.now.isoformat()})
    if what not in changed:
        return True
    before = changed[what]
    return before is not None and work.now - datetime.fromisoformat(before) < within
