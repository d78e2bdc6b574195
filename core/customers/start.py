"""What the bot answers to /start, /help, /cancel, and to messages that it does not understand: the
person's situation, with the buttons that fit it."""

from core.blocking.block import turned_away
from core.cards.lookup import is_relayed, serves_in_bot
from core.cards.send import PROMPT_LASTS, QUESTION, prompt, say, show_ticket
from core.cards.views import customer as views
from core.customers.field_answers import take_field
from core.customers.fields import stop_asking_for_fields
from core.customers.request import (
    CHOOSING,
    REQUEST,
    cancel_topic_question,
    open_ticket,
    repeat_topic_question,
)
from core.feedback.ratings import take_comment
from core.model import texts
from core.model.people import Customer, Person, Role
from core.model.relay_text_keys import RelayKey
from core.model.text_keys import TextKey
from core.model.texts import Shown, text
from core.model.tickets import Ticket, TicketStatus
from core.ports import Work
from core.replies.manage import take_words
from core.staff.access import bot_is_reachable
from core.staff.members import show_commands
from core.staff.rules import looks_like_command
from core.staff.shifts import operator_present, show_panel
from core.supervision.customers import take_reason
from core.tickets.customer_notes import take_customer_note
from core.tickets.end import cancel_ticket
from core.tickets.hand_over import take_note
from core.tickets.reminders import take_reminder


async def greet(work: Work, person: Person, message_id: int | None = None) -> None:
    """Answer /start: staff see their panel, a customer the next step: choosing a topic where topics
    are answered in the bot's chat, else sharing the contact.

    `message_id`: the answer to a customer is a reply to that message.
    """
    operator = await work.operator(person.id)
    if operator is not None:
        await work.uow.operators.seen(person)
        if not operator.started_bot:
            await show_commands(work, person.id, operator.role)
        await bot_is_reachable(work, person.id)
        await operator_present(work, person.id)
        await show_panel(work, person.id, fresh=True)
        return
    if await turned_away(work, person.id):
        return
    await stop_asking_for_fields(work, person.id)
    if await serves_in_bot(work):
        await open_ticket(work, person)
        return
    customer = await work.uow.customers.seen(person, work.now)
    if customer.phone is None:
        # They came to talk, and go on to that with their contact.
        await work.uow.steps.set(customer.id, REQUEST)
        buttons = views.contact_buttons()
        await prompt(work, customer, TextKey.ASK_CONTACT, buttons, reply_to=message_id)
        return
    ticket = await work.uow.tickets.open_of(customer.id)
    if ticket is not None:
        await show_ticket(work, ticket, fresh=True)
        return
    buttons = views.talk_buttons()
    await prompt(work, customer, TextKey.WELCOME, buttons, reply_to=message_id)


async def point_to_buttons(
    work: Work, person: Person, message_id: int | None = None, words: str | None = None
) -> None:
    """Show the buttons that fit what the person can do now.

    A customer gets them as a reply to the message itself, so that whoever wrote several sees which
    one is meant. `words` may be text that was asked for: a note from staff, a comment from a
    customer.
    """
    known = await work.uow.customers.standing(person.id)
    if known is None or known.on_staff:
        if words and await take_requested_note(work, person, words):
            return
        await greet(work, person, message_id)
    elif await turned_away(work, person.id) or (
        words and known.may_comment and await take_comment(work, person.id, words)
    ):
        return
    elif known.has_ticket:
        await _point_to_ticket(work, known.customer, message_id)
    elif await take_field(work, person, known.customer, words, message_id) or await repeat_question(
        work, known.customer, message_id
    ):
        return
    elif known.customer.phone is None or await serves_in_bot(work):
        await greet(work, person, message_id)
    else:
        buttons = views.talk_buttons()
        await prompt(work, known.customer, TextKey.USE_BUTTONS, buttons, reply_to=message_id)


async def show_help(work: Work, person: Person, message_id: int) -> None:
    """Tell staff what they may do, and show customers their buttons."""
    operator = await work.operator(person.id)
    if operator is None:
        await point_to_buttons(work, person, message_id)
        return
    is_supervisor = operator.role is Role.SUPERVISOR
    key = TextKey.HELP_SUPERVISOR if is_supervisor else TextKey.HELP_OPERATOR
    await say(work, operator.id, Shown(texts.text(key, operator.language)), lasts=PROMPT_LASTS)


async def cancel_request(work: Work, person: Person, message_id: int | None = None) -> None:
    """Answer /cancel: cancel the request in preparation, or the waiting ticket; a customer who
    talks already is offered to end the talk. Staff see their panel."""
    if await work.operator(person.id) is not None:
        await greet(work, person)
        return
    if await turned_away(work, person.id):
        return
    customer = await work.uow.customers.seen(person, work.now)
    ticket = await work.uow.tickets.open_of(person.id)
    if ticket is None:
        await _stop_asking(work, customer, message_id)
    elif ticket.status is TicketStatus.ACTIVE:
        await _offer_the_end(work, customer, ticket, message_id)
    else:
        await cancel_ticket(work, person.id, ticket.id)
        ended = await work.ticket(ticket.id)
        if ended is not None:
            await show_ticket(work, ended, fresh=True, each=True)


async def repeat_question(work: Work, customer: Customer, message_id: int | None = None) -> bool:
    """Ask again for what a customer in the bot's chat was asked for. Returns False when nothing was
    asked."""
    if not await serves_in_bot(work):
        return False
    verb, _, _ = (await work.uow.steps.get(customer.id) or "").partition(":")
    if verb == CHOOSING:
        await repeat_topic_question(work, customer, message_id)
    elif verb == QUESTION:
        await prompt(work, customer, RelayKey.ASK_QUESTION_AT_ONCE, reply_to=message_id)
    elif verb == REQUEST:
        buttons = views.contact_buttons()
        await prompt(work, customer, TextKey.ASK_CONTACT, buttons, reply_to=message_id)
    else:
        return False
    return True


async def take_requested_note(work: Work, person: Person, words: str) -> bool:
    """Use the words as the requested note, reason or canned reply. Returns False when none was
    requested, for a command, and for other people."""
    if looks_like_command(words) or await work.operator(person.id) is None:
        return False
    return (
        await take_note(work, person.id, words)
        or await take_reason(work, person.id, words)
        or await take_words(work, person.id, words)
        or await take_customer_note(work, person.id, words)
        or await take_reminder(work, person.id, words)
    )


async def _point_to_ticket(work: Work, customer: Customer, message_id: int | None) -> None:
    """Tell a customer who has a ticket where it is served, and show its card."""
    ticket = await work.uow.tickets.open_of(customer.id)
    if ticket is None:
        return
    if await is_relayed(work, ticket):
        values = {"ticket": ticket.id}
        await prompt(work, customer, RelayKey.WRITE_HERE, reply_to=message_id, values=values)
    else:
        await prompt(work, customer, TextKey.USE_BUTTONS, reply_to=message_id)
    await show_ticket(work, ticket, fresh=True, each=True)


async def _stop_asking(work: Work, customer: Customer, message_id: int | None) -> None:
    """Withdraw the pending question, if there is one."""
    if await stop_asking_for_fields(work, customer.id):
        shown = Shown(text(RelayKey.QUESTION_CANCELLED, customer.language))
        await say(work, customer.id, shown, lasts=PROMPT_LASTS)
        return
    verb, _, _ = (await work.uow.steps.get(customer.id) or "").partition(":")
    if verb not in (CHOOSING, REQUEST, QUESTION):
        buttons = views.ask_again_buttons()
        await prompt(work, customer, RelayKey.NOTHING_ASKED, buttons, reply_to=message_id)
        return
    await work.uow.steps.clear(customer.id)
    if verb == CHOOSING:
        await cancel_topic_question(work, customer)
    else:  # the button that shares the contact goes with it
        shown = Shown(text(RelayKey.QUESTION_CANCELLED, customer.language))
        await say(work, customer.id, shown, remove_keyboard=True, lasts=PROMPT_LASTS)


async def _offer_the_end(
    work: Work, customer: Customer, ticket: Ticket, message_id: int | None
) -> None:
    """Offer to end a talk that has begun."""
    here = await is_relayed(work, ticket)
    key = RelayKey.TALK_RUNS if here else RelayKey.TALK_RUNS_ELSEWHERE
    buttons = views.end_talk_buttons(ticket.id) if here else ()
    values = {"ticket": ticket.id}
    await prompt(work, customer, key, buttons, reply_to=message_id, values=values)
    if not here:
        await show_ticket(work, ticket, fresh=True, each=True)
