"""Routes what keeps canned replies, and what says them to a customer."""

from collections.abc import Mapping

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from bot.routers.conversations import of_bot, written_by_staff
from bot.routers.filters import in_group, is_command
from bot.routers.table import Press, PressRow
from bot.routers.threads import thread_of
from bot.translate import said_of
from core.model.actions import Verb
from core.model.text_keys import Key
from core.ports import Work
from core.replies.answers import answer_by_shortcut, choose_reply, close_list, show_replies
from core.replies.keep import save_reply
from core.replies.rules import typed


async def is_shortcut(message: Message) -> bool:
    """Pass what may be a canned reply's shortcut."""
    return message.text is not None and typed(message.text) is not None


async def _on_shortcut(message: Message, work: Work) -> None:
    it_answers = await of_bot(message, work)
    if not await answer_by_shortcut(work, said_of(message), thread_of(message), it_answers):
        raise SkipHandler


async def _on_save(message: Message, command: CommandObject, work: Work) -> None:
    replied = message.reply_to_message
    is_topics_own = replied is not None and replied.forum_topic_created is not None
    words = None if replied is None or is_topics_own else said_of(replied)
    await save_reply(work, said_of(message), command.args or "", words, thread_of(message))


async def _on_replies(it: Press) -> None:
    await show_replies(it.work, it.chat, *it.pair, it.pressed.message_id)


async def _on_reply(it: Press) -> Key:
    return await choose_reply(it.work, it.person, it.chat, it.message_id, *it.pair)


PRESSES: Mapping[Verb, PressRow] = {
    Verb.REPLIES: _on_replies,
    Verb.REPLY: _on_reply,
    Verb.REPLIES_DONE: lambda it: close_list(it.work, it.chat, it.number, it.message_id),
}


def make_router() -> Router:
    """Make the routes; before those of what is said in groups."""
    router = Router(name="replies")
    router.message.register(_on_save, in_group, is_command, written_by_staff, Command("save"))
    router.message.register(_on_shortcut, in_group, is_shortcut, written_by_staff)
    return router
