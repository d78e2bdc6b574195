"""What a message to the bot or in a staff group means, and where it goes.

A customer's message in the bot's chat is a question that opens a ticket, or belongs to the open
one. At a desk a Reply to the customer's words or to the ticket's card goes to the customer, and
everything else is internal; in a thread everything goes but what is marked as internal. Whoever
answers a ticket that has no operator may become its operator.
"""

import re
from dataclasses import replace

from core.blocking.block import turned_away
from core.cards.lookup import is_ours, is_relayed, is_served_in_bot, usable_place
from core.cards.send import QUESTION, prompt, say, show_operator
from core.cards.ticket_card import show_at
from core.conversations.copies import is_command, is_internal, relay_answer, relay_from_customer
from core.conversations.record import role_of
from core.desks.answers import Answered, OfBot, what_is_answered
from core.desks.desk import trace_message
from core.model.cards import Card
from core.model.events import CapacityFreed
from core.model.memos import Memo
from core.model.messages import MessageKind, Said, SenderRole
from core.model.people import Person
from core.model.places import GroupUse, Place, PlaceKind
from core.model.relay_text_keys import RelayKey
from core.model.rules import Topic
from core.model.texts import Shown, text
from core.model.tickets import Ticket, TicketEventKind, TicketStatus
from core.places.find import find_place
from core.places.talk import begin_if_ready
from core.ports import Work
from core.queue.board import refresh_queue
from core.threads.topics import notify_closed_thread
from core.tickets.assign import start_offer
from core.tickets.begin import create_ticket

_COMMAND = re.compile(r"/[a-z0-9_]{1,32}(@\w+)?", re.IGNORECASE)


async def ask_question(work: Work, person: Person, topic: str, *, at_once: bool = False) -> None:
    """Ask for the question, since the topic is chosen, or there is only one (`at_once`). The next
    message is taken as the question."""
    customer = await work.uow.customers.seen(person, work.now)
    step = f"{QUESTION}:{topic}"
    is_news = await work.uow.steps.get(person.id) != step  # else it is one of ten quick taps
    await work.uow.steps.set(person.id, step)
    key = RelayKey.ASK_QUESTION_AT_ONCE if at_once else RelayKey.ASK_QUESTION
    await prompt(work, customer, key, each=is_news)


async def receive_from_customer(work: Work, person: Person, said: Said) -> bool:
    """Record and relay a customer's message; the first one after the topic opens the ticket.

    Returns False for customers who talk elsewhere or have no ticket, who are then shown their
    buttons, and for staff, whose messages to the bot belong to no talk. Of one who is blocked
    nothing is taken.
    """
    known = await work.uow.customers.standing(person.id)
    if known is None or known.on_staff or said.kind is MessageKind.SERVICE:
        return False
    if known.has_ticket:
        return await continue_talk(work, said)
    if await turned_away(work, person.id):
        return True
    topic = await _topic_asked_about(work, person.id)
    if topic is None or not await _is_question(work, said):
        return False
    await _open(work, person, topic, said)
    return True


async def continue_talk(work: Work, said: Said) -> bool:
    """Record and relay what a customer says in the bot's chat while their ticket is open. Returns
    False, and nothing is done, for staff and for whoever has no ticket, or talks elsewhere."""
    known = await work.uow.customers.standing(said.chat_id)
    if known is None or known.on_staff or not known.has_ticket:
        return False
    ticket = await work.uow.tickets.open_of(said.chat_id)
    place = None if ticket is None else await usable_place(work, ticket)
    if ticket is None or not await _talks_here(work, ticket, place):
        return False
    await relay_from_customer(work, ticket, said, place)
    return True


async def receive_in_group(
    work: Work,
    said: Said,
    thread_id: int = 0,
    *,
    by_staff: bool = True,
    of_bot: OfBot | None = None,
) -> bool:
    """Relay an answer to its customer, also a Reply to what stood where the ticket was before.
    Returns False for internal messages.

    `by_staff`: a person wrote it, perhaps in a group's or channel's name, and not another bot.
    `of_bot`: the message of our bot to which it is a Reply.
    """
    place = await work.uow.places.by_chat(said.chat_id, thread_id)
    if place is not None and not place.kind.is_relayed:
        return False
    answered = await what_is_answered(work, said, of_bot)
    if place is not None:
        await trace_message(work, place, said)
    elif answered.customer is not None:
        place = await _place_now(work, answered.customer)
    if place is None:
        if by_staff and of_bot is not None and _is_unclear(said, answered, of_bot):
            await _ask_addressee(work, said)
        return False
    if place.ticket_id is None:
        if by_staff and said.kind is not MessageKind.SERVICE and not is_internal(work, said):
            await notify_closed_thread(work, place, said)
        return False
    if not by_staff or await is_ours(work, said.sender_id) or said.kind is MessageKind.SERVICE:
        return False
    ticket = await work.ticket(place.ticket_id)
    if ticket is None or not ticket.is_open:
        return False
    if not await _is_answer(work, ticket, said, place, answered, of_bot):
        if of_bot is not None and await _is_lost(work, said, place, answered):
            await _tell_author(work, said)
        return False
    return await _answer(work, ticket, place, said)


async def assign_to_author(work: Work, ticket_id: int, place: Place, sender_id: int) -> bool:
    """Make the author the ticket's operator if they are on shift with headroom and it has none.
    Returns False otherwise; their answer is sent all the same."""
    uow = work.uow
    ticket = await work.ticket(ticket_id)
    if ticket is None or ticket.operator_id is not None or ticket.customer_id == sender_id:
        return False
    operator = await work.operator(sender_id)
    if operator is None or not await uow.operators.reserve(sender_id, ticket_id, work.now):
        return False
    if ticket.status is TicketStatus.ACTIVE:
        held = await uow.tickets.hold(ticket_id, sender_id)
    else:
        held = await start_offer(work, ticket, operator)
        if held:
            await uow.deadlines.answered_by_holder(ticket_id)
    if not held:
        await uow.operators.release(ticket_id, work.now, "somebody else was faster")
        return False
    await work.note(ticket_id, TicketEventKind.TAKEN, sender_id, operator=sender_id)
    current = await work.ticket(ticket_id) or ticket
    # Its row is held by now: it may have moved while this waited for whoever moved it.
    await show_at(work, current, await uow.places.serving(ticket_id) or place)
    await show_operator(work, current, operator)
    await refresh_queue(work)
    return True


async def name_in_group(work: Work, said: Said) -> str:
    """Return the author's name for the transcript. Whoever writes in the group's name appears under
    its own title, not the one that it bears during a ticket."""
    if said.sender_id != said.chat_id:
        return said.sender_name
    group = await work.group(said.chat_id)
    return said.sender_name if group is None else group.title


async def _topic_asked_about(work: Work, person_id: int) -> Topic | None:
    """Return the topic that the next message is a question about; None when no question is awaited,
    or when the owner removed the topic or its groups meanwhile."""
    if not any(topic.place.is_relayed for topic in work.rules.offered):
        return None
    verb, _, key = (await work.uow.steps.get(person_id) or "").partition(":")
    if verb != QUESTION:
        return None
    topic = next((topic for topic in work.rules.offered if topic.key == key), None)
    if topic is None or not await is_served_in_bot(work, topic):
        await work.uow.steps.clear(person_id)
        return None
    return topic


async def _is_question(work: Work, said: Said) -> bool:
    """Whether a message is a question: a mistyped command is not, nor is a message from before it
    was asked for (an update may come twice)."""
    if said.kind is MessageKind.TEXT and _COMMAND.fullmatch(said.text):
        return False
    return await work.uow.messages.get(said.chat_id, said.message_id) is None


async def _open(work: Work, person: Person, topic: Topic, said: Said) -> None:
    """Open the ticket with its first message, and find who answers it: the staff of a desk, or the
    operator whom the queue assigns."""
    uow = work.uow
    await uow.steps.clear(person.id)
    await uow.customers.seen(person, work.now)
    ticket = await create_ticket(work, person.id, topic)
    if ticket is None:  # somebody opened one for them this very moment
        ticket = await uow.tickets.open_of(person.id)
        if ticket is not None:
            await relay_from_customer(work, ticket, said, await usable_place(work, ticket))
        return
    await relay_from_customer(work, ticket, said, None)
    if topic.place is PlaceKind.DESK:
        await begin_if_ready(work, ticket, await find_place(work, ticket))
    else:
        work.happened(CapacityFreed())


async def _talks_here(work: Work, ticket: Ticket, place: Place | None) -> bool:
    """Whether the customer talks in the bot's chat. `place`: the ticket's usable place, if known,
    which answers it without a query."""
    return await is_relayed(work, ticket) if place is None else place.kind.is_relayed


async def _is_answer(
    work: Work, ticket: Ticket, said: Said, place: Place, answered: Answered, of_bot: OfBot | None
) -> bool:
    """Whether a message in a staff group is meant for the customer."""
    if place.kind is PlaceKind.THREAD:
        return not await _stays_inside(work, said)
    if is_command(said):
        return False
    if answered.customer is not None:  # also what is left there of another ticket
        return answered.customer == ticket.id
    if of_bot is None or place.is_shared or answered.about is not None:
        return False
    return not of_bot.is_bots_own or await _repeats_customer(work, ticket, of_bot.shown)


async def _stays_inside(work: Work, said: Said) -> bool:
    """Whether a message in a thread is internal. An album's mark stands at one of its parts,
    usually the first, and applies to all of it."""
    if said.album is None:
        return is_internal(work, said)
    album = Card.INSIDE.of(said.chat_id, said.album)
    if await work.uow.cards.find(album) is not None:
        return True
    if not is_internal(work, said):
        return False
    await work.uow.cards.put(album, said.chat_id, said.message_id)
    return True


async def _repeats_customer(work: Work, ticket: Ticket, shown: Said | None) -> bool:
    """Whether the bot's message repeats what the customer said. A Reply may come before the row
    that records the copy, and a crash may lose that row."""
    if shown is None:
        return True
    said_before = await work.uow.messages.of_ticket(ticket.id, ticket.customer_id)
    return any(
        # A caption that was too long for a bot stands there as a text of its own.
        (each.said.kind is shown.kind or shown.kind is MessageKind.TEXT)
        and shown.text in (each.said.text, *(version.text for version in each.versions))
        for each in said_before
        if each.role is SenderRole.CUSTOMER
    )


def _is_unclear(said: Said, answered: Answered, of_bot: OfBot) -> bool:
    """Whether the bot's message may be a copy of a customer's words, and it is not known whose.
    Replies to the bot's own notices and questions are internal."""
    if is_command(said) or answered.about is not None:
        return False
    shown = of_bot.shown
    return shown is None or shown.kind is not MessageKind.TEXT or "forward" in shown.details


async def _is_lost(work: Work, said: Said, place: Place, answered: Answered) -> bool:
    """Whether a Reply at a desk is to a text of the bot's that is not recorded, so that it may be a
    copy of the customer's words. Notices and questions are recorded as the bot's own."""
    if place.kind is not PlaceKind.DESK or place.is_shared or is_command(said):
        return False
    if answered.about is not None:
        return False
    traces = await work.uow.traces.of_place(place.id)
    return all(each.message_id != said.reply_to for each in traces)


async def _ask_addressee(work: Work, said: Said) -> None:
    """Ask for whom a Reply in the overflow group is meant when its ticket is not known, so that it
    is neither lost nor sent to the wrong customer."""
    group = await work.group(said.chat_id)
    if group is not None and group.use is GroupUse.OVERFLOW:
        await _tell_author(work, said)


async def _tell_author(work: Work, said: Said) -> None:
    """Tell the author once that the message went to nobody, and how to answer."""
    if said.kind is MessageKind.SERVICE:
        return
    if await work.once(Memo.ADDRESSEE, said.chat_id, said.message_id, word="asked"):
        shown = Shown(text(RelayKey.ANSWER_TO_WHOM, work.rules.desk_language))
        await say(work, said.chat_id, shown, reply_to=said.message_id)


async def _place_now(work: Work, ticket_id: int) -> Place | None:
    """Return the place of a ticket that has, or had, a share of the overflow group. It takes one
    query, since a ticket may move between two."""
    place = await work.uow.places.serving(ticket_id)
    return place if place is not None and place.kind.is_relayed else None


async def _answer(work: Work, ticket: Ticket, place: Place, said: Said) -> bool:
    """Relay the answer in its author's name; they may become the ticket's operator."""
    role = role_of(ticket, await work.operator(said.sender_id))
    named = replace(said, sender_name=await name_in_group(work, said))
    if not await relay_answer(work, ticket, place, named, role):
        return False
    await assign_to_author(work, ticket.id, place, said.sender_id)
    return True
