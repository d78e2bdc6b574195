"""Marked stretches of text, both ways (https://core.telegram.org/api/entities)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pyrogram.raw import types

from sandbox.mtproto.tl.ids import TL, user_id
from sandbox.state.model import Entity
from sandbox.state.world import World

PLAIN: dict[str, Any] = {
    "mention": types.MessageEntityMention,
    "hashtag": types.MessageEntityHashtag,
    "cashtag": types.MessageEntityCashtag,
    "bot_command": types.MessageEntityBotCommand,
    "url": types.MessageEntityUrl,
    "email": types.MessageEntityEmail,
    "phone_number": types.MessageEntityPhone,
    "bold": types.MessageEntityBold,
    "italic": types.MessageEntityItalic,
    "underline": types.MessageEntityUnderline,
    "strikethrough": types.MessageEntityStrike,
    "spoiler": types.MessageEntitySpoiler,
    "code": types.MessageEntityCode,
}
PLAIN_KINDS = {constructor: kind for kind, constructor in PLAIN.items()}


def written(entities: Iterable[Entity]) -> list[TL]:
    """Entities as the schema has them."""
    return [_written(entity) for entity in entities]


def _written(entity: Entity) -> TL:
    at = {"offset": entity.offset, "length": entity.length}
    if entity.kind == "pre":
        return types.MessageEntityPre(**at, language=entity.language or "")
    if entity.kind == "text_link":
        return types.MessageEntityTextUrl(**at, url=entity.url or "")
    if entity.kind == "text_mention":
        return types.MessageEntityMentionName(**at, user_id=entity.user_id or 0)
    if entity.kind == "custom_emoji":
        return types.MessageEntityCustomEmoji(**at, document_id=int(entity.custom_emoji_id or 0))
    if entity.kind in ("blockquote", "expandable_blockquote"):
        collapsed = entity.kind.startswith("expandable") or None
        return types.MessageEntityBlockquote(**at, collapsed=collapsed)
    result: TL = PLAIN.get(entity.kind, types.MessageEntityUnknown)(**at)
    return result


def read(world: World, me: int, given: Sequence[TL] | None) -> list[Entity]:
    """Entities as the state has them; kinds that it does not know are left out."""
    found = (_read(world, me, entity) for entity in given or ())
    return [entity for entity in found if entity is not None]


def _read(world: World, me: int, given: Any) -> Entity | None:
    offset, length = given.offset, given.length
    if isinstance(given, types.MessageEntityPre):
        return Entity("pre", offset, length, language=given.language or None)
    if isinstance(given, types.MessageEntityTextUrl):
        return Entity("text_link", offset, length, url=given.url)
    if isinstance(given, types.InputMessageEntityMentionName):
        return Entity("text_mention", offset, length, user_id=user_id(world, me, given.user_id))
    if isinstance(given, types.MessageEntityMentionName):
        return Entity("text_mention", offset, length, user_id=given.user_id)
    if isinstance(given, types.MessageEntityCustomEmoji):
        return Entity("custom_emoji", offset, length, custom_emoji_id=str(given.document_id))
    if isinstance(given, types.MessageEntityBlockquote):
        kind = "expandable_blockquote" if given.collapsed else "blockquote"
        return Entity(kind, offset, length)
    kind_ = PLAIN_KINDS.get(type(given))
    return None if kind_ is None else Entity(kind_, offset, length)
