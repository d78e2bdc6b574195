"""Decides which channels are followed: the desk's rooms, and no other chat of the owner."""

from core.model.places import PlaceKind, PlaceState
from core.ports import Database
from userbot.boxes import Boxes
from userbot.pauses import Pause

LOOK_EVERY = 30.0
EXPECTED_FOR = 60.0
"""Seconds in which a room that was just made is looked for often."""

CLOSED_AT_MOST = 6 * 3600.0
IN_USE = frozenset({PlaceState.PREPARING, PlaceState.READY, PlaceState.EMPTYING})


class Followed:
    """Follows the rooms of one account.

    Args:
        boxes: is told which rooms to follow, and which are in use.
        expect: seconds between two looks for a room that was just made.
        closed: seconds until one that Telegram has closed to us is tried again; doubling.
    """

    def __init__(
        self, account: str, database: Database, boxes: Boxes, expect: float, closed: float
    ) -> None:
        self._account, self._database, self._boxes = account, database, boxes
        self._every, self._closed_for = expect, closed
        self._expected: dict[int, float] = {}
        self._closed: dict[int, Pause] = {}
        self.rooms: set[int] = set()
        self.look_at = 0.0

    def __contains__(self, chat_id: int) -> bool:
        return chat_id in self.rooms

    def expect(self, chat_id: int, now: float) -> None:
        """Follow a room that this account made as soon as the desk knows its place."""
        self._expected[chat_id] = now + EXPECTED_FOR
        self.look_at = 0.0

    def closed(self, chat_id: int, now: float) -> None:
        """Note that Telegram does not let this account into that room."""
        pause = self._closed.setdefault(chat_id, Pause(self._closed_for, CLOSED_AT_MOST))
        pause.fail(now)

    def opened(self, chat_id: int) -> None:
        """Note that it was read."""
        self._closed.pop(chat_id, None)

    async def look(self, now: float) -> set[int]:
        """Follow the rooms that the desk has now. Returns those that are followed in vain."""
        async with self._database.unit_of_work() as uow:
            places = await uow.places.all_live(PlaceKind.ROOM)
        ours = {
            place.chat_id: place
            for place in places
            if place.chat_id is not None and place.account in (None, self._account)
        }
        self.rooms = set(ours)
        for chat_id in self.rooms:
            pause = self._closed.get(chat_id)
            if pause is None or pause.not_before <= now:
                self._boxes.follow(chat_id)
        self._boxes.use(
            [
                chat_id
                for chat_id, place in ours.items()
                if place.ticket_id is not None and place.state in IN_USE
            ]
        )
        self._closed = {each: pause for each, pause in self._closed.items() if each in self.rooms}
        self._expected = {
            chat_id: until
            for chat_id, until in self._expected.items()
            if chat_id not in self.rooms and until > now
        }
        self.look_at = now + (self._every if self._expected else LOOK_EVERY)
        return self._boxes.channels - self.rooms
