"""Invite links and join requests (https://core.telegram.org/api/invites)."""

from __future__ import annotations

from pyrogram.raw import functions, types

from sandbox.mtproto.errors import RpcError
from sandbox.mtproto.rpc.base import Call, Methods, Result, lacking
from sandbox.mtproto.tl import ids, members
from sandbox.state.model import Chat, InviteLink, Standing
from sandbox.state.rights import has

methods = Methods()
LINK = "https://t.me/+"


@methods.on(functions.messages.ExportChatInvite)
def export_chat_invite(call: Call, query: functions.messages.ExportChatInvite) -> Result:
    """A new link; with `legacy_revoke_permanent` it takes the primary one's place."""
    lacking(query, "subscription_pricing")
    chat_id = call.peer(query.peer)
    link = call.world.create_link(
        call.me,
        chat_id,
        name=query.title,
        creates_join_request=bool(query.request_needed),
        member_limit=query.usage_limit,
        expires_at=ids.moment(query.expire_date),
        primary=bool(query.legacy_revoke_permanent),
    )
    return members.link(call.view(), call.world.chats[chat_id], link)


@methods.on(functions.messages.EditExportedChatInvite)
def edit_exported_chat_invite(
    call: Call, query: functions.messages.EditExportedChatInvite
) -> Result:
    """Change a link or end it; in an ended primary one's place there is a new one at once."""
    chat_id = call.peer(query.peer)
    view, chat = call.view(), call.world.chats.get(chat_id)
    if not query.revoked:
        link = call.world.edit_link(
            call.me,
            chat_id,
            query.link,
            name=query.title,
            creates_join_request=query.request_needed,
            member_limit=query.usage_limit,
            expires_at=ids.moment(query.expire_date),
        )
        return _exported(call, link)
    was_primary = chat is not None and any(
        link.is_primary and link.url == query.link for link in chat.links.values()
    )
    link = call.world.revoke_link(call.me, chat_id, query.link)
    if not was_primary or chat is None:
        return _exported(call, link)
    fresh = next(
        new for new in chat.links.values() if new.is_primary and new.creator_id == link.creator_id
    )
    return types.messages.ExportedChatInviteReplaced(
        invite=members.link(view, chat, link),
        new_invite=members.link(view, chat, fresh),
        users=view.users,
    )


def _exported(call: Call, link: InviteLink) -> Result:
    view = call.view()
    invite = members.link(view, call.world.chats[link.chat_id], link)
    return types.messages.ExportedChatInvite(invite=invite, users=view.users)


@methods.on(functions.messages.GetExportedChatInvite)
def get_exported_chat_invite(call: Call, query: functions.messages.GetExportedChatInvite) -> Result:
    """One link."""
    chat = _managed(call, call.peer(query.peer))
    link = chat.links.get(query.link)
    if link is None:
        raise RpcError(400, "INVITE_HASH_EXPIRED")
    return _exported(call, link)


def _managed(call: Call, chat_id: int) -> Chat:
    """A group whose links the caller may see."""
    chat = call.world.chat(call.me, chat_id)
    me = call.world.member(chat_id, call.me)
    if me is None or not has(me, "can_invite_users"):
        raise RpcError(400, "CHAT_ADMIN_REQUIRED")
    return chat


@methods.on(functions.messages.GetExportedChatInvites)
def get_exported_chat_invites(
    call: Call, query: functions.messages.GetExportedChatInvites
) -> Result:
    """An administrator's links, newest first, after the one given as the offset."""
    chat_id = call.peer(query.peer)
    found = call.world.links(
        call.me, chat_id, call.user(query.admin_id), revoked=bool(query.revoked)
    )
    urls = [link.url for link in found]
    start = urls.index(query.offset_link) + 1 if query.offset_link in urls else 0
    view, chat = call.view(), call.world.chats[chat_id]
    shown = call.services.pages.shown(found[start : start + max(1, query.limit)])
    return types.messages.ExportedChatInvites(
        count=len(found),
        invites=[members.link(view, chat, link) for link in shown],
        users=view.users,
    )


@methods.on(functions.messages.DeleteExportedChatInvite)
def delete_exported_chat_invite(
    call: Call, query: functions.messages.DeleteExportedChatInvite
) -> Result:
    """Forget an ended link."""
    call.world.delete_link(call.me, call.peer(query.peer), query.link)
    return True


@methods.on(functions.messages.DeleteRevokedExportedChatInvites)
def delete_revoked_exported_chat_invites(
    call: Call, query: functions.messages.DeleteRevokedExportedChatInvites
) -> Result:
    """Forget all of an administrator's ended links."""
    chat_id, admin = call.peer(query.peer), call.user(query.admin_id)
    for link in call.world.links(call.me, chat_id, admin, revoked=True):
        call.world.delete_link(call.me, chat_id, link.url)
    return True


@methods.on(functions.messages.CheckChatInvite, people_only=True)
def check_chat_invite(call: Call, query: functions.messages.CheckChatInvite) -> Result:
    """Where a link leads."""
    chat, link = call.world.look_at_link(LINK + query.hash)
    view = call.view()
    if view.member(chat, call.me) is not None:
        return types.ChatInviteAlready(chat=view.chat(chat.id))
    supergroup = ids.is_channel(chat.id) or None
    return types.ChatInvite(
        title=chat.title,
        photo=types.PhotoEmpty(id=0),
        participants_count=view.count(chat),
        color=0,
        channel=supergroup,
        megagroup=supergroup,
        public=chat.username is not None or None,
        request_needed=link.creates_join_request or None,
        about=chat.about or None,
    )


@methods.on(functions.messages.ImportChatInvite, people_only=True)
def import_chat_invite(call: Call, query: functions.messages.ImportChatInvite) -> Result:
    """Join by a link, or ask to join (INVITE_REQUEST_SENT)."""
    with call.collecting() as collected:
        chat = call.world.use_link(call.me, LINK + query.hash)
    updates = call.answer(collected, about=chat.id)
    return types.messages.ChatInviteJoinResultOk(updates=updates)


@methods.on(functions.messages.GetChatInviteImporters)
def get_chat_invite_importers(
    call: Call, query: functions.messages.GetChatInviteImporters
) -> Result:
    """Return who asks to join (`requested`), or who came by a link, after the one given as the
    offset."""
    chat = _managed(call, call.peer(query.peer))
    view = call.view()
    if query.requested:
        waiting = [r for r in chat.requests.values() if query.link in (None, r.link)]
        importers = [members.importer(view, request) for request in waiting]
    else:
        lacking(query, "link")
        importers = [
            types.ChatInviteImporter(user_id=m.user_id, date=int(m.joined_at.timestamp()))
            for m in call.world.members(call.me, chat.id)
            if m.standing is Standing.MEMBER and m.invited_by is not None
        ]
        view.mention(*(importer.user_id for importer in importers))
    start = 0
    if not isinstance(query.offset_user, types.InputUserEmpty):
        known = [importer.user_id for importer in importers]
        after = call.user(query.offset_user)
        start = known.index(after) + 1 if after in known else len(known)
    shown = call.services.pages.shown(importers[start : start + max(1, query.limit)])
    return types.messages.ChatInviteImporters(
        count=len(importers),
        importers=list(shown),
        users=view.users,
    )


@methods.on(functions.messages.HideChatJoinRequest)
def hide_chat_join_request(call: Call, query: functions.messages.HideChatJoinRequest) -> Result:
    """Decide one request to join."""
    chat_id, user_id = call.peer(query.peer), call.user(query.user_id)
    with call.collecting() as collected:
        call.world.decide(call.me, chat_id, user_id, approve=bool(query.approved))
    return call.answer(collected, about=chat_id)


@methods.on(functions.messages.HideAllChatJoinRequests)
def hide_all_chat_join_requests(
    call: Call, query: functions.messages.HideAllChatJoinRequests
) -> Result:
    """Decide all requests to join."""
    chat = _managed(call, call.peer(query.peer))
    waiting = [r.user_id for r in chat.requests.values() if query.link in (None, r.link)]
    with call.collecting() as collected:
        for user_id in waiting:
            call.world.decide(call.me, chat.id, user_id, approve=bool(query.approved))
    return call.answer(collected, about=chat.id)
