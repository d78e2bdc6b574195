"""Reactions."""

from __future__ import annotations

from typing import Any

from sandbox.bot_api.errors import ApiError, bad_request
from sandbox.bot_api.methods.common import chat_id, message
from sandbox.bot_api.registry import Call, method


@method("setMessageReaction")
def set_message_reaction(call: Call) -> bool:
    """Set the bot's only reaction to a message, one emoji, or remove it."""
    raw = _wanted(call)
    if len(raw) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    emoji: str | None = None
    for one in raw:
        if one.get("type") != "emoji" or not one.get("emoji"):
            raise bad_request("REACTION_INVALID")
        emoji = str(one["emoji"])
    number = chat_id(call)
    found = message(call, number, "message to react")
    call.world.react(call.bot_id, number, found.id, emoji)
    return True


def _wanted(call: Call) -> list[dict[str, Any]]:
    try:
        raw = call.args.json("reaction") or []
    except ApiError:
        raise bad_request("can't parse reaction types JSON object") from None
    if not isinstance(raw, list):
        raise bad_request("expected an Array of ReactionType")
    for one in raw:
        if not isinstance(one, dict):
            raise bad_request("can't parse ReactionType: expected an Object")
    return raw
