"""Groups: who gets in, what they may do and see there, and what the others are told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sandbox.state.model import Content, Happening, Kind, MemberChange, Privacy, Standing
from tests.sandbox.state.conftest import Town, refusal


def services(town: Town, who: int, chat_id: int) -> list[object]:
    found = reversed(town.world.history(who, chat_id))
    return [m.content.service["kind"] for m in found if m.content.service is not None]


def change(happening: Happening) -> tuple[int, int, Standing | None, Standing | None]:
    data = happening.data
    assert isinstance(data, MemberChange)
    old = data.old.standing if data.old else None
    return data.actor_id, data.user_id, old, data.new.standing if data.new else None


def test_bots_make_no_groups_and_invite_nobody(town: Town) -> None:
    room = town.room()
    for operation, args in (
        (town.world.create_supergroup, ("Room",)),
        (town.world.create_basic_group, ("Room", [town.ann.id])),
        (town.world.invite, (room.id, [town.ann.id])),
    ):
        assert refusal(operation, town.bot.id, *args).tag == "BOT_METHOD_INVALID"


def test_ids_are_those_of_todays_telegram(town: Town) -> None:
    room = town.room()
    group = town.world.create_basic_group(town.owner.id, "Staff", [town.ann.id])
    assert room.id < -1002147483647
    assert -(10**12) < group.id < 0
    assert town.ann.id > 2**32


def test_strangers_neither_read_nor_write(town: Town) -> None:
    room = town.room(town.ann)
    for operation in (town.world.history, town.world.chat, town.world.members):
        assert refusal(operation, town.bob.id, room.id).tag == "CHANNEL_PRIVATE"
    assert refusal(town.say, town.bob, room.id).tag == "CHANNEL_PRIVATE"
    town.world.set_username(town.owner.id, room.id, "public_room")
    assert town.world.history(town.bob.id, room.id)
    assert refusal(town.say, town.bob, room.id).tag == "CHAT_WRITE_FORBIDDEN"


def test_a_supergroups_newcomer_reads_what_was_a_basic_groups_does_not(town: Town) -> None:
    room = town.room(town.ann)
    group = town.world.create_basic_group(town.owner.id, "Staff", [town.ann.id])
    for chat in (room, group):
        town.say(town.ann, chat.id, "before")
        town.world.invite(town.owner.id, chat.id, [town.bob.id])
        town.say(town.ann, chat.id, "after")

    assert town.texts(town.bob, room.id) == ["before", "after"]
    assert town.texts(town.bob, group.id) == ["after"]


@pytest.mark.parametrize("privacy", [Privacy.CONTACTS, Privacy.NOBODY])
def test_privacy_refuses_an_invitation(town: Town, privacy: Privacy) -> None:
    shy = town.world.add_person("Shy", invite_privacy=privacy)
    room = town.room()
    group = town.world.create_basic_group(town.owner.id, "Staff", [town.ann.id])

    assert town.world.invite(town.owner.id, room.id, [shy.id, town.ann.id]) == [shy.id]
    assert town.world.member(room.id, town.ann.id) is not None
    refused = refusal(town.world.invite, town.owner.id, group.id, [shy.id])
    assert (refused.tag, refused.code) == ("USER_PRIVACY_RESTRICTED", 403)
    town.world.add_contact(shy.id, town.owner.id)
    missing = town.world.invite(town.owner.id, room.id, [shy.id])
    assert missing == ([] if privacy is Privacy.CONTACTS else [shy.id])


def test_who_left_comes_back_by_a_mutual_contact_or_a_link(town: Town) -> None:
    room = town.room(town.ann)
    town.world.leave(town.ann.id, room.id)
    refused = refusal(town.world.invite, town.owner.id, room.id, [town.ann.id])
    assert refused.tag == "USER_NOT_MUTUAL_CONTACT"

    link = town.world.create_link(town.owner.id, room.id)
    town.world.use_link(town.ann.id, link.url)
    town.world.leave(town.ann.id, room.id)
    town.world.add_contact(town.ann.id, town.owner.id)
    town.world.add_contact(town.owner.id, town.ann.id)
    assert town.world.invite(town.owner.id, room.id, [town.ann.id]) == []


def test_kicked_members_see_and_do_nothing(town: Town) -> None:
    room = town.room(town.ann)
    link = town.world.create_link(town.owner.id, room.id)
    town.world.ban(town.bot.id, room.id, town.ann.id)

    assert refusal(town.say, town.ann, room.id).tag == "CHANNEL_PRIVATE"
    assert refusal(town.world.history, town.ann.id, room.id).tag == "CHANNEL_PRIVATE"
    assert refusal(town.world.use_link, town.ann.id, link.url).tag == "INVITE_HASH_EXPIRED"
    town.world.unban(town.bot.id, room.id, town.ann.id, only_if_banned=True)
    town.world.use_link(town.ann.id, link.url)
    town.world.unban(town.bot.id, room.id, town.ann.id, only_if_banned=True)
    assert town.world.member(room.id, town.ann.id).standing is Standing.MEMBER  # type: ignore[union-attr]
    town.world.unban(town.bot.id, room.id, town.ann.id)
    assert town.world.member(room.id, town.ann.id).standing is Standing.LEFT  # type: ignore[union-attr]


def test_a_ban_ends_with_its_time(town: Town) -> None:
    room = town.room(town.ann)
    link = town.world.create_link(town.owner.id, room.id)
    until = town.clock.now + timedelta(hours=1)
    town.world.ban(town.owner.id, room.id, town.ann.id, until)
    town.clock.move(hours=2)
    town.world.use_link(town.ann.id, link.url)


def test_rights_are_checked(town: Town) -> None:
    room = town.room(town.ann, town.bob)
    world, ann, bob = town.world, town.ann.id, town.bob.id
    for operation, args in (
        (world.set_title, ("New",)),
        (world.set_about, ("New",)),
        (world.ban, (bob,)),
        (world.unban, (bob,)),
        (world.promote, (bob, ["can_invite_users"])),
        (world.create_link, ()),
        (world.wipe, ()),
        (world.delete_chat, ()),
        (world.restrict, (bob, [])),
    ):
        assert refusal(operation, ann, room.id, *args).tag == "CHAT_ADMIN_REQUIRED"


def test_promotion(town: Town) -> None:
    room = town.room(town.ann, town.bob)
    world, owner = town.world, town.owner.id
    world.promote(owner, room.id, town.ann.id, ["can_promote_members"])

    refused = refusal(world.promote, town.ann.id, room.id, town.bob.id, ["can_change_info"])
    assert (refused.tag, refused.code) == ("RIGHT_FORBIDDEN", 403)
    refused = refusal(world.promote, town.ann.id, room.id, town.bot.id, [])
    assert refused.tag == "CHAT_ADMIN_REQUIRED", "somebody else promoted the bot"
    assert refusal(world.promote, town.ann.id, room.id, owner, []).tag == "USER_CREATOR"
    stranger = world.add_person("Stranger")
    refused = refusal(world.promote, owner, room.id, stranger.id, ["can_change_info"])
    assert refused.tag == "USER_NOT_PARTICIPANT"
    refused = refusal(world.ban, town.bot.id, room.id, town.ann.id)
    assert refused.tag == "USER_ADMIN_INVALID"


def test_a_bot_comes_in_by_promotion_with_a_change_and_a_message(town: Town) -> None:
    room = town.room(bot=False)
    town.world.promote(town.owner.id, room.id, town.bot.id, ["can_invite_users"])

    told = town.heard(town.bot)
    assert [h.kind for h in told[:2]] == [Kind.MEMBER_CHANGED, Kind.NEW_MESSAGE]
    added = (town.owner.id, town.bot.id, None, Standing.ADMINISTRATOR)
    assert change(told[0]) == added
    service = {"kind": "members_added", "user_ids": [town.bot.id]}
    assert told[1].message is not None
    assert told[1].message.content.service == service


def test_kicking_the_bot_makes_a_change_and_a_message(town: Town) -> None:
    room = town.room()
    town.world.ban(town.owner.id, room.id, town.bot.id)

    told = town.heard(town.bot)
    assert [h.kind for h in told] == [Kind.MEMBER_CHANGED, Kind.NEW_MESSAGE]
    assert change(told[0])[2:] == (Standing.ADMINISTRATOR, Standing.KICKED)
    assert refusal(town.say, town.bot, room.id).tag == "CHANNEL_PRIVATE"


def test_member_changes_are_told_to_administrators_and_whom_they_are_about(town: Town) -> None:
    room = town.room(town.bob)
    town.world.invite(town.owner.id, room.id, [town.ann.id])
    told = [h.recipient for h in town.told if h.kind is Kind.MEMBER_CHANGED]
    assert told == [town.owner.id, town.bot.id, town.ann.id]


def test_privacy_mode_of_bots(town: Town) -> None:
    world = town.world
    room = town.room(town.ann, bot=False)
    other = world.add_bot("Other", "other_bot")
    everything = world.add_bot("All", "all_bot", sees_all_group_messages=True)
    world.invite(town.owner.id, room.id, [town.bot.id, other.id, everything.id])
    town.told.clear()
    town.say(town.ann, room.id, "chatter")
    town.say(town.ann, room.id, "/help@desk_bot")
    town.say(town.ann, room.id, "/all")
    own = town.say(town.bot, room.id, "mine")
    world.send(town.ann.id, room.id, Content("reply", reply_to=own.id))

    def heard(who: int) -> list[str]:
        return [h.message.content.text for h in town.told if h.recipient == who and h.message]

    assert heard(town.bot.id) == ["/help@desk_bot", "/all", "mine", "reply"]
    assert heard(other.id) == ["/all"]
    assert heard(everything.id) == ["chatter", "/help@desk_bot", "/all", "reply"]
    assert heard(town.ann.id)[3] == "mine"


def test_service_messages(town: Town) -> None:
    room = town.room(town.ann)
    world, owner = town.world, town.owner.id
    link = world.create_link(owner, room.id)
    world.use_link(town.bob.id, link.url)
    world.set_title(owner, room.id, "New title")
    world.leave(town.bob.id, room.id)
    world.ban(owner, room.id, town.ann.id)

    assert services(town, owner, room.id) == [
        "chat_created",
        "members_added",
        "members_added",
        "joined_by_link",
        "title_changed",
        "member_left",
        "member_left",
    ]


def test_titles(town: Town) -> None:
    room = town.room()
    world, owner = town.world, town.owner.id
    assert refusal(world.set_title, owner, room.id, " \n").tag == "CHAT_TITLE_EMPTY"
    assert refusal(world.set_title, owner, room.id, "Room").tag == "CHAT_NOT_MODIFIED"
    world.set_title(town.bot.id, room.id, "x" * 200)
    assert len(room.title) == 128
    world.set_about(owner, room.id, "about")
    assert refusal(world.set_about, owner, room.id, "about").tag == "CHAT_ABOUT_NOT_MODIFIED"
    assert refusal(world.set_about, owner, room.id, "x" * 256).tag == "CHAT_ABOUT_TOO_LONG"


def test_restrictions(town: Town) -> None:
    room = town.room(town.ann)
    world = town.world
    photo = world.add_file("photo", b"jpeg")
    world.restrict(town.bot.id, room.id, town.ann.id, ["can_send_messages"])
    town.say(town.ann, room.id)
    refused = refusal(world.send, town.ann.id, room.id, Content(file=photo))
    assert refused.tag == "CHAT_SEND_PHOTOS_FORBIDDEN"
    world.restrict(town.bot.id, room.id, town.ann.id, [])
    assert refusal(town.say, town.ann, room.id).tag == "CHAT_WRITE_FORBIDDEN"
    world.restrict(town.bot.id, room.id, town.ann.id, room.permissions)
    town.say(town.ann, room.id)


def test_leaving(town: Town) -> None:
    room = town.room(town.ann)
    assert refusal(town.world.leave, town.bob.id, room.id).tag == "USER_NOT_PARTICIPANT"
    assert refusal(town.world.leave, town.owner.id, room.id).tag == "USER_CREATOR"
    town.world.leave(town.ann.id, room.id)
    assert town.world.chats_of(town.ann.id) == []


def test_deleting_a_group(town: Town) -> None:
    room = town.room(town.ann)
    link = town.world.create_link(town.owner.id, room.id)
    town.world.delete_chat(town.owner.id, room.id)

    assert town.heard(town.ann, Kind.CHAT_CHANGED)[0].data == {"kind": "deleted"}
    assert refusal(town.say, town.ann, room.id).tag == "CHANNEL_PRIVATE"
    assert refusal(town.world.use_link, town.ann.id, link.url).tag == "INVITE_HASH_EXPIRED"
    assert town.world.chats_of(town.owner.id) == []


def test_migration(town: Town) -> None:
    world = town.world
    group = world.create_basic_group(town.owner.id, "Staff", [town.ann.id, town.bot.id])
    town.say(town.ann, group.id, "before")
    assert refusal(world.migrate, town.ann.id, group.id).tag == "CHAT_ADMIN_REQUIRED"
    town.told.clear()
    new = world.migrate(town.owner.id, group.id)

    told = [h.message for h in town.heard(town.ann, Kind.NEW_MESSAGE)]
    assert [m and m.content.service for m in told] == [
        {"kind": "migrated_to", "chat_id": new.id},
        {"kind": "migrated_from", "chat_id": group.id, "title": "Staff"},
    ]
    refused = refusal(town.say, town.bot, group.id)
    assert refused.migrate_to == new.id
    town.say(town.ann, new.id, "after")
    assert town.texts(town.bot, new.id) == ["after"]


def test_an_account_is_in_500_supergroups_at_most(town: Town) -> None:
    rooms = [town.world.create_supergroup(town.ann.id, "Room") for _ in range(500)]
    assert refusal(town.world.create_supergroup, town.ann.id, "Room").tag == "CHANNELS_TOO_MUCH"
    other = town.room()
    refused = refusal(town.world.invite, town.owner.id, other.id, [town.ann.id])
    assert refused.tag == "USER_CHANNELS_TOO_MUCH"
    town.world.delete_chat(town.ann.id, rooms[0].id)
    town.world.create_supergroup(town.ann.id, "Room")


def test_listeners_hear_in_order_even_when_they_act(town: Town) -> None:
    room = town.room(town.ann)

    def reply(happening: Happening) -> None:
        message = happening.message
        if happening.recipient == town.bot.id and message and message.content.text == "ping":
            town.say(town.bot, room.id, "pong")

    town.world.subscribe(reply)
    town.say(town.ann, room.id, "ping")
    heard = [(h.recipient, h.message.content.text) for h in town.told if h.message]
    assert heard == [
        *((who, "ping") for who in (town.owner.id, town.bot.id, town.ann.id)),
        *((who, "pong") for who in (town.owner.id, town.bot.id, town.ann.id)),
    ]
