"""Puts Telegram's refusals into words for whoever plays."""

from __future__ import annotations

_WORDS = {
    "YOU_BLOCKED_USER": "You blocked them.",
    "USER_IS_BLOCKED": "They blocked you.",
    "INPUT_USER_DEACTIVATED": "That account was deleted.",
    "MESSAGE_EDIT_TIME_EXPIRED": "Too late: people may edit for 48 hours.",
    "MESSAGE_NOT_MODIFIED": "Nothing was changed.",
    "MESSAGE_EMPTY": "There is nothing to send.",
    "MESSAGE_TOO_LONG": "Too long: a message has 4,096 characters at most.",
    "MEDIA_CAPTION_TOO_LONG": "Too long: a caption has 1,024 characters at most.",
    "QUOTE_TEXT_INVALID": "That is no part of the message.",
    "INVITE_HASH_EXPIRED": "This invite link is over.",
    "INVITE_HASH_INVALID": "This is no invite link.",
    "USER_ALREADY_PARTICIPANT": "They are in the group already.",
    "USER_PRIVACY_RESTRICTED": "Their privacy forbids that they are added.",
    "USERNAME_NOT_OCCUPIED": "Nobody has that name.",
    "USERNAME_OCCUPIED": "Somebody has that name already.",
    "PHONE_NUMBER_OCCUPIED": "Somebody has that number already.",
    "CHAT_WRITE_FORBIDDEN": "One may not write here.",
    "TOPIC_CLOSED": "This topic is closed.",
    "CHANNEL_PRIVATE": "You are not in this group.",
    "CHAT_ADMIN_REQUIRED": "Administrators alone may do this.",
    "MESSAGE_DELETE_FORBIDDEN": "You may not delete this.",
    "USER_CREATOR": "Who made a group cannot leave it; delete it instead.",
}


def words_for(tag: str) -> str:
    """A refusal as a sentence, with Telegram's own word for it."""
    return f"{_WORDS.get(tag, 'Telegram refuses this.')} ({tag})"
