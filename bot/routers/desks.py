"""What is said and pressed in staff groups and in the topics of a forum."""

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message, MessageOriginUser

from bot.routers.filters import TicketPress, by_staff, chat_of, in_group, is_command
from bot.said import said_of
from core.domain.actions import Verb, parse
from core.domain.groups import GroupUse
from core.domain.texts import Key, TextKey
from core.ports import Work
from core.usecases.close_desk import (
    ask_to_close_desk,
    bring_card,
    close_by_command,
    close_desk,
    desk_stays,
    keep_desk,
)
from core.usecases.desk_notes import note_at_desk
from core.usecases.desk_traces import saw_command
from core.usecases.hear_desk import OfBot, hear_desk
from core.usecases.migrate_group import has_migrated
from core.usecases.send_history import history_for_desk
from core.usecases.staff_groups import said_without_topics


def thread_of(message: Message) -> int:
    """The forum topic that it stands in; 0 elsewhere. Replies in a plain supergroup have a thread
    that is no topic (Bot API, Message.is_topic_message)."""
    return (message.message_thread_id or 0) if message.is_topic_message else 0


def is_to(message: Message, person_id: int) -> bool:
    """A Reply to what that one wrote, in this chat."""
    replied = message.reply_to_message
    return (
        replied is not None
        and replied.from_user is not None
        and (replied.from_user.id == person_id)
    )


def is_to_before(message: Message, person_id: int) -> bool:
    """A Reply to what that one wrote where Telegram names no chat: so it is with what was said in
    a group before it became a supergroup (Bot API, ExternalReplyInfo.chat)."""
    replied = message.external_reply
    if replied is None or replied.chat is not None:
        return False
    origin = replied.origin
    return isinstance(origin, MessageOriginUser) and origin.sender_user.id == person_id


def marked(replied: Message) -> int | None:
    """The ticket that a button below a customer's words names, or the one of its card."""
    if replied.reply_markup is None:
        return None
    buttons = (each for row in replied.reply_markup.inline_keyboard for each in row)
    actions = [action for each in buttons if (action := parse(each.callback_data)) is not None]
    verbs = {each.verb for each in actions}
    if Verb.WHOSE not in verbs and not verbs & ON_CARD:
        return None
    return next((each.ticket_id for each in actions if each.ticket_id is not None), None)


ON_CARD = frozenset({Verb.DESK_CLOSE, Verb.DESK_CLOSE_NO})
"""Buttons of the ticket's card; the question that answers /close has others."""


async def of_bot(message: Message, work: Work) -> OfBot | None:
    """Our bot's message that it is a Reply to."""
    bot, replied = work.rules.bot_id, message.reply_to_message
    if replied is not None and is_to(message, bot):
        return OfBot(marked(replied), said_of(replied))
    if is_to_before(message, bot) and await has_migrated(work, message.chat.id):
        return OfBot()
    return None


async def on_said(message: Message, work: Work) -> None:
    """Somebody wrote in a group."""
    carried = await hear_desk(
        work,
        said_of(message),
        thread_of(message),
        by_staff=by_staff(message),
        of_bot=await of_bot(message, work),
    )
    if not carried and not message.chat.is_forum:
        await said_without_topics(work, message.chat.id)


async def in_desk(message: Message, work: Work) -> bool:
    """In a group whose tickets stand in it as a whole: a desk, or the overflow group."""
    group = await work.group(message.chat.id)
    return group is not None and group.use is not GroupUse.FORUM


async def on_command(message: Message, work: Work) -> None:
    """Any command goes its way; in a desk it goes with the ticket's end."""
    await saw_command(work, said_of(message))
    raise SkipHandler


async def on_close_command(message: Message, work: Work) -> None:
    """/close, by whoever sits there, also in the group's name."""
    await close_by_command(work, said_of(message))


async def on_note(message: Message, command: CommandObject, work: Work) -> None:
    """/note, by whoever sits there."""
    await note_at_desk(work, said_of(message), command.args or "")


async def on_close(query: CallbackQuery, ticket_id: int, work: Work) -> None:
    """Asks whether to close."""
    await ask_to_close_desk(work, chat_of(query), ticket_id)


async def on_whose(query: CallbackQuery, ticket_id: int, work: Work) -> None:
    """Brings the ticket's card."""
    await bring_card(work, chat_of(query), ticket_id)


async def on_close_no(query: CallbackQuery, ticket_id: int, work: Work) -> None:
    """Goes on with the ticket."""
    await keep_desk(work, chat_of(query), ticket_id)


async def on_close_yes(query: CallbackQuery, ticket_id: int, work: Work) -> Key:
    """Closes the ticket."""
    await close_desk(work, chat_of(query), query.from_user.id, ticket_id)
    return TextKey.DONE


async def on_stay(query: CallbackQuery, ticket_id: int, work: Work) -> None:
    """No, to the question that /close asked."""
    if query.message is not None:
        await desk_stays(work, query.message.chat.id, ticket_id, query.message.message_id)


async def on_history(query: CallbackQuery, ticket_id: int, work: Work) -> Key | None:
    """What was said before."""
    in_private = await history_for_desk(work, chat_of(query), query.from_user.id, ticket_id)
    return TextKey.SEE_PRIVATE_CHAT if in_private else None


def make_commands() -> Router:
    """What is written there and is nobody's answer; before the commands of rooms."""
    router = Router(name="desk-commands")
    router.message.filter(in_group, is_command, in_desk)
    router.message.register(on_command)
    router.message.register(on_close_command, Command("close"))
    router.message.register(on_note, Command("note"))
    return router


def make_router() -> Router:
    """The routes; commands of rooms come before them."""
    router = Router(name="desks")
    router.callback_query.register(on_whose, TicketPress(Verb.WHOSE))
    router.callback_query.register(on_close, TicketPress(Verb.DESK_CLOSE))
    router.callback_query.register(on_close_no, TicketPress(Verb.DESK_CLOSE_NO))
    router.callback_query.register(on_close_yes, TicketPress(Verb.DESK_CLOSE_YES))
    router.callback_query.register(on_stay, TicketPress(Verb.DESK_STAY))
    router.callback_query.register(on_history, TicketPress(Verb.DESK_HISTORY))
    router.message.register(on_said, in_group)
    return router
