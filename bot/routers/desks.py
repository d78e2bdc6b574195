"""What is said and pressed in staff groups and in the topics of a forum."""

from aiogram import Router
from aiogram.types import Message, MessageOriginUser

from bot.routers.filters import by_staff, in_group
from bot.said import said_of
from core.ports import Work
from core.usecases.hear_desk import hear_desk
from core.usecases.migrate_group import has_migrated


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


async def on_said(message: Message, work: Work) -> None:
    """Somebody wrote in a group."""
    await hear_desk(
        work,
        said_of(message),
        thread_of(message),
        by_staff=by_staff(message),
        to_bot=is_to(message, work.rules.bot_id)
        or (is_to_before(message, work.rules.bot_id) and await has_migrated(work, message.chat.id)),
    )


def make_router() -> Router:
    """The routes; commands of rooms come before them."""
    router = Router(name="desks")
    router.message.register(on_said, in_group)
    return router
