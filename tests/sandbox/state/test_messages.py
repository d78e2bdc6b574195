"""Who may write to whom, and what becomes of messages."""

from __future__ import annotations

import pytest

from sandbox.state.model import Content, Entity, Kind
from tests.sandbox.state.conftest import ADMIN, Town, refusal


def test_a_private_message_has_two_ids(town: Town) -> None:
    town.say(town.ann, town.bob)
    mine = town.say(town.ann, town.bot)
    theirs = town.world.history(town.bot.id, town.ann.id)[0]

    assert (mine.id, theirs.id) == (2, 1)
    assert mine.uid == theirs.uid
    assert (mine.chat_id, theirs.chat_id) == (town.bot.id, town.ann.id)


def test_a_bot_cannot_write_first(town: Town) -> None:
    assert refusal(town.say, town.bot, town.ann).tag == "PEER_ID_INVALID"

    room = town.room(town.ann)
    town.say(town.ann, room.id)
    refused = refusal(town.say, town.bot, town.ann)
    assert (refused.tag, refused.code) == ("BOT_NOT_STARTED", 403)

    town.say(town.ann, town.bot, "/start")
    town.say(town.bot, town.ann, "welcome")
    assert town.texts(town.ann, town.bot) == ["/start", "welcome"]


def test_a_blocked_bot_is_told_once_and_refused(town: Town) -> None:
    town.say(town.ann, town.bot, "/start")
    town.world.block(town.ann.id, town.bot.id)
    town.world.block(town.ann.id, town.bot.id)

    assert [h.data for h in town.heard(town.bot, Kind.BOT_BLOCKED)] == [
        {"user_id": town.ann.id, "blocked": True}
    ]
    refused = refusal(town.say, town.bot, town.ann)
    assert (refused.tag, refused.code) == ("USER_IS_BLOCKED", 403)
    assert refusal(town.say, town.ann, town.bot).tag == "YOU_BLOCKED_USER"

    town.world.unblock(town.ann.id, town.bot.id)
    town.say(town.bot, town.ann)


def test_a_deleted_account_gets_nothing(town: Town) -> None:
    town.say(town.ann, town.bot, "/start")
    town.world.delete_account(town.ann.id)

    assert refusal(town.say, town.bot, town.ann).tag == "INPUT_USER_DEACTIVATED"
    assert town.world.by_username("ann") is None


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("", "MESSAGE_EMPTY"),
        (" \n\t ", "MESSAGE_EMPTY"),
        ("x" * 4097, "MESSAGE_TOO_LONG"),
        ("😀" * 4097, "MESSAGE_TOO_LONG"),
    ],
)
def test_texts_that_are_refused(town: Town, text: str, tag: str) -> None:
    assert refusal(town.say, town.ann, town.bob, text).tag == tag


@pytest.mark.parametrize(
    "text",
    [
        "x" * 4096,
        "😀" * 4096,
        "\x00 in the middle \x00",
        "\u202eright to left\u202c",
        "👩‍👩‍👧‍👦🏳️‍🌈",
        "<b>&amp;\"'</b>",
        "a\r\nb\u2028c",
    ],
)
def test_texts_that_pass_unharmed(town: Town, text: str) -> None:
    town.say(town.ann, town.bob, text)
    assert town.texts(town.bob, town.ann) == [text]


def test_surrounding_white_space_goes_and_entities_move(town: Town) -> None:
    content = Content(" \n😀 bold  ", [Entity("bold", 5, 6), Entity("italic", 0, 2)])
    message = town.world.send(town.ann.id, town.bob.id, content)

    assert message.content.text == "😀 bold"
    assert message.content.entities == [Entity("bold", 3, 4)]


def test_entities_that_nobody_gave_are_found(town: Town) -> None:
    text = "😀 /start@desk_bot see https://example.org/x. or ask @anna a@example.org #help"
    entities = town.say(town.ann, town.bob, text).content.entities

    units = text.encode("utf-16-le")
    found = [
        (e.kind, units[2 * e.offset : 2 * (e.offset + e.length)].decode("utf-16-le"))
        for e in entities
    ]
    assert found == [
        ("bot_command", "/start@desk_bot"),
        ("url", "https://example.org/x"),
        ("mention", "@anna"),
        ("email", "a@example.org"),
        ("hashtag", "#help"),
    ]


def test_a_caption_is_shorter_than_a_text(town: Town) -> None:
    photo = town.world.add_file("photo", b"jpeg")
    too_long = Content("x" * 1025, file=photo)
    refused = refusal(town.world.send, town.ann.id, town.bob.id, too_long)
    assert refused.tag == "MEDIA_CAPTION_TOO_LONG"
    town.world.send(town.ann.id, town.bob.id, Content("", file=photo))


def test_the_same_random_id_is_one_message(town: Town) -> None:
    first = town.world.send(town.ann.id, town.bob.id, Content("once"), random_id=7)
    again = town.world.send(town.ann.id, town.bob.id, Content("once"), random_id=7)

    assert again is first
    assert town.texts(town.bob, town.ann) == ["once"]


def test_a_reply_names_each_sides_own_id(town: Town) -> None:
    town.say(town.ann, town.bob)
    town.say(town.ann, town.bot, "question")
    question = town.world.history(town.bot.id, town.ann.id)[0]
    content = Content("answer", reply_to=question.id)
    town.world.send(town.bot.id, town.ann.id, content)

    answer = town.world.history(town.ann.id, town.bot.id)[0]
    assert answer.content.reply_to == 2
    lost = Content("answer", reply_to=99)
    refused = refusal(town.world.send, town.bot.id, town.ann.id, lost)
    assert refused.tag == "REPLY_MESSAGE_ID_INVALID"


def test_a_reply_in_a_supergroup_belongs_to_a_thread(town: Town) -> None:
    room = town.room(town.ann)
    first = town.say(town.ann, room.id)
    second = town.world.send(town.ann.id, room.id, Content("re", reply_to=first.id))
    third = town.world.send(town.ann.id, room.id, Content("re re", reply_to=second.id))

    assert [second.content.thread_id, third.content.thread_id] == [first.id, first.id]


def test_editing(town: Town) -> None:
    message = town.say(town.ann, town.bot, "helo")
    theirs = town.world.history(town.bot.id, town.ann.id)[0]
    edit = town.world.edit

    assert refusal(edit, town.ann.id, town.bot.id, 99, Content("x")).tag == "MESSAGE_ID_INVALID"
    refused = refusal(edit, town.bot.id, town.ann.id, theirs.id, Content("x"))
    assert refused.tag == "MESSAGE_AUTHOR_REQUIRED"
    refused = refusal(edit, town.ann.id, town.bot.id, message.id, Content("helo"))
    assert refused.tag == "MESSAGE_NOT_MODIFIED"

    edit(town.ann.id, town.bot.id, message.id, Content("hello"))
    assert theirs.content.text == "hello"
    assert theirs.edited_at == town.clock.now
    town.clock.move(hours=49)
    refused = refusal(edit, town.ann.id, town.bot.id, message.id, Content("late"))
    assert refused.tag == "MESSAGE_EDIT_TIME_EXPIRED"


def test_an_edit_without_markup_takes_the_keyboard_away(town: Town) -> None:
    town.say(town.ann, town.bot, "/start")
    keys = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    message = town.world.send(town.bot.id, town.ann.id, Content("menu", markup=keys))
    town.world.edit(town.bot.id, town.ann.id, message.id, Content("menu"))

    assert message.content.markup is None
    assert message.edited_at is None, "only the markup changed"


@pytest.mark.parametrize(
    ("button", "tag"),
    [
        ({"text": "Go", "callback_data": "ж" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "Go", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "Go", "url": "not a link"}, "BUTTON_URL_INVALID"),
        ({"text": " ", "callback_data": "go"}, "BUTTON_TEXT_INVALID"),
    ],
)
def test_buttons_that_are_refused(town: Town, button: dict[str, str], tag: str) -> None:
    town.say(town.ann, town.bot, "/start")
    content = Content("menu", markup={"inline_keyboard": [[button]]})
    assert refusal(town.world.send, town.bot.id, town.ann.id, content).tag == tag


def test_a_buttons_link_comes_back_with_its_slash(town: Town) -> None:
    town.say(town.ann, town.bot, "/start")
    button = {"text": "Go", "url": "https://example.org"}
    content = Content("menu", markup={"inline_keyboard": [[button]]})
    sent = town.world.send(town.bot.id, town.ann.id, content)
    assert sent.content.markup == {
        "inline_keyboard": [[{"text": "Go", "url": "https://example.org/"}]]
    }


def test_pressing_and_answering(town: Town) -> None:
    town.say(town.ann, town.bot, "/start")
    town.say(town.ann, town.bob)
    keys = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    sent = town.world.send(town.bot.id, town.ann.id, Content("menu", markup=keys))
    mine = town.world.history(town.ann.id, town.bot.id)[0]
    press = town.world.press

    assert refusal(press, town.ann.id, town.bot.id, mine.id, "other").tag == "DATA_INVALID"
    query = press(town.ann.id, town.bot.id, mine.id, "go")
    assert (query.message_id, query.chat_id) == (sent.id, town.ann.id)
    assert [h.data for h in town.heard(town.bot, Kind.CALLBACK_QUERY)] == [query]

    town.world.answer(town.bot.id, query.id, "done")
    assert query.answer_text == "done"
    assert town.heard(town.ann, Kind.CALLBACK_ANSWERED)
    refused = refusal(town.world.answer, town.bot.id, query.id, "again")
    assert refused.tag == "QUERY_ID_INVALID"

    late = press(town.ann.id, town.bot.id, mine.id, "go")
    town.clock.move(minutes=16)
    assert refusal(town.world.answer, town.bot.id, late.id, "late").tag == "QUERY_ID_INVALID"


def test_deleting_in_private_for_both_or_for_oneself(town: Town) -> None:
    first, second = town.say(town.ann, town.bob, "one"), town.say(town.ann, town.bob, "two")

    assert town.world.delete(town.ann.id, town.bob.id, [first.id, 99]) == [first.id]
    assert town.texts(town.bob, town.ann) == ["two"]
    town.world.delete(town.ann.id, town.bob.id, [second.id], revoke=False)
    assert town.texts(town.ann, town.bob) == []
    assert town.texts(town.bob, town.ann) == ["two"]


def test_deleting_in_a_room(town: Town) -> None:
    room = town.room(town.ann, town.bob)
    said = town.say(town.ann, room.id)

    refused = refusal(town.world.delete, town.bob.id, room.id, [said.id])
    assert refused.tag == "MESSAGE_DELETE_FORBIDDEN"
    assert town.world.delete(town.bot.id, room.id, [said.id]) == [said.id]
    assert said.deleted
    assert refusal(town.world.delete, town.bot.id, room.id, [1]).code == 403, "creation stays"


def test_a_bot_without_the_right_deletes_for_48_hours(town: Town) -> None:
    town.say(town.ann, town.bot, "/start")
    sent = town.say(town.bot, town.ann)
    town.clock.move(hours=49)
    refused = refusal(town.world.delete, town.bot.id, town.ann.id, [sent.id])
    assert refused.tag == "MESSAGE_DELETE_FORBIDDEN"


def test_a_wipe_leaves_nothing_to_read_but_how_the_group_was_made(town: Town) -> None:
    room = town.room(town.ann)
    last = town.say(town.ann, room.id)
    before = town.world.box(room.id).pts
    assert refusal(town.world.wipe, town.ann.id, room.id).tag == "CHAT_ADMIN_REQUIRED"
    assert refusal(town.world.wipe, town.bot.id, room.id).tag == "BOT_METHOD_INVALID"
    town.world.wipe(town.owner.id, room.id)

    (made,) = town.world.history(town.owner.id, room.id)
    assert (made.content.service or {})["kind"] == "chat_created"
    assert town.world.chat(town.owner.id, room.id).available_min_id == last.id
    assert town.world.box(room.id).pts == before
    wiped = town.heard(town.ann, Kind.CHAT_CHANGED)[-1]
    assert wiped.data == {"kind": "history_wiped", "available_min_id": last.id}
    assert town.say(town.ann, room.id).id == last.id + 1


def test_forwarding_keeps_origin_and_albums(town: Town) -> None:
    photo = town.world.add_file("photo", b"jpeg")
    album = town.world.new_album()
    sent = [
        town.world.send(town.ann.id, town.bob.id, Content(text, file=photo, album=album))
        for text in ("one", "two")
    ]
    ids = [m.id for m in sent]
    forwarded = town.world.forward(town.ann.id, town.bob.id, [*ids, 99], town.bot.id)
    copied = town.world.forward(town.ann.id, town.bob.id, ids, town.bot.id, as_copy=True)

    assert [m.forward and m.forward["user_id"] for m in forwarded] == [town.ann.id] * 2
    assert [m.forward for m in copied] == [None, None]
    assert forwarded[0].content.album == forwarded[1].content.album
    assert len({album, forwarded[0].content.album, copied[0].content.album}) == 3
    refused = refusal(town.world.forward, town.ann.id, town.bob.id, [99], town.bot.id)
    assert refused.tag == "MESSAGE_ID_INVALID"


def test_who_hides_forwards_is_named_and_no_more(town: Town) -> None:
    shy = town.world.add_person("Shy", last_name="One", hides_forwards=True)
    said = town.world.send(shy.id, town.bob.id, Content("hello"))
    (there,) = town.world.history(town.bob.id, shy.id, limit=1)
    (forwarded,) = town.world.forward(town.bob.id, shy.id, [there.id], town.bot.id)
    assert forwarded.forward == {"name": "Shy One", "at": said.at}


def test_pins_are_told_by_a_service_message(town: Town) -> None:
    room = town.room(town.ann, bot=False)
    said = town.say(town.ann, room.id)
    assert refusal(town.world.pin, town.ann.id, room.id, said.id).tag == "CHAT_ADMIN_REQUIRED"
    town.world.pin(town.owner.id, room.id, said.id)

    notice = town.world.history(town.ann.id, room.id)[0]
    assert notice.content.service == {"kind": "pinned", "message_id": said.id}
    assert town.world.chat(town.ann.id, room.id).pinned == [said.id]
    town.world.unpin(town.owner.id, room.id)
    assert not said.pinned


def test_an_anonymous_administrator_writes_as_the_group(town: Town) -> None:
    room = town.room(town.ann)
    town.world.promote(town.owner.id, room.id, town.ann.id, ADMIN, anonymous=True)
    assert town.say(town.ann, room.id).sender_chat_id == room.id


def test_reactions_reach_the_bot_that_administers(town: Town) -> None:
    room = town.room(town.ann)
    said = town.say(town.ann, room.id)
    town.world.react(town.ann.id, room.id, said.id, "👍")
    town.world.react(town.ann.id, room.id, said.id, None)

    told = [h.data for h in town.heard(town.bot, Kind.REACTION)]
    common = {"user_id": town.ann.id, "as_chat": None, "message_id": said.id}
    assert told == [{**common, "old": None, "new": "👍"}, {**common, "old": "👍", "new": None}]
