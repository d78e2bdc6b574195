"""Staff has itself reminded of a ticket: whoever holds it by then hears of it (`reminding`).

Who may serve a ticket may set and remove its reminders, where it stands: in its group or topic, in
its room, in private with the bot.
"""

import re
from datetime import timedelta

from core.cards.reminders import desk_zone, reminders_shown
from core.cards.send import (
    PROMPT_LASTS,
    name_of_customer,
    say,
    show_dialog,
    show_in_group,
    take_out,
)
from core.cards.targets import local_moment
from core.cards.views import reminders as views
from core.model.actions import LONGEST_NOTE
from core.model.cards import Card, ticket_in_private
from core.model.effects import SendText
from core.model.messages import Said
from core.model.people import Role
from core.model.places import Place, PlaceKind
from core.model.reminder_text_keys import ReminderKey
from core.model.reminders import CHOICES, MOST_REMINDERS, Asked, Reminder
from core.model.retention_text_keys import RetentionKey
from core.model.texts import DeskError, Shown, Text, TicketIsClosed
from core.model.tickets import Ticket, TicketEventKind
from core.ports import Work
from core.staff.access import staff_member, ticket_of_staff
from core.tickets.end import _ticket_in, ticket_meant
from core.tickets.marks import done_button, language_at, pressed_at, served_by
from core.tickets.reminder_times import is_moment, read_reminder

_STEP = "reminder"
"""The step of who is asked when, and of what: the ticket follows, and until when."""
_MOST_LISTED = 20
_SAME = timedelta(minutes=1)
"""Whoever asks for the same again within that has tapped twice."""
_WITH_NUMBER = re.compile(r"\s*([#№]?)\s*(\d{1,18})(?:\s+(.*))?$", re.DOTALL)


async def show_reminders(
    work: Work, chat_id: int, actor_id: int, ticket_id: int, pressed: int = 0
) -> None:
    """Show a ticket's reminders: in private, or on the card in the group where the button was
    pressed (`pressed`: the message below which it stands). Raises StaffOnly, NotYourTicket,
    DeskError."""
    ticket, place = await pressed_at(work, chat_id, actor_id, ticket_id)
    await work.uow.steps.clear(actor_id)
    # A reminder has the button, too, far below the dialog of before.
    dialog = None if place is not None else await work.uow.cards.find(Card.DIALOG.of(actor_id))
    fresh = place is None and dialog != (chat_id, pressed)
    await _show(work, actor_id, ticket, place, fresh=fresh)


async def remind_by_choice(
    work: Work, chat_id: int, actor_id: int, ticket_id: int, choice: str
) -> None:
    """Set a reminder by one of the buttons. Raises as `show_reminders`, TicketIsClosed, and
    DeskError(FULL)."""
    ticket, place = await pressed_at(work, chat_id, actor_id, ticket_id)
    await _keep(work, ticket, actor_id, CHOICES[choice])
    await _show(work, actor_id, ticket, place)


async def ask_for_reminder(work: Work, actor_id: int, ticket_id: int) -> None:
    """Ask when, and of what; what they write in private then says it. Raises StaffOnly,
    NotYourTicket, TicketIsClosed."""
    ticket = await ticket_of_staff(work, actor_id, ticket_id)
    until = int((work.now + PROMPT_LASTS).timestamp())
    await work.uow.steps.set(actor_id, f"{_STEP}:{ticket_id}:{until}")
    who = await name_of_customer(work, ticket)
    language = await language_at(work, actor_id, None)
    await show_dialog(work, actor_id, views.ask(ticket.id, who, language))


async def take_reminder(work: Work, actor_id: int, words: str) -> bool:
    """Set the reminder that was asked for; what cannot be read is asked for again. False when none
    was asked for, or too long ago. Raises as `set_reminder`."""
    step, *asked = (await work.uow.steps.get(actor_id) or "").split(":")
    if step != _STEP or len(asked) != 2 or work.now.timestamp() > int(asked[1]):
        return False
    ticket = await ticket_of_staff(work, actor_id, int(asked[0]))
    try:
        await _keep(work, ticket, actor_id, words)
    except DeskError as refusal:
        language = await language_at(work, actor_id, None)
        await say(work, actor_id, Shown(Text(refusal.key, language, refusal.values)))
        return True
    await work.uow.steps.clear(actor_id)
    await _show(work, actor_id, ticket, None, fresh=True)
    return True


async def set_reminder(work: Work, actor_id: int | None, ticket_id: int, written: str) -> Asked:
    """Set a reminder by what somebody wrote, elsewhere than in the ticket's chat. `actor_id` None:
    the owner, at the command line.

    Raises StaffOnly, NotYourTicket, TicketIsClosed, DeskError(NO_TICKET, HOW, PAST, TOO_FAR,
    FULL).
    """
    if actor_id is not None:
        ticket = await ticket_of_staff(work, actor_id, ticket_id)
        return await _keep(work, ticket, actor_id, written)
    found = await work.ticket(ticket_id)
    if found is None:
        raise DeskError(RetentionKey.NO_TICKET, ticket=ticket_id)
    return await _keep(work, found, None, written)


async def remind_command(work: Work, actor_id: int, written: str, answers: int = 0) -> None:
    """Answer /remind in private: with the ticket's number before the time, unless it is a Reply to
    the ticket's card (`answers`), or they hold one only. Raises as `set_reminder`, and
    DeskError(WHICH)."""
    actor = await staff_member(work, actor_id)
    ticket_id, rest = await _meant(work, actor_id, written, answers)
    asked = await set_reminder(work, actor_id, ticket_id, rest)
    shown = Shown(_kept(work, ticket_id, asked, actor.language))
    await say(work, actor_id, shown, ticket_id=ticket_id, lasts=PROMPT_LASTS)


async def remind_in_room(work: Work, said: Said, written: str, thread_id: int = 0) -> None:
    """Answer /remind in a room or a topic. In a room it is deleted at once, since the customer
    would see it, and answered in private. Raises DeskError for everybody but the ticket's staff, to
    whom nothing is said."""
    place, ticket = await _ticket_in(work, said.chat_id, thread_id, said.sender_id)
    actor = await staff_member(work, said.sender_id)
    if place.kind is PlaceKind.ROOM:
        await take_out(work, ticket.id, said.chat_id, said.message_id)
    shown = await _answer(work, ticket, actor.id, written, actor.language)
    if place.kind is not PlaceKind.ROOM:
        await _answer_there(work, ticket, said, shown, thread_id)
    elif actor.started_bot:
        await say(work, actor.id, Shown(shown), ticket_id=ticket.id, lasts=PROMPT_LASTS)


async def remind_at_desk(work: Work, said: Said, written: str) -> None:
    """Answer /remind by whoever answers at a desk, or in the overflow group by a Reply."""
    ticket = await ticket_meant(work, said, ReminderKey.BY_REPLY)
    if ticket is not None:
        language = work.rules.desk_language
        shown = await _answer(work, ticket, said.sender_id, written, language)
        await _answer_there(work, ticket, said, shown)


async def list_in_room(work: Work, said: Said, thread_id: int = 0) -> None:
    """Answer /reminders in a room or a topic, in private: it has buttons. Raises DeskError for
    everybody but the ticket's staff, to whom nothing is said."""
    place, ticket = await _ticket_in(work, said.chat_id, thread_id, said.sender_id)
    actor = await staff_member(work, said.sender_id)
    if place.kind is PlaceKind.ROOM:
        await take_out(work, ticket.id, said.chat_id, said.message_id)
    if actor.started_bot:
        await _show(work, actor.id, ticket, None, fresh=True)


async def list_at_desk(work: Work, said: Said) -> None:
    """Answer /reminders at a desk, on the ticket's card."""
    ticket = await ticket_meant(work, said, ReminderKey.BY_REPLY)
    place = None if ticket is None else await work.place(ticket.place_id)
    if ticket is not None and place is not None:
        await _show(work, said.sender_id, ticket, place, fresh=True)


async def show_own_reminders(work: Work, actor_id: int, *, fresh: bool = True) -> None:
    """List the reminders of the tickets that somebody of staff holds; of all for a supervisor.
    Raises StaffOnly."""
    actor = await staff_member(work, actor_id)
    if actor.role is Role.SUPERVISOR:
        found = await work.uow.reminders.all(_MOST_LISTED + 1)
    else:
        found = await work.uow.reminders.held_by(actor_id, _MOST_LISTED + 1)
    some = found[:_MOST_LISTED]
    listed = await reminders_shown(work, some, actor.language, with_ticket=True)
    shown = views.own_list(listed, actor.language, is_all=len(some) == len(found))
    await show_dialog(work, actor_id, shown, fresh=fresh)


async def remove_own_reminder(work: Work, actor_id: int, reminder_id: int) -> None:
    """Remove a reminder of that list, and show what is left. Raises as `remove_reminder`."""
    await remove_reminder(work, actor_id, reminder_id)
    await show_own_reminders(work, actor_id, fresh=False)


async def remove_reminder(work: Work, actor_id: int | None, reminder_id: int) -> None:
    """Remove a reminder of a ticket that they serve; None: by the owner, at the command line.
    Raises StaffOnly, NotYourTicket, DeskError(GONE)."""
    found = await work.uow.reminders.get(reminder_id)
    if found is None:
        raise DeskError(ReminderKey.GONE)
    if actor_id is not None:
        await served_by(work, actor_id, found.ticket_id)
    await _remove(work, actor_id, found)


async def remove_shown_reminder(
    work: Work, chat_id: int, actor_id: int, ticket_id: int, reminder_id: int
) -> None:
    """The same by a button of a ticket's list, which is shown again. Raises as `show_reminders`,
    and DeskError(GONE)."""
    ticket, place = await pressed_at(work, chat_id, actor_id, ticket_id)
    found = await work.uow.reminders.get(reminder_id)
    if found is None or found.ticket_id != ticket.id:
        raise DeskError(ReminderKey.GONE)
    await _remove(work, actor_id, found)
    await _show(work, actor_id, ticket, place)


async def _remove(work: Work, actor_id: int | None, reminder: Reminder) -> None:
    taken = await work.uow.reminders.take(reminder.id)
    if taken is None:
        raise DeskError(ReminderKey.GONE)
    await _note(work, TicketEventKind.REMINDER_REMOVED, actor_id, taken.ticket_id, taken)


async def _keep(work: Work, ticket: Ticket, actor_id: int | None, written: str) -> Asked:
    """Keep one; the same again within a moment is one wish."""
    if not ticket.is_open:
        raise TicketIsClosed
    asked = read_reminder(written, work.now, desk_zone(work))
    asked = Asked(asked.due_at, asked.words[:LONGEST_NOTE])
    known = await work.uow.reminders.of(ticket.id)
    for each in known:
        is_same = (each.words, each.set_by) == (asked.words, actor_id)
        if is_same and abs(each.due_at - asked.due_at) < _SAME:
            return asked
    if len(known) >= MOST_REMINDERS:
        raise DeskError(ReminderKey.FULL, most=MOST_REMINDERS)
    await work.uow.reminders.add(ticket.id, asked, actor_id, work.now)
    await _note(work, TicketEventKind.REMINDER_SET, actor_id, ticket.id, asked)
    return asked


async def _note(
    work: Work,
    kind: TicketEventKind,
    actor_id: int | None,
    ticket_id: int,
    what: Asked | Reminder,
) -> None:
    words = {"note": what.words} if what.words else {}
    await work.note(ticket_id, kind, actor_id, due=what.due_at.isoformat(), **words)


async def _meant(work: Work, actor_id: int, written: str, answers: int) -> tuple[int, str]:
    """Return which ticket is meant, and what stands behind its number. A number that reads as the
    beginning of a time is none."""
    found = _WITH_NUMBER.match(written)
    if found is not None and (found[1] or not is_moment(written, work.now, desk_zone(work))):
        return int(found[2]), found[3] or ""
    if not written.strip():
        raise DeskError(ReminderKey.HOW)
    answered = ticket_in_private(await work.uow.cards.at(actor_id, answers)) if answers else None
    if answered is not None:
        return answered, written
    held = await work.uow.tickets.held_by(actor_id)
    if len(held) != 1:
        raise DeskError(ReminderKey.WHICH)
    return held[0].id, written


async def _answer(work: Work, ticket: Ticket, actor_id: int, written: str, language: str) -> Text:
    """Keep it, and return what is said of that, or why not."""
    try:
        asked = await _keep(work, ticket, actor_id, written)
    except DeskError as refusal:
        return Text(refusal.key, language, refusal.values)
    return _kept(work, ticket.id, asked, language)


async def _answer_there(
    work: Work, ticket: Ticket, said: Said, shown: Text, thread_id: int = 0
) -> None:
    answer = SendText(said.chat_id, shown, reply_to=said.message_id, thread_id=thread_id)
    await work.tell(answer, ticket.id, lasts=PROMPT_LASTS)


def _kept(work: Work, ticket_id: int, asked: Asked, language: str) -> Text:
    return views.kept(ticket_id, local_moment(work, asked.due_at), asked.words, language)


async def _show(
    work: Work, actor_id: int, ticket: Ticket, place: Place | None, *, fresh: bool = False
) -> None:
    language = await language_at(work, actor_id, place)
    found = await work.uow.reminders.of(ticket.id)
    shown = views.of_ticket(
        ticket.id,
        await name_of_customer(work, ticket),
        await reminders_shown(work, found, language),
        language,
        done_button(ticket, place),
        may_set=ticket.is_open,
        may_write=place is None,
    )
    if place is None:
        await show_dialog(work, actor_id, shown, fresh=fresh)
    else:
        await show_in_group(work, ticket, place, shown, fresh=fresh)
