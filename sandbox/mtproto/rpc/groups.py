"""Making, naming, showing and deleting groups (channels.*, and messages.* for basic groups)."""

from __future__ import annotations

from pyrogram.raw import functions, types

from sandbox.mtproto.dispatch import not_found
from sandbox.mtproto.errors import RpcError
from sandbox.mtproto.rpc.base import Call, Methods, Result, lacking
from sandbox.mtproto.tl import ids, members, rights
from sandbox.mtproto.tl.ids import TL
from sandbox.mtproto.tl.view import View
from sandbox.state.model import Chat, Standing
from sandbox.state.rights import INSIDE, is_admin

methods = Methods()


@methods.on(functions.channels.CreateChannel)
def create_channel(call: Call, query: functions.channels.CreateChannel) -> Result:
    """A supergroup. Channels (broadcast) are not to be had here."""
    lacking(query, "broadcast", "for_import", "geo_point", "ttl_period")
    if not query.megagroup and not query.forum:
        raise not_found("channels.createChannel without megagroup")
    with call.collecting() as collected:
        chat = call.world.create_supergroup(
            call.me, query.title, query.about, is_forum=bool(query.forum)
        )
    channel = types.UpdateChannel(channel_id=ids.bare(chat.id))
    return call.answer(collected, first=[channel], about=chat.id)


@methods.on(functions.messages.CreateChat)
def create_chat(call: Call, query: functions.messages.CreateChat) -> Result:
    """A basic group."""
    lacking(query, "ttl_period")
    wanted = [call.user(given) for given in query.users]
    with call.collecting() as collected:
        chat = call.world.create_basic_group(call.me, query.title, wanted)
    updates = call.answer(collected, about=chat.id)
    missing = [user_id for user_id in wanted if user_id not in chat.members]
    return types.messages.InvitedUsers(updates=updates, missing_invitees=missing_list(missing))


def missing_list(user_ids: list[int]) -> list[TL]:
    """Those whom privacy kept out."""
    return [types.MissingInvitee(user_id=user_id) for user_id in user_ids]


@methods.on(functions.messages.MigrateChat)
def migrate_chat(call: Call, query: functions.messages.MigrateChat) -> Result:
    """A basic group becomes a supergroup."""
    with call.collecting() as collected:
        chat = call.world.migrate(call.me, -query.chat_id)
    return call.answer(collected, about=chat.id)


@methods.on(functions.channels.EditTitle)
def edit_title(call: Call, query: functions.channels.EditTitle) -> Result:
    """Rename a supergroup."""
    return _rename(call, call.channel(query.channel), query.title)


@methods.on(functions.messages.EditChatTitle)
def edit_chat_title(call: Call, query: functions.messages.EditChatTitle) -> Result:
    """Rename a basic group."""
    return _rename(call, -query.chat_id, query.title)


def _rename(call: Call, chat_id: int, title: str) -> Result:
    with call.collecting() as collected:
        call.world.set_title(call.me, chat_id, title)
    return call.answer(collected, about=chat_id)


@methods.on(functions.messages.EditChatAbout)
def edit_chat_about(call: Call, query: functions.messages.EditChatAbout) -> Result:
    """Describe a group."""
    with call.collecting():
        call.world.set_about(call.me, call.peer(query.peer), query.about)
    return True


@methods.on(functions.messages.EditChatDefaultBannedRights)
def edit_default_rights(
    call: Call, query: functions.messages.EditChatDefaultBannedRights
) -> Result:
    """What plain members may do."""
    chat_id = call.peer(query.peer)
    with call.collecting() as collected:
        call.world.set_permissions(call.me, chat_id, rights.allowed_by(query.banned_rights))
    return call.answer(collected, about=chat_id)


@methods.on(functions.channels.TogglePreHistoryHidden)
def toggle_prehistory(call: Call, query: functions.channels.TogglePreHistoryHidden) -> Result:
    """Hide a supergroup's past from newcomers, or show it."""
    chat_id = call.channel(query.channel)
    with call.collecting() as collected:
        call.world.set_prehistory_hidden(call.me, chat_id, query.enabled)
    return call.answer(collected, about=chat_id)


@methods.on(functions.channels.UpdateUsername, people_only=True)
def update_username(call: Call, query: functions.channels.UpdateUsername) -> Result:
    """Make a supergroup public, or private again."""
    with call.collecting():
        call.world.set_username(call.me, call.channel(query.channel), query.username or None)
    return True


@methods.on(functions.channels.DeleteChannel)
def delete_channel(call: Call, query: functions.channels.DeleteChannel) -> Result:
    """Delete a supergroup for everybody."""
    chat_id = call.channel(query.channel)
    with call.collecting() as collected:
        call.world.delete_chat(call.me, chat_id)
    return call.answer(collected, about=chat_id)


@methods.on(functions.messages.DeleteChat)
def delete_chat(call: Call, query: functions.messages.DeleteChat) -> Result:
    """Delete a basic group for everybody."""
    with call.collecting():
        call.world.delete_chat(call.me, -query.chat_id)
    return True


@methods.on(functions.channels.GetChannels)
def get_channels(call: Call, query: functions.channels.GetChannels) -> Result:
    """Supergroups as far as one sees them."""
    view = call.view()
    view.mention(*(call.channel(given) for given in query.id))
    return types.messages.Chats(chats=view.chats)


@methods.on(functions.messages.GetChats)
def get_chats(call: Call, query: functions.messages.GetChats) -> Result:
    """Basic groups as far as one sees them."""
    view = call.view()
    view.mention(*(-chat_id for chat_id in query.id))
    return types.messages.Chats(chats=view.chats)


@methods.on(functions.channels.GetFullChannel)
def get_full_channel(call: Call, query: functions.channels.GetFullChannel) -> Result:
    """All that is to know about a supergroup."""
    chat = call.world.chat(call.me, call.channel(query.channel))
    view = call.view()
    view.mention(chat.id)
    full = _full_channel(view, chat)
    return types.messages.ChatFull(full_chat=full, chats=view.chats, users=view.users)


def _full_channel(view: View, chat: Chat) -> types.ChannelFull:
    me = view.member(chat, view.viewer)
    admin = me is not None and is_admin(me)
    box = view.world.box(chat.id)
    standings = [member.standing for member in chat.members.values()]
    return types.ChannelFull(
        id=ids.bare(chat.id),
        about=chat.about,
        read_inbox_max_id=box.last_message_id,
        read_outbox_max_id=box.last_message_id,
        unread_count=0,
        chat_photo=types.PhotoEmpty(id=0),
        notify_settings=types.PeerNotifySettings(),
        bot_info=[],
        pts=box.pts,
        can_view_participants=True,
        hidden_prehistory=chat.hidden_prehistory or None,
        can_delete_channel=chat.creator_id == view.viewer or None,
        participants_count=view.count(chat),
        admins_count=sum(s in (Standing.CREATOR, Standing.ADMINISTRATOR) for s in standings),
        kicked_count=standings.count(Standing.KICKED) if admin else None,
        banned_count=standings.count(Standing.RESTRICTED) if admin else None,
        exported_invite=_primary_link(view, chat) if admin else None,
        migrated_from_chat_id=None if chat.migrated_from is None else -chat.migrated_from,
        migrated_from_max_id=None if chat.migrated_from is None else 0,
        pinned_msg_id=chat.pinned[-1] if chat.pinned else None,
        available_min_id=chat.available_min_id or None,
        # Nobody knocks: neither is told, they stand or fall together.
        requests_pending=(len(chat.requests) or None) if admin else None,
        recent_requesters=(_requesters(view, chat) or None) if admin else None,
    )


def _requesters(view: View, chat: Chat) -> list[int]:
    view.mention(*chat.requests)
    return list(chat.requests)


def _primary_link(view: View, chat: Chat) -> TL | None:
    for link in chat.links.values():
        if link.is_primary and link.creator_id == view.viewer:
            return members.link(view, chat, link)
    return None


@methods.on(functions.messages.GetFullChat)
def get_full_chat(call: Call, query: functions.messages.GetFullChat) -> Result:
    """All that is to know about a basic group."""
    chat = call.world.chats.get(-query.chat_id)
    if chat is None or ids.is_channel(chat.id):
        raise RpcError(400, "CHAT_ID_INVALID")
    view = call.view()
    view.mention(chat.id)
    member = call.world.member(chat.id, call.me)
    if member is None or member.standing not in INSIDE:
        raise RpcError(400, "CHAT_ID_INVALID")
    full = types.ChatFull(
        id=ids.bare(chat.id),
        about=chat.about,
        participants=members.basic_participants(view, chat),
        notify_settings=types.PeerNotifySettings(),
        exported_invite=_primary_link(view, chat),
        pinned_msg_id=chat.pinned[-1] if chat.pinned else None,
    )
    return types.messages.ChatFull(full_chat=full, chats=view.chats, users=view.users)
