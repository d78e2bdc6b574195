"""Reactions."""

from __future__ import annotations

from sandbox.bot_api.errors import bad_request
from sandbox.bot_api.methods.common import chat_id, message
from sandbox.bot_api.registry import Call, method


@method("setMessageReaction")
def set_message_reaction(call: Call) -> bool:
    """One emoji, or none; a bot has one reaction a message."""
    number = chat_id(call)
    found = message(call, number, "message to react")
    raw = call.args.sequence("reaction") or []
    if len(raw) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    emoji: str | None = None
    for one in raw:
        if not isinstance(one, dict) or one.get("type") != "emoji" or not one.get("emoji"):
            raise bad_request("REACTION_INVALID")
        emoji = str(one["emoji"])
    call.world.react(call.bot_id, number, found.id, emoji)
    return True
