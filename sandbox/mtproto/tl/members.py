"""Members, invite links and join requests as the schema writes them."""

from __future__ import annotations

from pyrogram.raw import types

from sandbox.mtproto.tl import ids, rights
from sandbox.mtproto.tl.ids import TL
from sandbox.mtproto.tl.view import View
from sandbox.state.model import Chat, InviteLink, JoinRequest, Member, Standing
from sandbox.state.rights import INSIDE


def participant(view: View, chat: Chat, member: Member) -> TL:
    """A supergroup's member, or who was one."""
    view.mention(member.user_id)
    date = int(member.joined_at.timestamp())
    granted = rights.admin_rights(member)
    inviter = member.promoted_by or member.invited_by or chat.creator_id
    if member.standing is Standing.CREATOR and granted is not None:
        return types.ChannelParticipantCreator(
            user_id=member.user_id, admin_rights=granted, rank=member.title
        )
    if granted is not None:
        view.mention(inviter)
        return types.ChannelParticipantAdmin(
            user_id=member.user_id,
            promoted_by=inviter,
            inviter_id=member.invited_by if member.user_id == view.viewer else None,
            date=date,
            admin_rights=granted,
            can_edit=inviter == view.viewer or chat.creator_id == view.viewer or None,
            is_self=member.user_id == view.viewer or None,
            rank=member.title,
        )
    if member.standing in (Standing.KICKED, Standing.RESTRICTED):
        kicked = member.standing is Standing.KICKED
        view.mention(inviter)
        return types.ChannelParticipantBanned(
            peer=view.peer(member.user_id),
            kicked_by=inviter,
            date=date,
            left=kicked or None,
            banned_rights=rights.banned_rights(member.rights, until=member.until, kicked=kicked),
        )
    if member.standing is Standing.LEFT:
        return types.ChannelParticipantLeft(peer=view.peer(member.user_id))
    if member.user_id == view.viewer:
        return types.ChannelParticipantSelf(user_id=member.user_id, inviter_id=inviter, date=date)
    return types.ChannelParticipant(user_id=member.user_id, date=date)


def basic_participants(view: View, chat: Chat) -> TL:
    """A basic group's members, or the answer that the viewer may not see them."""
    if view.member(chat, view.viewer) is None:
        return types.ChatParticipantsForbidden(chat_id=ids.bare(chat.id))
    return types.ChatParticipants(
        chat_id=ids.bare(chat.id),
        participants=[
            basic_participant(view, chat, member)
            for member in chat.members.values()
            if member.standing in INSIDE
        ],
        version=len(chat.members),
    )


def basic_participant(view: View, chat: Chat, member: Member) -> TL:
    """A basic group's member."""
    view.mention(member.user_id)
    if member.standing is Standing.CREATOR:
        return types.ChatParticipantCreator(user_id=member.user_id)
    kind = types.ChatParticipant
    inviter = member.invited_by or chat.creator_id
    date = int(member.joined_at.timestamp())
    if member.standing is Standing.ADMINISTRATOR:
        return types.ChatParticipantAdmin(user_id=member.user_id, inviter_id=inviter, date=date)
    return kind(user_id=member.user_id, inviter_id=inviter, date=date)


def link(view: View, chat: Chat, invite: InviteLink) -> TL:
    """An invite link, with how many used it or wait for it."""
    view.mention(invite.creator_id)
    waiting = sum(request.link == invite.url for request in chat.requests.values())
    return types.ChatInviteExported(
        link=invite.url,
        admin_id=invite.creator_id,
        date=int(invite.created_at.timestamp()),
        revoked=invite.is_revoked or None,
        permanent=invite.is_primary or None,
        request_needed=invite.creates_join_request or None,
        expire_date=ids.stamp(invite.expires_at),
        usage_limit=invite.member_limit,
        usage=invite.joined or None,
        requested=waiting or None,
        title=invite.name,
    )


def importer(view: View, request: JoinRequest) -> TL:
    """A join request."""
    view.mention(request.user_id)
    return types.ChatInviteImporter(
        user_id=request.user_id,
        date=int(request.at.timestamp()),
        requested=True,
        about=request.bio,
    )
