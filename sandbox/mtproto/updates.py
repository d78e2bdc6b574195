"""Turns happenings into updates, and pushes them to whom they concern.

Everybody concerned is pushed their updates on all their sessions, except the session whose own
request made them: there they travel in the answer (https://core.telegram.org/api/updates).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from pyrogram.raw import types

from sandbox.mtproto.session import Session
from sandbox.mtproto.tl import ids, members, messages
from sandbox.mtproto.tl.ids import TL
from sandbox.mtproto.tl.view import View
from sandbox.state.model import (
    CallbackQuery,
    ChatKind,
    Happening,
    JoinRequest,
    Kind,
    Member,
    MemberChange,
)
from sandbox.state.world import World

SessionsOf = Callable[[int], Iterable[Session]]


@dataclass(slots=True)
class Collected:
    """What a session's own request made happen to its own person, for the answer."""

    session: Session
    happenings: list[Happening] = field(default_factory=list)


class Feed:
    """Listens to the state and pushes. `sessions_of` gives a person's connected sessions; until it
    is set, nobody has any.
    """

    def __init__(self, world: World) -> None:
        self.sessions_of: SessionsOf = lambda _: ()
        self._world = world
        self._collecting: Collected | None = None
        self._qts: Counter[int] = Counter()
        self.stop = world.subscribe(self._on_happening)

    @contextmanager
    def collecting(self, session: Session) -> Iterator[Collected]:
        """Collect what happens to the session's person meanwhile, in place of pushing it to that
        session.

        Only for code that does not wait: the state is changed by one request at a time.
        """
        collected = self._collecting = Collected(session)
        try:
            yield collected
        finally:
            self._collecting = None

    def qts(self, user_id: int) -> int:
        """The number of the last update that a bot was told outside all boxes."""
        return self._qts[user_id]

    def new_login(self, user_id: int, by: Session) -> None:
        """Tell all other sessions of a person that there is a new one
        (https://core.telegram.org/constructor/updateNewAuthorization).
        """
        update = types.UpdateNewAuthorization(
            hash=int.from_bytes(by.id, "little", signed=True),
            unconfirmed=True,
            date=int(self._world.clock().timestamp()),
            device=by.device,
            location="Sandbox",
        )
        self._tell(user_id, update, by)

    def service_notification(self, user_id: int, text: str) -> None:
        """Tell a person something in Telegram's own name, outside all boxes."""
        update = types.UpdateServiceNotification(
            type="SANDBOX",
            message=text,
            media=types.MessageMediaEmpty(),
            entities=[],
            inbox_date=int(self._world.clock().timestamp()),
        )
        self._tell(user_id, update, None)

    def _tell(self, user_id: int, update: TL, but: Session | None) -> None:
        date = int(self._world.clock().timestamp())
        for session in [each for each in self.sessions_of(user_id) if each is not but]:
            session.push(types.UpdateShort(update=update, date=date))

    def _on_happening(self, happening: Happening) -> None:
        collecting = self._collecting
        own: Session | None = None
        if collecting is not None and happening.recipient == collecting.session.user_id:
            collecting.happenings.append(happening)
            own = collecting.session
        if self._counts_in_qts(happening):
            self._qts[happening.recipient] += 1
        sessions = [s for s in self.sessions_of(happening.recipient) if s is not own]
        if not sessions:
            return
        of_channel = ids.is_channel(happening.box or happening.chat_id or 0)
        is_bot = self._world.users[happening.recipient].is_bot
        view = View(self._world, happening.recipient, in_passing=of_channel and not is_bot)
        written = self.written(view, happening)
        if written:
            update = bundle(view, written, happening.at)
            for session in sessions:
                session.push(update)

    def _counts_in_qts(self, happening: Happening) -> bool:
        kinds = (Kind.MEMBER_CHANGED, Kind.JOIN_REQUEST, Kind.BOT_BLOCKED, Kind.REACTION)
        return happening.kind in kinds and self._world.users[happening.recipient].is_bot

    def written(self, view: View, happening: Happening) -> list[TL]:
        """The updates that tell a happening to its recipient (none when Telegram tells nothing)."""
        if happening.change is not None:
            return [numbered(view, happening)]
        writer = _WRITERS.get(happening.kind)
        return [] if writer is None else writer(view, happening, self._qts[happening.recipient])


def bundle(view: View, updates: Sequence[TL], at: datetime) -> types.Updates:
    """Updates with everybody they mention."""
    return types.Updates(
        updates=list(updates),
        users=view.users,
        chats=view.chats,
        date=int(at.timestamp()),
        seq=0,
    )


def too_long(updates: TL) -> TL:
    """What Telegram pushes instead of more than it wants to push: which channel a client is behind
    in, or that it is behind in its own box (https://core.telegram.org/api/updates).
    """
    for update in getattr(updates, "updates", ()):
        peer = getattr(getattr(update, "message", None), "peer_id", None)
        channel_id = getattr(update, "channel_id", None) or getattr(peer, "channel_id", None)
        if channel_id:
            pts = getattr(update, "pts", None)  # what a channel is called is no numbered change
            behind = types.UpdateChannelTooLong(channel_id=channel_id, pts=pts)
            return types.UpdateShort(update=behind, date=updates.date)
    return types.UpdatesTooLong()


def numbered(view: View, happening: Happening) -> TL:
    """A change with its pts."""
    change, message = happening.change, happening.message
    if change is None:
        raise ValueError(f"{happening.kind} has no pts")
    count: dict[str, Any] = {"pts": change.pts, "pts_count": change.pts_count}
    box = happening.box or 0
    if message is None:
        deleted = list(change.message_ids)
        if box > 0:
            return types.UpdateDeleteMessages(messages=deleted, **count)
        view.mention(box)
        return types.UpdateDeleteChannelMessages(
            channel_id=ids.bare(box), messages=deleted, **count
        )
    constructors = {
        (Kind.NEW_MESSAGE, True): types.UpdateNewMessage,
        (Kind.EDIT_MESSAGE, True): types.UpdateEditMessage,
        (Kind.NEW_MESSAGE, False): types.UpdateNewChannelMessage,
        (Kind.EDIT_MESSAGE, False): types.UpdateEditChannelMessage,
    }
    constructor: Any = constructors[change.kind, box > 0]
    return constructor(message=messages.written(view, message), **count)


def _chat_changed(view: View, happening: Happening, _qts: int) -> list[TL]:
    chat_id = happening.chat_id or 0
    view.mention(chat_id)
    if not ids.is_channel(chat_id):
        return [types.UpdateChat(chat_id=ids.bare(chat_id))]
    data = happening.data
    if isinstance(data, dict) and data.get("kind") == "history_wiped":
        return [
            types.UpdateChannelAvailableMessages(
                channel_id=ids.bare(chat_id), available_min_id=data["available_min_id"]
            )
        ]
    return [types.UpdateChannel(channel_id=ids.bare(chat_id))]


def _member_changed(view: View, happening: Happening, qts: int) -> list[TL]:
    change = happening.data
    if not isinstance(change, MemberChange):
        return []
    chat = view.world.chats.get(change.chat_id)
    if chat is None or not view.world.users[view.viewer].is_bot:
        # People are only told that their own place in a group has changed.
        if chat is None or change.user_id != view.viewer:
            return []
        return _chat_changed(view, happening, qts)
    view.mention(change.chat_id, change.actor_id, change.user_id)
    basic = chat.kind is ChatKind.BASIC

    def one(member: Member | None) -> TL:
        if member is None:
            return None
        if basic:
            return members.basic_participant(view, chat, member)
        return members.participant(view, chat, member)

    fields: dict[str, Any] = {
        "date": int(change.at.timestamp()),
        "actor_id": change.actor_id,
        "user_id": change.user_id,
        "qts": qts,
        "prev_participant": one(change.old),
        "new_participant": one(change.new),
        "invite": None if change.link is None else members.link(view, chat, change.link),
    }
    if basic:
        return [types.UpdateChatParticipant(chat_id=ids.bare(chat.id), **fields)]
    return [types.UpdateChannelParticipant(channel_id=ids.bare(chat.id), **fields)]


def _join_request(view: View, happening: Happening, qts: int) -> list[TL]:
    request = happening.data
    if not isinstance(request, JoinRequest):
        return []
    chat = view.world.chats[request.chat_id]
    peer = view.peer(chat.id)
    if not view.world.users[view.viewer].is_bot:
        view.mention(*chat.requests)
        return [
            types.UpdatePendingJoinRequests(
                peer=peer,
                requests_pending=len(chat.requests),
                recent_requesters=list(chat.requests),
            )
        ]
    view.mention(request.user_id)
    return [
        types.UpdateBotChatInviteRequester(
            peer=peer,
            date=int(request.at.timestamp()),
            user_id=request.user_id,
            about=request.bio or "",
            invite=next(
                members.link(view, chat, link)
                for link in chat.links.values()
                if link.url == request.link
            ),
            qts=qts,
        )
    ]


def _callback_query(view: View, happening: Happening, _qts: int) -> list[TL]:
    query = happening.data
    if not isinstance(query, CallbackQuery):
        return []
    view.mention(query.user_id)
    return [
        types.UpdateBotCallbackQuery(
            query_id=int(query.id),
            user_id=query.user_id,
            peer=view.peer(query.chat_id),
            msg_id=query.message_id,
            chat_instance=query.chat_id,
            data=query.data.encode(),
        )
    ]


def _bot_blocked(view: View, happening: Happening, qts: int) -> list[TL]:
    data: Any = happening.data
    view.mention(data["user_id"])
    return [
        types.UpdateBotStopped(
            user_id=data["user_id"],
            date=int(happening.at.timestamp()),
            stopped=data["blocked"],
            qts=qts,
        )
    ]


def _reaction(view: View, happening: Happening, qts: int) -> list[TL]:
    message, data = happening.message, happening.data
    if message is None or not isinstance(data, dict):
        return []
    peer = view.peer(message.chat_id)
    if not view.world.users[view.viewer].is_bot:
        reactions = messages.reactions(view, message) or types.MessageReactions(results=[])
        return [types.UpdateMessageReactions(peer=peer, msg_id=message.id, reactions=reactions)]

    def one(emoji: str | None) -> list[TL]:
        return [] if emoji is None else [types.ReactionEmoji(emoticon=emoji)]

    return [
        types.UpdateBotMessageReaction(
            peer=peer,
            msg_id=message.id,
            date=int(happening.at.timestamp()),
            actor=view.peer(data["as_chat"] or data["user_id"]),
            old_reactions=one(data["old"]),
            new_reactions=one(data["new"]),
            qts=qts,
        )
    ]


_WRITERS: dict[Kind, Callable[[View, Happening, int], list[TL]]] = {
    Kind.CHAT_CHANGED: _chat_changed,
    Kind.MEMBER_CHANGED: _member_changed,
    Kind.JOIN_REQUEST: _join_request,
    Kind.CALLBACK_QUERY: _callback_query,
    Kind.BOT_BLOCKED: _bot_blocked,
    Kind.REACTION: _reaction,
}
