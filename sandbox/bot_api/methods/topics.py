"""Topics of forums (https://core.telegram.org/bots/api#createforumtopic and what follows it)."""

from __future__ import annotations

from collections.abc import Callable

from sandbox.bot_api.errors import bad_request
from sandbox.bot_api.methods.common import group
from sandbox.bot_api.registry import Call, method
from sandbox.bot_api.shapes.media import media
from sandbox.bot_api.text.formatted import clean
from sandbox.bot_api.view import Json
from sandbox.state.model import GENERAL, Chat

_BLUE = 0x6FB9F0
_NO_FORUM = "the chat is not a forum"


def _forum(call: Call) -> Chat:
    found = group(call, what=_NO_FORUM)
    if not found.is_forum:
        raise bad_request(_NO_FORUM)
    return found


def _topic(call: Call) -> int:
    topic_id = call.args.integer("message_thread_id")
    if topic_id <= 0:
        raise bad_request("invalid message thread identifier specified")
    return topic_id


@method("getForumTopicIconStickers")
def get_forum_topic_icon_stickers(call: Call) -> list[Json]:
    """The custom emoji that every bot may take as a topic's icon; some of Telegram's hundred."""
    return [
        {
            **media(call.view, file)["sticker"],
            "type": "custom_emoji",
            "set_name": "Topics",
            "custom_emoji_id": emoji_id,
            "needs_repainting": False,
        }
        for emoji_id, file in call.world.topic_icons().items()
    ]


@method("createForumTopic")
def create_forum_topic(call: Call) -> Json:
    """Create a topic; its id is that of the service message, which the bot gets, too."""
    found = _forum(call)
    topic = call.world.create_topic(
        call.bot_id,
        found.id,
        clean(call.args.text("name")),
        icon_color=call.args.integer("icon_color", _BLUE) & 0xFFFFFF,
        icon_emoji_id=call.args.text("icon_custom_emoji_id") or None,
    )
    shape: Json = {
        "message_thread_id": topic.id,
        "name": topic.title,
        "icon_color": topic.icon_color,
    }
    if topic.icon_emoji_id is not None:
        shape["icon_custom_emoji_id"] = topic.icon_emoji_id
    return shape


@method("editForumTopic")
def edit_forum_topic(call: Call) -> bool:
    """Change name (an empty one is kept) or icon (an empty one is removed)."""
    found, topic = _forum(call), _topic(call)
    icon = call.args.text("icon_custom_emoji_id")
    call.world.edit_topic(
        call.bot_id,
        found.id,
        topic,
        title=clean(call.args.text("name")).strip() or None,
        icon_emoji_id=icon if call.args.given("icon_custom_emoji_id") else None,
    )
    return True


@method("deleteForumTopic")
def delete_forum_topic(call: Call) -> bool:
    """Delete a topic with all that was said in it."""
    found, topic = _forum(call), _topic(call)
    call.world.delete_topic(call.bot_id, found.id, topic)
    return True


@method("unpinAllForumTopicMessages")
def unpin_all_forum_topic_messages(call: Call) -> bool:
    """Unpin all messages of one topic."""
    found, topic = _forum(call), _topic(call)
    if topic not in found.topics:
        raise bad_request("TOPIC_ID_INVALID")
    call.world.unpin(call.bot_id, found.id, topic=topic)
    return True


@method("unpinAllGeneralForumTopicMessages")
def unpin_all_general_forum_topic_messages(call: Call) -> bool:
    """Unpin all messages of General."""
    call.world.unpin(call.bot_id, _forum(call).id, topic=GENERAL)
    return True


@method("editGeneralForumTopic")
def edit_general_forum_topic(call: Call) -> bool:
    """Rename General."""
    found = _forum(call)
    call.world.edit_topic(call.bot_id, found.id, GENERAL, title=clean(call.args.text("name")))
    return True


def _register(name: str, act: Callable[[Call, Chat], None]) -> None:
    def change(call: Call) -> bool:
        act(call, _forum(call))
        return True

    method(name)(change)


_register("closeForumTopic", lambda c, f: c.world.close_topic(c.bot_id, f.id, _topic(c)))
_register("reopenForumTopic", lambda c, f: c.world.reopen_topic(c.bot_id, f.id, _topic(c)))
_register("closeGeneralForumTopic", lambda c, f: c.world.close_topic(c.bot_id, f.id, GENERAL))
_register("reopenGeneralForumTopic", lambda c, f: c.world.reopen_topic(c.bot_id, f.id, GENERAL))
_register("hideGeneralForumTopic", lambda c, f: c.world.hide_general(c.bot_id, f.id, True))
_register("unhideGeneralForumTopic", lambda c, f: c.world.hide_general(c.bot_id, f.id, False))
