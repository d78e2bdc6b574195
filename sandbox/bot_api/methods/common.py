"""What many methods begin with: which chat, which message, which person."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from sandbox.bot_api.errors import ApiError, bad_request, migrated
from sandbox.bot_api.registry import Call
from sandbox.bot_api.view import INSIDE, is_supergroup
from sandbox.state.model import Chat, Message, Standing, User


def chat_id(call: Call, name: str = "chat_id") -> int:
    """The chat, if the bot may use it. Raises `ApiError` as Telegram's server checks chats."""
    raw = call.args.text(name).strip()
    if not raw:
        raise bad_request(f"{name} is empty")
    if raw.startswith("@"):
        found = call.world.by_username(raw[1:])
        if not isinstance(found, Chat):
            raise bad_request("chat not found")
        number = found.id
    else:
        try:
            number = int(raw)
        except ValueError:
            raise bad_request("chat not found") from None
    if number > 0:
        check_person(call, number)
    else:
        check_group(call, number)
    return number


def check_person(call: Call, user_id: int) -> User:
    """A person whom the bot has seen. Never seen: `chat not found`."""
    person = call.world.users.get(user_id)
    if person is None or not call.view.knows(user_id):
        raise bad_request("chat not found")
    return person


def check_group(call: Call, number: int) -> Chat:
    """A group that the bot is in. 403 after its removal, 400 for a stranger's or an old one."""
    group = call.world.chats.get(number)
    if group is None:
        raise bad_request("chat not found")
    standing = call.view.standing(group)
    kind = f"{group.kind.value} chat"
    if group.migrated_to is not None and standing is not None:
        raise migrated(group.migrated_to)
    if standing is None and group.username is None:
        raise bad_request("chat not found")
    if group.deleted:
        gone = (
            f"bot was kicked from the {kind}"
            if is_supergroup(group)
            else "the group chat was deleted"
        )
        raise ApiError(403, gone)
    if standing is Standing.KICKED:
        raise ApiError(403, f"bot was kicked from the {kind}")
    if standing not in INSIDE:
        raise ApiError(403, f"bot is not a member of the {kind}")
    return group


def group(call: Call, *, what: str = "") -> Chat:
    """The group meant by `chat_id`; `what` is the refusal when it is a private chat."""
    number = chat_id(call)
    if number > 0:
        raise bad_request(what or "method is available for group and supergroup chats only")
    return call.world.chats[number]


def person_id(call: Call) -> int:
    """`user_id`; whether the bot knows the person is the method's business."""
    user_id = call.args.integer("user_id")
    if user_id <= 0:
        raise bad_request("invalid user_id specified")
    return user_id


def known_person(call: Call) -> int:
    """`user_id` of a person whom the bot has seen."""
    user_id = person_id(call)
    if user_id not in call.world.users or not call.view.knows(user_id):
        raise bad_request("PARTICIPANT_ID_INVALID")
    return user_id


def message(call: Call, number: int, what: str, name: str = "message_id") -> Message:
    """The message meant. `what` is Telegram's word for it, as in "message to edit"."""
    found = call.view.message(number, call.args.integer(name))
    if found is None:
        raise bad_request(f"{what} not found")
    return found


def moment(seconds: int) -> datetime | None:
    """Unix time as UTC; None for 0, which means never, and for what no calendar reaches."""
    return datetime.fromtimestamp(seconds, UTC) if 0 < seconds < 2**31 else None


def language_code(call: Call) -> str:
    """`language_code` of what a bot says of itself: two small letters, or none."""
    code = call.args.text("language_code")
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise bad_request("invalid language code specified")
    return code
