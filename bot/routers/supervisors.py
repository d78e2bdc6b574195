"""What supervisors write and press to look on, step in and announce. The use cases refuse everybody
else."""

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.routers.filters import AtStep, Press, TicketPress, in_private
from core.domain.actions import Action, Verb, whole_number
from core.domain.announcements import Audience
from core.domain.texts import Key, TextKey
from core.ports import Work
from core.usecases import announce, explain, rooms
from core.usecases.enter_room import enter_room
from core.usecases.take_over import ask_to_take_over, take_over


async def on_rooms(message: Message, work: Work) -> None:
    """/rooms."""
    await rooms.show_rooms(work, message.chat.id, fresh=True)


async def on_rooms_page(query: CallbackQuery, action: Action, work: Work) -> None:
    """The list, from a button."""
    await rooms.show_rooms(work, query.from_user.id, *(action.numbers or ())[:1])


async def on_room(query: CallbackQuery, ticket_id: int, work: Work) -> None:
    """One of them."""
    await rooms.show_room_of(work, query.from_user.id, ticket_id)


async def on_enter(query: CallbackQuery, ticket_id: int, work: Work) -> Key:
    """Comes into the room."""
    return await enter_room(work, query.from_user.id, ticket_id)


async def on_take_over(query: CallbackQuery, ticket_id: int, work: Work) -> None:
    """Asks whether to take it over."""
    await ask_to_take_over(work, query.from_user.id, ticket_id)


async def on_take_over_yes(query: CallbackQuery, ticket_id: int, work: Work) -> Key:
    """Takes it over."""
    await take_over(work, query.from_user.id, ticket_id)
    return TextKey.ENTERING


async def on_close(query: CallbackQuery, ticket_id: int, work: Work) -> None:
    """Asks whether to close."""
    await rooms.ask_to_close_room(work, query.from_user.id, ticket_id)


async def on_close_yes(query: CallbackQuery, ticket_id: int, work: Work) -> Key:
    """Closes."""
    await rooms.close_room(work, query.from_user.id, ticket_id)
    return TextKey.DONE


async def on_why(message: Message, command: CommandObject, work: Work) -> None:
    """/why, with a ticket's number or without."""
    number = whole_number((command.args or "").strip().lstrip("#№"))
    if number is None:
        await explain.show_tickets(work, message.chat.id, fresh=True)
    else:
        await explain.explain(work, message.chat.id, number, fresh=True)


async def on_why_page(query: CallbackQuery, action: Action, work: Work) -> None:
    """The list of tickets, from a button."""
    await explain.show_tickets(work, query.from_user.id, *(action.numbers or ())[:1])


async def on_why_ticket(query: CallbackQuery, ticket_id: int, work: Work) -> None:
    """One ticket."""
    await explain.explain(work, query.from_user.id, ticket_id)


async def on_announce(message: Message, work: Work) -> None:
    """/announce."""
    await announce.ask_announcement(work, message.chat.id)


async def on_announcement(message: Message, work: Work) -> None:
    """The text of one."""
    await announce.write_announcement(work, message.chat.id, message.text)


async def on_audience(query: CallbackQuery, action: Action, work: Work) -> None:
    """For whom it is."""
    match action.arguments:
        case (part, audience) if (number := whole_number(part)) and audience in set(Audience):
            await announce.choose_audience(work, query.from_user.id, number, Audience(audience))


async def on_send(query: CallbackQuery, ticket_id: int, work: Work) -> Key:
    """Yes, send it; what the button names is the announcement."""
    await announce.begin_announcement(work, query.from_user.id, ticket_id)
    return TextKey.DONE


async def on_stop(query: CallbackQuery, ticket_id: int, work: Work) -> Key:
    """No, or no further; what the button names is the announcement."""
    await announce.stop_announcement(work, query.from_user.id, ticket_id)
    return TextKey.DONE


def make_router() -> Router:
    """The routes."""
    router = Router(name="supervisors")
    router.message.filter(in_private)
    router.message.register(on_rooms, Command("rooms"))
    router.message.register(on_why, Command("why"))
    router.message.register(on_announce, Command("announce"))
    router.message.register(on_announcement, AtStep(announce.ANNOUNCING))
    press = router.callback_query.register
    press(on_rooms_page, Press(Verb.ROOMS))
    press(on_room, TicketPress(Verb.ROOM))
    press(on_enter, TicketPress(Verb.ENTER))
    press(on_take_over, TicketPress(Verb.TAKE_OVER))
    press(on_take_over_yes, TicketPress(Verb.TAKE_OVER_YES))
    press(on_close, TicketPress(Verb.ROOM_CLOSE))
    press(on_close_yes, TicketPress(Verb.ROOM_CLOSE_YES))
    press(on_why_page, Press(Verb.WHY))
    press(on_why_ticket, TicketPress(Verb.WHY_TICKET))
    press(on_audience, Press(Verb.AUDIENCE))
    press(on_send, TicketPress(Verb.ANNOUNCE_YES))
    press(on_stop, TicketPress(Verb.ANNOUNCE_STOP))
    return router
