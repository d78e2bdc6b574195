"""What staff do about a ticket that they hold: give it away, look back, call somebody; and what the
bot answers in rooms, which is nothing else but /close and /note of staff."""

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message, User

from bot.routers.customers import written_by_person
from bot.routers.desks import thread_of
from bot.routers.filters import Press, TicketPress, chat_of, in_group, is_command
from core.domain.actions import Action, Verb
from core.domain.texts import Key, TextKey
from core.ports import Work
from core.usecases.call_supervisor import call_supervisor
from core.usecases.room_words import close_in_room, note_in_room, stay_open
from core.usecases.send_history import send_history
from core.usecases.transfer_ticket import ask_note, choose_whom, transfer


async def on_transfer(query: CallbackQuery, action: Action, work: Work) -> Key | None:
    """To whom? Asked in private, wherever the button was."""
    numbers = action.numbers or (0,)
    who = query.from_user.id
    elsewhere = chat_of(query) != who
    page = numbers[1] if len(numbers) > 1 else None
    await choose_whom(work, who, numbers[0], page, fresh=elsewhere)
    return TextKey.SEE_PRIVATE_CHAT if elsewhere else None


async def on_give(query: CallbackQuery, action: Action, work: Work) -> None:
    """To that one: with which note?"""
    match action.numbers:
        case (int(ticket_id), int(target)):
            await ask_note(work, query.from_user.id, ticket_id, target)


async def on_give_now(query: CallbackQuery, action: Action, work: Work) -> Key | None:
    """Without a note."""
    match action.numbers:
        case (int(ticket_id), int(target)):
            await transfer(work, query.from_user.id, ticket_id, target)
            return TextKey.DONE
    return None


async def on_history(query: CallbackQuery, ticket_id: int, work: Work) -> Key | None:
    """What was said before, in private."""
    await send_history(work, query.from_user.id, ticket_id)
    return None if chat_of(query) == query.from_user.id else TextKey.SEE_PRIVATE_CHAT


async def on_call(query: CallbackQuery, ticket_id: int, work: Work) -> Key:
    """A supervisor is wanted."""
    await call_supervisor(work, query.from_user.id, ticket_id)
    return TextKey.SUPERVISORS_TOLD


async def on_stay_open(query: CallbackQuery, ticket_id: int, work: Work) -> None:
    """No, the ticket is not closed."""
    if query.message is not None:
        message = query.message
        who = query.from_user.id
        await stay_open(work, message.chat.id, who, ticket_id, message.message_id)


async def on_close(message: Message, sender: User, work: Work) -> None:
    """/close in a room or a topic."""
    await close_in_room(work, message.chat.id, sender.id, thread_of(message))


async def on_note(message: Message, sender: User, command: CommandObject, work: Work) -> None:
    """/note in a room or a topic."""
    words, number = command.args or "", message.message_id
    await note_in_room(work, message.chat.id, sender.id, words, number, thread_of(message))


def make_router() -> Router:
    """The routes."""
    router = Router(name="tickets")
    router.message.filter(in_group, is_command, written_by_person)
    router.message.register(on_close, Command("close"))
    router.message.register(on_note, Command("note"))
    router.callback_query.register(on_transfer, Press(Verb.TRANSFER))
    router.callback_query.register(on_give, Press(Verb.GIVE))
    router.callback_query.register(on_give_now, Press(Verb.GIVE_NOW))
    router.callback_query.register(on_history, TicketPress(Verb.HISTORY))
    router.callback_query.register(on_call, TicketPress(Verb.CALL))
    router.callback_query.register(on_stay_open, TicketPress(Verb.STAY_OPEN))
    return router
