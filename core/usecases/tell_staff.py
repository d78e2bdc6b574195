"""Telling those who answer a ticket what they must know now: whoever holds it in private; where
nobody does, or cannot be told there, the staff's group in which it is talked about."""

from core.domain import cards, views
from core.domain.effects import SendText
from core.domain.texts import RelayKey
from core.domain.tickets import Ticket
from core.domain.views import Shown
from core.ports import Work
from core.usecases.telling import chat_of, say
from core.usecases.whereabouts import usable_place


async def tell_staff(work: Work, ticket: Ticket, key: RelayKey, **values: str | int) -> None:
    """Of a ticket whose customer is in the bot's chat; the values are the ticket, the customer, and
    those given."""
    holder = ticket.operator_id
    operator = await work.operator(holder)
    customer = await work.customer(ticket.customer_id)
    if customer is None:
        return
    who = views.customer_name(customer)
    if operator is not None and operator.started_bot:
        text = views.text(key, operator.language, ticket=ticket.id, customer=who, **values)
        shown = Shown(text, views.enter_buttons(await chat_of(work, ticket)))
        await say(work, operator.id, shown, ticket_id=ticket.id)
        return
    place = await usable_place(work, ticket)
    if place is None or place.chat_id is None or not place.kind.is_relayed:
        return
    language = work.rules.desk_language if operator is None else operator.language
    stands = await work.uow.cards.find(cards.desk(ticket.id))
    await work.tell(
        SendText(
            place.chat_id,
            views.text(key, language, ticket=ticket.id, customer=who, **values),
            reply_to=stands[1] if stands is not None and stands[0] == place.chat_id else None,
            thread_id=place.thread_id,
        ),
        ticket.id,
    )
