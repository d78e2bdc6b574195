"""Methods users.* and contacts.*."""

from __future__ import annotations

from pyrogram.raw import functions, types

from sandbox.mtproto.errors import RpcError
from sandbox.mtproto.rpc.base import Call, Methods, Result
from sandbox.mtproto.tl.ids import TL
from sandbox.mtproto.tl.view import View
from sandbox.state.model import User

methods = Methods()


@methods.on(functions.users.GetUsers)
def get_users(call: Call, query: functions.users.GetUsers) -> Result:
    """People; an empty one for whom nobody knows."""
    return [_one(call, given) for given in query.id]


def _one(call: Call, given: TL) -> TL:
    try:
        return call.view().user(call.user(given))
    except RpcError:
        return types.UserEmpty(id=getattr(given, "user_id", 0))


@methods.on(functions.users.GetFullUser)
def get_full_user(call: Call, query: functions.users.GetFullUser) -> Result:
    """All that is to know about a person."""
    user = call.world.user(call.user(query.id))
    view = call.view()
    view.mention(user.id)
    mine = {chat.id for chat in call.world.chats_of(call.me)}
    theirs = {chat.id for chat in call.world.chats_of(user.id)}
    full = types.UserFull(
        id=user.id,
        settings=types.PeerSettings(),
        notify_settings=types.PeerNotifySettings(),
        common_chats_count=0 if user.id == call.me else len(mine & theirs),
        about=user.about or None,
        blocked=user.id in call.world.user(call.me).blocked or None,
        bot_info=_bot_info(user) if user.is_bot else None,
    )
    return types.users.UserFull(full_user=full, chats=view.chats, users=view.users)


def _bot_info(bot: User) -> types.BotInfo:
    commands = [
        types.BotCommand(command=command["command"], description=command["description"])
        for command in bot.commands.get("default", [])
    ]
    return types.BotInfo(user_id=bot.id, commands=commands)


@methods.on(functions.contacts.ResolveUsername)
def resolve_username(call: Call, query: functions.contacts.ResolveUsername) -> Result:
    """Who has this name. USERNAME_NOT_OCCUPIED."""
    found = call.world.by_username(query.username)
    if found is None:
        raise RpcError(400, "USERNAME_NOT_OCCUPIED")
    return _resolved(call.view(), found.id)


@methods.on(functions.contacts.ResolvePhone, people_only=True)
def resolve_phone(call: Call, query: functions.contacts.ResolvePhone) -> Result:
    """Who has this number. PHONE_NOT_OCCUPIED."""
    found = call.world.by_phone(query.phone)
    if found is None:
        raise RpcError(400, "PHONE_NOT_OCCUPIED")
    return _resolved(call.view(), found.id)


def _resolved(view: View, peer_id: int) -> TL:
    peer = view.peer(peer_id)
    return types.contacts.ResolvedPeer(peer=peer, chats=view.chats, users=view.users)


@methods.on(functions.contacts.ImportContacts, people_only=True)
def import_contacts(call: Call, query: functions.contacts.ImportContacts) -> Result:
    """Make contacts of numbers; those that nobody has are passed over."""
    view, imported = call.view(), []
    for given in query.contacts:
        found = call.world.by_phone(given.phone)
        if found is not None:
            call.world.add_contact(call.me, found.id)
            view.mention(found.id)
            imported.append(types.ImportedContact(user_id=found.id, client_id=given.client_id))
    return types.contacts.ImportedContacts(
        imported=imported, popular_invites=[], retry_contacts=[], users=view.users
    )


@methods.on(functions.contacts.AddContact, people_only=True)
def add_contact(call: Call, query: functions.contacts.AddContact) -> Result:
    """Make a contact of somebody one has met."""
    user_id = call.user(query.id)
    with call.collecting() as collected:
        call.world.add_contact(call.me, user_id)
    view = call.view()
    view.mention(user_id)
    return call.answer(collected, view=view)


@methods.on(functions.contacts.DeleteContacts, people_only=True)
def delete_contacts(call: Call, query: functions.contacts.DeleteContacts) -> Result:
    """Remove these people from one's contacts."""
    view = call.view()
    with call.collecting() as collected:
        for given in query.id:
            user_id = call.user(given)
            call.world.remove_contact(call.me, user_id)
            view.mention(user_id)
    return call.answer(collected, view=view)


@methods.on(functions.contacts.GetContacts, people_only=True)
def get_contacts(call: Call, _query: functions.contacts.GetContacts) -> Result:
    """One's contacts."""
    view = call.view()
    me = call.world.user(call.me)
    known = sorted(me.contacts)
    view.mention(*known)
    contacts = [
        types.Contact(user_id=user_id, mutual=me.id in call.world.user(user_id).contacts)
        for user_id in known
    ]
    return types.contacts.Contacts(contacts=contacts, saved_count=0, users=view.users)


@methods.on(functions.contacts.Block, people_only=True)
def block(call: Call, query: functions.contacts.Block) -> Result:
    """Block somebody."""
    with call.collecting():
        call.world.block(call.me, call.peer(query.id))
    return True


@methods.on(functions.contacts.Unblock, people_only=True)
def unblock(call: Call, query: functions.contacts.Unblock) -> Result:
    """Unblock somebody."""
    with call.collecting():
        call.world.unblock(call.me, call.peer(query.id))
    return True
