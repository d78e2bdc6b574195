"""Routes what keeps canned replies, and what says them to a customer."""

from collections.abc import Mapping

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Command, CommandObject
from aiogram.types import ChosenInlineResult, InlineQuery, Message

from bot.routers.conversations import of_bot, written_by_staff
from bot.routers.filters import in_group, in_private, is_command
from bot.routers.table import CommandRow, Press, PressRow, done, table_router
from bot.routers.threads import thread_of
from bot.translate import said_of
from core.model.actions import Verb
from core.model.text_keys import Key
from core.ports import Work
from core.replies import manage
from core.replies.answers import answer_by_shortcut, choose_reply, close_list, show_replies
from core.replies.inline import offer_replies, reply_was_chosen
from core.replies.keep import save_reply
from core.replies.private import choose_reply_in_private, show_replies_to_holder
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
    if it.chat == it.who:
        await show_replies_to_holder(it.work, it.who, *it.pair)
    else:
        await show_replies(it.work, it.chat, *it.pair, it.pressed.message_id)


async def _on_reply(it: Press) -> Key | None:
    if it.chat == it.who:
        return await choose_reply_in_private(it.work, it.who, *it.pair)
    return await choose_reply(it.work, it.person, it.chat, it.message_id, *it.pair)


_COMMANDS: Mapping[str, CommandRow] = {
    "replies": lambda it: manage.show_kept(it.work, it.chat, fresh=True)
}

PRESSES: Mapping[Verb, PressRow] = {
    Verb.REPLIES: _on_replies,
    Verb.REPLY: _on_reply,
    Verb.REPLIES_DONE: lambda it: close_list(it.work, it.chat, it.number, it.message_id),
    Verb.KEPT_REPLIES: lambda it: manage.show_kept(it.work, it.who, *it.page),
    Verb.KEPT_REPLY: lambda it: manage.show_one(it.work, it.who, it.number),
    Verb.KEPT_WORDS: lambda it: manage.ask_words(it.work, it.who, it.number),
    Verb.KEPT_REMOVE: lambda it: manage.ask_to_remove(it.work, it.who, it.number),
    Verb.KEPT_GONE: done(lambda it: manage.remove_from_list(it.work, it.who, it.number)),
}


async def _on_inline(query: InlineQuery, work: Work) -> None:
    await offer_replies(work, query.from_user.id, query.id, query.query)


async def _on_chosen(chosen: ChosenInlineResult, work: Work) -> None:
    await reply_was_chosen(work, chosen.from_user.id, chosen.result_id)


def make_router() -> Router:
    """Make the routes; before those of what is said in groups."""
    router = Router(name="replies")
    router.message.register(_on_save, in_group, is_command, written_by_staff, Command("save"))
    router.message.register(_on_shortcut, in_group, is_shortcut, written_by_staff)
    router.inline_query.register(_on_inline)
    router.chosen_inline_result.register(_on_chosen)
    router.include_router(table_router("kept-replies", in_private, commands=_COMMANDS))
    return router
