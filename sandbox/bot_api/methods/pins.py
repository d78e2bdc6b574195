"""Pinned messages."""

from __future__ import annotations

from sandbox.bot_api.methods.common import chat_id, message
from sandbox.bot_api.registry import Call, method


@method("pinChatMessage")
def pin_chat_message(call: Call) -> bool:
    """Pin a message; the bot gets the service message of its own pin, too."""
    number = chat_id(call)
    found = message(call, number, "message to pin")
    silent = call.args.flag("disable_notification")
    call.world.pin(call.bot_id, number, found.id, silent=silent)
    return True


@method("unpinChatMessage")
def unpin_chat_message(call: Call) -> bool:
    """Unpin one message, or the newest pinned one."""
    number = chat_id(call)
    if call.args.integer("message_id") > 0:
        found = message(call, number, "message to unpin")
        call.world.unpin(call.bot_id, number, found.id)
        return True
    group = call.world.chats.get(number)
    newest = max(group.pinned) if group is not None and group.pinned else None
    if group is not None and newest is None:
        return True
    call.world.unpin(call.bot_id, number, newest)
    return True


@method("unpinAllChatMessages")
def unpin_all_chat_messages(call: Call) -> bool:
    """Unpin all messages."""
    call.world.unpin(call.bot_id, chat_id(call), None)
    return True
