"""What is taken out of pushes, answers and differences, and the keys under which it is stored."""

from typing import Any

from pyrogram import raw

from tests.userbot.test_translate import DATE, NAMES, ROOM, message, photo, service
from userbot import payload
from userbot.updates import COMMON, Event, answered, box_of, of_difference, take_apart

t = raw.types
PETE = t.User(id=5, first_name="Pete", last_name="X", username="pete")
CHANNEL = t.InputChannel(channel_id=777, access_hash=1)


def updates(*changes: Any, **more: Any) -> Any:
    return t.Updates(updates=list(changes), users=[PETE], chats=[], date=DATE, seq=0, **more)


def test_a_push_is_taken_apart_by_boxes() -> None:
    private = t.Message(id=3, peer_id=t.PeerUser(user_id=5), date=DATE, message="private")
    heard = take_apart(
        updates(
            t.UpdateNewChannelMessage(message=message("a"), pts=8, pts_count=1),
            t.UpdateNewMessage(message=private, pts=3, pts_count=1),
            t.UpdateDeleteChannelMessages(channel_id=777, messages=[1, 2], pts=10, pts_count=2),
            t.UpdateChannelTooLong(channel_id=778),
            t.UpdateReadChannelInbox(channel_id=777, max_id=1, still_unread_count=0, pts=10),
        )
    )
    assert heard is not None
    assert [(each.box, each.pts, each.count) for each in heard.events] == [
        (ROOM, 8, 1),
        (COMMON, 3, 1),
        (ROOM, 10, 2),
    ]
    assert heard.too_long == {-1_000_000_000_778: 0}
    assert [row[0] for row in heard.events[0].rows()] == [f"new:{ROOM}:10"]
    assert heard.events[1].rows() == []  # the owner's private chats are not the desk's
    assert [row[0] for row in heard.events[2].rows()] == [f"delete:{ROOM}:10"]


def test_short_forms_count_in_the_common_box() -> None:
    short = t.UpdateShortMessage(id=1, user_id=5, message="x", pts=7, pts_count=1, date=DATE)
    sent = t.UpdateShortSentMessage(id=1, pts=8, pts_count=1, date=DATE)
    for given, pts in ((short, 7), (sent, 8)):
        heard = take_apart(given)
        assert heard is not None
        assert [(each.box, each.pts, each.count) for each in heard.events] == [(COMMON, pts, 1)]
    heard = take_apart(t.UpdatesTooLong())
    assert heard is not None
    assert heard.too_long == {COMMON: 0}
    assert take_apart(t.Pong(msg_id=1, ping_id=1)) is None


def test_own_actions_count_in_the_boxes_that_they_change() -> None:
    wipe = raw.functions.channels.DeleteMessages(channel=CHANNEL, id=[1])
    (heard,) = answered(wipe, t.messages.AffectedMessages(pts=5, pts_count=1))
    assert heard.events == (Event(ROOM, 5, 1),)
    peer = t.InputPeerChannel(channel_id=777, access_hash=1)
    assert box_of(raw.functions.messages.UnpinAllMessages(peer=peer)) == ROOM
    assert box_of(raw.functions.updates.GetState()) == COMMON
    invited = t.messages.InvitedUsers(
        updates=updates(t.UpdateNewChannelMessage(message=message("a"), pts=8, pts_count=1)),
        missing_invitees=[],
    )
    (heard,) = answered(wipe, invited)
    assert heard.events[0].pts == 8
    assert answered(wipe, True) == []


def test_two_edits_in_one_second_are_two_and_an_edit_twice_is_one() -> None:
    once = t.UpdateEditChannelMessage(message=message("b", edit_date=DATE), pts=9, pts_count=1)
    again = t.UpdateEditChannelMessage(message=message("c", edit_date=DATE), pts=10, pts_count=1)
    pushed = take_apart(updates(once, again))
    missed = of_difference([], [once, again], [PETE], [])
    assert pushed is not None
    keys = [row[0] for event in pushed.events for row in event.rows()]
    assert keys == [row[0] for event in missed.events for row in event.rows()]
    assert len(set(keys)) == 2


def test_a_message_has_one_key_however_it_came() -> None:
    pushed = take_apart(
        updates(t.UpdateNewChannelMessage(message=message("a"), pts=8, pts_count=1))
    )
    missed = of_difference([message("a")], [], [PETE], [])
    assert pushed is not None
    assert pushed.events[0].rows() == missed.events[0].rows()
    assert missed.events[0].newest == 10


def test_reading_a_history_again_gives_the_same_rows_unless_something_changed() -> None:
    first = payload.seen(ROOM, message("a"), NAMES, "sweep")
    viewed = payload.seen(ROOM, message("a", views=7, forwards=1), NAMES, "sweep")
    edited = payload.seen(ROOM, message("b", edit_date=DATE), NAMES, "sweep")
    assert first[0] == viewed[0] != edited[0]
    with_photo = payload.seen(ROOM, message("a", photo()), NAMES, "sweep")
    fresh = photo()
    fresh.photo.file_reference = b"another reference"
    assert with_photo[0] == payload.seen(ROOM, message("a", fresh), NAMES, "sweep")[0]


def test_whoever_comes_in_is_a_row_of_their_own() -> None:
    by_link = service(t.MessageActionChatJoinedByRequest())
    rows = payload.new(ROOM, by_link, NAMES)
    assert [key for key, _ in rows] == [f"new:{ROOM}:11", f"joined:{ROOM}:11:5"]
    assert rows[1][1]["person"] == {"id": 5, "name": "Кася", "username": "kasia"}
    added = payload.new(ROOM, service(t.MessageActionChatAddUser(users=[6, 7])), NAMES)
    assert [key for key, _ in added[1:]] == [f"joined:{ROOM}:11:6", f"joined:{ROOM}:11:7"]
    left = payload.new(ROOM, service(t.MessageActionChatDeleteUser(user_id=5)), NAMES)
    assert [key for key, _ in left] == [f"new:{ROOM}:11", f"left:{ROOM}:11"]
    assert left[1][1]["person"] == 5
