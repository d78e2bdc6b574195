"""Tells in which forum topic a message stands, and routes what Telegram tells of topics."""

from aiogram import Router
from aiogram.types import ForumTopicCreated, Message

from bot.routers.filters import in_group
from core.consequences.topic_outcomes import topic_appeared
from core.ports import Work


def thread_of(message: Message) -> int:
    """Return the forum topic of a message; 0 elsewhere. Replies in a plain supergroup have a thread
    that is no topic (Bot API, Message.is_topic_message)."""
    return (message.message_thread_id or 0) if message.is_topic_message else 0


async def made_by_bot(message: Message, work: Work) -> bool | dict[str, ForumTopicCreated]:
    """Pass a topic that our bot made; hands `topic` on. The desk does not use topics that people
    make."""
    topic, maker = message.forum_topic_created, message.from_user
    if topic is None or maker is None or maker.id != work.rules.bot_id:
        return False
    return {"topic": topic}


async def _on_topic(message: Message, topic: ForumTopicCreated, work: Work) -> None:
    thread = message.message_thread_id or message.message_id
    await topic_appeared(work, message.chat.id, thread, topic.name)


def make_router() -> Router:
    """Make the routes."""
    router = Router(name="threads")
    router.message.register(_on_topic, in_group, made_by_bot)
    return router
