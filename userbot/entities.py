"""Translates entities of text from MTProto's form to the Bot API's JSON (offsets are UTF-16 units
in both)."""

from collections.abc import Iterable, Mapping
from typing import Any

from pyrogram import raw

# https://core.telegram.org/api/entities beside https://core.telegram.org/bots/api#messageentity
_KINDS: dict[type[Any], str] = {
    raw.types.MessageEntityMention: "mention",
    raw.types.MessageEntityHashtag: "hashtag",
    raw.types.MessageEntityCashtag: "cashtag",
    raw.types.MessageEntityBotCommand: "bot_command",
    raw.types.MessageEntityUrl: "url",
    raw.types.MessageEntityEmail: "email",
    raw.types.MessageEntityPhone: "phone_number",
    raw.types.MessageEntityBold: "bold",
    raw.types.MessageEntityItalic: "italic",
    raw.types.MessageEntityUnderline: "underline",
    raw.types.MessageEntityStrike: "strikethrough",
    raw.types.MessageEntitySpoiler: "spoiler",
    raw.types.MessageEntityCode: "code",
    raw.types.MessageEntityPre: "pre",
    raw.types.MessageEntityTextUrl: "text_link",
    raw.types.MessageEntityMentionName: "text_mention",
    raw.types.MessageEntityCustomEmoji: "custom_emoji",
    raw.types.MessageEntityBlockquote: "blockquote",
    raw.types.MessageEntityBankCard: "bank_card",
}


def entities_of(entities: Iterable[Any] | None) -> tuple[Mapping[str, Any], ...]:
    """Return the entities as the Bot API writes them; what it has no word for keeps its MTProto
    name."""
    return tuple(_entity(entity) for entity in entities or ())


def _entity(entity: Any) -> dict[str, Any]:
    kind = _KINDS.get(type(entity)) or type(entity).__name__.removeprefix("MessageEntity").lower()
    found: dict[str, Any] = {"type": kind, "offset": entity.offset, "length": entity.length}
    if isinstance(entity, raw.types.MessageEntityTextUrl):
        found["url"] = entity.url
    elif isinstance(entity, raw.types.MessageEntityMentionName):
        found["user"] = {"id": entity.user_id}
    elif isinstance(entity, raw.types.MessageEntityPre) and entity.language:
        found["language"] = entity.language
    elif isinstance(entity, raw.types.MessageEntityCustomEmoji):
        found["custom_emoji_id"] = str(entity.document_id)
    elif isinstance(entity, raw.types.MessageEntityBlockquote) and entity.collapsed:
        found["type"] = "expandable_blockquote"
    return found
