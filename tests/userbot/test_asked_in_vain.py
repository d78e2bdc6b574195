"""Nothing is asked of Telegram of which the account could know that it will be refused: who does
that is slowed, and banned in the end."""

from core.model.outcomes import Sent
from core.model.places import PlaceState
from core.model.room_effects import CreateRoom, DeleteRoom, EmptyRoom, WipeRoom
from tests.support.waiting import eventually
from tests.userbot.conftest import Desk, utc_now
from userbot.gateway import UserbotGateway


async def test_rooms_that_are_used_and_deleted(desk: Desk) -> None:
    """Wiped with title and words as they were, deleted, followed by the next ones; and then the
    connection is lost, before the desk has learned of the deletion."""
    account = await desk.account()
    gateway = UserbotGateway(
        account, desk.database, desk.archive, "desk_bot", utc_now, words="Talk to our support here."
    )
    room = await desk.room(account)
    chat_id = room.chat_id or 0
    await desk.move(room, PlaceState.EMPTYING)
    assert await gateway.carry_out(EmptyRoom(room.id, chat_id)) == Sent()
    await desk.move(room, PlaceState.WIPING)
    for _ in range(2):
        wiped = await gateway.carry_out(WipeRoom(room.id, chat_id, "Support"))
        assert wiped == Sent({"clean": True})
    await desk.move(room, PlaceState.DELETING)
    assert await gateway.carry_out(DeleteRoom(room.id, chat_id)) == Sent()
    desk.cut()
    await eventually(lambda: chat_id not in account.pump._boxes)
    await account.pump.settled()
    await desk.move(room, PlaceState.DELETED)
    for marker in ("marker-2", "marker-3"):
        place = await desk.place(marker)
        made = await gateway.carry_out(CreateRoom(place.id, marker, "Support"))
        assert isinstance(made, Sent), made
    assert desk.faults.ledger.refusals() == []
