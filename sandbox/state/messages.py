"""Writing, editing, deleting, wiping, pinning, reading and forwarding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from sandbox.state import boxes, posting, rights, texts, topics
from sandbox.state.model import (
    Chat,
    ChatKind,
    Content,
    Kind,
    Message,
    Refused,
)
from sandbox.state.posting import Draft
from sandbox.state.store import Store, operation

EDIT_TIME = timedelta(hours=48)  # people; a bot's own messages have no such limit
BOT_DELETE_TIME = timedelta(hours=48)
DICE_SHOWN = timedelta(hours=24)
MAX_WIPED_MEMBERS = 1000
# How high they fall (https://core.telegram.org/bots/api#dice).
DICE = {"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "⚽️": 5, "🎰": 64}
_STAYING = frozenset({"chat_created", "migrated_from", "topic_created"})  # never deleted one by one


@operation
def send(s: Store, draft: Draft) -> Message:
    """Write as a person, bot or anonymous administrator."""
    if draft.random_id is not None:
        before = s.sent.get((draft.actor, draft.random_id))
        if before is not None:
            return before
    author = s.user(draft.actor)
    content = texts.cleaned(draft.content, is_premium=author.is_premium)
    content = replace(content, markup=texts.markup(content.markup) if author.is_bot else None)
    content = _given(s, content)
    as_chat = draft.as_chat
    if draft.chat_id > 0:
        _may_write_to(s, draft.actor, draft.chat_id)
        owner = draft.actor
    else:
        kind = None if content.file is None else content.file.kind
        if content.via_bot is not None:
            kind = "inline"
        chat, member = rights.may_write(s, draft.actor, draft.chat_id, kind)
        as_chat = rights.send_as(s, chat, member, as_chat)
        if chat.is_forum:
            content = topics.placed(s, chat, member, content)
        owner = draft.actor if chat.kind is ChatKind.BASIC else chat.id
    content = _checked_reply(s, owner, draft.chat_id, content)
    if draft.chat_id > 0 and s.users[draft.chat_id].is_bot:
        s.started.add((draft.chat_id, draft.actor))
    message = posting.post(s, replace(draft, content=content, as_chat=as_chat))
    if draft.random_id is not None:
        s.sent[(draft.actor, draft.random_id)] = message
    return message


def _given(s: Store, content: Content) -> Content:
    """What Telegram itself adds: a poll's id, which its forwards keep, and how the dice fell."""
    if content.poll is not None and not content.poll.get("id"):
        content = replace(content, poll={**content.poll, "id": str(s.long())})
    if content.dice is not None and "value" not in content.dice:
        most = DICE.get(content.dice["emoji"])
        if most is None:
            raise Refused("EMOTICON_INVALID")
        content = replace(content, dice={**content.dice, "value": s.random.randint(1, most)})
    return content


def _may_write_to(s: Store, actor: int, peer: int) -> None:
    author, reader = s.user(actor), s.user(peer)
    forbidden = 403 if author.is_bot else 400
    if reader.deleted:
        raise Refused("INPUT_USER_DEACTIVATED", forbidden)
    if author.is_bot:
        if reader.is_bot:
            raise Refused("USER_IS_BOT", forbidden)
        if peer not in s.met[actor]:
            raise Refused("PEER_ID_INVALID")
        until = s.may_write_until.get((actor, peer))
        if (actor, peer) not in s.started and (until is None or until <= s.clock()):
            raise Refused("BOT_NOT_STARTED", forbidden)
    if actor in reader.blocked:
        raise Refused("USER_IS_BLOCKED", forbidden)
    if peer in author.blocked:
        raise Refused("YOU_BLOCKED_USER")


def _checked_reply(s: Store, owner: int, chat_id: int, content: Content) -> Content:
    """The content, its quote with the place where it stands. QUOTE_TEXT_INVALID: nowhere."""
    if content.reply_to is None:
        return replace(content, quote=None)
    source = boxes.in_box(s, owner, content.reply_to)
    if source is None or source.chat_id != chat_id:
        raise Refused("REPLY_MESSAGE_ID_INVALID")
    if content.quote is None:
        return content
    before, found, _ = source.content.text.partition(content.quote["text"])
    if not found:
        raise Refused("QUOTE_TEXT_INVALID")
    return replace(content, quote={"text": found, "position": texts.units(before)})


def find(s: Store, actor: int, chat_id: int, message_id: int) -> Message | None:
    """A message of a chat that the actor may see."""
    owner, hidden = actor, 0
    if chat_id < 0:
        chat = rights.visible(s, actor, chat_id)
        owner = actor if chat.kind is ChatKind.BASIC else chat_id
        hidden = rights.hidden_up_to(chat, actor)
    message = boxes.in_box(s, owner, message_id)
    if message is None or message.chat_id != chat_id or message_id <= hidden:
        return None
    return message


def history(
    s: Store,
    actor: int,
    chat_id: int,
    offset_id: int,
    limit: int,
    min_id: int,
    topic: int | None = None,
) -> list[Message]:
    """Newest first, below `offset_id` (0: from the end) and above `min_id`; of a topic only."""
    owner = actor
    if chat_id < 0:
        chat = rights.visible(s, actor, chat_id)
        owner = actor if chat.kind is ChatKind.BASIC else chat_id
        min_id = max(min_id, rights.hidden_up_to(chat, actor))
        if topic is not None:
            box = s.box(owner)
            found = boxes.newest_first(
                box, chat_id, below=offset_id, above=min_id, limit=box.last_message_id
            )
            return [m for m in found if topics.topic_of(chat, m) == topic][:limit]
    else:
        s.user(chat_id)
    return boxes.newest_first(s.box(owner), chat_id, below=offset_id, above=min_id, limit=limit)


@operation
def edit(
    s: Store,
    actor: int,
    chat_id: int,
    message_id: int,
    content: Content,
    keep_file: bool,
    cause: object | None,
) -> Message:
    """Replace what a message says."""
    message = find(s, actor, chat_id, message_id)
    if message is None or message.content.service is not None:
        raise Refused("MESSAGE_ID_INVALID")
    author = s.user(actor)
    old = message.content
    keyboard = old.markup is not None and "inline_keyboard" not in old.markup
    is_another_bots = old.via_bot not in (None, actor)
    if message.sender_id != actor or message.forward is not None or keyboard or is_another_bots:
        raise Refused("MESSAGE_AUTHOR_REQUIRED", 403)
    if not author.is_bot and s.clock() - message.at > EDIT_TIME:
        raise Refused("MESSAGE_EDIT_TIME_EXPIRED")
    new = replace(
        content,
        file=old.file if content.file is None and keep_file else content.file,
        spoiler=old.spoiler if content.file is None and keep_file else content.spoiler,
        contact=old.contact,
        location=content.location or old.location,
        venue=old.venue,
        poll=old.poll,
        dice=old.dice,
        story=old.story,
        markup=texts.markup(content.markup) if author.is_bot else None,
    )
    new = texts.cleaned(new, is_premium=author.is_premium)
    new = replace(
        new,
        reply_to=old.reply_to,
        quote=old.quote,
        thread_id=old.thread_id,
        album=old.album,
        silent=old.silent,
        protected=old.protected,
    )
    if new == old:
        raise Refused("MESSAGE_NOT_MODIFIED")
    only_markup = replace(new, markup=None) == replace(old, markup=None)
    for copy in boxes.everywhere(s, message):
        copy.content = replace(new, reply_to=copy.content.reply_to)
        if not only_markup:
            copy.edited_at = s.clock()
        posting.tell_edited(s, copy, boxes.change(s, copy), cause)
    return message


@operation
def delete(
    s: Store,
    actor: int,
    chat_id: int,
    message_ids: Iterable[int],
    revoke: bool,
    cause: object | None,
) -> list[int]:
    """Delete messages; those that are not there are passed over."""
    chat = rights.visible(s, actor, chat_id) if chat_id < 0 else None
    found = []
    by_box: dict[int, list[Message]] = {}
    for message_id in dict.fromkeys(message_ids):
        message = find(s, actor, chat_id, message_id)
        if message is None:
            continue
        copies = _deletable(s, actor, chat, message, revoke)
        found += [message.id] if copies else []
        for copy in copies:
            by_box.setdefault(copy.box, []).append(copy)
    for owner, messages in by_box.items():
        change = boxes.take_out(s, owner, messages)
        if change is not None:
            posting.tell_deleted(s, owner, messages[0].chat_id, change, cause)
    if chat is not None:
        chat.pinned = [i for i in chat.pinned if i not in found]
    return found


def _deletable(
    s: Store, actor: int, chat: Chat | None, message: Message, revoke: bool
) -> list[Message]:
    """Which copies go; none where Telegram quietly leaves it. MESSAGE_DELETE_FORBIDDEN else.

    In a basic group whoever is no administrator deletes others' messages only for themselves.
    """
    event = (message.content.service or {}).get("kind")
    is_bot = s.users[actor].is_bot
    if chat is not None and event in _STAYING:
        if is_bot:
            raise Refused("MESSAGE_DELETE_FORBIDDEN", 403)
        return []
    member = None if chat is None else rights.inside(s, chat, actor)
    may = member is not None and rights.has(member, "can_delete_messages")
    if is_bot and not _young_enough(s, chat, message):
        raise Refused("MESSAGE_DELETE_FORBIDDEN", 403)
    if chat is None or may or message.sender_id == actor:
        return boxes.everywhere(s, message) if revoke or is_bot or message.box < 0 else [message]
    if chat.kind is ChatKind.BASIC and not is_bot:
        return [message]
    raise Refused("MESSAGE_DELETE_FORBIDDEN", 403)


def _young_enough(s: Store, chat: Chat | None, message: Message) -> bool:
    """Bots delete nothing that is older than 48 hours, and thrown dice in private after 24.

    https://core.telegram.org/bots/api#deletemessage
    """
    age = s.clock() - message.at
    if chat is None and message.content.dice is not None and age <= DICE_SHOWN:
        return False
    return age < BOT_DELETE_TIME


@operation
def wipe(s: Store, actor: int, chat_id: int, max_id: int, cause: object | None) -> None:
    """Take everything up to `max_id` (0: all) away for everyone, but the message that tells of the
    group's making: nothing ever deletes that."""
    if s.user(actor).is_bot:
        raise Refused("BOT_METHOD_INVALID")
    chat = rights.administrator(s, actor, chat_id, "can_delete_messages")
    if chat.kind is ChatKind.BASIC:
        raise Refused("CHANNEL_INVALID")
    readers = rights.audience(s, chat)
    if len(readers) > MAX_WIPED_MEMBERS:
        raise Refused("CHANNEL_TOO_BIG")
    box = s.box(chat_id)
    bound = min(max_id or box.last_message_id, box.last_message_id)
    gone = {i for i, each in box.messages.items() if i <= bound and not _stays(each)}
    for message_id in gone:
        box.messages.pop(message_id).deleted = True
    box.by_chat[chat_id] = [i for i in box.by_chat.get(chat_id, ()) if i not in gone]
    chat.pinned = [i for i in chat.pinned if i > bound]
    chat.available_min_id = max(chat.available_min_id, bound)
    for reader in readers:
        data: dict[str, object] = {"kind": "history_wiped", "available_min_id": bound}
        s.tell(reader, Kind.CHAT_CHANGED, chat_id=chat_id, data=data, cause=cause)


def _stays(message: Message) -> bool:
    return (message.content.service or {}).get("kind") in ("chat_created", "migrated_from")


@operation
def pin(s: Store, actor: int, chat_id: int, message_id: int, silent: bool) -> None:
    """Pin a message, with the service message that tells so."""
    chat = rights.allowed(s, actor, chat_id, "can_pin_messages") if chat_id < 0 else None
    message = find(s, actor, chat_id, message_id)
    if message is None or message.content.service is not None:
        raise Refused("MESSAGE_ID_INVALID")
    if message.pinned:
        raise Refused("CHAT_NOT_MODIFIED")
    for copy in boxes.everywhere(s, message):
        copy.pinned = True
    if chat is not None:
        chat.pinned.append(message_id)
    notice = Content(
        service={"kind": "pinned", "message_id": message_id}, reply_to=message_id, silent=silent
    )
    as_chat = None if chat is None else rights.hidden_behind(chat, actor)
    mine = posting.post(s, Draft(actor, chat_id, notice, as_chat))
    for copy in boxes.everywhere(s, mine):
        copy.content = replace(
            copy.content, service={"kind": "pinned", "message_id": copy.content.reply_to}
        )


@operation
def unpin(
    s: Store, actor: int, chat_id: int, message_id: int | None, topic: int | None = None
) -> None:
    """Unpin one message, or all, or all of a forum's topic."""
    chat = rights.allowed(s, actor, chat_id, "can_pin_messages") if chat_id < 0 else None
    owner = chat_id if chat is not None and chat.kind is ChatKind.SUPERGROUP else actor
    box = s.box(owner)
    wanted = box.by_chat.get(chat_id, ()) if message_id is None else (message_id,)
    if chat is not None and topic is not None:
        wanted = [i for i in wanted if topics.topic_of(chat, box.messages[i]) == topic]
    for found in [box.messages[i] for i in wanted if i in box.messages]:
        for copy in boxes.everywhere(s, found):
            copy.pinned = False
    if chat is not None:
        everything = message_id is None and topic is None
        chat.pinned = [] if everything else [i for i in chat.pinned if i not in wanted]
        for reader in rights.audience(s, chat):
            s.tell(reader, Kind.CHAT_CHANGED, chat_id=chat_id)


@operation
def forward(
    s: Store,
    actor: int,
    from_chat: int,
    message_ids: Iterable[int],
    to_chat: int,
    as_copy: bool,
    random_ids: Iterable[int],
    thread_id: int | None,
    cause: object | None,
) -> list[Message]:
    """Send messages on, with their origin or as one's own. MESSAGE_ID_INVALID: none is there."""
    ids = list(message_ids)
    given = list(random_ids)
    sent = []
    albums: dict[str, str] = {}
    for index, message_id in enumerate(ids):
        message = find(s, actor, from_chat, message_id)
        if message is None or message.content.service is not None:
            continue
        album = message.content.album
        if album is not None:
            album = albums.setdefault(album, str(s.long()))
        content = replace(
            message.content,
            markup=None,
            reply_to=None,
            quote=None,
            thread_id=thread_id,
            album=album,
            via_bot=None if as_copy else message.content.via_bot,
        )
        random_id = given[index] if index < len(given) else None
        origin = None if as_copy else origin_of(s, message)
        draft = Draft(actor, to_chat, content, random_id=random_id, forward=origin, cause=cause)
        sent.append(send(s, draft))
    if not sent:
        raise Refused("MESSAGE_ID_INVALID")
    return sent


def origin_of(s: Store, message: Message) -> dict[str, object]:
    """Where a message first stood: forwarded again, it keeps its first origin.

    `post` is set when it was a channel's own post.
    """
    if message.forward is not None:
        return dict(message.forward)
    sender = s.users.get(message.sender_id)
    who: dict[str, object] = {"user_id": message.sender_id}
    if message.sender_chat_id is not None:
        post = s.chats[message.sender_chat_id].kind is ChatKind.CHANNEL
        post = post and message.chat_id == message.sender_chat_id
        who = {"chat_id": message.sender_chat_id, **({"post": True} if post else {})}
    elif sender is not None and sender.hides_forwards:
        # https://core.telegram.org/bots/api#messageoriginhiddenuser
        return {"name": f"{sender.first_name} {sender.last_name or ''}".strip(), "at": message.at}
    return {**who, "at": message.at, "message_id": message.id}
