"""Texts, contacts, places, polls, chat actions, deleting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sandbox.bot_api.errors import bad_request
from sandbox.bot_api.methods.common import chat_id
from sandbox.bot_api.methods.sending import send, thread
from sandbox.bot_api.registry import Call, method
from sandbox.bot_api.text.formatted import clean, formatted, link_preview, message_text
from sandbox.bot_api.view import Json, is_supergroup
from sandbox.state.messages import BOT_DELETE_TIME
from sandbox.state.model import Message, Refused

_NO_ID = 2**31
MAX_DELETED = 100  # https://core.telegram.org/bots/api#deletemessages
_ACTIONS = frozenset(
    {"typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
     "record_audio", "upload_audio", "upload_document", "choose_sticker", "find_location",
     "record_video_note", "upload_video_note", "cancel"}
)  # fmt: skip


@method("sendMessage")
def send_message(call: Call) -> Json:
    """Send a text with its entities and keyboard."""
    preview = link_preview(call.args)
    text, entities = message_text(call.args)
    return send(call, text=text, entities=entities, preview=preview)


@method("sendContact")
def send_contact(call: Call) -> Json:
    """Send a contact's card."""
    phone, name = call.args.required("phone_number"), call.args.required("first_name")
    card: dict[str, Any] = {"phone_number": phone, "first_name": name}
    for optional in ("last_name", "vcard"):
        if value := call.args.text(optional):
            card[optional] = value
    owner = call.world.by_phone(phone)
    if owner is not None:
        card["user_id"] = owner.id
    return send(call, contact=card)


@method("sendLocation")
def send_location(call: Call) -> Json:
    """Send a point on the map."""
    for name in ("latitude", "longitude"):
        if not call.args.given(name):
            raise bad_request(f"{name} is empty")
    place = {name: call.args.number(name) for name in ("latitude", "longitude")}
    if abs(place["latitude"]) > 90 or abs(place["longitude"]) > 180:
        raise bad_request("wrong location specified")
    return send(call, location=place)


@method("sendVenue")
def send_venue(call: Call) -> Json:
    """Send a place with a name."""
    for name in ("latitude", "longitude"):
        if not call.args.given(name):
            raise bad_request(f"{name} is empty")
    place = {name: call.args.number(name) for name in ("latitude", "longitude")}
    words = {name: clean(call.args.text(name)).strip() for name in ("title", "address")}
    if abs(place["latitude"]) > 90 or abs(place["longitude"]) > 180:
        raise bad_request("wrong venue location specified")
    if not words["title"]:
        raise bad_request("VENUE_TITLE_EMPTY")
    return send(call, venue={**place, **words})


@method("sendDice")
def send_dice(call: Call) -> Json:
    """Throw dice, or what else the emoji throws."""
    return send(call, dice={"emoji": call.args.text("emoji") or "🎲"})


@method("sendPoll")
def send_poll(call: Call) -> Json:
    """Send a poll; the sandbox shows it and counts no votes."""
    question, _ = formatted(call.args.text("question"), "", None)
    if not question:
        raise bad_request("poll question must be non-empty")
    raw = call.args.sequence("options") or []
    options = [str(o.get("text", "")) if isinstance(o, dict) else str(o) for o in raw]
    if not 1 <= len(options) <= 12:
        raise bad_request("poll must have at least 1 option" if not options
                          else "poll can't have more than 12 options")  # fmt: skip
    if not all(option.strip() for option in options):
        raise bad_request("poll options must be non-empty")
    anonymous = not call.args.given("is_anonymous") or call.args.flag("is_anonymous")
    quiz: dict[str, Any] = {}
    if call.args.text("type") == "quiz":
        right = call.args.sequence("correct_option_ids") or [
            call.args.integer("correct_option_id", -1)
        ]
        if not all(isinstance(one, int) and 0 <= one < len(options) for one in right):
            raise bad_request("wrong correct option ID specified")
        quiz["correct_option_ids"] = right
    poll = {
        **quiz,
        "question": question,
        "options": options,
        "is_anonymous": anonymous,
        "type": call.args.text("type") or "regular",
        "allows_multiple_answers": call.args.flag("allows_multiple_answers"),
        "is_closed": call.args.flag("is_closed"),
    }
    return send(call, poll=poll)


@method("sendChatAction")
def send_chat_action(call: Call) -> bool:
    """Check a chat action (typing and the like), which is shown to nobody."""
    if call.args.text("action").strip().lower() not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    number = chat_id(call)
    thread(call, number)
    if number > 0:
        person = call.world.users[number]
        if call.bot_id in person.blocked:
            raise Refused("USER_IS_BLOCKED", 403)
        if not call.world.has_started(call.bot_id, number):
            raise Refused("BOT_NOT_STARTED", 403)
    return True


@method("deleteMessage")
def delete_message(call: Call) -> bool:
    """Delete one message, which must be there and the bot's to delete."""
    if not call.args.text("chat_id"):
        raise bad_request("chat identifier is not specified")
    message_id = call.args.integer("message_id")
    if message_id <= 0:
        raise bad_request("message identifier is not specified")
    number = chat_id(call)
    found = call.view.message(number, message_id)
    if found is None:
        raise bad_request("message to delete not found")
    _check_age(call, number, [found])
    if not call.world.delete(call.bot_id, number, [message_id]):
        raise bad_request("message can't be deleted")
    return True


@method("deleteMessages")
def delete_messages(call: Call) -> bool:
    """Delete up to a hundred messages; those that are not there are passed over."""
    ids = message_ids(call)
    number = chat_id(call)
    there = [found for one in ids if (found := call.view.message(number, one)) is not None]
    _check_age(call, number, there)
    if there:
        call.world.delete(call.bot_id, number, [found.id for found in there])
    return True


def _check_age(call: Call, number: int, messages: Sequence[Message]) -> None:
    """Where each side has a copy of its own, what is too old has another text than elsewhere."""
    group = call.world.chats.get(number)
    one_copy = group is not None and is_supergroup(group)
    if not one_copy and any(call.api.clock() - m.at >= BOT_DELETE_TIME for m in messages):
        raise bad_request("message can't be deleted for everyone")


def message_ids(call: Call) -> list[int]:
    """`message_ids`, one to a hundred numbers."""
    raw = call.args.sequence("message_ids")
    if not raw:
        raise bad_request("message identifiers are not specified")
    if len(raw) > MAX_DELETED:
        raise bad_request("too many message identifiers specified")
    return [_message_id(one) for one in raw]


def _message_id(raw: object) -> int:
    if isinstance(raw, bool) or not isinstance(raw, (int, float, str)):
        raise bad_request("message identifier must be a Number")
    try:
        number = int(str(raw))
    except ValueError:
        number = _NO_ID
    if not -(2**31) <= number < 2**31:
        raise bad_request("can't parse message identifier as a Number")
    if number <= 0:
        raise bad_request("invalid message identifier specified")
    return number
