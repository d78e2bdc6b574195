"""A customer asks for a ticket: what has to be known first (the contact, the topic, the question),
whether requests are taken now, and the ticket.
"""

from core.blocking.block import turned_away
from core.cards.lookup import is_served_in_bot, outlook_on, serves_in_bot
from core.cards.send import prompt, show, show_ticket
from core.cards.views import customer as views
from core.conversations.incoming import ask_question
from core.customers.fields import ask_for_field, stop_asking_for_fields
from core.feedback.ratings import leave_comment
from core.model import texts
from core.model.cards import Card
from core.model.events import CapacityFreed
from core.model.people import Customer, Person
from core.model.places import PlaceKind
from core.model.relay_text_keys import RelayKey
from core.model.rules import Topic
from core.model.text_keys import TextKey
from core.model.texts import Shown
from core.model.tickets import Ticket
from core.ports import Work
from core.routing.outlook import Outlook
from core.staff.shifts import operator_present, show_panel
from core.tickets.begin import create_ticket

REQUEST = "talk"
"""The step of whoever came to talk and is asked for their contact first; with the topic, once
chosen."""

CHOOSING = "topic"
"""The step of who was greeted with that question, since they are served in the bot's chat."""


async def open_ticket(work: Work, person: Person, topic: str | None = None) -> Ticket | None:
    """Open a ticket; the card of the open one is shown again if there is one.

    Returns None when something is asked first (the contact, after which the request is resumed; the
    topic, where there are several; its fields; the question, where it is answered in the bot's
    chat), when the desk is closed and accepts nothing, or nothing from them, and for staff, who see
    their panel.
    """
    uow = work.uow
    known = await uow.customers.standing(person.id)
    if known.on_staff if known is not None else await work.operator(person.id) is not None:
        await operator_present(work, person.id)
        await show_panel(work, person.id, fresh=True)
        return None
    if await turned_away(work, person.id):
        return None
    await leave_comment(work, person.id)
    customer = await uow.customers.seen(person, work.now)
    ticket = await uow.tickets.open_of(person.id)
    if ticket is None:
        about = await _about(work, customer, topic)
        if about is None:
            return None
        if await ask_for_field(work, customer, about):
            return None
        if await is_served_in_bot(work, about):
            await ask_question(work, person, about.key, at_once=topic is None)
            return None
        ticket = await create_ticket(work, person.id, about)
        if ticket is not None:
            work.happened(CapacityFreed())
            return ticket
        ticket = await uow.tickets.open_of(person.id)
    if ticket is None:
        # Another request was faster, and its ticket has ended already.
        await prompt(work, customer, TextKey.WELCOME, views.talk_buttons())
        return None
    await show_ticket(work, ticket, fresh=True)
    return ticket


async def show_topics_page(work: Work, person: Person, page: int) -> None:
    """Show a page (from 0) of the topics where the question stands; where there is nothing to
    choose any more, what comes instead."""
    known = await work.uow.customers.standing(person.id)
    if (
        known is None
        or known.has_ticket
        or known.customer.is_blocked
        or len(work.rules.offered) == 1
        or (known.customer.phone is None and not await serves_in_bot(work))
    ):
        await open_ticket(work, person)
    else:
        await ask_topic(work, known.customer, page=page)


async def ask_contact(work: Work, customer: Customer, topic: str | None) -> None:
    """Remember what they want, and ask for their contact first."""
    step = f"{REQUEST}:{topic}" if topic else REQUEST
    is_news = topic is not None and await work.uow.steps.get(customer.id) != step
    await work.uow.steps.set(customer.id, step)
    await prompt(work, customer, TextKey.ASK_CONTACT, views.contact_buttons(), each=is_news)


async def ask_topic(
    work: Work, customer: Customer, *, page: int | None = None, gone: bool = False
) -> None:
    """Ask what it is about, at the chat's end, or, for another page, where the question stands;
    `gone`: they chose what is not there any more."""
    await stop_asking_for_fields(work, customer.id)
    question = views.topic_question
    if await serves_in_bot(work):
        question = views.topics_greeting
        await work.uow.steps.set(customer.id, CHOOSING)
    shown = question(work.rules.offered, customer.language, customer.name, page or 0, gone=gone)
    await show(work, customer.id, Card.TOPICS.of(customer.id), shown, fresh=page is None)


async def repeat_topic_question(
    work: Work, customer: Customer, message_id: int | None = None
) -> None:
    """Ask for one of the question's buttons, since something else was sent."""
    buttons = views.topic_buttons(work.rules.offered, customer.language)
    key = RelayKey.CHOOSE_TOPIC_BY_BUTTON
    await prompt(work, customer, key, buttons, reply_to=message_id)


async def answer_topic(work: Work, customer: Customer, topic: Topic) -> None:
    """Show the chosen topic in place of the question, if it was asked."""
    chosen = texts.text(
        TextKey.TOPIC_CHOSEN, customer.language, topic=topic.titled(customer.language)
    )
    await show(work, customer.id, Card.TOPICS.of(customer.id), Shown(chosen), if_shown=True)


async def cancel_topic_question(work: Work, customer: Customer) -> None:
    """Take back the question what it is about."""
    shown = texts.text(RelayKey.QUESTION_CANCELLED, customer.language)
    buttons = views.ask_again_buttons()
    card = Card.TOPICS.of(customer.id)
    await show(work, customer.id, card, Shown(shown, buttons), fresh=True, each=True)


async def topic_for(work: Work, customer: Customer, key: str | None) -> Topic | None:
    """Find the topic of that key, or the only one there is; None when it has to be asked first,
    which is done."""
    topics = work.rules.offered
    if len(topics) == 1:
        return topics[0]
    found = next((topic for topic in topics if topic.key == key), None)
    if found is None:
        await ask_topic(work, customer, gone=key is not None)
    return found


async def take_request(work: Work, person_id: int) -> tuple[bool, str | None]:
    """Whether they wanted to talk before their contact was asked for, and about what; it is
    forgotten by that."""
    verb, _, topic = (await work.uow.steps.get(person_id) or "").partition(":")
    if verb != REQUEST:
        return False, None
    await work.uow.steps.clear(person_id)
    return True, topic or None


async def _about(work: Work, customer: Customer, key: str | None) -> Topic | None:
    """Find the topic, once all is known that has to be known before a ticket; None when something
    is asked first, or nothing is taken now.

    Whoever goes into a room is asked for the contact before all else; where the bot's chat is the
    place, only some topics ask for it, so that the topic comes first.
    """
    if customer.phone is None and not await serves_in_bot(work):
        await ask_contact(work, customer, key)
        return None
    topic = await topic_for(work, customer, key)
    if topic is None:
        return None
    in_bot = await is_served_in_bot(work, topic)
    if not await _is_taken(work, customer, topic, in_bot=in_bot):
        return None
    await answer_topic(work, customer, topic)
    if customer.phone is None and (topic.asks_contact or not in_bot):
        await ask_contact(work, customer, topic.key)
        return None
    return topic


async def _is_taken(work: Work, customer: Customer, topic: Topic, *, in_bot: bool) -> bool:
    """Whether requests are accepted now; otherwise the customer is told when."""
    outlook = await why_not_taken(work, topic, in_bot=in_bot)
    if outlook is None:
        return True
    buttons = views.talk_buttons()
    if outlook.opening is None:
        await prompt(work, customer, TextKey.DESK_NOBODY, buttons)
    else:
        when = views.opening_values(outlook.opening, customer.language)
        await prompt(work, customer, TextKey.DESK_CLOSED, buttons, values=when)
    return False


async def why_not_taken(work: Work, topic: Topic, *, in_bot: bool) -> Outlook | None:
    """Return why nothing is accepted about that topic now; None: it is. A desk's staff answers
    whether or not it is on shift."""
    if work.rules.queue_when_closed:
        return None
    outlook = await outlook_on(work, topic)
    at_desk = in_bot and topic.place is PlaceKind.DESK
    return None if outlook.is_open or (at_desk and outlook.opening is None) else outlook
