"""Routes what is said in staff groups, and on both sides edits, reactions, and answers that are
withdrawn or sent again."""

from collections.abc import Mapping

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message, MessageOriginUser, MessageReactionUpdated, ReactionTypeEmoji

from bot.routers.filters import by_staff, in_group
from bot.routers.table import Press, PressRow
from bot.routers.threads import thread_of
from bot.translate import said_of, sender_of
from core.conversations.copies import relay_edit, relay_reaction
from core.conversations.copy_outcomes import send_again
from core.conversations.held import show_what_is_held
from core.conversations.held_answers import decide_on_answer
from core.conversations.incoming import receive_in_group
from core.conversations.withdraw import choose_answer, done_withdrawing, withdraw, withdraw_answered
from core.desks.answers import OfBot
from core.groups.commands import recheck_if_no_topics
from core.groups.lifecycle import has_migrated
from core.model.actions import Verb, parse
from core.model.audit import DROPPED, SENT
from core.ports import Work

ON_CARD = frozenset({Verb.DESK_CLOSE, Verb.DESK_CLOSE_NO})
"""Buttons of the ticket's card; the question that answers /close has others."""


def emoji_of(event: MessageReactionUpdated) -> str:
    """Return the emoji that can be shown on the other side: no custom emoji, which bots may not
    react with (https://core.telegram.org/bots/api#setmessagereaction)."""
    plain = (each.emoji for each in event.new_reaction if isinstance(each, ReactionTypeEmoji))
    return next(plain, "")


def is_to(message: Message, person_id: int) -> bool:
    """Tell whether it is a Reply to what that person or bot wrote in this chat."""
    replied = message.reply_to_message
    return (
        replied is not None
        and replied.from_user is not None
        and (replied.from_user.id == person_id)
    )


def is_to_before(message: Message, person_id: int) -> bool:
    """Tell whether it is a Reply to what that person or bot wrote where Telegram names no chat: so
    it is with what was said in a group before it became a supergroup (Bot API,
    ExternalReplyInfo.chat)."""
    replied = message.external_reply
    if replied is None or replied.chat is not None:
        return False
    origin = replied.origin
    return isinstance(origin, MessageOriginUser) and origin.sender_user.id == person_id


def marked(replied: Message) -> int | None:
    """Return the ticket that a button below a customer's message names, or the one of its card."""
    if replied.reply_markup is None:
        return None
    buttons = (each for row in replied.reply_markup.inline_keyboard for each in row)
    actions = [action for each in buttons if (action := parse(each.callback_data)) is not None]
    verbs = {each.verb for each in actions}
    if Verb.ADDRESSEE not in verbs and not verbs & ON_CARD:
        return None
    return next((each.ticket_id for each in actions if each.ticket_id is not None), None)


async def of_bot(message: Message, work: Work) -> OfBot | None:
    """Return our bot's message that it is a Reply to."""
    bot, replied = work.rules.bot_id, message.reply_to_message
    if replied is not None and is_to(message, bot):
        return OfBot(marked(replied), said_of(replied))
    if is_to_before(message, bot) and await has_migrated(work, message.chat.id):
        return OfBot()
    return None


async def written_by_staff(message: Message) -> bool:
    """Pass what staff wrote, also without a name of their own."""
    return by_staff(message)


async def _on_said(message: Message, work: Work) -> None:
    relayed = await receive_in_group(
        work,
        said_of(message),
        thread_of(message),
        by_staff=by_staff(message),
        of_bot=await of_bot(message, work),
    )
    if not relayed and not message.chat.is_forum:
        await recheck_if_no_topics(work, message.chat.id)


async def _on_edited(message: Message, work: Work) -> None:
    await relay_edit(work, said_of(message))


async def _on_reaction(event: MessageReactionUpdated, work: Work) -> None:
    await relay_reaction(work, event.chat.id, event.message_id, emoji_of(event))


async def _on_withdraw_command(message: Message, work: Work) -> None:
    replied = message.reply_to_message
    replied_id = None if replied is None else replied.message_id
    who, _ = sender_of(message)
    await withdraw_answered(work, who, message.chat.id, thread_of(message), replied_id)


async def _on_withdraw(it: Press) -> None:
    await choose_answer(it.work, it.chat, *it.pair, it.pressed.message_id)


PRESSES: Mapping[Verb, PressRow] = {
    Verb.WITHDRAW: _on_withdraw,
    Verb.WITHDRAW_THIS: lambda it: withdraw(it.work, it.who, it.chat, *it.pair),
    Verb.WITHDRAW_DONE: lambda it: done_withdrawing(it.work, it.chat, it.number, it.message_id),
    Verb.HELD_SEND: lambda it: decide_on_answer(it.work, it.person, it.chat, *it.pair, SENT),
    Verb.HELD_DROP: lambda it: decide_on_answer(it.work, it.person, it.chat, *it.pair, DROPPED),
    Verb.HELD_SHOW: lambda it: show_what_is_held(it.work, it.person, it.chat, it.number),
    Verb.SEND_AGAIN: lambda it: send_again(it.work, it.chat, it.number),
}


def make_router() -> Router:
    """Make the routes. What is said in groups comes last: it is whatever no other route took."""
    router = Router(name="conversations")
    router.message.register(_on_withdraw_command, in_group, written_by_staff, Command("withdraw"))
    router.message.register(_on_said, in_group)
    router.edited_message.register(_on_edited)
    router.message_reaction.register(_on_reaction)
    return router
