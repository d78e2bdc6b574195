"""/mydata: what is kept about somebody, for themselves."""

from datetime import timedelta

from core.domain import erasure_views
from core.domain.archive_effects import WriteOwnData
from core.domain.errors import DeskError
from core.domain.memos import Memo
from core.domain.people import Person
from core.domain.texts import TextKey
from core.domain.views import Shown
from core.ports import Work
from core.usecases.repeats import is_repeat
from core.usecases.telling import say

AGAIN_AFTER = timedelta(minutes=5)


async def give_own_data(work: Work, person: Person) -> None:
    """Say it in short, and have the document made, which is then sent.

    Raises DeskError(NOTHING_KEPT), DeskError(OWN_DATA_GIVEN) within five minutes of the last time.
    """
    customer = await work.customer(person.id)
    if customer is None:
        raise DeskError(TextKey.NOTHING_KEPT)
    if await is_repeat(work, Memo.OWN_DATA, person.id, within=AGAIN_AFTER, lengthens=False):
        raise DeskError(TextKey.OWN_DATA_GIVEN)
    kept = await work.uow.erasures.kept(person.id)
    summary = erasure_views.own_data(customer, kept, customer.language)
    await say(work, person.id, Shown(summary))
    await work.tell(WriteOwnData(person.id))
