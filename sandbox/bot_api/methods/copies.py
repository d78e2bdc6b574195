"""Forwarding, which keeps the origin, and copying, which does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from sandbox.bot_api.errors import bad_request
from sandbox.bot_api.methods.common import chat_id, message
from sandbox.bot_api.methods.messages import message_ids
from sandbox.bot_api.methods.sending import target
from sandbox.bot_api.registry import Call, method
from sandbox.bot_api.shapes.media import CAPTIONED, knows_answer
from sandbox.bot_api.shapes.messages import is_own
from sandbox.bot_api.shapes.messages import message as message_shape
from sandbox.bot_api.text.formatted import caption
from sandbox.bot_api.view import Json
from sandbox.state.model import Content, Message, Refused

# Of the options of a send, those that a forward has, too.
_KEPT = ("thread_id", "silent", "protected")


@method("copyMessage")
def copy_message(call: Call) -> Json:
    """Copy one message; only its id is answered."""
    call.args.required("from_chat_id")
    words = caption(call.args) if call.args.given("caption") else None
    original = message(call, chat_id(call, "from_chat_id"), "message to copy")
    number, options = target(call)
    if not _copied(call, original):
        raise bad_request("the message can't be copied")
    content = replace(_bare(original.content, as_copy=True), **options)
    if words is not None and _captioned(content):
        text, entities = words
        above = call.args.flag("show_caption_above_media")
        content = replace(content, text=text, entities=entities, caption_above=above)
    return {"message_id": call.world.send(call.bot_id, number, content).id}


@method("copyMessages")
def copy_messages(call: Call) -> list[Json]:
    """Several at once, albums staying albums; what cannot be copied is passed over."""
    sent: list[Json] = []
    bare_captions = call.args.flag("remove_caption")
    for number, _, content in _several(call, "copy"):
        if bare_captions and _captioned(content):
            content = replace(content, text="", entities=[])
        sent.append({"message_id": call.world.send(call.bot_id, number, content).id})
    return sent


@method("forwardMessage")
def forward_message(call: Call) -> Json:
    """Forward one message, with its origin."""
    call.args.required("from_chat_id")
    original = message(call, chat_id(call, "from_chat_id"), "message to forward")
    number, options = target(call)
    if original.content.service is not None:
        raise bad_request("the message can't be forwarded")
    if original.content.protected:
        raise Refused("CHAT_FORWARDS_RESTRICTED")
    bare = _bare(original.content, as_copy=False)
    content = replace(bare, **{name: options[name] for name in _KEPT})
    sent = call.world.send(call.bot_id, number, content, forward=call.world.origin_of(original))
    return message_shape(call.view, sent)


@method("forwardMessages")
def forward_messages(call: Call) -> list[Json]:
    """Several at once with their origin, albums staying albums."""
    sent: list[Json] = []
    for number, original, content in _several(call, "forward"):
        origin = call.world.origin_of(original)
        new = call.world.send(call.bot_id, number, content, forward=origin)
        sent.append({"message_id": new.id})
    return sent


def _several(call: Call, verb: str) -> Iterator[tuple[int, Message, Content]]:
    """Target, original and content for each message that can be sent on."""
    call.args.required("from_chat_id")
    ids = message_ids(call)
    number, options = target(call)
    source = chat_id(call, "from_chat_id")
    if any(after <= before for before, after in pairwise(ids)):
        raise bad_request("message identifiers must be in a strictly increasing order")
    found = [call.view.message(source, one) for one in ids]
    fits = _copied if verb == "copy" else _forwarded
    there = [one for one in found if one is not None]
    if not there:
        raise bad_request("there are no messages to forward")
    originals = [one for one in there if fits(call, one)]
    if not originals:
        raise bad_request("messages can't be forwarded")
    if verb == "forward" and any(one.content.protected for one in originals):
        raise Refused("CHAT_FORWARDS_RESTRICTED")
    kept = {name: options[name] for name in _KEPT}
    # One message alone is no album, although it was of one.
    sizes = Counter(one.content.album for one in originals)
    albums = {a: call.world.new_album() for a, size in sizes.items() if a is not None and size > 1}
    for original in originals:
        bare = _bare(original.content, as_copy=verb == "copy")
        album = None if original.content.album is None else albums.get(original.content.album)
        yield number, original, replace(bare, album=album, **kept)


def _forwarded(_: Call, original: Message) -> bool:
    return original.content.service is None


def _copied(call: Call, original: Message) -> bool:
    """Everything but service messages, stories, and quizzes whose answer the bot does not know.

    https://core.telegram.org/bots/api#copymessage
    """
    content = original.content
    if content.service is not None or content.story is not None:
        return False
    if content.poll is None or content.poll.get("type") != "quiz":
        return True
    return knows_answer(content.poll, own=is_own(call.view, original))


def _bare(content: Content, *, as_copy: bool) -> Content:
    """Return what is copied: text, file and card, not the place in the old conversation.

    A copied poll is a new one, copied dice fall anew, and what moved on the map stands still.
    """
    poll, dice, place = content.poll, content.dice, content.location
    if place is not None:
        place = {name: place[name] for name in ("latitude", "longitude")}
    if as_copy and poll is not None:
        poll = {name: value for name, value in poll.items() if name != "id"}
    if as_copy and dice is not None:
        dice = {"emoji": dice["emoji"]}
    return replace(
        content,
        markup=None,
        reply_to=None,
        quote=None,
        thread_id=None,
        album=None,
        silent=False,
        protected=False,
        location=place,
        poll=poll,
        dice=dice,
    )


def _captioned(content: Content) -> bool:
    return content.file is not None and content.file.kind in CAPTIONED
