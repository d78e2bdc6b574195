"""What is said in a place is kept."""

from collections.abc import Sequence

from core.domain.messages import Said
from core.ports import Work


async def record_said(work: Work, said: Said) -> bool:
    """Keep a message of a place (one that is there with other text is an edit). False when nothing is new."""
    raise AssertionError(work, said)


async def record_edit(work: Work, said: Said) -> bool:
    """Keep an edit with what stood before; an unknown message is recorded as it is now."""
    raise AssertionError(work, said)


async def record_deletion(work: Work, chat_id: int, message_ids: Sequence[int]) -> bool:
    """Mark messages as deleted; what was said stays."""
    raise AssertionError(work, chat_id, message_ids)
