"""What staff write and press in the bot's private chat. The use cases refuse everybody else."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message, TelegramObject, User

from bot.routers.customers import written_by_person
from bot.routers.filters import Press, in_private, is_command, person_of
from core.domain.actions import END, HAND_OVER, KEEP, START, STAY, Action, Doing, Verb, whole_number
from core.domain.texts import Key, TextKey
from core.ports import Work
from core.usecases import show_chats, show_queue
from core.usecases.eligible_again import showed_up
from core.usecases.end_shift import ask_to_end, end_shift, hand_all_over
from core.usecases.show_help import show_help
from core.usecases.show_panel import show_panel
from core.usecases.start_shift import start_shift
from core.usecases.take_break import end_break, start_break, toggle_break
from core.usecases.take_ticket import take_ticket

Next = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


async def begin_anew(handler: Next, event: TelegramObject, data: dict[str, Any]) -> Any:
    """Middleware: who gives a command does not go on with what they were asked before. A customer
    does: /help is no answer to what they were asked."""
    work: Work = data["work"]
    if isinstance(event, Message):
        known = await work.uow.customers.standing(event.chat.id)
        if known is None or known.on_staff:
            await work.uow.steps.clear(event.chat.id)
    return await handler(event, data)


async def note_presence(handler: Next, event: TelegramObject, data: dict[str, Any]) -> Any:
    """Middleware: after a command or a press of an operator, what they lost may come again."""
    answer = await handler(event, data)
    if isinstance(event, Message | CallbackQuery) and event.from_user is not None:
        await showed_up(data["work"], event.from_user.id)
    return answer


async def on_panel(message: Message, work: Work) -> None:
    """/panel."""
    await show_panel(work, message.chat.id, fresh=True)


async def on_shift_start(message: Message, work: Work) -> None:
    """/shift_start."""
    await start_shift(work, message.chat.id)


async def on_shift_end(message: Message, work: Work) -> None:
    """/shift_end."""
    await ask_to_end(work, message.chat.id, fresh=True)


async def on_break_command(message: Message, work: Work) -> None:
    """/break."""
    await toggle_break(work, message.chat.id)


async def on_queue_command(message: Message, work: Work) -> None:
    """/queue and /take."""
    await show_queue.show_queue(work, message.chat.id)


async def on_chats_command(message: Message, work: Work) -> None:
    """/chats."""
    await show_chats.show_chats(work, message.chat.id, fresh=True)


async def on_close_command(message: Message, work: Work) -> None:
    """/close: which one?"""
    await show_chats.show_chats(work, message.chat.id, Doing.CLOSE, fresh=True)


async def on_transfer_command(message: Message, work: Work) -> None:
    """/transfer: which one?"""
    await show_chats.show_chats(work, message.chat.id, Doing.TRANSFER, fresh=True)


async def on_help(message: Message, sender: User, work: Work) -> None:
    """/help."""
    await show_help(work, person_of(sender), message.message_id)


async def on_refresh(query: CallbackQuery, work: Work) -> Key:
    """Bring the panel up to date; often nothing changes to the eye, so it says that it was done."""
    await show_panel(work, query.from_user.id)
    return TextKey.DONE


async def on_shift(query: CallbackQuery, action: Action, work: Work) -> None:
    """The shift's buttons."""
    if action.argument == START:
        await start_shift(work, query.from_user.id)
    elif action.argument == END:
        await ask_to_end(work, query.from_user.id)


async def on_leave(query: CallbackQuery, action: Action, work: Work) -> None:
    """What becomes of open tickets at the end of a shift."""
    who = query.from_user.id
    match action.argument:
        case str(answer) if answer == KEEP:
            await end_shift(work, who)
        case str(answer) if answer == HAND_OVER:
            await hand_all_over(work, who)
        case str(answer) if answer == STAY:
            await show_panel(work, who)


async def on_break(query: CallbackQuery, action: Action, work: Work) -> None:
    """The break's buttons."""
    if action.argument == START:
        await start_break(work, query.from_user.id)
    elif action.argument == END:
        await end_break(work, query.from_user.id)


async def on_queue(query: CallbackQuery, action: Action, work: Work) -> None:
    """Who waits, or another page of it."""
    pages = action.numbers
    await show_queue.show_queue(work, query.from_user.id, pages[0] if pages else None)


async def on_take(query: CallbackQuery, action: Action, work: Work) -> Key:
    """Takes a ticket from the queue."""
    await take_ticket(work, query.from_user.id, action.ticket_id or 0)
    return TextKey.DONE


async def on_chats(query: CallbackQuery, action: Action, work: Work) -> None:
    """Own tickets: the list anew, or a page of one that is there."""
    doing, number = (*action.arguments, "", "")[:2]
    page = whole_number(number)
    if doing in list(Doing) and page is not None:
        await show_chats.show_chats(work, query.from_user.id, Doing(doing), page)
    else:
        await show_chats.show_chats(work, query.from_user.id, fresh=True)


async def on_end(query: CallbackQuery, action: Action, work: Work) -> None:
    """Asks whether to close a ticket of the list."""
    await show_chats.ask_to_end(work, query.from_user.id, action.ticket_id or 0)


async def on_end_yes(query: CallbackQuery, action: Action, work: Work) -> Key:
    """Closes it."""
    await show_chats.end_ticket(work, query.from_user.id, action.ticket_id or 0)
    return TextKey.DONE


def make_router() -> Router:
    """The routes."""
    router = Router(name="operators")
    router.message.filter(in_private, is_command, written_by_person)
    router.message.middleware(begin_anew)
    router.message.middleware(note_presence)
    router.callback_query.middleware(note_presence)
    for name, handler in (
        ("panel", on_panel),
        ("shift_start", on_shift_start),
        ("shift_end", on_shift_end),
        ("break", on_break_command),
        ("queue", on_queue_command),
        ("take", on_queue_command),
        ("chats", on_chats_command),
        ("close", on_close_command),
        ("transfer", on_transfer_command),
        ("help", on_help),
    ):
        router.message.register(handler, Command(name))
    for verb, pressed in (
        (Verb.PANEL, on_refresh),
        (Verb.SHIFT, on_shift),
        (Verb.LEAVE, on_leave),
        (Verb.BREAK, on_break),
        (Verb.QUEUE, on_queue),
        (Verb.TAKE, on_take),
        (Verb.CHATS, on_chats),
        (Verb.END_TICKET, on_end),
        (Verb.END_TICKET_YES, on_end_yes),
    ):
        router.callback_query.register(pressed, Press(verb))
    return router
