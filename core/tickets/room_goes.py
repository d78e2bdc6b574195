"""Says in a room that it will be gone, before the ticket is closed: once it is closed, the room is
emptied at once, and nobody could read it there."""

from datetime import timedelta

from core.cards.lookup import usable_place
from core.cards.send import is_repeat, say
from core.model.export_text_keys import ExportKey
from core.model.memos import Memo
from core.model.places import PlaceKind
from core.model.texts import Shown, text
from core.model.tickets import Ticket
from core.ports import Work
from core.staff.access import ticket_of_staff

AGAIN_AFTER = timedelta(minutes=10)

SAID_WITHIN = timedelta(minutes=1)
"""Later, the room may be empty, and another ticket's."""


async def room_goes(work: Work, ticket: Ticket) -> None:
    """Tell the customer in the ticket's room that it goes, and whether they may have what was said,
    since somebody is about to close it. Asked about again soon it is said once. Nothing happens
    where they are in no room: their own chat with the bot stays."""
    if ticket.joined_at is None or ticket.is_away:
        return
    place, customer = await usable_place(work, ticket), await work.customer(ticket.customer_id)
    if place is None or place.kind is not PlaceKind.ROOM or place.chat_id is None:
        return
    if customer is None:
        return
    if await is_repeat(
        work, Memo.ROOM_GOES, ticket.id, place.id, within=AGAIN_AFTER, lengthens=False
    ):
        return
    is_sent = work.rules.conversation_to_customers
    key = ExportKey.ROOM_GOES_NOW_SENT if is_sent else ExportKey.ROOM_GOES_NOW
    shown = Shown(text(key, customer.language))
    await say(work, place.chat_id, shown, ticket_id=ticket.id, lasts=SAID_WITHIN)


async def about_to_close(work: Work, actor_id: int, ticket_id: int) -> None:
    """The same for somebody who is asked elsewhere than in Telegram whether to close. Raises
    StaffOnly, NotYourTicket, TicketIsClosed."""
    await room_goes(work, await ticket_of_staff(work, actor_id, ticket_id))
