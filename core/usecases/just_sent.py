"""What the bot said a moment ago: Telegram shows it already, and the desk does not know its number
yet, since the answer to the call is still being written down."""

from core.domain.effects import Gateway
from core.domain.messages import Said
from core.domain.relay_effects import CopyMessage
from core.ports import Work

LOOKED_AT = 1000
"""Waiting effects that are looked at."""


async def ticket_just_copied(work: Work, copy: Said) -> int | None:
    """Whose words that message of the bot's says, which is known to nobody yet. None for anything
    else, and where two tickets have the same to say at that moment: then nobody's answer goes
    astray."""
    told: set[int] = set()
    for row in await work.uow.outbox.waiting(Gateway.BOT, LOOKED_AT):
        effect = row.effect
        if not isinstance(effect, CopyMessage) or effect.chat_id != copy.chat_id:
            continue
        known = await work.uow.messages.get(effect.from_chat_id, effect.message_id)
        if known is not None and _is_same(known.said, copy) and row.ticket_id is not None:
            told.add(row.ticket_id)
    return told.pop() if len(told) == 1 else None


def _is_same(said: Said, copy: Said) -> bool:
    """Telegram may give the same file another handle, and no file at all has a name of its own."""
    return said.kind is copy.kind and said.text == copy.text
