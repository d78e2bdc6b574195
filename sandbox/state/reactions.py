"""Reactions: setting one, taking it back, and who is told."""

from __future__ import annotations

from sandbox.state import boxes, messages, rights
from sandbox.state.model import Kind, Message, Refused
from sandbox.state.store import Store, operation

# What everybody may react with (https://core.telegram.org/bots/api#reactiontypeemoji).
_SHOWN = (
    "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳",
    "❤\u200d🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨\u200d💻",
    "👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾",
    "🤷\u200d♂ 🤷 🤷\u200d♀ 😡",
)
FREE = frozenset(" ".join(_SHOWN).split())


@operation
def react(s: Store, actor: int, chat_id: int, message_id: int, emoji: str | None) -> None:
    """Set or take back one's reaction; those who may know are told."""
    message = messages.find(s, actor, chat_id, message_id)
    if message is None or message.content.service is not None:
        raise Refused("MESSAGE_ID_INVALID")
    if emoji is not None and emoji not in FREE:
        raise Refused("REACTION_INVALID")
    message = _first_of_album(s, message)
    old = message.reactions.get(actor)
    if old == emoji:
        return
    hidden = None if chat_id > 0 else rights.hidden_behind(s.chats[chat_id], actor)
    for copy in boxes.everywhere(s, message):
        if emoji is None:
            copy.reactions.pop(actor, None)
        else:
            copy.reactions[actor] = emoji
        readers = [copy.box]
        if copy.box < 0:
            readers = rights.audience(s, s.chats[chat_id])
        for reader in readers:
            if reader != actor and _may_know(s, chat_id, actor, reader):
                data: dict[str, object] = {
                    "user_id": actor,
                    "message_id": copy.id,
                    "old": old,
                    "new": emoji,
                    "as_chat": hidden,
                }
                s.tell(reader, Kind.REACTION, message=copy, chat_id=copy.chat_id, data=data)


def _first_of_album(s: Store, message: Message) -> Message:
    # https://core.telegram.org/bots/api#setmessagereaction, message_id
    album = message.content.album
    if album is None:
        return message
    box = s.box(message.box)
    ids = box.by_chat[message.chat_id]
    return next(m for m in map(box.messages.__getitem__, ids) if m.content.album == album)


def _may_know(s: Store, chat_id: int, actor: int, reader: int) -> bool:
    """People see all reactions, bots those of people, in groups as administrators only.

    https://core.telegram.org/bots/api#update, message_reaction
    """
    if not s.users[reader].is_bot:
        return True
    if s.users[actor].is_bot:
        return False
    if chat_id > 0:
        return True
    member = s.chats[chat_id].members.get(reader)
    return member is not None and rights.is_admin(member)
