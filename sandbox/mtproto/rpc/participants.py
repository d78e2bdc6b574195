"""Methods about who is in a group, what they may do there, and how they get in and out."""

from __future__ import annotations

from collections.abc import Iterable

from pyrogram.raw import functions, types

from sandbox.mtproto.dispatch import not_found
from sandbox.mtproto.errors import RpcError
from sandbox.mtproto.rpc.base import Call, Methods, Result
from sandbox.mtproto.rpc.groups import missing_list
from sandbox.mtproto.tl import ids, members, rights
from sandbox.state.model import Chat, Member, Standing
from sandbox.state.rights import is_admin

methods = Methods()
MAX_LISTED = 200  # https://core.telegram.org/method/channels.getParticipants


@methods.on(functions.channels.InviteToChannel)
def invite_to_channel(call: Call, query: functions.channels.InviteToChannel) -> Result:
    """Add people; those whom privacy keeps out are told of in the answer."""
    chat_id = call.channel(query.channel)
    wanted = [call.user(given) for given in query.users]
    with call.collecting() as collected:
        missing = call.world.invite(call.me, chat_id, wanted)
    return types.messages.InvitedUsers(
        updates=call.answer(collected, about=chat_id), missing_invitees=missing_list(missing)
    )


@methods.on(functions.messages.AddChatUser)
def add_chat_user(call: Call, query: functions.messages.AddChatUser) -> Result:
    """Add somebody to a basic group."""
    user_id = call.user(query.user_id)
    with call.collecting() as collected:
        missing = call.world.invite(call.me, -query.chat_id, [user_id])
    return types.messages.InvitedUsers(
        updates=call.answer(collected, about=-query.chat_id), missing_invitees=missing_list(missing)
    )


@methods.on(functions.messages.DeleteChatUser)
def delete_chat_user(call: Call, query: functions.messages.DeleteChatUser) -> Result:
    """Remove somebody from a basic group, or leave it."""
    user_id = call.user(query.user_id)
    with call.collecting() as collected:
        if user_id == call.me:
            call.world.leave(call.me, -query.chat_id)
        else:
            call.world.ban(call.me, -query.chat_id, user_id)
    return call.answer(collected, about=-query.chat_id)


@methods.on(functions.channels.JoinChannel, people_only=True)
def join_channel(call: Call, query: functions.channels.JoinChannel) -> Result:
    """Join a public supergroup."""
    chat_id = call.channel(query.channel)
    with call.collecting() as collected:
        call.world.join(call.me, chat_id)
    updates = call.answer(collected, about=chat_id)
    return types.messages.ChatInviteJoinResultOk(updates=updates)


@methods.on(functions.channels.LeaveChannel)
def leave_channel(call: Call, query: functions.channels.LeaveChannel) -> Result:
    """Leave a supergroup."""
    chat_id = call.channel(query.channel)
    with call.collecting() as collected:
        call.world.leave(call.me, chat_id)
    return call.answer(collected, about=chat_id)


@methods.on(functions.channels.EditAdmin)
def edit_admin(call: Call, query: functions.channels.EditAdmin) -> Result:
    """Make an administrator, change one, or (no rights) make one a member again."""
    chat_id, user_id = call.channel(query.channel), call.user(query.user_id)
    with call.collecting() as collected:
        call.world.promote(
            call.me,
            chat_id,
            user_id,
            rights.rights_given(query.admin_rights),
            title=query.rank or None,
            anonymous=bool(query.admin_rights.anonymous),
        )
    return call.answer(collected, about=chat_id)


@methods.on(functions.messages.EditChatAdmin)
def edit_chat_admin(call: Call, query: functions.messages.EditChatAdmin) -> Result:
    """The same in a basic group, where administrators have all rights but that of making others."""
    granted = rights.GROUP_RIGHTS - {"can_promote_members"} if query.is_admin else frozenset()
    with call.collecting():
        call.world.promote(call.me, -query.chat_id, call.user(query.user_id), granted)
    return True


@methods.on(functions.channels.EditBanned)
def edit_banned(call: Call, query: functions.channels.EditBanned) -> Result:
    """Ban somebody, restrict them, or lift either."""
    chat_id, user_id = call.channel(query.channel), call.peer(query.participant)
    limits = query.banned_rights
    until = ids.moment(limits.until_date)
    with call.collecting() as collected:
        if limits.view_messages:
            call.world.ban(call.me, chat_id, user_id, until)
        elif rights.forbids_nothing(limits):
            call.world.unban(call.me, chat_id, user_id, only_if_banned=True)
        else:
            call.world.restrict(call.me, chat_id, user_id, rights.allowed_by(limits), until)
    return call.answer(collected, about=chat_id)


@methods.on(functions.channels.GetParticipant)
def get_participant(call: Call, query: functions.channels.GetParticipant) -> Result:
    """What somebody is in a supergroup. USER_NOT_PARTICIPANT who never was in it, or left."""
    chat = call.world.chat(call.me, call.channel(query.channel))
    member = call.world.member(chat.id, call.peer(query.participant))
    if member is None or member.standing is Standing.LEFT:
        raise RpcError(400, "USER_NOT_PARTICIPANT")
    view = call.view()
    view.mention(chat.id)
    participant = members.participant(view, chat, member)
    return types.channels.ChannelParticipant(
        participant=participant, chats=view.chats, users=view.users
    )


@methods.on(functions.channels.GetParticipants)
def get_participants(call: Call, query: functions.channels.GetParticipants) -> Result:
    """A supergroup's members, by filter; the banned are shown to administrators only."""
    chat = call.world.chat(call.me, call.channel(query.channel))
    found = list(_filtered(call, chat, query))
    limit = max(0, min(query.limit, MAX_LISTED))
    view = call.view()
    view.mention(chat.id)
    shown = call.services.pages.shown(found[query.offset : query.offset + limit])
    return types.channels.ChannelParticipants(
        count=len(found),
        participants=[members.participant(view, chat, member) for member in shown],
        chats=view.chats,
        users=view.users,
    )


def _filtered(
    call: Call, chat: Chat, query: functions.channels.GetParticipants
) -> Iterable[Member]:
    wanted = query.filter
    banned = {
        types.ChannelParticipantsKicked: Standing.KICKED,
        types.ChannelParticipantsBanned: Standing.RESTRICTED,
    }
    if type(wanted) in banned:
        me = call.world.member(chat.id, call.me)
        if me is None or not is_admin(me):
            raise RpcError(400, "CHAT_ADMIN_REQUIRED")
        standing = banned[type(wanted)]
        found = [call.world.member(chat.id, user_id) for user_id in tuple(chat.members)]
        return [m for m in found if m is not None and m.standing is standing]
    inside = call.world.members(call.me, chat.id)
    if isinstance(wanted, types.ChannelParticipantsRecent):
        return inside
    if isinstance(wanted, types.ChannelParticipantsAdmins):
        return [member for member in inside if is_admin(member)]
    if isinstance(wanted, types.ChannelParticipantsBots):
        return [member for member in inside if call.world.user(member.user_id).is_bot]
    if isinstance(wanted, types.ChannelParticipantsSearch):
        return [member for member in inside if _matches(call, member, wanted.q)]
    raise not_found(f"channels.getParticipants with {type(wanted).__name__}")


def _matches(call: Call, member: Member, words: str) -> bool:
    user = call.world.user(member.user_id)
    names = (user.first_name, user.last_name or "", user.username or "")
    return words.lower() in " ".join(names).lower()
