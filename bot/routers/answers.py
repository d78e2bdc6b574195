"""What staff does about its answers in its groups: edits, reactions, taking back, sending again."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message, MessageReactionUpdated, ReactionTypeEmoji

from bot.routers.desks import thread_of
from bot.routers.filters import (
    Press,
    TicketPress,
    by_staff,
    chat_of,
    in_group,
    is_command,
)
from bot.said import said_of, sender_of
from core.domain.actions import Action, Verb
from core.domain.texts import Key
from core.ports import Work
from core.usecases.delivered import send_again
from core.usecases.edit_said import edit_said
from core.usecases.reacted import reacted
from core.usecases.withdraw import (
    choose_answer,
    done_withdrawing,
    withdraw,
    withdraw_answered,
)


def emoji_of(event: MessageReactionUpdated) -> str:
    """The one that can be shown on the other side: no custom emoji, which bots may not react with
    (https://core.telegram.org/bots/api#setmessagereaction)."""
    plain = (each.emoji for each in event.new_reaction if isinstance(each, ReactionTypeEmoji))
    return next(plain, "")


async def reaction_in_group(event: MessageReactionUpdated) -> bool:
    """In a group."""
    return event.chat.id < 0


async def written_by_staff(message: Message) -> bool:
    """Also without a name of their own."""
    return by_staff(message)


async def on_edited(message: Message, work: Work) -> None:
    """Somebody changed what they wrote in a group."""
    await edit_said(work, said_of(message))


async def on_reaction(event: MessageReactionUpdated, work: Work) -> None:
    """Somebody reacted in a group."""
    await reacted(work, event.chat.id, event.message_id, emoji_of(event))


async def on_withdraw_command(message: Message, work: Work) -> None:
    """/withdraw, perhaps as a Reply to the answer."""
    replied = message.reply_to_message
    await withdraw_answered(
        work,
        sender_of(message)[0],
        message.chat.id,
        thread_of(message),
        None if replied is None else replied.message_id,
    )


async def on_withdraw(query: CallbackQuery, action: Action, work: Work) -> None:
    """The card's button, or another page of the list."""
    match action.numbers:
        case (int(ticket_id), int(page)):
            pressed = None if query.message is None else query.message.message_id
            await choose_answer(work, chat_of(query), ticket_id, page, pressed)


async def on_withdraw_this(query: CallbackQuery, action: Action, work: Work) -> Key | None:
    """That answer."""
    match action.numbers:
        case (int(ticket_id), int(message_id)):
            return await withdraw(work, query.from_user.id, chat_of(query), ticket_id, message_id)
    return None


async def on_withdraw_done(query: CallbackQuery, ticket_id: int, work: Work) -> None:
    """The list is not needed any more."""
    if query.message is not None:
        await done_withdrawing(work, query.message.chat.id, ticket_id, query.message.message_id)


async def on_send_again(query: CallbackQuery, action: Action, work: Work) -> Key | None:
    """The button under the notice of an answer that did not arrive."""
    match action.numbers:
        case (int(message_id),):
            return await send_again(work, chat_of(query), message_id)
    return None


def make_router() -> Router:
    """The routes; they come before what takes every message of a group."""
    router = Router(name="answers")
    router.message.filter(in_group, is_command, written_by_staff)
    router.message.register(on_withdraw_command, Command("withdraw"))
    router.edited_message.register(on_edited, in_group)
    router.message_reaction.register(on_reaction, reaction_in_group)
    router.callback_query.register(on_withdraw, Press(Verb.WITHDRAW))
    router.callback_query.register(on_withdraw_this, Press(Verb.WITHDRAW_THIS))
    router.callback_query.register(on_withdraw_done, TicketPress(Verb.WITHDRAW_DONE))
    router.callback_query.register(on_send_again, Press(Verb.SEND_AGAIN))
    return router
