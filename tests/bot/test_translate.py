"""What Telegram's bot messages become: golden cases, by the JSON in which they come."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram.enums import ContentType
from aiogram.types import Chat, Message, User
from hypothesis import given
from hypothesis import strategies as st

from bot.carriers.albums import input_media
from bot.service_messages import SERVICE
from bot.translate import said_of
from core.model.messages import Media, MessageKind, Said

DATE = 1_790_000_000
SENT_AT = datetime.fromtimestamp(DATE, UTC)
ANN = {"id": 5, "is_bot": False, "first_name": "Кася", "last_name": "<b>"}
BOB = {"id": 6, "is_bot": False, "first_name": "Bob"}
ANNA, BOBBY = {"id": 5, "name": "Кася <b>"}, {"id": 6, "name": "Bob"}
PRIVATE = {"id": 5, "type": "private", "first_name": "Кася", "last_name": "<b>"}
DESK = {"id": -1_000_000_000_777, "type": "supergroup", "title": "Desk 1"}
FORUM = {**DESK, "is_forum": True}


def heard(chat: dict[str, Any] = PRIVATE, **fields: Any) -> Said:
    given = {"message_id": 10, "from": ANN, "chat": chat, "date": DATE, **fields}
    return said_of(Message.model_validate(given))


def handle(**more: Any) -> dict[str, Any]:
    return {"file_id": "AgAC", "file_unique_id": "u", "file_size": 1234, **more}


def test_a_text_in_private() -> None:
    assert heard(text="hello") == Said(
        chat_id=5,
        message_id=10,
        sender_id=5,
        sender_name="Кася <b>",
        sent_at=SENT_AT,
        kind=MessageKind.TEXT,
        text="hello",
    )


SIZES = [
    {**handle(), "file_id": "small", "width": 90, "height": 60, "file_size": 900},
    {**handle(), "file_id": "large", "width": 1280, "height": 960, "file_size": 90_000},
    {**handle(), "file_id": "middle", "width": 320, "height": 240, "file_size": 5000},
]
ANIMATION = handle(width=1, height=1, duration=8, mime_type="video/mp4", file_name="a.mp4")


@pytest.mark.parametrize(
    ("given", "kind", "media", "details"),
    [
        ({"photo": SIZES}, MessageKind.PHOTO, Media("image/jpeg", 90_000), {}),
        (
            {"live_photo": handle(width=1, height=1, duration=3, photo=SIZES), "photo": SIZES},
            MessageKind.PHOTO,
            Media("image/jpeg", 90_000),
            {},
        ),
        (
            {"animation": ANIMATION, "document": handle()},
            MessageKind.ANIMATION,
            Media("video/mp4", 1234, 8, "a.mp4"),
            {},
        ),
        (
            {"audio": handle(duration=200, title="Song", performer="Band")},
            MessageKind.AUDIO,
            Media(None, 1234, 200),
            {"title": "Song", "performer": "Band"},
        ),
        (
            {"video_note": handle(duration=3, length=240)},
            MessageKind.VIDEO_NOTE,
            Media("video/mp4", 1234, 3),
            {},
        ),
        (
            {"document": {"file_id": "BQAC", "file_unique_id": "u"}},
            MessageKind.DOCUMENT,
            Media(),
            {},
        ),
    ],
)
def test_files(given: Any, kind: MessageKind, media: Media, details: dict[str, Any]) -> None:
    said = heard(caption="see", **given)
    assert (said.kind, said.media, said.details, said.text) == (kind, media, details, "see")
    assert said.media is not None
    assert said.media.file_id == ("large" if "photo" in given else said.media.file_id)


PLACE = {"latitude": 50.25, "longitude": 30.5}
QUESTION = {
    "id": "1",
    "question": "Why?",
    "options": [{"persistent_id": "0", "text": "a", "voter_count": 0}],
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
    "allows_revoting": False,
    "members_only": False,
    "description": "we ask",
}


@pytest.mark.parametrize(
    ("given", "kind", "details"),
    [
        (
            {"venue": {"location": PLACE, "title": "Shop", "address": "1 St"}, "location": PLACE},
            MessageKind.LOCATION,
            {**PLACE, "title": "Shop", "address": "1 St"},
        ),
        (
            {"contact": {"phone_number": "380", "first_name": "A"}},
            MessageKind.CONTACT,
            {"phone_number": "380", "first_name": "A", "last_name": ""},
        ),
        ({"poll": QUESTION}, MessageKind.POLL, {"question": "Why?", "options": ["a"]}),
        (
            {"dice": {"emoji": "🎲", "value": 6}},
            MessageKind.OTHER,
            {"what": "dice", "emoji": "🎲", "value": 6},
        ),
        ({"story": {"chat": DESK, "id": 1}}, MessageKind.OTHER, {"what": "Story"}),
        ({"hologram": {"depth": 3}}, MessageKind.OTHER, {"what": "hologram"}),
        ({}, MessageKind.OTHER, {"what": "Unsupported"}),
    ],
)
def test_what_has_no_file(given: Any, kind: MessageKind, details: dict[str, Any]) -> None:
    said = heard(**given)
    assert (said.kind, said.media, said.details) == (kind, None, details)
    assert said.text == ("we ask" if "poll" in given else "")


ROOT = {
    "message_id": 40,
    "date": DATE,
    "chat": FORUM,
    "from": BOB,
    "forum_topic_created": {"name": "Ann", "icon_color": 1},
}
IN_TOPIC = {"message_thread_id": 40, "is_topic_message": True}


def before(number: int, chat: dict[str, Any]) -> dict[str, Any]:
    return {"message_id": number, "date": DATE, "chat": chat, "from": BOB, "text": "no?"}


@pytest.mark.parametrize(
    ("chat", "given", "reply_to", "details"),
    [
        (DESK, {"reply_to_message": before(7, DESK), "message_thread_id": 7}, 7, {}),
        (FORUM, {**IN_TOPIC, "reply_to_message": before(7, FORUM)}, 7, {}),
        (FORUM, {**IN_TOPIC, "reply_to_message": ROOT}, None, {}),
        (FORUM, {"reply_to_message": before(7, DESK), "quote": None}, 7, {}),
        (
            DESK,
            {
                "reply_to_message": before(7, DESK),
                "quote": {"text": "part", "position": 0, "is_manual": True},
            },
            7,
            {"quote": "part"},
        ),
        (
            DESK,
            {
                "external_reply": {
                    "origin": {"type": "user", "date": DATE, "sender_user": BOB},
                    "chat": {"id": -1_000_000_000_003, "type": "channel", "title": "News"},
                    "message_id": 7,
                }
            },
            None,
            {"reply_from_chat": -1_000_000_000_003},
        ),
        (
            FORUM,
            {
                **IN_TOPIC,
                "external_reply": {
                    "origin": {"type": "user", "date": DATE, "sender_user": BOB},
                    "chat": FORUM,
                    "message_id": 7,
                },
            },
            7,
            {},
        ),
        (
            PRIVATE,
            {"external_reply": {"origin": {"type": "user", "date": DATE, "sender_user": BOB}}},
            None,
            {},
        ),
    ],
)
def test_replies(
    chat: dict[str, Any], given: dict[str, Any], reply_to: int | None, details: dict[str, Any]
) -> None:
    said = heard(chat, text="yes", **given)
    assert (said.reply_to, said.details) == (reply_to, details)


CHANNEL = {"id": -1_000_000_000_003, "type": "channel", "title": "News"}


@pytest.mark.parametrize(
    ("origin", "told"),
    [
        ({"type": "user", "sender_user": BOB}, {"id": 6, "name": "Bob"}),
        ({"type": "hidden_user", "sender_user_name": "Somebody"}, {"name": "Somebody"}),
        ({"type": "chat", "sender_chat": DESK}, {"id": DESK["id"], "name": "Desk 1"}),
        (
            {"type": "channel", "chat": CHANNEL, "message_id": 4},
            {"id": CHANNEL["id"], "name": "News"},
        ),
    ],
)
def test_forwards(origin: dict[str, Any], told: dict[str, Any]) -> None:
    said = heard(text="a", forward_origin={**origin, "date": DATE - 9})
    assert said.details == {"forward": {"date": DATE - 9, **told}}


def test_by_way_of_a_bot_in_an_album_edited() -> None:
    gif = {"id": 9, "is_bot": True, "first_name": "Gifs", "username": "gif"}
    said = heard(photo=SIZES, via_bot=gif, media_group_id="42", edit_date=DATE + 60)
    assert (said.details, said.album) == ({"via": "gif"}, "42")
    assert said.edited_at == datetime.fromtimestamp(DATE + 60, UTC)


GHOST = {"id": 1_087_968_824, "is_bot": True, "first_name": "Group"}


@pytest.mark.parametrize(
    ("given", "sender"),
    [
        ({"from": GHOST, "sender_chat": DESK}, (DESK["id"], "Desk 1")),
        ({"from": GHOST, "sender_chat": CHANNEL}, (CHANNEL["id"], "News")),
        ({"from": None}, (DESK["id"], "Desk 1")),
        ({"from": {"id": 99, "is_bot": False, "first_name": ""}}, (99, "99")),
    ],
)
def test_who_shows_as_the_writer(given: dict[str, Any], sender: tuple[int, str]) -> None:
    said = heard(DESK, text="a", **given)
    assert (said.sender_id, said.sender_name) == sender


@pytest.mark.parametrize(
    ("given", "details"),
    [
        ({"new_chat_members": [ANN]}, {"event": "joined", "people": [ANNA]}),
        ({"new_chat_members": [BOB]}, {"event": "members_added", "people": [BOBBY]}),
        ({"left_chat_member": ANN}, {"event": "member_left", "people": [ANNA]}),
        ({"left_chat_member": BOB}, {"event": "member_removed", "people": [BOBBY]}),
        ({"new_chat_title": "New"}, {"event": "title_changed", "title": "New"}),
        ({"new_chat_photo": SIZES}, {"event": "photo_changed"}),
        ({"delete_chat_photo": True}, {"event": "photo_deleted"}),
        ({"group_chat_created": True}, {"event": "chat_created", "title": "Desk 1"}),
        ({"migrate_to_chat_id": -1008}, {"event": "migrated_to", "chat_id": -1008}),
        (
            {"migrate_from_chat_id": -8},
            {"event": "migrated_from", "chat_id": -8, "title": "Desk 1"},
        ),
        (
            {"message_auto_delete_timer_changed": {"message_auto_delete_time": 60}},
            {"event": "auto_delete_set", "seconds": 60},
        ),
        ({"pinned_message": before(7, DESK)}, {"event": "pinned", "message_id": 7}),
        (
            {"pinned_message": {"message_id": 7, "date": 0, "chat": DESK}},
            {"event": "pinned", "message_id": 7},
        ),
        (
            {"forum_topic_created": {"name": "Ann", "icon_color": 1}},
            {"event": "topic_created", "title": "Ann"},
        ),
        ({"forum_topic_edited": {"name": "Bob"}}, {"event": "topic_edited", "title": "Bob"}),
        ({"forum_topic_edited": {"icon_custom_emoji_id": "5"}}, {"event": "topic_edited"}),
        ({"forum_topic_closed": {}}, {"event": "topic_closed"}),
        ({"forum_topic_reopened": {}}, {"event": "topic_reopened"}),
        ({"video_chat_started": {}}, {"event": "call_started"}),
        ({"video_chat_ended": {"duration": 5}}, {"event": "call_ended"}),
        ({"boost_added": {"boost_count": 2}}, {"event": "boost_added"}),
    ],
)
def test_service_messages(given: dict[str, Any], details: dict[str, Any]) -> None:
    said = heard(DESK, reply_to_message=before(7, DESK), **given)
    assert (said.kind, said.details, said.text) == (MessageKind.SERVICE, details, "")
    assert (said.media, said.reply_to) == (None, None)


@pytest.mark.parametrize("kind", sorted(set(ContentType) & set(Message.model_fields)))
def test_every_kind_that_aiogram_knows_is_something(kind: str) -> None:
    """Nothing that a message can carry is dropped or stops the way, by a field alone."""
    chat = Chat.model_validate(DESK)
    carried: Any = BARE.get(kind, object())
    bare = Message.model_construct(
        message_id=1, date=SENT_AT, chat=chat, from_user=User.model_validate(ANN), **{kind: carried}
    )
    said = said_of(bare)
    if said.kind is MessageKind.SERVICE:
        assert said.details["event"]
    elif said.kind is MessageKind.OTHER:
        assert said.details["what"]
        assert said.details["what"] != "Unsupported"
    else:
        assert said.kind.value in (kind, "location", "photo")


SENT_BY_PEOPLE = {
    *("text", "photo", "live_photo", "video", "video_note", "voice", "audio", "animation"),
    *("sticker", "document", "contact", "venue", "location", "poll", "dice", "story", "game"),
    *("checklist", "paid_media", "rich_message", "invoice", "giveaway", "giveaway_winners"),
}


def test_the_list_of_service_messages_is_whole() -> None:
    """Whoever raises aiogram's version has to say of what is new which it is."""
    known = {kind.value for kind in ContentType} & set(Message.model_fields)
    assert known - {kind.value for kind in SERVICE} == SENT_BY_PEOPLE


_FULL = Message.model_validate(
    {
        **before(1, DESK),
        "photo": SIZES,
        "live_photo": handle(width=1, height=1, duration=3, photo=SIZES),
        "animation": ANIMATION,
        "video": ANIMATION,
        "voice": handle(duration=1),
        "video_note": handle(duration=1, length=1),
        "audio": handle(duration=1),
        "document": handle(),
        "sticker": handle(type="regular", width=1, height=1, is_animated=False, is_video=False),
        "contact": {"phone_number": "1", "first_name": "A"},
        "venue": {"location": PLACE, "title": "", "address": ""},
        "location": PLACE,
        "poll": QUESTION,
        "dice": {"emoji": "🎲", "value": 6},
        "new_chat_members": [ANN],
        "left_chat_member": ANN,
        "pinned_message": before(7, DESK),
        "new_chat_title": "New",
        "message_auto_delete_timer_changed": {"message_auto_delete_time": 60},
        "forum_topic_created": {"name": "Ann", "icon_color": 1},
        "forum_topic_edited": {},
    }
)
BARE = {name: getattr(_FULL, name) for name in _FULL.model_fields_set if name in set(ContentType)}


MARKS = st.sampled_from(
    ["bold", "italic", "code", "mention", "url", "spoiler", "blockquote", "expandable_blockquote"]
)


@given(
    words=st.text(min_size=1, max_size=40),
    marks=st.lists(st.tuples(MARKS, st.integers(0, 50), st.integers(1, 50)), max_size=4),
    as_caption=st.booleans(),
)
def test_words_and_marks_pass_unharmed(
    words: str, marks: list[tuple[str, int, int]], as_caption: bool
) -> None:
    entities = [{"type": kind, "offset": at, "length": long} for kind, at, long in marks]
    if as_caption:
        said = heard(photo=SIZES, caption=words, caption_entities=entities)
    else:
        said = heard(text=words, entities=entities)
    assert said.text == words
    assert list(said.entities) == entities


def test_another_handle_is_no_other_file() -> None:
    said = heard(photo=SIZES)
    assert said.media is not None
    again = replace(said.media, file_id="another")
    assert again == said.media
    assert replace(again, size=1) != said.media


def test_how_its_author_let_it_be_shown_stays_when_it_is_said_again() -> None:
    said = heard(photo=SIZES, caption="Look", has_media_spoiler=True, show_caption_above_media=True)
    assert said.details == {"spoiler": True, "caption_above": True}
    media = input_media(said)
    assert media is not None
    assert (media["has_spoiler"], media["show_caption_above_media"]) == (True, True)
