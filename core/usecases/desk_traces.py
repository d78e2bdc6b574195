"""What stands in a desk's group and has to go when its ticket ends."""

from collections.abc import Sequence

from core.domain.effects import DeleteMessage
from core.domain.messages import MessageKind, Said
from core.domain.places import Place, PlaceKind, PlaceState
from core.ports import Work


async def saw(work: Work, place: Place, said: Said) -> None:
    """Take in what anybody wrote in a desk's group, and what Telegram writes there.

    What the bot's own deeds leave behind when all has been cleared goes at once; what staff says
    among itself between two tickets is its own.
    """
    if place.kind is not PlaceKind.DESK or place.is_shared:
        return
    if place.state is not PlaceState.CLEAN:
        await work.uow.traces.leave(place.id, said.chat_id, [said.message_id], work.now)
    elif said.kind is MessageKind.SERVICE and said.sender_id == work.rules.bot_id:
        await work.tell(DeleteMessage(said.chat_id, said.message_id))


async def saw_command(work: Work, said: Said) -> None:
    """What somebody wrote to the bot there, whatever becomes of it."""
    place = await work.uow.places.by_chat(said.chat_id)
    if place is not None:
        await saw(work, place, said)


async def bot_wrote(work: Work, chat_id: int, message_ids: Sequence[int]) -> None:
    """The bot's own messages in a group: where it is a desk, they go with the next ticket's end at
    the latest."""
    if chat_id >= 0:
        return
    place = await work.uow.places.by_chat(chat_id)
    if place is not None and place.kind is PlaceKind.DESK:
        await work.uow.traces.leave(place.id, chat_id, message_ids, work.now)
