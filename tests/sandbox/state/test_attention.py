"""What is unread: each person's own."""

from __future__ import annotations

from tests.sandbox.state.conftest import Town


def test_what_others_wrote_is_unread_until_one_reads_or_writes(town: Town) -> None:
    ann, bob, unread = town.ann.id, town.bob.id, town.world.unread
    town.say(town.bob, town.ann, "One")
    town.say(town.bob, town.ann, "Two")
    assert (unread(ann, bob), unread(bob, ann)) == (2, 0)
    town.say(town.ann, town.bob, "Yes?")
    assert (unread(ann, bob), unread(bob, ann)) == (0, 1)
    town.world.read(bob, ann)
    assert unread(bob, ann) == 0


def test_a_newcomer_owes_a_group_no_reading(town: Town) -> None:
    room = town.room(town.ann)
    town.say(town.ann, room.id, "Long ago")
    town.world.invite(town.ann.id, room.id, [town.bob.id])
    town.world.read(town.bob.id, room.id)
    town.say(town.ann, room.id, "Welcome")
    assert town.world.unread(town.bob.id, room.id) == 1
