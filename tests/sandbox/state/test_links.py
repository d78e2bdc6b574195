"""Links into groups, and knocking."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sandbox.state.model import JoinRequest, Kind, MemberChange
from tests.sandbox.state.conftest import Town, refusal


def test_a_link_in_every_form(town: Town) -> None:
    room = town.room()
    link = town.world.create_link(town.owner.id, room.id)
    secret = link.url.removeprefix("https://t.me/+")
    for form in (
        link.url,
        secret,
        f"+{secret}",
        f"t.me/+{secret}",
        f"https://t.me/joinchat/{secret}",
        f"https://telegram.me/joinchat/{secret}",
        f"tg://join?invite={secret}",
    ):
        assert town.world.look_at_link(form) == (room, link)
    assert refusal(town.world.look_at_link, "https://t.me/+none").tag == "INVITE_HASH_INVALID"
    assert refusal(town.world.look_at_link, "https://t.me/").tag == "INVITE_HASH_EMPTY"


def test_a_link_ends_by_use_time_and_revocation(town: Town) -> None:
    room = town.room()
    world, owner = town.world, town.owner.id
    once = world.create_link(owner, room.id, member_limit=1)
    soon = world.create_link(owner, room.id, expires_at=town.clock.now + timedelta(hours=1))
    gone = world.create_link(owner, room.id)
    world.use_link(town.ann.id, once.url)
    town.clock.move(hours=2)
    world.revoke_link(owner, room.id, gone.url)

    for link in (once, soon, gone):
        assert refusal(world.use_link, town.bob.id, link.url).tag == "INVITE_HASH_EXPIRED"
    fresh = world.create_link(owner, room.id)
    assert refusal(world.use_link, town.ann.id, fresh.url).tag == "USER_ALREADY_PARTICIPANT"
    assert refusal(world.use_link, town.bot.id, fresh.url).tag == "BOT_METHOD_INVALID"


def test_limits_of_links(town: Town) -> None:
    room = town.room()
    create, owner = town.world.create_link, town.owner.id
    refused = refusal(create, owner, room.id, creates_join_request=True, member_limit=1)
    assert refused.tag == "USAGE_LIMIT_INVALID"
    refused = refusal(create, owner, room.id, expires_at=town.clock.now)
    assert refused.tag == "EXPIRE_DATE_INVALID"


def test_knocking_is_told_to_those_who_may_decide(town: Town) -> None:
    room = town.room(town.bob)
    world = town.world
    silent = world.add_bot("Silent", "silent_bot")
    world.promote(town.owner.id, room.id, silent.id, ["can_delete_messages"])
    link = world.create_link(town.bot.id, room.id, creates_join_request=True, name="For Ann")
    for _ in range(2):
        assert refusal(world.use_link, town.ann.id, link.url).tag == "INVITE_REQUEST_SENT"

    told = [h for h in town.told if h.kind is Kind.JOIN_REQUEST]
    assert [h.recipient for h in told] == [town.owner.id, town.bot.id]
    request = told[0].data
    assert isinstance(request, JoinRequest)
    assert (request.user_id, request.link) == (town.ann.id, link.url)
    assert refusal(town.say, town.ann, room.id).tag == "CHANNEL_PRIVATE"


def test_who_knocked_can_be_written_to_for_five_minutes(town: Town) -> None:
    room = town.room()
    link = town.world.create_link(town.bot.id, room.id, creates_join_request=True)
    refusal(town.world.use_link, town.ann.id, link.url)
    town.say(town.bot, town.ann, "who are you?")
    town.clock.move(minutes=6)
    assert refusal(town.say, town.bot, town.ann).tag == "BOT_NOT_STARTED"


@pytest.mark.parametrize("approve", [True, False])
def test_deciding(town: Town, approve: bool) -> None:
    room = town.room()
    world = town.world
    decide, bot, ann = world.decide, town.bot.id, town.ann.id
    link = world.create_link(bot, room.id, creates_join_request=True)
    refused = refusal(decide, bot, room.id, ann, approve=approve)
    assert refused.tag == "HIDE_REQUESTER_MISSING"
    refusal(world.use_link, ann, link.url)
    town.told.clear()
    decide(bot, room.id, ann, approve=approve)

    refused = refusal(decide, bot, room.id, ann, approve=approve)
    assert refused.tag == "HIDE_REQUESTER_MISSING"
    changes = [h.data for h in town.heard(town.bot, Kind.MEMBER_CHANGED)]
    assert bool(changes) is approve
    if approve:
        (made,) = changes
        assert isinstance(made, MemberChange)
        assert (made.actor_id, made.user_id, made.via_join_request) == (bot, ann, True)
        assert made.link is not None
        assert made.link.url == link.url
        notice = world.history(ann, room.id)[0]
        assert notice.content.service == {"kind": "joined_by_request", "user_id": ann}
        assert notice.sender_id == ann


def test_deciding_about_who_came_in_otherwise(town: Town) -> None:
    room = town.room()
    world = town.world
    link = world.create_link(town.bot.id, room.id, creates_join_request=True)
    refusal(world.use_link, town.ann.id, link.url)
    world.invite(town.owner.id, room.id, [town.ann.id])
    refused = refusal(world.decide, town.bot.id, room.id, town.ann.id, approve=True)
    assert refused.tag == "USER_ALREADY_PARTICIPANT"


def test_primary_links(town: Town) -> None:
    room = town.room()
    world, owner = town.world, town.owner.id
    first = world.create_link(owner, room.id, primary=True)
    second = world.create_link(owner, room.id, primary=True)
    assert (first.is_revoked, second.is_revoked) == (True, False)
    refused = refusal(world.edit_link, owner, room.id, second.url, name="x")
    assert refused.tag == "CHAT_INVITE_PERMANENT"
    world.revoke_link(owner, room.id, second.url)
    (third,) = world.links(owner, room.id, owner)
    assert third.is_primary
    assert third.url != second.url


def test_whose_link_it_is(town: Town) -> None:
    room = town.room()
    world, owner, bot = town.world, town.owner.id, town.bot.id
    theirs = world.create_link(owner, room.id)
    own = world.create_link(bot, room.id)
    assert refusal(world.revoke_link, bot, room.id, theirs.url).tag == "CHAT_ADMIN_REQUIRED"
    assert refusal(world.links, bot, room.id, owner).tag == "CHAT_ADMIN_REQUIRED"
    assert refusal(world.delete_link, bot, room.id, own.url).tag == "INVITE_REVOKED_MISSING"
    world.revoke_link(owner, room.id, own.url)
    assert [k.url for k in world.links(owner, room.id, bot, revoked=True)] == [own.url]
    world.delete_link(bot, room.id, own.url)
    assert world.links(owner, room.id, bot, revoked=True) == []


def test_editing_a_link(town: Town) -> None:
    room = town.room()
    world, owner = town.world, town.owner.id
    link = world.create_link(owner, room.id, member_limit=5)
    world.edit_link(owner, room.id, link.url, creates_join_request=True, name="New")
    assert (link.member_limit, link.name, link.creates_join_request) == (None, "New", True)
    world.revoke_link(owner, room.id, link.url)
    refused = refusal(world.edit_link, owner, room.id, link.url, name="x")
    assert refused.tag == "INVITE_HASH_EXPIRED"


def test_who_is_in_too_many_groups_may_knock_and_is_not_let_in(town: Town) -> None:
    room, world = town.room(), town.world
    own = [world.create_supergroup(town.ann.id, "Own") for _ in range(500)]
    first, other = (
        world.create_link(town.bot.id, room.id, creates_join_request=True) for _ in range(2)
    )
    for link in (first, first, other):
        assert refusal(world.use_link, town.ann.id, link.url).tag == "INVITE_REQUEST_SENT"
    knocks = list(town.heard(town.bot, Kind.JOIN_REQUEST))
    assert len(knocks) == 1  # the request waits: nobody is told of it anew
    refused = refusal(world.decide, town.bot.id, room.id, town.ann.id, approve=True)
    assert refused.tag == "USER_CHANNELS_TOO_MUCH"
    world.delete_chat(town.ann.id, own[0].id)
    world.decide(town.bot.id, room.id, town.ann.id, approve=True)
    assert room.id in {chat.id for chat in world.chats_of(town.ann.id)}
