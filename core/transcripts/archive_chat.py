"""Takes zips of erased tickets out of the archive's chat, and lists for a person what the bot
cannot delete there any more."""

from collections.abc import Collection, Iterable, Sequence

from core.cards.send import notify_supervisors
from core.cards.views.customer import message_url
from core.model.desk_effects import DeleteMessages
from core.model.notice_keys import NoticeKey
from core.ports import Archived, Work

MOST_DELETED = 100  # in a call (https://core.telegram.org/bots/api#deletemessages)

FOR_CUSTOMER = -1
"""Stands for the place: these messages are deleted for their customer's sake, and no desk is
cleared."""


async def delete_zips(work: Work, zips: Iterable[Archived]) -> int:
    """Have these zips deleted from the chat that they were sent to. Returns of how many nobody
    knows where they stand: an earlier version sent them."""
    there: dict[int, list[int]] = {}
    unknown = 0
    for each in zips:
        if each.chat_id is None or each.message_id is None:
            unknown += each.sent_at is not None
        else:
            there.setdefault(each.chat_id, []).append(each.message_id)
    for chat_id, numbers in sorted(there.items()):
        await delete_there(work, chat_id, sorted(numbers))
    return unknown


async def delete_there(work: Work, chat_id: int, numbers: Sequence[int]) -> None:
    """Have messages deleted for a customer's sake."""
    for begin in range(0, len(numbers), MOST_DELETED):
        some = tuple(numbers[begin : begin + MOST_DELETED])
        await work.tell(DeleteMessages(chat_id, message_ids=some, place_id=FOR_CUSTOMER))


async def list_left(work: Work, chat_id: int, numbers: Collection[int]) -> None:
    """Tell supervisors which messages of that chat are to be deleted by hand, each by its link."""
    left = [message_url(chat_id, number) or str(number) for number in sorted(numbers)]
    await notify_supervisors(
        work, NoticeKey.LEFT_IN_ARCHIVE, count=len(left), messages="\n".join(left)
    )
