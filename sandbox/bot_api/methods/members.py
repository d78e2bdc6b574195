"""Members: looking one up, banning, restricting, promoting."""

from __future__ import annotations

from datetime import datetime, timedelta

from sandbox.bot_api.errors import bad_request
from sandbox.bot_api.methods.common import chat_id, group, known_person, moment, person_id
from sandbox.bot_api.registry import Call, method
from sandbox.bot_api.shapes.members import ADMIN_RIGHTS, PERMISSIONS, chat_member
from sandbox.bot_api.view import Json, is_supergroup
from sandbox.state.model import Chat, Member, Standing

# https://core.telegram.org/bots/api#banchatmember
_SOONEST = timedelta(seconds=30)
_LATEST = timedelta(days=366)
# With the older meaning of permissions, the first of a pair brings the others along.
_SENDING = (
    "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes",
)  # fmt: skip


@method("getChatMember")
def get_chat_member(call: Call) -> Json:
    """Return a ChatMember; somebody known who is not in the group has `left`."""
    user_id = person_id(call)
    number = chat_id(call)
    if number > 0:
        if user_id not in (number, call.bot_id):
            raise bad_request("member not found")
        return {"status": "member", "user": _user(call, user_id)}
    member = call.world.member(number, user_id)
    if member is None and (user_id not in call.world.users or not call.view.knows(user_id)):
        raise bad_request("member not found")
    return chat_member(call.view, user_id, member)


def _user(call: Call, user_id: int) -> Json:
    user: Json = chat_member(call.view, user_id, None)["user"]
    return user


@method("banChatMember")
def ban_chat_member(call: Call) -> bool:
    """Remove somebody, and keep them out until then."""
    user_id = person_id(call)
    found = group(call, what="can't ban members in private chats")
    known_person(call)
    _not_the_owner(found, user_id, "can't remove chat owner")
    if user_id == call.bot_id:
        raise bad_request("can't restrict self")
    until = _until(call)
    call.world.ban(call.bot_id, found.id, user_id, until)
    return True


@method("unbanChatMember")
def unban_chat_member(call: Call) -> bool:
    """Let somebody come again; who is inside is removed unless `only_if_banned`."""
    user_id = person_id(call)
    found = group(call, what="can't unban members in private chats")
    _supergroup(found)
    known_person(call)
    _not_the_owner(found, user_id, "can't remove chat owner")
    only = call.args.flag("only_if_banned")
    call.world.unban(call.bot_id, found.id, user_id, only_if_banned=only)
    return True


@method("restrictChatMember")
def restrict_chat_member(call: Call) -> bool:
    """Allow a member only this, until then."""
    user_id = person_id(call)
    raw = call.args.mapping("permissions")
    if raw is None:  # they may also stand beside the other parameters
        raw = {name: call.args.flag(name) for name in PERMISSIONS}
    found = group(call, what="method is available only for supergroups")
    if not is_supergroup(found):
        raise bad_request("method is available only for supergroups")
    known_person(call)
    _not_the_owner(found, user_id, "can't restrict chat owner")
    if user_id == call.bot_id:
        raise bad_request("can't restrict self")
    independent = call.args.flag("use_independent_chat_permissions")
    allowed = {name for name in PERMISSIONS if raw.get(name) is True}
    if not independent:
        _widen(allowed)
    until = _until(call)
    call.world.restrict(call.bot_id, found.id, user_id, allowed, until)
    return True


def _widen(allowed: set[str]) -> None:
    """https://core.telegram.org/bots/api#restrictchatmember, use_independent_chat_permissions."""
    if allowed & {"can_send_other_messages", "can_add_web_page_previews"}:
        allowed.update(_SENDING, {"can_send_messages"})
    if "can_send_polls" in allowed:
        allowed.add("can_send_messages")
    if "can_send_messages" in allowed and allowed & set(_SENDING):
        allowed.add("can_send_messages")


@method("promoteChatMember")
def promote_chat_member(call: Call) -> bool:
    """Give somebody an administrator's rights; none at all takes them away."""
    user_id = person_id(call)
    found = group(call, what="can't promote members in private chats")
    _supergroup(found)
    known_person(call)
    _not_the_owner(found, user_id, "can't remove chat owner")
    if user_id == call.bot_id:
        raise bad_request("can't promote self")
    rights = {name for name in ADMIN_RIGHTS if call.args.flag(name)}
    anonymous = call.args.flag("is_anonymous")
    call.world.promote(call.bot_id, found.id, user_id, rights, anonymous=anonymous)
    return True


def _until(call: Call) -> datetime | None:
    """Read `until_date`; less than half a minute or more than a year ahead means for ever."""
    until = moment(call.args.integer("until_date"))
    now = call.api.clock()
    if until is None or not now + _SOONEST <= until <= now + _LATEST:
        return None
    return until


def _supergroup(found: Chat) -> None:
    if not is_supergroup(found):
        raise bad_request("method is available for supergroup and channel chats only")


def _not_the_owner(found: Chat, user_id: int, sentence: str) -> None:
    member: Member | None = found.members.get(user_id)
    if member is not None and member.standing is Standing.CREATOR:
        raise bad_request(sentence)
