"""What is said and pressed in staff groups and in the topics of a forum."""

from aiogram import Router
from aiogram.types import Message

from bot.routers.filters import by_staff, in_group
from bot.said import said_of
from core.ports import Work
from core.usecases.hear_desk import hear_desk


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


async def on_said(message: Message, work: Work) -> None:
    """Somebody wrote in a group."""
    await hear_desk(
        work,
        said_of(message),
        thread_of(message),
        by_staff=by_staff(message),
        to_bot=is_to(message, work.rules.bot_id),
    )


def make_router() -> Router:
    """The routes; commands of rooms come before them."""
    router = Router(name="desks")
    router.message.register(on_said, in_group)
    return router
