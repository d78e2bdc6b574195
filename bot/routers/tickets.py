"""Routes a ticket's own life: what its customer and its operator press, the list of an operator's
own, and in rooms /close and /note of staff, the only things that the bot answers there."""

from collections.abc import Mapping

from aiogram import Router

from bot.routers.filters import in_group, is_command, written_by_person
from bot.routers.table import (
    CommandMessage,
    CommandRow,
    Press,
    PressRow,
    answering,
    by_operators,
    done,
    operators_router,
    table_router,
)
from bot.routers.threads import thread_of
from bot.translate import said_of
from core.model.actions import Doing, Verb, whole_number
from core.model.cards import pressed
from core.model.reminders import CHOICES
from core.model.text_keys import Key, TextKey
from core.tickets import fields, reminders, staff_commands
from core.tickets.customer_notes import ask_for_note, remove_shown_note, show_notes
from core.tickets.end import (
    ask_to_close,
    cancel_ticket,
    close_in_room,
    close_ticket,
    keep_open,
    stay_open,
)
from core.tickets.hand_over import ask_note, choose_whom, transfer
from core.tickets.presence import all_solved, still_needed
from core.tickets.reopen import reopen_command, reopen_ticket
from core.tickets.staff_commands import call_supervisor, note_in_room, send_history
from core.tickets.tags import mark, show_tags


async def _on_chats(it: Press) -> None:
    doing, number = (*it.words, "", "")[:2]
    page = whole_number(number)
    if doing in list(Doing) and page is not None:
        await staff_commands.show_chats(it.work, it.who, Doing(doing), page)
    else:
        await staff_commands.show_chats(it.work, it.who, fresh=True)


async def _on_transfer(it: Press) -> Key | None:
    ticket_id, *pages = it.action.numbers or (0,)
    page = pages[0] if pages else None
    await choose_whom(it.work, it.who, ticket_id, page, fresh=it.chat != it.who)
    return _see_private(it)


async def _on_history(it: Press) -> Key | None:
    await send_history(it.work, it.who, it.number)
    return _see_private(it)


async def _on_tags(it: Press) -> None:
    await show_tags(it.work, it.chat, it.who, it.number)


async def _on_notes(it: Press) -> None:
    await show_notes(it.work, it.chat, it.who, it.number)


async def _on_reminders(it: Press) -> None:
    await reminders.show_reminders(it.work, it.chat, it.who, it.number, it.message_id)


async def _on_remind(it: Press) -> None:
    ticket_id, choice = it.number_and(_choice)
    await reminders.remind_by_choice(it.work, it.chat, it.who, ticket_id, choice)


def _answers(it: CommandMessage) -> int:
    """Return which message the command replies to."""
    replied = it.message.reply_to_message
    return 0 if replied is None else replied.message_id


def _choice(word: str) -> str:
    """Return the choice of that word. Raises KeyError."""
    return word if CHOICES[word] else ""


async def _mark(it: Press, *, on: bool) -> None:
    ticket_id, word = it.number_and(str)
    await mark(it.work, it.chat, it.who, ticket_id, word, on=on)


def _see_private(it: Press) -> Key | None:
    return None if it.chat == it.who else TextKey.SEE_PRIVATE_CHAT


def _pressed_card(it: Press) -> str:
    return pressed(it.number, it.chat, it.who)


OWN_PRESSES = by_operators(
    {
        Verb.CHATS: _on_chats,
        Verb.REOPEN_TICKET: done(lambda it: reopen_ticket(it.work, it.who, it.number)),
        Verb.REMIND_NOT_MINE: done(
            lambda it: reminders.remove_own_reminder(it.work, it.who, it.number)
        ),
        Verb.END_TICKET: lambda it: staff_commands.ask_to_end(it.work, it.who, it.number),
        Verb.END_TICKET_YES: done(lambda it: staff_commands.end_ticket(it.work, it.who, it.number)),
    }
)


def make_own() -> Router:
    """Make the routes of an operator's own tickets, in private."""
    lists = staff_commands.show_chats
    return operators_router(
        "own-tickets",
        {
            "chats": lambda it: lists(it.work, it.chat, fresh=True),
            "close": lambda it: lists(it.work, it.chat, Doing.CLOSE, fresh=True),
            "transfer": lambda it: lists(it.work, it.chat, Doing.TRANSFER, fresh=True),
            "reopen": lambda it: reopen_command(it.work, it.chat, it.arguments),
            "remind": lambda it: reminders.remind_command(
                it.work, it.chat, it.arguments, _answers(it)
            ),
            "field": lambda it: fields.field_command(it.work, it.chat, it.arguments, _answers(it)),
            "reminders": lambda it: reminders.show_own_reminders(it.work, it.chat),
        },
    )


_COMMANDS: Mapping[str, CommandRow] = {
    "close": lambda it: close_in_room(it.work, it.chat, it.person.id, thread_of(it.message)),
    "note": lambda it: note_in_room(
        it.work,
        it.chat,
        it.person.id,
        it.arguments,
        it.message.message_id,
        thread_of(it.message),
    ),
    "remind": lambda it: reminders.remind_in_room(
        it.work, said_of(it.message), it.arguments, thread_of(it.message)
    ),
    "reminders": lambda it: reminders.list_in_room(
        it.work, said_of(it.message), thread_of(it.message)
    ),
    "field": lambda it: fields.field_in_room(
        it.work, said_of(it.message), it.arguments, thread_of(it.message)
    ),
}

PRESSES: Mapping[Verb, PressRow] = {
    Verb.CANCEL: lambda it: cancel_ticket(it.work, it.who, it.number),
    Verb.GO_ON: done(lambda it: still_needed(it.work, it.who, it.number)),
    Verb.SOLVED: done(lambda it: all_solved(it.work, it.who, it.number)),
    Verb.CLOSE: lambda it: ask_to_close(it.work, it.who, it.number, _pressed_card(it)),
    Verb.CLOSE_NO: lambda it: keep_open(it.work, it.who, it.number, _pressed_card(it)),
    Verb.CLOSE_YES: done(lambda it: close_ticket(it.work, it.who, it.number)),
    Verb.STAY_OPEN: lambda it: stay_open(it.work, it.chat, it.who, it.number, it.message_id),
    Verb.TRANSFER: _on_transfer,
    Verb.GIVE: lambda it: ask_note(it.work, it.who, *it.pair),
    Verb.GIVE_NOW: done(lambda it: transfer(it.work, it.who, *it.pair)),
    Verb.HISTORY: _on_history,
    Verb.TAGS: _on_tags,
    Verb.TAG_ON: lambda it: _mark(it, on=True),
    Verb.TAG_OFF: lambda it: _mark(it, on=False),
    Verb.NOTES: _on_notes,
    Verb.NOTE_WRITE: lambda it: ask_for_note(it.work, it.who, it.number),
    Verb.NOTE_GONE: lambda it: remove_shown_note(it.work, it.chat, it.who, *it.pair),
    Verb.REMINDERS: _on_reminders,
    Verb.REMIND: done(_on_remind),
    Verb.REMIND_WRITE: lambda it: reminders.ask_for_reminder(it.work, it.who, it.number),
    Verb.REMIND_NOT: done(
        lambda it: reminders.remove_shown_reminder(it.work, it.chat, it.who, *it.pair)
    ),
    Verb.CALL: answering(
        TextKey.SUPERVISORS_TOLD, lambda it: call_supervisor(it.work, it.who, it.number)
    ),
}


def make_router() -> Router:
    """The routes."""
    return table_router("tickets", in_group, is_command, written_by_person, commands=_COMMANDS)
