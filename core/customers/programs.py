"""A program opens a ticket for a customer by the API: by the same ways as the customer would, whom
it may ask nothing, though, so that what would be asked first is refused."""

from core.cards.lookup import is_served_in_bot
from core.conversations.programs import say_for_program
from core.customers.request import why_not_taken
from core.model.events import CapacityFreed
from core.model.people import Customer
from core.model.places import PlaceKind
from core.model.rules import Topic
from core.model.text_keys import TextKey
from core.model.texts import DeskError
from core.model.tickets import Ticket
from core.model.token_text_keys import TokenKey
from core.places.find import find_place
from core.places.talk import begin_if_ready
from core.ports import Work
from core.tickets.begin import create_ticket


async def open_for_customer(
    work: Work, program: str, customer_id: int, topic_key: str, words: str | None = None
) -> Ticket:
    """Open a ticket for somebody who has written to the bot, and say words in it.

    Raises DeskError(CUSTOMER_UNKNOWN, CUSTOMER_ON_STAFF, NO_TOPIC, FORGOTTEN, BLOCKED, UNREACHABLE,
    HAS_TICKET, NO_CONTACT, CLOSED), and as `say_for_program`.
    """
    customer = await _served(work, customer_id)
    topic = next((one for one in work.rules.offered if one.key == topic_key), None)
    if topic is None:
        raise DeskError(TokenKey.NO_TOPIC)
    await _check(work, customer, topic)
    ticket = await create_ticket(work, customer_id, topic, program)
    if ticket is None:  # somebody opened one for them this very moment
        raise await _has_ticket(work, customer_id)
    await work.uow.steps.clear(customer_id)
    if topic.place is PlaceKind.DESK and await is_served_in_bot(work, topic):
        await begin_if_ready(work, ticket, await find_place(work, ticket))
    else:
        work.happened(CapacityFreed())
    if words is not None:
        await say_for_program(work, program, await work.ticket(ticket.id) or ticket, words)
    return ticket


async def _served(work: Work, customer_id: int) -> Customer:
    known = await work.uow.customers.standing(customer_id)
    if known is None:
        raise DeskError(TextKey.CUSTOMER_UNKNOWN)
    if known.on_staff:
        raise DeskError(TextKey.CUSTOMER_ON_STAFF)
    if known.has_ticket:
        raise await _has_ticket(work, customer_id)
    customer = known.customer
    for is_so, key in (
        (customer.is_forgotten, TokenKey.FORGOTTEN),
        (customer.is_blocked, TokenKey.BLOCKED),
        (not customer.reachable, TokenKey.UNREACHABLE),
    ):
        if is_so:
            raise DeskError(key)
    return customer


async def _check(work: Work, customer: Customer, topic: Topic) -> None:
    in_bot = await is_served_in_bot(work, topic)
    if customer.phone is None and (topic.asks_contact or not in_bot):
        raise DeskError(TokenKey.NO_CONTACT)
    if await why_not_taken(work, topic, in_bot=in_bot) is not None:
        raise DeskError(TokenKey.CLOSED)


async def _has_ticket(work: Work, customer_id: int) -> DeskError:
    ticket = await work.uow.tickets.open_of(customer_id)
    return DeskError(TokenKey.HAS_TICKET, ticket=0 if ticket is None else ticket.id)
