"""Our own disk refuses what is to be written there."""

from core.domain.budget import day_of
from core.domain.memos import Memo
from core.domain.trouble_keys import TroubleKey
from core.ports import Work
from core.usecases.telling import tell_supervisors


async def disk_refuses(work: Work, reason: str) -> None:
    """Files wait until it takes them; supervisors hear of it, once a day as long as it lasts."""
    if await work.once(Memo.DISK, word=day_of(work.now).isoformat()):
        await tell_supervisors(work, TroubleKey.DISK_REFUSES, reason=reason)
