"""Parts of the desk that fail, and work again."""

from core.domain import views
from core.domain.memos import Memo
from core.domain.texts import TextKey, key_of
from core.ports import Work
from core.usecases.telling import tell_supervisors


async def part_fails(work: Work, part: str) -> None:
    """It ended, and is begun again ever more slowly. Supervisors hear of it once until it works."""
    if await work.once(Memo.PART, part, word="fails"):
        await tell_supervisors(
            work, TextKey.SUPERVISOR_PART_FAILS, part=views.text(key_of(f"part-{part}"), None)
        )


async def part_works(work: Work, part: str) -> None:
    """It is at work again, and has been for a while."""
    await work.once(Memo.PART, part, word="works")
