"""Ways into a room for staff who cannot be invited."""

from core.domain import cards, staff_views, views
from core.domain.outcomes import Sent
from core.domain.room_effects import CreatePersonalLink, RevokeJoinLink
from core.domain.texts import Text, TextKey
from core.domain.tickets import Ticket
from core.domain.views import Shown
from core.ports import Work
from core.usecases.request_to_join import may_enter
from core.usecases.telling import say, show
from core.usecases.whereabouts import usable_place, usable_room


async def let_in(work: Work, ticket: Ticket, person_id: int, text: Text) -> bool:
    """Have a link of their own made for a member of staff, who is told it with `text`. False when
    there is no room to enter."""
    place = await usable_room(work, ticket)
    if place is None or place.chat_id is None:
        return False
    await work.tell(CreatePersonalLink(place.chat_id, place.id, person_id, text), ticket.id)
    return True


async def hand_over(
    work: Work, ticket: Ticket | None, effect: CreatePersonalLink, outcome: Sent
) -> None:
    """The link is there: tell them. One that came too late dies at once."""
    url = str(outcome.value["url"])
    place = None if ticket is None else await usable_place(work, ticket)
    wanted = (
        ticket is not None and ticket.is_open and await may_enter(work, ticket, effect.person_id)
    )
    if ticket is None or not wanted or place is None or place.id != effect.place_id:
        await work.tell(
            RevokeJoinLink(effect.chat_id, url, last=False), None if ticket is None else ticket.id
        )
        return
    shown = Shown(effect.text, views.enter_buttons(url))
    if effect.text.key is TextKey.OPERATOR_TICKET_LINK:
        # One card, and not a second message with the same ticket.
        shown = Shown(effect.text, (*shown.buttons, *staff_views.ticket_buttons(ticket.id)))
        card = cards.operator(ticket.id, effect.person_id)
        await show(work, effect.person_id, card, shown, fresh=True, each=True, ticket_id=ticket.id)
        return
    await say(work, effect.person_id, shown, ticket_id=ticket.id)
