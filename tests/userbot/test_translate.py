"""Golden cases: what Telegram's objects become, through the bytes in which they are stored.

What a bot hears, too, `tests/bot/test_translate_alike.py` compares with that.
"""

from datetime import UTC, datetime
from typing import Any

import pytest
from pyrogram import raw

from core.model.messages import Media, MessageKind, Said
from userbot import payload
from userbot.payload import Name
from userbot.translate import said_of

t = raw.types
ROOM = -1_000_000_000_777
DATE = 1_790_000_000
SENT_AT = datetime.fromtimestamp(DATE, UTC)
NAMES = {5: Name("Кася", "kasia"), 6: Name("Olga <b>", None), ROOM: Name("Support")}


def translated(message: Any) -> Said:
    """By the way of the inbox: bytes and names in a JSON payload, and back."""
    _, stored = payload.new(ROOM, message, NAMES)[0]
    return said_of(payload.message_in(stored), stored["chat_id"], payload.names_in(stored))


def message(text: str = "", media: Any = None, **more: Any) -> Any:
    fields = {
        "id": 10,
        "peer_id": t.PeerChannel(channel_id=777),
        "from_id": t.PeerUser(user_id=5),
        "date": DATE,
        "message": text,
        "media": media,
    }
    return t.Message(**{**fields, **more})


def service(action: Any, **more: Any) -> Any:
    fields = {
        "id": 11,
        "peer_id": t.PeerChannel(channel_id=777),
        "from_id": t.PeerUser(user_id=5),
        "date": DATE,
        "action": action,
    }
    return t.MessageService(**{**fields, **more})


def document(*attributes: Any, mime_type: str = "application/pdf", **media: Any) -> Any:
    held = t.Document(
        id=1,
        access_hash=2,
        file_reference=b"ref",
        date=DATE,
        mime_type=mime_type,
        size=1234,
        dc_id=2,
        attributes=list(attributes),
    )
    return t.MessageMediaDocument(document=held, **media)


def photo(**media: Any) -> Any:
    sizes: list[Any] = [
        t.PhotoSize(type="m", w=320, h=240, size=5000),
        t.PhotoSizeProgressive(type="y", w=1280, h=960, sizes=[1000, 20000, 90000]),
    ]
    held = t.Photo(id=1, access_hash=2, file_reference=b"ref", date=DATE, sizes=sizes, dc_id=2)
    return t.MessageMediaPhoto(photo=held, **media)


def test_a_text() -> None:
    assert translated(message("привіт \U0001f469\u200d\U0001f680")) == Said(
        chat_id=ROOM,
        message_id=10,
        sender_id=5,
        sender_name="Кася",
        sent_at=SENT_AT,
        kind=MessageKind.TEXT,
        text="привіт \U0001f469\u200d\U0001f680",
    )


@pytest.mark.parametrize("text", ["<b>&amp;", "\u202eright to left", "a\x00b", "x" * 4096, " \n"])
def test_texts_pass_unharmed(text: str) -> None:
    assert translated(message(text)).text == text


def test_entities_are_in_the_words_of_the_bot_api() -> None:
    marks = [
        t.MessageEntityBold(offset=0, length=2),
        t.MessageEntityTextUrl(offset=2, length=3, url="https://example.org/"),
        t.MessageEntityMentionName(offset=5, length=1, user_id=6),
        t.MessageEntityPre(offset=6, length=1, language="python"),
        t.MessageEntityCustomEmoji(offset=7, length=2, document_id=536832417067),
        t.MessageEntityBlockquote(offset=9, length=1, collapsed=True),
        t.MessageEntityStrike(offset=10, length=1),
        t.MessageEntityDiffInsert(offset=11, length=1),
    ]
    assert list(translated(message("0123456789abc", entities=marks)).entities) == [
        {"type": "bold", "offset": 0, "length": 2},
        {"type": "text_link", "offset": 2, "length": 3, "url": "https://example.org/"},
        {"type": "text_mention", "offset": 5, "length": 1, "user": {"id": 6}},
        {"type": "pre", "offset": 6, "length": 1, "language": "python"},
        {
            "type": "custom_emoji",
            "offset": 7,
            "length": 2,
            "custom_emoji_id": "536832417067",
        },
        {"type": "expandable_blockquote", "offset": 9, "length": 1},
        {"type": "strikethrough", "offset": 10, "length": 1},
        {"type": "diffinsert", "offset": 11, "length": 1},
    ]


MP4, OGG = "video/mp4", "audio/ogg"
VIDEO = t.DocumentAttributeVideo(duration=7.6, w=1, h=1)
VOICE = t.DocumentAttributeAudio(duration=4, voice=True)
STICKER = t.DocumentAttributeSticker(alt="😀", stickerset=t.InputStickerSetEmpty())


@pytest.mark.parametrize(
    ("media", "kind", "file", "details"),
    [
        (
            photo(ttl_seconds=10),
            MessageKind.PHOTO,
            Media("image/jpeg", 90000),
            {"disappears_after": 10},
        ),
        (
            document(VIDEO, mime_type="video/mp4"),
            MessageKind.VIDEO,
            Media("video/mp4", 1234, 8),
            {},
        ),
        (
            document(VOICE, mime_type="audio/ogg"),
            MessageKind.VOICE,
            Media("audio/ogg", 1234, 4),
            {},
        ),
        (
            document(STICKER, VIDEO, mime_type="video/webm"),
            MessageKind.STICKER,
            Media("video/webm", 1234, 8, emoji="😀"),
            {},
        ),
    ],
)
def test_files(media: Any, kind: MessageKind, file: Media, details: dict[str, Any]) -> None:
    said = translated(message("caption", media))
    assert (said.kind, said.media, said.details, said.text) == (kind, file, details, "caption")


@pytest.mark.parametrize(
    ("media", "kind", "details"),
    [
        (t.MessageMediaUnsupported(), MessageKind.OTHER, {"what": "Unsupported"}),
        (
            t.MessageMediaPhoto(ttl_seconds=5),
            MessageKind.OTHER,
            {"what": "Photo that has expired"},
        ),
        (t.MessageMediaWebPage(webpage=t.WebPageEmpty(id=1)), MessageKind.TEXT, {}),
    ],
)
def test_what_has_no_file(media: Any, kind: MessageKind, details: dict[str, Any]) -> None:
    said = translated(message("", media))
    assert (said.kind, said.media, said.details) == (kind, None, details)


def test_albums_replies_and_edits() -> None:
    said = translated(
        message(
            "b",
            photo(),
            grouped_id=42,
            reply_to=t.MessageReplyHeader(reply_to_msg_id=7, quote_text="part"),
            edit_date=DATE + 60,
        )
    )
    assert (said.album, said.reply_to) == ("42", 7)
    assert said.edited_at == datetime.fromtimestamp(DATE + 60, UTC)
    assert said.details == {"quote": "part"}


def test_a_reaction_is_no_edit() -> None:
    assert translated(message("a", edit_date=DATE + 60, edit_hide=True)).edited_at is None


def test_a_reply_to_another_chat_has_no_number_here() -> None:
    header = t.MessageReplyHeader(reply_to_msg_id=7, reply_to_peer_id=t.PeerChannel(channel_id=3))
    said = translated(message("a", reply_to=header))
    assert said.reply_to is None
    assert said.details == {"reply_from_chat": -1_000_000_000_003}


def test_a_topic_of_a_forum_is_no_reply() -> None:
    header = t.MessageReplyHeader(reply_to_msg_id=7, forum_topic=True)
    assert translated(message("a", reply_to=header)).reply_to is None
    header = t.MessageReplyHeader(reply_to_msg_id=9, reply_to_top_id=7, forum_topic=True)
    assert translated(message("a", reply_to=header)).reply_to == 9


def test_forwards() -> None:
    known = t.MessageFwdHeader(date=DATE, from_id=t.PeerUser(user_id=6))
    assert translated(message("a", fwd_from=known)).details == {
        "forward": {"date": DATE, "id": 6, "name": "Olga <b>"}
    }
    hidden = t.MessageFwdHeader(date=DATE, from_name="Somebody")
    assert translated(message("a", fwd_from=hidden)).details == {
        "forward": {"date": DATE, "name": "Somebody"}
    }


def test_an_anonymous_administrator_is_the_room_itself() -> None:
    said = translated(message("a", from_id=None))
    assert (said.sender_id, said.sender_name) == (ROOM, "Support")
    said = translated(message("a", from_id=t.PeerChannel(channel_id=777)))
    assert (said.sender_id, said.sender_name) == (ROOM, "Support")


def test_somebody_without_a_name_is_their_number() -> None:
    assert translated(message("a", from_id=t.PeerUser(user_id=99))).sender_name == "99"


KASIA = [{"id": 5, "name": "Кася"}]


@pytest.mark.parametrize(
    ("action", "details"),
    [
        (
            t.MessageActionChatJoinedByLink(inviter_id=6),
            {"event": "joined_by_link", "people": KASIA},
        ),
        (t.MessageActionChatJoinedByRequest(), {"event": "joined_by_request", "people": KASIA}),
        (t.MessageActionChatEditPhoto(photo=t.PhotoEmpty(id=1)), {"event": "photo_changed"}),
        (t.MessageActionChatDeletePhoto(), {"event": "photo_deleted"}),
        (t.MessageActionHistoryClear(), {"event": "history_cleared"}),
        (
            t.MessageActionChatMigrateTo(channel_id=8),
            {"event": "migrated_to", "chat_id": -1_000_000_000_008},
        ),
        (
            t.MessageActionChannelMigrateFrom(title="Old", chat_id=8),
            {"event": "migrated_from", "chat_id": -8, "title": "Old"},
        ),
        (t.MessageActionSetMessagesTTL(period=60), {"event": "auto_delete_set", "seconds": 60}),
        (t.MessageActionTopicEdit(icon_emoji_id=5), {"event": "topic_edited"}),
        (t.MessageActionTopicEdit(hidden=True), {"event": "general_topic_hidden"}),
        (t.MessageActionScreenshotTaken(), {"event": "screenshot_taken"}),
        (t.MessageActionBoostApply(boosts=2), {"event": "boost_apply"}),
    ],
)
def test_service_messages(action: Any, details: dict[str, Any]) -> None:
    said = translated(service(action))
    assert (said.kind, said.details, said.text) == (MessageKind.SERVICE, details, "")


def test_a_pin_tells_what_was_pinned() -> None:
    header = t.MessageReplyHeader(reply_to_msg_id=7)
    said = translated(service(t.MessageActionPinMessage(), reply_to=header))
    assert said.details == {"event": "pinned", "message_id": 7}
    assert said.reply_to is None


def test_every_media_and_action_of_the_layer_is_something() -> None:
    """No kind that Telegram has, or kurigram knows, is dropped or stops the way."""
    from userbot.services import event_of
    from userbot.translate import content_of

    known = {"MessageMediaGeo", "MessageMediaGeoLive", "MessageMediaVenue", "MessageMediaPoll"}
    for name in dir(t):
        if name.startswith("MessageMedia") and name not in known:
            bare = _bare(getattr(t, name))
            assert isinstance(content_of(bare)[0], MessageKind), name
        if name.startswith("MessageAction"):
            action = _bare(getattr(t, name))
            if hasattr(action, "users"):
                action.users = []
            if hasattr(action, "channel_id") or hasattr(action, "chat_id"):
                action.channel_id = action.chat_id = 1
            assert event_of(action, 5, {})["event"], name


def _bare(kind: Any) -> Any:
    """An object of a type with nothing in it."""

    class Bare(kind):  # type: ignore[misc]
        __slots__ = ("channel_id", "chat_id")

    Bare.__name__ = kind.__name__
    made = Bare.__new__(Bare)
    for slot in kind.__slots__:
        setattr(made, slot, None)
    made.__class__ = Bare
    return made
