"""Messages, prompts and cards that use cases send, each with its language, priority and lifetime.
The same request repeated within a moment is answered once."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from core.cards.lookup import desk_card_of, is_relayed, outlook_of
from core.cards.marks import marked
from core.cards.views import customer as views
from core.cards.views import staff as staff_views
from core.cards.views.staff import Note
from core.model import texts
from core.model.audience_effects import TellSupervisors
from core.model.cards import Card
from core.model.effects import DeleteMessage, Priority, SendText, ShowCard
from core.model.memos import Changed, Memo, Word
from core.model.people import Customer, Operator, Person
from core.model.places import Place, PlaceKind, PlaceState
from core.model.records import is_forgotten, may_be_reopened
from core.model.rules import opening
from core.model.text_keys import Key, TextKey
from core.model.texts import Rows, Shown, Value, language_of
from core.model.tickets import Ticket, TicketEventKind, TicketStatus
from core.ports import Work
from core.routing.outlook import Outlook

ECHO = timedelta(seconds=2)
"""Whoever asks for the same again within that has not seen the answer yet: ten taps are one
wish."""


async def is_repeat(
    work: Work, memo: Memo, *key: int | str, within: timedelta = ECHO, lengthens: bool = True
) -> bool:
    """Whether the same was requested within that time. A repeat starts the time anew, unless
    `lengthens` is False."""
    name = memo.of(*key)
    changed = await work.uow.cards.remember({name: f"{work.now.timestamp():.3f}"})
    if not is_recent(work, name, changed, within):
        return False
    last = changed.get(name)
    if last is not None and not lengthens:
        await work.uow.cards.remember({name: last})
    return True


def is_recent(work: Work, name: str, changed: Changed, within: timedelta = ECHO) -> bool:
    """The same as `is_repeat`, from what was remembered of the last request."""
    last = changed.get(name)
    if last is None:
        return name not in changed
    # Earlier versions kept some of these as a date.
    before = datetime.fromisoformat(last).timestamp() if "T" in last else float(last)
    return work.now.timestamp() - before < within.total_seconds()


async def forget_echoes(work: Work, customer_id: int) -> None:
    """Forget recent requests of somebody who unblocked the bot: they may not have seen the
    answers."""
    cards = [f"{customer_id}:{key.value}" for key in (TextKey.ASK_CONTACT, TextKey.WELCOME)]
    cards.append(Card.TOPICS.of(customer_id))
    ticket = await work.uow.tickets.open_of(customer_id)
    if ticket is not None:
        cards.append(Card.TICKET.of(ticket.id))
    await work.uow.cards.remember({Memo.ASKED.of(what): "0" for what in cards})


PROMPT_LASTS = timedelta(minutes=15)
"""A prompt that comes later than that answers what nobody remembers having asked."""


async def say(
    work: Work,
    chat_id: int,
    shown: Shown,
    *,
    priority: Priority = Priority.REPLY,
    ticket_id: int | None = None,
    remove_keyboard: bool = False,
    lasts: timedelta | None = None,
    reply_to: int | None = None,
) -> None:
    """Send a separate message; it is dropped when it is not sent within `lasts`."""
    await work.tell(
        SendText(chat_id, shown.text, shown.buttons, remove_keyboard, reply_to),
        ticket_id,
        priority=priority,
        lasts=lasts,
    )


async def prompt(
    work: Work,
    customer: Customer,
    key: Key,
    buttons: Rows = (),
    *,
    reply_to: int | None = None,
    values: Mapping[str, Value] | None = None,
    each: bool = False,
) -> None:
    """Tell a customer what they can do. Repeats within a moment are sent once, unless the prompt
    replies to a message of theirs (`reply_to`) or concerns `each` thing that they did."""
    if reply_to is None and not each and await is_repeat(work, Memo.ASKED, customer.id, key.value):
        return
    shown = Shown(texts.text(key, customer.language, name=customer.name, **(values or {})), buttons)
    await say(work, customer.id, shown, lasts=PROMPT_LASTS, reply_to=reply_to)


async def show(
    work: Work,
    chat_id: int,
    card: str,
    shown: Shown,
    *,
    fresh: bool = False,
    each: bool = False,
    if_shown: bool = False,
    pin: bool = False,
    priority: Priority = Priority.REPLY,
    ticket_id: int | None = None,
    thread_id: int = 0,
) -> None:
    """Bring a card up to date. Nothing is sent when it shows the same already, unless it is wanted
    `fresh`, that is at the end of the chat, and was not put there a moment ago, or for `each`
    request. With `if_shown` nothing is sent either where it never was shown."""
    # What one group was told shows in no other: its ticket may just be moving.
    word = shown.word if chat_id > 0 else f"{shown.word}@{chat_id}"
    asked = Memo.ASKED.of(card)
    moment = f"{work.now.timestamp():.3f}"

    def if_wanted(changed: Changed) -> ShowCard | None:
        anew = fresh and (each or not is_recent(work, asked, changed))
        if card not in changed and not anew:
            return None
        return ShowCard(chat_id, card, shown.text, shown.buttons, anew, pin, thread_id)

    words = [Word(card, word, if_known=if_shown)]
    if not if_shown:
        words.append(Word(asked, moment, unless=None if fresh else card))
    await work.tell_by(words, if_wanted, ticket_id, priority=priority)


async def show_ticket(
    work: Work,
    ticket: Ticket,
    *,
    outlook: Outlook | None = None,
    fresh: bool = False,
    each: bool = False,
    priority: Priority = Priority.REPLY,
) -> None:
    """Show the customer's card of a ticket as it is now."""
    customer = await work.customer(ticket.customer_id)
    if customer is None:
        return
    if ticket.status is TicketStatus.QUEUED and outlook is None:
        outlook = await outlook_of(work, ticket)
    shown = await _ticket_card(work, ticket, customer, outlook or Outlook())
    await show(
        work,
        customer.id,
        Card.TICKET.of(ticket.id),
        shown,
        fresh=fresh,
        each=each,
        priority=priority,
        ticket_id=ticket.id,
    )


async def _ticket_card(work: Work, ticket: Ticket, customer: Customer, outlook: Outlook) -> Shown:
    topic = work.rules.topic(ticket.topic)
    kind = topic.place
    if await is_relayed(work, ticket):
        waits = ticket.status is TicketStatus.QUEUED
        if kind is PlaceKind.ROOM or (waits and kind is PlaceKind.THREAD):
            name = await operator_name(work, ticket)
            return views.here_card(ticket, customer.language, outlook, name)
        hours = topic.hours
        # Where the desk answers by itself, that says when somebody is back.
        is_told = hours is not None and not topic.auto_closed and not hours.is_open(work.now)
        when = opening(hours, work.now) if hours is not None and is_told else None
        return views.request_card(ticket, customer.language, outlook, when)
    return views.ticket_card(
        ticket,
        customer.language,
        outlook,
        await link_of(work, ticket),
        await operator_name(work, ticket),
    )


async def show_room(work: Work, ticket: Ticket, chat_id: int) -> None:
    """Show the pinned card in the ticket's room. The customer can read it, so staff's buttons are
    on the card in the bot's chat with the operator."""
    customer = await work.customer(ticket.customer_id)
    if customer is None:
        return
    topic = work.rules.topic(ticket.topic).titled(customer.language)
    name = await operator_name(work, ticket)
    is_sent = work.rules.conversation_to_customers
    shown = views.room_card(ticket, customer, topic, name, is_sent=is_sent)
    card = Card.ROOM.of(ticket.id)
    await show(work, chat_id, card, shown, pin=ticket.is_open, ticket_id=ticket.id)


async def show_desk(work: Work, ticket: Ticket, place: Place, *, fresh: bool = False) -> None:
    """Show the card in the staff's group or topic; it is pinned where no other ticket shares the
    chat."""
    await show_in_group(work, ticket, place, await desk_card_of(work, ticket), fresh=fresh)


async def show_in_group(
    work: Work, ticket: Ticket, place: Place, shown: Shown | None, *, fresh: bool = False
) -> None:
    """Show the ticket's card in that group or topic. Nothing happens for a customer who is not
    known."""
    if shown is None or place.chat_id is None:
        return
    await show(
        work,
        place.chat_id,
        Card.DESK.of(ticket.id),
        shown,
        fresh=fresh,
        pin=ticket.is_open and not place.is_shared,
        ticket_id=ticket.id,
        thread_id=place.thread_id,
    )


async def desk_title(work: Work, ticket: Ticket) -> str:
    """Return the title of a forum topic while it serves that ticket."""
    customer = await work.customer(ticket.customer_id)
    name = "" if customer is None else " ".join(customer.name.split())
    return f"#{ticket.id} {name[: views.NAME_LENGTH] or '…'}"


async def show_operator(
    work: Work, ticket: Ticket, operator: Operator, *, fresh: bool = False
) -> None:
    """Show the operator's own card of a ticket. Nothing happens when the bot may not write to
    them."""
    customer = await work.customer(ticket.customer_id)
    if customer is None or not operator.started_bot:
        return
    shown = await operator_card_of(work, ticket, customer, operator)
    card = Card.OPERATOR.of(ticket.id, operator.id)
    # Who asks for it is no person who taps: what is wanted anew must ring.
    await show(work, operator.id, card, shown, fresh=fresh, each=True, ticket_id=ticket.id)


async def operator_card_of(
    work: Work, ticket: Ticket, customer: Customer, operator: Operator
) -> Shown:
    """Return what an operator is shown of a ticket, with the previous operator's note."""
    topic = work.rules.topic(ticket.topic).titled(operator.language)
    link = await chat_of(work, ticket)
    note = await note_for(work, ticket, operator.id) if ticket.is_open else None
    again = may_be_reopened(ticket, work.now, work.rules.reopen_within)
    shown = staff_views.operator_card(
        ticket, customer, topic, operator.language, link, note, may_reopen=again
    )
    return await marked(work, ticket, customer, shown, operator.language)


async def note_for(work: Work, ticket: Ticket, reader_id: int) -> Note | None:
    """Return the note of the last transfer, unless the reader wrote it."""
    given = await work.uow.tickets.last_event(ticket.id, [TicketEventKind.TRANSFERRED])
    if given is None or given.actor_id in (None, reader_id) or not given.details.get("note"):
        return None
    author = given.actor_id or 0
    names = await work.uow.oversight.names([author])  # also of who is on staff no more
    return Note(names.get(author, str(author)), str(given.details["note"]))


async def notify_supervisors(
    work: Work, key: Key, ticket_id: int | None = None, buttons: Rows = (), **values: Value
) -> None:
    """Send a notice about a ticket or the desk to every supervisor whom the bot may write to."""
    about: dict[str, Value] = {} if ticket_id is None else {"ticket": ticket_id}
    text = texts.text(key, None, **about, **values)
    await work.tell(TellSupervisors(text, buttons), ticket_id, priority=Priority.NOTICE)


async def link_of(work: Work, ticket: Ticket) -> str | None:
    """Return the customer's link into the room: the join link while they may come, the chat itself
    when they are in. None where they talk in the bot's chat."""
    place = await _ready_place(work, ticket)
    if place is None or place.kind is not PlaceKind.ROOM:
        return None
    if place.link is not None:
        return place.link
    is_in = ticket.joined_at is not None and not ticket.is_away
    return views.chat_url(place.chat_id) if is_in and place.chat_id is not None else None


async def chat_of(work: Work, ticket: Ticket) -> str | None:
    """Return a link to the room, or to the staff's group or topic, for staff who are in it."""
    place = await _ready_place(work, ticket)
    if place is None or place.chat_id is None:
        return None
    return views.chat_url(place.chat_id, place.thread_id)


async def _ready_place(work: Work, ticket: Ticket) -> Place | None:
    if ticket.place_id is None or not ticket.is_open:
        return None
    place = await work.place(ticket.place_id)
    return place if place is not None and place.state is PlaceState.READY else None


async def name_of_customer(work: Work, ticket: Ticket) -> str:
    """Return the customer's name as staff reads it; a number when the desk does not know them."""
    customer = await work.customer(ticket.customer_id)
    return str(ticket.customer_id) if customer is None else views.customer_name(customer)


async def operator_name(work: Work, ticket: Ticket) -> str | None:
    """Return the name of the ticket's operator; None while it has none."""
    operator = await operator_of(work, ticket)
    return None if operator is None else operator.name


async def operator_of(work: Work, ticket: Ticket) -> Operator | None:
    """Return the ticket's operator; None while it has none."""
    if ticket.status is not TicketStatus.ACTIVE or ticket.operator_id is None:
        return None
    return await work.operator(ticket.operator_id)


QUESTION = "question"
"""Its word; the topic's key follows."""


async def forget_question(work: Work, person_id: int) -> None:
    """Stop waiting for a question. In Redis, which is told after the commit, the step may outlive
    the ticket that was opened from it, and the next message would open another."""
    verb, _, _ = (await work.uow.steps.get(person_id) or "").partition(":")
    if verb == QUESTION:
        await work.uow.steps.clear(person_id)


async def show_dialog(
    work: Work, operator_id: int, shown: Shown, *, fresh: bool = False, card: str | None = None
) -> None:
    """Show a dialog with a member of staff on their dialog card, or on `card`."""
    card = card or Card.DIALOG.of(operator_id)
    await work.tell(
        ShowCard(operator_id, card, shown.text, shown.buttons, fresh), lasts=PROMPT_LASTS
    )


async def take_out(work: Work, ticket_id: int, chat_id: int, message_id: int) -> None:
    """Delete a message there that is none of the talk's. Of a room it is remembered: whoever reads
    that something is gone there must not take it for somebody's words."""
    await work.tell(DeleteMessage(chat_id, message_id), ticket_id)
    if chat_id < 0:
        await work.once(Memo.TAKEN_OUT, chat_id, message_id)


async def forgotten(work: Work, ticket: Ticket) -> bool:
    """Whether the ticket's customer was forgotten after it was opened."""
    if ticket.is_open:
        return False  # being forgotten ends it
    return is_forgotten(ticket, await work.uow.erasures.forgotten_at(ticket.customer_id))


async def language_for(work: Work, person: Person) -> str:
    """Return the language that the person chose, else the one that their Telegram showed last."""
    return await work.uow.oversight.language(person.id) or language_of(person.language)


NO_POSITION = "-"
"""What stands for the position of a ticket that waits no more, or stands too far behind."""


async def forget_position(work: Work, ticket_id: int) -> None:
    """Forget the announced position, since the ticket has an operator: if it returns to the queue,
    its position is news again."""
    await work.uow.cards.replace(Memo.POSITION.of(ticket_id), NO_POSITION)
